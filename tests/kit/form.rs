//! A form as a browser holds it: what it would send, what may be chosen, and what a person writes in it.

use super::page::selector;
use scraper::{ElementRef, Html};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a person writes in one champ: a text, ticked boxes, rows, or the parts of an address.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Typed {
    Text(String),
    Rows(Vec<BTreeMap<String, Typed>>),
    Boxes(Vec<String>),
    Parts(BTreeMap<String, String>),
}

/// A form of a page.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// Where it is sent.
    pub(crate) action: String,
    /// `get` or `post`.
    pub(crate) method: String,
    /// Every name that it can send, buttons included.
    pub(crate) names: BTreeSet<String>,
    /// The names of its file inputs.
    pub(crate) files: Vec<String>,
    /// What it would send now.
    pub(crate) values: Vec<(String, String)>,
    /// What its radios, boxes and menus offer.
    choices: Vec<(String, String)>,
}

impl Form {
    /// A form holds what stands in it, and what names it from elsewhere on the page.
    pub(super) fn read(document: &Html, form: ElementRef<'_>, path: &str) -> Self {
        let attr = |name| form.value().attr(name).filter(|value: &&str| !value.is_empty());
        let page = path.split('?').next().unwrap_or_default();
        let mut read = Self {
            action: attr("action").unwrap_or(page).to_owned(),
            method: attr("method").unwrap_or("get").to_ascii_lowercase(),
            names: BTreeSet::new(),
            files: Vec::new(),
            values: Vec::new(),
            choices: Vec::new(),
        };
        let mine = |input: &ElementRef<'_>| match input.value().attr("form") {
            Some(id) => attr("id") == Some(id),
            None => input.ancestors().any(|above| above.id() == form.id()),
        };
        let named = selector("input[name], select[name], textarea[name], button[name]");
        for input in document.select(&named).filter(mine) {
            read.input(input);
        }
        read
    }

    fn input(&mut self, input: ElementRef<'_>) {
        let attr = |name| input.value().attr(name).unwrap_or_default().to_owned();
        let name = attr("name");
        self.names.insert(name.clone());
        let on = |value: String| if value.is_empty() { "on".to_owned() } else { value };
        match (input.value().name(), attr("type").as_str()) {
            ("button", _) | ("input", "submit") => {}
            ("input", "file") => self.files.push(name),
            ("input", "radio" | "checkbox") => {
                self.choices.push((name.clone(), on(attr("value"))));
                if input.value().attr("checked").is_some() {
                    self.values.push((name, on(attr("value"))));
                }
            }
            ("select", _) => {
                let options: Vec<_> = input.select(&selector("option")).collect();
                let value = |option: &ElementRef<'_>| {
                    option.value().attr("value").map_or_else(|| option.text().collect(), str::to_owned)
                };
                let selected =
                    options.iter().find(|option| option.value().attr("selected").is_some()).or(options.first());
                self.values.push((name.clone(), selected.map(value).unwrap_or_default()));
                self.choices.extend(options.iter().map(|option| (name.clone(), value(option))));
            }
            ("textarea", _) => {
                self.values.push((name, input.text().collect::<String>().trim_start_matches('\n').to_owned()))
            }
            _ => self.values.push((name, attr("value"))),
        }
    }

    /// Whether it can send that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// What it would send under that name; empty where it sends nothing.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(sent, _)| sent == name).map_or("", |(_, value)| value)
    }

    /// Whether it would send that name now.
    pub(crate) fn sends(&self, name: &str) -> bool {
        self.values.iter().any(|(sent, _)| sent == name)
    }

    /// Unticks a box.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.values.retain(|(known, _)| known != name);
        self
    }

    /// What may be chosen under that name.
    pub(crate) fn choices(&self, name: &str) -> Vec<String> {
        self.choices.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
    }

    /// Writes in an input, chooses a radio, or presses a button, by its name. What a form does not
    /// have cannot be written: the story would prove nothing.
    #[track_caller]
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        assert!(self.has(name), "le formulaire {} n'a pas « {name} » mais {:?}", self.action, self.names);
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends a value under a name, whatever the form holds: what somebody may forge.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Whether that champ is asked here.
    pub(crate) fn asks(&self, champ: &str) -> bool {
        let below = format!("{champ}.");
        self.names.iter().any(|name| name == champ || name.starts_with(&below))
    }

    /// Writes an answer, however its champ is drawn: one input, three for a day, boxes, an address.
    /// The rows of a liste must already be there.
    #[track_caller]
    pub(crate) fn answer(self, champ: &str, typed: &Typed) -> Self {
        let part = |part: &str| format!("{champ}.{part}");
        match typed {
            Typed::Text(day) if self.has(&part("annee")) => {
                let mut parts: Vec<&str> = day.split('/').collect();
                let mut form = self;
                for name in ["annee", "mois", "jour"] {
                    let Some(value) = parts.pop() else { break };
                    form = form.set(&part(name), value);
                }
                form
            }
            Typed::Text(text) => self.set(champ, text),
            Typed::Boxes(ticked) => {
                let mut form = self.set(champ, "");
                form.values.retain(|(name, _)| name != champ);
                form.values.extend(ticked.iter().map(|key| (champ.to_owned(), key.clone())));
                form
            }
            Typed::Parts(parts) => parts.iter().fold(self, |form, (name, value)| form.set(&part(name), value)),
            Typed::Rows(rows) => {
                let numbered = rows.iter().enumerate();
                numbered.fold(self, |form, (place, row)| {
                    row.iter().fold(form, |form, (column, typed)| {
                        let cell = format!("{champ}.{place}.{column}");
                        form.answer(&cell, typed)
                    })
                })
            }
        }
    }
}
