//! What is told of a lot de versement, and where its lines leave it. Acts on a lot and acts on one of its
//! dossiers both write here; what they may do is left to them.

use super::loaded::Loaded;
use crate::adapters::db::lots::{self, Fait, Lot};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::ids::{AgentId, LotId, ProgrammeId};
use guichet_domain::versement::after_returns;

/// The code of a rejection whose reason the bank did not code.
pub(super) const UNTOLD: &str = "MS03";

/// Adds a fact to the history of a lot.
///
/// # Errors
/// The database.
pub(super) async fn tell(
    app: &App,
    db: &impl ConnectionTrait,
    lot: &Lot,
    agent: AgentId,
    fait: &str,
    texte: impl Into<String>,
) -> Result<()> {
    let fait = Fait { at: app.clock.now(), agent, fait: fait.to_owned(), texte: texte.into() };
    Ok(lots::tell(db, lot, fait).await?)
}

/// Writes where a lot at the bank stands, from its lines.
///
/// # Errors
/// The database.
pub(super) async fn follow(tx: &DatabaseTransaction, lot: LotId, programme: &ProgrammeId) -> Result<()> {
    let scope = Scope::programme(programme.clone());
    let Some(lot) = lots::lock(tx, &scope, lot).await? else { return Ok(()) };
    let to = after_returns(lots::etats(tx, lot.id).await?);
    if lot.etat.at_the_bank() && to != lot.etat {
        lots::write(tx, &lot, to, []).await?;
    }
    Ok(())
}

/// Says in the lots that paid a dossier that this was sent back, when somebody noted it on the dossier itself:
/// what the bank sends about these lots later must not take back what another lot paid since.
///
/// # Errors
/// The database.
pub(super) async fn noted(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    loaded: &Loaded,
    agent: AgentId,
    raison: &str,
) -> Result<()> {
    let row = &loaded.row;
    for id in lots::send_back(tx, scope, row.id, (UNTOLD, raison.trim())).await? {
        follow(tx, id, &row.programme).await?;
        if let Some(lot) = lots::find(tx, scope, id).await? {
            tell(app, tx, &lot, agent, "rejet", format!("rejet de {} : {}", row.numero, raison.trim())).await?;
        }
    }
    Ok(())
}
