//! One value of each closed part of a filter, as it is typed in the query or posted by the form.

use super::choose::choose;
use super::words::{OUI_NON, PAR, PIECES, SIGNES, VERDICTS};
use super::{ChampFiltrable, Critere, Eligible, Nature, Par, Signe, Vocabulary, range};
use crate::dossier::Etat;
use crate::format::fold;
use crate::ids::{AideId, ProgrammeId};

/// Characters of a text that is compared; longer answers are compared by their start.
pub const TEXTE_MAX: usize = 200;

pub(super) fn programme(typed: &str, vocabulary: &Vocabulary) -> Result<ProgrammeId, String> {
    let known: Vec<_> = vocabulary.programmes.iter().map(|(id, nom)| (id.as_str(), nom.as_str())).collect();
    choose(typed, "un de vos programmes", &known).map(ProgrammeId::from)
}

pub(super) fn aide(typed: &str, vocabulary: &Vocabulary) -> Result<AideId, String> {
    let known: Vec<_> = vocabulary.aides.iter().map(|aide| (aide.id.as_str(), aide.libelle.as_str())).collect();
    choose(typed, "une aide de vos programmes", &known).map(AideId::from)
}

pub(super) fn etat(typed: &str) -> Result<Etat, String> {
    let known = Etat::ALL.map(|etat| (etat.code(), etat.libelle()));
    let code = choose(typed, "un statut", &known)?;
    Etat::from_code(code).ok_or_else(|| format!("« {typed} » n'est pas un statut."))
}

pub(super) fn par(typed: &str, vocabulary: &Vocabulary) -> Result<Par, String> {
    let words = PAR.iter().map(|(_, code, label)| (*code, *label));
    let agents = vocabulary.agents.iter().map(|(email, nom)| (email.as_str(), nom.as_str()));
    let known: Vec<_> = words.chain(agents).collect();
    let code = choose(typed, "un conseiller", &known)?;
    let word = PAR.iter().find(|(_, word, _)| *word == code).map(|(par, ..)| par.clone());
    Ok(word.unwrap_or_else(|| Par::Agent(code.to_owned())))
}

pub(super) fn piece(typed: &str) -> Result<Signe, String> {
    among(typed, "ce que l'on dit d'une pièce", &PIECES)
}

pub(super) fn signe(typed: &str) -> Result<Signe, String> {
    among(typed, "un signe", &SIGNES)
}

pub(super) fn verdict(typed: &str) -> Result<Eligible, String> {
    among(typed, "un verdict", &VERDICTS)
}

fn among<T: Copy, const N: usize>(typed: &str, what: &str, known: &[(T, &str, &str); N]) -> Result<T, String> {
    let names = known.each_ref().map(|(_, code, label)| (*code, *label));
    let code = choose(typed, what, &names)?;
    let found = known.iter().find(|(_, one, _)| *one == code).map(|(value, ..)| *value);
    found.ok_or_else(|| format!("« {typed} » n'est pas {what}."))
}

/// What the answer to a champ must be.
pub(super) fn critere(typed: &str, champ: &ChampFiltrable) -> Result<Critere, String> {
    match &champ.nature {
        Nature::Texte => texte(typed).ok_or_else(|| "Écrivez la réponse que vous cherchez.".to_owned()),
        Nature::Choix(choices) => {
            let known: Vec<_> = choices.iter().map(|(key, label)| (key.as_str(), label.as_str())).collect();
            choose(typed, "une réponse possible", &known).map(|key| Critere::Egal(key.to_owned()))
        }
        Nature::OuiNon => choose(typed, "une réponse possible", &OUI_NON).map(|key| Critere::Egal(key.to_owned())),
        Nature::Jour => range::days().read(typed).map(Critere::Jour),
        nature => range::numbers(nature).read(typed).map(Critere::Nombre),
    }
}

fn texte(typed: &str) -> Option<Critere> {
    let text = comparable(typed);
    (!text.is_empty()).then_some(Critere::Egal(text))
}

/// A text as it is kept beside the dossiers and compared: folded, its first characters.
#[must_use]
pub fn comparable(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    fold(&kept).chars().take(TEXTE_MAX).collect::<String>().trim_end().to_owned()
}
