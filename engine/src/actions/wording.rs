//! Words a mail from `themes/…/mails/<notice>.md`, or the programme's own `messages/<notice>.md`: the
//! first line is the subject, a line that is only a link is the button. Text and HTML are made of the
//! same lines; what people wrote is never read as Markdown.

use crate::adapters::markdown;
use crate::app::App;
use anyhow::Result;
use guichet_domain::programme::Programme;
use serde::Serialize;
use serde_json::Value;

/// What a mail may tell. What does not apply is empty.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Words {
    pub(crate) prenom: String,
    pub(crate) programme: String,
    pub(crate) programme_complet: String,
    pub(crate) service: String,
    pub(crate) courriel: String,
    pub(crate) telephone: String,
    pub(crate) horaires: String,
    pub(crate) lien: String,
    pub(crate) numero: String,
    pub(crate) message: String,
    pub(crate) motif: String,
    /// Aide and sum.
    pub(crate) montants: Vec<(String, String)>,
    pub(crate) total: String,
    pub(crate) le: String,
    pub(crate) reference: String,
    /// What a complément asks for.
    pub(crate) points: Vec<String>,
    /// The view that an alert tells of.
    pub(crate) vue: String,
    /// What is late in the programmes one manages.
    pub(crate) equipe: Vec<String>,
    /// Whether the bank details are still asked for.
    pub(crate) versement_manque: bool,
}

impl Words {
    /// The words that every mail of a programme carries.
    pub(crate) fn of(programme: &Programme) -> Self {
        let contact = &programme.contact;
        Self {
            programme: programme.nom.clone(),
            programme_complet: programme.nom_complet.clone(),
            service: contact.service.clone(),
            courriel: contact.courriel.clone(),
            telephone: contact.telephone.clone().unwrap_or_default(),
            horaires: contact.horaires.clone().unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// A mail, worded.
pub(crate) struct Worded {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

#[derive(Serialize)]
struct Layout<'a> {
    titre: &'a str,
    /// HTML before the button.
    avant: String,
    bouton: Option<(String, String)>,
    /// HTML after the button.
    apres: String,
    mots: &'a Words,
}

/// Words a notice.
///
/// # Errors
/// A template that does not exist or does not fit.
pub(crate) fn word(
    app: &App,
    theme: &str,
    programme: Option<&Programme>,
    notice: &str,
    words: &Words,
) -> Result<Worded> {
    let own = programme.and_then(|programme| programme.messages.get(notice));
    let write = |context: &Value| match own {
        Some(text) => app.templates.render_text(text, context),
        None => app.templates.render(theme, &format!("mails/{notice}.md"), context),
    };
    let plain = serde_json::to_value(words)?;
    let text = write(&plain)?;
    let (subject, body) = split_subject(&text);
    let markdown = write(&escaped(plain.clone()))?;
    let (_, marked) = split_subject(&markdown);
    let (before, button, after) = split_button(marked);
    let layout = Layout {
        titre: &subject,
        avant: markdown::to_html(&before),
        bouton: button.map(|(label, _)| (label, words.lien.clone())),
        apres: markdown::to_html(&after),
        mots: words,
    };
    Ok(Worded {
        html: app.templates.render(theme, "mails/mail.html", &layout)?,
        text: plain_text(body, words),
        subject,
    })
}

fn split_subject(text: &str) -> (String, &str) {
    let (first, rest) = text.trim_start().split_once('\n').unwrap_or((text, ""));
    (first.trim_start_matches('#').trim().to_owned(), rest.trim())
}

/// The first line that is only a link, and what stands around it.
fn split_button(markdown: &str) -> (String, Option<(String, String)>, String) {
    let lines: Vec<&str> = markdown.lines().collect();
    let found = lines.iter().enumerate().find_map(|(place, line)| Some((place, link(line)?)));
    match found {
        Some((place, link)) => (lines[..place].join("\n"), Some(link), lines[place + 1..].join("\n")),
        None => (markdown.to_owned(), None, String::new()),
    }
}

fn link(line: &str) -> Option<(String, String)> {
    let (label, url) = line.trim().strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    Some((label.to_owned(), url.to_owned()))
}

/// The same lines for a mail program without HTML.
fn plain_text(body: &str, words: &Words) -> String {
    let lines = body.lines().map(|line| match link(line) {
        Some((label, url)) => format!("{label} :\n{url}"),
        None => line.replace("**", ""),
    });
    let mut text = lines.collect::<Vec<_>>().join("\n");
    if !words.service.is_empty() {
        text.push_str(&format!(
            "\n\n-- \n{}\n{}\n{} {}\n",
            words.service, words.courriel, words.telephone, words.horaires
        ));
    }
    text
}

/// Every text with its Markdown made harmless, line ends kept.
fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(escaped).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(key, value)| (key, escaped(value))).collect()),
        other => other,
    }
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            safe.push('\\');
        }
        if c == '\n' {
            // Two spaces: a line break that Markdown keeps, inside a quotation too.
            safe.push_str("  ");
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Words, escape, plain_text, split_button, split_subject};
    use crate::adapters::markdown;

    #[test]
    fn what_people_wrote_is_never_read_as_markdown_nor_html() {
        let html = markdown::to_html(&escape("[ici](http://exemple.test) <b>gras</b> **fort** # titre"));
        assert!(!html.contains("<a ") && !html.contains("<b>") && !html.contains("<strong>"), "{html}");
        assert!(html.contains("[ici](http://exemple.test)"), "{html}");
    }

    #[test]
    fn the_first_line_is_the_subject_and_a_lone_link_the_button() {
        let (subject, body) = split_subject("# Bonjour\n\nUn mot.\n\n[Voir](https://exemple.test/x)\n\nFin.");
        assert_eq!(subject, "Bonjour");
        let (before, button, after) = split_button(body);
        assert_eq!((before.trim(), after.trim()), ("Un mot.", "Fin."));
        assert_eq!(button.unwrap(), ("Voir".into(), "https://exemple.test/x".into()));
        assert!(plain_text(body, &Words::default()).contains("Voir :\nhttps://exemple.test/x"));
    }
}
