//! Sums, products and single values.

use super::{Parsed, Parser};
use crate::rule::RuleFault;
use crate::rule::is_keyword;
use crate::rule::lex::Token;
use crate::rule::operator::Operator;
use crate::rule::tree::{Expr, Node};

impl Parser {
    /// `a + b - c`
    pub(super) fn sum(&mut self) -> Parsed<Expr> {
        self.operation(Self::product, |sign| match sign {
            "+" => Some(Operator::Plus),
            "-" => Some(Operator::Minus),
            _ => None,
        })
    }

    /// `a * b / c`
    fn product(&mut self) -> Parsed<Expr> {
        self.operation(Self::signed, |sign| match sign {
            "*" => Some(Operator::Times),
            "/" => Some(Operator::Over),
            _ => None,
        })
    }

    fn operation(
        &mut self,
        part: fn(&mut Self) -> Parsed<Expr>,
        operator: fn(&str) -> Option<Operator>,
    ) -> Parsed<Expr> {
        let mut left = part(self)?;
        while let Some(Token::Sign(sign)) = self.peek() {
            let Some(operator) = operator(sign) else { break };
            self.take();
            let right = part(self)?;
            let range = left.range.start..right.range.end;
            left = self.build(range, Node::Calcul(Box::new(left), operator, Box::new(right)))?;
        }
        Ok(left)
    }

    /// `-a`
    fn signed(&mut self) -> Parsed<Expr> {
        let start = self.here().start;
        if !self.take_sign("-") {
            return self.value();
        }
        let inner = self.deeper(Self::signed)?;
        let range = start..inner.range.end;
        self.build(range, Node::Oppose(Box::new(inner)))
    }

    /// A number, a day, a name, a call, or brackets.
    fn value(&mut self) -> Parsed<Expr> {
        let Some((token, range)) = self.take() else {
            let fault = RuleFault::new(self.end..self.end, "La règle s'arrête trop tôt : une valeur est attendue.");
            return Err(fault.advise("Complétez la règle, par exemple : revenus < 60 000 €."));
        };
        let node = match token {
            Token::Nombre(number) => Node::Nombre(number),
            Token::Montant(sum) => Node::Montant(sum),
            Token::Date(day) => Node::Date(day),
            Token::Duree(duree) => Node::Duree(duree),
            Token::Word(word) if word == "oui" => Node::OuiNon(true),
            Token::Word(word) if word == "non" => Node::OuiNon(false),
            Token::Word(word) if is_keyword(&word) && word != "demande" => return Err(misplaced(&word, range)),
            Token::Word(word) if self.at_sign("(") => return self.call(word, range),
            Token::Word(word) => Node::Nom(word),
            Token::Sign("(") => return self.brackets(range.start),
            Token::Sign(sign) => {
                let fault = RuleFault::new(range, format!("Une valeur est attendue ici, pas « {sign} »."));
                return Err(fault.advise("Écrivez un nombre, une date, un nom ou une parenthèse ouvrante."));
            }
        };
        self.build(range, node)
    }

    fn brackets(&mut self, start: usize) -> Parsed<Expr> {
        let inner = self.expression()?;
        let end = self.here().end;
        if self.take_sign(")") {
            return Ok(Expr { range: start..end, ..inner });
        }
        match self.peek() {
            None => {
                let fault = RuleFault::new(start..start + 1, "Cette parenthèse n'est pas fermée.");
                Err(fault.advise("Ajoutez « ) »."))
            }
            Some(token) => Err(self.stray(token)),
        }
    }
}

fn misplaced(word: &str, range: std::ops::Range<usize>) -> RuleFault {
    let fault = RuleFault::new(range, format!("« {word} » est un mot réservé : une valeur est attendue ici."));
    match word {
        "si" => fault.advise("Mettez « si … alors … sinon … » entre parenthèses."),
        _ => fault.advise(format!("Un champ ne peut pas s'appeler « {word} » ; vérifiez qu'il ne manque rien devant.")),
    }
}
