//! What the query of the list means: what to ask of the database, or everything that makes no sense in it.
//! The SQL is left to `adapters::db::list`.

use super::query::Query;
use crate::adapters::db::Scope;
use crate::adapters::db::list::{By, Column, Direction, ListQuery, Order};
use crate::web::office::parts::Fault;
use chrono::{Datelike, NaiveDate};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{AgentId, AideId, ProgrammeId};

/// Lines a page.
pub(super) const PER_PAGE: u64 = 50;
/// The last page anybody would turn to.
const PAGE_MAX: u64 = 100_000;
/// Longest text searched, in characters.
const TEXT_MAX: usize = 200;

/// The sorts, as written in the address.
const SORTS: [(&str, Column); 6] = [
    ("depot", Column::Submitted),
    ("modif", Column::Changed),
    ("numero", Column::Numero),
    ("nom", Column::Nom),
    ("statut", Column::Etat),
    ("montant", Column::Total),
];

/// What the query may name.
pub(in crate::web::office) struct Known<'a> {
    /// Whose dossiers.
    pub(in crate::web::office) scope: &'a Scope,
    /// The programmes of the agent's queue.
    pub(in crate::web::office) programmes: &'a dyn Fn(&str) -> bool,
    /// Their aides.
    pub(in crate::web::office) aides: &'a dyn Fn(&str) -> bool,
    /// « moi ».
    pub(in crate::web::office) me: AgentId,
}

impl Query {
    /// What it asks, or everything that makes no sense in it.
    pub(in crate::web::office) fn read(&self, known: &Known<'_>) -> Result<ListQuery, Vec<Fault>> {
        let mut faults = vec![];
        let mut say = |id: &str, message: String| faults.push(Fault::at(id, message));
        if !self.programme.is_empty() && !(known.programmes)(&self.programme) {
            say("programme", format!("« {} » n'est pas un programme de votre file.", self.programme));
        }
        if !self.aide.is_empty() && !(known.aides)(&self.aide) {
            say("aide", format!("« {} » n'est pas une aide de vos programmes.", self.aide));
        }
        let mut etats = vec![];
        for statut in &self.statuts {
            match Etat::from_code(statut) {
                Some(etat) => etats.push(etat),
                None => say("", format!("« {statut} » n'est pas un statut.")),
            }
        }
        if self.texte.chars().count() > TEXT_MAX || self.texte.chars().any(char::is_control) {
            say("texte", format!("Cherchez un texte de {TEXT_MAX} caractères au plus, sur une ligne."));
        }
        let mut day = |id: &str, text: &str| match read_day(text) {
            Ok(day) => day,
            Err(message) => {
                say(id, message);
                None
            }
        };
        let (submitted_from, submitted_to) = (day("du", &self.du), day("au", &self.au));
        if submitted_from.zip(submitted_to).is_some_and(|(from, to)| from > to) {
            say("au", "La seconde date est avant la première : aucun dossier ne peut répondre.".to_owned());
        }
        let conseiller = self.by(known.me).unwrap_or_else(|| {
            say("conseiller", format!("« {} » n'est pas un conseiller.", self.conseiller));
            By::Any
        });
        let order = self.order().unwrap_or_else(|| {
            say("", format!("« {} » n'est pas un ordre de tri.", self.tri));
            Order::default()
        });
        let page = self.page_number().unwrap_or_else(|| {
            say("", format!("« {} » n'est pas un numéro de page.", self.page));
            1
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Ok(ListQuery {
            scope: known.scope.clone(),
            programme: given(&self.programme).map(ProgrammeId),
            aide: given(&self.aide).map(AideId),
            etats,
            text: self.texte.clone(),
            submitted_from,
            submitted_to,
            conseiller,
            order,
            page,
            per_page: PER_PAGE,
        })
    }

    fn by(&self, me: AgentId) -> Option<By> {
        match self.conseiller.as_str() {
            "" => Some(By::Any),
            "moi" => Some(By::Agent(me)),
            "aucun" => Some(By::Nobody),
            id => id.parse().ok().map(By::Agent),
        }
    }

    fn order(&self) -> Option<Order> {
        if self.tri.is_empty() {
            return Some(Order::default());
        }
        let (direction, name) = match self.tri.strip_prefix('-') {
            Some(name) => (Direction::Desc, name),
            None => (Direction::Asc, self.tri.as_str()),
        };
        SORTS.iter().find(|(code, _)| *code == name).map(|(_, column)| Order { column: *column, direction })
    }

    fn page_number(&self) -> Option<u64> {
        if self.page.is_empty() {
            return Some(1);
        }
        self.page.parse().ok().filter(|page| (1..=PAGE_MAX).contains(page))
    }
}

/// A day as a browser writes it, or as the hand does.
fn read_day(text: &str) -> Result<Option<NaiveDate>, String> {
    let day = crate::web::office::typed::day(text).map_err(|_| format!("« {text} » n'est pas une date."))?;
    match day {
        Some(day) if !(1990..=2100).contains(&day.year()) => Err(format!("« {text} » est trop loin d'aujourd'hui.")),
        day => Ok(day),
    }
}
