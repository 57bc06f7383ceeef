//! A form as its page shows it.

use super::{DEMANDE, all, answered, garde, typed};
use crate::field::Typed;
use crate::form::{FieldFault, InputView, inputs, read_form};
use crate::value::Answers;

/// The page of some answers; or the page shown again after a post.
fn page(answers: &Answers, typed: Option<&Typed>, faults: &[FieldFault]) -> Vec<InputView> {
    let version = garde();
    inputs(&version, &all(&version), answers, typed, faults, DEMANDE)
}

fn input<'p>(page: &'p [InputView], name: &str) -> &'p InputView {
    page.iter().find(|input| input.name == name).expect(name)
}

#[test]
fn an_empty_page_asks_and_hides_nothing_that_may_apply() {
    let page = page(&Answers::default(), None, &[]);
    let autre = input(&page, "autre_parent");
    assert!(autre.applies && autre.unknown);
    assert_eq!(autre.depends, ["situation"]);
    let frais = input(&page, "frais");
    assert!(frais.rows.is_empty());
    let blank = frais.blank.as_ref().expect("room for a row");
    assert_eq!(
        (blank.index, blank.inputs[0].name.as_str(), blank.inputs[0].id.as_str()),
        (0, "frais.0.mois", "frais-0-mois")
    );
    assert_eq!(blank.inputs[5].depends, ["frais.0.cmg_recu"]);
    assert_eq!(frais.ligne, "un mois");
}

#[test]
fn answers_come_back_in_their_inputs() {
    let answers = answered(
        &garde(),
        &[
            ("situation", "seul"),
            ("enfants.0.prenom", "Noé"),
            ("enfants.1.prenom", "Lou"),
            ("frais.0.mois", "10/2026"),
            ("frais.0.enfant", "Lou"),
            ("frais.0.heures", "48"),
            ("besoins", "nuit"),
            ("iban", "FR7630006000011234567890189"),
        ],
    );
    let page = page(&answers, None, &[]);
    let chosen = |name: &str| {
        input(&page, name).options.iter().filter(|o| o.checked).map(|o| o.libelle.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chosen("situation"), ["Seul"]);
    assert_eq!(chosen("besoins"), ["Nuit"]);
    assert!(!input(&page, "autre_parent").applies);
    let row = &input(&page, "frais").rows[0];
    assert_eq!(row.resume, "Octobre\u{a0}2026, Lou, 48\u{a0}heures");
    assert_eq!(row.inputs[0].parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>(), ["10", "2026"]);
    let options: Vec<(&str, bool)> = row.inputs[1].options.iter().map(|o| (o.libelle.as_str(), o.checked)).collect();
    assert_eq!(options, [("Noé", false), ("Lou", true)]);
    assert_eq!(row.inputs[3].max.as_deref(), Some("48\u{a0}heures"), "the bound of its own row");
    assert_eq!(row.inputs[2].unite.as_deref(), Some("heures"));
}

#[test]
fn an_iban_never_goes_back_to_the_page() {
    let answers = answered(&garde(), &[("iban", "FR7630006000011234567890189")]);
    let page = page(&answers, None, &[]);
    let iban = input(&page, "iban");
    assert_eq!((iban.value.as_str(), iban.masque.as_deref()), ("", Some("FR76 •••• •••• 0189")));
    assert!(!serde_json::to_string(&page).expect("a page is plain data").contains("30006000"));
}

#[test]
fn what_was_mistyped_is_shown_again_with_its_error() {
    let version = garde();
    let posted = typed(&[
        ("situation", "couple"),
        ("frais.2.mois", "13/2026"),
        ("frais.2.heures", "beaucoup"),
        ("iban", "FR76 1234"),
    ]);
    let reading = read_form(&version, &all(&version), &posted, &Answers::default(), DEMANDE);
    let page = page(&reading.answers, Some(&reading.typed), &reading.faults);
    let row = &input(&page, "frais").rows[0];
    assert!(row.error);
    assert_eq!(row.index, 2);
    assert_eq!((row.inputs[0].value.as_str(), row.inputs[0].error.is_some()), ("13/2026", true));
    assert_eq!(row.inputs[2].value, "beaucoup");
    assert_eq!(row.inputs[1].error, None);
    assert_eq!(input(&page, "frais").blank.as_ref().map(|blank| blank.index), Some(3));
    let iban = input(&page, "iban");
    assert_eq!(iban.value, "FR76 1234");
    assert!(iban.error.as_ref().is_some_and(|error| error.contains("27 caractères")));
}

#[test]
fn a_full_liste_offers_no_row_more() {
    let answers =
        answered(&garde(), &[("enfants.0.prenom", "Noé"), ("enfants.1.prenom", "Lou"), ("enfants.2.prenom", "Zoé")]);
    assert!(input(&page(&answers, None, &[]), "enfants").blank.is_none());
}

#[test]
fn what_is_shown_posted_again_changes_nothing() {
    let version = garde();
    let answers = answered(
        &version,
        &[
            ("situation", "couple"),
            ("autre_parent", "O'Brien <3"),
            ("frais.0.mois", "1/2026"),
            ("frais.0.cmg_recu", "oui"),
            ("frais.0.cmg", "1 220,5"),
        ],
    );
    let mut posted = Typed::new();
    for champ in &version.champs {
        if let Some(value) = answers.get(champ.id.as_str()) {
            posted.append(&mut crate::field::edit(champ, value, champ.id.as_str()));
        }
    }
    assert_eq!(read_form(&version, &all(&version), &posted, &Answers::default(), DEMANDE).answers, answers);
}
