//! What changed since one last looked, and since the deposit before: facts, answers, files. IBAN and NIR
//! stay masked.

use super::super::facts::{FactView, others_since};
use super::super::read::Read;
use crate::actions::loaded;
use crate::adapters::db::depots::{Deposited, Depot};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Before, answered_otherwise, came_and_went};
use guichet_domain::ids::AgentId;
use guichet_domain::value::Answers;
use guichet_domain::{field, format};
use serde::Serialize;
use std::collections::BTreeMap;

/// What changed since a moment.
#[derive(Serialize)]
pub(super) struct Changes {
    titre: &'static str,
    /// The moment.
    quand: String,
    faits: Vec<FactView>,
    reponses: Vec<AnswerChange>,
    pieces: Vec<FileChange>,
    ouvert: bool,
}

#[derive(Serialize)]
struct AnswerChange {
    libelle: String,
    avant: String,
    apres: String,
}

#[derive(Serialize)]
struct FileChange {
    mot: &'static str,
    piece: String,
    nom: String,
}

impl Changes {
    fn none(&self) -> bool {
        self.faits.is_empty() && self.reponses.is_empty() && self.pieces.is_empty()
    }
}

/// Answers and files at a moment.
struct Held {
    answers: Answers,
    files: Vec<Deposited>,
}

/// Both, each only when something did change.
pub(super) fn of(
    app: &App,
    read: &Read,
    depots: &[Depot],
    before: Option<Before>,
    me: AgentId,
) -> Result<Vec<Changes>> {
    let mut found = vec![];
    if let Some(before) = before {
        found.push(since_look(app, read, depots, before, me)?);
    }
    if let [.., previous, latest] = depots {
        let (reponses, pieces) = between(read, &held(app, read, previous)?, &held(app, read, latest)?);
        let titre = "Depuis le dépôt précédent";
        let quand = format::moment(previous.at);
        found.push(Changes { titre, quand, faits: vec![], reponses, pieces, ouvert: read.loaded.row.complete });
    }
    found.retain(|changes| !changes.none());
    Ok(found)
}

/// The answers are compared with those of the deposit one had seen: none is kept of what came between.
fn since_look(app: &App, read: &Read, depots: &[Depot], before: Before, me: AgentId) -> Result<Changes> {
    let seen = depots.iter().rev().find(|depot| depot.at <= before.at);
    let (reponses, pieces) = match seen {
        Some(seen) => between(read, &held(app, read, seen)?, &now(read)),
        None => (vec![], vec![]),
    };
    Ok(Changes {
        titre: "Depuis votre dernière lecture",
        quand: format::moment(before.at),
        faits: others_since(read, before.seq, me),
        reponses,
        pieces,
        ouvert: true,
    })
}

fn held(app: &App, read: &Read, depot: &Depot) -> Result<Held> {
    Ok(Held { answers: loaded::answers_kept(app, &read.loaded, &depot.reponses)?, files: depot.pieces.clone() })
}

fn now(read: &Read) -> Held {
    let file =
        |fichier: &crate::adapters::db::fichiers::Fichier| (fichier.id, fichier.piece.clone(), fichier.nom.clone());
    Held { answers: read.loaded.answers.clone(), files: read.loaded.fichiers.iter().map(file).collect() }
}

fn between(read: &Read, before: &Held, after: &Held) -> (Vec<AnswerChange>, Vec<FileChange>) {
    let version = &read.loaded.version;
    let changed = answered_otherwise(version, &before.answers, &after.answers);
    let answers = changed.iter().filter_map(|id| version.champ(id.as_str())).map(|champ| {
        let shown = |held: &Held| held.answers.get(champ.id.as_str()).map(|value| field::show(champ, value));
        let (avant, apres) = (shown(before), shown(after));
        // What is masked, or told by its size, may read the same.
        let same = avant == apres;
        let or_none = |text: Option<String>| text.unwrap_or_else(|| "sans réponse".to_owned());
        let apres = if same { "modifié".to_owned() } else { or_none(apres) };
        AnswerChange { libelle: champ.libelle.clone(), avant: or_none(avant), apres }
    });
    let all: BTreeMap<_, _> = before.files.iter().chain(&after.files).map(|file| (file.0, file)).collect();
    let ids = |held: &Held| held.files.iter().map(|file| file.0).collect();
    let (came, went) = came_and_went(&ids(before), &ids(after));
    let told = |ids: Vec<_>, mot: &'static str| {
        let known = ids.into_iter().filter_map(|id| all.get(&id).copied()).collect::<Vec<_>>();
        known.into_iter().map(move |(_, piece, nom)| FileChange {
            mot,
            piece: version.piece(piece.as_str()).map_or_else(|| piece.to_string(), |piece| piece.libelle.clone()),
            nom: nom.clone(),
        })
    };
    let files = told(came, "Ajoutée").chain(told(went, "Retirée")).collect();
    (answers.collect(), files)
}
