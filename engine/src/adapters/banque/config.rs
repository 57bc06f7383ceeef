//! The accounts that pay: one for all programmes, or one of its own for some.

use anyhow::{Result, bail};
use guichet_domain::ids::ProgrammeId;
use guichet_domain::versement::compte::{is_bic, verified};
use guichet_domain::versement::pain::Debiteur;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The settings `[versements]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VersementConfig {
    /// Who pays, unless a programme says otherwise. Without one, no lot can be closed.
    pub debiteur: Option<Debiteur>,
    /// Who pays for these programmes.
    pub programmes: BTreeMap<String, Debiteur>,
}

impl VersementConfig {
    /// Who pays for a programme.
    #[must_use]
    pub fn of(&self, programme: &ProgrammeId) -> Option<&Debiteur> {
        self.programmes.get(programme.as_str()).or(self.debiteur.as_ref())
    }

    /// Refuses accounts that no bank knows.
    ///
    /// # Errors
    /// The first fault, in French.
    pub fn check(&self) -> Result<()> {
        for debiteur in self.debiteur.iter().chain(self.programmes.values()) {
            if debiteur.nom.trim().is_empty() {
                bail!("le titulaire du compte payeur (nom) manque");
            }
            if verified(&debiteur.iban).is_err() {
                bail!("l'IBAN du compte payeur « {} » est faux ou hors de la zone SEPA", debiteur.nom);
            }
            if debiteur.bic.as_deref().is_some_and(|bic| !is_bic(bic)) {
                bail!("le BIC du compte payeur « {} » compte 8 ou 11 caractères", debiteur.nom);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Debiteur, VersementConfig};

    fn account(iban: &str, bic: Option<&str>) -> Debiteur {
        Debiteur { nom: "Association d'Exemple".into(), iban: iban.into(), bic: bic.map(str::to_owned) }
    }

    #[test]
    fn a_programme_may_have_its_own_account() {
        let (all, own) = (account("FR7630006000011234567890189", None), account("FR7630004000031234567890143", None));
        let programmes = [("bourses".to_owned(), own.clone())].into();
        let config = VersementConfig { debiteur: Some(all.clone()), programmes };
        assert_eq!((config.of(&"bourses".into()), config.of(&"autre".into())), (Some(&own), Some(&all)));
        assert_eq!(VersementConfig::default().of(&"autre".into()), None);
        assert!(config.check().is_ok());
    }

    #[test]
    fn an_account_that_no_bank_knows_is_refused_at_start() {
        for (iban, bic) in [("FR7630006000011234567890188", None), ("FR7630006000011234567890189", Some("BIC"))] {
            let config = VersementConfig { debiteur: Some(account(iban, bic)), ..VersementConfig::default() };
            assert!(config.check().is_err(), "{iban} {bic:?}");
        }
    }
}
