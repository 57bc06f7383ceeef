//! `si`, `ou`, `et`, `non` and the comparisons.

use super::{Parsed, Parser};
use crate::rule::RuleFault;
use crate::rule::lex::Token;
use crate::rule::operator::{Comparator, Interval};
use crate::rule::tree::{Expr, Node};

impl Parser {
    /// `si A alors x sinon y`
    pub(super) fn choice(&mut self) -> Parsed<Expr> {
        const HOW: &str = "Écrivez « si … alors … sinon … », les trois.";
        let start = self.here().start;
        self.take();
        let condition = self.expression()?;
        self.expect_word("alors", HOW)?;
        let then = self.expression()?;
        self.expect_word("sinon", HOW)?;
        let otherwise = self.expression()?;
        let range = start..otherwise.range.end;
        self.build(range, Node::Si(Box::new([condition, then, otherwise])))
    }

    /// `A ou B ou C`
    pub(super) fn either(&mut self) -> Parsed<Expr> {
        self.chain("ou", Self::both, Node::Ou)
    }

    /// `A et B et C`
    fn both(&mut self) -> Parsed<Expr> {
        self.chain("et", Self::negation, Node::Et)
    }

    /// Parts joined by a word, kept flat: a long list of conditions is not a deep one.
    fn chain(&mut self, word: &str, part: fn(&mut Self) -> Parsed<Expr>, node: fn(Vec<Expr>) -> Node) -> Parsed<Expr> {
        let first = part(self)?;
        if !self.at_word(word) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        let range = parts[0].range.start..parts[parts.len() - 1].range.end;
        self.build(range, node(parts))
    }

    /// `non A`. A `non` with nothing to deny is the answer « non ».
    fn negation(&mut self) -> Parsed<Expr> {
        if !self.at_word("non") || !self.peek_after().is_some_and(opens_value) {
            return self.comparison();
        }
        let start = self.here().start;
        self.take();
        let inner = self.deeper(Self::negation)?;
        let range = start..inner.range.end;
        self.build(range, Node::Non(Box::new(inner)))
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.sum()?;
        let start = left.range.start;
        if let Some(comparator) = self.comparator() {
            self.take();
            let right = self.sum()?;
            let range = start..right.range.end;
            return self.build(range, Node::Compare(Box::new(left), comparator, Box::new(right)));
        }
        if self.take_word("entre") {
            let min = self.sum()?;
            self.expect_word("et", "Écrivez « entre a et b ».")?;
            return self.interval(Interval::Entre, left, min);
        }
        if self.take_word("dans") {
            let min = self.sum()?;
            if !self.take_sign("..") {
                let fault = RuleFault::new(self.here(), "La fin de l'intervalle est attendue ici.");
                return Err(
                    fault.advise("Écrivez « dans 2019-12-01..2020-02-29 », ou « parmi [a, b] » pour une liste.")
                );
            }
            return self.interval(Interval::Dans, left, min);
        }
        if self.take_word("parmi") {
            return self.among(left);
        }
        Ok(left)
    }

    fn interval(&mut self, kind: Interval, value: Expr, min: Expr) -> Parsed<Expr> {
        let max = self.sum()?;
        let range = value.range.start..max.range.end;
        self.build(range, Node::Entre(kind, Box::new([value, min, max])))
    }

    /// `[a, b]`, after `parmi`.
    fn among(&mut self, value: Expr) -> Parsed<Expr> {
        if !self.take_sign("[") {
            let fault = RuleFault::new(self.here(), "Un crochet ouvrant est attendu après « parmi ».");
            return Err(fault.advise("Écrivez « parmi [artiste, technicien] »."));
        }
        let mut among = vec![self.sum()?];
        while self.take_sign(",") {
            among.push(self.sum()?);
        }
        let end = self.here().end;
        if !self.take_sign("]") {
            return Err(RuleFault::new(self.here(), "Le crochet n'est pas fermé ici.")
                .advise("Séparez les valeurs par des virgules et fermez par « ] »."));
        }
        let range = value.range.start..end;
        self.build(range, Node::Parmi(Box::new(value), among))
    }

    fn comparator(&self) -> Option<Comparator> {
        match self.peek()? {
            Token::Sign("<") => Some(Comparator::Lt),
            Token::Sign("<=") => Some(Comparator::Le),
            Token::Sign("=") => Some(Comparator::Eq),
            Token::Sign("!=") => Some(Comparator::Ne),
            Token::Sign(">=") => Some(Comparator::Ge),
            Token::Sign(">") => Some(Comparator::Gt),
            _ => None,
        }
    }
}

/// Whether a value may begin with that token.
fn opens_value(token: &Token) -> bool {
    match token {
        Token::Nombre(_) | Token::Montant(_) | Token::Date(_) | Token::Duree(_) => true,
        Token::Sign(sign) => matches!(*sign, "(" | "-"),
        Token::Word(word) => {
            !matches!(word.as_str(), "et" | "ou" | "alors" | "sinon" | "entre" | "dans" | "parmi" | "où")
        }
    }
}
