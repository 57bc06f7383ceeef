//! The panel of filters: every part of a filter as fields, filled with what is in place or was typed.

use crate::web::office::parts::{Choice, Field};
use guichet_domain::dossier::{Etat, Problem};
use guichet_domain::filter::{ChampFiltrable, Eligible, Jalon, Nature, Par, Relatif, Signe, Vocabulary};
use guichet_domain::format;
use serde::Serialize;
use std::collections::BTreeMap;

/// The panel.
#[derive(Serialize)]
pub(super) struct Panel {
    statuts: Vec<Tick>,
    programmes: Vec<Tick>,
    signes: Vec<Tick>,
    verdicts: Vec<Tick>,
    conseillers: Vec<Tick>,
    /// Colleagues who may be added.
    collegues: Vec<Choice>,
    aides: Vec<Tick>,
    /// Aides that may be added, by programme.
    autres_aides: Vec<Group>,
    texte: Field,
    intervalles: Vec<Interval>,
    champs: Vec<ChampView>,
    tris: Vec<Choice>,
    colonnes: String,
}

/// A box to check.
#[derive(Serialize)]
struct Tick {
    name: &'static str,
    key: String,
    libelle: String,
    checked: bool,
    /// How many dossiers it leaves, where that is known.
    nombre: Option<String>,
}

#[derive(Serialize)]
struct Group {
    libelle: String,
    choix: Vec<Choice>,
}

#[derive(Serialize)]
struct Interval {
    libelle: String,
    genre: &'static str,
    /// What stands before each bound.
    du: &'static str,
    au: &'static str,
    min: Field,
    max: Field,
    /// The words of date that may be chosen instead.
    jour: Option<Word>,
}

#[derive(Serialize)]
struct Word {
    champ: Field,
    choix: Vec<Choice>,
}

/// A champ that its programme lets one filter by: a list, a text, or two bounds.
#[derive(Serialize)]
struct ChampView {
    libelle: String,
    champ: Field,
    choix: Option<Vec<Choice>>,
    intervalle: Option<Interval>,
}

/// What the fields hold.
pub(super) struct Filled<'a> {
    /// The pairs of the form.
    pub(super) pairs: &'a [(String, String)],
    /// What is wrong with them.
    pub(super) problems: &'a [Problem],
    /// Dossiers by statut.
    pub(super) comptes: &'a BTreeMap<Etat, u64>,
    /// The order and the columns, carried along.
    pub(super) tri: &'a str,
    pub(super) colonnes: &'a str,
}

impl Filled<'_> {
    fn has(&self, name: &str, key: &str) -> bool {
        self.pairs.iter().any(|(one, value)| one == name && value == key)
    }

    fn field(&self, name: &str) -> Field {
        let typed = self.pairs.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
        Field::new(name, typed.unwrap_or_default())
            .id(format!("f-{}", name.replace(['.', '_'], "-")))
            .with(self.problems)
    }

    fn tick(&self, name: &'static str, key: &str, libelle: &str) -> Tick {
        Tick { name, key: key.to_owned(), libelle: libelle.to_owned(), checked: self.has(name, key), nombre: None }
    }

    fn interval(&self, libelle: &str, genre: &'static str, names: [&str; 2]) -> Interval {
        let [min, max] = names.map(|name| self.field(name));
        let (du, au) = if genre == "date" { ("Du", "Au") } else { ("Au moins", "Au plus") };
        Interval { libelle: libelle.to_owned(), genre, du, au, min, max, jour: None }
    }

    fn days(&self, libelle: &str, jalon: Jalon, names: [&str; 2]) -> Interval {
        let name = jalon.field();
        let choice = |(code, libelle)| Choice::new(code, libelle, self.has(name, code));
        let jour = Word { champ: self.field(name), choix: Relatif::all().map(choice).collect() };
        Interval { jour: Some(jour), ..self.interval(libelle, "date", names) }
    }
}

