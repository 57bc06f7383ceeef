//! A condition of eligibility: a rule with its label, its motif and its source.

use crate::ids::ConditionId;
use crate::rule::Rule;

/// One condition, told to the bénéficiaire with the value, the threshold and the gap.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Stable id.
    pub id: ConditionId,
    /// « Avoir des ressources sous le plafond ».
    pub libelle: String,
    /// Applies only where this holds; otherwise « sans objet ».
    pub si: Option<Rule>,
    /// What must hold (oui_non).
    pub regle: Rule,
    /// What is said when it does not: text with `{champ}`, `{calcul}`, `{valeur}`, `{seuil}`,
    /// `{min}`, `{max}`, `{ecart}`.
    pub motif: String,
    /// The text or page the rule comes from.
    pub source: Option<String>,
    /// Assumed, not yet confirmed by Audiens.
    pub a_confirmer: bool,
}
