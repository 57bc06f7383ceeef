//! The only place that asks the world what time it is. Everybody else is told.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use guichet_domain::format::jour_paris;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The world's clock, moved by some seconds: by `--le` in the demo, by hand in tests.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    shift: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that shows `moment` now and goes on from there.
    #[must_use]
    pub fn starting_at(moment: DateTime<Utc>) -> Self {
        let clock = Self::default();
        clock.set(moment);
        clock
    }

    /// The moment.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        world() + TimeDelta::seconds(self.shift.load(Ordering::Relaxed))
    }

    /// The day in Paris.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        jour_paris(self.now())
    }

    /// Moves the clock so that it shows `moment`.
    pub fn set(&self, moment: DateTime<Utc>) {
        self.shift.store((moment - world()).num_seconds(), Ordering::Relaxed);
    }
}

#[expect(clippy::disallowed_methods, reason = "somebody must ask the world, and it is here")]
fn world() -> DateTime<Utc> {
    Utc::now()
}
