//! What a file tells of some dossiers: at most four queries, whatever their number; only what the columns
//! need is read.

use crate::adapters::db::dossiers::{self, Aide, etat};
use crate::adapters::db::entities::{agent, dossier, event};
use crate::adapters::db::fichiers::Fichier;
use crate::adapters::db::{ConnectionTrait, Result, Scope, fichiers};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::dossier::{Etat, Fact};
use guichet_domain::ids::{DossierId, MotifId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, JoinType, QueryResult};
use std::collections::BTreeMap;

/// What is read besides the row itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// The answers.
    pub reponses: bool,
    /// The aides.
    pub aides: bool,
    /// The last motif of refus.
    pub motif: bool,
    /// The files.
    pub fichiers: bool,
}

/// A dossier, as a file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ligne {
    /// Which.
    pub id: DossierId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// Its number.
    pub numero: String,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Address.
    pub email: String,
    /// Its campagne.
    pub campagne: String,
    /// Hash of its rules.
    pub version_hash: String,
    /// Where it stands.
    pub etat: Etat,
    /// Who examines it.
    pub conseiller: String,
    /// Day of the request.
    pub demande_le: NaiveDate,
    /// When it was deposited.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was last decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// The working day from which its wait counts.
    pub attend_depuis: Option<NaiveDate>,
    /// Sum of its aides, in cents.
    pub total_centimes: Option<i64>,
    /// Day of its payment.
    pub paid_on: Option<NaiveDate>,
    /// Reference of its payment.
    pub paid_reference: String,
    /// Pièces without a file.
    pub pieces_manquantes: i32,
    /// Pièces refused.
    pub pieces_refusees: i32,
    /// Whether another dossier shares something with it.
    pub doublon: bool,
    /// Whether a complément was answered.
    pub complete: bool,
    /// Whether bank details are missing.
    pub versement_manque: bool,
    /// Answers, as JSON, secret champs sealed; empty when not asked.
    pub reponses: String,
    /// Its aides.
    pub aides: Vec<Aide>,
    /// Motif of its last refus.
    pub motif: Option<MotifId>,
    /// Its files.
    pub fichiers: Vec<Fichier>,
}

/// The dossiers of these ids that the scope reaches, in the order of the ids given.
///
/// # Errors
/// The database, or what it holds is unknown to this program.
pub async fn lignes(db: &impl ConnectionTrait, scope: &Scope, ids: &[DossierId], parts: Parts) -> Result<Vec<Ligne>> {
    let rows = db.query_all(&select(scope, ids, parts)).await?;
    let mut lignes = rows.iter().map(|row| read(row, parts)).collect::<Result<Vec<Ligne>>>()?;
    let mut aides = if parts.aides { dossiers::aides(db, scope, ids).await? } else { BTreeMap::new() };
    let mut motifs = if parts.motif { motifs(db, scope, ids).await? } else { BTreeMap::new() };
    let mut files = if parts.fichiers { fichiers::of_dossiers(db, scope, ids).await? } else { BTreeMap::new() };
    for ligne in &mut lignes {
        ligne.aides = aides.remove(&ligne.id).unwrap_or_default();
        ligne.motif = motifs.remove(&ligne.id);
        ligne.fichiers = files.remove(&ligne.id).unwrap_or_default();
    }
    let places: BTreeMap<DossierId, usize> = ids.iter().copied().zip(0..).collect();
    lignes.sort_by_key(|ligne| places.get(&ligne.id).copied());
    Ok(lignes)
}

fn select(scope: &Scope, ids: &[DossierId], parts: Parts) -> SelectStatement {
    use dossier::Column;
    let columns = [
        Column::Id,
        Column::Programme,
        Column::Numero,
        Column::Nom,
        Column::Prenom,
        Column::Email,
        Column::Campagne,
        Column::VersionHash,
        Column::Etat,
        Column::DemandeLe,
        Column::SubmittedAt,
        Column::DecidedAt,
        Column::ChangedAt,
        Column::AttendDepuis,
        Column::TotalCentimes,
        Column::PaidOn,
        Column::PaidReference,
        Column::PiecesManquantes,
        Column::PiecesRefusees,
        Column::Doublon,
        Column::Complete,
        Column::VersementManque,
    ];
    let mut select = Query::select();
    select
        .columns(columns.map(|column| (dossier::Entity, column)))
        .expr_as(Expr::col((agent::Entity, agent::Column::Prenom)), "conseiller_prenom")
        .expr_as(Expr::col((agent::Entity, agent::Column::Nom)), "conseiller_nom")
        .from(dossier::Entity)
        .join(
            JoinType::LeftJoin,
            agent::Entity,
            Expr::col((agent::Entity, agent::Column::Id)).equals((dossier::Entity, Column::ConseillerId)),
        )
        .cond_where(scope.of_dossiers())
        .and_where(Column::Id.is_in(ids.iter().map(|id| id.0)));
    if parts.reponses {
        select.column((dossier::Entity, Column::Reponses));
    }
    select
}

fn read(row: &QueryResult, parts: Parts) -> Result<Ligne> {
    let words = |column: &str| row.try_get::<Option<String>>("", column).map(Option::unwrap_or_default);
    let conseiller = format!("{} {}", words("conseiller_prenom")?, words("conseiller_nom")?);
    Ok(Ligne {
        id: DossierId(row.try_get("", "id")?),
        programme: ProgrammeId(row.try_get("", "programme")?),
        numero: row.try_get("", "numero")?,
        nom: row.try_get("", "nom")?,
        prenom: row.try_get("", "prenom")?,
        email: row.try_get("", "email")?,
        campagne: row.try_get("", "campagne")?,
        version_hash: row.try_get("", "version_hash")?,
        etat: etat(row.try_get("", "etat")?)?,
        conseiller: conseiller.trim().to_owned(),
        demande_le: row.try_get("", "demande_le")?,
        submitted_at: row.try_get("", "submitted_at")?,
        decided_at: row.try_get("", "decided_at")?,
        changed_at: row.try_get("", "changed_at")?,
        attend_depuis: row.try_get("", "attend_depuis")?,
        total_centimes: row.try_get("", "total_centimes")?,
        paid_on: row.try_get("", "paid_on")?,
        paid_reference: words("paid_reference")?,
        pieces_manquantes: row.try_get("", "pieces_manquantes")?,
        pieces_refusees: row.try_get("", "pieces_refusees")?,
        doublon: row.try_get("", "doublon")?,
        complete: row.try_get("", "complete")?,
        versement_manque: row.try_get("", "versement_manque")?,
        reponses: if parts.reponses { row.try_get("", "reponses")? } else { String::new() },
        aides: vec![],
        motif: None,
        fichiers: vec![],
    })
}

/// The motif of the last refus of each.
async fn motifs(db: &impl ConnectionTrait, scope: &Scope, ids: &[DossierId]) -> Result<BTreeMap<DossierId, MotifId>> {
    use event::Column;
    let select = Query::select()
        .columns([Column::DossierId, Column::Data])
        .from(event::Entity)
        .cond_where(scope.of_children(Column::Programme, Column::DossierId))
        .and_where(Column::DossierId.is_in(ids.iter().map(|id| id.0)))
        .and_where(Column::Fait.eq("refus"))
        .order_by(Column::Seq, sea_orm::sea_query::Order::Asc)
        .take();
    let mut motifs = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let data: String = row.try_get("", "data")?;
        if let Ok(Fact::Refus { motif, .. }) = serde_json::from_str(&data) {
            // A later one takes the place of an earlier one.
            motifs.insert(DossierId(row.try_get("", "dossier_id")?), motif);
        }
    }
    Ok(motifs)
}
