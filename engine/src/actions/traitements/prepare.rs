//! Writing the lines of a traitement over a filter, some at a time and before any is done: what the acts
//! change no longer changes which dossiers they are done to.

use crate::actions::{listing, vocabulary};
use crate::adapters::db::list::{self, Listing};
use crate::adapters::db::traitements::{self, Chunk, NewLigne, Traitement};
use crate::adapters::db::{self, Scope, agents, dossiers};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Grants;
use guichet_domain::filter::{Fault, Tri, parse};
use guichet_domain::format::jour_paris;
use guichet_domain::ids::{AgentId, DossierId};

/// Lines a transaction writes.
const AT_ONCE: u64 = 500;

/// What a search leaves of the dossiers that an agent with those rights sees today.
///
/// # Errors
/// The database. A search that makes no sense gives its faults.
pub async fn searched(app: &App, me: AgentId, grants: &Grants, q: &str) -> Result<Result<Listing, Vec<Fault>>> {
    let filter = match parse(q, &vocabulary::of(app, grants).await?) {
        Ok(filter) => filter,
        Err(faults) => return Ok(Err(faults)),
    };
    Ok(Ok(listing::of(app, grants, me, filter, Tri::default())))
}

/// Writes some more lines; the search is read with the rights of who launched it, on the day they did.
pub(super) async fn extend(app: &App, traitement: &Traitement) -> Result<()> {
    let open = agents::find(&app.db, traitement.agent).await?.is_some_and(|agent| agent.disabled_at.is_none());
    let grants = if open { agents::grants_of(&app.db, traitement.agent).await? } else { Grants::default() };
    let q = traitement.q.as_deref().unwrap_or_default();
    let listing = match searched(app, traitement.agent, &grants, q).await? {
        Ok(listing) => Listing { today: jour_paris(traitement.created_at), ..listing },
        Err(faults) => {
            tracing::warn!(traitement = %traitement.id, "arrêté, sa recherche ne se lit plus : {faults:?}");
            traitements::stop(&app.db, traitement.id, app.clock.now()).await?;
            return Ok(());
        }
    };
    let found = list::chunk(&app.db, &listing, traitement.apres, AT_ONCE).await?;
    let chunk = Chunk {
        total: traitement.total,
        lignes: lignes(app, &listing.scope, &found).await?,
        apres: found.last().copied().or(traitement.apres),
        last: found.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX),
    };
    let tx = db::begin(&app.db).await?;
    if traitements::extend(&tx, traitement.id, &chunk).await? {
        tx.commit().await?;
    } else {
        tx.rollback().await?;
    }
    Ok(())
}

async fn lignes(app: &App, scope: &Scope, ids: &[DossierId]) -> Result<Vec<NewLigne>> {
    let read = dossiers::versions(&app.db, scope, ids).await?;
    let line = |(dossier, programme, version)| NewLigne { programme, dossier, version };
    Ok(read.into_iter().map(line).collect())
}
