//! A mail before it is sent, and what it becomes on the wire. Nothing that a person typed reaches a
//! header without passing through here.

use super::Error;
use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};

/// One mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// When it is sent.
    pub at: DateTime<Utc>,
    /// The same each time this mail is sent again: `<job@host>`.
    pub message_id: String,
    /// Who signs, as shown.
    pub from_nom: String,
    /// Address of who signs.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// What it is about. Nothing sensitive.
    pub subject: String,
    /// The text, for those who read text.
    pub text: String,
    /// The same, with its looks.
    pub html: String,
}

impl Letter {
    /// The mail as it goes out, text and HTML side by side.
    pub(super) fn message(&self) -> Result<Message, Error> {
        let id = self.message_id.trim_start_matches('<').trim_end_matches('>');
        if !id.contains('@') || id.chars().any(|c| !c.is_ascii_graphic() || matches!(c, '<' | '>')) {
            return Err(Error::Letter(format!("identifiant « {id} »")));
        }
        let mut builder = Message::builder()
            .message_id(Some(format!("<{id}>")))
            .date(self.at.into())
            .from(mailbox(Some(&self.from_nom), &self.from)?)
            .to(mailbox(None, &self.to)?)
            .subject(one_line(&self.subject));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(mailbox(None, reply_to)?);
        }
        builder
            .multipart(MultiPart::alternative_plain_html(self.text.clone(), self.html.clone()))
            .map_err(|error| Error::Letter(error.to_string()))
    }
}

fn mailbox(name: Option<&str>, address: &str) -> Result<Mailbox, Error> {
    let address = address.parse().map_err(|_| Error::Letter(format!("adresse « {} »", one_line(address))))?;
    Ok(Mailbox::new(name.map(one_line), address))
}

/// A header is one line: what ends a line, or cannot be seen, becomes a space.
fn one_line(text: &str) -> String {
    let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(ends, " ").split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
