//! What a filter may name: programmes, aides, champs and agents, as the one who types knows them.
//! Collecting them, within what that person may see, is left to the engine.

use crate::ids::{AideId, ChampId, ProgrammeId};
use crate::programme::{Champ, Kind};

/// Everything that may be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Programmes, by name.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// Aides; the same id may stand in several programmes.
    pub aides: Vec<AideConnue>,
    /// Champs declared `filtrable`, one for each id.
    pub champs: Vec<ChampFiltrable>,
    /// Agents: their address, lower case, and their name.
    pub agents: Vec<(String, String)>,
}

/// An aide that may be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AideConnue {
    /// Of which programme.
    pub programme: ProgrammeId,
    /// Its id.
    pub id: AideId,
    /// What it is called.
    pub libelle: String,
}

/// A champ that lists may be filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChampFiltrable {
    /// Its id; `liste.colonne` for a column.
    pub id: ChampId,
    /// Its label.
    pub libelle: String,
    /// How it is compared.
    pub nature: Nature,
}

/// How the answers to a champ are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nature {
    /// As text, folded.
    Texte,
    /// One of these, key and label.
    Choix(Vec<(String, String)>),
    /// Yes or no.
    OuiNon,
    /// By size: a whole number.
    Entier,
    /// By size: a number, six decimals at most.
    Nombre,
    /// By size: a sum in euros.
    Montant,
    /// By day; a month is its first day.
    Jour,
}

impl Nature {
    /// How answers of that kind are compared; none where they must or can not be.
    #[must_use]
    pub fn of(kind: &Kind) -> Option<Self> {
        match kind {
            Kind::Texte { .. } | Kind::TexteLong { .. } | Kind::Parmi(_) | Kind::Email | Kind::Telephone => {
                Some(Self::Texte)
            }
            Kind::Entier(_) => Some(Self::Entier),
            Kind::Nombre(_) => Some(Self::Nombre),
            Kind::Montant(_) => Some(Self::Montant),
            Kind::Date { .. } | Kind::Mois => Some(Self::Jour),
            Kind::OuiNon => Some(Self::OuiNon),
            Kind::Choix(choices) | Kind::ChoixMultiple(choices) => Some(Self::Choix(choices.clone())),
            Kind::Adresse | Kind::Iban | Kind::Nir | Kind::Liste { .. } => None,
        }
    }

    /// What stands for two champs of one id in different rules.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Choix(mut choices), Self::Choix(others)) => {
                let new = others.into_iter().filter(|(key, _)| !choices.iter().any(|(known, _)| known == key));
                let new: Vec<_> = new.collect();
                choices.extend(new);
                Self::Choix(choices)
            }
            (Self::Choix(mut choices), Self::OuiNon) | (Self::OuiNon, Self::Choix(mut choices)) => {
                choices.extend([("oui".to_owned(), "Oui".to_owned()), ("non".to_owned(), "Non".to_owned())]);
                Self::Choix(choices)
            }
            (same, other) if same == other => same,
            (one, other) if one.number() && other.number() => Self::Nombre,
            _ => Self::Texte,
        }
    }

    fn number(&self) -> bool {
        matches!(self, Self::Entier | Self::Nombre | Self::Montant)
    }
}

impl Vocabulary {
    /// Adds a champ if it is `filtrable`, or its columns that are; one id is kept once, the latest label
    /// with every choice.
    pub fn add_champ(&mut self, champ: &Champ) {
        champ.columns().iter().for_each(|column| self.add_champ(column));
        let Some(nature) = Nature::of(&champ.kind).filter(|_| champ.filtrable) else { return };
        match self.champs.iter_mut().find(|known| known.id == champ.id) {
            Some(known) => {
                known.libelle.clone_from(&champ.libelle);
                known.nature = nature.with(known.nature.clone());
            }
            None => self.champs.push(ChampFiltrable { id: champ.id.clone(), libelle: champ.libelle.clone(), nature }),
        }
    }

    /// A champ by id, however it is typed.
    #[must_use]
    pub fn champ(&self, id: &str) -> Option<&ChampFiltrable> {
        let exact = self.champs.iter().find(|champ| champ.id.as_str() == id);
        exact.or_else(|| self.champs.iter().find(|champ| champ.id.as_str().eq_ignore_ascii_case(id)))
    }
}
