//! `GET /traitements/{traitement}`: how far it is, and for each dossier what was done or why not.

use crate::actions::traitements as act;
use crate::adapters::db::Scope;
use crate::adapters::db::list::{self, Row};
use crate::adapters::db::traitements::{self, Ligne, LigneEtat, Traitement};
use crate::app::App;
use crate::web::address::encode;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{State as Shown, count};
use crate::web::office::staff::{self, People};
use crate::web::page;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use guichet_domain::format;
use guichet_domain::ids::{AgentId, DossierId};
use guichet_domain::traitement::{Acte, Etat};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lines a page.
const PER_PAGE: usize = 50;

/// Which lines.
#[derive(Deserialize)]
pub(super) struct Asked {
    apres: Option<i32>,
    ecartes: Option<String>,
    raison: Option<String>,
}

#[derive(Serialize)]
struct ShowPage {
    id: String,
    titre: &'static str,
    lance: String,
    par: String,
    /// Whether it is the reader's own.
    mien: bool,
    q: Option<String>,
    details: Vec<(&'static str, String)>,
    #[serde(flatten)]
    avance: Avance,
    seuls_ecartes: bool,
    /// Why lines were set aside, the most frequent first, each with its lines alone.
    raisons: Vec<Reason>,
    lignes: Vec<Line>,
    debut: bool,
    premiere: String,
    suivante: Option<String>,
}

/// How far a traitement is.
#[derive(Serialize)]
pub(super) struct Avance {
    etat: Shown,
    /// Whether it goes on by itself.
    en_cours: bool,
    arrete: bool,
    total: i32,
    finis: i32,
    ecartes: i32,
    bilan: String,
}

#[derive(Serialize)]
struct Line {
    rang: i32,
    href: Option<String>,
    numero: String,
    nom: String,
    etat: Shown,
    quand: String,
    raison: Option<String>,
}

#[derive(Serialize)]
struct Reason {
    texte: String,
    nombre: String,
    href: String,
    montree: bool,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let found = act::find(&app, staff::id(&id)?, visit.agent.id, &visit.grants).await?;
    let mien = found.agent == visit.agent.id;
    let scope = if mien { staff::scope(&app, &visit) } else { Scope::staff(act::managed(&app, &visit.grants)) };
    let seuls = asked.ecartes.is_some();
    let after = asked.apres.unwrap_or(0).max(0);
    let limit = u64::try_from(PER_PAGE + 1).unwrap_or_default();
    let only = seuls.then_some(LigneEtat::Ecarte);
    let raison = asked.raison.as_deref().filter(|_| seuls);
    let mut lignes = traitements::lignes(&app.db, &scope, found.id, (only, raison), after, limit).await?;
    let raisons = if seuls { traitements::raisons(&app.db, &scope, found.id).await? } else { vec![] };
    let more = lignes.len() > PER_PAGE;
    lignes.truncate(PER_PAGE);
    let ids: Vec<DossierId> = lignes.iter().map(|ligne| ligne.of.dossier).collect();
    let rows = list::some(&app.db, &scope, &ids).await?;
    let rows: BTreeMap<DossierId, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    let people = People::read(&app).await?;
    let aside = format!("/traitements/{}?ecartes=1", found.id);
    let of_reason = |raison: &str| format!("{aside}&raison={}", encode(raison));
    let start = match raison {
        Some(raison) => of_reason(raison),
        None if seuls => aside.clone(),
        None => format!("/traitements/{}", found.id),
    };
    let join = if seuls { '&' } else { '?' };
    let page = ShowPage {
        id: found.id.to_string(),
        titre: found.acte.genre().libelle(),
        lance: lance(&found),
        par: people.name(found.agent),
        mien,
        q: found.q.clone(),
        details: details(&found.acte, &people),
        avance: Avance::of(&found),
        seuls_ecartes: seuls,
        raisons: raisons
            .into_iter()
            .map(|(texte, number)| Reason {
                nombre: format::nombre(number.into()),
                href: of_reason(&texte),
                montree: raison == Some(texte.as_str()),
                texte,
            })
            .collect(),
        debut: after == 0,
        suivante: lignes.last().filter(|_| more).map(|last| format!("{start}{join}apres={}", last.rang)),
        premiere: start,
        lignes: lignes.iter().map(|ligne| line(ligne, rows.get(&ligne.of.dossier))).collect(),
    };
    page::show(&app, &visit.visit, "office/traitements/show.html", &page)
}

/// « le 12 octobre 2026 à 10 h 42 ».
pub(super) fn lance(traitement: &Traitement) -> String {
    format::moment(traitement.created_at)
}

impl Avance {
    pub(super) fn of(traitement: &Traitement) -> Self {
        let finis = traitement.faits + traitement.ecartes;
        let words = |number: i32, one, many| count(u64::try_from(number).unwrap_or_default(), one, many);
        let done = format!(
            "{} sur {}, dont {}.",
            words(finis, "dossier traité", "dossiers traités"),
            format::nombre(traitement.total.into()),
            words(traitement.ecartes, "écarté", "écartés")
        );
        let (etat, bilan) = match traitement.etat {
            Etat::AFaire | Etat::EnCours if !traitement.pret => {
                let found = words(traitement.total, "dossier trouvé", "dossiers trouvés");
                (Shown::new("attente", "horloge", "En préparation"), format!("{found} pour l'instant."))
            }
            Etat::AFaire => (Shown::new("attente", "attente", "En file"), done),
            Etat::EnCours => (Shown::new("attente", "incomplet", "En cours"), done),
            Etat::Fini => (Shown::new("valide", "valide", "Fini"), done),
            Etat::Arrete => (Shown::new("incomplet", "alerte", "Arrêté"), done),
        };
        Self {
            etat,
            en_cours: matches!(traitement.etat, Etat::AFaire | Etat::EnCours),
            arrete: traitement.etat == Etat::Arrete,
            total: traitement.total,
            finis,
            ecartes: traitement.ecartes,
            bilan,
        }
    }
}

fn details(acte: &Acte, people: &People) -> Vec<(&'static str, String)> {
    match acte {
        Acte::Affectation { a: Some(agent) } => vec![("À", people.name(*agent))],
        Acte::Affectation { a: None } => vec![("À", "personne".to_owned())],
        Acte::Repartition { parts } => {
            let part = |(agent, weight): &(AgentId, u32)| format!("{} {weight}", people.name(*agent));
            vec![("Parts", parts.iter().map(part).collect::<Vec<_>>().join(", "))]
        }
        Acte::Validation => vec![("Montants", "ceux que les conseillers ont donnés".to_owned())],
        Acte::Paiement { le, reference } => {
            vec![("Date du versement", format::date(*le)), ("Référence", reference.clone())]
        }
        Acte::Message { message } => vec![("Message", message.clone())],
    }
}

fn line(ligne: &Ligne, row: Option<&Row>) -> Line {
    let etat = match ligne.etat {
        LigneEtat::AFaire => Shown::new("attente", "attente", "À faire"),
        LigneEtat::Fait => Shown::new("valide", "valide", "Fait"),
        LigneEtat::Ecarte => Shown::new("incomplet", "alerte", "Écarté"),
    };
    Line {
        rang: ligne.rang,
        href: row.map(|row| format!("/dossiers/{}", row.id)),
        numero: row.map(|row| row.numero.clone()).unwrap_or_default(),
        nom: row.map(|row| format!("{} {}", row.prenom, row.nom).trim().to_owned()).unwrap_or_default(),
        etat,
        quand: ligne.done_at.map(format::moment).unwrap_or_default(),
        raison: ligne.raison.clone(),
    }
}
