//! YAML text to a small tree of nodes, each with its place and its text as it was written: `no`,
//! `01234` and `62 999` stay text. What the nodes mean is left to the shapes.

mod bytes;
mod place;
mod syntax;
mod tree;

pub(crate) use bytes::text_of;
pub(crate) use place::place_in_file;
pub(crate) use tree::parse;

use std::ops::Range;

/// One value of a file.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Bytes to underline when it is at fault: the text itself; for a list or a map, the key that holds it.
    pub(crate) range: Range<usize>,
    /// What it holds.
    pub(crate) content: Content,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// Nothing was written, or `~`.
    Nothing,
    /// A text, whatever it looks like.
    Scalar(String),
    /// `- a`, `[a, b]`.
    List(Vec<Node>),
    /// `a: b`, in the order of the file; no key twice.
    Map(Vec<(Key, Node)>),
}

/// A key, at its place.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// As written.
    pub(crate) text: String,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

impl Node {
    /// What it is, in a word, for messages.
    pub(crate) fn what(&self) -> &'static str {
        match self.content {
            Content::Nothing => "rien",
            Content::Scalar(_) => "un texte",
            Content::List(_) => "une liste",
            Content::Map(_) => "un bloc de clés",
        }
    }
}
