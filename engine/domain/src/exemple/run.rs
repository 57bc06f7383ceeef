//! A case against the rules: every difference between what was expected and what they say.

use super::Exemple;
use crate::field;
use crate::format;
use crate::programme::fault::Fault;
use crate::programme::read::declared::CampagneWord;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Placed, Text, decimal_of};
use crate::programme::{Ouverture, Programme, Quand, Version};
use crate::value::Answers;
use crate::verdict::{self, AideVerdict, State, Verdict};
use rust_decimal::Decimal;
use std::ops::Range;

/// Runs a case; nothing comes back when all is as expected.
#[must_use]
pub fn run_exemple(programme: &Programme, exemple: &Exemple) -> Vec<Fault> {
    let Some(version) = programme.version_on(exemple.le) else {
        let message = format!("aucune règle n'est en vigueur le {}.", format::date(exemple.le));
        return exemple.fault(&exemple.place(), &message, "Choisissez un jour plus tardif.");
    };
    let answers = match field::answers_from_json(version, &serde_json::Value::Object(exemple.reponses.clone())) {
        Ok(answers) => answers,
        Err(faults) => {
            return faults.iter().flat_map(|fault| answer_fault(exemple, &fault.champ, &fault.message)).collect();
        }
    };
    let verdict = verdict::judge(version, &answers, exemple.le);
    let mut differences = Differences { exemple, found: Vec::new() };
    campagne(programme, version, &mut differences);
    names(version, &verdict, &mut differences);
    asked(version, &answers, &verdict, &mut differences);
    montants(version, &verdict, &mut differences);
    motifs(&verdict, &mut differences);
    differences.found
}

fn answer_fault(exemple: &Exemple, champ: &str, message: &str) -> Vec<Fault> {
    let head = champ.split('.').next().unwrap_or(champ);
    let place = exemple.places.get(head).cloned().unwrap_or_else(|| exemple.place());
    exemple.fault(&place, &format!("« {champ} » : {message}"), "Corrigez cette réponse.")
}

struct Differences<'e> {
    exemple: &'e Exemple,
    found: Vec<Fault>,
}

impl Differences<'_> {
    fn say(&mut self, place: &Range<usize>, message: &str) {
        let advice = format!("(Exemple « {} ».)", self.exemple.nom);
        self.found.extend(self.exemple.fault(place, message, &advice));
    }

    /// Names that must be these ones, in any order.
    fn same(&mut self, key: &str, expected: Option<&Placed<Vec<Text>>>, obtained: &[&str]) {
        let Some(expected) = expected else { return };
        let mut wanted: Vec<&str> = expected.value.iter().map(|text| text.text.as_str()).collect();
        let mut got = obtained.to_vec();
        wanted.sort_unstable();
        got.sort_unstable();
        if wanted != got {
            self.say(&expected.place, &format!("{key} : attendu {}, obtenu {}.", listed(&wanted), listed(&got)));
        }
    }

    /// Says when a name of the expectation is declared nowhere: it could never be obtained.
    fn known(&mut self, written: &Text, what: &str, known: &[&str]) -> bool {
        if known.contains(&written.text.as_str()) {
            return true;
        }
        let advice = nearest::advice(&written.text, known.iter().copied());
        let message = format!("{what} « {} » n'existe pas dans cette version.", written.text);
        self.found.extend(self.exemple.fault(&written.place, &message, &advice));
        false
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "rien".to_owned() } else { names.join(", ") }
}

fn campagne(programme: &Programme, version: &Version, differences: &mut Differences<'_>) {
    let attendu = &differences.exemple.attendu;
    if let Some(day) = attendu.version.as_ref().filter(|day| day.day != version.du) {
        let message = format!(
            "version : attendu celle du {}, obtenu celle du {}.",
            format::date(day.day),
            format::date(version.du)
        );
        differences.say(&day.place, &message);
    }
    let Some(expected) = &attendu.campagne else {
        return;
    };
    let (obtained, word) = match programme.ouverture(differences.exemple.le) {
        Ouverture::Ouverte(_) => (CampagneWord::Ouverte, "ouverte"),
        Ouverture::Completion(_) => (CampagneWord::Completion, "completion"),
        Ouverture::Fermee { .. } => (CampagneWord::Fermee, "fermee"),
    };
    if expected.value.meaning != obtained {
        differences.say(&expected.place, &format!("campagne : elle est « {word} » ce jour-là."));
    }
}

