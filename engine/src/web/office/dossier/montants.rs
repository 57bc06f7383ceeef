//! The sums of a validation: proposed by the rules, changed by people for a reason.

use super::super::parts::Field;
use super::super::typed;
use super::read::Read;
use crate::web::form::Posted;
use guichet_domain::dossier::{Accord, Acteur, Fact, Problem};
use guichet_domain::format;
use guichet_domain::ids::AideId;
use guichet_domain::programme::{Aide, Unicite};
use guichet_domain::verdict::{AideVerdict, State, Verdict};
use serde::Serialize;

/// One line of the form.
#[derive(Serialize)]
pub(super) struct SumLine {
    libelle: String,
    mot: Option<String>,
    propose: Option<String>,
    champ: Field,
}

/// The lines, filled with what was typed, with what the conseiller gave, or with what the rules propose.
pub(super) fn lines(read: &Read, acteur: Acteur, posted: Option<&Posted>, problems: &[Problem]) -> Vec<SumLine> {
    let aides = read
        .verdict
        .aides
        .iter()
        .filter(|aide| aide.etat != State::SansObjet || given(read, acteur, &aide.id).is_some());
    aides.map(|aide| line(read, acteur, aide, posted, problems)).collect()
}

/// What the lines come to before anybody changes them, in cents.
pub(super) fn total(read: &Read, acteur: Acteur) -> i64 {
    read.verdict.aides.iter().filter_map(|aide| start(read, acteur, aide)).sum()
}

/// The reason to start from: the manager confirms the conseiller's.
pub(super) fn reason(read: &Read, acteur: Acteur) -> String {
    if acteur != Acteur::Manager {
        return String::new();
    }
    let last = read.events.iter().rev().find_map(|event| match &event.told.fact {
        Fact::Validation { manager: false, raison, .. } => Some(raison.clone()),
        _ => None,
    });
    let of_sum = || read.aides.iter().find_map(|aide| aide.raison.clone());
    last.flatten().or_else(of_sum).unwrap_or_default()
}

/// The sums as posted. An aide that the rules open and that was left empty is given 0, which is a
/// change like another; when nothing at all is given, so is nothing.
pub(in crate::web::office) fn accords(verdict: &Verdict, posted: &Posted) -> Result<Vec<Accord>, Vec<Problem>> {
    let raison = Some(posted.trimmed("raison").to_owned()).filter(|raison| !raison.is_empty());
    let mut accords = vec![];
    let mut problems = vec![];
    let mut typed_any = false;
    for aide in &verdict.aides {
        let name = name(&aide.id);
        let propose = proposed(aide);
        let centimes = match typed::cents(posted.one(&name)) {
            Ok(Some(centimes)) => {
                typed_any = true;
                centimes
            }
            Ok(None) if propose.is_some() => 0,
            Ok(None) => continue,
            Err(message) => {
                problems.push(Problem::of(&name, message));
                continue;
            }
        };
        let raison = raison.clone().filter(|_| propose != Some(centimes));
        accords.push(Accord { aide: aide.id.clone(), centimes, propose, raison });
    }
    match (problems.is_empty(), typed_any) {
        (false, _) => Err(problems),
        (true, true) => Ok(accords),
        (true, false) => Ok(vec![]),
    }
}

fn line(read: &Read, acteur: Acteur, aide: &AideVerdict, posted: Option<&Posted>, problems: &[Problem]) -> SumLine {
    let name = name(&aide.id);
    let value = match posted {
        Some(posted) => posted.one(&name).to_owned(),
        None => start(read, acteur, aide).map(editable).unwrap_or_default(),
    };
    let state = match aide.etat {
        State::Remplie => None,
        State::NonRemplie => Some("une condition n’est pas remplie"),
        State::Inconnue => Some("une condition n’est pas encore connue"),
        State::SansObjet => Some("ne le concerne pas d’après les réponses"),
    };
    let once = read.loaded.version.aide(aide.id.as_str()).and_then(once);
    let words: Vec<&str> = state.into_iter().chain(once.as_deref()).collect();
    SumLine {
        libelle: aide.libelle.clone(),
        mot: (!words.is_empty()).then(|| words.join(" ; ")),
        propose: proposed(aide).map(format::centimes),
        champ: Field::new(&name, value).with(problems),
    }
}

fn name(aide: &AideId) -> String {
    format!("montant.{aide}")
}

fn proposed(aide: &AideVerdict) -> Option<i64> {
    aide.montant_centimes.filter(|_| aide.etat == State::Remplie)
}

fn start(read: &Read, acteur: Acteur, aide: &AideVerdict) -> Option<i64> {
    given(read, acteur, &aide.id).or_else(|| proposed(aide))
}

/// What the conseiller gave, when it is the manager's turn.
fn given(read: &Read, acteur: Acteur, aide: &AideId) -> Option<i64> {
    let found = read.aides.iter().find(|given| given.aide == *aide).filter(|_| acteur == Acteur::Manager);
    found.and_then(|given| given.centimes)
}

/// `1 548,00`: the sum without its sign, as one types it.
fn editable(cents: i64) -> String {
    format::centimes(cents).trim_end_matches('€').trim_end().to_owned()
}

/// « une seule fois par foyer et par année ».
fn once(aide: &Aide) -> Option<String> {
    let word = |unicite: &Unicite| match unicite {
        Unicite::Personne => "par personne",
        Unicite::Foyer => "par foyer",
        Unicite::Annee => "par année",
        Unicite::Campagne => "par campagne",
    };
    let words: Vec<&str> = aide.une_fois_par.iter().map(word).collect();
    (!words.is_empty()).then(|| format!("une seule fois {}", words.join(" et ")))
}
