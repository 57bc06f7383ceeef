//! What may be written next in a query: the words, or the values of the word that was begun.

use super::Vocabulary;
use super::choose::plain;
use super::lex::{Part, lex, quoted};
use super::words::{CHAMP, OUI_NON, PAR, PIECES, SIGNES, VERDICTS, WORDS, Word};
use super::{ChampFiltrable, Nature, Relatif};
use crate::dossier::Etat;

/// Suggestions at most.
const MOST: usize = 20;

/// What may replace a piece of the query.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestions {
    /// First byte of what is replaced.
    pub start: usize,
    /// After its last byte.
    pub end: usize,
    /// The choices, best first.
    pub choix: Vec<Suggestion>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// What is written: a word with its colon, or a value.
    pub texte: String,
    /// What it means.
    pub libelle: String,
}

/// What may stand at the cursor, in bytes.
#[must_use]
pub fn suggest(text: &str, cursor: usize, vocabulary: &Vocabulary) -> Suggestions {
    let cursor = (0..=cursor.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
    let before = &text[..cursor];
    let (parts, _) = lex(before);
    let begun = parts.last().filter(|part| part.whole.end == cursor);
    let Some(part) = begun else {
        return chosen(cursor, cursor, "", words(vocabulary));
    };
    match (&part.key, part.values.last()) {
        (Some(key), Some(value)) => {
            let known = values(&key.text, vocabulary);
            let free = |known: &(String, String)| !already(part, &known.0);
            chosen(value.start, cursor, &value.text, known.into_iter().filter(free).collect())
        }
        _ => chosen(part.whole.start, cursor, &part.whole.text, words(vocabulary)),
    }
}

/// Those that start as what was typed, by what is written or by what it means; then those that hold it.
fn chosen(start: usize, end: usize, typed: &str, known: Vec<(String, String)>) -> Suggestions {
    let typed = plain(typed);
    let rank = |(texte, libelle): &(String, String)| {
        let (texte, libelle) = (plain(texte), plain(libelle));
        let starts = texte.starts_with(&typed) || libelle.starts_with(&typed);
        (starts || texte.contains(&typed) || libelle.contains(&typed)).then_some(!starts)
    };
    let mut met: Vec<_> = known.into_iter().filter_map(|one| rank(&one).map(|rank| (rank, one))).collect();
    met.sort_by_key(|(rank, _)| *rank);
    let choix = met.into_iter().take(MOST).map(|(_, (texte, libelle))| Suggestion { texte, libelle }).collect();
    Suggestions { start, end, choix }
}

fn already(part: &Part, texte: &str) -> bool {
    let before = part.values.len().saturating_sub(1);
    part.values[..before].iter().any(|value| quoted(&value.text) == texte)
}

fn words(vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let words = WORDS.iter().map(|(_, code, what)| (format!("{code}:"), (*what).to_owned()));
    let champs = vocabulary.champs.iter().map(|champ| (format!("{CHAMP}{}:", champ.id), champ.libelle.clone()));
    words.chain(champs).collect()
}

fn values(key: &str, vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let pair = |code: &str, label: &str| (quoted(code), label.to_owned());
    let Some(word) = Word::read(key) else {
        let champ = key.get(CHAMP.len()..).and_then(|id| vocabulary.champ(id));
        return champ.map(answers).unwrap_or_default();
    };
    match word {
        Word::Programme => vocabulary.programmes.iter().map(|(id, nom)| pair(id.as_str(), nom)).collect(),
        Word::Aide => {
            let mut aides: Vec<_> = vocabulary.aides.iter().map(|aide| pair(aide.id.as_str(), &aide.libelle)).collect();
            aides.sort();
            aides.dedup_by(|a, b| a.0 == b.0);
            aides
        }
        Word::Statut => Etat::ALL.iter().map(|etat| pair(etat.code(), etat.libelle())).collect(),
        Word::Conseiller => {
            let agents = vocabulary.agents.iter().map(|(email, nom)| pair(email, nom));
            PAR.iter().map(|(_, code, label)| pair(code, label)).chain(agents).collect()
        }
        Word::Piece => PIECES.iter().map(|(_, code, label)| pair(code, label)).collect(),
        Word::Signe => SIGNES.iter().map(|(_, code, label)| pair(code, label)).collect(),
        Word::Verdict => VERDICTS.iter().map(|(_, code, label)| pair(code, label)).collect(),
        Word::Depose | Word::Decide | Word::Change => {
            let words = Relatif::all().map(|(code, label)| pair(code, label));
            words.chain(bounds("une date : 2026-09-01 ou 1/9/2026")).collect()
        }
        Word::Attend => bounds("un nombre de jours"),
        Word::Montant => bounds("une somme en euros"),
    }
}

fn answers(champ: &ChampFiltrable) -> Vec<(String, String)> {
    match &champ.nature {
        Nature::Choix(choices) => choices.iter().map(|(key, label)| (quoted(key), label.clone())).collect(),
        Nature::OuiNon => OUI_NON.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect(),
        Nature::Texte => vec![],
        Nature::Jour => bounds("une date : 2026-09-01 ou 1/9/2026"),
        Nature::Entier | Nature::Nombre | Nature::Montant => bounds("un nombre"),
    }
}

fn bounds(what: &str) -> Vec<(String, String)> {
    [(">=", "au moins"), ("<=", "au plus"), (">", "plus que"), ("<", "moins que")]
        .map(|(sign, words)| (sign.to_owned(), format!("{words}, puis {what}")))
        .into()
}
