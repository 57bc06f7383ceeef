//! The team's own pages: who named me, who has how much to do, who gets what.

pub(super) mod mentions;
