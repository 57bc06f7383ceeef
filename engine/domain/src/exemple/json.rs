//! Answers as written in YAML to JSON: every value stays the text it was, for `field` to read.

use crate::programme::read::yaml::{Content, Node};
use serde_json::Value;

/// The node as JSON; nothing is `null`.
pub(super) fn of(node: &Node) -> Value {
    match &node.content {
        Content::Nothing => Value::Null,
        Content::Scalar(text) => Value::String(text.clone()),
        Content::List(items) => Value::Array(items.iter().map(of).collect()),
        Content::Map(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.text.clone(), of(value))).collect())
        }
    }
}
