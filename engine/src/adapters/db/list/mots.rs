//! The words that are looked for in the names, the address and the number of a dossier.

use crate::adapters::db::entities::dossier::Column;
use sea_orm::sea_query::{BinOper, Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{ColumnTrait, Condition};

/// Digits that end a number.
const LAST: usize = 6;

/// A word or phrase: anywhere in the names or the address (at the start of a word when it is shorter than
/// a trigram, which no index would find elsewhere), or a number by its start or its last digits.
pub(super) fn found(mot: &str) -> Condition {
    // A NUL would be refused by PostgreSQL.
    let mot: String = mot.chars().filter(|c| !c.is_control()).collect();
    let short = mot.chars().count() < 3 && mot.chars().all(char::is_alphanumeric);
    let within = |before: &str| Column::Recherche.like(pattern(before, &mot, "%"));
    let any =
        if short { Condition::any().add(within("")).add(within("% ")) } else { Condition::any().add(within("%")) };
    any.add_option(numero(&mot))
}

/// `fus 2020 000123` is how « FUS-2020-000123 » was folded; `123` is how people say it.
fn numero(mot: &str) -> Option<Expr> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(mot) && mot.len() <= LAST {
        return Some(last_digits().eq(format!("{mot:0>LAST$}")));
    }
    let parts: Vec<&str> = mot.split(' ').collect();
    let [sigle, annee, rest @ ..] = parts.as_slice() else { return None };
    let fits = !sigle.is_empty()
        && sigle.bytes().all(|b| b.is_ascii_alphanumeric())
        && digits(annee)
        && rest.len() <= 1
        && rest.iter().all(|last| digits(last));
    let start = parts.join("-").to_uppercase();
    match rest {
        _ if !fits => None,
        [last] if last.len() >= LAST => Some(Column::Numero.eq(start)),
        _ => Some(Column::Numero.like(pattern("", &start, "%"))),
    }
}

/// Written as the index on it is.
fn last_digits() -> Expr {
    let numero = || Expr::col(Column::Numero);
    let length: Expr = Func::cust("length").arg(numero()).into();
    let from = length.binary(BinOper::Sub, Expr::Constant(5.into()));
    Func::cust("substr").arg(numero()).arg(from).into()
}

/// What was typed is looked for as it is: `%` and `_` are no jokers.
fn pattern(before: &str, typed: &str, after: &str) -> LikeExpr {
    let literal = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("{before}{literal}{after}")).escape('\\')
}
