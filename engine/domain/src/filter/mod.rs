//! What a list of dossiers leaves: one value behind the form, the address, the query one types, a saved
//! view, an export, a batch and an alert.
//!
//! Reading dossiers by it is left to the engine; so is knowing who « moi » is.

mod choose;
mod form;
mod indexed;
mod lex;
mod parse;
mod range;
mod relatif;
mod suggest;
mod text;
mod values;
mod vocabulary;
mod words;

pub use form::from_form;
pub use indexed::{Indexed, filtrables, indexed, millionths};
pub use parse::{Fault, MOTS_MAX, QUERY_MAX, parse, read_day};
pub use relatif::{Jalon, Relatif};
pub use suggest::{Suggestion, Suggestions, suggest};
pub use values::{TEXTE_MAX, comparable};
pub use vocabulary::{AideConnue, ChampFiltrable, Nature, Vocabulary};
pub use words::words;

use crate::dossier::Etat;
use crate::ids::{AideId, ChampId, ProgrammeId};
use crate::rule::State;
use crate::verdict::Verdict;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is left of all the dossiers one may see: those that every part lets through. An empty part lets
/// everything through; a set lets through what is any of its values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Of these programmes.
    pub programmes: BTreeSet<ProgrammeId>,
    /// With one of these aides.
    pub aides: BTreeSet<AideId>,
    /// In these states.
    pub etats: BTreeSet<Etat>,
    /// Examined by one of these.
    pub conseillers: BTreeSet<Par>,
    /// Deposited between these days, in Paris.
    pub depose: Between<NaiveDate>,
    /// Last decided between these days.
    pub decide: Between<NaiveDate>,
    /// Last changed between these days.
    pub change: Between<NaiveDate>,
    /// Deposited, decided or changed on days told by a word; the bounds above count too.
    pub jours: BTreeMap<Jalon, Relatif>,
    /// Waiting for staff for so many working days.
    pub attend: Between<u32>,
    /// Sum of the aides, in cents.
    pub montant: Between<i64>,
    /// What the rules say.
    pub eligible: BTreeSet<Eligible>,
    /// With one of these to be noticed. Those of the pièces are a part of their own: with one of them
    /// too, where both kinds stand.
    pub signes: BTreeSet<Signe>,
    /// What these champs, declared `filtrable`, must be.
    pub champs: BTreeMap<ChampId, Critere>,
    /// Words and « phrases » of a name, an address or a number, folded, each of them.
    pub mots: BTreeSet<String>,
}

/// From one value to another, both included; open where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Between<T> {
    /// The least.
    pub min: Option<T>,
    /// The greatest.
    pub max: Option<T>,
}

/// Who examines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Par {
    /// Who asks.
    Moi,
    /// Nobody yet.
    Personne,
    /// Anybody.
    Quelquun,
    /// The agent of that address.
    Agent(String),
}

/// What the rules say of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eligible {
    /// At least one aide is open.
    Oui,
    /// None is, and no answer can change it.
    Non,
    /// Not yet known.
    Inconnu,
}

/// What is to be noticed about a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signe {
    /// A pièce asked for has no file.
    PieceManquante,
    /// A pièce was refused, and not yet replaced.
    PieceRefusee,
    /// Another dossier shares its person, account, foyer or child.
    Doublon,
    /// The bénéficiaire answered a complément.
    Complete,
    /// It waits for staff beyond the delay.
    Retard,
    /// Bank details are missing.
    CoordonneesManquantes,
}

/// What a champ must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Critere {
    /// That text, folded; the key of a choix, `oui` or `non`.
    Egal(String),
    /// A number, a sum in euros as a decimal.
    Nombre(Between<rust_decimal::Decimal>),
    /// A day.
    Jour(Between<NaiveDate>),
}

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Colonne {
    /// The number.
    Numero,
    /// Whose it is.
    Nom,
    /// The programme.
    Programme,
    /// The aides.
    Aide,
    /// The state.
    Statut,
    /// When it was deposited.
    #[default]
    Depose,
    /// When it was last decided.
    Decide,
    /// When it last changed.
    Change,
    /// How long it has waited for staff.
    Attend,
    /// Who examines it.
    Conseiller,
    /// The sum of its aides.
    Montant,
    /// What is to be noticed.
    Signes,
}

/// An order of the list; ties are settled by the dossiers' ids, lines without a value come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tri {
    /// By which column.
    pub colonne: Colonne,
    /// Latest, greatest, last letter first.
    pub descendant: bool,
}

impl<T> Default for Between<T> {
    fn default() -> Self {
        Self { min: None, max: None }
    }
}

impl Eligible {
    /// What a verdict comes to.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        let known = |etat| matches!(etat, State::NonRemplie | State::SansObjet);
        match verdict.aides.iter().all(|aide| known(aide.etat)) {
            _ if verdict.eligible() => Self::Oui,
            true => Self::Non,
            false => Self::Inconnu,
        }
    }

    /// As stored and as written in a query.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Oui => "oui",
            Self::Non => "non",
            Self::Inconnu => "inconnu",
        }
    }
}

#[cfg(test)]
mod tests;
