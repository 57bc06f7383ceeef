//! `/aide`: the keyboard sheet and a short guide.

use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct AidePage {
    clavier: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    titre: &'static str,
    touches: Vec<Key>,
}

#[derive(Serialize)]
struct Key {
    noms: &'static [&'static str],
    quoi: &'static str,
}

/// The sheet. The keys themselves are in `static/office-keys.js`.
pub(super) async fn show(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    page::show(&app, &visit.visit, "office/aide.html", &AidePage { clavier: keyboard() })
}

fn keyboard() -> Vec<Part> {
    let part = |titre, touches: &[(&'static [&'static str], &'static str)]| Part {
        titre,
        touches: touches.iter().map(|(noms, quoi)| Key { noms, quoi }).collect(),
    };
    vec![
        part(
            "Partout",
            &[
                (&["/"], "Chercher"),
                (&["?"], "Cette feuille"),
                (&["Échap"], "Fermer, quitter le champ, tout décocher ou quitter cette feuille"),
                (&["Ctrl", "Entrée"], "Envoyer ce qui est écrit"),
            ],
        ),
        part(
            "Dans la liste",
            &[
                (&["J", "K"], "Ligne suivante, précédente"),
                (&["Entrée"], "Ouvrir"),
                (&["X"], "Cocher la ligne"),
                (&["Maj", "X"], "Cocher jusqu'ici"),
                (&["F"], "Filtres"),
                (&["N"], "Page suivante"),
                (&["P"], "M'affecter les dossiers cochés"),
            ],
        ),
        part(
            "Dans un dossier",
            &[
                (&["J", "K"], "Dossier suivant, précédent de la liste"),
                (&["1", "…", "9"], "Montrer la pièce de ce numéro"),
                (&["D"], "Comparer avec le doublon possible"),
            ],
        ),
        part(
            "Décider",
            &[
                (&["V"], "Aller à « Valider », puis Entrée"),
                (&["C"], "Demander un complément"),
                (&["R"], "Refuser"),
                (&["B"], "Renvoyer au conseiller"),
                (&["P"], "Mettre en paiement"),
            ],
        ),
    ]
}
