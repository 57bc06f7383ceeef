//! `guichet eligibilite`: the same answers on two days, missing answers, and answers that make no sense.

use super::{Ran, guichet};
use serde_json::{Value, json};

const ANSWERS: &str = "metier: artiste\nsituation: ouverture\ndemande_guso: non\nindemnite: aucune\n\
                       annee_blanche: non\nunite: heures\nperiode: premiere\nheures: 300\n";

fn judged(le: &str, answers: &str) -> Ran {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), answers).expect("written");
    guichet(&["eligibilite", "fussat", "--le", le, "--reponses", file.path().to_str().expect("text"), "--json"])
}

/// The answers of the period's key as the rules of the day spell it.
fn answers() -> String {
    let champs = guichet(&["champs", "fussat", "--le", "2020-11-20", "--json"]).json();
    let periode = champs["champs"]
        .as_array()
        .expect("champs")
        .iter()
        .find(|champ| champ["id"] == "periode")
        .expect("periode")
        .clone();
    ANSWERS.replace("premiere", periode["choix"][0]["cle"].as_str().expect("a key"))
}

fn one<'a>(list: &'a Value, id: &str) -> &'a Value {
    list.as_array().expect("a list").iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("no {id} in {list}"))
}

#[test]
#[ignore = "lance le binaire : make test"]
fn the_same_file_is_refused_on_19_november_2020_and_accepted_the_day_after() {
    let before = judged("2020-11-19", &answers()).json();
    assert_eq!((&before["verdict"], &before["version"]), (&json!("non_eligible"), &json!("2020-09-16")));
    assert_eq!(before["ignores"], json!(["periode", "unite"]), "the first rules do not ask them");
    let heures = one(&before["conditions"], "heures");
    let reason = &heures["raisons"][0];
    assert_eq!((heures["etat"].as_str(), reason["valeur"]["brut"].as_str()), (Some("non_remplie"), Some("300")));
    assert_eq!((reason["min"]["brut"].as_str(), reason["ecart"]["brut"].as_str()), (Some("361"), Some("61")));
    assert!(heures["source"].is_string() && heures["motif"].is_string());

    let after = judged("2020-11-20", &answers()).json();
    assert_eq!((&after["verdict"], &after["version"]), (&json!("eligible"), &json!("2020-11-20")), "{after:#}");
    assert_eq!(after["total_centimes"], json!(150_000));
    assert_eq!(one(&after["aides"], "ouverture_droits")["montant_centimes"], json!(150_000));
}

#[test]
#[ignore = "lance le binaire : make test"]
fn missing_answers_are_unknown_and_the_questions_still_to_ask_are_told() {
    let judged = judged("2020-11-20", "metier: artiste\nsituation: ouverture\nheures: 300\n").json();
    assert_eq!(judged["verdict"], json!("inconnu"));
    let questions: Vec<_> =
        judged["questions"].as_array().expect("questions").iter().filter_map(Value::as_str).collect();
    assert!(questions.contains(&"unite") && questions.contains(&"indemnite"), "{questions:?}");
}

#[test]
#[ignore = "lance le binaire : make test"]
fn an_unknown_champ_or_a_wrong_type_is_a_clear_error() {
    let ran = judged("2020-11-20", "metier: artist\nheure: 300\nheures: beaucoup\n");
    assert_eq!((ran.code(), ran.out().as_str()), (Some(2), ""));
    for told in ["metier", "artiste, technicien", "heure :", "« heures »", "heures :"] {
        assert!(ran.err().contains(told), "{told} is missing in: {}", ran.err());
    }
    assert_eq!(judged("2020-11-20", "- 300\n").code(), Some(2));
    assert_eq!(guichet(&["eligibilite", "inconnu", "--le", "2020-11-20", "--reponses", "x"]).code(), Some(2));
}
