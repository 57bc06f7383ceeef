//! The views beside the list: those of the agent's roles, theirs, those shared with them.

use super::query::Query;
use crate::actions::vues::Vue;
use crate::web::address::encode;
use crate::web::guard::AgentVisit;
use guichet_domain::vue;
use serde::Serialize;

/// The views, in groups; and where the one on screen is saved.
#[derive(Serialize)]
pub(super) struct Nav {
    groupes: Vec<Group>,
    nouvelle: String,
}

#[derive(Serialize)]
struct Group {
    id: &'static str,
    titre: &'static str,
    vues: Vec<VueView>,
}

#[derive(Serialize)]
struct VueView {
    nom: String,
    href: String,
    courante: bool,
    /// How many dossiers, for the one on screen.
    nombre: Option<String>,
    touche: Option<char>,
}

/// What is on screen.
pub(super) struct OnScreen<'a> {
    pub(super) query: &'a Query,
    /// How many dossiers, once they are read.
    pub(super) total: Option<&'a str>,
}

impl Nav {
    /// The views that an agent sees; gives with them the name of the one on screen.
    pub(super) fn of(visit: &AgentVisit, seen: &[Vue], screen: &OnScreen<'_>) -> (Self, Option<String>) {
        let mut name = None;
        let mut view = |nom: &str, query: &Query, touche| {
            let courante = name.is_none() && screen.query.shows(query);
            if courante {
                name = Some(nom.to_owned());
            }
            let nombre = screen.total.filter(|_| courante).map(str::to_owned);
            VueView { nom: nom.to_owned(), href: query.address(), courante, nombre, touche }
        };
        let journee: Vec<VueView> = vue::defauts(&visit.grants)
            .map(|defaut| view(defaut.nom, &Query::of_view(defaut.requete, defaut.tri, ""), defaut.touche))
            .collect();
        let mut saved = |shared: bool| -> Vec<VueView> {
            let some = seen.iter().filter(|vue| vue.partage.is_some() == shared);
            some.map(|vue| view(&vue.nom, &Query::of_view(&vue.requete, &vue.tri, &vue.colonnes), None)).collect()
        };
        let (mut miennes, partagees) = (saved(false), saved(true));
        if name.is_none() && screen.total.is_some() {
            miennes.push(VueView {
                nom: "Recherche en cours".to_owned(),
                href: screen.query.first().address(),
                courante: true,
                nombre: screen.total.map(str::to_owned),
                touche: None,
            });
        }
        let groupes = vec![
            Group { id: "v-journee", titre: "Ma journée", vues: journee },
            Group { id: "v-miennes", titre: "Mes vues", vues: miennes },
            Group { id: "v-partagees", titre: "Vues partagées", vues: partagees },
        ];
        let groupes = groupes.into_iter().filter(|groupe| !groupe.vues.is_empty()).collect();
        (Self { groupes, nouvelle: save_as(screen.query) }, name)
    }
}

/// Where the query on screen gets a name.
fn save_as(query: &Query) -> String {
    let text = query.first().text();
    if text.is_empty() { format!("/vues/nouvelle?q={}", encode("")) } else { format!("/vues/nouvelle?{text}") }
}
