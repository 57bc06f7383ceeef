//! `/dossiers/{dossier}/sections/{place}`: one section of the form. What is valid is saved even when
//! something else is not; « Terminer cette section » also tells what it still lacks.

use super::formulaire::{self, Champs, Estimation};
use super::retour::{self, Retour};
use super::sections::{self, Open};
use super::{own, section_lue};
use crate::actions::gel;
use crate::actions::loaded::{self, Loaded};
use crate::actions::save_answers;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use crate::web::portal::parts::told;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::form::FieldFault;
use guichet_domain::programme::Quand;
use guichet_domain::verdict::Missing;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct SectionPage {
    /// The dossier's page.
    dossier: String,
    /// This section.
    adresse: String,
    titre: String,
    aide: String,
    /// « Section 2 sur 5 ».
    avance: String,
    sections: usize,
    completes: usize,
    /// Whether it asks for the bank details.
    versement: bool,
    #[serde(flatten)]
    champs: Champs,
    estimation: Option<Estimation>,
    /// Said after « Enregistrer ».
    enregistre: bool,
}

/// The form of a section; only its answers once they cannot be changed.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, place)): Path<(String, String)>,
) -> Result<Response, Error> {
    let scope = own(&visit);
    let loaded = loaded::load(&app, &scope, address::id(&id)?).await?;
    let section = find(&loaded, &place)?;
    let frozen = section.quand == Quand::ValideManager && gel::of(&app.db, &scope, &loaded.row).await?.is_some();
    if frozen || !loaded.asks(section.quand) {
        return section_lue::show(&app, &visit, &loaded, &section, frozen);
    }
    draw(StatusCode::OK, &app, &visit, &loaded, &section, &Retour::default())
}

/// Saves, then shows the section again or goes on to the next.
pub(super) async fn save(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, place)): Path<(String, String)>,
    mut posted: Posted,
) -> Result<Response, Error> {
    let id = address::id(&id)?;
    let scope = own(&visit);
    let section = find(&loaded::load(&app, &scope, id).await?, &place)?;
    let rows = retour::rows(&mut posted);
    let saved = save_answers::save(&app, &scope, id, &section.champs, &posted.0, Some(posted.one("lu"))).await?;
    let loaded = loaded::load(&app, &scope, id).await?;
    if let Some((status, retour)) = retour::of(saved, &posted.0, rows) {
        return draw(status, &app, &visit, &loaded, &section, &retour);
    }
    if posted.one("suite") == "enregistrer" {
        let mut page =
            page_of(&loaded, &section, formulaire::champs(&app, &loaded, &section.champs, &Retour::default()));
        page.enregistre = true;
        return page::show(&app, &visit.visit, "portal/dossier/section.html", &page);
    }
    let missing = sections::missing_in(&loaded, &section).into_iter();
    let faults: Vec<FieldFault> = missing.filter_map(|missing| as_fault(&loaded, missing)).collect();
    if !faults.is_empty() {
        let retour = Retour { typed: Some(&posted.0), faults, ..Retour::default() };
        return draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &loaded, &section, &retour);
    }
    Ok(Redirect::to(&next(&loaded, &section)).into_response())
}

/// The section at that place, if this dossier has it.
pub(super) fn find(loaded: &Loaded, place: &str) -> Result<Open, Error> {
    let place: usize = address::id(place)?;
    sections::open(loaded).into_iter().find(|section| section.place == place).ok_or(Error::NotFound)
}

fn draw(
    status: StatusCode,
    app: &App,
    visit: &BeneficiaireVisit,
    loaded: &Loaded,
    section: &Open,
    retour: &Retour<'_>,
) -> Result<Response, Error> {
    let champs = formulaire::champs(app, loaded, &section.champs, retour);
    page::show_as(status, app, &visit.visit, "portal/dossier/section.html", &page_of(loaded, section, champs))
}

fn page_of(loaded: &Loaded, section: &Open, champs: Champs) -> SectionPage {
    let all: Vec<Open> = sections::open(loaded).into_iter().filter(|other| other.quand == section.quand).collect();
    let rank = all.iter().position(|other| other.place == section.place).unwrap_or_default() + 1;
    SectionPage {
        dossier: address::dossier(loaded.row.id),
        adresse: address::section(loaded.row.id, section.place),
        titre: section.titre.clone(),
        aide: section.aide.clone(),
        avance: format!("Section {rank} sur {}", all.len()),
        completes: all.iter().filter(|other| sections::missing_in(loaded, other).is_empty()).count(),
        sections: all.len(),
        versement: section.quand == Quand::ValideManager,
        estimation: (section.quand == Quand::Depot).then(|| formulaire::estimation(loaded)),
        champs,
        enregistre: false,
    }
}

/// What is missing, beside its input; a cell is told at its liste, with its row.
fn as_fault(loaded: &Loaded, missing: Missing) -> Option<FieldFault> {
    let Missing::Champ { champ, libelle, message, .. } = missing else { return None };
    let name = address::head(champ.as_str()).to_owned();
    let liste = loaded.version.champ(&name).filter(|_| name != champ.as_str());
    Some(match liste {
        Some(liste) => {
            let message = told(&libelle, &message);
            FieldFault { name, champ, libelle: liste.libelle.clone(), message }
        }
        None => FieldFault { name, champ, libelle, message },
    })
}

/// The next section, then the pièces; back to the dossier once the bank details are given.
fn next(loaded: &Loaded, section: &Open) -> String {
    let id = loaded.row.id;
    let following =
        sections::open(loaded).into_iter().find(|other| other.quand == section.quand && other.place > section.place);
    match following {
        Some(other) => address::section(id, other.place),
        None if section.quand == Quand::Depot => address::pieces(id),
        None => address::dossier(id),
    }
}
