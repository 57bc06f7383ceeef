//! Operators and brackets, and what people write for them out of habit.

use super::{Input, Lexed, Lexeme, Slip, Token};
use winnow::Parser;
use winnow::combinator::alt;
use winnow::token::take_till;

/// What is written → the sign it stands for. Longest first.
const SIGNS: [(&str, &str); 20] = [
    ("..", ".."),
    ("<=", "<="),
    ("≤", "<="),
    (">=", ">="),
    ("≥", ">="),
    ("!=", "!="),
    ("≠", "!="),
    ("<", "<"),
    (">", ">"),
    ("=", "="),
    ("+", "+"),
    ("-", "-"),
    ("−", "-"),
    ("*", "*"),
    ("/", "/"),
    ("(", "("),
    (")", ")"),
    ("[", "["),
    ("]", "]"),
    (",", ","),
];

/// Signs of other languages → what to write. Longest first.
const FOREIGN: [(&str, &str); 20] = [
    ("&&", "et"),
    ("&", "et"),
    ("||", "ou"),
    ("|", "ou"),
    ("===", "="),
    ("==", "="),
    ("<>", "!="),
    ("=<", "<="),
    ("=>", ">="),
    ("!==", "!="),
    ("**", "*"),
    ("×", "*"),
    ("÷", "/"),
    ("…", ".."),
    ("...", ".."),
    (";", ","),
    ("{", "("),
    ("}", ")"),
    ("%", "50 %"),
    ("€", "60 000 €"),
];

/// An operator or a bracket, good or foreign.
pub(super) fn symbol(input: &mut Input<'_>) -> Lexed<Lexeme> {
    alt((quoted, foreign, sign)).parse_next(input)
}

fn sign(input: &mut Input<'_>) -> Lexed<Lexeme> {
    longest(&SIGNS, input).map(|(_, sign)| Ok(Token::Sign(sign)))
}

fn foreign(input: &mut Input<'_>) -> Lexed<Lexeme> {
    if input.starts_with("!=") && !input.starts_with("!==") {
        return Err(winnow::error::EmptyError);
    }
    if input.starts_with('!') && !input.starts_with("!==") {
        '!'.parse_next(input)?;
        return Ok(Err(slip("!", "non")));
    }
    longest(&FOREIGN, input).map(|(written, meant)| Err(slip(written, meant)))
}

fn slip(written: &str, meant: &str) -> Slip {
    Slip::new(format!("« {written} » ne s'écrit pas ainsi."), format!("Écrivez « {meant} »."))
}

/// A text between quotes, as one slip: keys of a choix are written bare.
fn quoted(input: &mut Input<'_>) -> Lexed<Lexeme> {
    let open = alt(('"', '\'', '’', '`', '«', '“')).parse_next(input)?;
    let close = match open {
        '«' => '»',
        '“' => '”',
        same => same,
    };
    let inside = take_till(0.., close).parse_next(input)?.trim();
    let _ = winnow::combinator::opt(close).parse_next(input)?;
    Ok(Err(Slip::new(
        "Une règle ne contient pas de texte entre guillemets.",
        format!("Écrivez la clé telle qu'elle est déclarée, sans guillemets : {inside}."),
    )))
}

fn longest<'t>(
    table: &'t [(&'static str, &'static str)],
    input: &mut Input<'_>,
) -> Lexed<&'t (&'static str, &'static str)> {
    let found = table.iter().filter(|(written, _)| input.starts_with(written)).max_by_key(|(written, _)| written.len());
    let pair = found.ok_or(winnow::error::EmptyError)?;
    winnow::token::literal(pair.0).parse_next(input)?;
    Ok(pair)
}
