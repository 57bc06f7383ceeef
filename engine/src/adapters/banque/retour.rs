//! What a bank sends back: a message of ISO 20022, or a list of rejections in CSV. Only what names a transaction is
//! read; which line it is, and what it changes there, are left to the domain.

use super::iso;
use guichet_domain::versement::retour::{Fichier, Retour, Statut};

/// Why nothing could be read, in French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Illisible(pub &'static str);

/// Longest text kept of the bank's, in characters.
const TEXTE_MAX: usize = 200;
/// Transactions of one file.
pub(super) const MOST: usize = 10_000;

/// Reads a file of returns.
///
/// # Errors
/// It is none of those files, or names nothing.
pub fn read(bytes: &[u8]) -> Result<Fichier, Illisible> {
    let text = std::str::from_utf8(bytes).map_err(|_| Illisible("Ce fichier n'est pas un texte en UTF-8."))?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let fichier = if text.starts_with('<') { iso::read(text)? } else { csv(text)? };
    if fichier.retours.is_empty() && fichier.ensemble.is_empty() {
        return Err(Illisible("Ce fichier ne nomme aucun versement."));
    }
    Ok(fichier)
}

/// `dossier;code;texte`, a line each; the heading is left out.
fn csv(text: &str) -> Result<Fichier, Illisible> {
    const SHAPE: Illisible =
        Illisible("Ce fichier n'est ni un message de la banque, ni une liste « dossier;code;texte ».");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut retours = vec![];
    for (place, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split(';').map(|cell| cell.trim().trim_matches('"').trim()).collect();
        let [reference, code, rest @ ..] = cells.as_slice() else { return Err(SHAPE) };
        if place == 0 && reference.eq_ignore_ascii_case("dossier") {
            continue;
        }
        if reference.is_empty() || code.is_empty() || retours.len() >= MOST {
            return Err(SHAPE);
        }
        retours.push(Retour {
            reference: short(reference),
            lot: None,
            statut: Statut::Rejete,
            code: short(code),
            texte: short(&rest.join(" ")),
            centimes: None,
            entier: false,
        });
    }
    Ok(Fichier { retours, ..Fichier::default() })
}

/// The bank's words without what is not to be read, and not without end.
pub(super) fn short(words: &str) -> String {
    words.trim().chars().filter(|c| !c.is_control()).take(TEXTE_MAX).collect()
}

/// « 1500.5 » in cents; none when it is no sum to the cent.
pub(super) fn centimes(text: &str) -> Option<i64> {
    let (euros, cents) = text.split_once('.').unwrap_or((text, ""));
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let cents = cents.trim_end_matches('0');
    if euros.is_empty() || euros.len() > 12 || cents.len() > 2 || !figures(euros) || !figures(cents) {
        return None;
    }
    Some(euros.parse::<i64>().ok()? * 100 + format!("{cents:0<2}").parse::<i64>().ok()?)
}
