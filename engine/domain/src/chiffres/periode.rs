//! Over which days one sums. « Ce mois » stays a word until it is read: an address holds for every day.

use crate::programme::Programme;
use chrono::{Datelike, Months, NaiveDate};

/// A period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Periode {
    /// The month of today.
    Mois,
    /// The month before.
    MoisDernier,
    /// The quarter of today.
    Trimestre,
    /// The year of today.
    Annee,
    /// The last campagne of each programme that has opened.
    Campagne,
    /// From a day to another.
    Choisie(Jours),
}

/// From a day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jours {
    /// The first.
    pub du: NaiveDate,
    /// The last.
    pub au: NaiveDate,
}

impl Periode {
    /// Those that have a name, in the order of a menu.
    pub const NAMED: [Self; 5] = [Self::Mois, Self::MoisDernier, Self::Trimestre, Self::Annee, Self::Campagne];

    /// As written in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Mois => "mois",
            Self::MoisDernier => "mois_dernier",
            Self::Trimestre => "trimestre",
            Self::Annee => "annee",
            Self::Campagne => "campagne",
            Self::Choisie(_) => "choisie",
        }
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Mois => "Ce mois",
            Self::MoisDernier => "Le mois dernier",
            Self::Trimestre => "Ce trimestre",
            Self::Annee => "Cette année",
            Self::Campagne => "La campagne",
            Self::Choisie(_) => "Du… au…",
        }
    }

    /// Its days in a programme, on that day; none before the first campagne.
    #[must_use]
    pub fn jours(self, programme: &Programme, today: NaiveDate) -> Option<Jours> {
        match self {
            Self::Mois => span(first_of_month(today), 1),
            Self::MoisDernier => span(first_of_month(today).checked_sub_months(Months::new(1))?, 1),
            Self::Trimestre => span(first_of_month(today).checked_sub_months(Months::new(today.month0() % 3))?, 3),
            Self::Annee => span(first_of_month(today).with_month(1)?, 12),
            Self::Campagne => {
                let campagne = programme.campagnes.iter().rev().find(|campagne| campagne.ouvre <= today)?;
                Some(Jours {
                    du: campagne.ouvre,
                    au: campagne.completion.or(campagne.ferme).unwrap_or(today).max(today),
                })
            }
            Self::Choisie(jours) => Some(jours),
        }
    }
}

impl Jours {
    /// Whether that day is one of them.
    #[must_use]
    pub fn hold(self, day: NaiveDate) -> bool {
        self.du <= day && day <= self.au
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// So many whole months from that first of the month.
fn span(du: NaiveDate, months: u32) -> Option<Jours> {
    Some(Jours { du, au: du.checked_add_months(Months::new(months))?.pred_opt()? })
}

#[cfg(test)]
mod tests {
    use super::{Jours, Periode, first_of_month, span};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the test")
    }

    #[test]
    fn months_quarters_and_years_are_whole() {
        let jours = |du: &str, au: &str| Some(Jours { du: day(du), au: day(au) });
        assert_eq!(span(first_of_month(day("2020-02-17")), 1), jours("2020-02-01", "2020-02-29"));
        assert_eq!(span(day("2020-10-01"), 3), jours("2020-10-01", "2020-12-31"));
        assert_eq!(span(day("2020-01-01"), 12), jours("2020-01-01", "2020-12-31"));
    }

    #[test]
    fn every_name_is_told_apart() {
        let codes: std::collections::BTreeSet<_> = Periode::NAMED.into_iter().map(Periode::code).collect();
        assert_eq!(codes.len(), Periode::NAMED.len());
    }
}
