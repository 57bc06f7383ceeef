//! Acts over many dossiers: what is asked, how far it is, who may know of it. Its lines are in `lignes`;
//! doing them is left to `actions::traitements`.

mod ecrire;
mod lignes;
mod prendre;

pub use ecrire::{Chunk, extend, insert};
pub use lignes::{Ligne, LigneEtat, NewLigne, lignes, raisons, to_do};
pub use prendre::{Fin, Pris, begin, finish, prendre, relancer, reprendre, stop};

use super::entities::traitement::{Column, Entity, Model};
use super::entities::traitement_programme as within;
use super::{ConnectionTrait, Error, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId, TraitementId};
use guichet_domain::traitement::{Acte, Etat};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;

/// An act over many dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traitement {
    /// Its id.
    pub id: TraitementId,
    /// Who launched it: it is done with their rights, as they are when each line is done.
    pub agent: AgentId,
    /// What is done to each dossier.
    pub acte: Acte,
    /// The filter that its lines are written from; none when the dossiers were chosen one by one.
    pub q: Option<String>,
    /// The last dossier that has its line, while lines are being written.
    pub apres: Option<DossierId>,
    /// Whether all lines are written.
    pub pret: bool,
    /// Where it stands.
    pub etat: Etat,
    /// Lines written.
    pub total: i32,
    /// Lines done.
    pub faits: i32,
    /// Lines set aside.
    pub ecartes: i32,
    /// When it was launched.
    pub created_at: DateTime<Utc>,
    /// When its last line was done, or when it was stopped.
    pub done_at: Option<DateTime<Utc>>,
}

/// The traitement of that id. Who may see it is left to [`seen_by`] or the caller.
pub async fn find(db: &impl ConnectionTrait, id: TraitementId) -> Result<Option<Traitement>> {
    Entity::find_by_id(id.0).one(db).await?.map(read).transpose()
}

/// The traitement, if that agent launched it or manages a programme it has dossiers of.
pub async fn seen_by(
    db: &impl ConnectionTrait,
    id: TraitementId,
    agent: AgentId,
    managed: &BTreeSet<ProgrammeId>,
) -> Result<Option<Traitement>> {
    let query = Entity::find_by_id(id.0).filter(visible(agent, managed));
    query.one(db).await?.map(read).transpose()
}

/// The traitements that agent may see, latest first, before that one.
pub async fn list(
    db: &impl ConnectionTrait,
    agent: AgentId,
    managed: &BTreeSet<ProgrammeId>,
    before: Option<TraitementId>,
    limit: u64,
) -> Result<Vec<Traitement>> {
    let earlier = before.map(|id| Condition::all().add(Column::Id.lt(id.0)));
    let query = Entity::find()
        .filter(visible(agent, managed).add_option(earlier))
        // Ids follow the order of launching.
        .order_by_desc(Column::Id)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

fn visible(agent: AgentId, managed: &BTreeSet<ProgrammeId>) -> Condition {
    let mut there = Query::select();
    there
        .column(within::Column::TraitementId)
        .from(within::Entity)
        .and_where(within::Column::Programme.is_in(managed.iter().map(ProgrammeId::as_str)));
    let either = Condition::any().add(Column::AgentId.eq(agent.0)).add(Column::Id.in_subquery(there));
    Condition::all().add(either)
}

fn read(row: Model) -> Result<Traitement> {
    let etat = Etat::from_code(&row.etat).ok_or(Error::Unknown { what: "state of a traitement", code: row.etat })?;
    let acte = serde_json::from_str(&row.parametres)
        .map_err(|_| Error::Unknown { what: "act of a traitement", code: row.acte })?;
    Ok(Traitement {
        id: TraitementId(row.id),
        agent: AgentId(row.agent_id),
        acte,
        q: row.q,
        apres: row.apres.map(DossierId),
        pret: row.pret,
        etat,
        total: row.total,
        faits: row.faits,
        ecartes: row.ecartes,
        created_at: row.created_at,
        done_at: row.done_at,
    })
}
