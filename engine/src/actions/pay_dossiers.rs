//! Marking several dossiers « mis en paiement » at once: each is its own transaction, and is reported
//! done or why not. What stops one does not stop the others.

use super::decide_dossier::{By, Decided, decide};
use crate::adapters::db::Scope;
use crate::app::App;
use anyhow::Result;
use chrono::NaiveDate;
use guichet_domain::dossier::Decision;
use guichet_domain::ids::DossierId;

/// Marks each dossier, as it was read, with one date and one reference; the reports in the same order.
pub async fn pay(
    app: &App,
    scope: &Scope,
    chosen: &[(DossierId, i32)],
    by: By<'_>,
    le: NaiveDate,
    reference: &str,
) -> Vec<Result<Decided>> {
    let mut reports = Vec::with_capacity(chosen.len());
    for (id, version) in chosen {
        let decision = Decision::MettreEnPaiement { le, reference: reference.to_owned() };
        reports.push(decide(app, scope, *id, by, *version, decision).await);
    }
    reports
}
