//! The words of the query, one for each part of a filter, and the words of their closed values.
//! What they mean together is left to `parse`; how a filter is written in them, to `text`.

use super::{Eligible, Par, Signe};
use crate::format::fold;

/// A part of a filter that is written `word:value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    Programme,
    Aide,
    Statut,
    Conseiller,
    Depose,
    Decide,
    Change,
    Attend,
    Montant,
    Piece,
    Verdict,
    Signe,
}

/// Every word, as it is written, with what it filters by.
pub(super) const WORDS: [(Word, &str, &str); 12] = [
    (Word::Programme, "programme", "le programme"),
    (Word::Aide, "aide", "l'aide demandée"),
    (Word::Statut, "statut", "le statut du dossier"),
    (Word::Conseiller, "conseiller", "qui instruit"),
    (Word::Depose, "depose", "le jour du dépôt"),
    (Word::Decide, "decide", "le jour de la dernière décision"),
    (Word::Change, "change", "le jour du dernier changement"),
    (Word::Attend, "attend", "l'attente, en jours ouvrés"),
    (Word::Montant, "montant", "le total des aides, en euros"),
    (Word::Piece, "piece", "une pièce manquante ou refusée"),
    (Word::Verdict, "verdict", "ce que disent les règles"),
    (Word::Signe, "signe", "ce qui est à remarquer"),
];

/// Every word of the query, with what it filters by, for who must be told.
pub fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().map(|(_, code, what)| (*code, *what))
}

/// What stands before the id of a champ.
pub(super) const CHAMP: &str = "champ.";

/// Values of `piece:`.
pub(super) const PIECES: [(Signe, &str, &str); 2] =
    [(Signe::PieceManquante, "manquante", "Pièce manquante"), (Signe::PieceRefusee, "refusee", "Pièce refusée")];

/// Values of `signe:`.
pub(super) const SIGNES: [(Signe, &str, &str); 4] = [
    (Signe::Doublon, "doublon", "Doublon possible"),
    (Signe::Complete, "complete", "Complément reçu"),
    (Signe::Retard, "retard", "En retard"),
    (Signe::CoordonneesManquantes, "coordonnees", "Coordonnées bancaires attendues"),
];

/// Values of `verdict:`.
pub(super) const VERDICTS: [(Eligible, &str, &str); 3] = [
    (Eligible::Oui, "eligible", "Éligible"),
    (Eligible::Non, "non_eligible", "Non éligible"),
    (Eligible::Inconnu, "inconnu", "Pas encore connu"),
];

/// Values of `conseiller:` that are no address.
pub(super) const PAR: [(Par, &str, &str); 3] =
    [(Par::Moi, "moi", "Moi"), (Par::Personne, "personne", "Personne"), (Par::Quelquun, "quelquun", "Quelqu'un")];

/// Values of an `oui_non`.
pub(super) const OUI_NON: [(&str, &str); 2] = [("oui", "Oui"), ("non", "Non")];

impl Word {
    /// As it is written.
    pub(super) fn code(self) -> &'static str {
        WORDS.iter().find(|(word, ..)| *word == self).map_or("", |(_, code, _)| code)
    }

    /// The word that was typed, case and accents aside.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let typed = fold(typed);
        WORDS.iter().find(|(_, code, _)| *code == typed).map(|(word, ..)| *word)
    }
}

impl Signe {
    /// As it is written in a query and posted by the form.
    #[must_use]
    pub fn code(self) -> &'static str {
        found(self).map_or("", |(_, code, _)| code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        found(self).map_or("", |(.., libelle)| libelle)
    }

    /// Whether it is about a pièce: those are a part of their own, `piece:`.
    #[must_use]
    pub fn of_piece(self) -> bool {
        PIECES.iter().any(|(signe, ..)| *signe == self)
    }
}

impl Eligible {
    /// As it is written in a query and posted by the form.
    #[must_use]
    pub fn word(self) -> &'static str {
        VERDICTS.iter().find(|(one, ..)| *one == self).map_or("", |(_, code, _)| code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        VERDICTS.iter().find(|(one, ..)| *one == self).map_or("", |(.., libelle)| libelle)
    }
}

impl Par {
    /// As it is written in a query and posted by the form: a word, or an address.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Agent(email) => email,
            word => PAR.iter().find(|(one, ..)| one == word).map_or("", |(_, code, _)| code),
        }
    }
}

fn found(signe: Signe) -> Option<&'static (Signe, &'static str, &'static str)> {
    PIECES.iter().chain(&SIGNES).find(|(one, ..)| *one == signe)
}
