//! The acts of the bénéficiaire: asking for the validation, giving up.

use super::{Acte, Acteur, Change, Fact, Notice, Problem, Standing, transition};
use crate::verdict::Missing;

/// Why a dossier was not submitted.
#[derive(Debug, Clone, PartialEq)]
pub enum Submission {
    /// The state does not allow it.
    Refused(Problem),
    /// All that is missing, in the order of the form.
    Incomplete(Vec<Missing>),
}

/// « Demander la validation de mon dossier ».
///
/// # Errors
/// The state does not allow it, or something is missing: then everything that is.
pub fn submit(dossier: &Standing, missing: Vec<Missing>) -> Result<Change, Submission> {
    let Some(to) = transition(dossier.etat, Acte::Soumettre, Acteur::Beneficiaire) else {
        let message = format!(
            "Votre dossier est « {} » : sa validation est déjà demandée ou n'est plus possible.",
            dossier.etat.libelle()
        );
        return Err(Submission::Refused(Problem::of("", message)));
    };
    if !missing.is_empty() {
        return Err(Submission::Incomplete(missing));
    }
    Ok(Change { to, fact: Fact::Soumission, notices: vec![Notice::Reception] })
}

/// « Abandonner ma demande ».
///
/// # Errors
/// The state does not allow it, or it was not confirmed.
pub fn abandon(dossier: &Standing, confirmed: bool) -> Result<Change, Problem> {
    let Some(to) = transition(dossier.etat, Acte::Abandonner, Acteur::Beneficiaire) else {
        return Err(Problem::of(
            "",
            format!("Votre dossier est « {} » : il ne peut plus être abandonné.", dossier.etat.libelle()),
        ));
    };
    if !confirmed {
        return Err(Problem::of("confirmation", "Cochez la case pour confirmer que vous abandonnez votre demande."));
    }
    Ok(Change { to, fact: Fact::Abandon, notices: vec![] })
}
