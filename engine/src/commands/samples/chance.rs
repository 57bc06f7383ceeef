//! Chance that can be repeated: one seed always draws the same samples, so that what one person sees
//! in their demo is what another sees in theirs. Never for a secret: see `adapters::secret`.

/// A generator of numbers (splitmix64): small, and good enough to shuffle samples.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// Always draws the same, for one seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `min` to `max`, both included; `min` when there is nothing between.
    pub(super) fn between(&mut self, min: i64, max: i64) -> i64 {
        let width = max.checked_sub(min).and_then(|width| u64::try_from(width).ok()).unwrap_or(0);
        // Under 2^32 wide everywhere here: the remainder is as even as samples need.
        min + i64::try_from(self.next() % (width + 1)).unwrap_or(0)
    }

    /// True so many times out of a hundred.
    pub(super) fn percent(&mut self, times: i64) -> bool {
        self.between(1, 100) <= times
    }

    /// One of some; `None` when there are none.
    pub(super) fn one<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(some.len()).unwrap_or(0) - 1;
        some.get(usize::try_from(self.between(0, last.max(0))).unwrap_or(0))
    }

    /// One word of a list that is never empty.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.one(words).copied().unwrap_or_default()
    }

    /// Digits.
    pub(super) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.between(0, 9)).unwrap_or(0))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn one_seed_draws_the_same_and_two_seeds_do_not() {
        let draw = |seed| {
            (0..8).map(|_| ()).scan(Chance::new(seed), |chance, ()| Some(chance.between(0, 999))).collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn both_ends_are_drawn_and_nothing_beyond() {
        let mut chance = Chance::new(7);
        let drawn: std::collections::BTreeSet<i64> = (0..200).map(|_| chance.between(-2, 2)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-2, -1, 0, 1, 2]);
        assert_eq!(chance.between(5, 1), 5);
        assert!(chance.one::<u8>(&[]).is_none());
    }
}
