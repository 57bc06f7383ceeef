//! The simple values: texts, rules, yes or no, days, numbers and sums.

use super::{Defs, Shape};
use crate::programme::read::file::File;
use crate::programme::read::yaml::{Content, Node};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::ops::Range;

/// A text, never empty.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Without the spaces around it.
    pub(crate) text: String,
    /// Its bytes in the file.
    pub(crate) place: Range<usize>,
}

impl Shape for Text {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        match &node.content {
            Content::Scalar(text) if !text.trim().is_empty() => {
                Some(Self { text: text.trim().to_owned(), place: node.range.clone() })
            }
            Content::Scalar(_) | Content::Nothing => {
                file.say(
                    &node.range,
                    "il manque un texte ici.",
                    "Écrivez-le après le deux-points, ou retirez la ligne.",
                );
                None
            }
            Content::List(_) | Content::Map(_) => {
                let message = format!("un texte est attendu ici ; il y a {}.", node.what());
                file.say(&node.range, message, "Si le texte commence par { ou [, mettez-le entre guillemets.");
                None
            }
        }
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "type": ["string", "number"], "minLength": 1 })
    }
}

/// The text of a rule, checked later against the names of the version.
#[derive(Debug, Clone)]
pub(crate) struct Formule {
    /// Untouched: places in it are places in what was written.
    pub(crate) text: String,
    /// Its bytes in the file.
    pub(crate) place: Range<usize>,
}

impl Shape for Formule {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        let Text { place, .. } = Text::read(node, file)?;
        let Content::Scalar(text) = &node.content else {
            return None;
        };
        Some(Self { text: text.clone(), place })
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "type": ["string", "number", "boolean"] })
    }
}

/// `true`, `oui`, `false`, `non`.
#[derive(Debug, Clone)]
pub(crate) struct Flag(pub(crate) bool);

impl Shape for Flag {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        match Text::read(node, file)?.text.as_str() {
            "true" | "oui" => Some(Self(true)),
            "false" | "non" => Some(Self(false)),
            other => {
                file.say(&node.range, format!("« {other} » n'est ni oui ni non."), "Écrivez « true » ou « false ».");
                None
            }
        }
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "enum": [true, false, "oui", "non"] })
    }
}

/// A day, `2020-11-20`.
#[derive(Debug, Clone)]
pub(crate) struct Day {
    /// The day.
    pub(crate) day: NaiveDate,
    /// Its bytes in the file.
    pub(crate) place: Range<usize>,
}

impl Shape for Day {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        let text = Text::read(node, file)?;
        if let Some(day) = day_of(&text.text) {
            return Some(Self { day, place: text.place });
        }
        let message = format!("« {} » n'est pas un jour du calendrier.", text.text);
        file.say(&text.place, message, "Écrivez-le sous la forme 2020-11-20 : année, mois, jour.");
        None
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" })
    }
}

/// A whole number, 0 or more.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    /// The number.
    pub(crate) number: usize,
    /// Its bytes in the file.
    pub(crate) place: Range<usize>,
}

impl Shape for Whole {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        let text = Text::read(node, file)?;
        let number = decimal_of(&text.text).filter(|n| n.is_integer()).and_then(|n| n.try_into().ok());
        if number.is_none() {
            file.say(&text.place, format!("« {} » n'est pas un nombre entier.", text.text), "Écrivez par exemple 10.");
        }
        Some(Self { number: number?, place: text.place })
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "type": ["integer", "string"], "minimum": 0 })
    }
}

/// A sum in euros, `10 000 000 €`.
#[derive(Debug, Clone)]
pub(crate) struct Money {
    /// Euros.
    pub(crate) sum: Decimal,
}

impl Shape for Money {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        let text = Text::read(node, file)?;
        let sum = decimal_of(&text.text).filter(|sum| !sum.is_sign_negative() && sum.normalize().scale() <= 2);
        if sum.is_none() {
            file.say(&text.place, format!("« {} » n'est pas une somme.", text.text), "Écrivez par exemple 10 000 €.");
        }
        Some(Self { sum: sum? })
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "type": ["string", "number"] })
    }
}

/// A value read later, by who knows what it must be.
#[derive(Debug, Clone)]
pub(crate) struct Raw(pub(crate) Node);

impl Shape for Raw {
    fn read(node: &Node, _: &mut File<'_>) -> Option<Self> {
        Some(Self(node.clone()))
    }

    fn schema(_: &mut Defs) -> Value {
        json!({})
    }
}

/// A day written `2020-11-20`, all digits present.
pub(crate) fn day_of(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10).then_some(day)
}

/// A number as a French reader writes it: `60 000`, `2,5`, `1 200,00 €`.
pub(crate) fn decimal_of(text: &str) -> Option<Decimal> {
    let compact: String = text.trim_end_matches('€').chars().filter(|c| !c.is_whitespace()).collect();
    let plain = compact.strip_prefix('-').unwrap_or(&compact);
    let shaped = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    shaped.then(|| compact.replace(',', ".").parse().ok()).flatten()
}
