//! What templates may do with a value: write it the French way. Deciding is left to the code.

use crate::adapters::markdown;
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::format;
use tera::{Error, Filter, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// Adds the filters. Dates are given as serde writes them: `2020-11-20`, `2020-11-20T10:00:00Z`.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("euros", |cents: i64, _: Kwargs, _: &State<'_>| format::centimes(cents));
    tera.register_filter("taille", |octets: u64, _: Kwargs, _: &State<'_>| format::taille(octets));
    tera.register_filter("date", |text: &str, _: Kwargs, _: &State<'_>| day(text).map(format::date));
    tera.register_filter("date_courte", |text: &str, _: Kwargs, _: &State<'_>| day(text).map(format::date_courte));
    tera.register_filter("mois", |text: &str, _: Kwargs, _: &State<'_>| day(text).map(format::mois));
    tera.register_filter("moment", |text: &str, _: Kwargs, _: &State<'_>| moment(text).map(format::moment));
    tera.register_filter("typo", typo);
    tera.register_filter("paragraphes", Paragraphes);
    tera.register_filter("markdown", Markdown);
}

/// The day of a date, or the day it is in Paris at a moment.
fn day(text: &str) -> TeraResult<NaiveDate> {
    match text.parse() {
        Ok(day) => Ok(day),
        Err(_) => moment(text).map(format::jour_paris),
    }
}

fn moment(text: &str) -> TeraResult<DateTime<Utc>> {
    text.parse().map_err(|_| Error::message(format!("« {text} » n'est pas une date")))
}

/// No-break spaces; adds no character that could need escaping.
fn typo(text: StringInput<'_>, _: Kwargs, _: &State<'_>) -> Value {
    text.inherit_safety(format::typographie(text.as_str()))
}

/// Text that a person typed, as paragraphs: escaped first, then cut at its empty lines.
struct Paragraphes;

impl Filter<&str, Value> for Paragraphes {
    fn call(&self, text: &str, _: Kwargs, _: &State<'_>) -> Value {
        let text = text.replace("\r\n", "\n");
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
        let html = blocks.map(|block| {
            let lines: Vec<String> = block.iter().map(|line| escaped(line)).collect();
            format!("<p>{}</p>", lines.join("<br>"))
        });
        Value::safe_string(&html.collect::<Vec<_>>().join("\n"))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// Markdown of a programme, made safe by [`markdown::to_html`].
struct Markdown;

impl Filter<&str, Value> for Markdown {
    fn call(&self, text: &str, _: Kwargs, _: &State<'_>) -> Value {
        Value::safe_string(&markdown::to_html(text))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    tera::escape_html(text, &mut out).expect("writing to memory does not fail");
    String::from_utf8(out).expect("escaping ASCII signs keeps UTF-8")
}
