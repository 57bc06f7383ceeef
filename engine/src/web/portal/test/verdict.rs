//! `GET /test/verdict`: condition by condition, with value, threshold, gap, motif and source; then the
//! way on that the verdict opens.

use super::{current, passed, token};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::PortalVisit;
use crate::web::page;
use crate::web::portal::parts::Line;
use crate::web::portal::reasons::{self, AideView, ConditionView};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::format;
use guichet_domain::programme::{Ouverture, Quand};
use guichet_domain::verdict::{State as Standing, Verdict, asked_pieces};
use http::HeaderMap;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct VerdictPage {
    titre: &'static str,
    resume: String,
    jour: String,
    /// First day of the rules used.
    regles: String,
    /// The last question, to go back to.
    derniere: Option<String>,
    conditions: Vec<ConditionView>,
    /// Those that do not concern the person, folded.
    sans_objet: Vec<ConditionView>,
    aides: Vec<AideView>,
    total: Option<String>,
    calculs: Vec<Line>,
    /// How many pièces a dossier would ask for.
    pieces: usize,
    /// Whether the way on is to register.
    inscrire: bool,
}

/// The verdict of the test just taken; back to the test while a question is left.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let token = token(&app, &headers);
    let Some(essai) = current(&app, &visit.programme, token.as_deref()).await? else {
        return Ok(Redirect::to("/test").into_response());
    };
    let verdict = essai.verdict();
    if !verdict.settled() {
        return Ok(Redirect::to("/test").into_response());
    }
    let open = visit.programme.faces.dossiers && matches!(app.ouverture(&visit.programme), Ouverture::Ouverte(_));
    let conditions = reasons::conditions(&essai.version, &verdict, &essai.skipped);
    let resume = summary(&verdict, &conditions);
    let (sans_objet, conditions) = conditions.into_iter().partition(ConditionView::sans_objet);
    let page = VerdictPage {
        titre: title(&verdict),
        resume,
        jour: format::date(verdict.demande),
        regles: format::date(verdict.version),
        derniere: passed(&essai).last().map(|champ| champ.0.clone()),
        aides: reasons::aides(&verdict),
        total: reasons::total(&verdict),
        calculs: reasons::calculs(&verdict),
        pieces: asked_pieces(&essai.version, &essai.answers, essai.demande, Quand::Depot)
            .iter()
            .filter(|piece| !piece.facultatif)
            .count(),
        inscrire: open && (verdict.eligible() || undecided(&verdict)),
        conditions,
        sans_objet,
    };
    page::show(&app, &visit.visit, "portal/test/verdict.html", &page)
}

/// Whether an aide may still be open.
fn undecided(verdict: &Verdict) -> bool {
    verdict.aides.iter().any(|aide| aide.etat == Standing::Inconnue)
}

fn title(verdict: &Verdict) -> &'static str {
    if verdict.eligible() {
        "D'après vos réponses, vous pouvez demander l'aide."
    } else if undecided(verdict) {
        "D'après vos réponses, l'aide est possible : il reste des points à vérifier."
    } else if verdict.aides.iter().all(|aide| aide.etat == Standing::SansObjet) {
        "D'après vos réponses, aucune aide de ce programme ne concerne votre situation."
    } else {
        "D'après vos réponses, les conditions de l'aide ne sont pas toutes remplies."
    }
}

fn summary(verdict: &Verdict, conditions: &[ConditionView]) -> String {
    let met = reasons::count(conditions, Standing::Remplie);
    let unmet = reasons::count(conditions, Standing::NonRemplie);
    let unknown = reasons::count(conditions, Standing::Inconnue);
    let mut parts =
        vec![format!("{} sur {}.", told(met, "condition remplie", "conditions remplies"), met + unmet + unknown)];
    if unmet > 0 {
        parts.push(format!(
            "{}, avec son explication.",
            told(unmet, "condition ne l'est pas", "conditions ne le sont pas")
        ));
    }
    if unknown > 0 && (verdict.eligible() || undecided(verdict)) {
        parts.push(format!("{} dans votre dossier.", told(unknown, "point se vérifie", "points se vérifient")));
    }
    parts.join(" ")
}

fn told(count: usize, one: &str, many: &str) -> String {
    match count {
        0 | 1 => format!("{count} {one}"),
        _ => format!("{count} {many}"),
    }
}
