//! The canonical text of a filter: the one that its address, its view and its alert carry.

use super::lex::quoted;
use super::words::{CHAMP, Word};
use super::{Critere, Filter, Jalon, range};

impl Filter {
    /// As a query, always in the same order; [`super::parse`] reads it as the same filter.
    #[must_use]
    pub fn text(&self) -> String {
        let jour = |jalon: Jalon| self.jours.get(&jalon).map(|jour| jour.code().to_owned());
        let mut parts = vec![
            any(Word::Programme, self.programmes.iter().map(|id| id.as_str())),
            any(Word::Aide, self.aides.iter().map(|id| id.as_str())),
            any(Word::Statut, self.etats.iter().map(|etat| etat.code())),
            any(Word::Conseiller, self.conseillers.iter().map(|par| par.code())),
            one(Word::Depose, range::days().text(&self.depose)),
            one(Word::Depose, jour(Jalon::Depose)),
            one(Word::Decide, range::days().text(&self.decide)),
            one(Word::Decide, jour(Jalon::Decide)),
            one(Word::Change, range::days().text(&self.change)),
            one(Word::Change, jour(Jalon::Change)),
            one(Word::Attend, range::waits().text(&self.attend)),
            one(Word::Montant, range::sums().text(&self.montant)),
            any(Word::Piece, self.signes.iter().filter(|signe| signe.of_piece()).map(|signe| signe.code())),
            any(Word::Verdict, self.eligible.iter().map(|eligible| eligible.word())),
            any(Word::Signe, self.signes.iter().filter(|signe| !signe.of_piece()).map(|signe| signe.code())),
        ];
        let champ = |critere: &Critere| match critere {
            Critere::Egal(text) => Some(quoted(text)),
            Critere::Nombre(between) => range::numbers(&super::Nature::Nombre).text(between),
            Critere::Jour(between) => range::days().text(between),
        };
        parts.extend(self.champs.iter().map(|(id, critere)| champ(critere).map(|text| format!("{CHAMP}{id}:{text}"))));
        parts.extend(self.mots.iter().map(|mot| Some(quoted(mot))));
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn any<'a>(word: Word, values: impl Iterator<Item = &'a str>) -> Option<String> {
    let values: Vec<String> = values.map(quoted).collect();
    (!values.is_empty()).then(|| format!("{}:{}", word.code(), values.join(",")))
}

fn one(word: Word, text: Option<String>) -> Option<String> {
    text.map(|text| format!("{}:{text}", word.code()))
}
