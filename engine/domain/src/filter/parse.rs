//! The query as it is typed, read as a filter; all that is wrong with it at once, each at its place.

use super::lex::{Part, Piece, lex, words};
use super::words::{CHAMP, WORDS, Word};
use super::{Between, Filter, Jalon, Relatif, Vocabulary, range, values};
use crate::format::fold;
use crate::rule::nearest;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a query.
pub const QUERY_MAX: usize = 2_000;
/// Words and phrases of a query: more than a name has; each costs a comparison.
pub const MOTS_MAX: usize = 8;
/// Characters of a word or phrase.
const MOT_MAX: usize = 100;

/// What is wrong, and where: bytes of the query, always between characters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// First byte.
    pub start: usize,
    /// After the last byte.
    pub end: usize,
    /// What to write instead, in French.
    pub message: String,
}

/// Reads a query.
///
/// # Errors
/// Every fault, in the order of the text.
pub fn parse(text: &str, vocabulary: &Vocabulary) -> Result<Filter, Vec<Fault>> {
    if let Some((cut, _)) = text.char_indices().nth(QUERY_MAX) {
        let message = format!("Une recherche a {QUERY_MAX} caractères au plus : raccourcissez-la.");
        return Err(vec![Fault { start: cut, end: text.len(), message }]);
    }
    let (parts, faults) = lex(text);
    let mut reading = Reading { vocabulary, filter: Filter::default(), faults };
    for part in &parts {
        match &part.key {
            None => reading.mot(&part.whole),
            Some(key) => reading.part(key, part),
        }
    }
    reading.faults.sort_by_key(|fault| (fault.start, fault.end));
    if reading.faults.is_empty() { Ok(reading.filter) } else { Err(reading.faults) }
}

/// The words and phrases of a text, where nothing is a key.
pub(super) fn mots(text: &str) -> Result<BTreeSet<String>, String> {
    let (pieces, faults) = words(text);
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.message);
    }
    let mut mots = BTreeSet::new();
    for piece in pieces {
        mots.extend(read_mot(&piece.text)?);
    }
    if mots.len() > MOTS_MAX { Err(too_many()) } else { Ok(mots) }
}

fn read_mot(text: &str) -> Result<Option<String>, String> {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mot = fold(&plain);
    if mot.chars().count() > MOT_MAX {
        return Err(format!("Un mot ou une phrase a {MOT_MAX} caractères au plus."));
    }
    Ok(Some(mot).filter(|mot| !mot.is_empty()))
}

fn too_many() -> String {
    format!("Cherchez {MOTS_MAX} mots au plus à la fois.")
}

