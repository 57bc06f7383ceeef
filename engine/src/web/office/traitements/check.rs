//! The check page: what will be done, to which dossiers, and what is already known to be set aside.

use super::asked::Cible;
use crate::actions::traitements as act;
use crate::adapters::db::list::{self, Listing, Row};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::place::address;
use crate::web::office::parts::State;
use crate::web::office::staff;
use guichet_domain::access::Role;
use guichet_domain::format;
use guichet_domain::ids::DossierId;
use guichet_domain::traitement::{Genre, Seen, foreseen};
use serde::Serialize;

/// What an act would find.
#[derive(Default)]
pub(super) struct Checked {
    /// One by one, when they were chosen so.
    pub(super) lignes: Vec<Line>,
    /// By state, when a search leaves them.
    pub(super) groupes: Vec<Group>,
    /// All of them.
    pub(super) total: u64,
    /// Those that nothing is known against.
    pub(super) prets: u64,
    /// What these come to, in cents; unknown of a search.
    pub(super) centimes: Option<i64>,
}

/// One dossier.
#[derive(Serialize)]
pub(super) struct Line {
    href: String,
    numero: String,
    /// `id:version`, posted back.
    valeur: String,
    nom: String,
    programme: String,
    etat: State,
    montant: String,
    pret: bool,
    resultat: String,
}

/// The dossiers in one state.
#[derive(Serialize)]
pub(super) struct Group {
    etat: State,
    nombre: String,
    pret: bool,
    resultat: String,
}

/// Reads the dossiers.
pub(super) async fn of(
    app: &App,
    visit: &AgentVisit,
    genre: Genre,
    cible: &Cible,
    list: &str,
) -> Result<Checked, Error> {
    match cible {
        Cible::Filtre(q) => by_state(app, visit, genre, q).await,
        Cible::Choisis(chosen) => {
            let ids: Vec<DossierId> = chosen.keys().copied().collect();
            let rows = list::some(&app.db, &staff::scope(app, visit), &ids).await?;
            if rows.is_empty() {
                return Err(Error::NotFound);
            }
            let ready = |row: &&Row| against(visit, genre, row).is_none();
            Ok(Checked {
                total: u64::try_from(rows.len()).unwrap_or_default(),
                prets: u64::try_from(rows.iter().filter(ready).count()).unwrap_or_default(),
                centimes: Some(rows.iter().filter(ready).filter_map(|row| row.total_centimes).sum()),
                lignes: rows
                    .iter()
                    .map(|row| line(app, visit, genre, row, chosen.get(&row.id).copied().flatten(), list))
                    .collect(),
                groupes: vec![],
            })
        }
    }
}

/// The list that a search makes; the list's own page tells what is wrong with one.
pub(super) async fn listing(app: &App, visit: &AgentVisit, q: &str) -> Result<Listing, Error> {
    let read = act::searched(app, visit.agent.id, &visit.grants, q).await?;
    read.map_err(|_| Error::BadRequest("Cette recherche n'est pas comprise. Corrigez-la dans la liste.".into()))
}

async fn by_state(app: &App, visit: &AgentVisit, genre: Genre, q: &str) -> Result<Checked, Error> {
    let listing = listing(app, visit, q).await?;
    let mut counts = list::counts(&app.db, &listing).await?.by_etat;
    let etats = &listing.filter.etats;
    counts.retain(|etat, _| etats.is_empty() || etats.contains(etat));
    let somewhere = |role| {
        let mine = crate::actions::agents::queue(app, &visit.grants);
        mine.iter().any(|programme| visit.grants.has(programme, role))
    };
    let (conseiller, manager) = (somewhere(Role::Conseiller), somewhere(Role::Manager));
    let mut checked = Checked::default();
    for (etat, number) in counts {
        let against = foreseen(genre, Seen { etat, versement_manque: false, conseiller, manager });
        checked.total += number;
        checked.prets += if against.is_none() { number } else { 0 };
        checked.groupes.push(Group {
            etat: State::of(etat),
            nombre: format::nombre(number.into()),
            pret: against.is_none(),
            resultat: against.unwrap_or_else(|| "Prêts".to_owned()),
        });
    }
    Ok(checked)
}

fn against(visit: &AgentVisit, genre: Genre, row: &Row) -> Option<String> {
    let has = |role| visit.grants.has(&row.programme, role);
    let seen = Seen {
        etat: row.etat,
        versement_manque: row.versement_manque,
        conseiller: has(Role::Conseiller),
        manager: has(Role::Manager),
    };
    foreseen(genre, seen)
}

/// The version that a page showed first is kept: what changed since is not done unread.
fn line(app: &App, visit: &AgentVisit, genre: Genre, row: &Row, version: Option<i32>, list: &str) -> Line {
    let against = against(visit, genre, row);
    let programme = app.catalogue().get(&row.programme);
    Line {
        href: address(row.id, list),
        numero: row.numero.clone(),
        valeur: format!("{}:{}", row.id, version.unwrap_or(row.version)),
        nom: format!("{} {}", row.prenom, row.nom).trim().to_owned(),
        programme: programme.map_or_else(|| row.programme.to_string(), |programme| programme.nom.clone()),
        etat: State::of(row.etat),
        montant: row.total_centimes.map(format::centimes).unwrap_or_default(),
        pret: against.is_none(),
        resultat: against.unwrap_or_else(|| "Prêt".to_owned()),
    }
}
