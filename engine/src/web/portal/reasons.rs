//! A verdict in words and figures: condition by condition, aide by aide. The rules' own reasons are
//! only put in order and named here.

use super::parts::{Line, Tag};
use guichet_domain::format;
use guichet_domain::ids::ChampId;
use guichet_domain::programme::Version;
use guichet_domain::rule::Comparison;
use guichet_domain::verdict::{ConditionVerdict, State, Verdict};
use serde::Serialize;
use std::collections::BTreeSet;

/// One condition as it is shown.
#[derive(Debug, Serialize)]
pub(super) struct ConditionView {
    libelle: String,
    tag: Tag,
    motif: Option<String>,
    /// Why it is not known, or does not apply.
    mot: Option<String>,
    chiffres: Vec<Line>,
    /// The source, when it is an address.
    lien: Option<String>,
    source: Option<String>,
    a_confirmer: bool,
    #[serde(skip)]
    etat: State,
}

impl ConditionView {
    /// Whether it does not concern the person.
    pub(super) fn sans_objet(&self) -> bool {
        self.etat == State::SansObjet
    }
}

/// One aide with its sum.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AideView {
    /// Its label.
    pub libelle: String,
    /// The sum, or where it stands.
    pub montant: String,
}

/// How many conditions are in a state.
pub(super) fn count(conditions: &[ConditionView], etat: State) -> usize {
    conditions.iter().filter(|condition| condition.etat == etat).count()
}

/// Not met, not yet known, met, sans objet; in the version's order within each. A condition that only
/// aides « sans objet » ask for does not concern the person.
pub(super) fn conditions(version: &Version, verdict: &Verdict, skipped: &BTreeSet<ChampId>) -> Vec<ConditionView> {
    let order = [State::NonRemplie, State::Inconnue, State::Remplie, State::SansObjet];
    let mut views: Vec<ConditionView> =
        verdict.conditions.iter().map(|condition| view(version, verdict, condition, skipped)).collect();
    views.sort_by_key(|view| order.iter().position(|etat| *etat == view.etat));
    views
}

/// The aides that concern the person, with what each gives.
pub(super) fn aides(verdict: &Verdict) -> Vec<AideView> {
    let concerned = verdict.aides.iter().filter(|aide| aide.etat != State::SansObjet);
    concerned
        .map(|aide| AideView {
            libelle: aide.libelle.clone(),
            montant: match (aide.etat, aide.montant_centimes) {
                (State::Remplie, Some(centimes)) => format::centimes(centimes),
                (State::Remplie, None) => "possible".to_owned(),
                (State::NonRemplie, _) => "conditions non remplies".to_owned(),
                _ => "à\u{a0}vérifier".to_owned(),
            },
        })
        .collect()
}

/// The sum of several aides; one alone is its own total.
pub(super) fn total(verdict: &Verdict) -> Option<String> {
    let sums =
        verdict.aides.iter().filter(|aide| aide.etat == State::Remplie && aide.montant_centimes.is_some()).count();
    (sums > 1).then(|| format::centimes(verdict.total_centimes()))
}

/// The named results that explain a sum. One without a label of its own is a step between two others.
pub(super) fn calculs(verdict: &Verdict) -> Vec<Line> {
    let named = verdict.calculs.iter().filter(|calcul| calcul.libelle != calcul.id.as_str().replace('_', " "));
    named.map(|calcul| Line { nom: calcul.libelle.clone(), valeur: calcul.valeur.clone() }).collect()
}

fn view(
    version: &Version,
    verdict: &Verdict,
    condition: &ConditionVerdict,
    skipped: &BTreeSet<ChampId>,
) -> ConditionView {
    let etat = if concerns(version, verdict, condition) { condition.etat } else { State::SansObjet };
    let lien =
        condition.source.clone().filter(|source| source.starts_with("https://") || source.starts_with("http://"));
    ConditionView {
        libelle: condition.libelle.clone(),
        tag: tag(etat),
        motif: condition.motif.clone().filter(|_| etat == State::NonRemplie),
        mot: word(version, condition, etat, skipped),
        chiffres: if matches!(etat, State::Remplie | State::NonRemplie) {
            figures(&condition.raisons)
        } else {
            Vec::new()
        },
        source: condition.source.clone(),
        lien,
        a_confirmer: condition.a_confirmer,
        etat,
    }
}

/// Whether an aide that concerns the person asks for it.
fn concerns(version: &Version, verdict: &Verdict, condition: &ConditionVerdict) -> bool {
    let mut asking = version.aides.iter().filter(|aide| aide.exige.contains(&condition.id)).peekable();
    let concerned = |aide: &guichet_domain::programme::Aide| {
        verdict.aides.iter().any(|told| told.id == aide.id && told.etat != State::SansObjet)
    };
    asking.peek().is_none() || asking.any(concerned)
}

