//! The calendar of staff: French public holidays (metropolitan, without the two of Alsace-Moselle), and
//! working days, Monday to Friday. Which day it is, and what a delay means, are left to others.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The furthest [`back`] goes, in working days: some forty years.
const FURTHEST: u32 = 10_000;

/// The holidays on the same day each year: month and day.
const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
/// The holidays that follow Easter, in days after it: Easter Monday, Ascension Day, Whit Monday.
const MOVING: [u64; 3] = [1, 39, 50];

/// Whether staff work on that day: neither a Saturday, a Sunday nor a public holiday.
#[must_use]
pub fn is_working(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// Whether that day is a public holiday of metropolitan France.
#[must_use]
pub fn is_holiday(day: NaiveDate) -> bool {
    FIXED.contains(&(day.month(), day.day())) || moving(day.year()).any(|holiday| holiday == day)
}

/// The working days after `from`, up to `to` included; none when `to` is not after `from`. From a Friday to
/// the Monday after, one.
#[must_use]
pub fn working_days(from: NaiveDate, to: NaiveDate) -> u32 {
    if to <= from {
        return 0;
    }
    let weekdays = weekdays_up_to(to) - weekdays_up_to(from);
    let off = (from.year()..=to.year()).flat_map(holidays).filter(|day| from < *day && *day <= to && on_weekday(*day));
    u32::try_from(weekdays).unwrap_or(u32::MAX).saturating_sub(u32::try_from(off.count()).unwrap_or(u32::MAX))
}

/// The working day from which `count` working days go up to `day`: the latest that leaves so many. With 0,
/// `day` itself, or the last working day before it.
#[must_use]
pub fn back(day: NaiveDate, count: u32) -> NaiveDate {
    let mut days = day.iter_days_back().filter(|day| is_working(*day));
    let steps = usize::try_from(count.min(FURTHEST)).unwrap_or(usize::MAX);
    days.nth(steps).unwrap_or(NaiveDate::MIN)
}

/// That day, or the first working day after it: what comes in on a Sunday is found on Monday.
#[must_use]
pub fn open(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|day| is_working(*day)).unwrap_or(day)
}

trait Back {
    /// Each day from that one down, for as long as the calendar goes.
    fn iter_days_back(self) -> impl Iterator<Item = NaiveDate>;
}

impl Back for NaiveDate {
    fn iter_days_back(self) -> impl Iterator<Item = NaiveDate> {
        std::iter::successors(Some(self), |day| day.pred_opt())
    }
}

fn on_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Mondays to Fridays since a Monday of long ago, up to that day included.
fn weekdays_up_to(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce()) - 1;
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

/// Each day once: a moving holiday may fall on a fixed one, as Ascension Day did on 1 May 2008.
fn holidays(year: i32) -> impl Iterator<Item = NaiveDate> {
    let fixed = FIXED.into_iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    let also = moving(year).filter(|day| !FIXED.contains(&(day.month(), day.day())));
    fixed.chain(also)
}

fn moving(year: i32) -> impl Iterator<Item = NaiveDate> {
    let easter = easter(year);
    MOVING.into_iter().filter_map(move |after| easter?.checked_add_days(Days::new(after)))
}

/// Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let golden = year.rem_euclid(19);
    let leaps = century - century.div_euclid(4) - (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + leaps + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4) - epact - of_century.rem_euclid(4))
        .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let march = epact + weekday - 7 * late + 114;
    let (month, day) = (u32::try_from(march.div_euclid(31)).ok()?, u32::try_from(march.rem_euclid(31)).ok()? + 1);
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{back, easter, holidays, is_holiday, is_working, open, working_days};
    use chrono::{Days, NaiveDate};
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the test")
    }

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0_u64..40_000).prop_map(|after| day("1990-01-01") + Days::new(after))
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        let known = [
            "1991-03-31",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2020-04-12",
            "2021-04-04",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2038-04-25",
        ];
        for text in known {
            let sunday = day(text);
            assert_eq!(easter(chrono::Datelike::year(&sunday)), Some(sunday));
        }
    }

    #[test]
    fn the_holidays_of_a_known_year_are_all_there() {
        let mut found: Vec<NaiveDate> = holidays(2026).collect();
        found.sort();
        let known = [
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-05-08",
            "2026-05-14",
            "2026-05-25",
            "2026-07-14",
            "2026-08-15",
            "2026-11-01",
            "2026-11-11",
            "2026-12-25",
        ];
        assert_eq!(found, known.map(day));
        assert_eq!(holidays(2008).count(), 10, "Ascension Day was on 1 May");
    }

    #[test]
    fn november_2020_is_counted_as_on_a_calendar() {
        assert!(!is_working(day("2020-11-11")) && is_holiday(day("2020-11-11")));
        assert!(!is_working(day("2020-11-21")) && !is_holiday(day("2020-11-21")));
        assert_eq!(working_days(day("2020-11-02"), day("2020-11-30")), 19);
        assert_eq!(working_days(day("2020-11-20"), day("2020-11-23")), 1);
        assert_eq!(working_days(day("2020-11-21"), day("2020-11-22")), 0);
        assert_eq!(back(day("2020-11-12"), 1), day("2020-11-10"));
        assert_eq!(back(day("2020-11-22"), 0), day("2020-11-20"));
        assert_eq!(open(day("2020-11-21")), day("2020-11-23"));
        assert_eq!(open(day("2020-11-23")), day("2020-11-23"));
    }

    #[test]
    fn the_ends_of_the_calendar_stop_nothing() {
        assert_eq!(working_days(NaiveDate::MAX, NaiveDate::MIN), 0);
        assert_eq!(back(NaiveDate::MIN, 3), NaiveDate::MIN);
        assert_eq!(open(NaiveDate::MAX), NaiveDate::MAX);
        assert!(back(day("2026-11-22"), u32::MAX) < day("1990-01-01"));
    }

    proptest! {
        #[test]
        fn counting_is_the_same_as_looking_at_each_day(from in days(), length in 0_u64..900) {
            let to = from + Days::new(length);
            let looked = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| is_working(*day)).count();
            prop_assert_eq!(working_days(from, to) as usize, looked);
        }

        #[test]
        fn back_undoes_counting(day in days(), count in 0_u32..400) {
            let start = back(day, count);
            prop_assert!(is_working(start));
            let later = start.iter_days().skip(1).find(|day| is_working(*day)).expect("a working day");
            let here = back(day, 0);
            prop_assert_eq!(working_days(start, here), count);
            prop_assert!(later > here || working_days(later, here) < count || count == 0);
        }

        #[test]
        fn the_wait_of_two_stretches_is_their_sum(a in days(), first in 0_u64..400, then in 0_u64..400) {
            let b = a + Days::new(first);
            let c = b + Days::new(then);
            prop_assert_eq!(working_days(a, b) + working_days(b, c), working_days(a, c));
        }
    }
}
