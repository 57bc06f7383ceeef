//! What is the same however it is typed, and what only looks alike.

use super::{Demande, Nature, cumul, of};
use crate::programme::Version;
use crate::programme::read::read_version;
use crate::value::{Answers, Value};
use chrono::NaiveDate;
use std::collections::BTreeSet;

const RULES: &str = "\
resume: Essai
dossiers_en_cours: conserver
champs:
  nir: { type: nir, libelle: NIR }
  iban: { type: iban, libelle: IBAN }
  naissance: { type: date, libelle: Naissance, identifie: naissance }
  autre_nom: { type: texte, libelle: Nom de l'autre parent, identifie: foyer }
  autre_prenom: { type: texte, libelle: Prénom de l'autre parent, identifie: foyer }
  enfants:
    type: liste
    libelle: Enfants
    champs:
      prenom: { type: texte, libelle: Prénom, identifie: enfant }
      naissance: { type: date, libelle: Naissance, identifie: enfant }
      mode: { type: texte, libelle: Mode }
conditions:
  connue: { libelle: Connue, regle: connu(naissance), motif: Il faut une date., source: essai }
aides:
  garde: { libelle: Garde, exige: [connue], montant: 100 €, une_fois_par: [foyer, annee], source: essai }
  libre: { libelle: Libre, exige: [connue], montant: 100 €, source: essai }
formulaire:
  - { titre: Vous, champs: [nir, iban, naissance, autre_nom, autre_prenom, enfants] }
";

fn version() -> Version {
    read_version("essai", RULES, day("2020-01-01")).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn texts(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (champ, text) in pairs {
        let value = text.parse().map_or_else(|_| Value::Texte((*text).to_owned()), Value::Date);
        answers.set(*champ, value);
    }
    answers
}

fn natures(one: &Answers, (nom, prenom): (&str, &str), two: &Answers, (nom2, prenom2): (&str, &str)) -> Vec<Nature> {
    let version = version();
    let (one, two) = (of(&version, one, nom, prenom), of(&version, two, nom2, prenom2));
    one.intersection(&two).map(|(nature, _)| *nature).collect()
}

#[test]
fn a_person_is_the_same_whatever_the_accents_the_case_and_the_order_of_names() {
    let born = texts(&[("naissance", "1984-12-03")]);
    assert_eq!(natures(&born, ("Le Gall", "Solène"), &born, ("SOLENE", "le-gall")), [Nature::Identite]);
    let later = texts(&[("naissance", "1984-12-04")]);
    assert_eq!(natures(&born, ("Le Gall", "Solène"), &later, ("Le Gall", "Solène")), []);
    let unknown = texts(&[]);
    assert_eq!(
        natures(&unknown, ("Le Gall", "Solène"), &unknown, ("Le Gall", "Solène")),
        [],
        "a name alone tells nothing"
    );
}

#[test]
fn an_account_and_a_number_are_the_same_whatever_the_spaces() {
    let one = texts(&[("iban", "FR7630006000011234567890189"), ("nir", "184127645108946")]);
    let two = texts(&[("iban", "FR76 3000 6000 0112 3456 7890 189"), ("nir", "1 84 12 76 451 089 46")]);
    assert_eq!(natures(&one, ("A", "B"), &two, ("C", "D")), [Nature::Nir, Nature::Iban]);
}

#[test]
fn two_parents_are_one_foyer_whichever_of_them_asks() {
    let hers = texts(&[("autre_nom", "Tessier"), ("autre_prenom", "Joachim")]);
    let his = texts(&[("autre_nom", "Vasseur"), ("autre_prenom", "Inès")]);
    assert_eq!(natures(&hers, ("Vasseur", "Ines"), &his, ("Tessier", "Joachim")), [Nature::Foyer]);
    assert_eq!(natures(&hers, ("Vasseur", "Ines"), &his, ("Tessier", "Paul")), []);
    let half = texts(&[("autre_nom", "Tessier")]);
    assert_eq!(natures(&half, ("Vasseur", "Ines"), &half, ("Vasseur", "Ines")), [], "half a name tells nothing");
}

#[test]
fn a_child_is_known_by_the_name_and_the_day_together() {
    let row = |prenom: &str, born: &str, mode: &str| texts(&[("prenom", prenom), ("naissance", born), ("mode", mode)]);
    let with = |rows: Vec<Answers>| {
        let mut answers = Answers::default();
        answers.set("enfants", Value::Liste(rows));
        answers
    };
    let one = with(vec![row("Malo", "2020-02-09", "crèche"), row("Lou", "2018-01-01", "crèche")]);
    let two = with(vec![row("MALO", "2020-02-09", "nourrice")]);
    assert_eq!(natures(&one, ("A", "B"), &two, ("C", "D")), [Nature::Enfant]);
    let three = with(vec![row("Malo", "2019-02-09", "crèche")]);
    assert_eq!(natures(&one, ("A", "B"), &three, ("C", "D")), []);
}

#[test]
fn what_is_given_once_is_told_within_its_bounds_only() {
    let version = version();
    let asks = |on: &str, aides: &[&str]| Demande {
        campagne: "2020".into(),
        demande_le: day(on),
        aides: aides.iter().map(|aide| (*aide).into()).collect(),
    };
    let told = |shared: &[Nature], other: &Demande| {
        let shared: BTreeSet<Nature> = shared.iter().copied().collect();
        let this = asks("2020-11-20", &["garde", "libre"]);
        cumul(&version, &shared, &this, other).iter().map(|aide| aide.id.0.clone()).collect::<Vec<_>>()
    };
    let same_year = asks("2020-02-01", &["garde", "libre"]);
    assert_eq!(told(&[Nature::Enfant], &same_year), ["garde"], "an aide without a bound is never counted twice");
    assert_eq!(told(&[Nature::Iban], &same_year), Vec::<String>::new(), "an account is not a foyer");
    assert_eq!(told(&[Nature::Foyer], &asks("2019-12-31", &["garde"])), Vec::<String>::new());
    assert_eq!(told(&[Nature::Foyer], &asks("2020-12-31", &["libre"])), Vec::<String>::new());
}
