//! Recording that the bank paid: the day and the reference at once, then each dossier through the workflow in
//! its own transaction, by a job that goes on where another stopped.

use super::{Acted, On, lock, not_now, stale_or};
use crate::actions::decide_dossier::{By, Decided, decide_in};
use crate::actions::lot_facts::{follow, tell};
use crate::actions::{Refused, loaded};
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::jobs::{self, NewJob};
use crate::adapters::db::lots::{self, Ligne, Lot, Paiement, Set};
use crate::adapters::db::{self, Scope};
use crate::app::App;
use anyhow::{Context, Result};
use chrono::NaiveDate;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Acteur, Decision, Problem};
use guichet_domain::ids::{AgentId, DossierId, LotId};
use guichet_domain::versement::{EtatLigne, EtatLot};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of job that marks the dossiers of a lot.
pub const KIND: &str = "lot";
/// Longest reference that the decision takes, in characters.
const REFERENCE_MAX: usize = 80;

#[derive(Serialize, Deserialize)]
struct Payload {
    lot: LotId,
    /// The lines that the bank named; all that wait when it named none.
    dossiers: Option<Vec<DossierId>>,
    /// What the bank said of these: another word may follow before they are marked.
    versement: Option<(NaiveDate, String, AgentId)>,
}

/// Which lines the bank paid.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// All that wait.
    All,
    /// These.
    These(&'a [DossierId]),
}

/// Records the day and the reference; the job does the rest.
///
/// # Errors
/// No such lot, a role that does not allow it, or the database.
pub async fn record(
    app: &App,
    scope: &Scope,
    on: On<'_>,
    which: Which<'_>,
    le: NaiveDate,
    reference: &str,
) -> Result<Acted> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let Some(lot) = lock(&tx, scope, on, &[Role::Conseiller]).await? else { return Ok(Acted::Stale) };
    if !matches!(lot.etat, EtatLot::Transmis | EtatLot::Partiel) {
        return Ok(not_now(&lot));
    }
    let reference = reference.trim();
    if reference.is_empty() || reference.chars().count() > REFERENCE_MAX || reference.contains(char::is_control) {
        let message = format!("Indiquez la référence du versement, en {REFERENCE_MAX} caractères au plus.");
        return Ok(Acted::Problems(vec![Problem::of("reference", message)]));
    }
    let paiement = Paiement { le, reference: reference.to_owned(), par: on.agent.id };
    if let Err(error) = lots::write(&tx, &lot, lot.etat, [Set::Paiement(paiement)]).await {
        return stale_or(error);
    }
    tell(app, &tx, &lot, on.agent.id, "paiement", format!("constate le versement, référence {reference}")).await?;
    let dossiers = match which {
        Which::All => None,
        Which::These(ids) => Some(ids.to_vec()),
    };
    let payload = Payload { lot: lot.id, dossiers, versement: Some((le, reference.to_owned(), on.agent.id)) };
    let job = NewJob {
        id: Uuid::now_v7(),
        kind: KIND.into(),
        programme: Some(lot.programme.clone()),
        dossier: None,
        dedup_key: format!("{KIND}:{}:{}", lot.id, lot.version),
        payload: serde_json::to_string(&payload)?,
        run_at: now,
        created_at: now,
    };
    jobs::enqueue(&tx, job).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Acted::Done(()))
}

/// Whether lines of a lot are being marked, or soon will be.
///
/// # Errors
/// The database.
pub async fn under_way(app: &App, lot: &Lot) -> Result<bool> {
    let waiting = jobs::waiting(&app.db, KIND, &lot.programme).await?;
    let of = |payload: &String| serde_json::from_str::<Payload>(payload).is_ok_and(|payload| payload.lot == lot.id);
    Ok(waiting.iter().any(of))
}

/// The job: marks each line that still waits. One that cannot be marked says why, and holds back no other.
///
/// # Errors
/// The database; what is done stays done.
pub async fn run(app: &App, order: &NewJob) -> Result<()> {
    let programme = order.programme.clone().context("un travail sans programme")?;
    let Payload { lot, dossiers, versement } = serde_json::from_str(&order.payload)?;
    let scope = Scope::programme(programme.clone());
    let lot = super::find(app, &scope, lot).await?;
    // A job written before its payload said it finds it on the lot.
    let said = versement.map(|(le, reference, par)| Paiement { le, reference, par });
    let Some(paiement) = said.or(lot.paiement.clone()) else { return Ok(()) };
    let agent = agents::find(&app.db, paiement.par).await?.context("l'agent du lot n'existe plus")?;
    let grants = agents::grants_of(&app.db, agent.id).await?;
    let named = |ligne: &Ligne| dossiers.as_ref().is_none_or(|named| named.contains(&ligne.dossier));
    let lignes = lots::lignes(&app.db, &lot).await?.into_iter();
    for ligne in lignes.filter(|ligne| ligne.etat == EtatLigne::Prevue && named(ligne)) {
        if let Some(why) = mark(app, &scope, &lot, &ligne, &paiement, (&agent, &grants)).await? {
            lots::hinder(&app.db, lot.id, ligne.dossier, &why).await?;
        }
    }
    let tx = db::begin(&app.db).await?;
    follow(&tx, lot.id, &programme).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Marks one line and its dossier together; gives why it could not.
async fn mark(
    app: &App,
    scope: &Scope,
    lot: &Lot,
    ligne: &Ligne,
    paiement: &Paiement,
    (agent, grants): (&Agent, &Grants),
) -> Result<Option<String>> {
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, ligne.dossier).await?;
    // The line first: a dossier that waits in a lot is paid by nothing else.
    if !lots::settle(&tx, lot.id, ligne.dossier, EtatLigne::Prevue, EtatLigne::Payee, None).await? {
        return Ok(None);
    }
    let decision = Decision::MettreEnPaiement { le: paiement.le, reference: paiement.reference.clone() };
    let by = By { agent, grants, acteur: Acteur::Conseiller };
    match decide_in(app, &tx, scope, &loaded, by, loaded.row.version, &decision).await {
        Ok(Decided::Done) => {
            tx.commit().await?;
            Ok(None)
        }
        Ok(Decided::Stale) => Ok(Some("Le dossier a changé entre-temps.".to_owned())),
        Ok(Decided::Problems(problems)) => {
            Ok(Some(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" ")))
        }
        Err(error) => match error.downcast_ref::<Refused>() {
            Some(Refused::Because(why)) => Ok(Some(why.clone())),
            _ => Err(error),
        },
    }
}
