//! The whole list in its order, in one statement: what is changed while it is read changes neither its lines nor
//! their order, and an order without an index is sorted once.

use super::{Listing, filter, ids, order};
use crate::adapters::db::{Error, Result};
use futures::{Stream, StreamExt};
use guichet_domain::ids::DossierId;
use sea_orm::{DatabaseConnection, QueryResult, StreamTrait};
use uuid::Uuid;

/// Every dossier of the list; with ids, these alone, those of the scope, whether the filter keeps them or not.
/// They come as they are read: the connection is held until the last.
pub async fn whole<'a>(
    db: &'a DatabaseConnection,
    listing: &Listing,
    among: Option<&[DossierId]>,
) -> Result<impl Stream<Item = Result<DossierId>> + use<'a>> {
    let wanted = match among {
        Some(chosen) => listing.scope.of_dossiers().add(filter::among(chosen)),
        None => filter::all(listing),
    };
    let mut select = ids(wanted);
    order::sort_whole(&mut select, listing.tri);
    let read = |row: QueryResult| Ok(DossierId(row.try_get::<Uuid>("", "id")?));
    let rows = db.stream(&select).await?;
    Ok(rows.map(move |row| row.map_err(Error::from).and_then(read)))
}
