//! Who looks at a dossier, since when, and up to where they had read it the time before.

use chrono::{DateTime, TimeDelta, Utc};

/// Who was not seen for so long looks at something else.
const GONE: TimeDelta = TimeDelta::minutes(2);

/// An agent's look at a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lecture {
    /// Place of the last fact they were shown.
    pub seq: i32,
    /// Since when they look at it.
    pub since: DateTime<Utc>,
    /// When they were last seen looking.
    pub seen_at: DateTime<Utc>,
    /// The look before this one.
    pub before: Option<Before>,
}

/// How an earlier look ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Place of the last fact shown by then.
    pub seq: i32,
    /// When it ended.
    pub at: DateTime<Utc>,
}

impl Lecture {
    /// The look of somebody shown the dossier up to that fact: the same one for as long as they stay.
    #[must_use]
    pub fn of(previous: Option<Self>, seq: i32, now: DateTime<Utc>) -> Self {
        match previous {
            Some(look) if look.present(now) => Self { seq: look.seq.max(seq), seen_at: look.seen_at.max(now), ..look },
            Some(look) => {
                let before = Some(Before { seq: look.seq, at: look.seen_at });
                Self { seq: look.seq.max(seq), since: now, seen_at: now, before }
            }
            None => Self { seq, since: now, seen_at: now, before: None },
        }
    }

    /// Whether they still look at it.
    #[must_use]
    pub fn present(self, now: DateTime<Utc>) -> bool {
        now - self.seen_at <= GONE
    }

    /// Whole minutes they have looked at it.
    #[must_use]
    pub fn minutes(self, now: DateTime<Utc>) -> i64 {
        (now - self.since).num_minutes().max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Before, Lecture};
    use chrono::{DateTime, TimeDelta, Utc};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn a_look_lasts_as_long_as_one_stays_and_remembers_the_one_before() {
        let first = Lecture::of(None, 3, at(0));
        assert_eq!((first.before, first.minutes(at(119))), (None, 1));
        let stays = Lecture::of(Some(first), 4, at(100));
        assert_eq!((stays.since, stays.seq, stays.before), (at(0), 4, None));
        assert!(stays.present(at(220)) && !stays.present(at(221)));
        let later = Lecture::of(Some(stays), 9, at(5_000));
        assert_eq!(later.before, Some(Before { seq: 4, at: at(100) }));
        assert_eq!((later.since, later.seq), (at(5_000), 9));
        let reloaded = Lecture::of(Some(later), 9, at(5_060));
        assert_eq!(reloaded.before, later.before, "reloading the page does not lose what changed");
    }

    #[test]
    fn a_page_read_late_takes_nothing_back() {
        let look = Lecture::of(Some(Lecture::of(None, 7, at(50))), 5, at(40));
        assert_eq!((look.seq, look.seen_at), (7, at(50)));
        assert_eq!(look.minutes(at(0)), 0);
    }
}
