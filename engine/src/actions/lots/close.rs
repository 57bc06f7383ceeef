//! Closing a lot: another person than those who prepared it looks at the checks, confirms in writing what they
//! warn of, and freezes what will be paid, to whom and on which account.

use super::examine::{Examen, examine};
use super::prepare::HANDS;
use super::{Acted, On, binding, lock, not_now, stale_or};
use crate::actions::lot_facts::tell;
use crate::adapters::db::lots::{self, Frozen, Lot, Set};
use crate::adapters::db::{self, DatabaseTransaction, Scope, dossiers};
use crate::app::App;
use anyhow::Result;
use chrono::{NaiveDate, TimeDelta};
use guichet_domain::access::Role;
use guichet_domain::dossier::Problem;
use guichet_domain::ids::DossierId;
use guichet_domain::versement::compte::verified;
use guichet_domain::versement::{EtatLot, Niveau};

/// Who may close a lot.
const ROLES: [Role; 2] = [Role::Conseiller, Role::Manager];
/// Banks take an order so long ahead.
const AHEAD: TimeDelta = TimeDelta::days(60);
/// Longest confirmation, in characters.
const CONFIRMATION_MAX: usize = 1_000;

/// Closes a lot.
///
/// # Errors
/// No such lot, a role that does not allow it, or the database.
pub async fn close(
    app: &App,
    scope: &Scope,
    on: On<'_>,
    execution: Option<NaiveDate>,
    confirmation: &str,
) -> Result<Acted> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let Some(lot) = lock(&tx, scope, on, &ROLES).await? else { return Ok(Acted::Stale) };
    if lot.etat != EtatLot::Ouvert {
        return Ok(not_now(&lot));
    }
    if lots::hands(&tx, lot.id, &HANDS).await?.contains(&on.agent.id) {
        let message = "Vous avez préparé ce lot : une autre personne doit le contrôler et le clore.";
        return Ok(Acted::Problems(vec![Problem::of("", message)]));
    }
    // What is checked is what is frozen: nobody writes these dossiers meanwhile.
    let ids: Vec<DossierId> = lots::lignes(&tx, &lot).await?.iter().map(|ligne| ligne.dossier).collect();
    dossiers::lock_many(&tx, scope, &ids).await?;
    let examen = examine(app, &tx, scope, &lot).await?;
    let confirmation = confirmation.trim();
    let problems = problems(app, &examen, execution, confirmation);
    let (Some(execution), true) = (execution, problems.is_empty()) else { return Ok(Acted::Problems(problems)) };
    freeze(app, &tx, &lot, &examen).await?;
    // Whoever works in the programme reads them from now on: nothing of another programme stays in them.
    let kept = examine(app, &tx, &Scope::programme(lot.programme.clone()), &lot).await?;
    let set = Set::Clos {
        par: on.agent.id,
        le: now,
        execution,
        controles: serde_json::to_string(&kept.controles)?,
        confirmation: Some(confirmation.to_owned()).filter(|text| !text.is_empty()),
        debiteur: serde_json::to_string(&app.config.versements.of(&lot.programme))?,
    };
    if let Err(error) = lots::write(&tx, &lot, EtatLot::Clos, [set]).await {
        return stale_or(error);
    }
    tell(app, &tx, &lot, on.agent.id, "cloture", "contrôle et clôt le lot").await?;
    tx.commit().await?;
    Ok(Acted::Done(()))
}

fn problems(app: &App, examen: &Examen, execution: Option<NaiveDate>, confirmation: &str) -> Vec<Problem> {
    let mut problems = vec![];
    if examen.lignes.is_empty() {
        problems.push(Problem::of("", "Ce lot est vide : ajoutez des dossiers."));
    }
    for controle in examen.controles.iter().filter(|controle| controle.niveau == Niveau::Bloque) {
        let lines: Vec<&str> = controle.lignes.iter().map(|(numero, _)| numero.as_str()).collect();
        let which = if lines.is_empty() { controle.resultat.clone() } else { lines.join(", ") };
        problems.push(Problem::of("", format!("{} : {which}.", controle.quoi)));
    }
    let warned = examen.controles.iter().any(|controle| controle.niveau == Niveau::Avertit);
    if warned && confirmation.is_empty() {
        problems
            .push(Problem::of("confirmation", "Un contrôle avertit : écrivez pourquoi le lot est clos malgré cela."));
    }
    if confirmation.chars().count() > CONFIRMATION_MAX {
        problems.push(Problem::of("confirmation", "Écrivez 1 000 caractères au plus."));
    }
    let today = app.clock.today();
    if !execution.is_some_and(|day| (today..=today + AHEAD).contains(&day)) {
        problems.push(Problem::of("execution", "Indiquez le jour du versement, d'aujourd'hui à 60 jours."));
    }
    problems
}

async fn freeze(app: &App, tx: &DatabaseTransaction, lot: &Lot, examen: &Examen) -> Result<()> {
    for (ligne, there) in &examen.lignes {
        let iban = verified(&there.iban).unwrap_or_else(|_| there.iban.clone());
        let frozen = Frozen {
            dossier: ligne.dossier,
            titulaire: there.titulaire.clone(),
            iban: app.keys.seal_text(&iban, &binding(lot, ligne.dossier)),
        };
        lots::freeze(tx, lot.id, &frozen).await?;
    }
    Ok(())
}
