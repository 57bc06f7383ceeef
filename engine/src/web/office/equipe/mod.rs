//! The team's own pages: who named me, who has how much to do, who gets what.

pub(super) mod charge;
pub(super) mod mentions;
pub(super) mod repartition;
