//! What people type, see and get back, kind by kind.

mod bounds;
mod numbers_and_days;
mod rows;
mod secrets;
mod stored;
mod texts;

use super::read;
use crate::programme::{Bounds, Champ, DossiersEnCours, Kind, Version};
use crate::rule::{self, Expected, Named, Names, Rule, Source, Type};
use crate::value::Value;
use rust_decimal::Decimal;

/// A champ of a kind, called `x` unless it is renamed.
pub(crate) fn champ(kind: Kind) -> Champ {
    named("x", kind)
}

/// A champ with its id.
pub(crate) fn named(id: &str, kind: Kind) -> Champ {
    Champ {
        id: id.into(),
        kind,
        libelle: format!("Libellé de {id}"),
        aide: String::new(),
        pourquoi: String::new(),
        si: None,
        facultatif: false,
        defaut: None,
        filtrable: false,
        identifie: None,
        source: None,
        line: 1,
    }
}

/// A version with nothing but champs, all in one section.
pub(crate) fn version(champs: Vec<Champ>) -> Version {
    let section = crate::programme::Section {
        titre: "Tout".to_owned(),
        aide: String::new(),
        champs: champs.iter().map(|champ| champ.id.clone()).collect(),
        si: None,
        quand: crate::programme::Quand::Depot,
    };
    Version {
        programme: "essai".into(),
        du: chrono::NaiveDate::from_ymd_opt(2020, 9, 16).expect("a day"),
        resume: String::new(),
        dossiers_en_cours: DossiersEnCours::Conserver,
        champs,
        calculs: Vec::new(),
        baremes: Vec::new(),
        conditions: Vec::new(),
        aides: Vec::new(),
        pieces: Vec::new(),
        motifs: Vec::new(),
        textes: Vec::new(),
        test: Vec::new(),
        formulaire: vec![section],
        texte: String::new(),
        hash: String::new(),
    }
}

pub(crate) fn bounds(unite: Option<&str>) -> Bounds {
    Bounds { min: None, max: None, unite: unite.map(str::to_owned) }
}

pub(crate) fn choices(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect()
}

fn decimal(text: &str) -> Value {
    Value::Nombre(text.parse::<Decimal>().expect("a decimal of the test"))
}

fn day(text: &str) -> Value {
    Value::Date(text.parse().expect("a day of the test"))
}

fn text(text: &str) -> Value {
    Value::Texte(text.to_owned())
}

/// Each line: what is typed, what is understood.
fn assert_reads(champ: &Champ, cases: &[(&str, Value)]) {
    for (typed, value) in cases {
        assert_eq!(read(champ, typed), Ok(Some(value.clone())), "typed: {typed:?}");
    }
}

/// Each line: what is typed, a part of what is answered.
fn assert_refuses(champ: &Champ, cases: &[(&str, &str)]) {
    for (typed, advice) in cases {
        let message = read(champ, typed).expect_err(typed);
        assert!(message.contains(advice), "typed: {typed:?}, answered: {message}");
    }
}

/// A rule on those champs; `row` is the liste whose columns it reads by their short name.
pub(crate) fn rule(text: &str, expected: Expected, champs: &[Champ], row: Option<&str>) -> Rule {
    let mut names = Names::default();
    for champ in champs.iter().flat_map(|champ| std::iter::once(champ).chain(champ.columns())) {
        let named =
            Named { ty: ty(champ), libelle: champ.libelle.clone(), unite: None, line: 1, source: Source::Champ };
        names.add(champ.id.as_str(), named);
    }
    let names = row.map_or(names.clone(), |liste| names.for_row(liste));
    rule::read(text, expected, &names).expect(text)
}

fn ty(champ: &Champ) -> Type {
    let keys = |pairs: &[(String, String)]| pairs.iter().cloned().collect();
    match &champ.kind {
        Kind::Entier(_) => Type::Entier,
        Kind::Nombre(_) => Type::Nombre,
        Kind::Montant(_) => Type::Montant,
        Kind::Date { .. } | Kind::Mois => Type::Date,
        Kind::OuiNon => Type::OuiNon,
        Kind::Choix(pairs) => Type::Choix(keys(pairs)),
        Kind::ChoixMultiple(pairs) => Type::Multiple(keys(pairs)),
        Kind::Adresse => Type::Opaque,
        Kind::Liste { champs, .. } => {
            Type::Liste(champs.iter().map(|column| (column.name().to_owned(), ty(column))).collect())
        }
        _ => Type::Texte,
    }
}
