//! The table of agents: their roles, programme by programme.

use super::name;
use crate::adapters::db::agents::Agent;
use crate::web::office::parts::State;
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Programme;
use serde::Serialize;
use std::sync::Arc;

/// One agent.
#[derive(Serialize)]
pub(super) struct RowView {
    id: String,
    nom: String,
    email: String,
    /// In the order of the columns; the platform last.
    droits: Vec<String>,
    compte: State,
}

/// The line of an agent.
pub(super) fn view(agent: &Agent, grants: &Grants, programmes: &[Arc<Programme>]) -> RowView {
    let platform = grants.platform().map(words).collect::<Vec<_>>().join(", ");
    RowView {
        id: agent.id.to_string(),
        nom: name(agent),
        email: agent.email.clone(),
        droits: programmes.iter().map(|programme| in_programme(grants, &programme.id)).chain([platform]).collect(),
        compte: match (&agent.password_hash, agent.disabled_at) {
            (_, Some(_)) => State::new("abandonne", "abandonne", "Fermé"),
            (None, None) => State::new("incomplet", "alerte", "Invité, sans mot de passe encore"),
            (Some(_), None) => State::new("valide", "valide", "Ouvert"),
        },
    }
}

fn in_programme(grants: &Grants, programme: &ProgrammeId) -> String {
    grants.iter().filter(|(id, _)| *id == programme).map(|(_, role)| words(role)).collect::<Vec<_>>().join(", ")
}

fn words(role: Role) -> String {
    role.libelle().to_lowercase()
}
