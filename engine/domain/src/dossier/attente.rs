//! How long a dossier has waited for staff, in working days: counted while staff must act, held while the
//! bénéficiaire must, and over once it is decided for good.

use super::{Etat, Tour};
use crate::calendrier::{back, open, working_days};
use chrono::NaiveDate;

/// The wait of a dossier, as it is kept on its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attente {
    /// The working day from which it counts, days waited before already taken off; none while it does not run.
    pub depuis: Option<NaiveDate>,
    /// Working days waited before the bénéficiaire last had to act.
    pub jours: u32,
}

impl Attente {
    /// The wait once it is that one's turn. Asked again on another day, it is the same: only a change of turn
    /// moves it.
    #[must_use]
    pub fn then(self, tour: Tour, today: NaiveDate) -> Self {
        match (tour, self.depuis) {
            (Tour::Conseiller | Tour::Manager, Some(_)) | (Tour::Beneficiaire, None) => self,
            (Tour::Conseiller | Tour::Manager, None) => {
                Self { depuis: Some(back(open(today), self.jours)), jours: self.jours }
            }
            (Tour::Beneficiaire, Some(depuis)) => Self { depuis: None, jours: working_days(depuis, today) },
            (Tour::Personne, _) => Self::default(),
        }
    }

    /// Working days waited so far; none while it does not run.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Option<u32> {
        self.depuis.map(|depuis| working_days(depuis, today))
    }
}

/// Whether a passage is the answer to a complément: what staff decide next ends it.
#[must_use]
pub fn completes(from: Etat, to: Etat) -> bool {
    from == Etat::Incomplet && to == Etat::EnAttente
}

#[cfg(test)]
mod tests {
    use super::{Attente, completes};
    use crate::dossier::{Etat, Tour};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the test")
    }

    #[test]
    fn the_wait_stops_while_the_beneficiaire_must_act_and_goes_on_where_it_was() {
        let opened = Attente::default().then(Tour::Beneficiaire, day("2020-10-30"));
        assert_eq!(opened.days(day("2020-11-02")), None);
        let deposited = opened.then(Tour::Conseiller, day("2020-11-02"));
        assert_eq!(deposited.days(day("2020-11-02")), Some(0));
        assert_eq!(deposited.days(day("2020-11-12")), Some(7), "11 November is no working day");
        let asked = deposited.then(Tour::Beneficiaire, day("2020-11-12"));
        assert_eq!((asked.depuis, asked.jours), (None, 7));
        let answered = asked.then(Tour::Conseiller, day("2020-12-01"));
        assert_eq!(answered.days(day("2020-12-01")), Some(7));
        assert_eq!(answered.then(Tour::Manager, day("2020-12-03")), answered, "from hand to hand it goes on");
        assert_eq!(answered.days(day("2020-12-03")), Some(9));
        let again = answered.then(Tour::Beneficiaire, day("2020-12-03")).then(Tour::Conseiller, day("2020-12-20"));
        assert_eq!(again.days(day("2020-12-21")), Some(9));
    }

    #[test]
    fn what_comes_in_on_a_sunday_waits_from_monday() {
        let deposited = Attente::default().then(Tour::Conseiller, day("2020-11-22"));
        assert_eq!(deposited.depuis, Some(day("2020-11-23")));
        assert_eq!(deposited.days(day("2020-11-22")), Some(0));
        assert_eq!(deposited.days(day("2020-11-24")), Some(1));
    }

    #[test]
    fn a_decision_for_good_ends_it_and_reopening_starts_anew() {
        let waiting = Attente::default().then(Tour::Conseiller, day("2020-11-02"));
        let decided = waiting.then(Tour::Personne, day("2020-11-20"));
        assert_eq!(decided, Attente::default());
        assert_eq!(decided.then(Tour::Conseiller, day("2020-12-01")).days(day("2020-12-02")), Some(1));
    }

    #[test]
    fn only_a_second_deposit_answers_a_complement() {
        for from in Etat::ALL {
            for to in Etat::ALL {
                assert_eq!(completes(from, to), from == Etat::Incomplet && to == Etat::EnAttente);
            }
        }
    }
}
