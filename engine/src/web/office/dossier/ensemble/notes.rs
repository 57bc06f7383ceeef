//! The notes of a dossier, latest first, and the form that writes one.

use super::super::formulaires::Draft;
use super::super::read::Read;
use crate::actions::write_note;
use crate::adapters::db::events::Event;
use crate::web::office::parts::Field;
use guichet_domain::dossier::{Collegue, Fact, NOTE, handles};
use guichet_domain::format;
use serde::Serialize;

/// The notes.
#[derive(Serialize)]
pub(super) struct NotesView {
    lignes: Vec<NoteView>,
    champ: Field,
    /// Whom a note may name.
    collegues: Vec<CollegueView>,
    /// Whether something was said of what was typed.
    ouvert: bool,
}

#[derive(Serialize)]
struct NoteView {
    iso: String,
    quand: String,
    qui: String,
    texte: String,
}

#[derive(Serialize)]
struct CollegueView {
    /// What to write after the arobase.
    cle: String,
    nom: String,
}

/// The notes of a dossier, and what was typed of another.
pub(super) fn view(read: &Read, draft: Option<&Draft>) -> NotesView {
    let typed = draft.filter(|draft| draft.acte == "notes");
    let champ = Field::new(NOTE, typed.map(|draft| draft.posted.one(NOTE)).unwrap_or_default());
    NotesView {
        lignes: read.events.iter().rev().filter_map(|event| note(read, event)).collect(),
        champ: champ.with_all(typed.map_or(&[], |draft| &draft.problems)),
        collegues: collegues(read),
        ouvert: typed.is_some(),
    }
}

fn note(read: &Read, event: &Event) -> Option<NoteView> {
    let Fact::Note { texte, .. } = &event.told.fact else { return None };
    Some(NoteView {
        iso: event.told.at.to_rfc3339(),
        quand: format::moment(event.told.at),
        qui: read.people.author(event.told.auteur, &read.person()),
        texte: texte.clone(),
    })
}

fn collegues(read: &Read) -> Vec<CollegueView> {
    let here = read.people.present().filter(|agent| read.examiners.contains(&agent.id));
    let all: Vec<Collegue> = here.map(write_note::collegue).collect();
    let view = |(one, handle): (&Collegue, &str)| CollegueView {
        cle: handle.to_owned(),
        nom: format!("{} {}", one.prenom, one.nom),
    };
    handles(&all).into_iter().map(view).collect()
}
