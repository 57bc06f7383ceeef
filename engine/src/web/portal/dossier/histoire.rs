//! The history of a dossier in words, and its messages. A person signs: names come with what they wrote.

use crate::adapters::db::agents;
use crate::adapters::db::beneficiaires::Beneficiaire;
use crate::adapters::db::events::Event;
use crate::app::App;
use crate::web::error::Error;
use guichet_domain::dossier::{Auteur, Fact};
use guichet_domain::format;
use guichet_domain::ids::AgentId;
use serde::Serialize;
use std::collections::BTreeMap;

/// The names behind a history.
#[derive(Debug)]
pub(super) struct People {
    agents: BTreeMap<AgentId, String>,
    own: String,
}

/// One line of the history.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    quoi: String,
    quand: String,
}

/// One message of the thread.
#[derive(Debug, Serialize)]
pub(super) struct Word {
    /// Who wrote it.
    pub qui: String,
    /// Two letters for the roundel.
    pub initiales: String,
    /// When.
    pub quand: String,
    /// What.
    pub texte: String,
}

impl People {
    /// Reads the names, if any agent took part.
    pub(super) async fn load(app: &App, history: &[Event], person: &Beneficiaire) -> Result<Self, Error> {
        let any = history.iter().any(|event| matches!(event.told.auteur, Auteur::Agent(_)));
        let known = if any { agents::list(&app.db).await? } else { Vec::new() };
        let agents = known.into_iter().map(|agent| (agent.id, format!("{} {}", agent.prenom, agent.nom))).collect();
        Ok(Self { agents, own: format!("{} {}", person.prenom, person.nom) })
    }

    /// The name to sign with.
    pub(super) fn name(&self, auteur: Auteur) -> String {
        match auteur {
            Auteur::Beneficiaire(_) => self.own.clone(),
            Auteur::Agent(id) => self.agents.get(&id).cloned().unwrap_or_else(|| "Audiens".to_owned()),
            Auteur::Guichet => "Audiens".to_owned(),
        }
    }
}

/// What happened, latest first; what staff tell each other is left out.
pub(super) fn entries(history: &[Event], people: &People) -> Vec<Entry> {
    let public = history.iter().rev().filter(|event| event.told.fact.public());
    public
        .map(|event| Entry {
            quoi: told(&event.told.fact, &people.name(event.told.auteur)),
            quand: format::moment(event.told.at),
        })
        .collect()
}

/// What was written to and by the person, latest first.
pub(super) fn messages(history: &[Event], people: &People) -> Vec<Word> {
    let written = history.iter().rev().filter_map(|event| Some((event, text(&event.told.fact)?)));
    written.map(|(event, texte)| word(event, texte, people)).collect()
}

/// One message, signed.
pub(super) fn word(event: &Event, texte: &str, people: &People) -> Word {
    let qui = people.name(event.told.auteur);
    let initiales = qui.split_whitespace().filter_map(|part| part.chars().next()).take(2).collect();
    Word { initiales, quand: format::moment(event.told.at), texte: texte.to_owned(), qui }
}

/// The last fact that a test accepts.
pub(super) fn latest(history: &[Event], accept: impl Fn(&Fact) -> bool) -> Option<&Event> {
    history.iter().rev().find(|event| accept(&event.told.fact))
}

fn text(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Message { message }
        | Fact::Complement { message, .. }
        | Fact::Refus { message, .. }
        | Fact::Versement { message } => Some(message),
        _ => None,
    }
}

fn told(fact: &Fact, who: &str) -> String {
    match fact {
        Fact::Ouverture => "Vous avez commencé votre dossier".to_owned(),
        Fact::Soumission => "Vous avez demandé la validation de votre dossier".to_owned(),
        Fact::Validation { manager: false, .. } => {
            format!("{who} a validé votre dossier ; une seconde personne le relit")
        }
        Fact::Validation { manager: true, .. } => format!("{who} a donné son accord"),
        Fact::Refus { .. } => format!("{who} a refusé votre demande"),
        Fact::Complement { .. } => format!("{who} vous a demandé de compléter votre dossier"),
        Fact::Paiement { le, reference } => format!("Versement du {}, référence {reference}", format::date(*le)),
        Fact::Rejet { raison } => format!("Votre banque a renvoyé le versement : {raison}"),
        Fact::Abandon => "Vous avez abandonné votre demande".to_owned(),
        Fact::Reouverture { .. } => format!("{who} a rouvert votre dossier"),
        Fact::Reprise { version } => format!("Votre dossier passe aux règles du {}", format::date(*version)),
        Fact::Versement { .. } => format!("{who} vous a demandé vos coordonnées bancaires"),
        Fact::Coordonnees => "Vous avez donné vos coordonnées bancaires".to_owned(),
        Fact::Message { .. } => format!("Message de {who}"),
        // Kept among staff: filtered before, and without detail if it ever comes here.
        Fact::Renvoi { .. }
        | Fact::Note { .. }
        | Fact::Affectation { .. }
        | Fact::DoublonEcarte { .. }
        | Fact::Demasquage { .. }
        | Fact::Examen { .. } => "Votre dossier a été suivi".to_owned(),
    }
}
