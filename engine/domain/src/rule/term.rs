//! A rule once checked: every name resolved, every type known. Built by `check` only, so that
//! `eval` and `explain` meet nothing impossible.

use super::Type;
use super::operator::{Comparator, Duree, Interval, Operator, Parcours};
use crate::ids::ChampId;
use crate::value::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// One part of a checked rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// What it is.
    pub(super) op: Op,
    /// What it gives.
    pub(super) ty: Type,
    /// Its bytes in the text of the rule.
    pub(super) range: Range<usize>,
}

/// What a part of a checked rule is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Op {
    Constant(Value),
    Read(Reading),
    /// `connu(champ)`
    Connu(Reading),
    Et(Vec<Term>),
    Ou(Vec<Term>),
    Non(Box<Term>),
    Si(Box<[Term; 3]>),
    Compare(Box<Term>, Comparator, Box<Term>),
    Entre(Interval, Box<[Term; 3]>),
    Parmi(Box<Term>, Vec<Term>),
    Calcul(Box<Term>, Operator, Box<Term>),
    Oppose(Box<Term>),
    /// A date later, or earlier, by a length of time.
    Shift {
        date: Box<Term>,
        duree: Duree,
        earlier: bool,
    },
    Call(Function, Vec<Term>),
    Bareme(String, Vec<Term>),
    Rows {
        parcours: Parcours,
        liste: String,
        filtre: Option<Box<Term>>,
        corps: Option<Box<Term>>,
    },
}

/// A name that was resolved, with what pages say of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) place: Place,
    pub(super) libelle: String,
    pub(super) unite: Option<String>,
    /// The champs behind it.
    pub(super) reads: BTreeSet<ChampId>,
}

/// Where the value of a name is found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    Demande,
    Champ(String),
    Calcul(String),
    /// `outer`: of the row around the one being walked.
    Column {
        liste: String,
        colonne: String,
        outer: bool,
    },
    Entree(String),
}

impl Reading {
    /// The champ it reads, unless it is a calcul or the day.
    pub(super) fn champ(&self) -> Option<ChampId> {
        match &self.place {
            Place::Champ(name) => Some(ChampId::from(name.as_str())),
            Place::Column { liste, colonne, .. } => Some(ChampId(format!("{liste}.{colonne}"))),
            Place::Demande | Place::Calcul(_) | Place::Entree(_) => None,
        }
    }
}

/// The functions of numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Min,
    Max,
    Arrondi,
    ArrondiInf,
    Age,
    Annee,
    DebutAnnee,
    FinAnnee,
    Jours,
    MoisEntre,
}

impl Function {
    /// Every function with its name, in the order of the documentation.
    pub(super) const ALL: [(&'static str, Self); 10] = [
        ("min", Self::Min),
        ("max", Self::Max),
        ("arrondi", Self::Arrondi),
        ("arrondi_inf", Self::ArrondiInf),
        ("age", Self::Age),
        ("annee", Self::Annee),
        ("debut_annee", Self::DebutAnnee),
        ("fin_annee", Self::FinAnnee),
        ("jours", Self::Jours),
        ("mois_entre", Self::MoisEntre),
    ];

    pub(super) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
    }
}

impl Term {
    /// The parts it is made of.
    fn children(&self) -> Vec<&Term> {
        match &self.op {
            Op::Constant(_) | Op::Read(_) | Op::Connu(_) => Vec::new(),
            Op::Et(parts) | Op::Ou(parts) | Op::Call(_, parts) | Op::Bareme(_, parts) => parts.iter().collect(),
            Op::Non(inner) | Op::Oppose(inner) | Op::Shift { date: inner, .. } => vec![inner],
            Op::Si(parts) | Op::Entre(_, parts) => parts.iter().collect(),
            Op::Compare(left, _, right) | Op::Calcul(left, _, right) => vec![left, right],
            Op::Parmi(value, among) => std::iter::once(value.as_ref()).chain(among).collect(),
            Op::Rows { filtre, corps, .. } => [filtre, corps].into_iter().flatten().map(AsRef::as_ref).collect(),
        }
    }

    /// This part and all below.
    fn all(&self) -> Vec<&Term> {
        let mut found = vec![self];
        let mut next = 0;
        while let Some(term) = found.get(next).copied() {
            found.extend(term.children());
            next += 1;
        }
        found
    }

    fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.all().into_iter().filter_map(|term| match &term.op {
            Op::Read(reading) | Op::Connu(reading) => Some(reading),
            _ => None,
        })
    }

    fn listes(&self) -> impl Iterator<Item = &str> {
        self.all().into_iter().filter_map(|term| match &term.op {
            Op::Rows { liste, .. } => Some(liste.as_str()),
            _ => None,
        })
    }

    /// The champs behind it, directly or through calculs.
    pub(super) fn reads(&self) -> BTreeSet<ChampId> {
        let named = self.readings().flat_map(|reading| reading.reads.iter().cloned());
        named.chain(self.listes().map(ChampId::from)).collect()
    }

    /// Whether it gives the same on all facts.
    pub(super) fn is_constant(&self) -> bool {
        self.readings().next().is_none() && self.listes().next().is_none()
    }

    /// The champs, calculs and listes it names, columns of its own row left out.
    pub(super) fn direct_names(&self) -> BTreeSet<String> {
        let named = self.readings().filter_map(|reading| match &reading.place {
            Place::Champ(name) | Place::Calcul(name) => Some(name.clone()),
            Place::Demande | Place::Column { .. } | Place::Entree(_) => None,
        });
        named.chain(self.listes().map(str::to_owned)).collect()
    }

    /// The columns it names by their short name.
    pub(super) fn row_names(&self) -> BTreeSet<String> {
        let columns = self.readings().filter_map(|reading| match &reading.place {
            Place::Column { colonne, .. } => Some(colonne.clone()),
            _ => None,
        });
        columns.collect()
    }
}
