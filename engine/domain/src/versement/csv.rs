//! The list of a lot for the payment software: semicolons, UTF-8 with its mark, sums with a comma, so that a
//! French spreadsheet opens it; a text that would be a formula is neutralised.

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

/// The whole file.
#[must_use]
pub fn text(lot: &str, lignes: &[Ligne]) -> String {
    let mut out = String::from("\u{feff}lot;dossier;titulaire;iban;montant;libelle\r\n");
    for ligne in lignes {
        let cells = [lot, &ligne.numero, &ligne.titulaire, &ligne.iban, &euros(ligne.centimes), &ligne.numero];
        out.push_str(&cells.map(cell).join(";"));
        out.push_str("\r\n");
    }
    out
}

/// `1500,00`.
fn euros(centimes: i64) -> String {
    format!("{},{:02}", centimes / 100, centimes % 100)
}

/// A cell: quoted where it must be, and never a formula.
#[must_use]
pub fn cell(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let text = if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text };
    if text.contains([';', '"', '\'']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
