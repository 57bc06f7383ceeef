//! `et`, `ou`, `non` with four values. False settles `et`, true settles `ou`; what does not apply
//! is neutral; only what could still settle the whole is needed.

use super::needs;
use crate::rule::{Outcome, State};

/// `et`. Nothing to meet does not apply.
pub(super) fn all(parts: impl Iterator<Item = Outcome>) -> Outcome {
    junction(parts, State::NonRemplie)
}

/// `ou`.
pub(super) fn any(parts: impl Iterator<Item = Outcome>) -> Outcome {
    junction(parts, State::Remplie)
}

/// `non`.
pub(super) fn not(inner: Outcome) -> Outcome {
    match inner.state() {
        State::Remplie => Outcome::truth(false),
        State::NonRemplie => Outcome::truth(true),
        State::Inconnue | State::SansObjet => inner,
    }
}

/// Parts of which one, in the state `settling`, settles the whole.
fn junction(parts: impl Iterator<Item = Outcome>, settling: State) -> Outcome {
    let mut unknown = Vec::new();
    let mut applies = false;
    for part in parts {
        match part.state() {
            state if state == settling => return part,
            State::Inconnue => unknown.push(part),
            State::SansObjet => {}
            State::Remplie | State::NonRemplie => applies = true,
        }
    }
    match (unknown.is_empty(), applies) {
        (false, _) => Outcome::unknown(needs(&unknown)),
        (true, true) => Outcome::truth(settling == State::NonRemplie),
        (true, false) => Outcome::sans_objet(),
    }
}
