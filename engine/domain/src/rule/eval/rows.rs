//! Walks over the rows of a liste. A row whose filter does not apply does not count.

use super::{Scope, logic, needs, numbers};
use crate::ids::ChampId;
use crate::rule::term::Term;
use crate::rule::operator::{Operator, Parcours};
use crate::rule::{Outcome, State};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// `somme`, `nombre`, `existe`, `tous`. `None` is a total too large.
pub(super) fn walk(scope: Scope<'_>, parcours: Parcours, liste: &str, filtre: Option<&Term>, corps: Option<&Term>) -> Option<Outcome> {
    let Some(rows) = scope.facts.rows.get(liste) else {
        let unknown = || Outcome::unknown(BTreeSet::from([ChampId::from(liste)]));
        return Some(scope.facts.values.get(liste).filter(|outcome| outcome.get().is_none()).cloned().unwrap_or_else(unknown));
    };
    let kept: Vec<(&BTreeMap<String, Outcome>, Outcome)> = rows.iter().map(|row| (row, filter(scope, row, filtre))).collect();
    let each = |row, term| scope.within(row).term(term);
    match parcours {
        Parcours::Somme => total(kept.into_iter().map(|(row, keep)| (keep, corps.map_or_else(Outcome::sans_objet, |corps| each(row, corps))))),
        Parcours::Nombre => total(kept.into_iter().map(|(_, keep)| (keep, Outcome::number(Decimal::ONE)))),
        Parcours::Existe => {
            let meets = |row| corps.map_or(Outcome::truth(true), |corps| or(each(row, corps), false));
            let met = kept.into_iter().map(|(row, keep)| logic::all([keep, meets(row)].into_iter()));
            Some(or(logic::any(met), false))
        }
        Parcours::Tous => {
            let meets = |row| corps.map_or(Outcome::truth(true), |corps| or(each(row, corps), true));
            let met = kept.into_iter().map(|(row, keep)| logic::any([logic::not(keep), meets(row)].into_iter()));
            Some(or(logic::all(met), true))
        }
    }
}

/// Whether a row counts; one whose filter does not apply does not.
fn filter(scope: Scope<'_>, row: &BTreeMap<String, Outcome>, filtre: Option<&Term>) -> Outcome {
    let Some(filtre) = filtre else { return Outcome::truth(true) };
    or(scope.within(row).term(filtre), false)
}

/// What stands for rows that do not apply, or for no row at all.
fn or(outcome: Outcome, truth: bool) -> Outcome {
    if outcome.is_sans_objet() { Outcome::truth(truth) } else { outcome }
}

/// The sum over the rows that count.
fn total(rows: impl Iterator<Item = (Outcome, Outcome)>) -> Option<Outcome> {
    let mut sum = Outcome::number(Decimal::ZERO);
    let mut unknown = Vec::new();
    for (keep, value) in rows {
        match keep.state() {
            State::NonRemplie | State::SansObjet => {}
            State::Inconnue => unknown.push(keep),
            State::Remplie if value.is_unknown() => unknown.push(value),
            State::Remplie => sum = numbers::arithmetic(&sum, Operator::Plus, &value)?,
        }
    }
    Some(if unknown.is_empty() { sum } else { Outcome::unknown(needs(&unknown)) })
}

#[cfg(test)]
mod tests {
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
        let columns = |columns: &[(&str, Type)]| Type::Liste(columns.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())).collect());
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
        facts.rows.insert("enfants".to_owned(), vec![
            row([("prenom", text("Lou")), ("naissance", day("2019-10-01"))]),
            row([("prenom", text("Sacha")), ("naissance", day("2019-10-02"))]),
        ]);
        let cost = |child: &str, cost: i64| row([("enfant", text(child)), ("mois", day("2023-10-01")), ("cout", Value::Nombre(cost.into()))]);
        facts.rows.insert("frais".to_owned(), vec![cost("Lou", 100), cost("Sacha", 30), cost("Lou", 7)]);
        let rule = read(COUNTED, Expected::Montant, &names()).expect("a good rule");
        assert_eq!(eval(&rule, &facts), Outcome::number(30.into()));
    }

    #[test]
    fn a_third_walk_is_refused() {
        let faults = read("existe(frais, existe(enfants, existe(frais, cout > 0)))", Expected::OuiNon, &names()).expect_err("too deep");
        assert_eq!(faults[0].message, "On ne parcourt pas plus de deux listes l'une dans l'autre.");
    }
}
