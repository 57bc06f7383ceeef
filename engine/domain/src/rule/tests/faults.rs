//! Names and types: what is refused, where, and what the author is told to write.

use super::faults;
use crate::rule::Expected;

/// A condition with one fault: the text at fault, what is wrong, what to write.
#[track_caller]
fn tells(rule: &str, at: &str, message: &str, advice: &str) {
    tells_of(rule, Expected::OuiNon, at, message, advice);
}

#[track_caller]
fn tells_of(rule: &str, expected: Expected, at: &str, message: &str, advice: &str) {
    let told = faults(rule, expected);
    let [(place, what, instead)] = told.as_slice() else { panic!("{rule}: {told:?}") };
    assert_eq!(place, at, "{told:?}");
    assert!(what.contains(message), "{told:?}");
    assert!(instead.contains(advice), "{told:?}");
}

#[test]
fn an_unknown_name_is_told_with_the_nearest_one() {
    tells(
        "revenu < 3 €",
        "revenu",
        "ce nom n'existe pas.",
        "Vouliez-vous dire « revenus » (montant, déclaré ligne 14) ?",
    );
    tells("Métier = artiste", "Métier", "ce nom n'existe pas.", "« metier » (choix, déclaré ligne 10)");
    tells("revneus < 3 €", "revneus", "ce nom n'existe pas.", "« revenus »");
    tells("zzz < 3", "zzz", "ce nom n'existe pas.", "Déclarez-le");
    tells("cout > 3 €", "cout", "ce nom n'existe pas.", "somme(frais.cout)");
    tells("existe(frais, coup > 3)", "coup", "ce nom n'existe pas.", "« cout » (montant, déclaré ligne 32)");
    tells("artiste", "artiste", "ce nom n'existe pas.", "metier = artiste");
    tells("bourse > 3", "bourse", "ce nom n'existe pas.", "barème");
    tells("minn(heures, 3) > 2", "minn", "cette fonction n'existe pas.", "« min »");
    tells("heures(3) > 2", "heures", "cette fonction n'existe pas.", "n'est pas une fonction");
    tells("nombre(fraix) > 2", "fraix", "cette liste n'existe pas.", "« frais »");
    tells("nombre(heures) > 2", "heures", "n'est pas une liste", "de type liste");
}

#[test]
fn an_impossible_key_is_told_with_those_that_exist() {
    tells(
        "metier = artist",
        "artist",
        "n'est pas une clé",
        "« artiste » ? Clés possibles : artiste, autre, technicien.",
    );
    tells("metier = musicien", "musicien", "n'est pas une clé", "Clés possibles : artiste, autre, technicien.");
    tells("metier parmi [artiste, clown]", "clown", "n'est pas une clé", "Clés possibles");
    tells("metier parmi [artiste, autre, artiste]", "artiste", "déjà", "Retirez");
    tells("metier = 3", "metier = 3", "choix et nombre entier", "une de ses clés");
    tells("secteurs = danse", "secteurs = danse", "choix multiple", "parmi");
}

#[test]
fn values_of_different_kinds_are_not_compared() {
    tells("fin < 3 000 €", "fin < 3 000 €", "date et montant", "2020-11-20");
    tells("indemnise = 1", "indemnise = 1", "oui ou non et nombre entier", "« oui »");
    tells("metier < artiste", "metier < artiste", "« < » ne s'applique pas", "« = »");
    tells("fin entre 1 et 3", "1", "date et nombre entier", "année");
    tells("frais > 3", "frais", "est une liste", "somme(frais.cmg)");
    tells("frais.cout > 3", "frais.cout", "une valeur par ligne", "somme(frais.cout)");
}

#[test]
fn operations_take_what_they_can_compute() {
    tells("metier + 1 > 2", "metier", "Un nombre est attendu", "entier, nombre ou montant");
    tells("fin + 3 > demande", "fin + 3", "ainsi avec une date", "6 mois");
    tells("demande - fin > 3", "demande - fin", "ainsi avec une date", "jours(");
    tells("6 mois + fin > demande", "6 mois + fin", "dans cet ordre", "demande + 6 mois");
    tells("fin > 6 mois", "6 mois", "Une durée ne se lit pas seule", "demande + 6 mois");
    tells("fin * 6 mois > demande", "fin * 6 mois", "ne se multiplie", "12 mois");
    tells("heures + 6 mois > demande", "heures", "Une date est attendue", "demande");
    tells("revenus / 0 > 1", "0", "par zéro", "diviseur");
    tells("revenus / (2 - 2) > 1", "(2 - 2)", "par zéro", "diviseur");
    tells("-metier > 1", "metier", "Un nombre est attendu", "nombre");
    tells("non heures", "heures", "Une condition est attendue", "Comparez");
}

#[test]
fn functions_take_as_many_values_as_they_need() {
    tells("min(heures) > 1", "min(heures)", "nombre de valeurs", "min(a, b)");
    tells("max(1,2) > heures", "max(1,2)", "nombre de valeurs", "espace après la virgule");
    tells("age(naissance) > 1", "age(naissance)", "nombre de valeurs", "age(naissance, demande)");
    tells("age(heures, demande) > 1", "heures", "Une date est attendue", "demande");
    tells("min(heures, fin) > 1", "min(heures, fin)", "genres différents", "des nombres");
    tells("connu(3)", "connu(3)", "nom d'un champ", "connu(");
    tells("bourse(1, heures) > 3", "bourse(1, heures)", "1 entrée(s), pas 2", "nombre");
    tells("bourse(metier) > 3", "metier", "ne va pas avec : choix", "nombre");
}

#[test]
fn walks_over_rows_have_their_parts() {
    tells("somme(frais) > 3", "somme(frais)", "ne s'écrit pas ainsi", "somme(frais.cout)");
    tells("nombre(frais, cout) > 3", "nombre(frais, cout)", "ne s'écrit pas ainsi", "nombre(dates");
    tells("tous(frais où cout > 3)", "tous(frais où cout > 3)", "ne s'écrit pas ainsi", "tous(");
    tells("existe(frais, cout)", "cout", "Une condition est attendue", "Comparez");
    tells("existe(frais, existe(frais, nombre(frais) > 2))", "nombre(frais)", "plus de deux listes", "calculs");
}

#[test]
fn a_rule_gives_what_is_expected_where_it_stands() {
    tells("revenus", "revenus", "Une condition est attendue ; ceci donne : montant.", "Comparez");
    tells_of("fin", Expected::Montant, "fin", "Un montant est attendu ; ceci donne : date.", "somme");
    tells_of("couple", Expected::Nombre, "couple", "Un nombre est attendu", "nombre");
    tells_of("revenus", Expected::Date, "revenus", "Une date est attendue", "demande");
    tells_of(
        "si couple alors 3 sinon fin",
        Expected::Any,
        "si couple alors 3 sinon fin",
        "nombre entier ; « sinon » donne : date",
        "même genre",
    );
}

#[test]
fn every_fault_of_a_rule_is_told_at_once_in_the_order_of_the_text() {
    let told = faults("revenu < 3 € et metier = clown ou fin > 3", Expected::OuiNon);
    let places: Vec<&str> = told.iter().map(|(at, ..)| at.as_str()).collect();
    assert_eq!(places, ["revenu", "clown", "fin > 3"]);
}
