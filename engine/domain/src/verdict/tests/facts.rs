//! From answers to facts: what applies, what stands for no answer.

use super::{answers, day, read_with, version};
use crate::programme::Version;
use crate::rule::{Known, Outcome};
use crate::value::Value;
use crate::verdict::facts;

/// One champ or calcul, as a word: a number, `-` without object, `? a b` while those are missing.
fn standing(version: &Version, on: &str, name: &str) -> String {
    let facts = facts(version, &answers(on), day("2020-11-20"));
    shown(&facts.values[name])
}

fn shown(outcome: &Outcome) -> String {
    match &outcome.known {
        Known::SansObjet => "-".to_owned(),
        Known::Inconnu => {
            format!("? {}", outcome.needs.iter().map(|champ| champ.as_str()).collect::<Vec<_>>().join(" "))
        }
        Known::Value(Value::Nombre(number)) => number.normalize().to_string(),
        Known::Value(other) => format!("{other:?}"),
    }
}

#[test]
fn a_champ_that_does_not_apply_is_without_object_even_when_answered() {
    assert_eq!(standing(&version(), "metier=artiste unite=jours heures=300", "heures"), "-");
    assert_eq!(standing(&version(), "metier=artiste unite=heures heures=300", "heures"), "300");
    assert_eq!(standing(&version(), "metier=artiste unite=heures", "heures"), "? heures");
}

#[test]
fn what_depends_on_something_without_object_is_without_object() {
    assert_eq!(standing(&version(), "metier=autre unite=heures heures=300", "heures"), "-");
}

#[test]
fn a_champ_that_may_apply_waits_for_what_decides() {
    assert_eq!(standing(&version(), "", "heures"), "? heures metier unite");
    assert_eq!(standing(&version(), "metier=artiste", "heures"), "? heures unite");
    assert_eq!(standing(&version(), "metier=artiste heures=300", "heures"), "? unite");
}

#[test]
fn a_default_stands_until_something_is_answered() {
    assert_eq!(standing(&version(), "", "plafond"), "60000");
    assert_eq!(standing(&version(), "enfants_a_charge=2", "plafond"), "66000");
}

#[test]
fn columns_apply_row_by_row() {
    let rows = "frais:cout=100,cmg_recu=non,cmg=90 frais:cout=50.10,cmg_recu=oui,cmg=20";
    assert_eq!(standing(&version(), rows, "reste"), "130.1");
    assert_eq!(standing(&version(), "frais:cout=100", "reste"), "? frais.cmg frais.cmg_recu");
    assert_eq!(standing(&version(), "", "reste"), "? frais");
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let version = read_with(|text| {
        let heures = "  heures: { type: nombre, libelle: Vos heures, unite: heures, si: unite = heures }\n";
        text.replace(heures, "").replace("champs:\n  metier:", &format!("champs:\n{heures}  metier:"))
    });
    assert_eq!(version.champs[0].id.as_str(), "heures");
    assert_eq!(standing(&version, "metier=artiste unite=heures heures=300", "heures"), "300");
}

#[test]
fn a_circle_that_slipped_through_ends_and_stays_unknown() {
    let mut version = version();
    let si = version.champ("heures").expect("declared").si.clone();
    version.champs.iter_mut().find(|champ| champ.id.as_str() == "unite").expect("declared").si = si.clone();
    assert_eq!(standing(&version, "metier=artiste heures=3", "heures"), "? unite");
    version.champs.iter_mut().find(|champ| champ.id.as_str() == "metier").expect("declared").si = si;
    assert_eq!(standing(&version, "unite=heures", "metier"), "? metier unite");
}
