//! What was typed in a form, as posted, and the part of it that belongs to one champ.

use std::collections::BTreeMap;

/// The pairs of a form, as posted: name → values in order.
pub type Typed = BTreeMap<String, Vec<String>>;

/// What was typed for one champ: under its name, and under `name.part`.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    typed: &'a Typed,
    name: String,
}

impl<'a> Entry<'a> {
    /// What was typed under that name.
    #[must_use]
    pub fn new(typed: &'a Typed, name: impl Into<String>) -> Self {
        Self { typed, name: name.into() }
    }

    /// The name in the form: `frais.0.mois`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last value under the name: a button « Je ne sais pas » comes after the input it empties,
    /// a ticked box after the hidden input that stands for « non ».
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.texts().last().map_or("", String::as_str)
    }

    /// Every value under the name: ticked boxes.
    #[must_use]
    pub fn texts(&self) -> &'a [String] {
        self.typed.get(&self.name).map_or(&[], Vec::as_slice)
    }

    /// What was typed in a part: `jour` of `naissance.jour`.
    #[must_use]
    pub fn part(&self, part: &str) -> &'a str {
        self.sub(part).text()
    }

    /// The entry of a part.
    #[must_use]
    pub fn sub(&self, part: impl std::fmt::Display) -> Entry<'a> {
        Entry { typed: self.typed, name: format!("{}.{part}", self.name) }
    }

    /// The keys under `name.`, without that prefix.
    pub fn below(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let prefix = format!("{}.", self.name);
        self.typed
            .range(prefix.clone()..)
            .map(|(key, _)| key.as_str())
            .map_while(move |key| key.strip_prefix(prefix.as_str()))
    }

    /// Whether the champ was in the form at all: its name, a part, or the hidden `name.present`.
    #[must_use]
    pub fn is_posted(&self) -> bool {
        self.typed.contains_key(&self.name) || self.below().next().is_some()
    }

    /// Whether nothing but spaces was typed, under the name and in its parts.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let blank = |texts: &[String]| texts.iter().all(|text| text.trim().is_empty());
        let hidden = |part: &&str| *part == "present" || part.ends_with(".present");
        blank(self.texts()) && self.below().filter(|part| !hidden(part)).all(|part| blank(self.sub(part).texts()))
    }
}
