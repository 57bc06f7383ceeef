//! The programme's ready texts, offered beside a message. Chosen without script, one is put after what is
//! already written, and the form is shown again; nothing is sent.

use super::read::Read;
use crate::actions::loaded::Loaded;
use crate::web::form::Posted;
use guichet_domain::programme::{Usage, Version};
use guichet_domain::verdict::Reading;
use serde::Serialize;

/// The ready texts and those of the motifs with a dossier's own figures, each in the order of its version.
pub(super) struct Filled {
    textes: Vec<String>,
    pub(super) motifs: Vec<String>,
}

impl Filled {
    pub(super) fn of(version: &Version, reading: &Reading<'_>) -> Self {
        Self {
            textes: version.textes.iter().map(|texte| reading.fill(&texte.texte)).collect(),
            motifs: version.motifs.iter().map(|motif| reading.fill(&motif.texte)).collect(),
        }
    }
}

/// One ready text, with the dossier's own figures.
#[derive(Clone, Serialize)]
pub(super) struct TexteView {
    key: String,
    libelle: String,
    texte: String,
}

/// Those offered there.
pub(super) fn offered(read: &Read, usage: Usage) -> Vec<TexteView> {
    let all = read.loaded.version.textes.iter().zip(&read.textes.textes);
    let here = all.filter(|(texte, _)| texte.serves(usage));
    here.map(|(texte, filled)| TexteView {
        key: texte.id.to_string(),
        libelle: texte.libelle.clone(),
        texte: filled.clone(),
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
        let parts = [posted.trimmed("message").to_owned(), loaded.reading().fill(&texte.texte)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        posted.0.insert("message".to_owned(), vec![parts.join("\n\n")]);
    }
    posted.0.remove("inserer");
    posted
}
