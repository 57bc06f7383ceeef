//! What the query of the list means: what to ask of the database, or everything that makes no sense in it.
//! The SQL is left to `adapters::db::list`.

use super::query::Query;
use crate::adapters::db::Scope;
use crate::adapters::db::list::{From, Listing};
use crate::web::office::parts::Fault;
use chrono::{Datelike, NaiveDate};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Between, Colonne, Filter, Par, Tri, Vocabulary, from_form};
use guichet_domain::ids::{AgentId, AideId, ProgrammeId};
use std::collections::{BTreeMap, BTreeSet};

/// Lines a page.
pub(super) const PER_PAGE: u64 = 50;
/// Longest text searched, in characters.
const TEXT_MAX: usize = 200;

/// The sorts, as written in the address.
const SORTS: [(&str, Colonne); 6] = [
    ("depot", Colonne::Depose),
    ("modif", Colonne::Change),
    ("numero", Colonne::Numero),
    ("nom", Colonne::Nom),
    ("statut", Colonne::Statut),
    ("montant", Colonne::Montant),
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
    /// The day of the list.
    pub(in crate::web::office) today: NaiveDate,
    /// The delay of each programme, in working days.
    pub(in crate::web::office) delais: BTreeMap<ProgrammeId, u32>,
}

impl Query {
    /// What it asks, or everything that makes no sense in it.
    pub(in crate::web::office) fn read(&self, known: &Known<'_>) -> Result<(Listing, From), Vec<Fault>> {
        let mut faults = vec![];
        let mut say = |id: &str, message: String| faults.push(Fault::at(id, message));
        if !self.programme.is_empty() && !(known.programmes)(&self.programme) {
            say("programme", format!("« {} » n'est pas un programme de votre file.", self.programme));
        }
        if !self.aide.is_empty() && !(known.aides)(&self.aide) {
            say("aide", format!("« {} » n'est pas une aide de vos programmes.", self.aide));
        }
        let mut etats = BTreeSet::new();
        for statut in &self.statuts {
            match Etat::from_code(statut) {
                Some(etat) => {
                    etats.insert(etat);
                }
                None => say("", format!("« {statut} » n'est pas un statut.")),
            }
        }
        if self.texte.chars().count() > TEXT_MAX || self.texte.chars().any(char::is_control) {
            say("texte", format!("Cherchez un texte de {TEXT_MAX} caractères au plus, sur une ligne."));
        }
        let texte = [("texte".to_owned(), self.texte.clone())];
        let mots = from_form(&texte, &Vocabulary::default()).map(|filter| filter.mots).unwrap_or_else(|problems| {
            problems.into_iter().for_each(|problem| say("texte", problem.message));
            BTreeSet::new()
        });
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
        let conseillers = self.by().unwrap_or_else(|| {
            say("conseiller", format!("« {} » n'est pas un conseiller.", self.conseiller));
            BTreeSet::new()
        });
        let tri = self.order().unwrap_or_else(|| {
            say("", format!("« {} » n'est pas un ordre de tri.", self.tri));
            Tri::default()
        });
        let from = self.from().unwrap_or_else(|| {
            say("", "Cette page n'existe pas.".to_owned());
            From::Start
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let filter = Filter {
            programmes: given(&self.programme).map(ProgrammeId).into_iter().collect(),
            aides: given(&self.aide).map(AideId).into_iter().collect(),
            etats,
            conseillers,
            depose: Between { min: submitted_from, max: submitted_to },
            mots,
            ..Filter::default()
        };
        let (scope, delais) = (known.scope.clone(), known.delais.clone());
        Ok((Listing { scope, filter, me: known.me, today: known.today, tri, delais }, from))
    }

    fn by(&self) -> Option<BTreeSet<Par>> {
        let par = match self.conseiller.as_str() {
            "" => return Some(BTreeSet::new()),
            "moi" => Par::Moi,
            "aucun" => Par::Personne,
            email if email.contains('@') && !email.contains(char::is_control) => Par::Agent(email.to_owned()),
            _ => return None,
        };
        Some(BTreeSet::from([par]))
    }

    fn order(&self) -> Option<Tri> {
        if self.tri.is_empty() {
            return Some(Tri::default());
        }
        let (descendant, name) = match self.tri.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, self.tri.as_str()),
        };
        SORTS.iter().find(|(code, _)| *code == name).map(|(_, colonne)| Tri { colonne: *colonne, descendant })
    }

    fn from(&self) -> Option<From> {
        match (self.apres.as_str(), self.avant.as_str()) {
            ("", "") => Some(From::Start),
            (after, "") => after.parse().ok().map(From::After),
            (_, before) => before.parse().ok().map(From::Before),
        }
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
