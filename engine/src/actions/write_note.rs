//! A note about a dossier, among staff: the bénéficiaire never reads it. Who is named in it is told.

use super::loaded::Loaded;
use super::{Outcome, change, loaded, notices};
use crate::adapters::db::agents::{self, Agent, Named};
use crate::adapters::db::{self, ConnectionTrait, Scope, mentions};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Collegue, Fact, NOTE, Problem, mentions as named};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};

/// Longest note, in characters.
const NOTE_MAX: usize = 4_000;

/// Writes the note. Whoever is named finds it under their mentions, and gets a mail that says only where.
///
/// # Errors
/// No such dossier, or the database.
pub async fn write(app: &App, scope: &Scope, id: DossierId, agent: &Agent, text: &str) -> Result<Outcome<()>> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > NOTE_MAX {
        return Ok(Err(vec![Problem::of(NOTE, "Écrivez votre note, en 4 000 caractères au plus.")]));
    }
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    let named = match named(text, &collegues(&tx, &loaded.row.programme).await?) {
        Ok(named) => named,
        Err(problems) => return Ok(Err(problems)),
    };
    let fact = Fact::Note { texte: text.to_owned(), mentions: named.clone() };
    let seq = change::tell(&tx, scope, &loaded, Auteur::Agent(agent.id), &fact, None, now).await?;
    let Loaded { row, .. } = &loaded;
    let others: Vec<_> = named.into_iter().filter(|named| *named != agent.id).collect();
    mentions::insert(&tx, &row.programme, id, seq, &others, now).await?;
    for other in others {
        notices::of_mention(&tx, row, seq, other, now).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

/// Who examines the dossiers of a programme, and may be named in their notes.
///
/// # Errors
/// The database.
pub async fn collegues(conn: &impl ConnectionTrait, programme: &ProgrammeId) -> Result<Vec<Collegue>> {
    let grants = agents::all_grants(conn).await?;
    let examines = |agent: &Named| grants.get(&agent.id).is_some_and(|grants| grants.examines(programme));
    let all = agents::names(conn).await?;
    let present = all.iter().filter(|agent| agent.open && examines(agent));
    Ok(present.map(collegue).collect())
}

/// An agent, as a note may name them.
#[must_use]
pub fn collegue(agent: &Named) -> Collegue {
    Collegue { id: agent.id, prenom: agent.prenom.clone(), nom: agent.nom.clone(), email: agent.email.clone() }
}

/// Everything that names an agent is read.
///
/// # Errors
/// The database.
pub async fn read_mentions(app: &App, agent: AgentId) -> Result<()> {
    mentions::read_all(&app.db, agent, app.clock.now()).await?;
    Ok(())
}
