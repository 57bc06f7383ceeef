//! What staff say of a pièce: accepted, or refused for a motif. It holds for the files it was said of, and
//! for no others: a file deposited or removed makes the pièce one to examine again.
//!
//! Asking the bénéficiaire for what was refused is left to the complément.

use super::{Acteur, Etat, Problem, acts};
use crate::ids::{FichierId, PieceId};
use crate::programme::Piece;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// « Autre, à préciser »: the motif that is none of the list, as it is posted.
pub const AUTRE: &str = "autre";

/// Longest precision, in characters.
const PRECISION_MAX: usize = 500;

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Avis {
    /// It proves what it should.
    Acceptee,
    /// It must be given again.
    Refusee,
}

/// What was last said of a pièce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examen {
    /// Of which pièce.
    pub piece: PieceId,
    /// For or against.
    pub avis: Avis,
    /// One of the pièce's own motifs; none when accepted, or for another reason.
    pub motif: Option<String>,
    /// What is added for the bénéficiaire; may be empty.
    pub precision: String,
    /// The files it was said of.
    pub fichiers: BTreeSet<FichierId>,
}

/// Where a pièce stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regard {
    /// No file.
    Absente,
    /// Files that nobody has judged yet.
    AExaminer,
    /// Accepted as it is.
    Acceptee,
    /// Refused as it is.
    Refusee,
}

impl Avis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Acceptee, Self::Refusee];

    /// As stored and as posted.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Acceptee => "acceptee",
            Self::Refusee => "refusee",
        }
    }

    /// The avis of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|avis| avis.code() == code)
    }
}

impl Examen {
    /// Why it was refused, in sentences that the bénéficiaire may read; empty when accepted.
    #[must_use]
    pub fn raison(&self) -> String {
        let told = [self.motif.as_deref().unwrap_or_default(), self.precision.as_str()];
        told.into_iter().filter(|text| !text.is_empty()).map(sentence).collect::<Vec<_>>().join(" ")
    }
}

/// Where a pièce stands, by its files and what was last said of it.
#[must_use]
pub fn regard(examen: Option<&Examen>, fichiers: &BTreeSet<FichierId>) -> Regard {
    match examen.filter(|examen| examen.fichiers == *fichiers) {
        _ if fichiers.is_empty() => Regard::Absente,
        None => Regard::AExaminer,
        Some(examen) if examen.avis == Avis::Acceptee => Regard::Acceptee,
        Some(_) => Regard::Refusee,
    }
}

/// Whether that actor may judge the pièces of a dossier there: whoever may decide on it once it is
/// deposited, and while it is not over.
#[must_use]
pub fn may_examine(etat: Etat, acteur: Acteur) -> bool {
    matches!(etat, Etat::EnAttente | Etat::ValideConseiller | Etat::ValideManager) && !acts(etat, acteur).is_empty()
}

/// Judges the files of a pièce.
///
/// # Errors
/// A refusal without a motif of the list, or without words where it is another.
pub fn examine(
    piece: &Piece,
    avis: Avis,
    motif: &str,
    precision: &str,
    fichiers: BTreeSet<FichierId>,
) -> Result<Examen, Vec<Problem>> {
    let examen = |motif: Option<&str>, precision: &str| Examen {
        piece: piece.id.clone(),
        avis,
        motif: motif.map(str::to_owned),
        precision: precision.to_owned(),
        fichiers,
    };
    if avis == Avis::Acceptee {
        return Ok(examen(None, ""));
    }
    let precision = precision.trim();
    let known = piece.motifs.iter().find(|known| *known == motif);
    let mut problems = vec![];
    if known.is_none() && motif != AUTRE {
        problems.push(Problem::of("motif", "Choisissez pourquoi cette pièce ne convient pas."));
    }
    if motif == AUTRE && precision.is_empty() {
        problems.push(Problem::of("precision", "Précisez au bénéficiaire ce qui ne convient pas."));
    }
    if precision.chars().count() > PRECISION_MAX {
        problems.push(Problem::of("precision", "Cette précision est trop longue : 500 caractères au plus."));
    }
    if problems.is_empty() { Ok(examen(known.map(String::as_str), precision)) } else { Err(problems) }
}

