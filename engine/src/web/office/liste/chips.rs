//! The parts of a filter in words, each with the address that does without it.

use super::query::Query;
use crate::web::office::parts::State;
use guichet_domain::filter::{Between, Critere, Filter, Jalon, Par, Vocabulary};
use guichet_domain::format;
use serde::Serialize;

/// A filter in place; following it removes it.
#[derive(Serialize)]
pub(super) struct Chip {
    libelle: String,
    href: String,
}

/// A part of a filter: its words, and the filter without it.
pub(super) struct Part {
    pub(super) libelle: String,
    pub(super) without: Filter,
}

/// One chip per part.
pub(super) fn of(query: &Query, parts: &[Part]) -> Vec<Chip> {
    let chip = |part: &Part| Chip { libelle: part.libelle.clone(), href: address(query, &part.without) };
    parts.iter().map(chip).collect()
}

/// The same list with another filter.
pub(super) fn address(query: &Query, filter: &Filter) -> String {
    query.with_q(filter.text()).address()
}

/// The parts of a filter.
pub(super) fn parts(filter: &Filter, vocabulary: &Vocabulary) -> Vec<Part> {
    let mut parts = vec![];
    let mut put = |libelle: Option<String>, clear: fn(&mut Filter)| {
        let Some(libelle) = libelle else { return };
        let mut without = filter.clone();
        clear(&mut without);
        parts.push(Part { libelle, without });
    };
    let programme = |id: &str| {
        let known = vocabulary.programmes.iter().find(|(known, _)| known.as_str() == id);
        known.map_or_else(|| id.to_owned(), |(_, nom)| nom.clone())
    };
    let aide = |id: &str| {
        let known = vocabulary.aides.iter().find(|aide| aide.id.as_str() == id);
        known.map_or_else(|| id.to_owned(), |aide| aide.libelle.clone())
    };
    let etats = filter.etats.iter().map(|etat| State::of(*etat).word().to_lowercase());
    put(any("programme", filter.programmes.iter().map(|id| programme(id.as_str()))), |f| f.programmes.clear());
    put(any("aide", filter.aides.iter().map(|id| aide(id.as_str()))), |f| f.aides.clear());
    put(any("statut", etats), |f| f.etats.clear());
    put(any("conseiller", filter.conseillers.iter().map(|par| name(par, vocabulary))), |f| f.conseillers.clear());
    put(between("déposé", &filter.depose, |day| format::date(*day)), |f| f.depose = Between::default());
    put(between("décidé", &filter.decide, |day| format::date(*day)), |f| f.decide = Between::default());
    put(between("changé", &filter.change, |day| format::date(*day)), |f| f.change = Between::default());
    put(between("attend", &filter.attend, |days| format!("{days}\u{a0}j")), |f| f.attend = Between::default());
    put(between("montant", &filter.montant, |cents| format::centimes(*cents)), |f| f.montant = Between::default());
    let signes = |piece: bool| {
        let some = filter.signes.iter().filter(move |signe| signe.of_piece() == piece);
        some.map(|signe| signe.libelle().to_lowercase())
    };
    put(any("pièce", signes(true)), |f| f.signes.retain(|signe| !signe.of_piece()));
    put(any("verdict", filter.eligible.iter().map(|eligible| eligible.libelle().to_lowercase())), |f| {
        f.eligible.clear()
    });
    put(any("signe", signes(false)), |f| f.signes.retain(|signe| signe.of_piece()));
    for (jalon, jour) in &filter.jours {
        let mut without = filter.clone();
        without.jours.remove(jalon);
        let word = match jalon {
            Jalon::Depose => "déposé",
            Jalon::Decide => "décidé",
            Jalon::Change => "changé",
        };
        parts.push(Part { libelle: format!("{word} : {}", jour.libelle().to_lowercase()), without });
    }
    for (id, critere) in &filter.champs {
        let libelle = vocabulary.champ(id.as_str()).map_or(id.as_str(), |champ| &champ.libelle);
        let mut without = filter.clone();
        without.champs.remove(id);
        parts.push(Part { libelle: champ(libelle, critere), without });
    }
    for mot in &filter.mots {
        let mut without = filter.clone();
        without.mots.remove(mot);
        parts.push(Part { libelle: format!("« {mot} »"), without });
    }
    parts
}

fn any(word: &str, values: impl Iterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.collect();
    (!values.is_empty()).then(|| format!("{word} : {}", values.join(" ou ")))
}

fn between<T: PartialEq>(word: &str, between: &Between<T>, write: impl Fn(&T) -> String) -> Option<String> {
    Some(match (&between.min, &between.max) {
        (None, None) => return None,
        (Some(min), Some(max)) if min == max => format!("{word} : {}", write(min)),
        (Some(min), Some(max)) => format!("{word} : de {} à {}", write(min), write(max)),
        (Some(min), None) => format!("{word} : à partir de {}", write(min)),
        (None, Some(max)) => format!("{word} : jusqu'à {}", write(max)),
    })
}

fn champ(libelle: &str, critere: &Critere) -> String {
    match critere {
        Critere::Egal(text) => format!("{libelle} : {text}"),
        Critere::Nombre(range) => between(libelle, range, |number| format::nombre(*number)).unwrap_or_default(),
        Critere::Jour(range) => between(libelle, range, |day| format::date(*day)).unwrap_or_default(),
    }
}

fn name(par: &Par, vocabulary: &Vocabulary) -> String {
    match par {
        Par::Moi => "moi".to_owned(),
        Par::Personne => "personne".to_owned(),
        Par::Quelquun => "quelqu'un".to_owned(),
        Par::Agent(email) => {
            let known = vocabulary.agents.iter().find(|(known, _)| known == email);
            known.map_or_else(|| email.clone(), |(_, nom)| nom.clone())
        }
    }
}
