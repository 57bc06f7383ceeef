//! A champ: one question, declared once, with a stable id.

use crate::ids::ChampId;
use crate::rule::Rule;
use rust_decimal::Decimal;

/// One question of a version. The test asks some, the form the rest.
#[derive(Debug, Clone)]
pub struct Champ {
    /// Stable id; for a column of a liste, `liste.colonne`.
    pub id: ChampId,
    /// What is asked, and how it is typed.
    pub kind: Kind,
    /// The label.
    pub libelle: String,
    /// Help under the label; may be empty.
    pub aide: String,
    /// Why it is asked, shown in the test; may be empty.
    pub pourquoi: String,
    /// Asked only where this holds (oui_non). A champ not asked is « sans objet ».
    pub si: Option<Rule>,
    /// May be left empty.
    pub facultatif: bool,
    /// Value when nothing was typed, as it is written in the YAML; `None` when there is none.
    pub defaut: Option<crate::value::Value>,
    /// Conseillers may filter their lists by it.
    pub filtrable: bool,
    /// Whom it tells apart, when dossiers are compared.
    pub identifie: Option<Identifie>,
    /// The text it comes from.
    pub source: Option<String>,
    /// Line of its declaration, for advice.
    pub line: usize,
}

/// Whom a champ tells apart: what two dossiers share by it is a reason to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifie {
    /// The bénéficiaire, by the day of birth, beside the names.
    Naissance,
    /// The foyer, by an address or by the other adult's names.
    Foyer,
    /// A child, by the names and the day of birth together.
    Enfant,
}

/// The kinds of champ, with what belongs to each.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line of text, at most so many characters.
    Texte {
        /// Characters at most.
        longueur_max: usize,
    },
    /// Several lines.
    TexteLong {
        /// Characters at most.
        longueur_max: usize,
    },
    /// Whole number.
    Entier(Bounds),
    /// Decimal number.
    Nombre(Bounds),
    /// Sum in euros, two decimals at most.
    Montant(Bounds),
    /// A day.
    Date {
        /// First day accepted, a date expression (may use `demande`).
        min: Option<Rule>,
        /// Last day accepted.
        max: Option<Rule>,
    },
    /// A month, kept as its first day.
    Mois,
    /// Yes or no.
    OuiNon,
    /// One of some: key → label, in the order of the declaration.
    Choix(Vec<(String, String)>),
    /// One of the values typed in a column of a liste (`parmi: enfants.prenom`).
    Parmi(ChampId),
    /// Any of some.
    ChoixMultiple(Vec<(String, String)>),
    /// Address of mail.
    Email,
    /// Telephone number.
    Telephone,
    /// Postal address.
    Adresse,
    /// Bank account; kept encrypted, shown masked.
    Iban,
    /// Social security number with its key; kept encrypted, shown masked.
    Nir,
    /// Rows of champs; a liste holds no liste.
    Liste {
        /// The columns, ids as `liste.colonne`.
        champs: Vec<Champ>,
        /// Rows at least.
        min: usize,
        /// Rows at most (100 unless declared).
        max: usize,
        /// What one row is called: « un enfant »; may be empty.
        ligne: String,
        /// Columns, by their short names, that two rows never have all alike; may be empty.
        unique: Vec<String>,
    },
}

/// Bounds of a number, both included. Each may depend on other champs (`max: heures`).
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// Least value.
    pub min: Option<Rule>,
    /// Greatest value.
    pub max: Option<Rule>,
    /// Shown after the value: « heures », « jours ». Montants show €.
    pub unite: Option<String>,
}

impl Kind {
    /// The type as the YAML writes it; `parmi` for a choix among the values of a column.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Texte { .. } => "texte",
            Self::TexteLong { .. } => "texte_long",
            Self::Entier(_) => "entier",
            Self::Nombre(_) => "nombre",
            Self::Montant(_) => "montant",
            Self::Date { .. } => "date",
            Self::Mois => "mois",
            Self::OuiNon => "oui_non",
            Self::Choix(_) => "choix",
            Self::Parmi(_) => "parmi",
            Self::ChoixMultiple(_) => "choix_multiple",
            Self::Email => "email",
            Self::Telephone => "telephone",
            Self::Adresse => "adresse",
            Self::Iban => "iban",
            Self::Nir => "nir",
            Self::Liste { .. } => "liste",
        }
    }
}

impl Bounds {
    /// Bounds that are plain numbers, when they do not depend on an answer.
    #[must_use]
    pub fn constants(&self) -> (Option<Decimal>, Option<Decimal>) {
        let constant = |rule: &Option<Rule>| {
            rule.as_ref()
                .and_then(|rule| rule.text.replace([' ', '\u{a0}', '\u{202f}', '€'], "").replace(',', ".").parse().ok())
        };
        (constant(&self.min), constant(&self.max))
    }
}

impl Champ {
    /// Whether what is typed must be encrypted at rest and masked on pages.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Iban | Kind::Nir)
    }

    /// The columns of a liste; empty for any other kind.
    #[must_use]
    pub fn columns(&self) -> &[Champ] {
        match &self.kind {
            Kind::Liste { champs, .. } => champs,
            _ => &[],
        }
    }

    /// The name within its row: `mois` of `frais.mois`; the id itself outside a liste.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.0.rsplit_once('.').map_or(self.id.as_str(), |(_, name)| name)
    }
}
