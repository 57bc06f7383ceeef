//! Lots de versement, their lines and their history. What a lot may become is left to the domain, and sealing
//! an account to `actions`.

mod faits;
mod lignes;
mod prets;
mod retours;

pub use faits::{Fait, faits, hands, tell};
pub use lignes::{
    Frozen, Ligne, Place, add, etats, freeze, held, hinder, lignes, of_dossier, remove, reprise, send_back, settle,
    totals,
};
pub use prets::{ready, ready_counts, spent};
pub use retours::{Applique, Recu, applied, receive, retour};

use super::entities::lot::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope, numeros};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use guichet_domain::format::jour_paris;
use guichet_domain::ids::{AgentId, LotId, ProgrammeId};
use guichet_domain::versement::{EtatLot, numero};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, UpdateMany};

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// Whose dossiers it pays.
    pub programme: ProgrammeId,
    /// As people name it: `VFUS-2026-001`.
    pub numero: String,
    /// Where it stands.
    pub etat: EtatLot,
    /// Counts the writes: a page that shows another number is stale.
    pub version: i32,
    /// Who began it.
    pub prepare_par: AgentId,
    /// When.
    pub prepare_le: DateTime<Utc>,
    /// Who checked and closed it, and when.
    pub clos: Option<(AgentId, DateTime<Utc>)>,
    /// The day the bank is asked to pay.
    pub execution_le: Option<NaiveDate>,
    /// When it was given to the bank.
    pub transmis_le: Option<DateTime<Utc>>,
    /// The day and the reference of the payment, and who recorded them.
    pub paiement: Option<Paiement>,
    /// The checks as they were when it was closed, as JSON.
    pub controles: Option<String>,
    /// Why it was closed over what they warned of.
    pub confirmation: Option<String>,
    /// Who pays, as set when it was closed, as JSON.
    pub debiteur: Option<String>,
}

/// What was recorded of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paiement {
    /// Day of the versement.
    pub le: NaiveDate,
    /// Its reference.
    pub reference: String,
    /// Who recorded it.
    pub par: AgentId,
}

/// What is written with a new state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// Closing it.
    Clos {
        /// Who.
        par: AgentId,
        /// When.
        le: DateTime<Utc>,
        /// The day the bank is asked to pay.
        execution: NaiveDate,
        /// The checks, as JSON.
        controles: String,
        /// Why, over what they warned of.
        confirmation: Option<String>,
        /// Who pays, as JSON.
        debiteur: String,
    },
    /// Given to the bank.
    Transmis(DateTime<Utc>),
    /// The payment.
    Paiement(Paiement),
}

/// Opens a lot; it gets its number.
pub async fn insert(
    tx: &DatabaseTransaction,
    id: LotId,
    programme: &ProgrammeId,
    sigle: &str,
    agent: AgentId,
    sample: bool,
    at: DateTime<Utc>,
) -> Result<Lot> {
    let annee = jour_paris(at).year();
    let place = numeros::next_lot(tx, programme, annee).await?;
    let row = Model {
        id: id.0,
        programme: programme.0.clone(),
        numero: numero(sigle, annee, place),
        etat: EtatLot::Ouvert.code().to_owned(),
        version: 1,
        prepare_par: agent.0,
        prepare_le: at,
        clos_par: None,
        clos_le: None,
        execution_le: None,
        transmis_le: None,
        valeur_le: None,
        reference: None,
        paye_par: None,
        controles: None,
        confirmation: None,
        debiteur: None,
        sample,
    };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await?;
    read(row)
}

/// The lot of that id, if the scope reaches it.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: LotId) -> Result<Option<Lot>> {
    let query = Entity::find().filter(scope.of_programmes(Column::Programme)).filter(Column::Id.eq(id.0));
    query.one(db).await?.map(read).transpose()
}

/// The same, kept from other writers until the transaction ends.
pub async fn lock(tx: &DatabaseTransaction, scope: &Scope, id: LotId) -> Result<Option<Lot>> {
    let query =
        Entity::find().filter(scope.of_programmes(Column::Programme)).filter(Column::Id.eq(id.0)).lock_exclusive();
    query.one(tx).await?.map(read).transpose()
}

/// The latest lots that the scope reaches.
pub async fn list(db: &impl ConnectionTrait, scope: &Scope, limit: u64) -> Result<Vec<Lot>> {
    let query = Entity::find()
        .filter(scope.of_programmes(Column::Programme))
        .order_by_desc(Column::PrepareLe)
        .order_by_desc(Column::Id)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// Writes a lot that is still at the expected version.
///
/// # Errors
/// [`Error::Stale`] when it was written since.
pub async fn write(tx: &DatabaseTransaction, lot: &Lot, to: EtatLot, set: impl IntoIterator<Item = Set>) -> Result<()> {
    let update = Entity::update_many()
        .filter(Column::Id.eq(lot.id.0))
        .filter(Column::Version.eq(lot.version))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::Etat, Expr::val(to.code()));
    let update = set.into_iter().fold(update, put);
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

fn put(update: UpdateMany<Entity>, set: Set) -> UpdateMany<Entity> {
    match set {
        Set::Clos { par, le, execution, controles, confirmation, debiteur } => update
            .col_expr(Column::ClosPar, Expr::val(par.0))
            .col_expr(Column::ClosLe, Expr::val(le))
            .col_expr(Column::ExecutionLe, Expr::val(execution))
            .col_expr(Column::Controles, Expr::val(controles))
            .col_expr(Column::Confirmation, Expr::val(confirmation))
            .col_expr(Column::Debiteur, Expr::val(debiteur)),
        Set::Transmis(at) => update.col_expr(Column::TransmisLe, Expr::val(at)),
        Set::Paiement(paiement) => update
            .col_expr(Column::ValeurLe, Expr::val(paiement.le))
            .col_expr(Column::Reference, Expr::val(paiement.reference))
            .col_expr(Column::PayePar, Expr::val(paiement.par.0)),
    }
}

fn read(row: Model) -> Result<Lot> {
    let paiement = row.valeur_le.zip(row.reference).zip(row.paye_par);
    Ok(Lot {
        id: LotId(row.id),
        programme: ProgrammeId(row.programme),
        numero: row.numero,
        etat: etat(row.etat)?,
        version: row.version,
        prepare_par: AgentId(row.prepare_par),
        prepare_le: row.prepare_le,
        clos: row.clos_par.map(AgentId).zip(row.clos_le),
        execution_le: row.execution_le,
        transmis_le: row.transmis_le,
        paiement: paiement.map(|((le, reference), par)| Paiement { le, reference, par: AgentId(par) }),
        controles: row.controles,
        confirmation: row.confirmation,
        debiteur: row.debiteur,
    })
}

fn etat(code: String) -> Result<EtatLot> {
    EtatLot::from_code(&code).ok_or(Error::Unknown { what: "etat of a lot", code })
}
