//! `/aide`: the keyboard sheet and a short guide.

use crate::actions::vocabulary;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::State;
use axum::response::Response;
use guichet_domain::filter::{self, ChampFiltrable};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct AidePage {
    clavier: Vec<Part>,
    mots: Vec<Word>,
    champs: Vec<Word>,
    touches: bool,
}

/// A word of the search, with examples of its values.
#[derive(Serialize)]
struct Word {
    mot: String,
    quoi: String,
}

/// How each word is written, shown with what it filters by.
const EXAMPLES: [(&str, &str); 10] = [
    ("statut", "statut:en_attente,incomplet"),
    ("conseiller", "conseiller:moi,personne"),
    ("depose", "depose:>=2026-09-01"),
    ("decide", "decide:2026-09-01..2026-09-30"),
    ("change", "change:<2026-01-01"),
    ("attend", "attend:>15"),
    ("montant", "montant:>=1000"),
    ("piece", "piece:manquante,refusee"),
    ("verdict", "verdict:non_eligible"),
    ("signe", "signe:doublon,retard"),
];

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
    let vocabulary = vocabulary::without_agents(&app, &visit.grants);
    let own = [
        ("programme", vocabulary.programmes.first().map(|(id, _)| id.as_str())),
        ("aide", vocabulary.aides.first().map(|aide| aide.id.as_str())),
    ];
    let own = |mot: &str| own.iter().find(|(one, _)| *one == mot).and_then(|(_, value)| *value).unwrap_or_default();
    let word = |(mot, quoi): (&str, &str)| Word {
        mot: EXAMPLES
            .iter()
            .find(|(one, _)| *one == mot)
            .map_or_else(|| format!("{mot}:{}", own(mot)), |(_, text)| (*text).to_owned()),
        quoi: quoi.to_owned(),
    };
    let champ = |champ: &ChampFiltrable| Word { mot: format!("champ.{}:", champ.id), quoi: champ.libelle.clone() };
    let page = AidePage {
        clavier: keyboard(),
        mots: filter::words().map(word).collect(),
        champs: vocabulary.champs.iter().map(champ).collect(),
        touches: visit.agent.preferences.touches,
    };
    page::show(&app, &visit.visit, "office/aide.html", &page)
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
                (&["G", "T"], "Aller à « À traiter »"),
                (&["G", "V"], "Aller à « À valider »"),
                (&["G", "P"], "Aller à « À payer »"),
                (&["G", "C"], "Aller aux chiffres"),
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
                (&["P"], "M'affecter le dossier, ou ceux qui sont cochés"),
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
