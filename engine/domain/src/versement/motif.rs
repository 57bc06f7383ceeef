//! Why a bank sends money back: the codes of ISO 20022 (external status reasons) that SEPA transfers use, as
//! pain.002 and camt messages carry them.

/// A code and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Motif {
    /// `AC04`.
    pub code: &'static str,
    /// « compte clos ».
    pub libelle: &'static str,
}

impl Motif {
    /// Those that a transfer meets, the commonest first.
    pub const ALL: [Self; 27] = [
        Self { code: "AC01", libelle: "IBAN incorrect" },
        Self { code: "AC03", libelle: "compte du titulaire incorrect" },
        Self { code: "AC04", libelle: "compte clos" },
        Self { code: "AC06", libelle: "compte bloqué" },
        Self { code: "AG01", libelle: "opération interdite sur ce compte" },
        Self { code: "AG02", libelle: "code d'opération incorrect" },
        Self { code: "AM02", libelle: "montant interdit" },
        Self { code: "AM04", libelle: "provision insuffisante" },
        Self { code: "AM05", libelle: "opération en double" },
        Self { code: "AM09", libelle: "montant incorrect" },
        Self { code: "BE01", libelle: "nom et compte ne concordent pas" },
        Self { code: "BE04", libelle: "adresse du titulaire manquante" },
        Self { code: "CNOR", libelle: "banque du titulaire injoignable" },
        Self { code: "CUST", libelle: "demande du titulaire" },
        Self { code: "DUPL", libelle: "virement en double" },
        Self { code: "FF01", libelle: "fichier mal formé" },
        Self { code: "FOCR", libelle: "rappel du virement" },
        Self { code: "MD07", libelle: "titulaire décédé" },
        Self { code: "MS02", libelle: "refus du titulaire, sans précision" },
        Self { code: "MS03", libelle: "refus de la banque, sans précision" },
        Self { code: "NOAS", libelle: "titulaire sans réponse" },
        Self { code: "RC01", libelle: "BIC incorrect" },
        Self { code: "RR01", libelle: "compte ou identifiant du payeur manquant" },
        Self { code: "RR02", libelle: "nom ou adresse du payeur manquant" },
        Self { code: "RR03", libelle: "nom ou adresse du titulaire manquant" },
        Self { code: "RR04", libelle: "raison réglementaire" },
        Self { code: "TM01", libelle: "fichier reçu trop tard" },
    ];
}

/// Those that are the payer's own doing: another account of the bénéficiaire would mend none of them.
const DU_PAYEUR: [&str; 8] = ["AG02", "AM04", "AM05", "DUPL", "FF01", "RR01", "RR02", "TM01"];
/// Those that say that the bank had the same order before.
const EN_DOUBLE: [&str; 2] = ["AM05", "DUPL"];

/// Whether the payer is to mend it, and not the bénéficiaire.
#[must_use]
pub fn du_payeur(code: &str) -> bool {
    DU_PAYEUR.contains(&code)
}

/// Whether the bank had the same order before: sent once more, it may be paid twice.
#[must_use]
pub fn en_double(code: &str) -> bool {
    EN_DOUBLE.contains(&code)
}

/// « compte clos (AC04) »; the code alone where it is not one of ours.
#[must_use]
pub fn libelle(code: &str) -> String {
    match Motif::ALL.iter().find(|motif| motif.code == code) {
        Some(motif) => format!("{} ({})", motif.libelle, motif.code),
        None => code.to_owned(),
    }
}
