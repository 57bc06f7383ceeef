//! The rules of a version on some answers, resolved once for all that is asked of them: the verdict, what is
//! missing, what a text says.

use super::{Missing, Verdict, facts, fill, judge, missing};
use crate::field::Scope;
use crate::ids::PieceId;
use crate::programme::{Piece, Quand, Version};
use crate::rule::Facts;
use crate::value::Answers;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A version on some answers, on the day of the request.
#[derive(Debug)]
pub struct Reading<'a> {
    version: &'a Version,
    answers: &'a Answers,
    facts: Facts<'a>,
}

impl<'a> Reading<'a> {
    /// Resolves every champ and calcul.
    #[must_use]
    pub fn of(version: &'a Version, answers: &'a Answers, demande: NaiveDate) -> Self {
        Self { version, answers, facts: facts(version, answers, demande) }
    }

    /// See [`super::judge`].
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        judge::on(self.version, self.answers, &self.facts)
    }

    /// See [`super::missing`].
    #[must_use]
    pub fn missing(&self, deposited: &BTreeSet<PieceId>, quand: Quand) -> Vec<Missing> {
        missing::on(self.version, &self.scope(), deposited, quand)
    }

    /// See [`super::asked_pieces`].
    #[must_use]
    pub fn asked_pieces(&self, quand: Quand) -> Vec<&'a Piece> {
        missing::pieces_on(self.version, &self.scope(), quand)
    }

    /// A text with the figures of these answers: see [`super::fill`].
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        fill(text, self.version, &self.facts, &[])
    }

    fn scope(&self) -> Scope<'_> {
        Scope::new(self.version, self.answers, &self.facts)
    }
}
