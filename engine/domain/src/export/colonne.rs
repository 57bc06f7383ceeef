//! The columns one may take away. NIR and IBAN are none of them, and no champ that is encrypted is either.

use crate::ids::ChampId;

/// A column of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Col {
    /// The number.
    Numero,
    /// Last name.
    Nom,
    /// First name.
    Prenom,
    /// Address of mail.
    Email,
    /// The programme.
    Programme,
    /// The campagne.
    Campagne,
    /// The aides.
    Aides,
    /// The state.
    Statut,
    /// Who examines it.
    Conseiller,
    /// Day of the request.
    Demande,
    /// Day it was deposited.
    Depose,
    /// Day it was last decided.
    Decide,
    /// Day it last changed.
    Change,
    /// Since which working day it waits for staff.
    Attend,
    /// What the rules propose.
    Propose,
    /// What was given, or is proposed before a decision.
    Montant,
    /// Day of its payment.
    Paye,
    /// Reference of its payment.
    Reference,
    /// Motif of the last refus.
    Motif,
    /// What is to be noticed.
    Signes,
    /// A champ that its programme declares `filtrable`.
    Champ(ChampId),
}

/// What a champ's code starts with.
const CHAMP: &str = "champ.";

impl Col {
    /// All but the champs, in the order of the page where one chooses.
    pub const FIXED: [Self; 20] = [
        Self::Numero,
        Self::Nom,
        Self::Prenom,
        Self::Email,
        Self::Programme,
        Self::Campagne,
        Self::Aides,
        Self::Statut,
        Self::Conseiller,
        Self::Demande,
        Self::Depose,
        Self::Decide,
        Self::Change,
        Self::Attend,
        Self::Propose,
        Self::Montant,
        Self::Paye,
        Self::Reference,
        Self::Motif,
        Self::Signes,
    ];

    /// Those of a file for which nobody chose.
    pub const USUAL: [Self; 14] = [
        Self::Numero,
        Self::Nom,
        Self::Prenom,
        Self::Programme,
        Self::Campagne,
        Self::Aides,
        Self::Statut,
        Self::Conseiller,
        Self::Depose,
        Self::Decide,
        Self::Montant,
        Self::Paye,
        Self::Reference,
        Self::Motif,
    ];

    /// As stored and as written in addresses.
    #[must_use]
    pub fn code(&self) -> String {
        self.names().map_or_else(|champ| format!("{CHAMP}{champ}"), |(code, _)| code.to_owned())
    }

    /// What a code stands for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.strip_prefix(CHAMP) {
            Some(champ) => (!champ.is_empty()).then(|| Self::Champ(champ.into())),
            None => Self::FIXED.into_iter().find(|col| col.names().is_ok_and(|(own, _)| own == code)),
        }
    }

    /// The head of the column; the id of a champ, whose label its programme knows.
    #[must_use]
    pub fn libelle(&self) -> String {
        self.names().map_or_else(|champ| champ.0.clone(), |(_, libelle)| libelle.to_owned())
    }

    fn names(&self) -> Result<(&'static str, &'static str), &ChampId> {
        Ok(match self {
            Self::Numero => ("numero", "Numéro"),
            Self::Nom => ("nom", "Nom"),
            Self::Prenom => ("prenom", "Prénom"),
            Self::Email => ("email", "Adresse e-mail"),
            Self::Programme => ("programme", "Programme"),
            Self::Campagne => ("campagne", "Campagne"),
            Self::Aides => ("aides", "Aides"),
            Self::Statut => ("statut", "Statut"),
            Self::Conseiller => ("conseiller", "Conseiller"),
            Self::Demande => ("demande", "Date de la demande"),
            Self::Depose => ("depose", "Déposé le"),
            Self::Decide => ("decide", "Décidé le"),
            Self::Change => ("change", "Dernier changement"),
            Self::Attend => ("attend", "Attend depuis"),
            Self::Propose => ("propose", "Montant proposé"),
            Self::Montant => ("montant", "Montant"),
            Self::Paye => ("paye", "Versé le"),
            Self::Reference => ("reference", "Référence du versement"),
            Self::Motif => ("motif", "Motif de refus"),
            Self::Signes => ("signes", "À savoir"),
            Self::Champ(champ) => return Err(champ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Col;

    #[test]
    fn every_column_is_read_back_from_its_code() {
        for col in Col::FIXED.into_iter().chain([Col::Champ("metier".into())]) {
            assert_eq!(Col::from_code(&col.code()), Some(col));
        }
        for code in ["", "champ.", "iban", "NIR"] {
            assert_eq!(Col::from_code(code), None, "{code}");
        }
    }
}
