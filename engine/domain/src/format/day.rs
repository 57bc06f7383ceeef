//! Days, months and moments; a moment is told in Europe/Paris.

use super::NBSP;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Paris;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// `20 novembre 2020`, `1er décembre 2020`, never cut at the end of a line.
#[must_use]
pub fn date(day: NaiveDate) -> String {
    let first = if day.day() == 1 { "er" } else { "" };
    format!("{}{first}{NBSP}{}", day.day(), mois(day))
}

/// `20/11/2020`, for tables and inputs.
#[must_use]
pub fn date_courte(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// `novembre 2020`.
#[must_use]
pub fn mois(day: NaiveDate) -> String {
    format!("{}{NBSP}{}", MONTHS[day.month0() as usize], day.year())
}

/// `20 novembre 2020 à 14 h 05`, Europe/Paris.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Paris);
    format!("{} à {}{NBSP}h{NBSP}{:02}", date(local.date_naive()), local.hour(), local.minute())
}

/// The day it is in Paris at that moment: the day that picks a version and counts for a deadline.
#[must_use]
pub fn jour_paris(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Paris).date_naive()
}

/// The first instant of a day in Paris.
#[must_use]
pub fn debut_du_jour(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    // A clock moved at midnight leaves no such instant; Paris has not done so since 1945.
    Paris.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |instant| instant.to_utc())
}

#[cfg(test)]
mod tests {
    use super::{date, date_courte, debut_du_jour, jour_paris, mois, moment};
    use chrono::{DateTime, NaiveDate, Utc};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the test")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment of the test")
    }

    #[test]
    fn days_are_told_in_full_and_in_short() {
        assert_eq!(date(day("2020-11-20")), "20\u{a0}novembre\u{a0}2020");
        assert_eq!(date(day("2020-12-01")), "1er\u{a0}décembre\u{a0}2020");
        assert_eq!(date(day("2021-08-02")), "2\u{a0}août\u{a0}2021");
        assert_eq!(date_courte(day("2020-02-03")), "03/02/2020");
        assert_eq!(mois(day("2020-02-01")), "février\u{a0}2020");
    }

    #[test]
    fn moments_are_told_in_paris_winter_and_summer() {
        assert_eq!(moment(at("2020-11-20T13:05:59Z")), "20\u{a0}novembre\u{a0}2020 à 14\u{a0}h\u{a0}05");
        assert_eq!(moment(at("2020-07-01T22:30:00Z")), "2\u{a0}juillet\u{a0}2020 à 0\u{a0}h\u{a0}30");
    }

    #[test]
    fn the_day_changes_at_midnight_in_paris() {
        assert_eq!(jour_paris(at("2020-12-31T22:59:59Z")), day("2020-12-31"));
        assert_eq!(jour_paris(at("2020-12-31T23:00:00Z")), day("2021-01-01"));
        assert_eq!(debut_du_jour(day("2021-01-01")), at("2020-12-31T23:00:00Z"));
        assert_eq!(debut_du_jour(day("2020-07-14")), at("2020-07-13T22:00:00Z"));
    }
}
