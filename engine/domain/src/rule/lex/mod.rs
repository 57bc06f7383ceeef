//! From the text of a rule to tokens with their place. Putting them together is left to `parse`.
//!
//! A sign of another language (`&&`, `==`, quotes) is recognised here, so that the fault says what
//! to write instead; every such slip of a text is told at once.

mod number;
mod symbol;

use super::RuleFault;
use super::operator::Duree;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::ops::Range;
use winnow::Parser;
use winnow::combinator::{alt, opt, preceded};
use winnow::error::EmptyError;
use winnow::stream::LocatingSlice;
use winnow::token::{any, one_of, take_while};

/// One word, number or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Nombre(Decimal),
    Montant(Decimal),
    Date(NaiveDate),
    Duree(Duree),
    /// A name, a path (`frais.cout`) or a word of the grammar.
    Word(String),
    /// An operator or a bracket, in its plain form: `<=` for `≤`.
    Sign(&'static str),
}

impl Token {
    /// As a person would name it in a message.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Nombre(_) => "un nombre",
            Self::Montant(_) => "une somme",
            Self::Date(_) => "une date",
            Self::Duree(_) => "une durée",
            Self::Word(word) => word,
            Self::Sign(sign) => sign,
        }
    }
}

/// A token with its bytes in the text.
pub(super) type Spanned = (Token, Range<usize>);

type Input<'i> = LocatingSlice<&'i str>;
type Lexed<T> = winnow::Result<T, EmptyError>;
/// A token, or what is wrong with what stands there.
type Lexeme = Result<Token, Slip>;

/// What is wrong with some characters, before their place is known.
struct Slip {
    message: String,
    advice: String,
}

impl Slip {
    fn new(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { message: message.into(), advice: advice.into() }
    }
}

/// Cuts a text into tokens, or tells every slip in it.
pub(super) fn lex(text: &str) -> Result<Vec<Spanned>, Vec<RuleFault>> {
    let mut input = LocatingSlice::new(text);
    let (mut tokens, mut faults) = (Vec::new(), Vec::new());
    let mut next = preceded(blanks, opt(alt((number::number, word, symbol::symbol, unknown)).with_span()));
    while let Ok(Some((lexeme, range))) = next.parse_next(&mut input) {
        match lexeme {
            Ok(token) => tokens.push((token, range)),
            Err(slip) => faults.push(RuleFault::new(range, slip.message).advise(slip.advice)),
        }
    }
    if faults.is_empty() { Ok(tokens) } else { Err(faults) }
}

/// Any white space: people paste no-break spaces from elsewhere.
fn blanks<'i>(input: &mut Input<'i>) -> Lexed<&'i str> {
    take_while(0.., char::is_whitespace).parse_next(input)
}

/// A name, a path or a word. Accents and capitals are taken in, so that « Métier » is told as a
/// name that does not exist rather than as a strange sign.
fn word(input: &mut Input<'_>) -> Lexed<Lexeme> {
    let name = || (one_of(char::is_alphabetic), take_while(0.., is_name)).take();
    let word = (name(), opt(('.', name()))).take().parse_next(input)?;
    Ok(foreign(word).map_or_else(|| Ok(Token::Word(word.to_owned())), Err))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A word of the grammar in capitals or in English.
fn foreign(word: &str) -> Option<Slip> {
    let lower = word.to_lowercase();
    let meant = match lower.as_str() {
        "and" => "et",
        "or" => "ou",
        "not" => "non",
        "if" => "si",
        "then" => "alors",
        "else" => "sinon",
        "between" => "entre",
        "true" | "vrai" => "oui",
        "false" | "faux" => "non",
        keyword if keyword != word && super::is_keyword(keyword) => keyword,
        _ => return None,
    };
    Some(Slip::new(format!("« {word} » n'est pas un mot des règles."), format!("Écrivez « {meant} ».")))
}

fn unknown(input: &mut Input<'_>) -> Lexed<Lexeme> {
    let strange = any.parse_next(input)?;
    Ok(Err(Slip::new(
        format!("Le signe « {strange} » n'a pas de sens dans une règle."),
        "Retirez-le : une règle s'écrit avec des noms, des nombres, des dates et + - * / ( ) = < >.",
    )))
}
