//! The acts of conseillers and managers: what each needs, and what it changes.

use super::{Acte, Acteur, Change, Etat, Fact, Notice, Problem, Standing, transition};
use crate::ids::{AgentId, AideId, ChampId, MotifId, PieceId};
use crate::programme::Version;
use crate::verdict::{State, Verdict};
use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Longest message, in characters.
const MESSAGE_MAX: usize = 4_000;
/// Longest reference of a versement, in characters.
const REFERENCE_MAX: usize = 80;
/// How long a closed dossier may be reopened.
const REOPEN: Months = Months::new(4);

/// The sum given for one aide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accord {
    /// Which aide.
    pub aide: AideId,
    /// Sum in cents; 0 for an aide in kind, or one not given.
    pub centimes: i64,
    /// Sum the rules propose, in cents; `None` when they propose none.
    pub propose: Option<i64>,
    /// Why it differs from what the rules propose.
    pub raison: Option<String>,
}

/// An act of staff, as it was filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Validate.
    Valider {
        /// The sums, aide by aide.
        montants: Vec<Accord>,
        /// Why, over a condition not met or not known.
        raison: String,
    },
    /// Refuse.
    Refuser {
        /// Id in the version's list.
        motif: MotifId,
        /// What the bénéficiaire reads.
        message: String,
    },
    /// Ask for what is missing.
    DemanderComplement {
        /// What the bénéficiaire reads.
        message: String,
        /// The pièces concerned.
        pieces: Vec<PieceId>,
        /// The champs concerned.
        champs: Vec<ChampId>,
    },
    /// Send back to the conseiller.
    Renvoyer {
        /// What the conseiller reads.
        message: String,
    },
    /// Record the payment.
    MettreEnPaiement {
        /// Day of the versement.
        le: NaiveDate,
        /// Reference in the payment software.
        reference: String,
    },
    /// Record the bank's return.
    ConstaterRejet {
        /// The bank's reason.
        raison: String,
    },
    /// Take up again.
    Rouvrir {
        /// Why.
        raison: String,
    },
}

/// What a decision is judged against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who decides.
    pub agent: AgentId,
    /// As what.
    pub acteur: Acteur,
    /// The rules of the dossier.
    pub version: &'a Version,
    /// What the rules say of the answers as they stand.
    pub verdict: &'a Verdict,
    /// Whether bank details are still missing.
    pub versement_manque: bool,
    /// The moment.
    pub now: DateTime<Utc>,
    /// The day in Paris at that moment.
    pub today: NaiveDate,
}

impl Decision {
    /// The act of the table.
    #[must_use]
    pub fn acte(&self) -> Acte {
        match self {
            Self::Valider { .. } => Acte::Valider,
            Self::Refuser { .. } => Acte::Refuser,
            Self::DemanderComplement { .. } => Acte::DemanderComplement,
            Self::Renvoyer { .. } => Acte::Renvoyer,
            Self::MettreEnPaiement { .. } => Acte::MettreEnPaiement,
            Self::ConstaterRejet { .. } => Acte::ConstaterRejet,
            Self::Rouvrir { .. } => Acte::Rouvrir,
        }
    }
}

