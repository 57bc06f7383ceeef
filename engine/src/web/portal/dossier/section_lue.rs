//! A section once it cannot be changed: its answers, to read.

use super::sections::Open;
use crate::actions::gel;
use crate::actions::loaded::Loaded;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use axum::response::Response;
use guichet_domain::field;
use guichet_domain::programme::Champ;
use guichet_domain::value::{Answers, Value};
use serde::Serialize;

#[derive(Serialize)]
struct ReadPage {
    dossier: String,
    titre: String,
    /// Why they cannot be changed.
    pourquoi: String,
    reponses: Vec<Answer>,
}

#[derive(Serialize)]
struct Answer {
    question: String,
    valeur: String,
    /// The rows of a liste, one line each.
    lignes: Vec<String>,
}

/// The answers; IBAN and NIR masked. `frozen` when a closed lot carries them.
pub(super) fn show(
    app: &App,
    visit: &BeneficiaireVisit,
    loaded: &Loaded,
    section: &Open,
    frozen: bool,
) -> Result<Response, Error> {
    let etat = loaded.row.etat.libelle();
    let sent = || {
        format!(
            "Votre dossier est « {etat} » : ces réponses ne peuvent pas être modifiées. Une erreur ? Écrivez-nous \
             depuis votre dossier."
        )
    };
    let champs = section.champs.iter().filter_map(|id| loaded.version.champ(id.as_str()));
    let page = ReadPage {
        dossier: address::dossier(loaded.row.id),
        titre: section.titre.clone(),
        pourquoi: if frozen { gel::TOLD.to_owned() } else { sent() },
        reponses: champs.filter_map(|champ| answer(champ, &loaded.answers)).collect(),
    };
    page::show(app, &visit.visit, "portal/dossier/section_lue.html", &page)
}

fn answer(champ: &Champ, answers: &Answers) -> Option<Answer> {
    let value = answers.get(champ.id.as_str())?;
    let question = champ.libelle.clone();
    Some(match value {
        Value::Liste(rows) => {
            Answer { question, valeur: String::new(), lignes: rows.iter().map(|row| row_line(champ, row)).collect() }
        }
        value => Answer { question, valeur: field::show(champ, value), lignes: Vec::new() },
    })
}

fn row_line(liste: &Champ, row: &Answers) -> String {
    let cells =
        liste.columns().iter().filter_map(|column| row.get(column.name()).map(|value| field::show(column, value)));
    cells.collect::<Vec<_>>().join(", ")
}
