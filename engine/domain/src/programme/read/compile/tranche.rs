//! One tranche of a barème as it is written: `<= 50 %`, `> 50 % et <= 75 %`, `entre 1 et 3`, `>= 4`, `2`.

use crate::programme::read::shape::decimal_of;
use crate::rule::Tranche;
use rust_decimal::Decimal;

/// The tranche of numbers that a text says; `None` when it says none.
pub(super) fn numbers(text: &str) -> Option<Tranche> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("entre ") {
        let (from, to) = rest.split_once(" et ")?;
        return Some(span(Some((number(from)?, true)), Some((number(to)?, true))));
    }
    let (mut from, mut to) = (None, None);
    for side in text.split(" et ") {
        let side = side.trim();
        let (sign, rest) = side.split_at(side.find(|c: char| c.is_ascii_digit() || c == '-')?);
        let bound = number(rest)?;
        let slot = match sign.trim() {
            ">" | ">=" | "≥" => &mut from,
            "<" | "<=" | "≤" => &mut to,
            "" | "=" => {
                from = Some((bound, true));
                &mut to
            }
            _ => return None,
        };
        let included = sign.trim() != ">" && sign.trim() != "<";
        if slot.replace((bound, included)).is_some() {
            return None;
        }
    }
    Some(span(from, to))
}

fn span(from: Option<(Decimal, bool)>, to: Option<(Decimal, bool)>) -> Tranche {
    Tranche::Intervalle {
        from: from.map(|(bound, _)| bound),
        from_included: from.is_some_and(|(_, included)| included),
        to: to.map(|(bound, _)| bound),
        to_included: to.is_some_and(|(_, included)| included),
    }
}

fn number(text: &str) -> Option<Decimal> {
    match text.trim().strip_suffix('%') {
        Some(percent) => decimal_of(percent)?.checked_div(Decimal::ONE_HUNDRED),
        None => decimal_of(text.trim()),
    }
}

/// How two tranches that follow one another meet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The second starts where the first ends.
    Exact,
    /// Some value belongs to neither.
    Gap,
    /// Some value belongs to both, or the second comes before the first.
    Overlap,
}

/// How the second tranche follows the first; whole numbers leave no gap between 3 and 4.
pub(super) fn meeting(first: &Tranche, second: &Tranche, whole: bool) -> Meeting {
    let (
        Tranche::Intervalle { to: Some(to), to_included, .. },
        Tranche::Intervalle { from: Some(from), from_included, .. },
    ) = (first, second)
    else {
        return Meeting::Overlap;
    };
    if whole {
        let next = if *to_included { to.floor() + Decimal::ONE } else { to.ceil() };
        let start = if *from_included { from.ceil() } else { from.floor() + Decimal::ONE };
        return compare(&start, &next);
    }
    match (compare(from, to), to_included, from_included) {
        (Meeting::Exact, true, true) => Meeting::Overlap,
        (Meeting::Exact, false, false) => Meeting::Gap,
        (meeting, ..) => meeting,
    }
}

fn compare(start: &Decimal, end: &Decimal) -> Meeting {
    match start.cmp(end) {
        std::cmp::Ordering::Equal => Meeting::Exact,
        std::cmp::Ordering::Greater => Meeting::Gap,
        std::cmp::Ordering::Less => Meeting::Overlap,
    }
}

/// Whether no number can be in it.
pub(super) fn is_empty(tranche: &Tranche) -> bool {
    match tranche {
        Tranche::Intervalle { from: Some(from), from_included, to: Some(to), to_included } => {
            from > to || (from == to && !(*from_included && *to_included))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Meeting, is_empty, meeting, numbers};

    fn meets(first: &str, second: &str, whole: bool) -> Meeting {
        meeting(&numbers(first).expect(first), &numbers(second).expect(second), whole)
    }

    #[test]
    fn tranches_that_share_a_bound_meet_only_when_one_of_them_holds_it() {
        assert_eq!(meets("<= 50 %", "> 50 % et <= 75 %", false), Meeting::Exact);
        assert_eq!(meets("<= 50 %", ">= 50 %", false), Meeting::Overlap);
        assert_eq!(meets("< 50 %", "> 50 %", false), Meeting::Gap);
        assert_eq!(meets("<= 60 000 €", "> 60 000,01 €", false), Meeting::Gap);
        assert_eq!(meets("> 5", "> 6", false), Meeting::Overlap);
    }

    #[test]
    fn whole_numbers_leave_no_gap_between_three_and_four() {
        assert_eq!(meets("3", ">= 4", true), Meeting::Exact);
        assert_eq!(meets("entre 1 et 3", "5", true), Meeting::Gap);
        assert_eq!(meets("< 4", "3", true), Meeting::Overlap);
        assert_eq!(meets("3", ">= 4", false), Meeting::Gap);
    }

    #[test]
    fn what_is_not_a_tranche_is_refused() {
        for text in ["", "beaucoup", "> 5 et > 6", "~ 5", "> ", "entre 5"] {
            assert!(numbers(text).is_none(), "{text}");
        }
        assert!(is_empty(&numbers("> 6 et < 5").expect("read")));
    }
}
