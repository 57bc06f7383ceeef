//! The values made of others: lists, blocks of free names, and what may be written in short.

use super::{Defs, Shape, Text, entries};
use crate::programme::read::file::File;
use crate::programme::read::yaml::{Content, Node};
use serde_json::{Value, json};
use std::ops::Range;

impl<T: Shape> Shape for Vec<T> {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        match &node.content {
            Content::List(items) => Some(items.iter().filter_map(|item| T::read(item, file)).collect()),
            _ => {
                let message = format!("une liste est attendue ici ; il y a {}.", node.what());
                file.say(
                    &node.range,
                    message,
                    "Écrivez-la entre crochets : [a, b], ou un élément par ligne après un tiret.",
                );
                None
            }
        }
    }

    fn schema(defs: &mut Defs) -> Value {
        json!({ "type": "array", "items": T::schema(defs) })
    }
}

/// A block whose keys are names chosen by the programme, in the order of the file.
#[derive(Debug, Clone)]
pub(crate) struct Named<T>(pub(crate) Vec<(Text, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Shape> Shape for Named<T> {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        let mut named = Vec::new();
        for (key, value) in entries(node, file)? {
            if is_cut_number(key, value) {
                let message = "entre accolades, une virgule sépare deux clés : ce nombre est coupé en deux.";
                file.say(&key.range, message, "Mettez le nombre entre guillemets : \"1 200,00\".");
                continue;
            }
            let name = Text { text: key.text.clone(), place: key.range.clone() };
            named.extend(T::read(value, file).map(|value| (name, value)));
        }
        Some(Self(named))
    }

    fn schema(defs: &mut Defs) -> Value {
        json!({ "type": "object", "additionalProperties": T::schema(defs) })
    }
}

/// `{ garde: 1 200,00 }` is, for YAML, a key `garde` and a key `00` without a value.
fn is_cut_number(key: &super::Key, value: &Node) -> bool {
    matches!(value.content, Content::Nothing) && key.text.starts_with(|c: char| c.is_ascii_digit())
}

/// A value with its place, for what is said of it later.
#[derive(Debug, Clone)]
pub(crate) struct Placed<T> {
    /// The value.
    pub(crate) value: T,
    /// The value's bytes; for a list or a block, those of its key.
    pub(crate) place: Range<usize>,
}

impl<T: Shape> Shape for Placed<T> {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        T::read(node, file).map(|value| Self { value, place: node.range.clone() })
    }

    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}

/// Either a single value, or the block of keys that says more.
#[derive(Debug, Clone)]
pub(crate) enum Short<S, L> {
    /// The value alone.
    Short(S),
    /// The block.
    Long(L),
}

impl<S: Shape, L: Shape> Shape for Short<S, L> {
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self> {
        match node.content {
            Content::Map(_) => L::read(node, file).map(Self::Long),
            _ => S::read(node, file).map(Self::Short),
        }
    }

    fn schema(defs: &mut Defs) -> Value {
        json!({ "anyOf": [S::schema(defs), L::schema(defs)] })
    }
}
