//! The small pieces that pages are made of, as the templates of `components/` take them.

use guichet_domain::dossier::{Etat, Problem};
use guichet_domain::form::{FieldFault, id_of};
use serde::Serialize;

/// A state: a word, a shape, a colour.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tag {
    libelle: &'static str,
    icone: &'static str,
    genre: &'static str,
}

impl Tag {
    /// `genre`: `ok`, `bad`, `warn`, `info`, `todo`, or empty for what goes its way.
    pub(super) const fn new(libelle: &'static str, icone: &'static str, genre: &'static str) -> Self {
        Self { libelle, icone, genre }
    }

    /// The state of a dossier, as the bénéficiaire reads it.
    pub(super) fn of(etat: Etat) -> Self {
        match etat {
            Etat::Brouillon => Self::new("Brouillon", "todo", "todo"),
            Etat::EnAttente => Self::new("En attente de validation", "wait", ""),
            Etat::Incomplet => Self::new("Dossier incomplet", "warn", "warn"),
            Etat::ValideConseiller => Self::new("Validé par le conseiller", "wait", ""),
            Etat::ValideManager => Self::new("Accordé", "ok", "ok"),
            Etat::Refuse => Self::new("Refusé", "no", "bad"),
            Etat::MisEnPaiement => Self::new("Mis en paiement", "ok", "ok"),
            Etat::Abandonne => Self::new("Abandonné", "na", ""),
        }
    }
}

/// Where a button or a line leads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    /// Address.
    pub href: String,
    /// Words.
    pub libelle: String,
}

/// A name, dots, a figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    /// What it is.
    pub nom: String,
    /// How much, when.
    pub valeur: String,
}

/// One line of an error summary, with its place on the page where it has one.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fault {
    /// `#revenus`, or an address.
    pub href: Option<String>,
    /// What to do.
    pub message: String,
}

impl Fault {
    /// A fault at a place.
    pub(super) fn at(href: impl Into<String>, message: impl Into<String>) -> Self {
        Self { href: Some(href.into()), message: message.into() }
    }

    /// The faults of a form of champs: « Coût payé (ligne 2) : … ».
    pub(super) fn of_fields(faults: &[FieldFault]) -> Vec<Self> {
        faults
            .iter()
            .map(|fault| Self::at(format!("#{}", id_of(&fault.name)), told(&fault.libelle, &fault.message)))
            .collect()
    }

    /// The problems of an act; one without a field has no place.
    pub(super) fn of_problems(problems: &[Problem]) -> Vec<Self> {
        let place = |field: &str| (!field.is_empty()).then(|| format!("#{field}"));
        problems.iter().map(|problem| Self { href: place(&problem.field), message: problem.message.clone() }).collect()
    }
}

/// « Téléphone : répondez… » ; a label that asks needs no colon after its question mark.
pub(super) fn told(libelle: &str, message: &str) -> String {
    if libelle.trim_end().ends_with('?') { format!("{libelle} {message}") } else { format!("{libelle} : {message}") }
}

/// One input outside a programme's champs.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct TextField {
    name: &'static str,
    value: String,
    error: Option<String>,
}

impl TextField {
    /// An empty one, or one with what was typed. A password is never given back.
    pub(super) fn new(name: &'static str, value: &str) -> Self {
        Self { name, value: value.to_owned(), error: None }
    }

    /// The same with the problem that names it.
    pub(super) fn with(mut self, problems: &[Problem]) -> Self {
        self.error = problems.iter().find(|problem| problem.field == self.name).map(|problem| problem.message.clone());
        self
    }
}
