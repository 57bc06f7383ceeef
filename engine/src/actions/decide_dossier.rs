//! A conseiller or a manager decides: on the version they read, or not at all.

use super::Refused;
use super::change::{self, Act};
use super::loaded::{self, Loaded, is_stale};
use super::lot_facts::noted;
use crate::adapters::db;
use crate::adapters::db::DatabaseTransaction;
use crate::adapters::db::Scope;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::dossiers::{self, Aide, Paiement, Set};
use crate::adapters::db::lots;
use crate::app::App;
use anyhow::Result;
use chrono::{DateTime, Utc};
use guichet_domain::access::Grants;
use guichet_domain::access::Role;
use guichet_domain::dossier::{Acteur, Auteur, Change, Context, Decision, Problem, decide as judge};
use guichet_domain::field::email_key;
use guichet_domain::ids::DossierId;
use guichet_domain::programme::Kind;

/// How a decision went.
#[derive(Debug, Clone, PartialEq)]
pub enum Decided {
    /// Written, with its event and mails.
    Done,
    /// Not written: what to correct.
    Problems(Vec<Problem>),
    /// Somebody changed the dossier since it was read.
    Stale,
}

/// Who decides, and under which of their hats.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Who.
    pub agent: &'a Agent,
    /// What they may do, where.
    pub grants: &'a Grants,
    /// As conseiller or as manager.
    pub acteur: Acteur,
}

