//! The acts of the bénéficiaire: asking for the validation, giving up.

use super::{Acte, Acteur, Auteur, Change, Fact, Notice, Problem, Standing, transition};
use crate::ids::PieceId;
use crate::verdict::Missing;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

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

/// A fact of the history, with its moment and who made it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub auteur: Auteur,
    /// What.
    pub fact: &'a Fact,
}

/// The pièces that the last complément asked to replace and that were not deposited since. Who cannot
/// replace one writes to the conseiller instead: then nothing is held back. A pièce without any file is
/// missing anyway, and left to [`crate::verdict::missing`].
#[must_use]
pub fn not_replaced(history: &[Told<'_>], deposits: &[(&PieceId, DateTime<Utc>)]) -> BTreeSet<PieceId> {
    let asked = history.iter().rev().find_map(|told| match told.fact {
        Fact::Complement { pieces, .. } => Some((told.at, pieces)),
        _ => None,
    });
    let Some((at, pieces)) = asked else { return BTreeSet::new() };
    let explained = history.iter().any(|told| {
        told.at >= at && matches!((told.auteur, told.fact), (Auteur::Beneficiaire(_), Fact::Message { .. }))
    });
    let of = |piece: &PieceId| deposits.iter().filter(|(known, _)| **known == *piece).map(|(_, at)| *at).max();
    let kept = pieces.iter().filter(|piece| !explained && of(piece).is_some_and(|latest| latest < at));
    kept.cloned().collect()
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
