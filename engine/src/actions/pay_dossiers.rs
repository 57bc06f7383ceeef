//! Marking several dossiers « mis en paiement » at once: each is its own transaction, and is reported
//! done or why not.

use super::decide_dossier::{By, Decided, decide};
use crate::adapters::db::Scope;
use crate::adapters::db::agents::Agent;
use crate::app::App;
use anyhow::Result;
use chrono::NaiveDate;
use guichet_domain::access::Grants;
use guichet_domain::dossier::{Acteur, Decision};
use guichet_domain::ids::DossierId;

/// Marks each dossier, as it was read, with one date and one reference.
///
/// # Errors
/// The database; the dossiers done before stay done.
pub async fn pay(
    app: &App,
    scope: &Scope,
    chosen: &[(DossierId, i32)],
    agent: &Agent,
    grants: &Grants,
    le: NaiveDate,
    reference: &str,
) -> Result<Vec<(DossierId, Decided)>> {
    let by = By { agent, grants, acteur: Acteur::Conseiller };
    let mut reports = vec![];
    for (id, version) in chosen {
        let decision = Decision::MettreEnPaiement { le, reference: reference.to_owned() };
        let decided = decide(app, scope, *id, by, *version, decision).await?;
        reports.push((*id, decided));
    }
    Ok(reports)
}
