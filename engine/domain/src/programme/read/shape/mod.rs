//! Shapes: what a node must look like. A shape is declared once, as a Rust type, and gives both the
//! reader (which collects every fault) and the JSON Schema. What a value means is left to the compilers.

mod declare;
mod leaf;
mod many;
mod words;

pub(crate) use declare::declare;
pub(crate) use leaf::{Day, Flag, Formule, Money, Raw, Text, Whole, day_of, decimal_of};
pub(crate) use many::{Named, Placed, Short};
pub(crate) use words::{Word, Words, words};

use super::file::File;
use super::nearest;
use super::yaml::{Content, Key, Node};
use serde_json::Value;
use std::collections::BTreeMap;

/// The definitions shared by a schema: name → schema.
pub(crate) type Defs = BTreeMap<String, Value>;

/// A type that is read from a node, and tells its schema.
pub(crate) trait Shape: Sized {
    /// The value, or `None` after having said what is wrong.
    fn read(node: &Node, file: &mut File<'_>) -> Option<Self>;

    /// The JSON Schema of what is accepted.
    fn schema(defs: &mut Defs) -> Value;
}

/// A declared block of keys.
pub(crate) trait Block {
    /// Where to say what concerns it as a whole.
    fn place(&self) -> &std::ops::Range<usize>;
}

/// The entries of a node that must be a block of keys.
pub(crate) fn entries<'n>(node: &'n Node, file: &mut File<'_>) -> Option<&'n [(Key, Node)]> {
    match &node.content {
        Content::Map(entries) => Some(entries),
        _ => {
            let message = format!("un bloc de clés est attendu ici ; il y a {}.", node.what());
            file.say(&node.range, message, "Écrivez « cle: valeur », une clé par ligne, en retrait.");
            None
        }
    }
}

/// Says which keys are unknown, and which are missing. `known` gives each key and whether it is required.
pub(crate) fn check_keys(node: &Node, entries: &[(Key, Node)], known: &[(&str, bool)], file: &mut File<'_>) {
    let free = || known.iter().map(|(name, _)| *name).filter(|name| entries.iter().all(|(key, _)| key.text != *name));
    for (key, value) in entries {
        if known.iter().all(|(name, _)| *name != key.text) {
            let message = format!("la clé « {} » n'existe pas ici.", key.text);
            file.say(&key.range, message, unknown_key_advice(key, value, free()));
        }
    }
    for (name, _) in known.iter().filter(|(_, required)| *required) {
        if entries.iter().all(|(key, _)| key.text != *name) {
            let message = format!("il manque la clé « {name} ».");
            file.say(&node.range, message, format!("Ajoutez une ligne « {name}: … »."));
        }
    }
}

/// Between accolades a comma ends the value: `{ garde: 1 200,00 }` gives a key `00`.
fn unknown_key_advice<'a>(key: &Key, value: &Node, free: impl Iterator<Item = &'a str>) -> String {
    if matches!(value.content, Content::Nothing) {
        return "Entre accolades, une virgule sépare deux clés : mettez le texte ou le nombre entre guillemets, \"1 200,00\".".to_owned();
    }
    nearest::advice(&key.text, free)
}

/// Reads the value of a key, if it was written.
pub(crate) fn value_of<T: Shape>(entries: &[(Key, Node)], name: &str, file: &mut File<'_>) -> Option<T> {
    let (_, node) = entries.iter().find(|(key, _)| key.text == name)?;
    T::read(node, file)
}
