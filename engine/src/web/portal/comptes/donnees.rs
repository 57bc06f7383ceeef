//! `GET /compte/donnees`: all that is kept about who asks, as JSON. IBAN and NIR stay masked: the
//! person has them, and a file on a shared computer must not.

use crate::actions::loaded::{self, Loaded};
use crate::adapters::db::Scope;
use crate::adapters::db::{dossiers, events};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use guichet_domain::field;
use guichet_domain::programme::Champ;
use http::{HeaderValue, header};
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// The file.
pub(super) async fn download(State(app): State<Arc<App>>, visit: BeneficiaireVisit) -> Result<Response, Error> {
    let person = &visit.beneficiaire;
    let scope = Scope::own(visit.programme.id.clone(), person.id);
    let mut told = Vec::new();
    for row in dossiers::of_beneficiaire(&app.db, &scope, person.id).await? {
        let loaded = loaded::load(&app, &scope, row.id).await?;
        let history = events::of_dossier(&app.db, &scope, row.id).await?;
        told.push(dossier(&loaded, &history));
    }
    let content = json!({
        "programme": visit.programme.nom,
        "compte": { "prenom": person.prenom, "nom": person.nom, "email": person.email, "ouvert_le": person.created_at, "confirme_le": person.confirmed_at },
        "dossiers": told,
    });
    let mut response = serde_json::to_string_pretty(&content)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"mes-donnees.json\""));
    Ok(response)
}

fn dossier(loaded: &Loaded, history: &[events::Event]) -> Json {
    let row = &loaded.row;
    let files: Vec<Json> = loaded
        .fichiers
        .iter()
        .map(|fichier| json!({ "piece": fichier.piece, "nom": fichier.nom, "octets": fichier.octets, "sha256": fichier.sha256, "depose_le": fichier.deposited_at }))
        .collect();
    let facts: Vec<Json> = history
        .iter()
        .filter(|event| event.told.fact.public())
        .map(|event| json!({ "le": event.told.at, "quoi": event.told.fact }))
        .collect();
    json!({
        "numero": row.numero,
        "campagne": row.campagne,
        "etat": row.etat.libelle(),
        "ouvert_le": row.created_at,
        "regles_du": row.version_du,
        "reponses": answers(loaded),
        "fichiers": files,
        "historique": facts,
    })
}

/// The answers by their question, as they are shown.
fn answers(loaded: &Loaded) -> Json {
    let shown = |champ: &Champ| {
        loaded
            .answers
            .get(champ.id.as_str())
            .map(|value| (champ.libelle.clone(), Json::from(field::show(champ, value))))
    };
    Json::Object(loaded.version.champs.iter().filter_map(shown).collect::<Map<_, _>>())
}
