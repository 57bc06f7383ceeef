//! What rules are evaluated on. Putting it together from answers is left to `verdict::facts`.

use super::{Bareme, Outcome};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The champs and calculs of a version on some answers, on some day.
#[derive(Debug, Clone)]
pub struct Facts<'v> {
    /// The day of the request, Europe/Paris.
    pub demande: NaiveDate,
    /// Champ or calcul → where it stands. A champ that is absent is not yet known.
    pub values: BTreeMap<String, Outcome>,
    /// Liste → its rows, each column by its short name.
    pub rows: BTreeMap<String, Vec<BTreeMap<String, Outcome>>>,
    /// The tables of the version.
    pub baremes: &'v [Bareme],
}

impl<'v> Facts<'v> {
    /// Nothing known but the day and the tables.
    #[must_use]
    pub fn new(demande: NaiveDate, baremes: &'v [Bareme]) -> Self {
        Self { demande, values: BTreeMap::new(), rows: BTreeMap::new(), baremes }
    }
}
