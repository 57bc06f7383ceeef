//! « Demander la validation de mon dossier ».

use super::change;
use super::loaded;
use super::Refused;
use crate::adapters::db;
use crate::adapters::db::dossiers::{self, Aide, Set};
use crate::adapters::db::Scope;
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Submission, submit as decide};
use guichet_domain::ids::DossierId;
use guichet_domain::programme::{Ouverture, Quand};
use guichet_domain::verdict::{Missing, State};

/// Submits the dossier, or tells everything that is missing.
///
/// # Errors
/// No such dossier, a state or a calendar that does not allow it, or the database.
pub async fn submit(app: &App, scope: &Scope, id: DossierId) -> Result<Result<(), Vec<Missing>>> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::load_in(app, &tx, scope, id).await?;
    if matches!(app.ouverture(&loaded.programme), Ouverture::Fermee { .. }) {
        return Err(Refused::Because("Ce programme est clos : la validation de votre dossier ne peut plus être demandée. Écrivez-nous si vous pensez que c'est une erreur.".into()).into());
    }
    let change = match decide(&loaded.standing(), loaded.missing(Quand::Depot)) {
        Ok(change) => change,
        Err(Submission::Incomplete(missing)) => return Ok(Err(missing)),
        Err(Submission::Refused(problem)) => return Err(Refused::Because(problem.message).into()),
    };
    let verdict = loaded.verdict();
    let open = verdict.aides.iter().filter(|aide| aide.etat == State::Remplie);
    let aides: Vec<Aide> = open
        .map(|aide| Aide { aide: aide.id.clone(), propose: aide.montant_centimes, centimes: None, raison: None })
        .collect();
    let set = vec![
        Set::Submitted(now),
        Set::Verdict(Some(serde_json::to_string(&verdict)?)),
        Set::Total(Some(verdict.total_centimes())),
    ];
    dossiers::set_aides(&tx, scope, id, &aides).await?;
    change::write(&tx, scope, &loaded, Auteur::Beneficiaire(loaded.row.beneficiaire), &change, set, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}
