//! Saying that a closed lot was given to the bank.

use super::{Acted, On, lock, not_now, stale_or};
use crate::actions::lot_facts::tell;
use crate::adapters::db::lots::{self, Set};
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Role;
use guichet_domain::versement::EtatLot;

/// Notes it.
///
/// # Errors
/// No such lot, a role that does not allow it, or the database.
pub async fn transmit(app: &App, scope: &Scope, on: On<'_>) -> Result<Acted> {
    let tx = db::begin(&app.db).await?;
    let Some(lot) = lock(&tx, scope, on, &[Role::Conseiller, Role::Manager]).await? else {
        return Ok(Acted::Stale);
    };
    if lot.etat != EtatLot::Clos {
        return Ok(not_now(&lot));
    }
    if let Err(error) = lots::write(&tx, &lot, EtatLot::Transmis, [Set::Transmis(app.clock.now())]).await {
        return stale_or(error);
    }
    tell(app, &tx, &lot, on.agent.id, "transmission", "transmet le lot à la banque").await?;
    tx.commit().await?;
    Ok(Acted::Done(()))
}
