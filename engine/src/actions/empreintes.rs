//! What a dossier shares with others, kept keyed so that no answer is opened to find it. The dossier's own
//! values are written with the change that gave them; the sign « doublon » of those that share one is left to
//! a job: two dossiers written at the same moment do not see each other, the job that comes after sees both.

use super::loaded::Loaded;
use crate::adapters::db::empreintes::{self, Keyed};
use crate::adapters::db::jobs::{self, NewJob};
use crate::adapters::db::{self, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use guichet_domain::dossier::Etat;
use guichet_domain::empreinte;
use guichet_domain::ids::{DossierId, ProgrammeId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of job that writes the sign « doublon » again.
pub const KIND: &str = "doublons";

/// One scope of keys for every programme: an agent who holds both grants is told of a person in both.
const EVERYWHERE: &str = "*";

#[derive(Serialize, Deserialize)]
struct Payload {
    /// The dossiers whose sign may have changed.
    dossiers: Vec<DossierId>,
}

/// Keeps the keyed values of a dossier as it now is.
///
/// # Errors
/// The database.
pub(super) async fn keep(app: &App, tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<()> {
    let row = &loaded.row;
    let now = keyed(app, loaded);
    let before = empreintes::of_dossier(tx, scope, row.id).await?;
    let changed = now != before;
    if changed {
        empreintes::replace(tx, scope, row.id, &now).await?;
    } else if now.is_empty() || !matters(row.etat) {
        return Ok(());
    }
    let either: Keyed = before.into_iter().chain(now).collect();
    let mut dossiers = empreintes::holders(tx, &row.programme, row.id, &either).await?;
    if dossiers.is_empty() && !changed {
        return Ok(());
    }
    dossiers.push(row.id);
    later(tx, &row.programme, dossiers, app.clock.now()).await
}

/// The same without a word to anybody: whoever rewrites all the dossiers has all their signs written again after.
pub(super) async fn rewrite(app: &App, tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<()> {
    let now = keyed(app, loaded);
    if now != empreintes::of_dossier(tx, scope, loaded.row.id).await? {
        empreintes::replace(tx, scope, loaded.row.id, &now).await?;
    }
    Ok(())
}

/// Changes with the key, and with nothing else.
pub(super) fn sceau(app: &App) -> String {
    app.keys.lookup(EVERYWHERE, "sceau")
}

/// In these states a dossier begins, or ceases, to be somebody's double.
pub(super) fn matters(etat: Etat) -> bool {
    matches!(etat, Etat::EnAttente | Etat::Abandonne)
}

fn keyed(app: &App, loaded: &Loaded) -> Keyed {
    let row = &loaded.row;
    let found = empreinte::of(&loaded.version, &loaded.answers, &row.nom, &row.prenom);
    let keyed = |(nature, text): (empreinte::Nature, String)| {
        let valeur = app.keys.lookup(EVERYWHERE, &format!("{}:{text}", nature.code()));
        (nature, valeur)
    };
    found.into_iter().map(keyed).collect()
}

/// Has the sign of these dossiers written again, once what was changed is committed.
///
/// # Errors
/// The database.
pub(super) async fn later(
    tx: &DatabaseTransaction,
    programme: &ProgrammeId,
    dossiers: Vec<DossierId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = Uuid::now_v7();
    let job = NewJob {
        id,
        kind: KIND.into(),
        programme: Some(programme.clone()),
        dossier: None,
        dedup_key: format!("{KIND}:{id}"),
        payload: serde_json::to_string(&Payload { dossiers })?,
        run_at: now,
        created_at: now,
    };
    jobs::enqueue(tx, job).await?;
    Ok(())
}

/// The job: looks again at what each of these dossiers shares, and writes their sign.
///
/// # Errors
/// The database.
pub async fn flag(app: &App, order: &NewJob) -> Result<()> {
    let programme = order.programme.as_ref().context("un travail sans programme")?;
    let Payload { dossiers } = serde_json::from_str(&order.payload)?;
    let scope = Scope::programme(programme.clone());
    let mut all = dossiers.clone();
    // The one that changed comes last: whoever came to share something with it meanwhile is looked at too.
    if let Some(changed) = dossiers.last() {
        let values = empreintes::of_dossier(&app.db, &scope, *changed).await?;
        all.extend(empreintes::holders(&app.db, programme, *changed, &values).await?);
    }
    let tx = db::begin(&app.db).await?;
    empreintes::flag(&tx, programme, &all).await?;
    tx.commit().await?;
    Ok(())
}
