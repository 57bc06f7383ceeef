//! Dossiers: read through a scope, written on a condition. What a write means is left to `domain::dossier`.

mod aides;
mod champs;
mod free;
mod insert;
mod write;

pub use aides::{Aide, aides, set_aides};
pub use champs::set_champs;
pub use free::oldest_free;
pub use insert::{NewDossier, insert};
pub use write::{
    Answers, Change, Paiement, Set, Signes, assign, mark_sample, note, save_answers, set_versement_manque, touch,
    transition,
};

use super::entities::dossier::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::dossier::{Attente, Etat};
use guichet_domain::ids::{AgentId, BeneficiaireId, CampagneId, DossierId, ProgrammeId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

/// A dossier, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// As people name it: `FUS-2020-000123`.
    pub numero: String,
    /// Whose it is.
    pub beneficiaire: BeneficiaireId,
    /// In which campagne.
    pub campagne: CampagneId,
    /// Hash of its rules.
    pub version_hash: String,
    /// First day of its rules.
    pub version_du: NaiveDate,
    /// Day of the request.
    pub demande_le: NaiveDate,
    /// Where it stands.
    pub etat: Etat,
    /// Counts the writes: a page that shows another number is stale.
    pub version: i32,
    /// Answers, as JSON; secret champs are encrypted in it.
    pub reponses: String,
    /// Last name, as answered.
    pub nom: String,
    /// First name, as answered.
    pub prenom: String,
    /// Address, as answered.
    pub email: String,
    /// The verdict of the test it came from, as JSON.
    pub verdict_essai: Option<String>,
    /// The verdict on the answers as they are, as JSON.
    pub verdict: Option<String>,
    /// Sum of its aides, in cents.
    pub total_centimes: Option<i64>,
    /// Who examines it.
    pub conseiller: Option<AgentId>,
    /// Who last decided it as conseiller.
    pub instruit_par: Option<AgentId>,
    /// Its payment.
    pub paiement: Option<Paiement>,
    /// Whether bank details are still missing.
    pub versement_manque: bool,
    /// Made by the demo.
    pub sample: bool,
    /// The working day from which its wait for staff counts; none while nobody of the staff must act.
    /// Days waited before a complément are already taken off, so that it sorts the queue by itself.
    pub attend_depuis: Option<NaiveDate>,
    /// Working days waited before the bénéficiaire last had to act.
    pub attente_jours: i32,
    /// Pièces asked for that have no file.
    pub pieces_manquantes: i32,
    /// Pièces refused and not yet replaced.
    pub pieces_refusees: i32,
    /// What the rules say of the answers as they stand; none before the first verdict.
    pub eligible: Option<String>,
    /// Whether the bénéficiaire answered a complément that nobody has decided on yet.
    pub complete: bool,
    /// Whether another dossier shares its person, account, foyer or child.
    pub doublon: bool,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last written.
    pub changed_at: DateTime<Utc>,
    /// When it was submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was last decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
}

impl Dossier {
    /// Its wait for staff.
    #[must_use]
    pub fn attente(&self) -> Attente {
        Attente { depuis: self.attend_depuis, jours: self.attente_jours.unsigned_abs() }
    }
}

/// The dossier of that id, if the scope reaches it.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<Option<Dossier>> {
    let query = Entity::find().filter(scope.of_dossiers()).filter(Column::Id.eq(id.0));
    query.one(db).await?.map(read).transpose()
}

/// The dossier of that id with the others of the same bénéficiaire, newest first, as far as the scope reaches.
pub async fn find_among(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: DossierId,
) -> Result<Option<(Dossier, Vec<Dossier>)>> {
    let whose = Entity::find().select_only().column(Column::BeneficiaireId).filter(Column::Id.eq(id.0)).into_query();
    let query = newest(scope).filter(Column::BeneficiaireId.in_subquery(whose));
    let mut all: Vec<Dossier> = query.all(db).await?.into_iter().map(read).collect::<Result<_>>()?;
    let place = all.iter().position(|dossier| dossier.id == id);
    Ok(place.map(|place| (all.remove(place), all)))
}

/// The dossier of that id, kept from other writers until the transaction ends.
pub async fn lock(tx: &DatabaseTransaction, scope: &Scope, id: DossierId) -> Result<Option<Dossier>> {
    // On SQLite the clause is left out: the transaction already holds the only writer's place.
    let query = Entity::find().filter(scope.of_dossiers()).filter(Column::Id.eq(id.0)).lock_exclusive();
    query.one(tx).await?.map(read).transpose()
}

/// Those of these dossiers that the scope reaches, kept from other writers until the transaction ends; locked
/// in one order.
pub async fn lock_many(tx: &DatabaseTransaction, scope: &Scope, ids: &[DossierId]) -> Result<Vec<Dossier>> {
    some(scope, ids).lock_exclusive().all(tx).await?.into_iter().map(read).collect()
}

