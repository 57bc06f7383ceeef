//! The address of the list: the query as it was typed, the order, the columns, the place. Rewritten by
//! chips, counts, columns, views and pages; an address of the form is rewritten as a query. What the
//! query means is left to `domain::filter`, reading dossiers by it to `adapters`.

use super::columns;
use crate::actions::Outcome;
use crate::app::App;
use crate::web::address::encode;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use axum::extract::Query as Pairs;
use guichet_domain::dossier::Problem;
use guichet_domain::filter::{self, Fault, Filter, Tri, Vocabulary};
use guichet_domain::ids::DossierId;

/// The order of a list that names none.
const USUAL: &str = "depose";

/// What the address says, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::web::office) struct Query {
    /// The query.
    pub(in crate::web::office) q: String,
    /// By which column, « - » before it for the other way.
    pub(in crate::web::office) tri: String,
    /// Which columns, in their order.
    pub(in crate::web::office) colonnes: String,
    /// The dossier after which the page starts.
    pub(super) apres: String,
    /// The dossier before which it ends.
    pub(super) avant: String,
    /// The place of its first line.
    pub(super) rang: u64,
    /// Whether the panel of filters is open.
    pub(super) filtres: bool,
    /// What the form posted, to be rewritten as a query.
    pub(super) formulaire: Vec<(String, String)>,
}

/// What makes no sense in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Nonsense {
    /// In the query, each at its place.
    Query(Vec<Fault>),
    /// In the form, each with its field.
    Form(Vec<Problem>),
}

impl Query {
    /// From the pairs of an address.
    pub(in crate::web::office) fn of(pairs: Vec<(String, String)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "q" => value.trim().clone_into(&mut query.q),
                "tri" => query.tri = value,
                "colonnes" => query.colonnes = value,
                "apres" => query.apres = value,
                "avant" => query.avant = value,
                "rang" => query.rang = value.parse().unwrap_or_default(),
                "filtres" => query.filtres = !value.is_empty(),
                // Where the pages of older addresses were: they start again at the first.
                "page" => {}
                _ => query.formulaire.push((today(name), value)),
            }
        }
        query
    }

    /// From the text of an address's query, carried from the list to its dossiers.
    pub(in crate::web::office) fn parse(text: &str) -> Self {
        let uri = format!("/?{text}").parse().unwrap_or_default();
        Self::of(Pairs::<Vec<(String, String)>>::try_from_uri(&uri).map(|pairs| pairs.0).unwrap_or_default())
    }

    /// The list of a view.
    pub(in crate::web::office) fn of_view(requete: &str, tri: &str, colonnes: &str) -> Self {
        let tri = if tri == USUAL { "" } else { tri };
        Self { q: requete.to_owned(), tri: tri.to_owned(), colonnes: colonnes.to_owned(), ..Self::default() }
    }

    /// The text of an address's query; empty for the whole list.
    pub(in crate::web::office) fn text(&self) -> String {
        let rang = if self.rang > 1 { self.rang.to_string() } else { String::new() };
        let one = [
            ("q", self.q.as_str()),
            ("tri", &self.tri),
            ("colonnes", &self.colonnes),
            ("apres", &self.apres),
            ("avant", &self.avant),
            ("rang", &rang),
            ("filtres", if self.filtres { "1" } else { "" }),
        ];
        let posted = self.formulaire.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut text = String::new();
        for (name, value) in one.into_iter().chain(posted).filter(|(_, value)| !value.is_empty()) {
            let join = if text.is_empty() { "" } else { "&" };
            text.push_str(&format!("{join}{}={}", encode(name), encode(value)));
        }
        text
    }

    /// The address of the list.
    pub(in crate::web::office) fn address(&self) -> String {
        match self.text() {
            text if text.is_empty() => "/dossiers".to_owned(),
            text => format!("/dossiers?{text}"),
        }
    }

    /// The same list from its first page, with another query.
    pub(super) fn with_q(&self, q: String) -> Self {
        Self { q, tri: self.tri.clone(), colonnes: self.colonnes.clone(), ..Self::default() }
    }

    /// The same list, from its first page.
    pub(super) fn first(&self) -> Self {
        self.with_q(self.q.clone())
    }

    /// Whether anything is left out of the list.
    pub(super) fn filtered(&self) -> bool {
        !self.q.is_empty() || !self.formulaire.is_empty()
    }

    /// Whether it shows the same dossiers, in the same order and with the same columns.
    pub(super) fn shows(&self, other: &Self) -> bool {
        let tri = |query: &Self| if query.tri == USUAL { String::new() } else { query.tri.clone() };
        self.q == other.q && tri(self) == tri(other) && self.colonnes == other.colonnes
    }

    /// What the list leaves.
    pub(super) fn filter(&self, vocabulary: &Vocabulary) -> Result<Filter, Nonsense> {
        let typed = filter::parse(&self.q, vocabulary).map_err(Nonsense::Query)?;
        if self.formulaire.is_empty() {
            return Ok(typed);
        }
        filter::from_form(&self.formulaire, vocabulary).map_err(Nonsense::Form)
    }

    /// In which order; `None` when there is no such.
    pub(in crate::web::office) fn order(&self) -> Option<Tri> {
        columns::tri(if self.tri.is_empty() { USUAL } else { &self.tri })
    }

    /// The dossier from which a page was turned; what is none is « not found ».
    pub(super) fn turned(text: &str) -> Result<Option<DossierId>, Error> {
        if text.is_empty() { Ok(None) } else { crate::web::office::staff::id(text).map(Some) }
    }

    /// The same, in the words that are kept, once every part of it makes sense.
    pub(in crate::web::office) async fn checked(&self, app: &App, visit: &AgentVisit) -> Result<Outcome<Self>, Error> {
        let vocabulary = super::vocabulary(app, visit, self).await?;
        let mut problems = vec![];
        let filter = self.filter(&vocabulary).unwrap_or_else(|nonsense| {
            problems.extend(nonsense.problems());
            Filter::default()
        });
        if self.order().is_none() {
            problems.push(Problem::of("", format!("« {} » n'est pas un ordre de tri.", self.tri)));
        }
        if columns::read(&self.colonnes).is_none() {
            problems.push(Problem::of("", "Ces colonnes n'existent pas."));
        }
        Ok(if problems.is_empty() { Ok(self.with_q(filter.text())) } else { Err(problems) })
    }
}

impl Nonsense {
    /// Each thing to correct.
    pub(super) fn problems(self) -> Vec<Problem> {
        match self {
            Self::Query(faults) => faults.into_iter().map(|fault| Problem::of("q", fault.message)).collect(),
            Self::Form(problems) => problems,
        }
    }
}

/// The names of the form before it had bounds for every day.
fn today(name: String) -> String {
    match name.as_str() {
        "du" => "depose_du".to_owned(),
        "au" => "depose_au".to_owned(),
        _ => name,
    }
}
