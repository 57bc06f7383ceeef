//! Unfinished dossiers moved over to a later version of the rules, where that version says so. Run at
//! start and each night, and safe to run twice: a dossier already moved is no longer found.

use super::{change, loaded, signes};
use crate::adapters::db;
use crate::adapters::db::Scope;
use crate::adapters::db::dossiers::{self, Set};
use crate::adapters::db::versions;
use crate::app::App;
use anyhow::{Result, bail};
use guichet_domain::dossier::{Auteur, Fact};
use guichet_domain::field;
use guichet_domain::ids::DossierId;
use guichet_domain::programme::{DossiersEnCours, Programme, Version};
use std::sync::Arc;

/// Moves every unfinished dossier that the rules of the day take over; gives how many.
///
/// # Errors
/// The database; the dossiers moved before stay moved.
pub async fn move_over(app: &App) -> Result<usize> {
    let (mut moved, mut failed) = (0, 0);
    for programme in app.catalogue().programmes.values() {
        let Some((version, _)) = app.rules(programme) else { continue };
        for id in unfinished(app, programme, &version).await? {
            match one(app, programme, &version, id).await {
                Ok(done) => moved += usize::from(done),
                // One that cannot be read, or was just written, does not hold up the others.
                Err(error) => {
                    failed += 1;
                    tracing::error!(dossier = %id, "reprise impossible : {error:#}");
                }
            }
        }
    }
    if failed > 0 { bail!("{failed} dossiers n'ont pas pu être repris") } else { Ok(moved) }
}

/// The unfinished dossiers of the versions that lead to this one by « reprendre » only.
async fn unfinished(app: &App, programme: &Programme, version: &Version) -> Result<Vec<DossierId>> {
    let mut since = version.du;
    for later in programme.versions.iter().rev().filter(|known| known.du <= version.du) {
        since = later.du;
        if later.dossiers_en_cours == DossiersEnCours::Conserver {
            break;
        }
        since = chrono::NaiveDate::MIN;
    }
    let scope = Scope::programme(programme.id.clone());
    Ok(dossiers::unfinished_under_older(&app.db, &scope, since, version.du).await?)
}

async fn one(app: &App, programme: &Programme, version: &Arc<Version>, id: DossierId) -> Result<bool> {
    let now = app.clock.now();
    let scope = Scope::programme(programme.id.clone());
    let tx = db::begin(&app.db).await?;
    let mut loaded = loaded::lock(app, &tx, &scope, id).await?;
    if !loaded.row.etat.editable() || loaded.row.version_du >= version.du {
        return Ok(false);
    }
    let kept = field::answers_to_json(&loaded.version, &loaded.answers);
    loaded.answers = field::answers_that_fit(version, &kept);
    loaded.version = version.clone();
    versions::keep(&tx, &programme.id, &version.hash, version.du, &version.texte, now).await?;
    let reponses = loaded::sealed_answers(app, version, &loaded.answers, &programme.id, id)?;
    // The state stays; the write is still conditional on the dossier being as it was read.
    let set = vec![
        Set::Regles { hash: version.hash.clone(), du: version.du },
        Set::Reponses(reponses),
        Set::Verdict(Some(serde_json::to_string(&loaded.verdict())?)),
        Set::VersementManque(loaded.versement_manque()),
    ];
    let moved = dossiers::Change { to: loaded.row.etat, at: now, set };
    dossiers::transition(&tx, &scope, id, loaded.row.etat, loaded.row.version, moved).await?;
    change::tell(&tx, &scope, &loaded, Auteur::Guichet, &Fact::Reprise { version: version.du }, None, now).await?;
    signes::refresh(app, &tx, &scope, id).await?;
    tx.commit().await?;
    Ok(true)
}