/// Decides a dossier as it was read at `expected`.
///
/// # Errors
/// No such dossier in that scope, a role the agent does not have there, or the database.
pub async fn decide(
    app: &App,
    scope: &Scope,
    id: DossierId,
    by: By<'_>,
    expected: i32,
    decision: Decision,
) -> Result<Decided> {
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    let decided = decide_in(app, &tx, scope, &loaded, by, expected, &decision).await?;
    if decided == Decided::Done {
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(decided)
}

/// The same in the caller's transaction, on a dossier that it locked; what is not [`Decided::Done`] must
/// not be committed.
///
/// # Errors
/// As [`decide`].
pub async fn decide_in(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    loaded: &Loaded,
    by: By<'_>,
    expected: i32,
    decision: &Decision,
) -> Result<Decided> {
    let change = match judged(app, loaded, by, expected, decision)? {
        Ok(change) => change,
        Err(decided) => return Ok(decided),
    };
    if let Some(problem) = held(tx, scope, loaded, decision).await? {
        return Ok(Decided::Problems(vec![problem]));
    }
    let (By { agent, acteur, .. }, now) = (by, app.clock.now());
    let set = columns(app, loaded, agent, acteur, decision, now)?;
    let act = Act { auteur: Auteur::Agent(agent.id), change: &change, set, now };
    match change::write(app, tx, scope, loaded, act).await {
        Ok(()) => {}
        Err(error) if is_stale(&error) => return Ok(Decided::Stale),
        Err(error) => return Err(error),
    }
    write_aides(tx, scope, loaded.row.id, decision).await?;
    if let Decision::ConstaterRejet { raison } = decision {
        noted(app, tx, scope, loaded, agent.id, raison).await?;
    }
    Ok(Decided::Done)
}

/// What the decision would change, written nowhere; or why it cannot be done.
///
/// # Errors
/// A role the agent does not have there.
pub(super) fn judged(
    app: &App,
    loaded: &Loaded,
    by: By<'_>,
    expected: i32,
    decision: &Decision,
) -> Result<std::result::Result<Change, Decided>> {
    let By { agent, grants, acteur } = by;
    allowed(loaded, agent, grants, acteur)?;
    if loaded.row.version != expected {
        return Ok(Err(Decided::Stale));
    }
    let reading = loaded.reading();
    let verdict = reading.verdict();
    let context = Context {
        agent: agent.id,
        acteur,
        version: &loaded.version,
        verdict: &verdict,
        versement_manque: loaded.versement_manque_in(&reading),
        now: app.clock.now(),
        today: app.clock.today(),
    };
    Ok(judge(&loaded.standing(), decision, &context).map_err(Decided::Problems))
}

/// A dossier that waits in a lot is paid by its lot alone, or it would be paid twice.
async fn held(
    tx: &DatabaseTransaction,
    scope: &Scope,
    loaded: &Loaded,
    decision: &Decision,
) -> Result<Option<Problem>> {
    if !matches!(decision, Decision::MettreEnPaiement { .. }) {
        return Ok(None);
    }
    let lot = lots::held(tx, scope, loaded.row.id).await?;
    let told = |lot| format!("Ce dossier est dans le lot de versement {lot} : il est payé avec lui.");
    Ok(lot.map(|lot| Problem::of("", told(lot))))
}

/// The role in that programme, and never one's own dossier.
fn allowed(loaded: &Loaded, agent: &Agent, grants: &Grants, acteur: Acteur) -> Result<()> {
    let role = match acteur {
        Acteur::Conseiller => Role::Conseiller,
        Acteur::Manager => Role::Manager,
        Acteur::Beneficiaire => return Err(Refused::NotFound.into()),
    };
    if !grants.has(&loaded.row.programme, role) {
        return Err(Refused::Because("Votre rôle dans ce programme ne permet pas cet acte.".into()).into());
    }
    if email_key(&loaded.row.email) == agent.email_key {
        return Err(Refused::Because("Ce dossier est le vôtre : un collègue doit le décider.".into()).into());
    }
    Ok(())
}

/// The columns a decision writes besides the state.
fn columns(
    app: &App,
    loaded: &Loaded,
    agent: &Agent,
    acteur: Acteur,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<Vec<Set>> {
    let mut set = match decision {
        Decision::Valider { montants, .. } => vec![
            Set::Total(Some(montants.iter().map(|accord| accord.centimes).sum())),
            Set::Decided(Some(now)),
            Set::Closed(None),
            Set::VersementManque(loaded.versement_manque()),
        ],
        Decision::Refuser { .. } => vec![Set::Decided(Some(now)), Set::Closed(Some(now))],
        Decision::DemanderComplement { .. } | Decision::Renvoyer { .. } | Decision::Rouvrir { .. } => {
            vec![Set::InstruitPar(None), Set::Decided(None), Set::Closed(None)]
        }
        Decision::MettreEnPaiement { le, reference } => {
            vec![Set::Paiement(Some(Paiement { le: *le, reference: reference.trim().to_owned() }))]
        }
        Decision::ConstaterRejet { .. } => {
            let asked = without_iban(loaded);
            let reponses =
                loaded::sealed_answers(app, &asked.version, &asked.answers, &asked.row.programme, asked.row.id)?;
            vec![Set::Paiement(None), Set::Reponses(reponses), Set::VersementManque(asked.versement_manque())]
        }
    };
    if acteur == Acteur::Conseiller && matches!(decision, Decision::Valider { .. } | Decision::Refuser { .. }) {
        set.push(Set::InstruitPar(Some(agent.id)));
    }
    Ok(set)
}

/// The sums that a validation gives, aide by aide.
async fn write_aides(tx: &DatabaseTransaction, scope: &Scope, id: DossierId, decision: &Decision) -> Result<()> {
    let Decision::Valider { montants, .. } = decision else { return Ok(()) };
    let given = montants.iter().map(|accord| Aide {
        aide: accord.aide.clone(),
        propose: accord.propose,
        centimes: Some(accord.centimes),
        raison: accord.raison.clone(),
    });
    dossiers::set_aides(tx, scope, id, &given.collect::<Vec<_>>()).await?;
    Ok(())
}

/// The dossier without the IBAN that the bank sent back: it is asked again.
pub(super) fn without_iban(loaded: &Loaded) -> Loaded {
    let mut asked = loaded.clone();
    for champ in loaded.version.champs_de_versement() {
        if loaded.version.champ(champ.as_str()).is_some_and(|champ| matches!(champ.kind, Kind::Iban)) {
            asked.answers.clear(champ.as_str());
        }
    }
    asked
}
