//! What every page of the back office starts from: whose dossiers an agent sees, as what they act,
//! and how colleagues are called.

use crate::actions::agents::queue;
use crate::adapters::db::agents::{self, Agent, Named};
use crate::adapters::db::list::Desk;
use crate::adapters::db::{Result, Scope};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Acteur, Auteur};
use guichet_domain::ids::{AgentId, ProgrammeId};
use std::str::FromStr;

/// The dossiers of the programmes where the agent is conseiller or manager.
pub(super) fn scope(app: &App, visit: &AgentVisit) -> Scope {
    Scope::staff(queue(app, &visit.grants))
}

/// Where the agent acts as conseiller, and where as manager.
pub(super) fn desk(app: &App, visit: &AgentVisit) -> Desk {
    let catalogue = app.catalogue();
    let among = |role| visit.grants.among(catalogue.programmes.keys(), &[role]).into_iter().cloned().collect();
    Desk { conseiller: among(Role::Conseiller), manager: among(Role::Manager) }
}

/// An id from an address or a form: what is none is « not found », like an unknown one.
pub(super) fn id<T: FromStr>(text: &str) -> std::result::Result<T, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// As what the agent may act in that programme: conseiller, manager, or both.
pub(super) fn acteurs(grants: &Grants, programme: &ProgrammeId) -> Vec<Acteur> {
    let roles = [(Role::Conseiller, Acteur::Conseiller), (Role::Manager, Acteur::Manager)];
    roles.into_iter().filter(|(role, _)| grants.has(programme, *role)).map(|(_, acteur)| acteur).collect()
}

/// As it is posted.
pub(super) fn acteur_code(acteur: Acteur) -> &'static str {
    match acteur {
        Acteur::Beneficiaire => "beneficiaire",
        Acteur::Conseiller => "conseiller",
        Acteur::Manager => "manager",
    }
}

/// Everybody who has or had an account: authors of facts, conseillers of dossiers.
pub(super) struct People(Vec<Named>);

impl People {
    /// In one query.
    pub(super) async fn read(app: &App) -> Result<Self> {
        Ok(Self(agents::names(&app.db).await?))
    }

    /// The same, with those of the open accounts who may examine dossiers of that programme, by name.
    pub(super) async fn with_examiners(app: &App, programme: &ProgrammeId) -> Result<(Self, Vec<AgentId>)> {
        let all = agents::names_with(&app.db, programme, &[Role::Conseiller, Role::Manager]).await?;
        let open = all.iter().filter(|(agent, given)| *given && agent.open);
        let examiners = open.map(|(agent, _)| agent.id).collect();
        Ok((Self(all.into_iter().map(|(agent, _)| agent).collect()), examiners))
    }

    /// The open accounts, by name.
    pub(super) fn present(&self) -> impl Iterator<Item = &Named> {
        self.0.iter().filter(|agent| agent.open)
    }

    /// « Camille Ferrand ».
    pub(super) fn name(&self, id: AgentId) -> String {
        self.0.iter().find(|agent| agent.id == id).map_or_else(|| "Un agent".to_owned(), whole)
    }

    /// Who did something, as the subject of a sentence.
    pub(super) fn author(&self, auteur: Auteur, beneficiaire: &str) -> String {
        match auteur {
            Auteur::Agent(id) => self.name(id),
            Auteur::Beneficiaire(_) => beneficiaire.to_owned(),
            Auteur::Guichet => "Guichet".to_owned(),
        }
    }
}

/// « Camille Ferrand ».
pub(super) fn whole(named: &Named) -> String {
    format!("{} {}", named.prenom, named.nom)
}

/// The same of an account read whole.
pub(super) fn full_name(agent: &Agent) -> String {
    format!("{} {}", agent.prenom, agent.nom)
}

/// « C. Ferrand ».
pub(super) fn short_name(prenom: &str, nom: &str) -> String {
    prenom.chars().next().map_or_else(|| nom.to_owned(), |initial| format!("{initial}. {nom}"))
}
