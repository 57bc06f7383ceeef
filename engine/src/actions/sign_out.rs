//! Signing out: the session is gone from the database, so the cookie opens nothing any more.

use crate::adapters::db::sessions;
use crate::app::App;
use anyhow::Result;
use guichet_domain::ids::{BeneficiaireId, ProgrammeId};

/// Ends one session.
///
/// # Errors
/// The database.
pub async fn sign_out(app: &App, token_hash: &str) -> Result<()> {
    sessions::delete(&app.db, token_hash).await?;
    Ok(())
}

/// Ends every session of a bénéficiaire but this one.
///
/// # Errors
/// The database.
pub async fn others(
    app: &App,
    programme: &ProgrammeId,
    beneficiaire: BeneficiaireId,
    keep: Option<&str>,
) -> Result<()> {
    sessions::delete_others_of_beneficiaire(&app.db, programme, beneficiaire, keep).await?;
    Ok(())
}
