//! The lines of the list, written out.

use super::query::Query;
use super::rang::Rang;
use crate::adapters::db::list::Row;
use crate::app::App;
use crate::web::address::encode;
use crate::web::office::parts::State;
use crate::web::office::staff::short_name;
use chrono::{Datelike, NaiveDate};
use guichet_domain::calendrier::working_days;
use guichet_domain::dossier::Etat;
use guichet_domain::format;
use guichet_domain::programme::Programme;
use serde::Serialize;

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
    depose: Option<Day>,
    decide: Option<Day>,
    change: Day,
    attente: Option<String>,
    retard: bool,
    conseiller: Option<String>,
    centimes: i64,
    montant: Option<String>,
    signes: Vec<Sign>,
}

#[derive(Serialize)]
struct Day {
    iso: String,
    texte: String,
}

/// What is to be noticed: a shape, a colour, words.
#[derive(Serialize)]
struct Sign {
    icone: &'static str,
    genre: &'static str,
    libelle: &'static str,
}

/// The lines of a page, each leading to its dossier with the list it stands in, at its place in it.
pub(super) fn views(app: &App, query: &Query, rows: &[Row], (premiere, total): (u64, u64)) -> Vec<RowView> {
    let today = app.clock.today();
    let catalogue = app.catalogue();
    let list = match query.text() {
        text if text.is_empty() => String::new(),
        text => format!("liste={}&", encode(&text)),
    };
    let numbered = rows.iter().zip(premiere..);
    numbered
        .map(|(row, place)| {
            let href = format!("/dossiers/{}?{list}rang={}", row.id, Rang::new(place, total));
            view(row, catalogue.get(&row.programme).as_deref(), today, href)
        })
        .collect()
}

fn view(row: &Row, programme: Option<&Programme>, today: NaiveDate, href: String) -> RowView {
    let days = row.attend_depuis.map(|depuis| working_days(depuis, today));
    let day = |at| {
        let day = format::jour_paris(at);
        let courte = day.year() == today.year();
        Day {
            iso: day.to_string(),
            texte: if courte { day.format("%d/%m").to_string() } else { format::date_courte(day) },
        }
    };
    RowView {
        id: row.id.to_string(),
        href,
        numero: row.numero.clone(),
        nom: format!("{} {}", row.prenom, row.nom).trim().to_owned(),
        programme: programme.map_or_else(|| row.programme.to_string(), |programme| programme.nom.clone()),
        aides: row.aides.iter().map(|aide| aide_name(programme, aide.as_str())).collect::<Vec<_>>().join(", "),
        etat: State::of(row.etat),
        depose: row.submitted_at.map(day),
        decide: row.decided_at.map(day),
        change: day(row.changed_at),
        attente: days.map(|days| format!("{days}\u{a0}j")),
        retard: days.zip(programme).is_some_and(|(days, programme)| days > programme.delai),
        conseiller: row.conseiller.as_ref().map(|agent| short_name(&agent.prenom, &agent.nom)),
        centimes: row.total_centimes.unwrap_or(0),
        montant: row
            .total_centimes
            .filter(|_| !matches!(row.etat, Etat::Brouillon | Etat::Refuse | Etat::Abandonne))
            .map(format::centimes),
        signes: signs(row),
    }
}

/// Two at most, the one that holds most back first: a line is read at a glance.
fn signs(row: &Row) -> Vec<Sign> {
    let open = !matches!(row.etat, Etat::Brouillon | Etat::Refuse | Etat::MisEnPaiement | Etat::Abandonne);
    let sign = |icone, genre, libelle| Sign { icone, genre, libelle };
    let all = [
        (row.doublon, sign("double", "warn", "Doublon possible")),
        (open && row.pieces_refusees > 0, sign("piece", "bad", "Pièce refusée")),
        (open && row.pieces_manquantes > 0, sign("piece", "warn", "Pièce manquante")),
        (row.etat == Etat::ValideManager && row.versement_manque, sign("alerte", "warn", "IBAN attendu")),
        (open && row.complete, sign("recu", "info", "Complété")),
        (open && row.eligible.as_deref() == Some("non"), sign("alerte", "bad", "Hors seuil")),
    ];
    all.into_iter().filter(|(there, _)| *there).map(|(_, sign)| sign).take(2).collect()
}

fn aide_name(programme: Option<&Programme>, id: &str) -> String {
    let known = programme.and_then(|programme| programme.versions.iter().rev().find_map(|version| version.aide(id)));
    known.map_or_else(|| id.to_owned(), |aide| aide.libelle.clone())
}
