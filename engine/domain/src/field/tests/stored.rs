//! Answers stored and read again are the same answers.

use super::{bounds, choices, day, decimal, named, text, version};
use crate::field::{AnswerFault, answers_from_json, answers_that_fit, answers_to_json};
use crate::programme::{Kind, Version};
use crate::value::{Adresse, Answers, Value};
use chrono::NaiveDate;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::{collection, option, sample};
use rust_decimal::Decimal;
use serde_json::json;

fn everything() -> Version {
    let frais = vec![
        named("frais.mois", Kind::Mois),
        named("frais.cout", Kind::Montant(bounds(None))),
        named("frais.cmg", Kind::OuiNon),
    ];
    version(vec![
        named("revenus", Kind::Montant(bounds(None))),
        named("jours", Kind::Entier(bounds(None))),
        named("naissance", Kind::Date { min: None, max: None }),
        named("parent", Kind::OuiNon),
        named("metier", Kind::Choix(choices(&[("artiste", "Artiste"), ("technicien", "Technicien")]))),
        named("besoins", Kind::ChoixMultiple(choices(&[("garde", "Garde"), ("repas", "Repas")]))),
        named("nom", Kind::Texte { longueur_max: 200 }),
        named("adresse", Kind::Adresse),
        named("frais", Kind::Liste { champs: frais, min: 0, max: 100, ligne: String::new(), unique: vec![] }),
    ])
}

#[test]
fn answers_are_stored_in_plain_shapes() {
    let mut answers = Answers::default();
    answers.set("revenus", decimal("62999.50"));
    answers.set("naissance", day("1984-12-03"));
    answers.set("parent", Value::OuiNon(true));
    answers.set(
        "adresse",
        Value::Adresse(Adresse {
            voie: "3 rue des Lilas".into(),
            code_postal: "92170".into(),
            commune: "Vanves".into(),
            ..Adresse::default()
        }),
    );
    let mut row = Answers::default();
    row.set("mois", day("2023-09-01"));
    row.set("cout", decimal("100"));
    answers.set("frais", Value::Liste(vec![row]));
    let stored = json!({
        "revenus": "62999.5",
        "naissance": "1984-12-03",
        "parent": true,
        "adresse": { "voie": "3 rue des Lilas", "code_postal": "92170", "commune": "Vanves" },
        "frais": [{ "mois": "2023-09", "cout": "100" }],
    });
    assert_eq!(answers_to_json(&everything(), &answers), stored);
    assert_eq!(answers_from_json(&everything(), &stored), Ok(answers));
}

#[test]
fn what_people_write_in_an_exemple_is_read_too() {
    let written = json!({
        "revenus": "62 999,00 €", "jours": 21, "naissance": "03/12/1984", "parent": "oui", "metier": "artiste",
        "besoins": ["repas", "garde"], "nom": null, "frais": [{ "mois": "2023-09", "cout": 100.5, "cmg": false }],
    });
    let answers = answers_from_json(&everything(), &written).expect("all readable");
    assert_eq!(answers.get("revenus"), Some(&decimal("62999")));
    assert_eq!(answers.get("jours"), Some(&decimal("21")));
    assert_eq!(answers.get("naissance"), Some(&day("1984-12-03")));
    assert_eq!(answers.get("besoins"), Some(&Value::Multiple(vec!["garde".into(), "repas".into()])));
    assert_eq!(answers.get("nom"), None);
}

