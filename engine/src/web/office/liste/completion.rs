//! `/dossiers/mots`: what may be written where the cursor stands in the search box, as options of a list.
//! Without script the page of help lists the same words.

use crate::actions::vocabulary;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::Response;
use guichet_domain::filter::{self, Suggestion, Vocabulary};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Options shown at once.
const MOST: usize = 10;

/// What stands before the cursor, and after.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Typed {
    avant: String,
    apres: String,
}

#[derive(Serialize)]
struct MotsPage {
    options: Vec<Choice>,
}

/// An option: the query once it is taken.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Choice {
    /// The text before the cursor.
    avant: String,
    /// The text after it.
    apres: String,
    mot: String,
    libelle: String,
}

/// The options.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let vocabulary = vocabulary::of(&app, &visit.grants).await?;
    page::show(&app, &visit.visit, "office/liste/mots.html", &MotsPage { options: options(&typed, &vocabulary) })
}

fn options(typed: &Typed, vocabulary: &Vocabulary) -> Vec<Choice> {
    let text = format!("{}{}", typed.avant, typed.apres);
    let found = filter::suggest(&text, typed.avant.len(), vocabulary);
    let (before, after) = (text.get(..found.start).unwrap_or_default(), text.get(found.end..).unwrap_or_default());
    let choice = |choix: Suggestion| {
        // After a word its value follows at once; after a value, another word.
        let end = if choix.texte.ends_with(':') { "" } else { " " };
        let apres = after.trim_start().to_owned();
        Choice { avant: format!("{before}{}{end}", choix.texte), apres, mot: choix.texte, libelle: choix.libelle }
    };
    found.choix.into_iter().take(MOST).map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::{Typed, options};
    use guichet_domain::filter::Vocabulary;

    fn taken(avant: &str, apres: &str) -> (String, String) {
        let typed = Typed { avant: avant.into(), apres: apres.into() };
        let first = options(&typed, &Vocabulary::default()).into_iter().next().expect("an option");
        (first.avant, first.apres)
    }

    #[test]
    fn an_option_ends_what_was_begun_and_keeps_the_rest() {
        assert_eq!(taken("dupont stat", " aide:x"), ("dupont statut:".into(), "aide:x".into()));
        assert_eq!(taken("statut:refuse,incom", ""), ("statut:refuse,incomplet ".into(), String::new()));
    }

    #[test]
    fn a_name_is_left_alone() {
        let typed = Typed { avant: "zzz".into(), apres: String::new() };
        assert_eq!(options(&typed, &Vocabulary::default()), []);
    }
}
