//! What an agent takes away in a file: which columns, what stands in each case, and how a line of CSV is
//! written. Reading dossiers, making the file and keeping it is left to the engine.

mod case;
mod colonne;
pub mod csv;

pub use case::Case;
pub use colonne::Col;

use crate::filter::Tri;
use crate::ids::DossierId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forme {
    /// Text that a French Excel opens by a double click.
    Csv,
    /// A workbook.
    Xlsx,
    /// The pièces, a folder for each dossier.
    Zip,
}

/// What is asked: which dossiers, and which columns of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Demande {
    /// The filter, as it is typed; « moi » and « aujourd'hui » are read when the file is made.
    pub q: String,
    /// These dossiers alone, where some were chosen.
    pub choisis: Vec<DossierId>,
    /// In which order.
    pub tri: Tri,
    /// The columns, by their codes; those of [`Col::USUAL`] when empty.
    pub colonnes: Vec<String>,
}

impl Forme {
    /// Every kind, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Zip];

    /// As stored, and the end of the file's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Zip => "zip",
        }
    }

    /// The kind of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|forme| forme.code() == code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Csv => "Tableau CSV",
            Self::Xlsx => "Classeur Excel (XLSX)",
            Self::Zip => "Pièces (ZIP)",
        }
    }
}

impl Demande {
    /// The columns, each once, in the order they were asked; what is no column is left out.
    #[must_use]
    pub fn cols(&self) -> Vec<Col> {
        let mut known = BTreeSet::new();
        let first = self.colonnes.iter().filter(|code| known.insert(code.as_str()));
        let asked: Vec<Col> = first.filter_map(|code| Col::from_code(code)).collect();
        if asked.is_empty() { Col::USUAL.to_vec() } else { asked }
    }
}

#[cfg(test)]
mod tests {
    use super::{Col, Demande};

    #[test]
    fn a_column_asked_many_times_is_written_once() {
        let colonnes = ["nom", "champ.metier", "nom", "champ.metier", "numero"].map(str::to_owned).to_vec();
        let demande = Demande { colonnes, ..Demande::default() };
        assert_eq!(demande.cols(), [Col::Nom, Col::Champ("metier".into()), Col::Numero]);
    }
}
