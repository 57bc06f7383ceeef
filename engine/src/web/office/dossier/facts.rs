//! The history in sentences, latest first, and the messages as a thread.

use super::read::Read;
use crate::adapters::db::events::Event;
use guichet_domain::dossier::{Accord, Auteur, Avis, Fact};
use guichet_domain::format;
use guichet_domain::ids::AgentId;
use guichet_domain::programme::Version;
use serde::Serialize;

/// One fact.
#[derive(Serialize)]
pub(super) struct FactView {
    iso: String,
    quand: String,
    quoi: String,
    /// What was written with it.
    texte: Option<String>,
}

/// One message of the thread.
#[derive(Serialize)]
pub(super) struct MessageView {
    iso: String,
    quand: String,
    qui: String,
    texte: String,
}

/// The facts after one, latest first; all of them after 0.
pub(super) fn history(read: &Read, after: i32) -> Vec<FactView> {
    let later: Vec<&Event> = read.events.iter().rev().filter(|event| event.seq > after).collect();
    later
        .chunk_by(|one, before| accepted_by(one).is_some() && accepted_by(one) == accepted_by(before))
        .map(|facts| together(read, facts))
        .collect()
}

/// Who accepted a pièce, where that is what happened.
fn accepted_by(event: &Event) -> Option<Auteur> {
    matches!(event.told.fact, Fact::Examen { avis: Avis::Acceptee, .. }).then_some(event.told.auteur)
}

/// One fact, or the pièces that somebody accepted one after the other.
fn together(read: &Read, facts: &[&Event]) -> FactView {
    let mut view = fact(read, facts[0]);
    if facts.len() > 1 {
        let version = &read.loaded.version;
        let names: Vec<&str> = facts
            .iter()
            .rev()
            .filter_map(|event| match &event.told.fact {
                Fact::Examen { piece, .. } => version.piece(piece.as_str()).map(|piece| piece.libelle.as_str()),
                _ => None,
            })
            .collect();
        let who = read.people.author(facts[0].told.auteur, &read.person());
        view.quoi = format!("{who} accepte {} pièces : {}", facts.len(), names.join(", "));
    }
    view
}

/// What others did after one, latest first.
pub(super) fn others_since(read: &Read, after: i32, me: AgentId) -> Vec<FactView> {
    let later = read.events.iter().rev().filter(|event| event.seq > after);
    later.filter(|event| event.told.auteur != Auteur::Agent(me)).map(|event| fact(read, event)).collect()
}

/// What was written by either side, oldest first.
pub(super) fn messages(read: &Read) -> Vec<MessageView> {
    let view = |event: &Event| match &event.told.fact {
        Fact::Message { message } => Some(MessageView {
            iso: event.told.at.to_rfc3339(),
            quand: format::moment(event.told.at),
            qui: read.people.author(event.told.auteur, &read.person()),
            texte: message.clone(),
        }),
        _ => None,
    };
    read.events.iter().filter_map(view).collect()
}

fn fact(read: &Read, event: &Event) -> FactView {
    let who = read.people.author(event.told.auteur, &read.person());
    let (quoi, texte) = told(read, &who, &event.told.fact);
    FactView { iso: event.told.at.to_rfc3339(), quand: format::moment(event.told.at), quoi, texte }
}

fn told(read: &Read, who: &str, fact: &Fact) -> (String, Option<String>) {
    let version = &read.loaded.version;
    let plain = |words: &str| (format!("{who} {words}"), None);
    let with = |words: &str, text: &str| (format!("{who} {words}"), Some(text.to_owned()));
    match fact {
        Fact::Ouverture => plain("ouvre le dossier"),
        Fact::Soumission => plain("demande la validation du dossier"),
        Fact::Validation { manager, montants, raison } => {
            let hat = if *manager { "manager" } else { "conseiller" };
            (format!("{who} valide comme {hat} : {}", sums(version, montants, raison.as_deref())), raison.clone())
        }
        Fact::Refus { motif, message } => {
            let motif = version.motif(motif.as_str()).map_or(motif.as_str(), |motif| &motif.libelle);
            with(&format!("refuse : {motif}"), message)
        }
        Fact::Complement { message, pieces, champs } => {
            let pieces = pieces.iter().filter_map(|id| version.piece(id.as_str())).map(|piece| piece.libelle.as_str());
            let champs = champs.iter().filter_map(|id| version.champ(id.as_str())).map(|champ| champ.libelle.as_str());
            let asked: Vec<&str> = pieces.chain(champs).collect();
            let points = if asked.is_empty() { String::new() } else { format!(" : {}", asked.join(", ")) };
            with(&format!("demande un complément{points}"), message)
        }
        Fact::Renvoi { message } => with("renvoie le dossier au conseiller", message),
        Fact::Paiement { le, reference } => {
            plain(&format!("met en paiement, versement du {}, référence {reference}", format::date(*le)))
        }
        Fact::Rejet { raison } => with("constate le rejet du versement", raison),
        Fact::Abandon => plain("abandonne sa demande"),
        Fact::Reouverture { raison } => with("rouvre le dossier", raison),
        Fact::Reprise { version } => {
            plain(&format!("reprend le dossier sous les règles du {}", format::date(*version)))
        }
        Fact::Versement { message } => with("demande les coordonnées bancaires", message),
        Fact::Coordonnees => plain("donne ses coordonnées bancaires"),
        Fact::Message { .. } => plain("écrit un message"),
        Fact::Note { texte, .. } => with("écrit une note", texte),
        Fact::Affectation { agent: None } => plain("libère le dossier"),
        Fact::Affectation { agent: Some(agent) } => {
            plain(&format!("affecte le dossier à {}", read.people.name(*agent)))
        }
        Fact::DoublonEcarte { numero, raison } => with(&format!("écarte le doublon possible avec {numero}"), raison),
        Fact::Demasquage { champ } => {
            let champ = version.champ(champ.as_str()).map_or(champ.as_str(), |champ| &champ.libelle);
            plain(&format!("affiche en clair : {champ}"))
        }
        Fact::Examen { piece, avis, motif } => {
            let piece = version.piece(piece.as_str()).map_or(piece.as_str(), |piece| &piece.libelle);
            match avis {
                Avis::Acceptee => plain(&format!("accepte la pièce : {piece}")),
                Avis::Refusee => with(&format!("refuse la pièce : {piece}"), motif),
            }
        }
    }
}

/// Each sum with its own reason, unless the whole validation has the same.
fn sums(version: &Version, montants: &[Accord], whole: Option<&str>) -> String {
    let name = |accord: &Accord| {
        version.aide(accord.aide.as_str()).map_or_else(|| accord.aide.to_string(), |aide| aide.libelle.clone())
    };
    let one = |accord: &Accord| match &accord.raison {
        Some(raison) if whole != Some(raison.as_str()) => {
            format!("{}, {} ({raison})", name(accord), format::centimes(accord.centimes))
        }
        _ => format!("{}, {}", name(accord), format::centimes(accord.centimes)),
    };
    montants.iter().map(one).collect::<Vec<_>>().join(" ; ")
}
