//! `/exports` and `/exports/{export}`: how far each file is, and where to take it.

use crate::actions::Refused;
use crate::actions::exports::{allowed, nom};
use crate::adapters::db::exports::{self, EtatExport, Export};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::liste::columns;
use crate::web::office::parts::State as Sign;
use crate::web::office::staff;
use crate::web::page;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::format;
use serde::Serialize;
use std::sync::Arc;

/// Files on the page.
const SHOWN: u64 = 50;

#[derive(Serialize)]
struct Line {
    href: String,
    nom: String,
    forme: &'static str,
    recherche: String,
    ordre: String,
    demande: String,
    etat: Sign,
    dossiers: String,
    taille: Option<String>,
    /// Where to take it.
    fichier: Option<String>,
    expire: String,
    raison: Option<String>,
    /// Whether a reload may tell more.
    en_cours: bool,
    faits: i64,
    total: Option<i64>,
    perdu: bool,
}

#[derive(Serialize)]
struct IndexPage {
    lignes: Vec<Line>,
}

#[derive(Serialize)]
struct ShowPage {
    ligne: Line,
}

/// The files of the agent, newest first.
pub(super) async fn index(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    let found = exports::of_agent(&app.db, visit.agent.id, SHOWN).await?;
    let page = IndexPage { lignes: found.iter().map(|export| line(&app, &visit, export)).collect() };
    page::show(&app, &visit.visit, "office/exports/index.html", &page)
}

/// One of them.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let found = exports::find_own(&app.db, visit.agent.id, staff::id(&id)?).await?.ok_or(Refused::NotFound)?;
    page::show(&app, &visit.visit, "office/exports/show.html", &ShowPage { ligne: line(&app, &visit, &found) })
}

fn line(app: &App, visit: &AgentVisit, export: &Export) -> Line {
    let past = app.clock.now() >= export.expires_at;
    let etat = if past && export.etat == EtatExport::Pret { EtatExport::Expire } else { export.etat };
    let perdu = !allowed(app, &visit.grants, export);
    let of = |number: i64| format::nombre(number.into());
    Line {
        href: format!("/exports/{}", export.id),
        nom: nom(export),
        forme: export.forme.libelle(),
        recherche: match (export.demande.choisis.len(), export.demande.q.as_str()) {
            (0, "") => "Tous les dossiers".to_owned(),
            (0, q) => q.to_owned(),
            (chosen, _) => format!("{chosen} dossiers cochés"),
        },
        ordre: columns::ordre(export.demande.tri),
        demande: format::moment(export.created_at),
        etat: sign(etat),
        dossiers: match export.total {
            Some(total) if etat == EtatExport::EnCours => format!("{} sur {}", of(export.faits), of(total)),
            Some(total) => of(total),
            None => "—".to_owned(),
        },
        taille: export.octets.and_then(|octets| octets.try_into().ok()).map(format::taille),
        fichier: (etat == EtatExport::Pret && !perdu).then(|| format!("/exports/{}/fichier", export.id)),
        expire: format::moment(export.expires_at),
        raison: export.raison.clone(),
        en_cours: matches!(etat, EtatExport::Demande | EtatExport::EnCours),
        faits: export.faits,
        total: export.total,
        perdu,
    }
}

fn sign(etat: EtatExport) -> Sign {
    match etat {
        EtatExport::Demande => Sign::new("brouillon", "brouillon", "En attente"),
        EtatExport::EnCours => Sign::new("attente", "attente", "En cours"),
        EtatExport::Pret => Sign::new("valide", "valide", "Prêt"),
        EtatExport::Echoue => Sign::new("refuse", "refuse", "Impossible"),
        EtatExport::Expire => Sign::new("abandonne", "abandonne", "Expiré"),
    }
}
