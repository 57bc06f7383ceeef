//! Rules tested by values: a sample of names, and facts written in one line.

mod eval;
mod explain;
mod faults;
mod four_values;
mod logic_faults;
mod parse;
mod random;
mod rows;
mod walks;

use super::{
    Bareme, Entree, Expected, Facts, Known, Named, Names, Outcome, Rule, RuleFault, Signature, Source, Tranche, Type,
    read,
};
use crate::value::Value;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

fn keys(keys: &[(&str, &str)]) -> BTreeMap<String, String> {
    keys.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect()
}

fn metiers() -> Type {
    Type::Choix(keys(&[("artiste", "Artiste"), ("technicien", "Technicien"), ("autre", "Un autre métier")]))
}

fn champ(ty: Type, libelle: &str, unite: Option<&str>, line: usize) -> Named {
    Named { ty, libelle: libelle.to_owned(), unite: unite.map(str::to_owned), line, source: Source::Champ }
}

/// The names of an imaginary programme.
fn names() -> Names {
    let mut names = Names::default();
    names.add("metier", champ(metiers(), "Votre métier", None, 10));
    names.add("revenus", champ(Type::Montant, "Vos revenus", None, 14));
    names.add("heures", champ(Type::Nombre, "Vos heures", Some("heures"), 18));
    names.add("enfants", champ(Type::Entier, "Vos enfants", None, 20));
    names.add("fin", champ(Type::Date, "Fin de vos droits", None, 22));
    names.add("naissance", champ(Type::Date, "Votre naissance", None, 23));
    names.add("indemnise", champ(Type::OuiNon, "Êtes-vous indemnisé ?", None, 24));
    names.add("couple", champ(Type::OuiNon, "Vivez-vous en couple ?", None, 25));
    names.add("unite", champ(Type::Choix(keys(&[("heures", "En heures"), ("jours", "En jours")])), "Unité", None, 26));
    names.add(
        "secteurs",
        champ(Type::Multiple(keys(&[("cinema", "Cinéma"), ("danse", "Danse")])), "Vos secteurs", None, 27),
    );
    let columns = BTreeMap::from([
        ("mois".to_owned(), Type::Date),
        ("cout".to_owned(), Type::Montant),
        ("cmg".to_owned(), Type::Montant),
    ]);
    names.add("frais", champ(Type::Liste(columns), "Vos frais", None, 30));
    names.add("frais.mois", champ(Type::Date, "Mois", None, 31));
    names.add("frais.cout", champ(Type::Montant, "Coût", None, 32));
    names.add("frais.cmg", champ(Type::Montant, "CMG reçu", None, 33));
    let plafond = Named { source: Source::Calcul, ..champ(Type::Montant, "Plafond", None, 40) };
    names.add_calcul("plafond", plafond, BTreeSet::from(["enfants".into()]));
    names.add_bareme("bourse", Signature { entrees: vec![Type::Nombre], ty: Type::Montant });
    names
}

/// `bourse(ratio)`: 1 500 € up to a half included, 600 € × ratio below one, nothing from one on.
fn baremes() -> Vec<Bareme> {
    let mut own = Names::default();
    own.add("ratio", Named { source: Source::Entree, ..champ(Type::Nombre, "Ratio", None, 50) });
    let cell = |text| vec![read(text, Expected::Montant, &own).expect("a good cell")];
    let tranche = |from: Option<&str>, from_included, to: Option<&str>, to_included| {
        let bound = |text: Option<&str>| text.map(|text| text.parse().expect("a number"));
        Tranche::Intervalle { from: bound(from), from_included, to: bound(to), to_included }
    };
    let tranches = vec![
        tranche(Some("0"), true, Some("0.5"), true),
        tranche(Some("0.5"), false, Some("1"), false),
        tranche(Some("1"), true, None, false),
    ];
    vec![Bareme {
        nom: "bourse".to_owned(),
        libelle: "Montant de la bourse".to_owned(),
        entrees: vec![Entree { nom: "ratio".to_owned(), ty: Type::Nombre, tranches }],
        valeurs: vec![cell("1 500 €"), cell("600 € * ratio"), cell("0 €")],
        ty: Type::Montant,
        source: None,
        a_confirmer: false,
    }]
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn good(text: &str, expected: Expected) -> Rule {
    read(text, expected, &names()).unwrap_or_else(|faults| panic!("{text}: {faults:?}"))
}

/// The value of a word as a person would type it in a test: `12`, `2020-01-31`, `oui`, a key.
fn value(text: &str) -> Value {
    match text {
        "oui" => Value::OuiNon(true),
        "non" => Value::OuiNon(false),
        _ => text
            .parse()
            .map(Value::Nombre)
            .or_else(|_| text.parse().map(Value::Date))
            .unwrap_or_else(|_| Value::Choix(text.to_owned())),
    }
}

/// `revenus=62999 couple=-`: where `-` does not apply, and what is left out is not known.
/// A row is `frais:mois=2020-01-01,cout=12`.
fn facts<'v>(text: &str, baremes: &'v [Bareme]) -> Facts<'v> {
    let mut facts = Facts::new(day("2020-11-20"), baremes);
    for part in text.split_whitespace() {
        if let Some((liste, row)) = part.split_once(':') {
            let row = row.split(',').filter(|cell| !cell.is_empty()).map(pair).collect();
            facts.rows.entry(liste.to_owned()).or_default().push(row);
        } else {
            let (name, outcome) = pair(part);
            facts.values.insert(name, outcome);
        }
    }
    facts
}

fn pair(part: &str) -> (String, Outcome) {
    let (name, given) = part.split_once('=').expect("name=value");
    let outcome = match given {
        "-" => Outcome::sans_objet(),
        "?" => Outcome::unknown(BTreeSet::from([name.into()])),
        given if given.contains('|') => Outcome::value(Value::Multiple(given.split('|').map(str::to_owned).collect())),
        given => Outcome::value(value(given)),
    };
    (name.to_owned(), outcome)
}

/// What a rule gives, as a word: `12.5`, `oui`, `-` where it does not apply, `? a, b` while those
/// champs are missing.
fn given(text: &str, on: &str) -> String {
    let baremes = baremes();
    let outcome = super::eval(&good(text, Expected::Any), &facts(on, &baremes));
    let needs: Vec<&str> = outcome.needs.iter().map(|champ| champ.as_str()).collect();
    match outcome.known {
        Known::Inconnu => format!("? {}", needs.join(", ")).trim().to_owned(),
        Known::SansObjet => "-".to_owned(),
        Known::Value(Value::Nombre(number)) => number.normalize().to_string(),
        Known::Value(Value::Date(day)) => day.to_string(),
        Known::Value(Value::OuiNon(yes)) => if yes { "oui" } else { "non" }.to_owned(),
        Known::Value(Value::Choix(key)) => key,
        Known::Value(other) => format!("{other:?}"),
    }
}

/// The faults of a rule: the text at fault, what is wrong, what to write.
fn faults(text: &str, expected: Expected) -> Vec<(String, String, String)> {
    let told = |fault: RuleFault| (text[fault.range].to_owned(), fault.message, fault.advice.unwrap_or_default());
    read(text, expected, &names()).expect_err(text).into_iter().map(told).collect()
}
