//! What is to be noticed about a dossier, noted on its row for the queue: derived again after each
//! change, in the transaction of that change, from what the dossier then is. Nothing decides by it.

use super::empreintes;
use super::loaded::{self, Loaded};
use crate::adapters::db::dossiers::{self, Signes};
use crate::adapters::db::{DatabaseTransaction, Scope, examens};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Etat, Regard, tour};
use guichet_domain::filter::{Eligible, filtrables, indexed};
use guichet_domain::ids::DossierId;
use guichet_domain::programme::Quand;
use guichet_domain::verdict::Missing;

/// Notes the signs of a dossier as it now stands. Its version stays: a sign is nobody's change.
///
/// # Errors
/// No such dossier, or the database.
pub async fn refresh(app: &App, tx: &DatabaseTransaction, scope: &Scope, id: DossierId) -> Result<()> {
    let loaded = loaded::lock(app, tx, scope, id).await?;
    note(app, tx, scope, &loaded).await?;
    let champs = indexed(&filtrables(&loaded.programme), &loaded.version, &loaded.answers);
    dossiers::set_champs(tx, scope, (&loaded.row.programme, id), &champs).await?;
    empreintes::keep(app, tx, scope, &loaded).await
}

/// The same after an act that changed no answer, of the dossier as that act left it: what is found by its
/// answers is kept.
///
/// # Errors
/// As [`refresh`].
pub async fn after_act(app: &App, tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<()> {
    note(app, tx, scope, loaded).await?;
    if empreintes::matters(loaded.row.etat) {
        empreintes::keep(app, tx, scope, loaded).await?;
    }
    Ok(())
}

async fn note(app: &App, tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded) -> Result<()> {
    let signes = of(app, tx, scope, loaded, loaded.row.etat).await?;
    if !loaded.row.bears(&signes) {
        dossiers::note(tx, scope, loaded.row.id, &signes).await?;
    }
    Ok(())
}

/// The signs of a dossier that stands as it is loaded, but for its state.
///
/// # Errors
/// The database.
pub(super) async fn of(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    loaded: &Loaded,
    etat: Etat,
) -> Result<Signes> {
    let quand = if etat == Etat::ValideManager { Quand::ValideManager } else { Quand::Depot };
    let reading = loaded.reading();
    let absent = reading
        .missing(&loaded.deposited(), quand)
        .iter()
        .filter(|missing| matches!(missing, Missing::Piece { .. }))
        .count();
    let (eligible, tour) = (Eligible::of(&reading.verdict()), tour(etat, loaded.versement_manque_in(&reading)));
    let examens = examens::of_dossier(tx, scope, loaded.row.id).await?;
    let refused =
        examens.iter().filter(|last| loaded.regard(Some(&last.examen), &last.examen.piece) == Regard::Refusee);
    Ok(Signes {
        eligible,
        pieces_manquantes: i32::try_from(absent).unwrap_or(i32::MAX),
        attente: loaded.row.attente().then(tour, app.clock.today()),
        pieces_refusees: i32::try_from(refused.count()).unwrap_or(i32::MAX),
    })
}
