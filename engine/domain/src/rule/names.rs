//! The names that a rule may use, as declared by a version. Resolving them is left to `check`.

use super::Type;
use crate::ids::ChampId;
use std::collections::{BTreeMap, BTreeSet};

/// Words of the grammar: never the name of anything, not even a key of a choix.
const KEYWORDS: [&str; 12] =
    ["et", "ou", "non", "si", "alors", "sinon", "entre", "dans", "parmi", "où", "oui", "demande"];

/// Functions that read the rows of a liste, and `connu`, which reads a name.
const READERS: [&str; 5] = ["somme", "nombre", "existe", "tous", "connu"];

/// Whether a word belongs to the grammar: no champ, calcul, barème or key of a choix may be called so.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a champ, a calcul or a barème may not be called so, because a rule would be hard to
/// read: words of the grammar and names of functions. Columns and keys of a choix may bear the
/// name of a function.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    is_keyword(name) || READERS.contains(&name) || super::term::Function::by_name(name).is_some()
}

/// One name and what stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// What it gives.
    pub ty: Type,
    /// What it is called on pages.
    pub libelle: String,
    /// Shown after its value: « heures ».
    pub unite: Option<String>,
    /// Line of its declaration, for advice; 0 when it has none.
    pub line: usize,
    /// What declares it.
    pub source: Source,
}

/// What declares a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A champ, or a column of a liste.
    Champ,
    /// A named intermediate result.
    Calcul,
    /// An entry of a barème, within its results.
    Entree,
}

/// What a barème is called with, and gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// One or two types.
    pub entrees: Vec<Type>,
    /// What it gives.
    pub ty: Type,
}

/// All the names a rule may use. `demande` is built in.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Champs, columns (`frais.cout`), calculs, entries of a barème.
    pub values: BTreeMap<String, Named>,
    /// Tables.
    pub baremes: BTreeMap<String, Signature>,
    /// Calcul → the champs it reads.
    reads: BTreeMap<String, BTreeSet<ChampId>>,
    /// The liste whose columns are read by their short name.
    row: Option<String>,
}

impl Names {
    /// Adds a champ, a column (as `frais.cout`) or an entry of a barème.
    pub fn add(&mut self, name: &str, named: Named) {
        self.values.insert(name.to_owned(), named);
    }

    /// Adds a calcul with the champs its rule reads.
    pub fn add_calcul(&mut self, name: &str, named: Named, reads: BTreeSet<ChampId>) {
        self.values.insert(name.to_owned(), named);
        self.reads.insert(name.to_owned(), reads);
    }

    /// Adds a table.
    pub fn add_bareme(&mut self, name: &str, signature: Signature) {
        self.baremes.insert(name.to_owned(), signature);
    }

    /// The same names, seen from within a row of a liste: its columns by their short name first.
    #[must_use]
    pub fn for_row(&self, liste: &str) -> Self {
        Self { row: Some(liste.to_owned()), ..self.clone() }
    }

    /// What the results of a barème may use: its entries, and nothing else. Tables do not call
    /// tables.
    #[must_use]
    pub fn for_bareme(entrees: impl IntoIterator<Item = (String, Named)>) -> Self {
        Self { values: entrees.into_iter().collect(), ..Self::default() }
    }

    pub(super) fn row(&self) -> Option<&str> {
        self.row.as_deref()
    }

    /// The champs behind a name.
    pub(super) fn reads(&self, name: &str) -> BTreeSet<ChampId> {
        match self.values.get(name).map(|named| named.source) {
            Some(Source::Champ) => BTreeSet::from([ChampId::from(name)]),
            Some(Source::Calcul) => self.reads.get(name).cloned().unwrap_or_default(),
            Some(Source::Entree) | None => BTreeSet::new(),
        }
    }
}
