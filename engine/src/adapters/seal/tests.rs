//! What is sealed opens in its place only, and a change of keys loses nothing.

use super::{Error, Keys, SealConfig};
use guichet_domain::ids::ChampId;
use serde_json::json;

const IBAN: &str = "FR7630006000011234567890189";

fn keys() -> Keys {
    Keys::from_config(&SealConfig::generate("2026")).expect("a key just made is good")
}

#[test]
fn a_field_comes_back_and_shows_nothing_meanwhile() {
    let keys = keys();
    let sealed = keys.seal_text(IBAN, "fussat/d1");
    assert!(sealed.starts_with("v1:2026:"));
    assert!(!sealed.contains(IBAN));
    assert_eq!(keys.open_text(&sealed, "fussat/d1").expect("opens in its place"), IBAN);
    assert_ne!(sealed, keys.seal_text(IBAN, "fussat/d1"), "the same text never looks the same");
}

#[test]
fn a_field_moved_elsewhere_does_not_open() {
    let keys = keys();
    let sealed = keys.seal_text(IBAN, "fussat/d1");
    assert!(matches!(keys.open_text(&sealed, "fussat/d2"), Err(Error::Tampered)));
}

#[test]
fn any_changed_byte_is_noticed() {
    let keys = keys();
    let sealed = keys.seal_text(IBAN, "a");
    let start = "v1:2026:".len();
    for place in start..sealed.len() {
        let mut bytes = sealed.clone().into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).expect("still ASCII");
        assert!(keys.open_text(&changed, "a").is_err(), "byte {place}");
    }
    assert!(keys.open_text(&sealed[..sealed.len() - 4], "a").is_err());
    for not_sealed in ["", "v1:", "v1:2026:", "v2:2026:AAAA", IBAN] {
        assert!(keys.open_text(not_sealed, "a").is_err(), "{not_sealed}");
    }
}

#[test]
fn keys_are_changed_without_losing_what_was_sealed() {
    let mut config = SealConfig::generate("2026");
    let before = Keys::from_config(&config).expect("good");
    let sealed = before.seal_text(IBAN, "a");

    config.keys.extend(SealConfig::generate("2027").keys);
    config.current = "2027".to_owned();
    let after = Keys::from_config(&config).expect("good");
    assert_eq!(after.open_text(&sealed, "a").expect("the old key still opens"), IBAN);
    assert!(after.seal_text(IBAN, "a").starts_with("v1:2027:"));
    assert!(after.lookups("fussat", IBAN).contains(&before.lookup("fussat", IBAN)));

    config.keys.remove("2026");
    let without = Keys::from_config(&config).expect("good");
    assert!(matches!(without.open_text(&sealed, "a"), Err(Error::UnknownKey(id)) if id == "2026"));
}

#[test]
fn a_lookup_finds_within_its_programme_only() {
    let keys = keys();
    assert_eq!(keys.lookup("fussat", IBAN), keys.lookup("fussat", IBAN));
    assert_ne!(keys.lookup("fussat", IBAN), keys.lookup("garde-enfants", IBAN));
    assert_ne!(keys.lookup("fussat", IBAN), self::keys().lookup("fussat", IBAN));
    assert_eq!(keys.lookup("fussat", IBAN).len(), 64);
}

#[test]
fn secret_champs_are_sealed_in_rows_too_and_nothing_else() {
    let keys = keys();
    let secrets = [ChampId::from("iban"), ChampId::from("enfants.nir"), ChampId::from("absent")];
    let plain = json!({
        "iban": IBAN,
        "nom": "Martin",
        "enfants": [{ "prenom": "Léo", "nir": "184127645108946" }, { "prenom": "Zoé" }],
    });

    let mut answers = plain.clone();
    keys.seal_answers(&mut answers, &secrets, "fussat/d1").expect("sealed");
    let text = answers.to_string();
    assert!(!text.contains(IBAN) && !text.contains("184127645108946"));
    assert!(answers["iban"]["chiffre"].is_string() && answers["nom"] == "Martin");

    let once = answers.clone();
    keys.seal_answers(&mut answers, &secrets, "fussat/d1").expect("sealed");
    assert_eq!(answers, once, "sealing twice is sealing once");

    let mut moved = once.clone();
    moved["enfants"][0]["nir"] = once["iban"].clone();
    assert!(keys.open_answers(&mut moved, "fussat/d1").is_err());

    keys.open_answers(&mut answers, "fussat/d1").expect("opens in its place");
    assert_eq!(answers, plain);
    assert!(keys.open_answers(&mut once.clone(), "fussat/d2").is_err(), "another dossier");

    let mut odd = json!({ "iban": 3000 });
    assert!(keys.seal_answers(&mut odd, &secrets, "fussat/d1").is_err(), "never stored in clear");
}

#[test]
fn missing_short_and_handmade_keys_are_refused_without_showing_them() {
    let with = |current: &str, id: &str, text: &str| {
        let keys = [(id.to_owned(), text.to_owned())].into();
        Keys::from_config(&SealConfig { current: current.to_owned(), keys })
    };
    let zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert!(Keys::from_config(&SealConfig::default()).is_err());
    for (current, id, text) in [("a", "b", zeros), ("a", "a", zeros), ("a", "a", "c2hvcnQ"), ("a:b", "a:b", zeros)] {
        let error = with(current, id, text).expect_err("refused").to_string();
        assert!(!error.contains(text), "{error}");
    }
    let config = SealConfig::generate("2026");
    assert!(!format!("{config:?}").contains(&config.keys["2026"]));
}

#[test]
fn keys_are_given_as_a_table_or_as_a_text() {
    let made = SealConfig::generate("2026");
    let key = &made.keys["2026"];
    for keys in [json!({ "2026": key }), json!(format!("2026={key}=\n")), json!(format!("2026 = {key}, "))] {
        let config: SealConfig = serde_json::from_value(json!({ "current": "2026", "keys": keys })).expect("read");
        assert!(Keys::from_config(&config).is_ok());
    }
    let error = serde_json::from_value::<SealConfig>(json!({ "keys": key })).expect_err("no id").to_string();
    assert!(!error.contains(key.as_str()), "{error}");
}