/// Those of these dossiers that the scope reaches.
pub async fn many(db: &impl ConnectionTrait, scope: &Scope, ids: &[DossierId]) -> Result<Vec<Dossier>> {
    some(scope, ids).all(db).await?.into_iter().map(read).collect()
}

/// The dossiers of these numbers that the scope reaches.
pub async fn of_numeros(db: &impl ConnectionTrait, scope: &Scope, numeros: &[String]) -> Result<Vec<DossierId>> {
    let query = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(scope.of_dossiers())
        .filter(Column::Numero.is_in(numeros.iter().map(String::as_str)));
    Ok(query.into_tuple().all(db).await?.into_iter().map(DossierId).collect())
}

fn some(scope: &Scope, ids: &[DossierId]) -> Select<Entity> {
    Entity::find()
        .filter(scope.of_dossiers())
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(Column::Id)
}

/// The next dossiers that the scope reaches, in the order of their ids, held in the same way.
pub async fn lock_following(
    tx: &DatabaseTransaction,
    scope: &Scope,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<Dossier>> {
    let mut query = Entity::find().filter(scope.of_dossiers()).order_by_asc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    query.lock_exclusive().all(tx).await?.into_iter().map(read).collect()
}

/// Its programme, and the same hold on it: what it holds is not read.
pub async fn hold(tx: &DatabaseTransaction, scope: &Scope, id: DossierId) -> Result<Option<ProgrammeId>> {
    let query = Entity::find().select_only().column(Column::Programme).filter(scope.of_dossiers());
    let programme = query.filter(Column::Id.eq(id.0)).lock_exclusive().into_tuple::<String>().one(tx).await?;
    Ok(programme.map(ProgrammeId))
}

/// The dossiers of a bénéficiaire that the scope reaches, newest first.
pub async fn of_beneficiaire(
    db: &impl ConnectionTrait,
    scope: &Scope,
    beneficiaire: BeneficiaireId,
) -> Result<Vec<Dossier>> {
    newest(scope).filter(Column::BeneficiaireId.eq(beneficiaire.0)).all(db).await?.into_iter().map(read).collect()
}

fn newest(scope: &Scope) -> Select<Entity> {
    Entity::find().filter(scope.of_dossiers()).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id)
}

/// The programme and the version of some dossiers that the scope reaches, in the order of their ids.
pub async fn versions(
    db: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[DossierId],
) -> Result<Vec<(DossierId, ProgrammeId, i32)>> {
    let query = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Programme, Column::Version])
        .filter(scope.of_dossiers())
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(Column::Id);
    let found: Vec<(uuid::Uuid, String, i32)> = query.into_tuple().all(db).await?;
    Ok(found.into_iter().map(|(id, programme, version)| (DossierId(id), ProgrammeId(programme), version)).collect())
}

/// `NaiveDate::MIN` means always, but PostgreSQL refuses a day that far back.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day of the calendar");

/// The dossiers being filled in under rules that start within `[since, before)`, oldest first.
pub async fn unfinished_under_older(
    db: &impl ConnectionTrait,
    scope: &Scope,
    since: NaiveDate,
    before: NaiveDate,
) -> Result<Vec<DossierId>> {
    let editable = Etat::ALL.into_iter().filter(|etat| etat.editable()).map(Etat::code);
    let query = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(scope.of_dossiers())
        .filter(Column::Etat.is_in(editable))
        .filter(Column::VersionDu.gte(since.max(EARLIEST)))
        .filter(Column::VersionDu.lt(before))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id);
    Ok(query.into_tuple().all(db).await?.into_iter().map(DossierId).collect())
}

/// The state a stored code stands for.
pub(super) fn etat(code: String) -> Result<Etat> {
    Etat::from_code(&code).ok_or(Error::Unknown { what: "etat", code })
}

fn read(row: Model) -> Result<Dossier> {
    Ok(Dossier {
        id: DossierId(row.id),
        programme: ProgrammeId(row.programme),
        numero: row.numero,
        beneficiaire: BeneficiaireId(row.beneficiaire_id),
        campagne: CampagneId(row.campagne),
        version_hash: row.version_hash,
        version_du: row.version_du,
        demande_le: row.demande_le,
        etat: etat(row.etat)?,
        version: row.version,
        reponses: row.reponses,
        nom: row.nom,
        prenom: row.prenom,
        email: row.email,
        verdict_essai: row.verdict_essai,
        verdict: row.verdict,
        total_centimes: row.total_centimes,
        conseiller: row.conseiller_id.map(AgentId),
        instruit_par: row.instruit_par.map(AgentId),
        paiement: row.paid_on.zip(row.paid_reference).map(|(le, reference)| Paiement { le, reference }),
        versement_manque: row.versement_manque,
        sample: row.sample,
        attend_depuis: row.attend_depuis,
        attente_jours: row.attente_jours,
        pieces_manquantes: row.pieces_manquantes,
        pieces_refusees: row.pieces_refusees,
        eligible: row.eligible,
        complete: row.complete,
        doublon: row.doublon,
        created_at: row.created_at,
        changed_at: row.changed_at,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
        closed_at: row.closed_at,
    })
}
