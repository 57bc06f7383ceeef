//! A walk within a walk: each cost is judged with the child it is for.

use crate::rule::{Expected, Facts, Named, Names, Outcome, Source, Type, eval, read};
use crate::value::Value;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const COUNTED: &str = "somme(frais où existe(enfants, prenom = enfant et mois < naissance + 4 ans), cout)";

fn names() -> Names {
    let mut names = Names::default();
    let mut add = |name: &str, ty: Type| {
        let named = Named { ty, libelle: name.to_owned(), unite: None, line: 1, source: Source::Champ };
        names.add(name, named);
    };
    let children = [("prenom", Type::Texte), ("naissance", Type::Date)];
    let costs = [("enfant", Type::Texte), ("mois", Type::Date), ("cout", Type::Montant)];
    for (name, ty) in children.iter().cloned() {
        add(&format!("enfants.{name}"), ty);
    }
    for (name, ty) in costs.iter().cloned() {
        add(&format!("frais.{name}"), ty);
    }
    let columns = |columns: &[(&str, Type)]| {
        Type::Liste(columns.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())).collect())
    };
    add("enfants", columns(&children));
    add("frais", columns(&costs));
    // The person who asks has a first name too: the child's hides it.
    add("prenom", Type::Texte);
    names
}

fn row<const N: usize>(columns: [(&str, Value); N]) -> BTreeMap<String, Outcome> {
    columns.into_iter().map(|(name, value)| (name.to_owned(), Outcome::value(value))).collect()
}

fn text(text: &str) -> Value {
    Value::Texte(text.to_owned())
}

fn day(text: &str) -> Value {
    Value::Date(text.parse().expect("a day"))
}

#[test]
fn each_cost_is_judged_by_the_birthday_of_its_own_child() {
    let mut facts = Facts::new(NaiveDate::default(), &[]);
    facts.values.insert("prenom".to_owned(), Outcome::value(text("Sacha")));
    facts.rows.insert(
        "enfants".to_owned(),
        vec![
            row([("prenom", text("Lou")), ("naissance", day("2019-10-01"))]),
            row([("prenom", text("Sacha")), ("naissance", day("2019-10-02"))]),
        ],
    );
    let cost = |child: &str, cost: i64| {
        row([("enfant", text(child)), ("mois", day("2023-10-01")), ("cout", Value::Nombre(cost.into()))])
    };
    facts.rows.insert("frais".to_owned(), vec![cost("Lou", 100), cost("Sacha", 30), cost("Lou", 7)]);
    let rule = read(COUNTED, Expected::Montant, &names()).expect("a good rule");
    assert_eq!(eval(&rule, &facts), Outcome::number(30.into()));
}

#[test]
fn a_third_walk_is_refused() {
    let faults = read("existe(frais, existe(enfants, existe(frais, cout > 0)))", Expected::OuiNon, &names())
        .expect_err("too deep");
    assert_eq!(faults[0].message, "On ne parcourt pas plus de deux listes l'une dans l'autre.");
}
