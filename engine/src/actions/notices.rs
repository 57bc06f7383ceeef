//! Mails as rows of the outbox, written in the transaction of their cause. A row says what to tell and
//! to whom by ids; the mail is worded, and its address read, when it leaves.

use super::loaded::Loaded;
use crate::adapters::db::ConnectionTrait;
use crate::adapters::db::dossiers::Dossier;
use crate::adapters::db::jobs::{self, NewJob};
use anyhow::Result;
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::dossier::Notice;
use guichet_domain::ids::{AgentId, BeneficiaireId, DossierId, ProgrammeId};
use serde::{Deserialize, Serialize};

/// The kind of job that sends a mail.
pub const KIND: &str = "mail";

/// The kind of job that does nothing: see [`nobody`].
pub const NOTHING: &str = "rien";

/// What a mail's row carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailJob {
    /// What to tell.
    pub notice: Notice,
    /// To whom, when a bénéficiaire.
    pub beneficiaire: Option<BeneficiaireId>,
    /// To whom, when an agent.
    pub agent: Option<AgentId>,
    /// About which dossier.
    pub dossier: Option<DossierId>,
    /// The event it tells of: its `seq` in the dossier's history.
    pub event: Option<i32>,
}

/// A notice about a dossier, once per event.
///
/// # Errors
/// The database.
pub async fn about_dossier(
    conn: &impl ConnectionTrait,
    loaded: &Loaded,
    event: i32,
    notice: Notice,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = &loaded.row;
    let job = MailJob {
        notice,
        beneficiaire: Some(row.beneficiaire),
        agent: None,
        dossier: Some(row.id),
        event: Some(event),
    };
    enqueue(conn, Some(&row.programme), &job, format!("mail:{}:{event}:{}", row.id, notice.code()), now).await
}

/// A notice about an account; each asking is a new mail.
///
/// # Errors
/// The database.
pub async fn about_account(
    conn: &impl ConnectionTrait,
    programme: &ProgrammeId,
    beneficiaire: BeneficiaireId,
    notice: Notice,
    now: DateTime<Utc>,
) -> Result<()> {
    let job = MailJob { notice, beneficiaire: Some(beneficiaire), agent: None, dossier: None, event: None };
    enqueue(conn, Some(programme), &job, format!("mail:{}", uuid::Uuid::now_v7()), now).await
}

/// A notice to an agent about their own account.
///
/// # Errors
/// The database.
pub async fn to_agent(conn: &impl ConnectionTrait, agent: AgentId, notice: Notice, now: DateTime<Utc>) -> Result<()> {
    let job = MailJob { notice, beneficiaire: None, agent: Some(agent), dossier: None, event: None };
    enqueue(conn, None, &job, format!("mail:{}", uuid::Uuid::now_v7()), now).await
}

/// A notice to an agent named in a note, once for each note.
///
/// # Errors
/// The database.
pub async fn of_mention(
    conn: &impl ConnectionTrait,
    row: &Dossier,
    event: i32,
    agent: AgentId,
    now: DateTime<Utc>,
) -> Result<()> {
    let notice = Notice::Mention;
    let job = MailJob { notice, beneficiaire: None, agent: Some(agent), dossier: Some(row.id), event: Some(event) };
    enqueue(conn, Some(&row.programme), &job, format!("mail:{}:{event}:{}:{agent}", row.id, notice.code()), now).await
}

/// A notice to an agent that leaves once a day at most.
///
/// # Errors
/// The database.
pub async fn of_the_day(
    conn: &impl ConnectionTrait,
    agent: AgentId,
    notice: Notice,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let job = MailJob { notice, beneficiaire: None, agent: Some(agent), dossier: None, event: None };
    enqueue(conn, None, &job, format!("mail:{}:{day}:{agent}", notice.code()), now).await
}

/// A row that sends nothing, written where a known address would have got a mail: time must not tell.
///
/// # Errors
/// The database.
pub async fn nobody(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    let id = uuid::Uuid::now_v7();
    let row = NewJob {
        id,
        kind: NOTHING.into(),
        programme: None,
        dossier: None,
        dedup_key: format!("{NOTHING}:{id}"),
        payload: "{}".into(),
        run_at: now,
        created_at: now,
    };
    jobs::enqueue(conn, row).await?;
    Ok(())
}

async fn enqueue(
    conn: &impl ConnectionTrait,
    programme: Option<&ProgrammeId>,
    job: &MailJob,
    dedup_key: String,
    now: DateTime<Utc>,
) -> Result<()> {
    let new = NewJob {
        id: uuid::Uuid::now_v7(),
        kind: KIND.into(),
        programme: programme.cloned(),
        dossier: job.dossier,
        dedup_key,
        payload: serde_json::to_string(job)?,
        run_at: now,
        created_at: now,
    };
    jobs::enqueue(conn, new).await?;
    Ok(())
}
