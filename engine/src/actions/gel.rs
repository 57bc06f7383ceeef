//! Bank details that a closed lot carries: its file holds the account that was checked, so another one given now
//! would seem to be taken, and never be paid. They may be given again once the bank sent the line back.

use super::Refused;
use crate::adapters::db::dossiers::Dossier;
use crate::adapters::db::lots::{self, Place};
use crate::adapters::db::{ConnectionTrait, Scope};
use anyhow::Result;
use guichet_domain::dossier::Etat;

/// Told to the bénéficiaire: why, and until when.
pub const TOLD: &str = "Votre versement est en cours, vers l’IBAN que vous avez donné : vos coordonnées bancaires ne \
                        peuvent pas être modifiées. Si la banque le refuse, nous vous les redemandons aussitôt. \
                        Une erreur ? Écrivez-nous depuis votre dossier.";

/// The closed lot that carries the bank details of a dossier, if any.
///
/// # Errors
/// The database.
pub async fn of(db: &impl ConnectionTrait, scope: &Scope, row: &Dossier) -> Result<Option<Place>> {
    // A line waits for no other state: the others need no question to the database.
    if row.etat != Etat::ValideManager {
        return Ok(None);
    }
    Ok(lots::of_dossier(db, scope, row.id).await?.filter(|place| place.etat.freezes()))
}

/// The refusal of a bénéficiaire's change.
pub(super) fn refused() -> anyhow::Error {
    Refused::Because(TOLD.to_owned()).into()
}
