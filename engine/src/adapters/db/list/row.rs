//! One line of the list: only what it shows, so that answers and verdicts are not read.

use crate::adapters::db::Result;
use crate::adapters::db::dossiers::etat;
use crate::adapters::db::entities::{agent, dossier, dossier_aide};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{AgentId, AideId, CampagneId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{Condition, QueryResult};
use uuid::Uuid;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its dossier.
    pub id: DossierId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// Its number.
    pub numero: String,
    /// In which campagne.
    pub campagne: CampagneId,
    /// Where it stands.
    pub etat: Etat,
    /// Its version, for acts from the list.
    pub version: i32,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Day of the request.
    pub demande_le: NaiveDate,
    /// When it was submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The working day from which its wait for staff counts; none while nobody of the staff must act.
    pub attend_depuis: Option<NaiveDate>,
    /// When it was last written.
    pub changed_at: DateTime<Utc>,
    /// Sum of its aides, in cents.
    pub total_centimes: Option<i64>,
    /// Whether bank details are missing.
    pub versement_manque: bool,
    /// When it was last decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Pièces asked for that have no file.
    pub pieces_manquantes: i32,
    /// Pièces refused and not yet replaced.
    pub pieces_refusees: i32,
    /// What the rules say, as stored; none before the first verdict.
    pub eligible: Option<String>,
    /// Whether the bénéficiaire answered a complément that nobody has decided on yet.
    pub complete: bool,
    /// Whether another dossier shares its person, account, foyer or child.
    pub doublon: bool,
    /// Who examines it.
    pub conseiller: Option<Conseiller>,
    /// Its aides, in the order of their ids.
    pub aides: Vec<AideId>,
}

/// Who examines a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conseiller {
    /// The agent.
    pub id: AgentId,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
}

/// What a condition leaves, told by number and name.
pub(super) fn named(wanted: Condition) -> SelectStatement {
    use dossier::Column;
    let columns = [Column::Id, Column::Numero, Column::Prenom, Column::Nom];
    Query::select()
        .columns(columns.map(|column| (dossier::Entity, column)))
        .from(dossier::Entity)
        .cond_where(wanted)
        .take()
}

/// The lines that a condition leaves, each with its conseiller's name.
pub(super) fn lines(wanted: Condition) -> SelectStatement {
    use dossier::Column;
    let columns = [
        Column::Id,
        Column::Programme,
        Column::Numero,
        Column::Campagne,
        Column::Etat,
        Column::Version,
        Column::Nom,
        Column::Prenom,
        Column::DemandeLe,
        Column::SubmittedAt,
        Column::AttendDepuis,
        Column::ChangedAt,
        Column::TotalCentimes,
        Column::VersementManque,
        Column::DecidedAt,
        Column::PiecesManquantes,
        Column::PiecesRefusees,
        Column::Eligible,
        Column::Complete,
        Column::Doublon,
        Column::ConseillerId,
    ];
    Query::select()
        .columns(columns.map(|column| (dossier::Entity, column)))
        .expr_as(agent_column(agent::Column::Prenom), "conseiller_prenom")
        .expr_as(agent_column(agent::Column::Nom), "conseiller_nom")
        .expr_as(aides(), "aides")
        .from(dossier::Entity)
        .left_join(
            agent::Entity,
            agent_column(agent::Column::Id).equals((dossier::Entity, dossier::Column::ConseillerId)),
        )
        .cond_where(wanted)
        .take()
}

/// Reads a line.
pub(super) fn read(row: &QueryResult) -> Result<Row> {
    let conseiller: Option<Uuid> = row.try_get("", "conseiller_id")?;
    let prenom: Option<String> = row.try_get("", "conseiller_prenom")?;
    let nom: Option<String> = row.try_get("", "conseiller_nom")?;
    Ok(Row {
        id: DossierId(row.try_get("", "id")?),
        programme: ProgrammeId(row.try_get("", "programme")?),
        numero: row.try_get("", "numero")?,
        campagne: CampagneId(row.try_get("", "campagne")?),
        etat: etat(row.try_get("", "etat")?)?,
        version: row.try_get("", "version")?,
        nom: row.try_get("", "nom")?,
        prenom: row.try_get("", "prenom")?,
        demande_le: row.try_get("", "demande_le")?,
        submitted_at: row.try_get("", "submitted_at")?,
        attend_depuis: row.try_get("", "attend_depuis")?,
        changed_at: row.try_get("", "changed_at")?,
        total_centimes: row.try_get("", "total_centimes")?,
        versement_manque: row.try_get("", "versement_manque")?,
        decided_at: row.try_get("", "decided_at")?,
        pieces_manquantes: row.try_get("", "pieces_manquantes")?,
        pieces_refusees: row.try_get("", "pieces_refusees")?,
        eligible: row.try_get("", "eligible")?,
        complete: row.try_get("", "complete")?,
        doublon: row.try_get("", "doublon")?,
        conseiller: conseiller.map(|id| Conseiller {
            id: AgentId(id),
            prenom: prenom.unwrap_or_default(),
            nom: nom.unwrap_or_default(),
        }),
        aides: listed(row.try_get("", "aides")?),
    })
}

fn agent_column(column: agent::Column) -> Expr {
    Expr::col((agent::Entity, column))
}

/// The aides of a line as one text: they cost neither a query nor a row each.
fn aides() -> Expr {
    use dossier_aide::Column;
    let own = |column| Expr::col((dossier_aide::Entity, column));
    let all = Func::cust("string_agg").arg(own(Column::Aide)).arg(",");
    let mut select = Query::select();
    select
        .expr(all)
        .from(dossier_aide::Entity)
        .and_where(own(Column::DossierId).equals((dossier::Entity, dossier::Column::Id)));
    Expr::from(select)
}

/// An id is made of letters, digits and `_`, never of a comma.
fn listed(text: Option<String>) -> Vec<AideId> {
    let mut aides: Vec<AideId> = text.iter().flat_map(|text| text.split(',')).map(AideId::from).collect();
    aides.sort_unstable();
    aides
}
