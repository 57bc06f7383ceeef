//! An act that came too late: nothing was written; what changed is told, what was written is given back.

use super::super::parts::State;
use super::facts::{self, FactView};
use super::head::Head;
use super::place::{after, list_text};
use super::read::{self, Read};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::response::Response;
use guichet_domain::dossier::Etat;
use guichet_domain::ids::DossierId;
use http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
struct PerimePage {
    entete: Head,
    acte: &'static str,
    /// The statut that was read, when it is another now.
    avant: Option<State>,
    faits: Vec<FactView>,
    ecrits: Vec<Written>,
    relire: String,
    suivant: Option<String>,
    retour: String,
}

#[derive(Serialize)]
struct Written {
    libelle: String,
    texte: String,
}

/// What the fields of acts are called, in the order they are given back.
const FIELDS: [(&str, &str); 6] = [
    ("motif", "Motif"),
    ("precision", "Précision"),
    ("message", "Message"),
    ("raison", "Raison"),
    ("le", "Date du versement"),
    ("reference", "Référence"),
];

/// The page, with status 409.
pub(in crate::web::office) async fn show(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    acte: &str,
    posted: &Posted,
) -> Result<Response, Error> {
    let list = list_text(posted.one("liste"));
    let read = read::read(app, visit, id, &list).await?;
    let seen = posted.one("lu").parse().unwrap_or(0);
    let page = PerimePage {
        entete: Head::of(&read, app.clock.today()),
        acte: name(acte),
        avant: Etat::from_code(posted.one("etat")).filter(|etat| *etat != read.loaded.row.etat).map(State::of),
        faits: facts::history(&read, seen),
        ecrits: written(&read, posted),
        relire: after(id, posted, false),
        suivant: posted.one("suivant").parse().ok().map(|next: DossierId| after(next, posted, true)),
        retour: read.list.address(),
    };
    page::show_as(StatusCode::CONFLICT, app, &visit.visit, "office/dossier/perime.html", &page)
}

fn name(acte: &str) -> &'static str {
    match acte {
        "validations" => "Valider",
        "refus" => "Refuser",
        "complements" => "Demander un complément",
        "renvois" => "Renvoyer au conseiller",
        "paiements" => "Mettre en paiement",
        "rejets" => "Constater un rejet",
        "reouvertures" => "Rouvrir",
        "examens" => "Examiner une pièce",
        _ => "Agir",
    }
}

fn written(read: &Read, posted: &Posted) -> Vec<Written> {
    let version = &read.loaded.version;
    let mut written = vec![];
    let mut give = |libelle: String, texte: String| {
        if !texte.trim().is_empty() {
            written.push(Written { libelle, texte });
        }
    };
    for aide in &version.aides {
        give(format!("Montant, {}", aide.libelle), posted.trimmed(&format!("montant.{}", aide.id)).to_owned());
    }
    let pieces = posted.all("piece").iter().filter_map(|id| version.piece(id)).map(|piece| piece.libelle.clone());
    let champs = posted.all("champ").iter().filter_map(|id| version.champ(id)).map(|champ| champ.libelle.clone());
    give("Demandé".to_owned(), pieces.chain(champs).collect::<Vec<_>>().join(", "));
    for piece in posted.all("piece").iter().filter_map(|id| version.piece(id)) {
        give(
            piece.libelle.clone(),
            format!(
                "{} {}",
                posted.one(&format!("motif.{}", piece.id)),
                posted.one(&format!("precision.{}", piece.id))
            ),
        );
    }
    for (field, libelle) in FIELDS {
        let text = posted.trimmed(field);
        let text = version.motif(text).filter(|_| field == "motif").map_or(text, |motif| &motif.libelle);
        give(libelle.to_owned(), text.to_owned());
    }
    written
}
