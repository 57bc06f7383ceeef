//! From tokens to a tree, by precedence: `ou`, `et`, `non`, comparisons, `+ -`, `* /`, values.
//! Names and types are left to `check`.

mod call;
mod logic;
mod sum;

use super::RuleFault;
use super::lex::{Spanned, Token, lex};
use super::tree::{Expr, Node};
use std::ops::Range;

/// Characters of a rule at most: what fits on a screen.
const LENGTH_MAX: usize = 2_000;
/// How deep parts may stand within parts. Every later walk goes as deep and no deeper.
const DEPTH_MAX: usize = 40;

type Parsed<T> = Result<T, RuleFault>;

/// Reads the text of a rule into a tree.
///
/// # Errors
///
/// Every strange sign of the text at once; failing any, the first place that cannot be understood.
pub fn parse(text: &str) -> Result<Expr, Vec<RuleFault>> {
    if text.chars().count() > LENGTH_MAX {
        let fault = RuleFault::new(0..text.len(), format!("Cette règle dépasse {LENGTH_MAX} caractères."));
        return Err(vec![fault.advise("Nommez des résultats intermédiaires dans « calculs ».")]);
    }
    let tokens = lex(text)?;
    if tokens.is_empty() {
        let fault = RuleFault::new(0..text.len(), "Cette règle est vide.");
        return Err(vec![fault.advise("Écrivez une condition, par exemple : revenus < 60 000 €.")]);
    }
    let mut parser = Parser { tokens, next: 0, end: text.trim_end().len(), depth: 0 };
    parser.whole().map_err(|fault| vec![fault])
}

struct Parser {
    tokens: Vec<Spanned>,
    next: usize,
    /// Where the text ends, for what is missing there.
    end: usize,
    depth: usize,
}

impl Parser {
    fn whole(&mut self) -> Parsed<Expr> {
        let expr = self.expression()?;
        match self.peek() {
            None => Ok(expr),
            Some(token) => Err(self.stray(token)),
        }
    }

    /// One whole expression: the start of the text, of brackets, of an argument.
    fn expression(&mut self) -> Parsed<Expr> {
        self.deeper(|parser| if parser.at_word("si") { parser.choice() } else { parser.either() })
    }

    /// What stands where an expression should have ended.
    fn stray(&self, token: &Token) -> RuleFault {
        let fault = RuleFault::new(self.here(), format!("« {} » n'est pas attendu ici.", token.text()));
        match token {
            Token::Sign(")") => fault.advise("Retirez cette parenthèse, ou ouvrez-la plus tôt."),
            Token::Sign("]") => fault.advise("Un crochet s'ouvre après « parmi »."),
            Token::Sign(",") => fault.advise("Une virgule sépare les valeurs d'une fonction ou d'une liste entre crochets."),
            Token::Sign("..") => fault.advise("Écrivez « dans » devant l'intervalle : fin dans 2019-12-01..2020-02-29."),
            Token::Sign("<" | "<=" | "=" | "!=" | ">=" | ">") => {
                fault.advise("Une seule comparaison à la fois : écrivez « x entre a et b », ou deux comparaisons reliées par « et ».")
            }
            Token::Word(word) if word == "où" => fault.advise("« où » choisit des lignes : somme(frais où mois >= 2023-07-01, cout)."),
            Token::Word(word) if super::is_keyword(word) => fault.advise(format!("Il manque quelque chose avant « {word} ».")),
            _ => fault.advise("Deux valeurs se suivent : il manque entre elles un signe, « et » ou « ou »."),
        }
    }

    /// Runs a part one level deeper, or refuses to.
    fn deeper<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == DEPTH_MAX {
            return Err(too_deep(self.here()));
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    /// Puts parts together, unless the tree grows too high: a chain of `+` is as high as it is long.
    fn build(&self, range: Range<usize>, node: Node) -> Parsed<Expr> {
        let height = 1 + node.children().into_iter().map(|child| child.height).max().unwrap_or(0);
        if height > DEPTH_MAX { Err(too_deep(range)) } else { Ok(Expr { node, range, height }) }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    /// The token after the next one.
    fn peek_after(&self) -> Option<&Token> {
        self.tokens.get(self.next + 1).map(|(token, _)| token)
    }

    /// Where the next token stands, or the end of the text.
    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, range)| range.clone())
    }

    fn at_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(found)) if found == word)
    }

    fn at_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(found)) if *found == sign)
    }

    fn take(&mut self) -> Option<Spanned> {
        let found = self.tokens.get(self.next).cloned();
        self.next += 1;
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        self.next += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = self.at_sign(sign);
        self.next += usize::from(found);
        found
    }

    /// Takes a word that must stand here.
    fn expect_word(&mut self, word: &str, advice: &str) -> Parsed<()> {
        if self.take_word(word) {
            return Ok(());
        }
        Err(RuleFault::new(self.here(), format!("« {word} » est attendu ici.")).advise(advice))
    }
}

fn too_deep(range: Range<usize>) -> RuleFault {
    let fault = RuleFault::new(range, format!("Cette règle est trop imbriquée : {DEPTH_MAX} niveaux au plus."));
    fault.advise("Nommez des résultats intermédiaires dans « calculs ».")
}

impl Node {
    fn children(&self) -> Vec<&Expr> {
        match self {
            Self::Nombre(_) | Self::Montant(_) | Self::Date(_) | Self::Duree(_) | Self::OuiNon(_) | Self::Nom(_) => {
                Vec::new()
            }
            Self::Et(parts) | Self::Ou(parts) | Self::Appel { args: parts, .. } => parts.iter().collect(),
            Self::Non(inner) | Self::Oppose(inner) => vec![inner],
            Self::Si(parts) | Self::Entre(_, parts) => parts.iter().collect(),
            Self::Compare(left, _, right) | Self::Calcul(left, _, right) => vec![left, right],
            Self::Parmi(value, among) => std::iter::once(value.as_ref()).chain(among).collect(),
            Self::Lignes { filtre, corps, .. } => [filtre, corps].into_iter().flatten().map(AsRef::as_ref).collect(),
        }
    }
}
