//! The programme's ready texts, offered beside a message. Chosen without script, one is put after what is
//! already written, and the form is shown again; nothing is sent.

use super::read::Read;
use crate::actions::loaded::Loaded;
use crate::web::form::Posted;
use guichet_domain::programme::{Texte, Usage};
use guichet_domain::verdict::{facts, fill};
use serde::Serialize;

/// One ready text, with the dossier's own figures.
#[derive(Clone, Serialize)]
pub(super) struct TexteView {
    key: String,
    libelle: String,
    texte: String,
}

/// Those offered there.
pub(super) fn offered(read: &Read, usage: Usage) -> Vec<TexteView> {
    let loaded = &read.loaded;
    let here = loaded.version.textes.iter().filter(|texte| texte.serves(usage));
    here.map(|texte| TexteView {
        key: texte.id.to_string(),
        libelle: texte.libelle.clone(),
        texte: filled(loaded, texte),
    })
    .collect()
}

/// Whether the button that inserts was pressed.
pub(in crate::web::office) fn asked(posted: &Posted) -> bool {
    posted.has("inserer")
}

/// What was posted, with the chosen text after the message.
pub(in crate::web::office) fn inserted(loaded: &Loaded, mut posted: Posted) -> Posted {
    let chosen = loaded.version.textes.iter().find(|texte| texte.id.as_str() == posted.one("texte"));
    if let Some(texte) = chosen {
        let parts = [posted.trimmed("message").to_owned(), filled(loaded, texte)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        posted.0.insert("message".to_owned(), vec![parts.join("\n\n")]);
    }
    posted.0.remove("inserer");
    posted
}

fn filled(loaded: &Loaded, texte: &Texte) -> String {
    let facts = facts(&loaded.version, &loaded.answers, loaded.row.demande_le);
    fill(&texte.texte, &loaded.version, &facts, &[])
}
