//! What agents were given: roles in programmes, and roles over the platform.

use crate::ids::ProgrammeId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A role of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Examines dossiers and records payments.
    Conseiller,
    /// Confirms, refuses, reopens.
    Manager,
    /// Creates agents, gives and takes grants. Sees no dossier.
    Admin,
    /// Owns a programme's rules. Sees no dossier.
    Concepteur,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Conseiller, Self::Manager, Self::Admin, Self::Concepteur];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Conseiller => "conseiller",
            Self::Manager => "manager",
            Self::Admin => "admin",
            Self::Concepteur => "concepteur",
        }
    }

    /// The role of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Conseiller => "Conseiller",
            Self::Manager => "Manager",
            Self::Admin => "Administrateur",
            Self::Concepteur => "Concepteur",
        }
    }
}

/// The roles of one agent. Nothing is granted by default, and no role implies another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    programmes: BTreeMap<ProgrammeId, BTreeSet<Role>>,
    platform: BTreeSet<Role>,
}

impl Grants {
    /// Gives a role in a programme.
    pub fn give(&mut self, programme: ProgrammeId, role: Role) {
        self.programmes.entry(programme).or_default().insert(role);
    }

    /// Gives a role over the platform, in every programme.
    pub fn give_platform(&mut self, role: Role) {
        self.platform.insert(role);
    }

    /// Whether the agent has the role in that programme, directly or over the platform.
    #[must_use]
    pub fn has(&self, programme: &ProgrammeId, role: Role) -> bool {
        self.platform.contains(&role) || self.programmes.get(programme).is_some_and(|roles| roles.contains(&role))
    }

    /// Whether the agent examines the dossiers of that programme: as conseiller, as manager, or both.
    #[must_use]
    pub fn examines(&self, programme: &ProgrammeId) -> bool {
        self.has(programme, Role::Conseiller) || self.has(programme, Role::Manager)
    }

    /// Whether the agent has the role over the platform.
    #[must_use]
    pub fn has_platform(&self, role: Role) -> bool {
        self.platform.contains(&role)
    }

    /// Whether the agent may know that the programme is in the back office.
    #[must_use]
    pub fn knows(&self, programme: &ProgrammeId) -> bool {
        !self.platform.is_empty() || self.programmes.get(programme).is_some_and(|roles| !roles.is_empty())
    }

    /// Among some programmes, those where the agent has one of the roles: the scope of a queue.
    pub fn among<'a>(
        &self,
        programmes: impl IntoIterator<Item = &'a ProgrammeId>,
        roles: &[Role],
    ) -> Vec<&'a ProgrammeId> {
        let mine = |programme: &&ProgrammeId| roles.iter().any(|role| self.has(programme, *role));
        programmes.into_iter().filter(mine).collect()
    }

    /// The roles given in programmes, as stored.
    pub fn iter(&self) -> impl Iterator<Item = (&ProgrammeId, Role)> {
        self.programmes.iter().flat_map(|(programme, roles)| roles.iter().map(move |role| (programme, *role)))
    }

    /// The roles given over the platform.
    pub fn platform(&self) -> impl Iterator<Item = Role> {
        self.platform.iter().copied()
    }
}
