//! Calls: functions, barèmes, and the walks over the rows of a liste.

use super::{Parsed, Parser};
use crate::rule::RuleFault;
use crate::rule::lex::Token;
use crate::rule::operator::Parcours;
use crate::rule::tree::{Expr, Node};
use std::ops::Range;

impl Parser {
    /// What follows a name when a bracket opens.
    pub(super) fn call(&mut self, nom: String, nom_range: Range<usize>) -> Parsed<Expr> {
        let open = self.here();
        self.take();
        if let Some(parcours) = Parcours::by_name(&nom) {
            return self.rows(parcours, nom_range.start, open);
        }
        let mut args = Vec::new();
        if !self.at_sign(")") {
            args.push(self.expression()?);
            while self.take_sign(",") {
                args.push(self.expression()?);
            }
        }
        let end = self.close(&open)?;
        let range = nom_range.start..end;
        self.build(range, Node::Appel { nom, nom_range, args })
    }

    /// `frais.cout)`, `frais où mois >= 2023-07-01, cout)`
    fn rows(&mut self, parcours: Parcours, start: usize, open: Range<usize>) -> Parsed<Expr> {
        let Some((Token::Word(liste), liste_range)) = self.take() else {
            let at = self.tokens.get(self.next - 1).map_or(self.end..self.end, |(_, range)| range.clone());
            let fault = RuleFault::new(at, format!("« {} » commence par le nom d'une liste.", parcours.name()));
            return Err(fault.advise(format!("Écrivez par exemple : {}.", parcours.example())));
        };
        if self.at_word("ou") {
            return Err(RuleFault::new(self.here(), "« ou » n'est pas attendu après une liste.")
                .advise("Pour choisir des lignes, écrivez « où », avec l'accent."));
        }
        let filtre = if self.take_word("où") { Some(Box::new(self.expression()?)) } else { None };
        let corps = if self.take_sign(",") { Some(Box::new(self.expression()?)) } else { None };
        let end = self.close(&open)?;
        self.build(start..end, Node::Lignes { parcours, liste, liste_range, filtre, corps })
    }

    fn close(&mut self, open: &Range<usize>) -> Parsed<usize> {
        let end = self.here().end;
        if self.take_sign(")") {
            return Ok(end);
        }
        match self.peek() {
            None => Err(RuleFault::new(open.clone(), "Cette parenthèse n'est pas fermée.").advise("Ajoutez « ) ».")),
            Some(token) => Err(self.stray(token)),
        }
    }
}
