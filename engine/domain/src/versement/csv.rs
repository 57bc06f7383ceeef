//! The list of a lot for the payment software: semicolons, UTF-8 with its mark, sums with a comma, so that a
//! French spreadsheet opens it; a text that would be a formula is neutralised.

use crate::export::Case;
use crate::export::csv::{BOM, line};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ligne {
    /// Number of the dossier.
    pub numero: String,
    /// Holder of the account.
    pub titulaire: String,
    /// The account, compact.
    pub iban: String,
    /// The sum, in cents.
    pub centimes: i64,
}

/// The whole file, written as exports are.
#[must_use]
pub fn text(lot: &str, lignes: &[Ligne]) -> String {
    let mut out = format!("{BOM}lot;dossier;titulaire;iban;montant;libelle\r\n");
    for ligne in lignes {
        // The software reads line by line, quotes or not.
        let titulaire = ligne.titulaire.replace(['\r', '\n'], " ");
        let texts = [lot, &ligne.numero, &titulaire, &ligne.iban].map(Case::texte);
        let mut cases = texts.to_vec();
        cases.extend([Case::Centimes(ligne.centimes), Case::texte(ligne.numero.as_str())]);
        out.push_str(&line(&cases));
    }
    out
}
