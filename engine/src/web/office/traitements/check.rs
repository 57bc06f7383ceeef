//! The check page: what will be done, to which dossiers, and what is already known to be set aside.

use super::asked::Cible;
use crate::adapters::db::list::{self, Row};
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
        Cible::Filtre(_) => Err(Error::NotFound),
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
