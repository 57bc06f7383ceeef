//! The files of the samples: small documents that open, and say what they are and whose. What they
//! tell is what the form says, so that an agent can compare.

mod font;
mod pdf;
mod picture;

#[cfg(test)]
mod tests;

use super::chance::Chance;
use guichet_domain::field;
use guichet_domain::format;
use guichet_domain::programme::{Piece, Programme, Version};
use guichet_domain::value::{Answers, Value};

/// A file ready to be deposited.
pub(super) struct Paper {
    /// Its name.
    pub(super) nom: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// Writes the pièce: mostly a PDF, now and then the photo of one.
pub(super) fn write(
    programme: &Programme,
    version: &Version,
    piece: &Piece,
    answers: &Answers,
    who: &str,
    chance: &mut Chance,
) -> Paper {
    let stem = piece.id.as_str().replace('_', "-");
    let lines = lines(version, piece, answers);
    match chance.between(1, 10) {
        1 => {
            let nom = format!("IMG_{}.jpg", chance.between(1_000, 9_999));
            Paper { nom, bytes: picture::jpeg(&sheet(programme, piece, who, &lines)) }
        }
        2 => Paper { nom: format!("{stem}-scan.png"), bytes: picture::png(&sheet(programme, piece, who, &lines)) },
        _ => Paper {
            nom: format!("{stem}.pdf"),
            bytes: pdf::write(&piece.libelle, &sheet(programme, piece, who, &lines)[1..]),
        },
    }
}

/// The lines of a paper, its title first.
fn sheet(programme: &Programme, piece: &Piece, who: &str, lines: &[String]) -> Vec<String> {
    let mut sheet = vec![piece.libelle.clone(), format!("{} – {who}", programme.nom), String::new()];
    sheet.extend_from_slice(lines);
    sheet.extend([String::new(), "Document d'exemple, sans valeur.".to_owned()]);
    sheet
}

/// What the pièce proves, as the form says it. The number of social security stays out: no document
/// asked here needs it whole.
fn lines(version: &Version, piece: &Piece, answers: &Answers) -> Vec<String> {
    let champs = piece.prouve.iter().filter(|id| !id.as_str().contains('.'));
    let told = champs.filter_map(|id| {
        let (champ, value) = (version.champ(id.as_str())?, answers.get(id.as_str())?);
        let rows = match value {
            Value::Liste(rows) => rows.iter().map(|row| format!("- {}", field::resume(champ.columns(), row))).collect(),
            Value::Texte(iban) if iban.starts_with("FR") && champ.is_secret() => {
                vec![format!("{} : {}", champ.libelle, format::iban_groups(iban))]
            }
            _ => vec![format!("{} : {}", champ.libelle, field::show(champ, value))],
        };
        Some(rows)
    });
    told.flatten().collect()
}
