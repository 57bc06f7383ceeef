//! What people type for texts, addresses, phones, mail, IBAN and NIR.

use super::{assert_reads, assert_refuses, champ, choices, text};
use crate::field::{Entry, Typed, edit, email_key, incomplete, read, read_email, read_entry, show};
use crate::programme::{Champ, Kind};
use crate::value::{Adresse, Value};
use proptest::prelude::proptest;

fn line() -> Champ {
    champ(Kind::Texte { longueur_max: 200 })
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), vec![(*text).to_owned()])).collect()
}

fn address(pairs: &[(&str, &str)]) -> Result<Option<Value>, String> {
    read_entry(&champ(Kind::Adresse), &Entry::new(&typed(pairs), "x"))
}

#[test]
fn a_line_of_text_is_kept_as_typed() {
    for kept in
        ["O'Brien", "<b>Noé</b>", "Zoë 🎭", "'; DROP TABLE dossier;--", "{{ 7 * 7 }}", "=1+1", "Ægir \"l'Ancien\""]
    {
        assert_eq!(read(&line(), kept), Ok(Some(text(kept))));
    }
    assert_reads(&line(), &[("  Durand ", text("Durand")), ("e\u{301}te\u{301}", text("été"))]);
    assert_refuses(
        &line(),
        &[("a\u{0}b", "invisible"), ("a\nb", "invisible"), ("a\u{7f}b", "invisible"), ("a\u{85}b", "invisible")],
    );
}

#[test]
fn several_lines_keep_their_ends_as_newlines() {
    let long = champ(Kind::TexteLong { longueur_max: 4000 });
    assert_reads(&long, &[("un\r\ndeux\rtrois\n", text("un\ndeux\ntrois\n")), ("a\tb", text("a\tb"))]);
    assert_refuses(&long, &[("a\u{0}b", "invisible")]);
    assert_eq!(read(&long, " \r\n "), Ok(None));
}

#[test]
fn a_choice_must_have_been_declared() {
    let metier = champ(Kind::Choix(choices(&[("artiste", "Artiste"), ("technicien", "Technicien ou technicienne")])));
    assert_reads(&metier, &[("artiste", Value::Choix("artiste".to_owned()))]);
    assert_refuses(&metier, &[("Artiste", "réponses proposées"), ("danseur", "réponses proposées")]);
    assert_eq!(show(&metier, &Value::Choix("technicien".to_owned())), "Technicien ou technicienne");
    assert_eq!(show(&metier, &Value::Choix("disparu".to_owned())), "disparu");
}

#[test]
fn several_choices_are_kept_in_the_order_of_the_declaration() {
    let mut besoins =
        champ(Kind::ChoixMultiple(choices(&[("garde", "Garde"), ("tournee", "Tournée"), ("repas", "Repas")])));
    let ticked = |keys: &[&str]| Typed::from([("x".to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())]);
    let read = |champ: &Champ, keys: &[&str]| read_entry(champ, &Entry::new(&ticked(keys), "x"));
    let both = Value::Multiple(vec!["garde".to_owned(), "repas".to_owned()]);
    assert_eq!(read(&besoins, &["repas", "garde", "repas"]), Ok(Some(both.clone())));
    assert_eq!(show(&besoins, &both), "Garde, Repas");
    assert!(read(&besoins, &["garde", "autre"]).is_err());
    assert_eq!(read(&besoins, &[]), Ok(None));
    besoins.facultatif = true;
    assert_eq!(read(&besoins, &[]), Ok(Some(Value::Multiple(Vec::new()))), "« none » is then an answer");
}

#[test]
fn addresses_of_mail_are_checked_by_their_shape() {
    let email = champ(Kind::Email);
    assert_reads(
        &email,
        &[
            (" Jeanne.Martin@Exemple.FR ", text("Jeanne.Martin@exemple.fr")),
            ("o'brien+aide@sous.domaine.example", text("o'brien+aide@sous.domaine.example")),
            ("zoé@théâtre.example", text("zoé@théâtre.example")),
        ],
    );
    let bad = [
        "jeanne",
        "jeanne@",
        "@exemple.fr",
        "a b@exemple.fr",
        "a@exemple",
        "a@exemple..fr",
        ".a@exemple.fr",
        "a@-x.fr",
        "a@b@c.fr",
        "a@1.2.3.4",
        "a@exemple.fr\nBcc: x@y.fr",
        "<a@exemple.fr>",
    ];
    for typed in bad {
        assert!(read(&email, typed).is_err(), "{typed:?}");
    }
}

