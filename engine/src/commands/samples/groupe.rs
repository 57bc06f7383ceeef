//! One act over many dossiers, so that the page of traitements has something to show: dossiers given to the
//! conseillère who helps out, some of which she cannot take.

use super::cast::Cast;
use crate::actions::{listing, traitements};
use crate::adapters::db::{dossiers, list};
use crate::app::App;
use anyhow::Result;
use chrono::TimeDelta;
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Filter, Tri};
use guichet_domain::ids::TraitementId;
use guichet_domain::traitement::Acte;
use std::collections::BTreeSet;

/// Dossiers in it.
const DOSSIERS: u64 = 24;

/// Launches it a little while ago; the outbox does it.
///
/// # Errors
/// The database.
pub(super) async fn launch(app: &App, cast: &Cast) -> Result<()> {
    let by = &cast.manager;
    let now = app.clock.now();
    let filter = Filter { etats: BTreeSet::from([Etat::EnAttente]), ..Filter::default() };
    let waiting = listing::of(app, &by.grants, by.agent.id, filter, Tri::default());
    let ids = list::chunk(&app.db, &waiting, None, DOSSIERS).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let read = dossiers::versions(&app.db, &waiting.scope, &ids).await?;
    let chosen = read.into_iter().map(|(id, _, version)| (id, version)).collect();
    let acte = Acte::Affectation { a: Some(cast.renfort().agent.id) };
    app.clock.set(now - TimeDelta::minutes(40));
    let id = TraitementId(uuid::Uuid::now_v7());
    traitements::launch(app, &waiting.scope, &by.agent, id, acte, traitements::Cible::Choisis(chosen)).await?;
    app.clock.set(now);
    Ok(())
}
