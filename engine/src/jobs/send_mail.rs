//! Sends one mail of the outbox: reads again who it goes to and what happened, words it, hands it over.
//!
//! The address is the one stored now; the link's secret is made now, so that none lies in the outbox.

use super::retards;
use crate::actions::loaded;
use crate::actions::notices::MailJob;
use crate::actions::wording::{self, Words};
use crate::actions::{agents as agent_accounts, confirm_address, letters, reset_password};
use crate::adapters::db::jobs::Job;
use crate::adapters::db::tokens::{self, Token};
use crate::adapters::db::{self, Holder, Scope, agents, beneficiaires, dossiers, events};
use crate::adapters::mail::Letter;
use crate::adapters::secret;
use crate::app::App;
use anyhow::{Context, Result, anyhow};
use chrono::TimeDelta;
use guichet_domain::dossier::Notice;
use guichet_domain::ids::{AgentId, BeneficiaireId, ProgrammeId};
use guichet_domain::programme::Programme;
use std::sync::Arc;

/// How long the links of mails open something.
const CONFIRMATION: TimeDelta = TimeDelta::hours(24);
const RESET: TimeDelta = TimeDelta::hours(1);
const INVITATION: TimeDelta = TimeDelta::days(7);

/// Sends the mail of that row.
///
/// # Errors
/// Anything that fails: the row is tried again later.
pub(super) async fn run(app: &App, job: &Job) -> Result<()> {
    let mail: MailJob = serde_json::from_str(&job.order.payload).context("ligne de courrier illisible")?;
    let letter = match (mail.beneficiaire, mail.agent, &job.order.programme) {
        (Some(id), None, Some(programme)) => {
            let programme = app.catalogue().get(programme).ok_or_else(|| anyhow!("programme {programme} absent"))?;
            to_beneficiaire(app, job, &mail, &programme, id).await?
        }
        (None, Some(id), programme) => match to_agent(app, job, &mail, id, programme.as_ref()).await? {
            Some(letter) => letter,
            None => return Ok(()),
        },
        _ => return Err(anyhow!("ligne de courrier sans destinataire")),
    };
    app.mailer.send(&letter).await?;
    Ok(())
}

async fn to_beneficiaire(
    app: &App,
    job: &Job,
    mail: &MailJob,
    programme: &Arc<Programme>,
    id: BeneficiaireId,
) -> Result<Letter> {
    let person =
        beneficiaires::find(&app.db, &programme.id, id).await?.ok_or_else(|| anyhow!("bénéficiaire {id} absent"))?;
    let host = app.config.programme_host(programme);
    let origin = app.config.origin(&host);
    let holder = Holder::Beneficiaire(programme.id.clone(), id);
    let mut words =
        Words { prenom: person.prenom.clone(), lien: format!("{origin}/tableau-de-bord"), ..Words::of(programme) };
    match mail.notice {
        Notice::Inscription => {
            words.lien = format!(
                "{origin}/confirmation/{}",
                link(app, job, holder, confirm_address::PURPOSE, CONFIRMATION).await?
            )
        }
        Notice::MotDePasse => {
            words.lien =
                format!("{origin}/mot-de-passe/{}", link(app, job, holder, reset_password::PURPOSE, RESET).await?)
        }
        Notice::DejaInscrit => words.lien = format!("{origin}/connexion"),
        _ => {}
    }
    if let Some(dossier) = mail.dossier {
        let scope = Scope::own(programme.id.clone(), id);
        let loaded = loaded::load(app, &scope, dossier).await?;
        let told = match mail.event {
            Some(seq) => {
                let event = events::find(&app.db, &scope, dossier, seq).await?;
                Some(event.ok_or_else(|| anyhow!("événement {seq} absent"))?.told.fact)
            }
            None => None,
        };
        words = letters::words(app, &loaded, &person.prenom, told.as_ref());
    }
    let worded = wording::word(app, &programme.theme, Some(programme), mail.notice.code(), &words)?;
    Ok(Letter {
        at: app.clock.now(),
        message_id: format!("<{}@{host}>", job.order.id),
        from_nom: programme.expediteur.nom.clone(),
        from: programme.expediteur.courriel.clone(),
        to: person.email,
        reply_to: Some(programme.contact.courriel.clone()),
        subject: worded.subject,
        text: worded.text,
        html: worded.html,
    })
}

/// None when it no longer concerns them.
async fn to_agent(
    app: &App,
    job: &Job,
    mail: &MailJob,
    id: AgentId,
    programme: Option<&ProgrammeId>,
) -> Result<Option<Letter>> {
    let agent = agents::find(&app.db, id).await?.ok_or_else(|| anyhow!("agent {id} absent"))?;
    let host = app.config.office_link_host();
    let origin = app.config.origin(&host);
    let lives = match mail.notice {
        Notice::Inscription => Some(INVITATION),
        Notice::MotDePasse => Some(RESET),
        _ => None,
    };
    let lien = match lives {
        Some(lives) => format!(
            "{origin}/mot-de-passe/{}",
            link(app, job, Holder::Agent(id), agent_accounts::PURPOSE, lives).await?
        ),
        None if mail.notice == Notice::ExportPret => format!("{origin}/exports"),
        None => format!("{origin}/connexion"),
    };
    let mut words = Words {
        prenom: agent.prenom.clone(),
        programme: "Guichet".into(),
        programme_complet: "Le back office des aides d'Audiens".into(),
        lien,
        ..Words::default()
    };
    if let (Some(programme), Some(dossier)) = (programme, mail.dossier) {
        let scope = Scope::programme(programme.clone());
        let row = dossiers::find(&app.db, &scope, dossier).await?.ok_or_else(|| anyhow!("dossier {dossier} absent"))?;
        let sees = agents::grants_of(&app.db, id).await?.examines(programme);
        if agent.disabled_at.is_some() || !sees {
            return Ok(None);
        }
        words.numero = row.numero;
        words.lien = format!("{origin}/dossiers/{dossier}#notes");
    }
    if mail.notice == Notice::Retards {
        words.lien = format!("{origin}/dossiers?q=signe%3Aretard");
        if agent.disabled_at.is_some() || !retards::tell(app, &agent, &mut words).await? {
            return Ok(None);
        }
    }
    let worded = wording::word(app, "default", None, &format!("agent_{}", mail.notice.code()), &words)?;
    Ok(Some(Letter {
        at: app.clock.now(),
        message_id: format!("<{}@{host}>", job.order.id),
        from_nom: "Guichet – Audiens".into(),
        from: format!("ne-pas-repondre@{}", app.config.office_host),
        to: agent.email,
        reply_to: None,
        subject: worded.subject,
        text: worded.text,
        html: worded.html,
    }))
}

/// The secret of the mail's link, made of a key and the job's id: a mail sent twice carries the same
/// link, and none lies in the outbox. Older links of the same purpose open nothing any more.
async fn link(app: &App, job: &Job, holder: Holder, purpose: &str, lives: TimeDelta) -> Result<String> {
    let now = app.clock.now();
    let raw = app.keys.lookup(purpose, &job.order.id.to_string());
    let tx = db::begin(&app.db).await?;
    let row = Token {
        token_hash: secret::hash(&raw),
        purpose: purpose.into(),
        holder,
        created_at: now,
        expires_at: now + lives,
    };
    tokens::insert(&tx, &row).await?;
    tx.commit().await?;
    Ok(raw)
}
