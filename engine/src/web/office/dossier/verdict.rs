//! What the rules say now, beside what the test had said: a figure or a state that differs is told.

use super::read::Read;
use guichet_domain::format;
use guichet_domain::rule::Comparison;
use guichet_domain::verdict::{ConditionVerdict, State, Verdict};
use serde::Serialize;

/// The third zone's upper half.
#[derive(Serialize)]
pub(super) struct VerdictView {
    titre: String,
    /// « 5 conditions sur 6 ».
    compte: String,
    conditions: Vec<ConditionView>,
    /// Whether any condition tells by how much it is missed.
    ecarts: bool,
    /// Conditions that do not concern this dossier.
    sans_objet: Vec<String>,
    calculs: Vec<Named>,
    sources: Vec<Named>,
    /// What the test had said, in a sentence.
    essai: Option<String>,
    /// What was given, once decided.
    accorde: Vec<Given>,
}

#[derive(Serialize)]
struct ConditionView {
    libelle: String,
    etat: &'static str,
    icone: &'static str,
    genre: &'static str,
    ouverte: bool,
    motif: Option<String>,
    valeur: String,
    seuil: String,
    ecart: String,
    /// Where the test had it otherwise.
    essai: Option<String>,
}

#[derive(Serialize)]
struct Named {
    libelle: String,
    #[serde(rename = "valeur")]
    value: String,
    #[serde(rename = "texte")]
    text: String,
}

#[derive(Serialize)]
struct Given {
    libelle: String,
    propose: String,
    accorde: String,
    raison: Option<String>,
}

/// The verdict; `deciding` while the sums are in the form below instead.
pub(super) fn view(read: &Read, deciding: bool) -> VerdictView {
    let verdict = &read.verdict;
    let test: Option<Verdict> =
        read.loaded.row.verdict_essai.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let (none, concerned): (Vec<&ConditionVerdict>, Vec<&ConditionVerdict>) =
        verdict.conditions.iter().partition(|condition| condition.etat == State::SansObjet);
    let met = concerned.iter().filter(|condition| condition.etat == State::Remplie).count();
    let conditions: Vec<ConditionView> =
        concerned.iter().map(|condition| condition_view(condition, test.as_ref())).collect();
    VerdictView {
        titre: title(verdict).to_owned(),
        compte: format!("{met} {} sur {}", if met < 2 { "condition" } else { "conditions" }, concerned.len()),
        ecarts: conditions.iter().any(|condition| !condition.ecart.is_empty()),
        conditions,
        sans_objet: none.into_iter().map(|condition| condition.libelle.clone()).collect(),
        calculs: verdict.calculs.iter().map(|calcul| named(&calcul.libelle, &calcul.valeur)).collect(),
        sources: verdict
            .conditions
            .iter()
            .filter_map(|condition| Some(named(&condition.libelle, condition.source.as_deref()?)))
            .collect(),
        essai: test.as_ref().map(|test| told(test, verdict)),
        accorde: if deciding { vec![] } else { given(read) },
    }
}

fn title(verdict: &Verdict) -> &'static str {
    if verdict.eligible() {
        "Éligible d’après les réponses"
    } else if verdict.aides.iter().any(|aide| aide.etat == State::Inconnue) {
        "Pas encore connu : des réponses manquent"
    } else {
        "Non éligible d’après les réponses"
    }
}

fn told(test: &Verdict, now: &Verdict) -> String {
    let (before, after) = (said(test), said(now));
    if before == after {
        format!("Le test disait la même chose : {before}.")
    } else {
        format!("Le test disait : {before}.")
    }
}

/// An open aide whose sum needs answers that were not asked yet is not worth 0,00 €.
fn said(verdict: &Verdict) -> String {
    let mut open = verdict.aides.iter().filter(|aide| aide.etat == State::Remplie);
    if !verdict.eligible() {
        "non éligible".to_owned()
    } else if open.any(|aide| aide.montant_centimes.is_none()) {
        "éligible, montant à calculer".to_owned()
    } else {
        format!("éligible, {}", format::centimes(verdict.total_centimes()))
    }
}

