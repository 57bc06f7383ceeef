//! `/lots/{lot}/bordereau`: what a closed lot pays, on paper: its lines, its total, who prepared it and who closed it.

use super::known;
use super::views::by;
use crate::actions::Refused;
use crate::actions::lots::examine::{Coordonnees, look};
use crate::adapters::db::lots::Ligne;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::count;
use crate::web::office::staff::People;
use crate::web::page;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::format;
use guichet_domain::versement::EtatLot;
use guichet_domain::versement::pain::Debiteur;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct BordereauPage {
    lot: String,
    numero: String,
    programme: String,
    etat: &'static str,
    nombre: String,
    total: String,
    debiteur: Option<(String, String)>,
    faits: Vec<(&'static str, String)>,
    confirmation: Option<String>,
    lignes: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    rang: usize,
    numero: String,
    titulaire: String,
    iban: String,
    montant: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let lot = crate::actions::lots::find(&app, &scope, id).await?;
    if lot.etat == EtatLot::Ouvert {
        return Err(Refused::Because("Ce lot n'est pas clos : son bordereau n'existe pas encore.".into()).into());
    }
    let lignes = look(&app, &app.db, &scope, &lot).await?.lignes;
    let people = People::read(&app).await?;
    tracing::info!(target: "securite", agent = %visit.agent.id, lot = %id, "bordereau lu");
    let debiteur: Option<Debiteur> = serde_json::from_str(lot.debiteur.as_deref().unwrap_or("null"))?;
    let paid = lot.paiement.as_ref().map(|paid| format!("{}, référence {}", format::date(paid.le), paid.reference));
    let faits = [
        ("Préparé par", Some(by(&people, lot.prepare_par, lot.prepare_le))),
        ("Contrôlé et clos par", lot.clos.map(|(who, at)| by(&people, who, at))),
        ("Jour demandé", lot.execution_le.map(format::date)),
        ("Transmis à la banque", lot.transmis_le.map(format::moment)),
        ("Versé le", paid),
    ];
    let line = |(rang, (ligne, there)): (usize, &(Ligne, Coordonnees))| Line {
        rang: rang + 1,
        numero: ligne.numero.clone(),
        titulaire: there.titulaire.clone(),
        iban: format::masked_iban(&there.iban),
        montant: format::centimes(ligne.centimes),
    };
    let page = BordereauPage {
        lot: super::views::address(id),
        numero: lot.numero.clone(),
        programme: app.catalogue().get(&lot.programme).map_or_else(String::new, |programme| programme.nom.clone()),
        etat: lot.etat.libelle(),
        nombre: count(u64::try_from(lignes.len()).unwrap_or_default(), "versement", "versements"),
        total: format::centimes(lignes.iter().map(|(ligne, _)| ligne.centimes).sum()),
        debiteur: debiteur.map(|payer| (payer.nom, format::masked_iban(&payer.iban))),
        faits: faits.into_iter().filter_map(|(what, told)| Some((what, told?))).collect(),
        confirmation: lot.confirmation.clone(),
        lignes: lignes.iter().enumerate().map(line).collect(),
    };
    page::show(&app, &visit.visit, "office/lots/bordereau.html", &page)
}