#[test]
fn all_faults_come_at_once_with_their_place() {
    let written = json!({
        "revenu": 12, "jours": 2.5, "naissance": "30/02/2020", "parent": 3, "metier": ["artiste"], "besoins": "garde", "nom": 12,
        "adresse": { "rue": "x" }, "frais": [{ "mois": "2023-09" }, { "cou": 1, "cout": "cher" }, 7],
    });
    let faults = answers_from_json(&everything(), &written).expect_err("nothing is right");
    let told = |champ: &str, part: &str| {
        faults.iter().any(|fault: &AnswerFault| fault.champ == champ && fault.message.contains(part))
    };
    for (champ, part) in [
        ("revenu", "Vouliez-vous dire « revenus » ?"),
        ("jours", "sans virgule"),
        ("naissance", "n'existe pas"),
        ("parent", "oui"),
        ("metier", "texte"),
        ("besoins", "crochets"),
        ("nom", "guillemets"),
        ("adresse", "« rue »"),
        ("frais.1.cou", "« cout »"),
        ("frais.1.cout", "somme"),
        ("frais.2", "champ : valeur"),
    ] {
        assert!(told(champ, part), "{champ}: {faults:?}");
    }
    assert_eq!(faults.len(), 11);
    assert!(answers_from_json(&everything(), &json!([1])).is_err());
}

#[test]
fn a_dossier_that_moves_over_keeps_what_still_fits() {
    let stored = json!({ "revenus": "100", "disparu": "x", "metier": "danseur", "parent": true });
    let kept = answers_that_fit(&everything(), &stored);
    assert_eq!(kept.0.len(), 2);
    assert_eq!(kept.get("parent"), Some(&Value::OuiNon(true)));
}

fn row() -> impl Strategy<Value = Answers> {
    (option::of((2000i32..2100, 1u32..=12)), option::of(any::<u32>()), option::of(any::<bool>())).prop_map(
        |(mois, cout, cmg)| {
            let mut row = Answers::default();
            if let Some(first) = mois.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1)) {
                row.set("mois", Value::Date(first));
            }
            cout.into_iter().for_each(|cents| row.set("cout", Value::Nombre(Decimal::new(cents.into(), 2))));
            cmg.into_iter().for_each(|yes| row.set("cmg", Value::OuiNon(yes)));
            row
        },
    )
}

fn answer() -> impl Strategy<Value = (&'static str, Value)> {
    prop_oneof![
        any::<i32>().prop_map(|cents| ("revenus", Value::Nombre(Decimal::new(cents.into(), 2)))),
        any::<i32>().prop_map(|days| ("jours", Value::Nombre(days.into()))),
        (0i64..70_000).prop_map(|days| (
            "naissance",
            Value::Date(NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day") + chrono::Days::new(days.unsigned_abs()))
        )),
        any::<bool>().prop_map(|yes| ("parent", Value::OuiNon(yes))),
        sample::select(vec!["artiste", "technicien"]).prop_map(|key| ("metier", Value::Choix(key.to_owned()))),
        sample::subsequence(vec!["garde".to_owned(), "repas".to_owned()], 0..=2)
            .prop_map(|keys| ("besoins", Value::Multiple(keys))),
        "[a-zA-Zéà'<>&\"🎭][ -~é]{0,20}[a-z]".prop_map(|name| ("nom", Value::Texte(name))),
        Just((
            "adresse",
            Value::Adresse(Adresse {
                voie: "1 rue".into(),
                complement: "Bât. B".into(),
                code_postal: "1000".into(),
                commune: "Bruxelles".into(),
                pays: "Belgique".into()
            })
        )),
        collection::vec(row(), 0..4).prop_map(|rows| ("frais", Value::Liste(rows))),
    ]
}

proptest! {
    #[test]
    fn what_is_stored_comes_back_the_same(given in collection::vec(answer(), 0..9)) {
        let mut answers = Answers::default();
        given.into_iter().for_each(|(champ, value)| answers.set(champ, value));
        let stored = answers_to_json(&everything(), &answers);
        assert_eq!(answers_from_json(&everything(), &stored), Ok(answers));
    }
}

#[test]
fn a_text_of_digits_stays_a_text() {
    let version = version(vec![named("nom", Kind::Texte { longueur_max: 10 })]);
    assert_eq!(
        answers_from_json(&version, &json!({ "nom": "01234" })).map(|a| a.get("nom").cloned()),
        Ok(Some(text("01234")))
    );
}