fn names(version: &Version, verdict: &Verdict, differences: &mut Differences<'_>) {
    let attendu = &differences.exemple.attendu;
    let aides: Vec<&str> = version.aides.iter().map(|aide| aide.id.as_str()).collect();
    let conditions: Vec<&str> = version.conditions.iter().map(|condition| condition.id.as_str()).collect();
    for name in [&attendu.eligible, &attendu.sans_objet].into_iter().flatten().flat_map(|list| &list.value) {
        differences.known(name, "l'aide", &aides);
    }
    for name in [&attendu.manque, &attendu.inconnu].into_iter().flatten().flat_map(|list| &list.value) {
        differences.known(name, "la condition", &conditions);
    }
    let of_aides = |state: State| -> Vec<&str> {
        verdict.aides.iter().filter(|aide| aide.etat == state).map(|aide| aide.id.as_str()).collect()
    };
    let concerned: Vec<&str> = exigees(version, &verdict.aides);
    let of_conditions = |state: State| -> Vec<&str> {
        let there = verdict.conditions.iter().filter(|condition| condition.etat == state);
        there.map(|condition| condition.id.as_str()).filter(|id| concerned.contains(id)).collect()
    };
    differences.same("eligible", attendu.eligible.as_ref(), &of_aides(State::Remplie));
    differences.same("sans_objet", attendu.sans_objet.as_ref(), &of_aides(State::SansObjet));
    differences.same("manque", attendu.manque.as_ref(), &of_conditions(State::NonRemplie));
    differences.same("inconnu", attendu.inconnu.as_ref(), &of_conditions(State::Inconnue));
}

/// The conditions that an aide concerning the person requires.
fn exigees<'v>(version: &'v Version, aides: &[AideVerdict]) -> Vec<&'v str> {
    let concerns = |id: &str| aides.iter().any(|aide| aide.id.as_str() == id && aide.etat != State::SansObjet);
    let aides = version.aides.iter().filter(|aide| concerns(aide.id.as_str()));
    aides.flat_map(|aide| aide.exige.iter().map(|condition| condition.as_str())).collect()
}

fn asked(version: &Version, answers: &Answers, verdict: &Verdict, differences: &mut Differences<'_>) {
    let attendu = &differences.exemple.attendu;
    let pieces = verdict::asked_pieces(version, answers, differences.exemple.le, Quand::Depot);
    let pieces: Vec<&str> = pieces.iter().map(|piece| piece.id.as_str()).collect();
    differences.same("pieces", attendu.pieces.as_ref(), &pieces);
    let Some(expected) = &attendu.questions else {
        return;
    };
    let wanted: Vec<&str> = expected.value.iter().map(|text| text.text.as_str()).collect();
    let got: Vec<&str> = verdict.questions.iter().map(|champ| champ.as_str()).collect();
    if wanted != got {
        differences.say(
            &expected.place,
            &format!("questions : attendu {}, obtenu {}, dans cet ordre.", listed(&wanted), listed(&got)),
        );
    }
}

fn montants(version: &Version, verdict: &Verdict, differences: &mut Differences<'_>) {
    let aides: Vec<&str> = version.aides.iter().map(|aide| aide.id.as_str()).collect();
    let expected = differences.exemple.attendu.montants.iter().flat_map(|montants| &montants.0);
    for (aide, text) in expected {
        if !differences.known(aide, "l'aide", &aides) {
            continue;
        }
        let Some(sum) = decimal_of(&text.text) else {
            differences.say(&text.place, &format!("« {} » n'est pas une somme.", text.text));
            continue;
        };
        let found = verdict.aides.iter().find(|verdict| verdict.id.as_str() == aide.text);
        let cents = found.and_then(|verdict| verdict.montant_centimes);
        if cents.map(|cents| Decimal::new(cents, 2)) != Some(sum) {
            let obtained = cents.map_or_else(|| "rien".to_owned(), format::centimes);
            let message = format!("attendu {} : {}, obtenu {obtained}.", aide.text, format::montant(sum));
            differences.say(&text.place, &message);
        }
    }
}

fn motifs(verdict: &Verdict, differences: &mut Differences<'_>) {
    let conditions: Vec<&str> = verdict.conditions.iter().map(|condition| condition.id.as_str()).collect();
    let expected = differences.exemple.attendu.motifs.iter().flat_map(|motifs| &motifs.0);
    for (condition, text) in expected {
        if !differences.known(condition, "la condition", &conditions) {
            continue;
        }
        let found = verdict.conditions.iter().find(|verdict| verdict.id.as_str() == condition.text);
        let motif = found.and_then(|verdict| verdict.motif.as_deref()).unwrap_or_default();
        if spaced(motif) != spaced(&text.text) {
            let obtained = if motif.is_empty() { "aucun motif".to_owned() } else { format!("« {motif} »") };
            differences.say(&text.place, &format!("motif de {} : obtenu {obtained}.", condition.text));
        }
    }
}

/// People do not type no-break spaces: any space is as good as another.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