#[test]
fn two_spellings_of_an_address_are_one_account() {
    assert_eq!(email_key(" Jeanne.Martin@Exemple.FR"), email_key("jeanne.martin@exemple.fr"));
    assert_eq!(email_key("ZOE\u{301}@exemple.fr"), "zoé@exemple.fr");
    assert_eq!(read_email(" a@exemple.fr "), Ok("a@exemple.fr".to_owned()));
    assert!(read_email(" ").is_err(), "an account needs an address");
}

#[test]
fn telephone_numbers_are_read_and_shown_in_pairs() {
    let telephone = champ(Kind::Telephone);
    let same = text("0612345678");
    for typed in [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "+33(0)612345678",
    ] {
        assert_eq!(read(&telephone, typed), Ok(Some(same.clone())), "{typed}");
    }
    assert_eq!(show(&telephone, &same), "06 12 34 56 78");
    assert_reads(
        &telephone,
        &[
            ("+32 470 12 34 56", text("+32470123456")),
            ("00 44 20 7946 0018", text("+442079460018")),
            ("+262 262 12 34 56", text("+262262123456")),
        ],
    );
    assert_eq!(show(&telephone, &text("+32470123456")), "+32 47 01 23 45 6");
    assert_eq!(show(&telephone, &text("+262262123456")), "+262 26 21 23 45 6");
    for typed in [
        "612345678",
        "06123456789",
        "061234567",
        "0012",
        "+33 1 23",
        "aide",
        "06 12 34 56 7x",
        "0012345678901234567",
        "+",
    ] {
        assert!(read(&telephone, typed).is_err(), "{typed}");
    }
}

#[test]
fn a_french_address_has_a_postcode_of_five_digits() {
    let lilas = Adresse {
        voie: "3 rue des Lilas".into(),
        code_postal: "92170".into(),
        commune: "Vanves".into(),
        ..Adresse::default()
    };
    let parts =
        [("x.voie", " 3 rue  des Lilas"), ("x.code_postal", "92 170"), ("x.commune", "Vanves"), ("x.pays", "FRANCE")];
    assert_eq!(address(&parts), Ok(Some(Value::Adresse(lilas.clone()))));
    assert_eq!(show(&champ(Kind::Adresse), &Value::Adresse(lilas)), "3 rue des Lilas, 92170 Vanves");
    let message =
        address(&[("x.voie", "3 rue"), ("x.code_postal", "9217"), ("x.commune", "Vanves")]).expect_err("four digits");
    assert!(message.contains("cinq chiffres"));
    assert!(
        address(&[
            ("x.voie", "1 King St"),
            ("x.code_postal", "SW1A 1AA"),
            ("x.commune", "London"),
            ("x.pays", "Royaume-Uni")
        ])
        .is_ok()
    );
    assert_eq!(address(&[("x.voie", ""), ("x.pays", "France")]), Ok(None));
}

#[test]
fn an_address_begun_is_kept_and_says_what_it_lacks() {
    let begun = address(&[("x.voie", "3 rue des Lilas")]).expect("readable").expect("an answer");
    assert_eq!(
        incomplete(&champ(Kind::Adresse), &begun),
        Some("Complétez l'adresse : il manque le code postal et la commune.".to_owned())
    );
}

proptest! {
    #[test]
    fn a_text_put_back_in_its_input_is_the_same_text(typed in "\\PC{1,60}") {
        if let Ok(Some(value)) = read(&line(), &typed) {
            let again = edit(&line(), &value, "x");
            assert_eq!(read_entry(&line(), &Entry::new(&again, "x")), Ok(Some(value)));
        }
    }
}
