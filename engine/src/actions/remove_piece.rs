//! Removing a file: it leaves the dossier at once; its object goes later, by a job, once nothing names it.

use super::loaded;
use super::{Outcome, Refused, change, gel};
use crate::adapters::db::Scope;
use crate::adapters::db::{self, fichiers};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::Problem;
use guichet_domain::ids::{DossierId, FichierId};
use guichet_domain::programme::Quand;

/// Removes one file, while its pièce may still be changed.
///
/// # Errors
/// No such dossier or file, or the database.
pub async fn remove(app: &App, scope: &Scope, id: DossierId, fichier: FichierId) -> Result<Outcome<()>> {
    let tx = db::begin(&app.db).await?;
    let mut loaded = loaded::lock(app, &tx, scope, id).await?;
    let found = loaded.fichiers.iter().find(|known| known.id == fichier).ok_or(Refused::NotFound)?;
    let quand = loaded.version.piece(found.piece.as_str()).map(|piece| piece.quand);
    if quand == Some(Quand::ValideManager) && gel::of(&tx, scope, &loaded.row).await?.is_some() {
        return Ok(Err(vec![Problem::of("", gel::TOLD)]));
    }
    let asked = quand.is_some_and(|quand| loaded.asks(quand));
    if !asked {
        let message =
            format!("Votre dossier est « {} » : ses pièces ne peuvent plus être modifiées.", loaded.row.etat.libelle());
        return Ok(Err(vec![Problem::of("", message)]));
    }
    fichiers::remove(&tx, scope, id, fichier, app.clock.now()).await?;
    loaded.fichiers.retain(|kept| kept.id != fichier);
    change::after_fichier(app, &tx, scope, loaded).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
