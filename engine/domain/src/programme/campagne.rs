//! A campagne: when a programme takes requests, and with what budget.

use crate::ids::CampagneId;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One campagne. Days are in Europe/Paris, both included.
#[derive(Debug, Clone)]
pub struct Campagne {
    /// Stable id.
    pub id: CampagneId,
    /// « Campagne 2020 ».
    pub libelle: String,
    /// First day of requests.
    pub ouvre: NaiveDate,
    /// Last day of requests; `None` while it is not known.
    pub ferme: Option<NaiveDate>,
    /// Last day on which a known dossier may be completed; `ferme` where not declared.
    pub completion: Option<NaiveDate>,
    /// Money for the whole campagne, in euros.
    pub budget: Option<Decimal>,
    /// Assumed, not yet confirmed by Audiens.
    pub a_confirmer: bool,
}

/// What a programme takes on a given day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ouverture {
    /// New requests are taken, under that campagne.
    Ouverte(CampagneId),
    /// No new request; known dossiers of that campagne may be completed.
    Completion(CampagneId),
    /// Closed; the next one opens that day, where it is known.
    Fermee {
        /// The last campagne that closed.
        depuis: Option<NaiveDate>,
        /// The day the next opens.
        prochaine: Option<NaiveDate>,
    },
}

impl Campagne {
    /// Whether its own dossiers can no longer be submitted on that day: neither open nor completing.
    #[must_use]
    pub fn over(&self, day: NaiveDate) -> bool {
        self.completion.or(self.ferme).is_some_and(|last| day > last)
    }
}

impl super::Programme {
    /// What the programme takes on that day.
    #[must_use]
    pub fn ouverture(&self, day: NaiveDate) -> Ouverture {
        let last = |campagne: &Campagne| campagne.ferme.unwrap_or(NaiveDate::MAX);
        if let Some(open) = self.campagnes.iter().rev().find(|c| c.ouvre <= day && day <= last(c)) {
            return Ouverture::Ouverte(open.id.clone());
        }
        let completing = |c: &&Campagne| c.ouvre <= day && c.completion.is_some_and(|until| day <= until);
        if let Some(campagne) = self.campagnes.iter().rev().find(completing) {
            return Ouverture::Completion(campagne.id.clone());
        }
        Ouverture::Fermee {
            depuis: self.campagnes.iter().filter_map(|c| c.ferme).filter(|ferme| *ferme < day).max(),
            prochaine: self.campagnes.iter().map(|c| c.ouvre).filter(|ouvre| *ouvre > day).min(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Campagne;
    use chrono::NaiveDate;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 12, day).expect("a day")
    }

    fn campagne(ferme: Option<u32>, completion: Option<u32>) -> Campagne {
        Campagne {
            id: "2020".into(),
            libelle: String::new(),
            ouvre: day(1),
            ferme: ferme.map(day),
            completion: completion.map(day),
            budget: None,
            a_confirmer: false,
        }
    }

    #[test]
    fn a_campagne_takes_its_dossiers_up_to_its_last_day_included() {
        assert!(!campagne(Some(10), None).over(day(10)) && campagne(Some(10), None).over(day(11)));
        assert!(!campagne(Some(10), Some(20)).over(day(20)) && campagne(Some(10), Some(20)).over(day(21)));
        assert!(!campagne(None, None).over(NaiveDate::MAX), "without an end it is never over");
    }
}
