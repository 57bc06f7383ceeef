//! One line: the act and the end of the line are one transaction, so that whatever is killed when, the
//! dossier and the line say the same. What an act refuses sets the line aside, with its reason.

use crate::actions::agents::queue;
use crate::actions::assign_dossier::assign_in;
use crate::actions::confirm_dossier::confirmation;
use crate::actions::decide_dossier::{By, Decided, decide_in};
use crate::actions::loaded::Loaded;
use crate::actions::share_dossiers::give_in;
use crate::actions::write_message::write_in;
use crate::actions::{Refused, loaded};
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::traitements::{self, Fin, Ligne, Pris, Traitement};
use crate::adapters::db::{self, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Acteur, Auteur, Decision, Problem, repartition_at};
use guichet_domain::traitement::Acte;

const GONE: &str = "Vous n'avez plus ce droit dans ce programme.";
const STALE: &str = "Le dossier a changé depuis le lancement : relisez-le.";
const TAKEN: &str = "Déjà à quelqu'un, ou plus en attente.";
const NOBODY: &str = "Personne n'a de part.";
const OURS: &str = "Une erreur est survenue de notre côté : relancez cette ligne, ou signalez-la.";

/// Does one line, once over all workers.
///
/// # Errors
/// The database: the line is still to do.
pub(super) async fn end(app: &App, traitement: &Traitement, ligne: &Ligne) -> Result<Pris> {
    let tx = db::begin(&app.db).await?;
    let pris = traitements::prendre(&tx, traitement.id, ligne.rang, &Fin::Fait, app.clock.now()).await?;
    if pris != Pris::Oui {
        tx.rollback().await?;
        return Ok(pris);
    }
    let why = match act(app, &tx, traitement, ligne).await {
        Ok(Ok(())) => {
            tx.commit().await?;
            app.bell.notify_one();
            return Ok(Pris::Oui);
        }
        Ok(Err(why)) => why,
        Err(error) => told(traitement, ligne, error)?,
    };
    tx.rollback().await?;
    let tx = db::begin(&app.db).await?;
    let pris = traitements::prendre(&tx, traitement.id, ligne.rang, &Fin::Ecarte(why), app.clock.now()).await?;
    if pris == Pris::Oui {
        tx.commit().await?
    } else {
        tx.rollback().await?
    }
    Ok(pris)
}

/// The act, in the transaction of its line; the reason when it is not done.
async fn act(
    app: &App,
    tx: &DatabaseTransaction,
    traitement: &Traitement,
    ligne: &Ligne,
) -> Result<std::result::Result<(), String>> {
    let Some((agent, grants)) = rights(tx, traitement).await? else { return Ok(Err(GONE.to_owned())) };
    let mine = queue(app, &grants);
    if !mine.contains(&ligne.of.programme) {
        return Ok(Err(GONE.to_owned()));
    }
    let scope = Scope::staff(mine);
    let id = ligne.of.dossier;
    match &traitement.acte {
        Acte::Affectation { a } => {
            let changed = assign_in(app, tx, &scope, id, &agent, *a).await?;
            let already = if a.is_some() { "Déjà à cette personne." } else { "Déjà à personne." };
            Ok(if changed { Ok(()) } else { Err(already.to_owned()) })
        }
        Acte::Repartition { parts } => {
            if !grants.has(&ligne.of.programme, Role::Manager) {
                return Ok(Err(GONE.to_owned()));
            }
            let weights: Vec<u32> = parts.iter().map(|(_, weight)| *weight).collect();
            let place = usize::try_from(ligne.rang - 1)?;
            let Some(turn) = repartition_at(place, &weights) else { return Ok(Err(NOBODY.to_owned())) };
            let given = give_in(app, tx, &scope, &agent, id, parts[turn].0).await?;
            Ok(if given { Ok(()) } else { Err(TAKEN.to_owned()) })
        }
        Acte::Message { message } => {
            write_in(app, tx, &scope, id, Auteur::Agent(agent.id), message).await?;
            Ok(Ok(()))
        }
        Acte::Validation => {
            let dossier = loaded::lock(app, tx, &scope, id).await?;
            let decision = confirmation(tx, &scope, &dossier).await?;
            let by = By { agent: &agent, grants: &grants, acteur: Acteur::Manager };
            let decided = decide_in(app, tx, &scope, &dossier, by, ligne.of.version, &decision).await?;
            let unmotivated =
                matches!(&decided, Decided::Problems(some) if some.iter().any(|one| one.field == "raison"));
            let told = |why: String| if unmotivated { because(why, &dossier, &decision) } else { why };
            Ok(outcome(decided).map_err(told))
        }
        Acte::Paiement { le, reference } => {
            let dossier = loaded::lock(app, tx, &scope, id).await?;
            let decision = Decision::MettreEnPaiement { le: *le, reference: reference.clone() };
            let by = By { agent: &agent, grants: &grants, acteur: Acteur::Conseiller };
            Ok(outcome(decide_in(app, tx, &scope, &dossier, by, ligne.of.version, &decision).await?))
        }
    }
}

/// Why a validation is set aside, with the conditions that are not met: nobody writes why in a batch.
fn because(why: String, dossier: &Loaded, decision: &Decision) -> String {
    let Decision::Valider { montants, .. } = decision else { return why };
    let given = montants.iter().map(|accord| accord.aide.clone()).collect();
    let against = dossier.verdict().against(&given);
    if against.is_empty() { why } else { format!("{why} {}.", against.join(" ; ")) }
}

/// Who launched it and what they may do now; nobody once their account is closed.
async fn rights(tx: &DatabaseTransaction, traitement: &Traitement) -> Result<Option<(Agent, Grants)>> {
    let Some(agent) = agents::find(tx, traitement.agent).await?.filter(|agent| agent.disabled_at.is_none()) else {
        return Ok(None);
    };
    let grants = agents::grants_of(tx, agent.id).await?;
    Ok(Some((agent, grants)))
}

fn outcome(decided: Decided) -> std::result::Result<(), String> {
    let words = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>();
    match decided {
        Decided::Done => Ok(()),
        Decided::Stale => Err(STALE.to_owned()),
        Decided::Problems(problems) => Err(words(problems).join(" ")),
    }
}

/// Why a line is set aside. Only the database itself makes it wait: one dossier that cannot be read must
/// not hold the others back.
fn told(traitement: &Traitement, ligne: &Ligne, error: anyhow::Error) -> Result<String> {
    match error.downcast_ref::<Refused>() {
        Some(Refused::Because(why)) => return Ok(why.clone()),
        Some(Refused::NotFound) => return Ok("Ce dossier n'est plus dans votre file.".to_owned()),
        None => {}
    }
    match error.downcast_ref::<db::Error>() {
        Some(db::Error::Stale) => Ok(STALE.to_owned()),
        Some(db::Error::Db(_)) => Err(error),
        _ => {
            tracing::error!(traitement = %traitement.id, dossier = %ligne.of.dossier, "ligne écartée : {error:#}");
            Ok(OURS.to_owned())
        }
    }
}