struct Reading<'a> {
    vocabulary: &'a Vocabulary,
    filter: Filter,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn say(&mut self, at: &Piece, message: String) {
        self.faults.push(Fault { start: at.start, end: at.end, message });
    }

    fn mot(&mut self, piece: &Piece) {
        match read_mot(&piece.text) {
            Ok(mot) => self.filter.mots.extend(mot),
            Err(message) => self.say(piece, message),
        }
        if self.filter.mots.len() > MOTS_MAX {
            self.say(piece, too_many());
        }
    }

    fn part(&mut self, key: &Piece, part: &Part) {
        let Some(word) = Word::read(&key.text) else {
            return self.champ(key, part);
        };
        if part.whole.text.is_empty() {
            let advice = format!("Écrivez une valeur juste après « {}: », sans espace.", word.code());
            return self.say(&Piece { end: part.whole.end, ..key.clone() }, advice);
        }
        let vocabulary = self.vocabulary;
        let filter = &mut self.filter;
        let faults = match word {
            Word::Programme => all(part, |text| values::programme(text, vocabulary), &mut filter.programmes),
            Word::Aide => all(part, |text| values::aide(text, vocabulary), &mut filter.aides),
            Word::Statut => all(part, values::etat, &mut filter.etats),
            Word::Conseiller => all(part, |text| values::par(text, vocabulary), &mut filter.conseillers),
            Word::Piece => all(part, values::piece, &mut filter.signes),
            Word::Signe => all(part, values::signe, &mut filter.signes),
            Word::Verdict => all(part, values::verdict, &mut filter.eligible),
            Word::Depose => days(part, (&mut filter.jours, Jalon::Depose), &mut filter.depose),
            Word::Decide => days(part, (&mut filter.jours, Jalon::Decide), &mut filter.decide),
            Word::Change => days(part, (&mut filter.jours, Jalon::Change), &mut filter.change),
            Word::Attend => between(part, &range::waits(), &mut filter.attend),
            Word::Montant => between(part, &range::sums(), &mut filter.montant),
        };
        self.faults.extend(faults);
    }

    fn champ(&mut self, key: &Piece, part: &Part) {
        let Some(id) =
            key.text.get(..CHAMP.len()).filter(|start| fold(start) == CHAMP).map(|_| &key.text[CHAMP.len()..])
        else {
            return self.say(key, unknown_word(&key.text));
        };
        let Some(champ) = self.vocabulary.champ(id) else {
            let known = self.vocabulary.champs.iter().map(|champ| champ.id.as_str());
            let near = nearest(id, known).map(|near| format!(" Vouliez-vous dire « {CHAMP}{near}: » ?"));
            let message =
                format!("« {id} » n'est pas un champ filtrable de vos programmes.{}", near.unwrap_or_default());
            return self.say(key, message);
        };
        match values::critere(&part.whole.text, champ) {
            Ok(critere) if self.filter.champs.get(&champ.id).is_some_and(|before| *before != critere) => {
                self.say(key, format!("« {CHAMP}{} » est écrit deux fois : gardez-en un.", champ.id));
            }
            Ok(critere) => {
                self.filter.champs.insert(champ.id.clone(), critere);
            }
            Err(message) => self.say(&part.whole, message),
        }
    }
}

/// Any of the values.
fn all<T: Ord>(part: &Part, read: impl Fn(&str) -> Result<T, String>, into: &mut BTreeSet<T>) -> Vec<Fault> {
    let mut faults = vec![];
    for piece in &part.values {
        match read(&piece.text) {
            Ok(value) => {
                into.insert(value);
            }
            Err(message) => faults.push(Fault { start: piece.start, end: piece.end, message }),
        }
    }
    faults
}

/// A word of date, or bounds; with both, both count.
fn days(
    part: &Part,
    (jours, jalon): (&mut BTreeMap<Jalon, Relatif>, Jalon),
    into: &mut Between<NaiveDate>,
) -> Vec<Fault> {
    let Some(relatif) = Relatif::read(&part.whole.text) else { return between(part, &range::days(), into) };
    if *jours.entry(jalon).or_insert(relatif) == relatif {
        return vec![];
    }
    let message = "Un autre mot de date est déjà écrit : gardez-en un.".to_owned();
    vec![Fault { start: part.whole.start, end: part.whole.end, message }]
}

/// Written twice, both bounds count.
fn between<T: PartialOrd + Copy>(part: &Part, ruler: &range::Ruler<T>, into: &mut Between<T>) -> Vec<Fault> {
    let read = ruler.read(&part.whole.text).and_then(|between| range::ordered(into.and(between)));
    match read {
        Ok(between) => {
            *into = between;
            vec![]
        }
        Err(message) => vec![Fault { start: part.whole.start, end: part.whole.end, message }],
    }
}

fn unknown_word(typed: &str) -> String {
    let near = nearest(&fold(typed), WORDS.iter().map(|(_, code, _)| *code));
    let advice = match near {
        Some(near) => format!("Vouliez-vous dire « {near}: » ?"),
        None => "Pour chercher ce texte, mettez-le entre guillemets.".to_owned(),
    };
    format!("« {typed}: » n'est pas un mot de la recherche. {advice}")
}

/// A day of the query, for whoever reads one alone.
///
/// # Errors
/// What to write instead, in French.
pub fn read_day(text: &str) -> Result<Option<NaiveDate>, String> {
    range::days().bound(text)
}
