//! Sharing dossiers out by weight: each gets their part, to the nearest dossier, and the oldest dossiers go
//! round rather than all to the same.

/// For each of `count` dossiers in their order, whose it becomes: a place in `weights`. Nobody of weight 0
/// gets any; nothing is shared when nobody weighs.
#[must_use]
pub fn share(count: usize, weights: &[u32]) -> Vec<usize> {
    let quotas = quotas(count, weights);
    let mut given = vec![0_u64; weights.len()];
    let due = |given: &[u64], place: usize| {
        // How far into the whole their next dossier is due, were theirs evenly spread.
        (u128::from(given[place]) + 1) * u128::from(u64::MAX) / u128::from(quotas[place].max(1))
    };
    let mut shared = Vec::with_capacity(count);
    for _ in 0..quotas.iter().sum::<u64>() {
        let open = (0..weights.len()).filter(|place| given[*place] < quotas[*place]);
        let Some(next) = open.min_by_key(|place| due(&given, *place)) else { break };
        given[next] += 1;
        shared.push(next);
    }
    shared
}

/// The same for a list of which nobody knows the length: whose the dossier at that place becomes, from 0. After as
/// many dossiers as there are parts, it goes round again.
#[must_use]
pub fn share_at(place: usize, weights: &[u32]) -> Option<usize> {
    let whole = weights.iter().fold(0_usize, |sum, weight| sum.saturating_add(*weight as usize));
    let round = share(whole, weights);
    round.get(place.checked_rem(whole)?).copied()
}

/// How many of so many each gets that way.
#[must_use]
pub fn parts(count: u64, weights: &[u32]) -> Vec<u64> {
    let whole: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let Some(rounds) = count.checked_div(whole) else { return vec![0; weights.len()] };
    let mut parts: Vec<u64> = weights.iter().map(|weight| rounds * u64::from(*weight)).collect();
    let begun = usize::try_from(count - rounds * whole).unwrap_or_default();
    for place in share(usize::try_from(whole).unwrap_or_default(), weights).into_iter().take(begun) {
        parts[place] += 1;
    }
    parts
}

/// How many each gets: the whole part of their share, then one more to those who lose most by it.
fn quotas(count: usize, weights: &[u32]) -> Vec<u64> {
    let count = count as u64;
    let whole: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    if whole == 0 {
        return vec![0; weights.len()];
    }
    let mut quotas: Vec<u64> = weights.iter().map(|weight| count * u64::from(*weight) / whole).collect();
    let mut left = count - quotas.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..weights.len()).filter(|place| weights[*place] > 0).collect();
    order.sort_by_key(|place| std::cmp::Reverse(count * u64::from(weights[*place]) % whole));
    for place in order {
        if left > 0 {
            quotas[place] += 1;
            left -= 1;
        }
    }
    quotas
}

#[cfg(test)]
mod tests {
    use super::{parts, share, share_at};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn parts_follow_the_weights_and_the_oldest_go_round() {
        assert_eq!(share(4, &[1, 1]), [0, 1, 0, 1]);
        assert_eq!(share(6, &[2, 0, 1]), [0, 0, 2, 0, 0, 2]);
        assert_eq!(share(1, &[1, 3]), [1]);
        assert!(share(5, &[0, 0]).is_empty() && share(5, &[]).is_empty() && share(0, &[1]).is_empty());
    }

    proptest! {
        #[test]
        fn without_a_length_each_gets_their_part_too(count in 0_usize..300, weights in proptest::collection::vec(0_u32..10, 1..8)) {
            let whole: u32 = weights.iter().sum();
            let given: Vec<Option<usize>> = (0..count).map(|place| share_at(place, &weights)).collect();
            let told = parts(count as u64, &weights);
            for (place, weight) in weights.iter().enumerate() {
                let got = given.iter().filter(|given| **given == Some(place)).count();
                prop_assert_eq!(got as u64, told[place]);
                if whole > 0 {
                    let exact = count as f64 * f64::from(*weight) / f64::from(whole);
                    prop_assert!((got as f64 - exact).abs() < 2.0, "{got} for {exact}");
                }
                prop_assert!(*weight > 0 || got == 0);
            }
            prop_assert!(whole == 0 || given.iter().all(Option::is_some));
        }

        #[test]
        fn each_gets_their_part_to_the_nearest(count in 0_usize..300, weights in proptest::collection::vec(0_u32..10, 1..8)) {
            let shared = share(count, &weights);
            let whole: u32 = weights.iter().sum();
            prop_assert_eq!(shared.len(), if whole == 0 { 0 } else { count });
            for (place, weight) in weights.iter().enumerate() {
                let got = shared.iter().filter(|given| **given == place).count();
                if whole > 0 {
                    let exact = count as f64 * f64::from(*weight) / f64::from(whole);
                    prop_assert!((got as f64 - exact).abs() < 1.0, "{got} for {exact}");
                }
                prop_assert!(*weight > 0 || got == 0);
            }
        }
    }
}
