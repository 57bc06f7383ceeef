//! Files that agents take away: asked for, made by a job of its own, taken by who asked as long as they
//! still examine the programmes in it, gone after a week. Each step is written in the security log.

mod cases;
mod fill;
mod make;
mod take;
mod typed;

pub use cases::champs;
pub use make::make;
pub use take::{Taken, allowed, nom, take};
pub use typed::read;

use super::Outcome;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::exports::{self, EtatExport, Export};
use crate::adapters::db::jobs::{self, NewJob};
use crate::adapters::db::{self};
use crate::app::App;
use anyhow::Result;
use chrono::TimeDelta;
use guichet_domain::access::Grants;
use guichet_domain::dossier::Problem;
use guichet_domain::export::{Col, Demande, Forme};
use guichet_domain::ids::ProgrammeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The kind of the job.
pub const KIND: &str = "export";
/// Dossiers that may be chosen one by one; more are asked for by the filter.
pub const CHOSEN: usize = 500;
/// Files of one agent that wait to be made.
const WAITING: u64 = 3;
/// How long a file stays.
const KEPT: TimeDelta = TimeDelta::days(7);
/// Largest file, in bytes.
const LARGEST: u64 = 2_000_000_000;

/// What the job's row carries.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    export: Uuid,
}

/// Where the bytes of exports lie in the store: no programme's folder can have that name.
#[must_use]
pub fn place() -> ProgrammeId {
    ProgrammeId::from("_exports")
}

/// Asks for a file; gives its id.
///
/// # Errors
/// The database.
pub async fn ask(app: &App, agent: &Agent, grants: &Grants, forme: Forme, demande: Demande) -> Result<Outcome<Uuid>> {
    let mut problems = vec![];
    if let Err(faults) = read(app, agent.id, grants, &demande.q).await? {
        problems.extend(faults.into_iter().map(|fault| Problem::of("q", fault.message)));
    }
    let known = champs(app, grants);
    let stranger = |col: &Col| matches!(col, Col::Champ(id) if !known.iter().any(|(champ, _)| champ == id));
    if demande.colonnes.iter().any(|code| Col::from_code(code).is_none_or(|col| stranger(&col))) {
        problems.push(Problem::of("colonnes", "Une de ces colonnes n'existe pas : choisissez-les à nouveau."));
    }
    if demande.choisis.len() > CHOSEN {
        problems.push(Problem::of("", format!("Cochez {CHOSEN} dossiers au plus, ou exportez toute la liste.")));
    }
    if exports::waiting(&app.db, agent.id).await? >= WAITING {
        problems.push(Problem::of("", "Trois de vos exports sont encore en cours : attendez que l'un soit prêt."));
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let now = app.clock.now();
    let new = Export {
        id: Uuid::now_v7(),
        agent: agent.id,
        forme,
        demande,
        etat: EtatExport::Demande,
        faits: 0,
        total: None,
        programmes: BTreeSet::new(),
        object_key: None,
        octets: None,
        raison: None,
        created_at: now,
        done_at: None,
        expires_at: now + KEPT,
    };
    let job = NewJob {
        id: Uuid::now_v7(),
        kind: KIND.into(),
        programme: None,
        dossier: None,
        dedup_key: format!("{KIND}:{}", new.id),
        payload: serde_json::to_string(&Order { export: new.id })?,
        run_at: now,
        created_at: now,
    };
    let tx = db::begin(&app.db).await?;
    exports::insert(&tx, &new).await?;
    jobs::enqueue(&tx, job).await?;
    tx.commit().await?;
    let Demande { q, choisis, .. } = &new.demande;
    tracing::info!(
        target: "securite", agent = %agent.id, export = %new.id, forme = forme.code(), recherche = %q,
        choisis = choisis.len(), "export demandé"
    );
    Ok(Ok(new.id))
}

/// Removes the files whose time has passed, and those that no export names.
///
/// # Errors
/// The database or the store; what was removed before stays removed.
pub async fn sweep(app: &App, orphan: TimeDelta) -> Result<()> {
    use futures::TryStreamExt;
    const MOST: u64 = 200;
    let now = app.clock.now();
    loop {
        let past = exports::past(&app.db, now, MOST).await?;
        for export in &past {
            if let Some(key) = &export.object_key {
                app.storage.delete(key).await?;
            }
            exports::expire(&app.db, export.id).await?;
        }
        if past.is_empty() {
            break;
        }
    }
    // Bytes of a try that another one overtook, or of a worker that was killed.
    let listed: Vec<_> = app.storage.list(&place()).try_collect().await?;
    let old: Vec<String> = listed.into_iter().filter(|object| now - object.at > orphan).map(|o| o.key).collect();
    for some in old.chunks(500) {
        let kept = exports::object_keys_kept(&app.db, some).await?;
        for key in some.iter().filter(|key| !kept.contains(*key)) {
            app.storage.delete(key).await?;
        }
    }
    Ok(())
}