/// A text ended as a sentence.
#[must_use]
pub fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::{AUTRE, Avis, Regard, examine, may_examine, regard};
    use crate::dossier::{Acteur, Etat};
    use crate::ids::FichierId;
    use crate::programme::{Piece, Quand};
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn piece() -> Piece {
        Piece {
            id: "avis".into(),
            libelle: "Votre avis d'imposition".into(),
            aide: String::new(),
            si: None,
            facultatif: false,
            prouve: vec![],
            fichiers_max: 10,
            motifs: vec!["Il manque des pages".into()],
            quand: Quand::Depot,
            a_confirmer: false,
        }
    }

    fn files(numbers: &[u128]) -> BTreeSet<FichierId> {
        numbers.iter().map(|number| FichierId(Uuid::from_u128(*number))).collect()
    }

    #[test]
    fn a_verdict_holds_for_the_files_it_judged_only() {
        let examen = examine(&piece(), Avis::Refusee, "Il manque des pages", "", files(&[1])).unwrap();
        assert_eq!(regard(Some(&examen), &files(&[1])), Regard::Refusee);
        assert_eq!(regard(Some(&examen), &files(&[1, 2])), Regard::AExaminer);
        assert_eq!(regard(Some(&examen), &files(&[2])), Regard::AExaminer);
        assert_eq!(regard(Some(&examen), &files(&[])), Regard::Absente);
        assert_eq!(regard(None, &files(&[1])), Regard::AExaminer);
        let accepted = examine(&piece(), Avis::Acceptee, "", "", files(&[1])).unwrap();
        assert_eq!(regard(Some(&accepted), &files(&[1])), Regard::Acceptee);
    }

    #[test]
    fn a_refusal_gives_a_motif_of_the_list_or_its_own_words() {
        let refuse = |motif: &str, precision: &str| examine(&piece(), Avis::Refusee, motif, precision, files(&[1]));
        assert_eq!(refuse("", "").unwrap_err()[0].field, "motif");
        assert_eq!(refuse("Inventé", "").unwrap_err()[0].field, "motif");
        assert_eq!(refuse(AUTRE, "  ").unwrap_err()[0].field, "precision");
        assert_eq!(refuse(AUTRE, &"x".repeat(501)).unwrap_err()[0].field, "precision");
        assert_eq!(refuse(AUTRE, "Le nom est caché").unwrap().raison(), "Le nom est caché.");
        let both = refuse("Il manque des pages", "La page 2.").unwrap();
        assert_eq!(both.raison(), "Il manque des pages. La page 2.");
    }

    #[test]
    fn an_acceptance_keeps_no_reason() {
        let accepted = examine(&piece(), Avis::Acceptee, "Il manque des pages", "La page 2", files(&[1])).unwrap();
        assert_eq!((accepted.raison(), accepted.motif), (String::new(), None));
    }

    #[test]
    fn whoever_may_decide_may_examine_until_it_is_over() {
        let open: Vec<(Etat, Acteur)> = Etat::ALL
            .into_iter()
            .flat_map(|etat| Acteur::ALL.map(|acteur| (etat, acteur)))
            .filter(|(etat, acteur)| *acteur != Acteur::Beneficiaire && may_examine(*etat, *acteur))
            .collect();
        assert!(open.contains(&(Etat::EnAttente, Acteur::Conseiller)));
        assert!(open.contains(&(Etat::ValideConseiller, Acteur::Manager)));
        assert!(open.contains(&(Etat::ValideManager, Acteur::Conseiller)));
        assert!(!open.iter().any(|(etat, _)| matches!(etat, Etat::Brouillon | Etat::Refuse | Etat::MisEnPaiement)));
    }
}
