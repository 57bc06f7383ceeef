//! A mail read over before it leaves. How it is worded is left to `actions::letters`.

use crate::actions::letters;
use serde::Serialize;

/// The mail as the page shows it; all empty where the act sends none.
#[derive(Debug, Default, Serialize)]
pub(in crate::web::office) struct MailView {
    a: String,
    objet: String,
    texte: String,
}

impl MailView {
    pub(super) fn of(mail: Option<letters::Draft>) -> Self {
        mail.map(|mail| Self { a: mail.to, objet: mail.subject, texte: mail.text }).unwrap_or_default()
    }
}
