//! `guichet agent create`: opens an account; its owner gets a mail to choose a password. The way in for
//! the first administrator.

use super::{Misuse, open, out};
use crate::actions::agents::{self, NewAgent};
use crate::clock::Clock;
use crate::config::Config;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::ProgrammeId;
use std::process::ExitCode;

/// What to do with accounts.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Ouvre un compte ; la personne reçoit un courriel pour choisir son mot de passe
    Create {
        /// Adresse de courriel
        #[arg(long)]
        email: String,
        /// Prénom
        #[arg(long)]
        prenom: String,
        /// Nom
        #[arg(long)]
        nom: String,
        /// Un droit : « admin », ou « conseiller@programme », « manager@programme » ; à répéter
        #[arg(long = "droit", required = true, value_name = "DROIT")]
        droits: Vec<String>,
    },
}

/// Runs the command.
pub(super) async fn run(config: Config, command: Command) -> Result<ExitCode> {
    let Command::Create { email, prenom, nom, droits } = command;
    let app = open(config, Clock::default()).await?;
    let known: Vec<ProgrammeId> = app.catalogue().programmes.keys().cloned().collect();
    let grants = read_grants(&droits, &known)?;
    match agents::create(&app, &NewAgent { prenom, nom, email: email.clone(), grants }).await? {
        Ok(_) => {
            out::line(format!(
                "Compte ouvert. {email} reçoit un courriel pour choisir son mot de passe (valable sept jours)."
            ));
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            Err(Misuse(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" ")).into())
        }
    }
}

fn read_grants(droits: &[String], known: &[ProgrammeId]) -> Result<Grants> {
    let mut grants = Grants::default();
    for droit in droits {
        let (code, programme) =
            droit.split_once('@').map_or((droit.as_str(), None), |(code, programme)| (code, Some(programme)));
        let role = Role::from_code(code).ok_or_else(|| {
            Misuse(format!("droit inconnu : « {code} ». Écrivez admin, conseiller@programme ou manager@programme."))
        })?;
        match (role, programme) {
            (Role::Admin | Role::Concepteur, None) => grants.give_platform(role),
            (Role::Conseiller | Role::Manager | Role::Concepteur, Some(name))
                if known.iter().any(|id| id.as_str() == name) =>
            {
                grants.give(name.into(), role)
            }
            (_, Some(name)) => {
                return Err(
                    Misuse(format!("« {droit} » : pas de programme « {name} », ou ce droit n'en prend pas.")).into()
                );
            }
            (_, None) => {
                return Err(Misuse(format!("« {code} » se donne dans un programme : écrivez {code}@programme.")).into());
            }
        }
    }
    Ok(grants)
}