fn tag(etat: State) -> Tag {
    match etat {
        State::Remplie => Tag::new("Remplie", "ok", "ok"),
        State::NonRemplie => Tag::new("Non remplie", "no", "bad"),
        State::Inconnue => Tag::new("Pas encore connue", "unknown", ""),
        State::SansObjet => Tag::new("Sans objet", "na", ""),
    }
}

fn word(version: &Version, condition: &ConditionVerdict, etat: State, skipped: &BTreeSet<ChampId>) -> Option<String> {
    let words = match etat {
        State::Remplie | State::NonRemplie => return None,
        State::SansObjet => "Cette condition ne vous concerne pas.",
        State::Inconnue if condition.manque.iter().any(|champ| skipped.contains(champ)) => {
            "Vous avez répondu « Je ne sais pas » : ce point sera à vérifier dans votre dossier."
        }
        State::Inconnue if condition.manque.iter().any(|champ| version.test.contains(champ)) => {
            "Nous ne vous avons pas posé la question : votre réponse n'aurait pas changé ce résultat."
        }
        State::Inconnue => "Ce point se vérifie dans votre dossier.",
    };
    Some(words.to_owned())
}

fn figures(reasons: &[Comparison]) -> Vec<Line> {
    let alone = reasons.len() == 1;
    reasons.iter().flat_map(|reason| of_reason(reason, alone)).collect()
}

fn of_reason(reason: &Comparison, alone: bool) -> Vec<Line> {
    let given = if alone && reason.champ.is_some() { "Votre réponse".to_owned() } else { reason.libelle.clone() };
    let bound = match reason.operateur.as_str() {
        "<" => "Il faut moins de",
        "<=" => "Au plus",
        ">" => "Il faut plus de",
        ">=" => "Au moins",
        "≠" => "Sauf",
        _ => "Il faut",
    };
    let days = reason.min.as_ref().is_some_and(|min| min.brut.parse::<chrono::NaiveDate>().is_ok());
    // A choice that fits needs no threshold beside it: both would say the same word.
    let same = matches!(reason.operateur.as_str(), "=" | "parmi") && reason.etat == State::Remplie;
    let seuil = reason.seuil.as_ref().filter(|_| !same);
    let figures = [
        (given, reason.valeur.as_ref()),
        (bound.to_owned(), seuil),
        (if days { "À partir du" } else { "Au moins" }.to_owned(), reason.min.as_ref()),
        (if days { "Jusqu'au" } else { "Au plus" }.to_owned(), reason.max.as_ref()),
        ("Écart".to_owned(), reason.ecart.as_ref()),
    ];
    figures.into_iter().filter_map(|(nom, figure)| Some(Line { nom, valeur: capital(&figure?.texte) })).collect()
}

/// « oui » opens a line here: it takes a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::figures;
    use guichet_domain::ids::ChampId;
    use guichet_domain::rule::{Comparison, Figure, State};

    fn figure(brut: &str, texte: &str) -> Option<Figure> {
        Some(Figure { brut: brut.to_owned(), texte: texte.to_owned() })
    }

    fn revenus(etat: State, valeur: Option<Figure>, ecart: Option<Figure>) -> Comparison {
        Comparison {
            champ: Some(ChampId::from("revenus")),
            libelle: "Vos revenus".to_owned(),
            etat,
            valeur,
            operateur: "<".to_owned(),
            seuil: figure("63000", "63 000,00 €"),
            min: None,
            max: None,
            ecart,
        }
    }

    #[test]
    fn a_condition_not_met_shows_the_value_the_threshold_and_the_gap() {
        let told =
            figures(&[revenus(State::NonRemplie, figure("64000", "64 000,00 €"), figure("1000.01", "1 000,01 €"))]);
        let told: Vec<(&str, &str)> = told.iter().map(|line| (line.nom.as_str(), line.valeur.as_str())).collect();
        assert_eq!(
            told,
            [("Votre réponse", "64 000,00 €"), ("Il faut moins de", "63 000,00 €"), ("Écart", "1 000,01 €")]
        );
    }

    #[test]
    fn several_reasons_are_each_told_by_their_name() {
        let reason = || revenus(State::Remplie, figure("10", "10,00 €"), None);
        let told = figures(&[reason(), reason()]);
        assert!(told.iter().filter(|line| line.nom == "Vos revenus").count() == 2, "{told:?}");
    }
}
