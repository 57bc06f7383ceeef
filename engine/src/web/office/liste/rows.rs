//! The lines of the list, written out.

use super::query::Query;
use crate::adapters::db::list::Row;
use crate::app::App;
use crate::web::address::encode;
use crate::web::office::parts::State;
use crate::web::office::staff::short_name;
use chrono::NaiveDate;
use guichet_domain::calendrier::working_days;
use guichet_domain::dossier::Etat;
use guichet_domain::format;
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Programme;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One line.
#[derive(Serialize)]
pub(super) struct RowView {
    id: String,
    href: String,
    numero: String,
    nom: String,
    programme: String,
    aides: String,
    etat: State,
    depose: Option<String>,
    depose_iso: String,
    attente: Option<String>,
    retard: bool,
    conseiller: Option<String>,
    centimes: i64,
    montant: Option<String>,
    signal: Option<&'static str>,
}

/// The lines of a page.
pub(super) fn views(
    app: &App,
    query: &Query,
    programmes: &BTreeMap<ProgrammeId, Arc<Programme>>,
    rows: &[Row],
) -> Vec<RowView> {
    let today = app.clock.today();
    let suffix = match query.text() {
        text if text.is_empty() => String::new(),
        text => format!("?liste={}", encode(&text)),
    };
    rows.iter().map(|row| view(row, programmes.get(&row.programme).map(AsRef::as_ref), today, &suffix)).collect()
}

fn view(row: &Row, programme: Option<&Programme>, today: NaiveDate, suffix: &str) -> RowView {
    let days = row.attend_depuis.map(|depuis| working_days(depuis, today));
    let depose = row.submitted_at.map(format::jour_paris);
    RowView {
        id: row.id.to_string(),
        href: format!("/dossiers/{}{suffix}", row.id),
        numero: row.numero.clone(),
        nom: format!("{} {}", row.prenom, row.nom).trim().to_owned(),
        programme: programme.map_or_else(|| row.programme.to_string(), |programme| programme.nom.clone()),
        aides: row.aides.iter().map(|aide| aide_name(programme, aide.aide.as_str())).collect::<Vec<_>>().join(", "),
        etat: State::of(row.etat),
        depose: depose.map(format::date_courte),
        depose_iso: depose.map(|day| day.to_string()).unwrap_or_default(),
        attente: days.map(|days| format!("{days}\u{a0}j")),
        retard: days.zip(programme).is_some_and(|(days, programme)| days > programme.delai),
        conseiller: row.conseiller.as_ref().map(|agent| short_name(&agent.prenom, &agent.nom)),
        centimes: row.total_centimes.unwrap_or(0),
        montant: row
            .total_centimes
            .filter(|_| !matches!(row.etat, Etat::Brouillon | Etat::Refuse | Etat::Abandonne))
            .map(format::centimes),
        signal: (row.etat == Etat::ValideManager && row.versement_manque).then_some("Coordonnées attendues"),
    }
}

fn aide_name(programme: Option<&Programme>, id: &str) -> String {
    let known = programme.and_then(|programme| programme.versions.iter().rev().find_map(|version| version.aide(id)));
    known.map_or_else(|| id.to_owned(), |aide| aide.libelle.clone())
}
