//! How many decisions took how many days, and what most of them took. Exact: whole days, all counted.

use std::collections::BTreeMap;

/// Days → decisions that took so many.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delais(BTreeMap<i64, i64>);

impl Delais {
    /// Counts some more.
    pub fn add(&mut self, days: i64, decisions: i64) {
        *self.0.entry(days).or_default() += decisions;
    }

    /// The least number of days within which half of them fell.
    #[must_use]
    pub fn mediane(&self) -> Option<i64> {
        self.within(5)
    }

    /// The least number of days within which nine in ten fell.
    #[must_use]
    pub fn neuf_sur_dix(&self) -> Option<i64> {
        self.within(9)
    }

    fn within(&self, tenths: i64) -> Option<i64> {
        let all: i64 = self.0.values().sum();
        let mut so_far = 0;
        self.0.iter().find_map(|(days, decisions)| {
            so_far += decisions;
            (all > 0 && so_far * 10 >= all * tenths).then_some(*days)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Delais;

    fn of(days: &[i64]) -> Delais {
        let mut delais = Delais::default();
        days.iter().for_each(|days| delais.add(*days, 1));
        delais
    }

    #[test]
    fn half_and_nine_in_ten_are_days_that_happened() {
        assert_eq!((of(&[]).mediane(), of(&[]).neuf_sur_dix()), (None, None));
        assert_eq!((of(&[7]).mediane(), of(&[7]).neuf_sur_dix()), (Some(7), Some(7)));
        let ten = of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
        assert_eq!((ten.mediane(), ten.neuf_sur_dix()), (Some(5), Some(9)));
        let eleven = of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100]);
        assert_eq!((eleven.mediane(), eleven.neuf_sur_dix()), (Some(6), Some(10)));
    }

    #[test]
    fn counting_many_at_once_is_counting_each() {
        let mut together = Delais::default();
        together.add(3, 2);
        together.add(9, 1);
        assert_eq!(together, of(&[3, 9, 3]));
    }
}
