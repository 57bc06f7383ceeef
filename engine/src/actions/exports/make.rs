//! Making a file, as its job: with the rights the agent has now, some dossiers at a time, straight into the
//! store. Cut anywhere, it begins again from nothing, and only one try is kept.

use super::fill::{self, Source};
use super::{LARGEST, Order, place};
use crate::actions::{Refused, notices};
use crate::adapters::db::exports::{self, EtatExport, Export, Made};
use crate::adapters::db::{self, agents, list};
use crate::adapters::packing;
use crate::adapters::storage::PutError;
use crate::app::App;
use anyhow::{Context, Result, anyhow};
use chrono::TimeDelta;
use guichet_domain::dossier::Notice;
use guichet_domain::ids::FichierId;

/// A file that took longer is told by mail.
const LONG: TimeDelta = TimeDelta::seconds(60);

/// Makes the file of that job.
///
/// # Errors
/// What may pass: the job is tried again. What cannot pass is told on the export.
pub async fn make(app: &App, payload: &str) -> Result<()> {
    let order: Order = serde_json::from_str(payload).context("ligne d'export illisible")?;
    let Some(export) = exports::find(&app.db, order.export).await? else { return Ok(()) };
    if !matches!(export.etat, EtatExport::Demande | EtatExport::EnCours) {
        return Ok(());
    }
    match whole(app, &export).await {
        Err(error) => match error.downcast_ref::<Refused>() {
            Some(Refused::Because(why)) => {
                exports::fail(&app.db, export.id, why, app.clock.now()).await?;
                tracing::info!(target: "securite", export = %export.id, "export abandonné : {why}");
                Ok(())
            }
            _ => Err(error),
        },
        Ok(()) => Ok(()),
    }
}

async fn whole(app: &App, export: &Export) -> Result<()> {
    let source = source(app, export).await?;
    let total = match export.demande.choisis.len() {
        0 => i64::try_from(list::total(&app.db, &source.listing).await?)?,
        chosen => i64::try_from(chosen)?,
    };
    if !exports::begin(&app.db, export.id, total).await? {
        return Ok(());
    }
    let (to, bytes) = packing::way();
    let storing = async {
        app.storage.put(&place(), FichierId(export.id), bytes, LARGEST).await.map_err(|error| match error {
            PutError::TooLarge => Refused::Because(
                "Ce fichier dépasserait 2 Go : choisissez moins de dossiers, ou moins de colonnes.".into(),
            )
            .into(),
            error => anyhow!(error),
        })
    };
    // When one of both fails the other is dropped, and what was stored so far is called off.
    let (filled, stored) = tokio::try_join!(fill::fill(app, export, &source, to), storing)?;
    let made = Made {
        faits: filled.dossiers,
        programmes: filled.programmes,
        object_key: stored.key.clone(),
        octets: i64::try_from(stored.octets)?,
    };
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let first = exports::ready(&tx, export.id, &made, now).await?;
    if first && now - export.created_at > LONG {
        notices::to_agent(&tx, export.agent, Notice::ExportPret, now).await?;
    }
    tx.commit().await?;
    if !first {
        // Another try was ready before.
        app.storage.delete(&stored.key).await?;
    }
    tracing::info!(target: "securite", agent = %export.agent, export = %export.id, dossiers = made.faits, "export prêt");
    Ok(())
}

/// What is left to the agent of what they asked, now.
async fn source(app: &App, export: &Export) -> Result<Source> {
    let because = |why: &str| Refused::Because(why.to_owned());
    let agent = agents::find(&app.db, export.agent).await?.filter(|agent| agent.disabled_at.is_none());
    let agent = agent.ok_or_else(|| because("Ce compte est fermé."))?;
    let grants = agents::grants_of(&app.db, agent.id).await?;
    let mut listing = super::read(app, agent.id, &grants, &export.demande.q).await?.map_err(|_| {
        because("La recherche ne se lit plus : elle nomme sans doute un programme ou une personne qui n'est plus là.")
    })?;
    let champs = super::champs(app, &grants);
    listing.tri = export.demande.tri;
    Ok(Source { listing, champs })
}
