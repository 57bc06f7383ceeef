//! Everything the page of a dossier is made from, in a constant number of queries.

use super::super::liste::rang::Rang;
use super::super::liste::{self, query::Query};
use super::super::staff::{self, People};
use super::textes::Filled;
use crate::actions::loaded::{self, Loaded};
use crate::adapters::db::dossiers::{self, Aide, Dossier};
use crate::adapters::db::events::{self, Event};
use crate::adapters::db::examens::{self, Last};
use crate::adapters::db::list::{self, Neighbour};
use crate::adapters::db::lots::{self, Place};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use guichet_domain::dossier::{Acteur, Etat, Tour};
use guichet_domain::ids::{AgentId, DossierId, PieceId};
use guichet_domain::programme::Quand;
use guichet_domain::verdict::Verdict;

/// What was read.
pub(super) struct Read {
    pub(super) loaded: Loaded,
    /// What the rules say of the answers as they stand.
    pub(super) verdict: Verdict,
    /// Whether bank details are missing.
    pub(super) versement_manque: bool,
    /// The pièces asked in the end, in the order of the version.
    pub(super) asked: Vec<PieceId>,
    /// The ready texts with its own figures.
    pub(super) textes: Filled,
    /// As what the agent may act on it.
    pub(super) acteurs: Vec<Acteur>,
    /// Oldest first.
    pub(super) events: Vec<Event>,
    pub(super) people: People,
    /// Who may be given this dossier.
    pub(super) examiners: Vec<AgentId>,
    /// What was last said of each pièce.
    pub(super) examens: Vec<Last>,
    /// The sums given so far.
    pub(super) aides: Vec<Aide>,
    /// The lot in which it waits to be paid.
    pub(super) lot: Option<Place>,
    /// The list one came from.
    pub(super) list: Query,
    /// Its place in that list, as it was.
    pub(super) rang: Option<Rang>,
    /// Whether the dossier is still in it.
    pub(super) listed: bool,
    pub(super) before: Option<Neighbour>,
    pub(super) after: Option<Neighbour>,
    /// The same person's, this one left out.
    pub(super) others: Vec<Dossier>,
}

impl Read {
    /// « Solène Le Gall ».
    pub(super) fn person(&self) -> String {
        liste::person(&self.loaded.row)
    }

    /// Whose turn it is.
    pub(super) fn tour(&self) -> Tour {
        self.loaded.tour(self.versement_manque)
    }

    /// The place of the last fact, as this page was read.
    pub(super) fn seq(&self) -> i32 {
        self.events.last().map_or(0, |event| event.seq)
    }
}

/// Reads a dossier of the agent's programmes. Every page that shows one starts here: the log tells who saw it.
pub(super) async fn read(app: &App, visit: &AgentVisit, id: DossierId, list: &str) -> Result<Read, Error> {
    let scope = staff::scope(app, visit);
    let (loaded, others) = loaded::load_among(app, &scope, id).await?;
    tracing::info!(target: "securite", agent = %visit.agent.id, dossier = %id, "dossier lu");
    let events = events::of_dossier(&app.db, &scope, id).await?;
    let (people, examiners) = People::with_examiners(app, &loaded.row.programme).await?;
    let examens = examens::of_dossier(&app.db, &scope, id).await?;
    let aides = dossiers::aides(&app.db, &scope, &[id]).await?.remove(&id).unwrap_or_default();
    // Only what is to be paid waits in a lot.
    let lot = match loaded.row.etat {
        Etat::ValideManager => lots::of_dossier(&app.db, &scope, id).await?,
        _ => None,
    };
    let list = Query::parse(list);
    let (listed, before, after) = around(app, visit, &list, (id, loaded.row.etat)).await?;
    let reading = loaded.reading();
    let asked = reading.asked_pieces(Quand::ValideManager).into_iter().map(|piece| piece.id.clone()).collect();
    let (verdict, textes) = (reading.verdict(), Filled::of(&loaded.version, &reading));
    Ok(Read {
        verdict,
        versement_manque: loaded.versement_manque_in(&reading),
        asked,
        textes,
        acteurs: staff::acteurs(&visit.grants, &loaded.row.programme),
        examiners,
        others,
        loaded,
        events,
        people,
        examens,
        aides,
        lot,
        list,
        rang: None,
        listed,
        before,
        after,
    })
}

async fn around(
    app: &App,
    visit: &AgentVisit,
    list: &Query,
    (id, etat): (DossierId, Etat),
) -> Result<(bool, Option<Neighbour>, Option<Neighbour>), Error> {
    let Some(asked) = liste::carried(app, visit, list).await? else { return Ok((true, None, None)) };
    let (before, after) = list::neighbours(&app.db, &asked, &staff::desk(app, visit), id).await?;
    // Alone in its list, a dossier has no neighbour either: only its statut tells that it left.
    let listed = asked.filter.etats.is_empty() || asked.filter.etats.contains(&etat);
    Ok((listed, before, after))
}
