//! To whom a session or a token belongs, as three columns say it.

use super::{Error, Result};
use guichet_domain::ids::{AgentId, BeneficiaireId, ProgrammeId};
use uuid::Uuid;

/// One person: an agent of the platform, or a bénéficiaire of one programme.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A member of staff.
    Agent(AgentId),
    /// A bénéficiaire, in that programme only.
    Beneficiaire(ProgrammeId, BeneficiaireId),
}

impl Holder {
    /// The columns `agent_id`, `beneficiaire_id` and `programme`.
    pub(super) fn columns(&self) -> (Option<Uuid>, Option<Uuid>, Option<String>) {
        match self {
            Self::Agent(id) => (Some(id.0), None, None),
            Self::Beneficiaire(programme, id) => (None, Some(id.0), Some(programme.0.clone())),
        }
    }

    /// Reads the same columns; a table's check refuses any other mix.
    pub(super) fn read(agent: Option<Uuid>, beneficiaire: Option<Uuid>, programme: Option<String>) -> Result<Self> {
        match (agent, beneficiaire, programme) {
            (Some(id), None, None) => Ok(Self::Agent(AgentId(id))),
            (None, Some(id), Some(programme)) => Ok(Self::Beneficiaire(ProgrammeId(programme), BeneficiaireId(id))),
            mix => Err(Error::Unknown { what: "holder", code: format!("{mix:?}") }),
        }
    }
}
