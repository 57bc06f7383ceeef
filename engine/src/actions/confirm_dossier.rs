//! What a manager's validation is when nothing is changed: the sums that the conseiller gave, for the
//! reasons they gave. A reason over the rules is not taken over: whoever validates writes their own.

use super::loaded::Loaded;
use crate::adapters::db::{ConnectionTrait, Scope, dossiers};
use anyhow::Result;
use guichet_domain::dossier::{Accord, Decision};
use guichet_domain::verdict::State;

/// The validation to be judged like any other.
///
/// # Errors
/// The database.
pub async fn confirmation(conn: &impl ConnectionTrait, scope: &Scope, loaded: &Loaded) -> Result<Decision> {
    let id = loaded.row.id;
    let given = dossiers::aides(conn, scope, &[id]).await?.remove(&id).unwrap_or_default();
    let verdict = loaded.verdict();
    let montants = given.into_iter().filter_map(|aide| {
        let proposed = verdict.aides.iter().find(|proposed| proposed.id == aide.aide);
        let propose =
            proposed.filter(|proposed| proposed.etat == State::Remplie).and_then(|open| open.montant_centimes);
        Some(Accord { aide: aide.aide, centimes: aide.centimes?, propose, raison: aide.raison })
    });
    Ok(Decision::Valider { montants: montants.collect(), raison: String::new() })
}
