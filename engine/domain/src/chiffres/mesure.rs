//! What is counted, and what each fact of a history counts for.
//!
//! A dossier counts once in each: its first deposit, its first decision, its first refus, whatever
//! happens later. Only money follows every payment and every return of the bank.

use crate::dossier::{Etat, Fact};
use chrono::NaiveDate;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mesure {
    /// A test of eligibility taken to its end.
    Test,
    /// One of those that opens an aide.
    TestFavorable,
    /// An account whose address was confirmed.
    Inscription,
    /// A dossier deposited, the first time.
    Depot,
    /// A dossier decided by a conseiller or refused, the first time.
    Decision,
    /// Calendar days from the first deposit to the first decision; they are the key.
    Delai,
    /// A dossier granted by a manager, with its sum.
    Accord,
    /// A dossier refused, the first time; the motif is the key.
    Refus,
    /// A payment, with its sum; counted once for a dossier.
    Paiement,
    /// A payment that the bank sent back, with its sum.
    Rejet,
}

/// A fact, with what counting it needs to know of its dossier.
#[derive(Debug, Clone)]
pub struct Trace<'a> {
    /// What happened.
    pub fact: &'a Fact,
    /// The state it led to.
    pub to: Option<Etat>,
    /// The day, in Paris.
    pub jour: NaiveDate,
    /// The day of the first deposit.
    pub depose: Option<NaiveDate>,
    /// Whether the dossier had a validation or a refus before.
    pub decided_before: bool,
    /// Whether the dossier had such a fact, leading to the same state, before.
    pub same_before: bool,
    /// The sum of the dossier as it now is, in cents.
    pub total_centimes: i64,
}

/// One more of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Of what.
    pub mesure: Mesure,
    /// See [`Mesure`].
    pub cle: String,
    /// How many.
    pub nombre: i64,
    /// How much, in cents.
    pub centimes: i64,
}

/// What a fact counts for.
#[must_use]
pub fn tallies(trace: &Trace<'_>) -> Vec<Tally> {
    let first = i64::from(!trace.same_before);
    match trace.fact {
        Fact::Soumission => one(Mesure::Depot, first),
        Fact::Validation { manager: true, montants, .. } => {
            vec![Tally::of(Mesure::Accord, first, montants.iter().map(|accord| accord.centimes).sum())]
        }
        Fact::Validation { manager: false, .. } => decision(trace),
        Fact::Refus { motif, .. } => {
            let refus = Tally { cle: motif.0.clone(), ..Tally::of(Mesure::Refus, first, 0) };
            decision(trace).into_iter().chain((first == 1).then_some(refus)).collect()
        }
        Fact::Paiement { .. } => vec![Tally::of(Mesure::Paiement, first, trace.total_centimes)],
        Fact::Rejet { .. } => vec![Tally::of(Mesure::Rejet, 1, trace.total_centimes)],
        _ => vec![],
    }
}

fn decision(trace: &Trace<'_>) -> Vec<Tally> {
    if trace.decided_before {
        return vec![];
    }
    let days = trace.depose.map(|depose| trace.jour.signed_duration_since(depose).num_days().max(0));
    let delai = days.map(|days| Tally { cle: days.to_string(), ..Tally::of(Mesure::Delai, 1, 0) });
    one(Mesure::Decision, 1).into_iter().chain(delai).collect()
}

fn one(mesure: Mesure, nombre: i64) -> Vec<Tally> {
    if nombre == 0 { vec![] } else { vec![Tally::of(mesure, nombre, 0)] }
}

impl Tally {
    /// So many, and so much.
    #[must_use]
    pub fn of(mesure: Mesure, nombre: i64, centimes: i64) -> Self {
        Self { mesure, cle: String::new(), nombre, centimes }
    }
}

impl Mesure {
    /// Everything that is counted.
    pub const ALL: [Self; 10] = [
        Self::Test,
        Self::TestFavorable,
        Self::Inscription,
        Self::Depot,
        Self::Decision,
        Self::Delai,
        Self::Accord,
        Self::Refus,
        Self::Paiement,
        Self::Rejet,
    ];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::TestFavorable => "test_favorable",
            Self::Inscription => "inscription",
            Self::Depot => "depot",
            Self::Decision => "decision",
            Self::Delai => "delai",
            Self::Accord => "accord",
            Self::Refus => "refus",
            Self::Paiement => "paiement",
            Self::Rejet => "rejet",
        }
    }

    /// What a stored code stands for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mesure| mesure.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::{Mesure, Tally, Trace, tallies};
    use crate::dossier::{Accord, Etat, Fact};
    use chrono::NaiveDate;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 11, day).expect("a day of the test")
    }

    fn trace(fact: &Fact) -> Trace<'_> {
        Trace {
            fact,
            to: Some(Etat::Refuse),
            jour: day(14),
            depose: Some(day(2)),
            decided_before: false,
            same_before: false,
            total_centimes: 150_000,
        }
    }

    fn tally(mesure: Mesure, cle: &str, nombre: i64, centimes: i64) -> Tally {
        Tally { mesure, cle: cle.to_owned(), nombre, centimes }
    }

    #[test]
    fn a_first_refus_is_a_decision_with_its_delay_and_its_motif() {
        let refus = Fact::Refus { motif: "heures".into(), message: String::new() };
        let expected =
            [tally(Mesure::Decision, "", 1, 0), tally(Mesure::Delai, "12", 1, 0), tally(Mesure::Refus, "heures", 1, 0)];
        assert_eq!(tallies(&trace(&refus)), expected);
        let overruled = Trace { decided_before: true, ..trace(&refus) };
        assert_eq!(tallies(&overruled), [tally(Mesure::Refus, "heures", 1, 0)], "a manager refuses what was validated");
        let again = Trace { decided_before: true, same_before: true, ..trace(&refus) };
        assert_eq!(tallies(&again), [], "a dossier counts once");
    }

    #[test]
    fn money_is_what_the_manager_granted_and_follows_every_payment_and_return() {
        let accord = |centimes| Accord { aide: "garde".into(), centimes, propose: None, raison: None };
        let granted = Fact::Validation { manager: true, montants: vec![accord(100_000), accord(2_550)], raison: None };
        assert_eq!(tallies(&trace(&granted)), [tally(Mesure::Accord, "", 1, 102_550)]);
        let paid = Fact::Paiement { le: day(20), reference: "VIR".into() };
        assert_eq!(tallies(&trace(&paid)), [tally(Mesure::Paiement, "", 1, 150_000)]);
        let again = Trace { same_before: true, ..trace(&paid) };
        assert_eq!(tallies(&again), [tally(Mesure::Paiement, "", 0, 150_000)], "paid again: the same dossier");
        let back = Fact::Rejet { raison: "compte clos".into() };
        assert_eq!(tallies(&trace(&back)), [tally(Mesure::Rejet, "", 1, 150_000)]);
    }

    #[test]
    fn a_deposit_after_a_complement_is_the_same_dossier() {
        assert_eq!(tallies(&trace(&Fact::Soumission)), [tally(Mesure::Depot, "", 1, 0)]);
        assert_eq!(tallies(&Trace { same_before: true, ..trace(&Fact::Soumission) }), []);
        assert_eq!(tallies(&trace(&Fact::Ouverture)), []);
    }

    #[test]
    fn every_code_is_read_back() {
        for mesure in Mesure::ALL {
            assert_eq!(Mesure::from_code(mesure.code()), Some(mesure));
        }
    }
}
