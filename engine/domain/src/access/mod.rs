//! Who may do what: person, act, target → allowed, forbidden, or invisible. Default deny.
//!
//! | act | owner | conseiller | manager | admin | concepteur |
//! | --- | --- | --- | --- | --- | --- |
//! | see a dossier, read its pièces | yes | yes | yes | invisible | invisible |
//! | edit its answers, deposit a pièce | yes | no | no | invisible | invisible |
//! | write a message | yes | yes | yes | invisible | invisible |
//! | unmask IBAN and NIR (a logged act) | yes | yes | yes | invisible | invisible |
//! | an act of the workflow | as [`TABLE`](crate::dossier::TABLE) says | same | same | invisible | invisible |
//! | see a programme's queue | invisible | yes | yes | no | no |
//! | read a programme's rules in the atelier | invisible | no | no | no | yes |
//! | administer agents and grants | invisible | no | no | yes | no |
//!
//! Whoever may not know that a thing exists gets `Invisible`, shown as « not found »: a stranger, a
//! bénéficiaire of another programme, an agent without a grant there. A grant holds for one
//! programme; a platform grant holds for all; administering agents needs a platform grant.
//!
//! The state of the dossier is left to the workflow, two eyes (the manager is not the conseiller who
//! decided) and the agent whose own dossier it is (same address) to the acts themselves.

mod grants;

pub use grants::{Grants, Role};

use crate::dossier::{Acte, Acteur, TABLE};
use crate::ids::{AgentId, BeneficiaireId, ProgrammeId};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// Nobody has signed in.
    Nobody,
    /// A bénéficiaire, known to one programme only.
    Beneficiaire {
        /// Which.
        id: BeneficiaireId,
        /// Whose.
        programme: ProgrammeId,
    },
    /// A member of staff, over the whole platform.
    Agent {
        /// Which.
        id: AgentId,
        /// What they were given.
        grants: Grants,
    },
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// See a dossier, its answers (masked) and its pièces.
    Voir,
    /// Change its answers.
    ModifierReponses,
    /// Deposit or remove a file.
    DeposerPiece,
    /// Write a message in its thread.
    Ecrire,
    /// See an IBAN or a NIR whole; the engine logs it.
    Demasquer,
    /// An act of the workflow.
    Workflow(Acte),
    /// See a programme's queue.
    VoirFile,
    /// Read a programme's rules and try them.
    Concevoir,
    /// Create agents, give and take grants.
    AdministrerAgents,
}

/// What the act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A dossier.
    Dossier {
        /// The programme it belongs to.
        programme: &'a ProgrammeId,
        /// Whose it is.
        beneficiaire: BeneficiaireId,
    },
    /// A programme as a whole.
    Programme(&'a ProgrammeId),
    /// The platform.
    Platform,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Go on.
    Allowed,
    /// Known to exist, not for this person: « vous n'avez pas ce droit ».
    Forbidden,
    /// As if it did not exist: « page introuvable ».
    Invisible,
}

impl Access {
    /// Whether to go on.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}

/// Whether that person may do that act on that target.
#[must_use]
pub fn may(person: &Person, act: Act, target: Target<'_>) -> Access {
    match (act, target) {
        (Act::VoirFile, Target::Programme(programme)) => of_office(
            person,
            |grants| grants.has(programme, Role::Conseiller) || grants.has(programme, Role::Manager),
            Some(programme),
        ),
        (Act::Concevoir, Target::Programme(programme)) => {
            of_office(person, |grants| grants.has(programme, Role::Concepteur), Some(programme))
        }
        (Act::AdministrerAgents, Target::Platform) => {
            of_office(person, |grants| grants.has_platform(Role::Admin), None)
        }
        (act, target @ Target::Dossier { .. }) => on_dossier(act, &acteurs(person, target)),
        // An act on a target that it does not concern is a mistake of ours: say nothing, do nothing.
        _ => Access::Invisible,
    }
}

/// As what a person may act on a dossier: the owner, a conseiller, a manager, or both of these.
/// Empty for whoever must not know that it exists.
#[must_use]
pub fn acteurs(person: &Person, target: Target<'_>) -> Vec<Acteur> {
    let Target::Dossier { programme, beneficiaire } = target else {
        return Vec::new();
    };
    match person {
        Person::Beneficiaire { id, programme: own } if *id == beneficiaire && own == programme => {
            vec![Acteur::Beneficiaire]
        }
        Person::Agent { grants, .. } => [(Role::Conseiller, Acteur::Conseiller), (Role::Manager, Acteur::Manager)]
            .into_iter()
            .filter(|(role, _)| grants.has(programme, *role))
            .map(|(_, acteur)| acteur)
            .collect(),
        Person::Nobody | Person::Beneficiaire { .. } => Vec::new(),
    }
}

fn on_dossier(act: Act, acteurs: &[Acteur]) -> Access {
    if acteurs.is_empty() {
        return Access::Invisible;
    }
    let allowed = match act {
        Act::Voir | Act::Ecrire | Act::Demasquer => true,
        Act::ModifierReponses | Act::DeposerPiece => acteurs.contains(&Acteur::Beneficiaire),
        Act::Workflow(acte) => TABLE.iter().any(|line| line.acte == acte && acteurs.contains(&line.acteur)),
        Act::VoirFile | Act::Concevoir | Act::AdministrerAgents => return Access::Invisible,
    };
    if allowed { Access::Allowed } else { Access::Forbidden }
}

/// Pages of the back office: an agent with any grant there may know that they exist.
fn of_office(person: &Person, granted: impl Fn(&Grants) -> bool, programme: Option<&ProgrammeId>) -> Access {
    match person {
        Person::Agent { grants, .. } if granted(grants) => Access::Allowed,
        Person::Agent { grants, .. } if programme.is_none_or(|programme| grants.knows(programme)) => Access::Forbidden,
        _ => Access::Invisible,
    }
}

#[cfg(test)]
mod tests;
