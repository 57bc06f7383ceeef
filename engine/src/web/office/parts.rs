//! The small pieces that pages are made of, as the templates of `office/components.html` take them.

use guichet_domain::dossier::{Etat, Problem};
use serde::Serialize;

/// A statut: a shape, a word, a colour.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct State {
    classe: &'static str,
    icone: &'static str,
    libelle: &'static str,
}

impl State {
    pub(super) const fn new(classe: &'static str, icone: &'static str, libelle: &'static str) -> Self {
        Self { classe, icone, libelle }
    }

    /// Its word.
    pub(super) fn word(self) -> &'static str {
        self.libelle
    }

    /// The statut of a dossier, as agents read it.
    pub(super) fn of(etat: Etat) -> Self {
        let (classe, icone, libelle) = match etat {
            Etat::Brouillon => ("brouillon", "brouillon", "Brouillon"),
            Etat::EnAttente => ("attente", "attente", "En attente"),
            Etat::Incomplet => ("incomplet", "incomplet", "Incomplet"),
            Etat::ValideConseiller => ("valide", "valide", "Validé conseiller"),
            Etat::ValideManager => ("valide", "valide2", "Validé manager"),
            Etat::Refuse => ("refuse", "refuse", "Refusé"),
            Etat::MisEnPaiement => ("paye", "paye", "Mis en paiement"),
            Etat::Abandonne => ("abandonne", "abandonne", "Abandonné"),
        };
        Self { classe, icone, libelle }
    }
}

/// One line of an error summary, with its place on the page where it has one.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fault {
    href: Option<String>,
    message: String,
}

impl Fault {
    /// A fault at the input of that id; none when it is empty.
    pub(super) fn at(id: &str, message: impl Into<String>) -> Self {
        Self { href: (!id.is_empty()).then(|| format!("#{id}")), message: message.into() }
    }

    /// The problems of a form whose inputs bear the names of the fields.
    pub(super) fn of(problems: &[Problem]) -> Vec<Self> {
        problems.iter().map(|problem| Self::at(&problem.field, &problem.message)).collect()
    }
}

/// One input.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Field {
    id: String,
    name: String,
    value: String,
    error: Option<String>,
}

impl Field {
    /// An input whose id is its name.
    pub(super) fn new(name: &str, value: impl Into<String>) -> Self {
        Self { id: name.replace('.', "-"), name: name.to_owned(), value: value.into(), error: None }
    }

    /// The same under another id: a page may hold several inputs of one name.
    pub(super) fn id(mut self, id: String) -> Self {
        self.id = id;
        self
    }

    /// The same with the problem that names it.
    pub(super) fn with(mut self, problems: &[Problem]) -> Self {
        self.error = problems.iter().find(|problem| problem.field == self.name).map(|problem| problem.message.clone());
        self
    }

    /// The same with every problem, when there is but this input.
    pub(super) fn with_all(mut self, problems: &[Problem]) -> Self {
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        self.error = (!said.is_empty()).then(|| said.join(" "));
        self
    }

    /// The same with that error, if any.
    pub(super) fn or_error(mut self, error: Option<String>) -> Self {
        self.error = self.error.or(error);
        self
    }
}

/// One of several answers: of a menu, of boxes to check.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    key: String,
    libelle: String,
    checked: bool,
}

impl Choice {
    pub(super) fn new(key: impl Into<String>, libelle: impl Into<String>, checked: bool) -> Self {
        Self { key: key.into(), libelle: libelle.into(), checked }
    }
}

/// « 1 dossier », « 2 dossiers ».
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    let figure = guichet_domain::format::nombre(number.into());
    format!("{figure} {}", if number < 2 { one } else { many })
}