impl Panel {
    /// Everything one may ask, with what is asked.
    pub(super) fn of(vocabulary: &Vocabulary, filled: &Filled<'_>) -> Self {
        let count = |etat: &Etat| Some(format::nombre(filled.comptes.get(etat).copied().unwrap_or(0).into()));
        let statut = |etat: &Etat| Tick {
            nombre: count(etat).filter(|_| !filled.comptes.is_empty()),
            ..filled.tick("statut", etat.code(), etat.libelle())
        };
        let signes = [
            Signe::Doublon,
            Signe::Complete,
            Signe::Retard,
            Signe::CoordonneesManquantes,
            Signe::PieceManquante,
            Signe::PieceRefusee,
        ];
        let signe = |signe: &Signe| {
            filled.tick(if signe.of_piece() { "piece" } else { "signe" }, signe.code(), signe.libelle())
        };
        let verdict = |eligible: &Eligible| filled.tick("verdict", eligible.word(), eligible.libelle());
        let par = |(par, libelle): (Par, &str)| filled.tick("conseiller", par.code(), libelle);
        let words = [(Par::Moi, "Moi"), (Par::Personne, "Personne"), (Par::Quelquun, "Quelqu'un")].map(par);
        let agent = |(email, nom): &(String, String)| filled.tick("conseiller", email, nom);
        let chosen = vocabulary.agents.iter().map(agent).filter(|tick| tick.checked);
        let aide = |aide: &guichet_domain::filter::AideConnue| filled.tick("aide", aide.id.as_str(), &aide.libelle);
        Self {
            statuts: Etat::ALL.iter().map(statut).collect(),
            programmes: vocabulary
                .programmes
                .iter()
                .map(|(id, nom)| filled.tick("programme", id.as_str(), nom))
                .collect(),
            signes: signes.iter().map(signe).collect(),
            verdicts: [Eligible::Oui, Eligible::Non, Eligible::Inconnu].iter().map(verdict).collect(),
            conseillers: words.into_iter().chain(chosen).collect(),
            collegues: vocabulary
                .agents
                .iter()
                .filter(|(email, _)| !filled.has("conseiller", email))
                .map(|(email, nom)| Choice::new(email, nom, false))
                .collect(),
            aides: vocabulary.aides.iter().map(aide).filter(|tick| tick.checked).collect(),
            autres_aides: vocabulary
                .programmes
                .iter()
                .map(|programme| aides_of(programme, vocabulary, filled))
                .collect(),
            texte: filled.field("texte"),
            intervalles: vec![
                filled.days("Déposé", Jalon::Depose, ["depose_du", "depose_au"]),
                filled.days("Décidé", Jalon::Decide, ["decide_du", "decide_au"]),
                filled.days("Changé", Jalon::Change, ["change_du", "change_au"]),
                filled.interval("Attend, en jours ouvrés", "text", ["attend_min", "attend_max"]),
                filled.interval("Montant, en euros", "text", ["montant_min", "montant_max"]),
            ],
            champs: vocabulary.champs.iter().map(|champ| champ_view(champ, filled)).collect(),
            tris: super::columns::ORDERS
                .iter()
                .map(|(code, libelle)| Choice::new(*code, *libelle, filled.tri == *code))
                .collect(),
            colonnes: filled.colonnes.to_owned(),
        }
    }
}

fn aides_of(
    (id, nom): &(guichet_domain::ids::ProgrammeId, String),
    vocabulary: &Vocabulary,
    filled: &Filled<'_>,
) -> Group {
    let own = vocabulary.aides.iter().filter(|aide| aide.programme == *id);
    let free = own.filter(|aide| !filled.has("aide", aide.id.as_str()));
    Group {
        libelle: nom.clone(),
        choix: free.map(|aide| Choice::new(aide.id.as_str(), &aide.libelle, false)).collect(),
    }
}

fn champ_view(champ: &ChampFiltrable, filled: &Filled<'_>) -> ChampView {
    let name = format!("champ.{}", champ.id);
    let field = filled.field(&name);
    let choice = |key: &str, libelle: &str| Choice::new(key, libelle, filled.has(&name, key));
    let bounds = |genre| {
        let (min, max) = (format!("{name}_min"), format!("{name}_max"));
        Some(filled.interval(&champ.libelle, genre, [&min, &max]))
    };
    let (choix, intervalle) = match &champ.nature {
        Nature::Texte => (None, None),
        Nature::Choix(choices) => (Some(choices.iter().map(|(key, libelle)| choice(key, libelle)).collect()), None),
        Nature::OuiNon => (Some(vec![choice("oui", "Oui"), choice("non", "Non")]), None),
        Nature::Jour => (None, bounds("date")),
        Nature::Entier | Nature::Nombre | Nature::Montant => (None, bounds("text")),
    };
    ChampView { libelle: champ.libelle.clone(), champ: field, choix, intervalle }
}
