//! Sessions: opened at sign-in under a new id, found by the hash of their token, ended by time.

use crate::adapters::db::ConnectionTrait;
use crate::adapters::db::Holder;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::beneficiaires::Beneficiaire;
use crate::adapters::db::resumed::{self, Person};
use crate::adapters::db::sessions::{self, Session};
use crate::adapters::secret::{self, Token};
use crate::app::App;
use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use guichet_domain::access::Grants;
use guichet_domain::ids::{AgentId, BeneficiaireId, ProgrammeId};

/// A session is touched at most so often, so that reading pages does not write each time.
const TOUCH: TimeDelta = TimeDelta::minutes(1);

/// Whose session was found.
#[derive(Debug, Clone)]
pub struct Resumed {
    /// Hash of its token: names it without giving it away.
    pub token_hash: String,
    /// The person.
    pub who: Who,
}

/// The person of a session.
#[derive(Debug, Clone)]
pub enum Who {
    /// On a programme's portal.
    Beneficiaire(Beneficiaire),
    /// In the back office; whether some note names them that they have not read, of any dossier.
    Agent(Agent, Grants, bool),
}

/// The person whose cookie this is, on that host: a session of another programme, or of the back
/// office, counts for nothing here.
///
/// # Errors
/// The database.
pub async fn resume(app: &App, token: &str, programme: Option<&ProgrammeId>) -> Result<Option<Resumed>> {
    let token_hash = secret::hash(token);
    let now = app.clock.now();
    let Some((session, person)) = resumed::find(&app.db, &token_hash, now).await? else { return Ok(None) };
    let (own, idle) = match &session.holder {
        Holder::Agent(_) => (None, app.config.sessions.agent_idle),
        Holder::Beneficiaire(own, _) => (Some(own), app.config.sessions.beneficiaire_idle),
    };
    if own != programme || now - session.seen_at > TimeDelta::minutes(idle) {
        return Ok(None);
    }
    let who = match person {
        Person::Beneficiaire(beneficiaire) if beneficiaire.disabled_at.is_none() => Who::Beneficiaire(beneficiaire),
        Person::Agent(agent, grants, named) if agent.disabled_at.is_none() => Who::Agent(agent, grants, named),
        _ => return Ok(None),
    };
    if now - session.seen_at > TOUCH {
        sessions::touch(&app.db, &token_hash, now).await?;
    }
    Ok(Some(Resumed { token_hash, who }))
}

/// Opens a bénéficiaire's session; gives the token for the cookie.
///
/// # Errors
/// The database.
pub async fn open_beneficiaire(
    app: &App,
    conn: &impl ConnectionTrait,
    programme: &ProgrammeId,
    id: BeneficiaireId,
) -> Result<String> {
    let whole = TimeDelta::minutes(app.config.sessions.beneficiaire_whole);
    open(conn, Holder::Beneficiaire(programme.clone(), id), app.clock.now(), whole).await
}

/// Opens an agent's session; gives the token for the cookie.
///
/// # Errors
/// The database.
pub async fn open_agent(app: &App, conn: &impl ConnectionTrait, id: AgentId) -> Result<String> {
    let whole = TimeDelta::minutes(app.config.sessions.agent_whole);
    open(conn, Holder::Agent(id), app.clock.now(), whole).await
}

async fn open(conn: &impl ConnectionTrait, holder: Holder, now: DateTime<Utc>, whole: TimeDelta) -> Result<String> {
    let token = Token::new();
    let session = Session {
        token_hash: token.hash,
        holder,
        created_at: now,
        seen_at: now,
        expires_at: now + whole,
        fresh_at: now,
    };
    sessions::insert(conn, &session).await?;
    Ok(token.raw)
}
