//! Conditions that can never hold, or always do.

use super::{faults, good};
use crate::rule::Expected;

#[track_caller]
fn never(rule: &str, at: &str) {
    let told = faults(rule, Expected::OuiNon);
    assert_eq!(
        (told[0].0.as_str(), told[0].1.as_str()),
        (at, "Cette condition ne peut jamais être remplie."),
        "{told:?}"
    );
}

#[track_caller]
fn always(rule: &str, at: &str) {
    let told = faults(rule, Expected::OuiNon);
    assert_eq!((told[0].0.as_str(), told[0].1.as_str()), (at, "Cette condition est toujours remplie."), "{told:?}");
}

#[test]
fn comparisons_that_exclude_one_another_are_refused() {
    never("heures < 5 et heures > 10", "heures > 10");
    never("heures < 5 et couple et heures >= 5", "heures >= 5");
    never("enfants > 2 et enfants < 3", "enfants < 3");
    never("10 < heures et 5 > heures", "5 > heures");
    never("metier = artiste et metier = technicien", "metier = technicien");
    never("metier parmi [artiste, autre] et metier = technicien", "metier = technicien");
    never("metier = artiste et metier != artiste", "metier != artiste");
    never("couple et non couple", "non couple");
    never("couple = oui et couple = non", "couple = non");
    never("fin > 2020-01-01 et fin < 2020-01-02", "fin < 2020-01-02");
    never("fin dans 2020-01-01..2020-02-01 et fin >= 2020-01-01 + 2 mois", "fin >= 2020-01-01 + 2 mois");
    never("indemnise ou heures = 1 et heures = 2", "heures = 2");
}

#[test]
fn comparisons_that_leave_nothing_out_are_refused() {
    always("heures < 5 ou heures >= 5", "heures >= 5");
    always("metier != artiste ou metier != technicien", "metier != technicien");
    always("couple ou non couple", "non couple");
    always("non (heures entre 1 et 3) ou heures entre 0 et 9", "heures entre 0 et 9");
}

#[test]
fn what_is_merely_narrow_is_accepted() {
    for rule in [
        "heures <= 5 et heures >= 5",
        "heures > 2 et heures < 3",
        "enfants >= 2 et enfants < 3",
        "fin >= 2020-01-01 et fin < 2020-01-02",
        "heures < 5 ou heures > 5",
        "metier != artiste et metier != technicien",
        "heures < 5 et enfants > 10",
        "heures < plafond et heures > revenus",
        "fin >= demande et fin <= demande + 1 an",
    ] {
        good(rule, Expected::OuiNon);
    }
}

#[test]
fn reversed_bounds_and_constant_comparisons_are_refused() {
    let told = faults("heures entre 506 et 250", Expected::OuiNon);
    assert_eq!(
        told[0],
        (
            "506 et 250".to_owned(),
            "Les bornes sont inversées.".to_owned(),
            "Écrivez la plus petite d'abord : 250, puis 506.".to_owned()
        )
    );
    assert_eq!(faults("fin dans 2020-02-29..2019-12-01", Expected::OuiNon)[0].1, "Les bornes sont inversées.");
    assert_eq!(faults("3 > 2", Expected::OuiNon)[0].1, "Cette comparaison ne dépend d'aucune réponse.");
}