fn condition_view(condition: &ConditionVerdict, test: Option<&Verdict>) -> ConditionView {
    let (icone, genre) = match condition.etat {
        State::Remplie => ("valide", "ok"),
        State::NonRemplie => ("refuse", "bad"),
        State::Inconnue => ("doute", "warn"),
        State::SansObjet => ("abandonne", ""),
    };
    let reason = deciding(condition);
    let before = test.and_then(|test| test.conditions.iter().find(|before| before.id == condition.id));
    ConditionView {
        libelle: condition.libelle.clone(),
        etat: words(condition.etat),
        icone,
        genre,
        ouverte: matches!(condition.etat, State::NonRemplie | State::Inconnue),
        motif: condition.motif.clone(),
        valeur: reason.and_then(|reason| reason.valeur.as_ref()).map(|figure| figure.texte.clone()).unwrap_or_default(),
        // A choice that is met says its own threshold.
        seuil: reason.filter(|reason| !chosen(reason)).map(threshold).unwrap_or_default(),
        ecart: reason.and_then(|reason| reason.ecart.as_ref()).map(|figure| figure.texte.clone()).unwrap_or_default(),
        essai: before.and_then(|before| difference(before, condition)),
    }
}

/// The comparison that decides: the first that fails, else the first.
fn deciding(condition: &ConditionVerdict) -> Option<&Comparison> {
    let reasons = &condition.raisons;
    reasons.iter().find(|reason| reason.etat == condition.etat).or_else(|| reasons.first())
}

fn chosen(reason: &Comparison) -> bool {
    reason.etat == State::Remplie && matches!(reason.operateur.as_str(), "=" | "parmi")
}

fn threshold(reason: &Comparison) -> String {
    let text = |figure: &Option<guichet_domain::rule::Figure>| {
        figure.as_ref().map(|figure| figure.texte.clone()).unwrap_or_default()
    };
    if reason.min.is_some() || reason.max.is_some() {
        return format!("{} à {}", text(&reason.min), text(&reason.max));
    }
    let sign = match reason.operateur.as_str() {
        "<=" => "≤",
        ">=" => "≥",
        "=" | "parmi" => "",
        other => other,
    };
    format!("{sign}\u{a0}{}", text(&reason.seuil)).trim().to_owned()
}

/// What the test did not ask was not yet known there: that is no difference.
fn difference(before: &ConditionVerdict, now: &ConditionVerdict) -> Option<String> {
    if before.etat == State::Inconnue {
        return None;
    }
    let value = |condition: &ConditionVerdict| deciding(condition).and_then(|reason| reason.valeur.clone());
    let (was, is) = (value(before), value(now));
    let other_value = was.is_some() && is.is_some() && was != is;
    if before.etat == now.etat && !other_value {
        return None;
    }
    let figure = was.map(|figure| format!(", {}", figure.texte)).unwrap_or_default();
    Some(format!("Au test : {}{figure}", words(before.etat).to_lowercase()))
}

fn words(etat: State) -> &'static str {
    match etat {
        State::Remplie => "Remplie",
        State::NonRemplie => "Non remplie",
        State::Inconnue => "Pas encore connue",
        State::SansObjet => "Sans objet",
    }
}

fn given(read: &Read) -> Vec<Given> {
    let known = |id: &str| read.loaded.version.aide(id).map_or_else(|| id.to_owned(), |aide| aide.libelle.clone());
    let sum = |cents: Option<i64>| cents.map_or_else(|| "—".to_owned(), format::centimes);
    let decided = read.aides.iter().filter(|aide| aide.centimes.is_some());
    decided
        .map(|aide| Given {
            libelle: known(aide.aide.as_str()),
            propose: sum(aide.propose),
            accorde: sum(aide.centimes),
            raison: aide.raison.clone(),
        })
        .collect()
}

fn named(libelle: &str, text: &str) -> Named {
    Named { libelle: libelle.to_owned(), value: text.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::told;
    use guichet_domain::verdict::{AideVerdict, State, Verdict};

    /// A verdict with one open aide for each of these sums.
    fn verdict(sums: &[Option<i64>]) -> Verdict {
        let aide = |montant_centimes: &Option<i64>| AideVerdict {
            id: "urgence".into(),
            libelle: "Aide d'urgence".into(),
            etat: State::Remplie,
            montant_centimes: *montant_centimes,
            manque: vec![],
        };
        Verdict {
            version: chrono::NaiveDate::default(),
            hash: String::new(),
            demande: chrono::NaiveDate::default(),
            conditions: vec![],
            aides: sums.iter().map(aide).collect(),
            calculs: vec![],
            questions: vec![],
        }
    }

    #[test]
    fn a_sum_that_the_test_could_not_know_is_no_zero() {
        let now = verdict(&[Some(150_000)]);
        assert_eq!(told(&verdict(&[None]), &now), "Le test disait : éligible, montant à calculer.");
        assert_eq!(told(&verdict(&[Some(50_000), None]), &now), "Le test disait : éligible, montant à calculer.");
        assert_eq!(told(&now, &now), "Le test disait la même chose : éligible, 1\u{202f}500,00\u{a0}€.");
        assert_eq!(told(&verdict(&[]), &now), "Le test disait : non éligible.");
    }
}
