//! Lots de versement: prepared by one person, checked and closed by another, given to the bank, then paid or
//! sent back line by line. A dossier moves through the workflow alone; the lot only says which and when.

pub mod close;
pub mod examine;
pub mod files;
pub mod pay;
pub mod prepare;
pub mod reject;
pub mod retours;
pub mod transmit;

use super::Refused;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::lots::{self, Ligne, Lot};
use crate::adapters::db::{self, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::Problem;
use guichet_domain::field::email_key;
use guichet_domain::ids::{DossierId, LotId, ProgrammeId};
use guichet_domain::versement::EtatLot;

/// Dossiers in one lot: what a person can look through.
pub const AT_MOST: usize = 500;

/// How an act on a lot went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acted<T = ()> {
    /// Written.
    Done(T),
    /// Not written: what to correct.
    Problems(Vec<Problem>),
    /// Somebody changed the lot since it was read.
    Stale,
}

/// Who acts, on which lot, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct On<'a> {
    /// The lot.
    pub lot: LotId,
    /// Its version on the page.
    pub version: i32,
    /// Who.
    pub agent: &'a Agent,
    /// What they may do, where.
    pub grants: &'a Grants,
}

/// What binds a sealed account to its line.
fn binding(lot: &Lot, dossier: DossierId) -> String {
    format!("{}/lots/{}/{dossier}", lot.programme, lot.id)
}

/// Who may prepare, close and send: those who examine or validate the dossiers of that programme.
fn allowed(grants: &Grants, programme: &ProgrammeId, roles: &[Role]) -> Result<()> {
    if roles.iter().any(|role| grants.has(programme, *role)) {
        return Ok(());
    }
    Err(Refused::Because("Votre rôle dans ce programme ne permet pas cet acte.".into()).into())
}

/// The lot, kept from others until the end of the transaction; none when it is not the one that was read.
async fn lock(tx: &DatabaseTransaction, scope: &Scope, on: On<'_>, roles: &[Role]) -> Result<Option<Lot>> {
    let lot = lots::lock(tx, scope, on.lot).await?.ok_or(Refused::NotFound)?;
    allowed(on.grants, &lot.programme, roles)?;
    nobody_s_own(on.agent, &lots::lignes(tx, &lot).await?)?;
    Ok(Some(lot).filter(|lot| lot.version == on.version))
}

/// The dossier of that agent among these, if any: nobody pays themselves.
#[must_use]
pub fn own<'a>(agent: &Agent, lignes: impl IntoIterator<Item = &'a Ligne>) -> Option<&'a str> {
    let theirs = lignes.into_iter().find(|ligne| is_theirs(agent, &ligne.email));
    theirs.map(|ligne| ligne.numero.as_str())
}

/// Whether a dossier with that address is the agent's own.
#[must_use]
pub fn is_theirs(agent: &Agent, email: &str) -> bool {
    email_key(email) == agent.email_key
}

fn nobody_s_own(agent: &Agent, lignes: &[Ligne]) -> Result<()> {
    let told = |numero| format!("Ce lot porte le dossier {numero}, qui est le vôtre : un collègue doit s'en charger.");
    own(agent, lignes).map_or(Ok(()), |numero| Err(Refused::Because(told(numero)).into()))
}

/// An act that the state of the lot does not allow.
fn not_now<T>(lot: &Lot) -> Acted<T> {
    let message = format!("Ce lot est « {} » : cet acte n'y est pas possible.", lot.etat.libelle());
    Acted::Problems(vec![Problem::of("", message)])
}

/// Where the payment of a dossier stands, as its bénéficiaire may know it; none when it waits in no lot.
///
/// # Errors
/// The database.
pub async fn suivi(app: &App, scope: &Scope, dossier: DossierId) -> Result<Option<EtatLot>> {
    Ok(lots::of_dossier(&app.db, scope, dossier).await?.map(|place| place.etat))
}

/// The lot of that id.
///
/// # Errors
/// None in that scope, or the database.
pub async fn find(app: &App, scope: &Scope, lot: LotId) -> Result<Lot> {
    Ok(lots::find(&app.db, scope, lot).await?.ok_or(Refused::NotFound)?)
}

/// The error of a write that came too late.
fn stale_or<T>(error: db::Error) -> Result<Acted<T>> {
    if matches!(error, db::Error::Stale) { Ok(Acted::Stale) } else { Err(error.into()) }
}
