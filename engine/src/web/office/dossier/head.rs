//! Who and what, at the top of the page; and what every form of it posts along.

use super::super::parts::{State, count};
use super::read::Read;
use chrono::NaiveDate;
use guichet_domain::dossier::Tour;
use guichet_domain::format;
use serde::Serialize;

/// The head.
#[derive(Serialize)]
pub(in crate::web::office) struct Head {
    id: String,
    numero: String,
    nom: String,
    email: String,
    programme: String,
    etat: State,
    depot: String,
    attente: Option<String>,
    /// Beyond the delay of its programme.
    retard: bool,
    regles: String,
    tour: &'static str,
}

/// What an act posts of the page it was read on.
#[derive(Serialize)]
pub(in crate::web::office) struct Lecture {
    version: i32,
    seq: i32,
    etat: &'static str,
    liste: String,
    rang: String,
}

impl Head {
    pub(super) fn of(read: &Read, today: NaiveDate) -> Self {
        let row = &read.loaded.row;
        let days = row.attente().days(today);
        Self {
            id: row.id.to_string(),
            numero: row.numero.clone(),
            nom: read.person(),
            email: row.email.clone(),
            programme: read.loaded.programme.nom.clone(),
            etat: State::of(row.etat),
            depot: match row.submitted_at {
                Some(at) => format!("déposé le {}", format::date(format::jour_paris(at))),
                None => format!("ouvert le {}, pas encore déposé", format::date(format::jour_paris(row.created_at))),
            },
            attente: days.map(|days| format!("attend depuis {}", count(days.into(), "jour ouvré", "jours ouvrés"))),
            retard: days.is_some_and(|days| days > read.loaded.programme.delai),
            regles: format!("règles du {}", format::date(row.version_du)),
            tour: match read.tour() {
                Tour::Beneficiaire => "Au bénéficiaire d’agir",
                Tour::Conseiller => "Au conseiller d’agir",
                Tour::Manager => "Au manager d’agir",
                Tour::Personne => "",
            },
        }
    }
}

impl Lecture {
    pub(super) fn of(read: &Read) -> Self {
        let row = &read.loaded.row;
        Self {
            version: row.version,
            seq: read.seq(),
            etat: row.etat.code(),
            liste: read.list.text(),
            rang: read.rang.map(|rang| rang.to_string()).unwrap_or_default(),
        }
    }
}
