//! A word among a few: each list of words is declared once, next to what each word means.

use super::{Defs, Shape, Text};
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::yaml::Node;
use serde_json::{Value, json};
use std::ops::Range;

/// A type whose values are written as words.
pub(crate) trait Words: Copy + 'static {
    /// What the word is, for messages: « un type de champ ».
    const WHAT: &'static str;
    /// Word → meaning.
    const LIST: &'static [(&'static str, Self)];
}

/// A word, with its meaning and its place.
#[derive(Debug, Clone)]
pub(crate) struct Word<T> {
    /// What it means.
    pub(crate) meaning: T,
    /// Its bytes.
    pub(crate) place: Range<usize>,
}

impl<T: Words> Shape for Word<T> {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        let text = Text::read(node, file)?;
        if let Some((_, meaning)) = T::LIST.iter().find(|(word, _)| *word == text.text) {
            return Some(Self { meaning: *meaning, place: text.place });
        }
        let message = format!("« {} » n'est pas {}.", text.text, T::WHAT);
        file.say(&text.place, message, nearest::advice(&text.text, T::LIST.iter().map(|(word, _)| *word)));
        None
    }

    fn schema(_: &mut Defs) -> Value {
        json!({ "enum": T::LIST.iter().map(|(word, _)| *word).collect::<Vec<_>>() })
    }
}

/// Gives words to a type: `words! { Quand, "un moment": "depot" => Quand::Depot }`.
macro_rules! words {
    ($type:ty, $what:literal: $($word:literal => $meaning:expr),+ $(,)?) => {
        impl $crate::programme::read::shape::Words for $type {
            const WHAT: &'static str = $what;
            const LIST: &'static [(&'static str, Self)] = &[$(($word, $meaning)),+];
        }
    };
}

pub(crate) use words;
