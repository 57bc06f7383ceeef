//! What people write in the samples: short, polite, and about the dossier.

use crate::commands::samples::chance::Chance;
use guichet_domain::format::typographie;

/// Why a sum is less than the rules propose.
pub(super) const LESS: &str = "Un justificatif est hors de la période : la part correspondante n'est pas retenue.";

/// Why a sum that the rules could not compute is nothing.
pub(super) const UNKNOWN_SUM: &str = "Montant à fixer quand les justificatifs seront complets.";

/// What a manager asks of a conseiller.
pub(super) const SEND_BACK: &str =
    "Le nom de l'avis d'imposition n'est pas celui de la pièce d'identité. Peux-tu vérifier avant que je valide ?";

/// What a conseiller notes for colleagues.
pub(super) const NOTE: &str = "Eu au téléphone ce matin : employeur unique depuis mars, rien à signaler d'autre.";

/// What who helps out tells the conseiller she helps.
pub(super) const HANDED: &str = "@conseil, je suis ce dossier pendant ton absence : appelle-moi avant de décider.";

/// The reason of a bank.
pub(super) const BOUNCE: &str = "Compte clôturé (code AC04)";

/// A conseiller's message.
pub(super) fn word(prenom: &str, conseiller: &str, chance: &mut Chance) -> String {
    let body = chance.word(&[
        "J'ai commencé l'étude de votre dossier. Je reviens vers vous si un point n'est pas clair.",
        "Je m'occupe de votre dossier. Les délais sont un peu plus longs ce mois-ci, merci de votre patience.",
        "Pouvez-vous me confirmer que vous n'avez pas changé d'employeur depuis votre demande ?",
    ]);
    typographie(&format!("Bonjour {prenom},\n\n{body}\n\n{conseiller}, Action sociale"))
}

/// A bénéficiaire's message.
pub(super) fn reply(chance: &mut Chance) -> &'static str {
    chance.word(&[
        "Bonjour, merci de votre retour. Je reste disponible au téléphone le matin.",
        "Bonjour, ma situation n'a pas changé depuis la demande. Avez-vous besoin d'autre chose ?",
        "Bonjour, je pars en tournée la semaine prochaine, je répondrai par ici le soir.",
    ])
}

/// Asks for a pièce again, for that reason.
pub(super) fn complement(prenom: &str, piece: &str, reason: &str) -> String {
    let reason = lower_first(reason);
    typographie(&format!(
        "Bonjour {prenom},\n\n« {piece} » est à revoir : {reason}.\n\n\
         Déposez ce document à nouveau, puis demandez la validation de votre dossier."
    ))
}

/// A refusal, with the programme's own words.
pub(super) fn refusal(prenom: &str, texte: &str) -> String {
    let texte = if texte.is_empty() { "Votre situation ne répond pas aux conditions de l'aide." } else { texte };
    typographie(&format!("Bonjour {prenom},\n\n{texte}\n\nSi vous pensez que c'est une erreur, répondez à ce message."))
}

/// Asks for the bank details again.
pub(super) fn bank(prenom: &str) -> String {
    typographie(&format!(
        "Bonjour {prenom},\n\nVotre aide est accordée. Il nous manque seulement votre RIB et votre IBAN pour la verser."
    ))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