/// Decides a dossier.
///
/// # Errors
/// Every problem at once: the state, the four eyes, and each field that does not do.
pub fn decide(dossier: &Standing, decision: &Decision, context: &Context<'_>) -> Result<Change, Vec<Problem>> {
    let Some(to) = transition(dossier.etat, decision.acte(), context.acteur) else {
        return Err(vec![Problem::of(
            "",
            format!("Ce dossier est « {} » : cet acte n'y est pas possible.", dossier.etat.libelle()),
        )]);
    };
    let problems = match decision {
        Decision::Valider { montants, raison } => validation(dossier, montants, raison, context),
        Decision::Refuser { motif, message } => {
            let mut problems = text("message", message, "Écrivez au bénéficiaire pourquoi son dossier est refusé.");
            if context.version.motif(motif.as_str()).is_none() {
                problems.insert(0, Problem::of("motif", "Choisissez un motif dans la liste."));
            }
            problems
        }
        Decision::DemanderComplement { message, pieces, champs } => complement(message, pieces, champs, context),
        Decision::Renvoyer { message } => text("message", message, "Écrivez au conseiller ce qu'il doit revoir."),
        Decision::MettreEnPaiement { le, reference } => payment(*le, reference, context),
        Decision::ConstaterRejet { raison } => text("raison", raison, "Recopiez la raison donnée par la banque."),
        Decision::Rouvrir { raison } => reopening(dossier, raison, context.now),
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    let (fact, notices) = told(decision, context, to);
    Ok(Change { to, fact, notices })
}

fn validation(dossier: &Standing, montants: &[Accord], raison: &str, context: &Context<'_>) -> Vec<Problem> {
    let mut problems = vec![];
    if context.acteur == Acteur::Manager && dossier.instruit_par == Some(context.agent) {
        problems.push(Problem::of(
            "",
            "Vous avez instruit ce dossier comme conseiller : une autre personne doit le valider comme manager.",
        ));
    }
    if montants.is_empty() {
        problems.push(Problem::of("montants", "Indiquez au moins une aide accordée."));
    }
    for accord in montants {
        let field = format!("montant.{}", accord.aide);
        if context.version.aide(accord.aide.as_str()).is_none() {
            problems.push(Problem::of(&field, "Cette aide n'existe pas dans les règles de ce dossier."));
        } else if !(0..=100_000_000).contains(&accord.centimes) {
            problems.push(Problem::of(&field, "Indiquez une somme de 0,00 € à 1 000 000,00 €."));
        } else if accord.propose != Some(accord.centimes) && accord.raison.as_deref().unwrap_or("").trim().is_empty() {
            problems.push(Problem::of(
                &format!("raison.{}", accord.aide),
                "Ce montant n'est pas celui des règles : dites pourquoi.",
            ));
        }
    }
    if !holds(montants, context.verdict) && raison.trim().is_empty() {
        problems.push(Problem::of(
            "raison",
            "Une condition n'est pas remplie ou pas connue : écrivez pourquoi vous validez.",
        ));
    }
    if raison.chars().count() > MESSAGE_MAX {
        problems.push(too_long("raison"));
    }
    problems
}

/// Whether the rules open every aide that is given.
fn holds(montants: &[Accord], verdict: &Verdict) -> bool {
    montants.iter().all(|accord| verdict.aides.iter().any(|aide| aide.id == accord.aide && aide.etat == State::Remplie))
}

fn complement(message: &str, pieces: &[PieceId], champs: &[ChampId], context: &Context<'_>) -> Vec<Problem> {
    let mut problems = text("message", message, "Écrivez au bénéficiaire ce que vous attendez.");
    if pieces.iter().any(|piece| context.version.piece(piece.as_str()).is_none()) {
        problems.push(Problem::of("pieces", "Cette pièce n'existe pas dans les règles de ce dossier."));
    }
    if champs.iter().any(|champ| context.version.champ(champ.as_str()).is_none()) {
        problems.push(Problem::of("champs", "Ce champ n'existe pas dans les règles de ce dossier."));
    }
    if context.acteur == Acteur::Conseiller && pieces.is_empty() && champs.is_empty() {
        problems.push(Problem::of("pieces", "Cochez au moins une pièce ou une réponse à compléter."));
    }
    problems
}

fn payment(le: NaiveDate, reference: &str, context: &Context<'_>) -> Vec<Problem> {
    let mut problems = vec![];
    if context.versement_manque {
        problems.push(Problem::of(
            "",
            "Les coordonnées bancaires ne sont pas complètes : demandez-les avant de mettre en paiement.",
        ));
    }
    if le > context.today || le.year() < 2018 {
        problems.push(Problem::of("le", "Indiquez la date du versement, au plus tard aujourd'hui."));
    }
    problems.extend(reference_problem(reference));
    problems
}

/// What is wrong with the reference of a versement.
pub(crate) fn reference_problem(reference: &str) -> Option<Problem> {
    let wrong = reference.trim().is_empty()
        || reference.chars().count() > REFERENCE_MAX
        || reference.chars().any(char::is_control);
    wrong.then(|| Problem::of("reference", "Indiquez la référence du versement, en 80 caractères au plus."))
}

fn reopening(dossier: &Standing, raison: &str, now: DateTime<Utc>) -> Vec<Problem> {
    let mut problems = text("raison", raison, "Écrivez pourquoi ce dossier est rouvert.");
    let too_late = dossier.clos_le.and_then(|clos| clos.checked_add_months(REOPEN)).is_some_and(|limit| now > limit);
    if too_late {
        problems
            .push(Problem::of("", "Ce dossier est clos depuis plus de quatre mois : il ne peut plus être rouvert."));
    }
    problems
}

fn text(field: &str, text: &str, advice: &str) -> Vec<Problem> {
    if text.trim().is_empty() {
        vec![Problem::of(field, advice)]
    } else if text.chars().count() > MESSAGE_MAX {
        vec![too_long(field)]
    } else {
        vec![]
    }
}

fn too_long(field: &str) -> Problem {
    Problem::of(field, "Ce texte est trop long : 4 000 caractères au plus.")
}

fn told(decision: &Decision, context: &Context<'_>, to: Etat) -> (Fact, Vec<Notice>) {
    let written = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match decision.clone() {
        Decision::Valider { montants, raison } => {
            let notices = if to == Etat::ValideManager { vec![Notice::Accord] } else { vec![] };
            let manager = context.acteur == Acteur::Manager;
            (Fact::Validation { manager, montants, raison: written(&raison) }, notices)
        }
        Decision::Refuser { motif, message } => (Fact::Refus { motif, message }, vec![Notice::Refus]),
        Decision::DemanderComplement { message, pieces, champs } => {
            (Fact::Complement { message, pieces, champs }, vec![Notice::Complement])
        }
        Decision::Renvoyer { message } => (Fact::Renvoi { message }, vec![]),
        Decision::MettreEnPaiement { le, reference } => {
            (Fact::Paiement { le, reference: reference.trim().to_owned() }, vec![Notice::Paiement])
        }
        Decision::ConstaterRejet { raison } => (Fact::Rejet { raison }, vec![Notice::Rejet]),
        Decision::Rouvrir { raison } => (Fact::Reouverture { raison }, vec![Notice::Reouverture]),
    }
}
