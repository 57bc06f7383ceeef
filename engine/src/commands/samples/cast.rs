//! The agents of the demo: who they are, what they may do, and the passwords that are printed. They
//! are known to everybody, which is why the demo listens to nobody but this machine.

use crate::actions::agents::{self, NewAgent};
use crate::adapters::db::{self, agents::Agent};
use crate::app::App;
use anyhow::{Result, anyhow, bail};
use guichet_domain::access::{Grants, Role};
use guichet_domain::field::email_key;
use guichet_domain::ids::ProgrammeId;

/// The password of every bénéficiaire of the samples.
pub(in crate::commands) const BENEFICIAIRE: &str = "tilleul-valise-accord-31";

/// An account that is printed at start.
pub(in crate::commands) struct Account {
    pub(in crate::commands) email: &'static str,
    prenom: &'static str,
    nom: &'static str,
    pub(in crate::commands) password: &'static str,
    /// What they do, as printed.
    pub(in crate::commands) role: &'static str,
    rights: Rights,
}

/// What an account may do.
#[derive(Debug, Clone, Copy)]
enum Rights {
    /// These roles in so many programmes, the first ones.
    Work(&'static [Role], usize),
    /// This role over all.
    Platform(Role),
}

/// The accounts of the back office.
pub(in crate::commands) const ACCOUNTS: [Account; 5] = [
    Account {
        email: "conseil@audiens.example",
        prenom: "Mona",
        nom: "Delalande-Test",
        password: "lampe-rivage-tambour-42",
        role: "conseillère, tous les programmes",
        rights: Rights::Work(&[Role::Conseiller], usize::MAX),
    },
    Account {
        email: "manager@audiens.example",
        prenom: "Hugo",
        nom: "Bastide-Test",
        password: "falaise-crayon-moulin-17",
        role: "manager, tous les programmes",
        rights: Rights::Work(&[Role::Manager], usize::MAX),
    },
    Account {
        email: "renfort@audiens.example",
        prenom: "Sonia",
        nom: "Kerbrat-Test",
        password: "sentier-bougie-cerise-58",
        role: "conseillère et manager, deux programmes",
        rights: Rights::Work(&[Role::Conseiller, Role::Manager], 2),
    },
    Account {
        email: "admin@audiens.example",
        prenom: "Aline",
        nom: "Roussel-Test",
        password: "horloge-pivoine-canot-93",
        role: "comptes et droits",
        rights: Rights::Platform(Role::Admin),
    },
    Account {
        email: "concepteur@audiens.example",
        prenom: "Bruno",
        nom: "Meyer-Test",
        password: "encrier-marmotte-quai-26",
        role: "concepteur des programmes",
        rights: Rights::Platform(Role::Concepteur),
    },
];

/// Somebody who decides.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) agent: Agent,
    pub(super) grants: Grants,
}

/// Who decides the samples.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    pub(super) conseil: Member,
    pub(super) manager: Member,
    renfort: Member,
}

impl Cast {
    /// The conseillère who helps out.
    pub(super) fn renfort(&self) -> &Member {
        &self.renfort
    }

    /// The conseiller of a dossier: now and then the one who helps out, where she may.
    pub(super) fn conseiller(&self, programme: &ProgrammeId, helps: bool) -> &Member {
        if helps && self.renfort.grants.has(programme, Role::Conseiller) { &self.renfort } else { &self.conseil }
    }
}

/// Opens the accounts.
///
/// # Errors
/// The database, the hashing, or an account that is refused.
pub(super) async fn open(app: &App, programmes: &[ProgrammeId]) -> Result<Cast> {
    for account in &ACCOUNTS {
        let new = NewAgent {
            prenom: account.prenom.into(),
            nom: account.nom.into(),
            email: account.email.into(),
            grants: grants(account.rights, programmes),
        };
        if let Err(problems) = agents::create_with_password(app, &new, account.password).await? {
            bail!("compte {} refusé : {problems:?}", account.email);
        }
    }
    Ok(Cast { conseil: member(app, 0).await?, manager: member(app, 1).await?, renfort: member(app, 2).await? })
}

fn grants(rights: Rights, programmes: &[ProgrammeId]) -> Grants {
    let mut grants = Grants::default();
    match rights {
        Rights::Platform(role) => grants.give_platform(role),
        Rights::Work(roles, count) => {
            for programme in programmes.iter().take(count) {
                roles.iter().for_each(|role| grants.give(programme.clone(), *role));
            }
        }
    }
    grants
}

async fn member(app: &App, place: usize) -> Result<Member> {
    let email = ACCOUNTS[place].email;
    let agent =
        db::agents::find_by_email(&app.db, &email_key(email)).await?.ok_or_else(|| anyhow!("compte {email} absent"))?;
    let grants = db::agents::grants_of(&app.db, agent.id).await?;
    Ok(Member { agent, grants })
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNTS, BENEFICIAIRE};
    use crate::actions::{agents, register};
    use crate::adapters::password::strength;

    #[test]
    fn every_password_printed_is_one_that_the_sites_accept() {
        for account in &ACCOUNTS {
            let own = [account.email, account.prenom, account.nom];
            assert_eq!(strength(account.password, agents::PASSWORD_MIN, &own), Ok(()), "{}", account.email);
        }
        assert_eq!(strength(BENEFICIAIRE, register::PASSWORD_MIN, &["demo@courriel.example", "FUSSAT"]), Ok(()));
    }
}
