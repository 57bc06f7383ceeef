//! Any filter is the same as a query, an address and a form; any nonsense is told at its place.

use super::super::{
    Between, Critere, Eligible, Filter, Jalon, Nature, Par, Relatif, Signe, comparable, from_form, millionths, parse,
    suggest,
};
use super::vocabulary;
use crate::dossier::Etat;
use chrono::NaiveDate;
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

fn some_of<T: Clone + std::fmt::Debug + Ord + 'static>(all: Vec<T>) -> impl Strategy<Value = BTreeSet<T>> {
    let most = all.len();
    subsequence(all, 0..=most).prop_map(BTreeSet::from_iter)
}

fn between<T: Copy + PartialOrd + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Between<T>> {
    (option::of(value.clone()), option::of(value)).prop_map(|(min, max)| match (min, max) {
        (Some(min), Some(max)) if min > max => Between { min: Some(max), max: Some(min) },
        (min, max) => Between { min, max },
    })
}

fn days() -> impl Strategy<Value = Between<NaiveDate>> {
    between((1900..=2199_i32, 1..=366_u32).prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d)))
}

fn numbers(nature: &Nature) -> impl Strategy<Value = Between<Decimal>> + use<> {
    let decimals = match nature {
        Nature::Entier => 0,
        Nature::Montant => 2,
        _ => 6,
    };
    between((-999_999_999_999_i64..=999_999_999_999).prop_map(move |n| Decimal::new(n, decimals)))
}

/// Words as they may stand in a name, and as nobody would write one.
fn mot() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,8}", "[a-zé' -]{1,12}", "[\":,«»a-z <>%_\\\\.]{1,8}", any::<String>()]
        .prop_map(|text| comparable(&text).chars().take(100).collect::<String>().trim().to_owned())
        .prop_filter("something", |text| !text.is_empty())
}

fn champs() -> impl Strategy<Value = BTreeMap<crate::ids::ChampId, Critere>> {
    let one = select(vocabulary().champs).prop_flat_map(|champ| {
        let critere = match &champ.nature {
            Nature::Texte => mot().prop_map(Critere::Egal).boxed(),
            Nature::Choix(choices) => select(choices.clone()).prop_map(|(key, _)| Critere::Egal(key)).boxed(),
            Nature::OuiNon => select(vec!["oui", "non"]).prop_map(|key| Critere::Egal(key.to_owned())).boxed(),
            Nature::Jour => days().prop_filter("bounds", |b| !b.is_open()).prop_map(Critere::Jour).boxed(),
            nature => numbers(nature).prop_filter("bounds", |b| !b.is_open()).prop_map(Critere::Nombre).boxed(),
        };
        (Just(champ.id), critere)
    });
    proptest::collection::btree_map(one.clone().prop_map(|(id, _)| id), Just(()), 0..4).prop_flat_map(move |ids| {
        proptest::collection::vec(one.clone(), ids.len()).prop_map(|pairs| pairs.into_iter().collect())
    })
}

fn jours() -> impl Strategy<Value = BTreeMap<Jalon, Relatif>> {
    let words = [Relatif::Aujourdhui, Relatif::Hier, Relatif::CetteSemaine, Relatif::CeMois].to_vec();
    proptest::collection::btree_map(select(Jalon::ALL.to_vec()), select(words), 0..3)
}

fn filters() -> impl Strategy<Value = Filter> {
    let known = vocabulary();
    let programmes = some_of(known.programmes.iter().map(|(id, _)| id.clone()).collect());
    let aides = some_of(vec!["garde".into(), "garde_nuit".into(), "permis".into()]);
    let agents = known.agents.iter().map(|(email, _)| Par::Agent(email.clone()));
    let pars = some_of([Par::Moi, Par::Personne, Par::Quelquun].into_iter().chain(agents).collect());
    let signes = some_of(vec![
        Signe::PieceManquante,
        Signe::PieceRefusee,
        Signe::Doublon,
        Signe::Complete,
        Signe::Retard,
        Signe::CoordonneesManquantes,
    ]);
    let eligible = some_of(vec![Eligible::Oui, Eligible::Non, Eligible::Inconnu]);
    let sets = (programmes, aides, some_of(Etat::ALL.to_vec()), pars, eligible, signes);
    let waits = between(0..=9_999_u32);
    let sums = between(-99_999_999_999_999_i64..=99_999_999_999_999);
    (sets, (days(), days(), days(), jours()), waits, sums, champs(), btree_set(mot(), 0..6)).prop_map(
        |(
            (programmes, aides, etats, conseillers, eligible, signes),
            (depose, decide, change, jours),
            attend,
            montant,
            champs,
            mots,
        )| {
            Filter {
                programmes,
                aides,
                etats,
                conseillers,
                depose,
                decide,
                change,
                jours,
                attend,
                montant,
                eligible,
                signes,
                champs,
                mots,
            }
        },
    )
}

proptest! {
    #[test]
    fn a_filter_is_the_same_as_its_query(filter in filters()) {
        let text = filter.text();
        let read = parse(&text, &vocabulary());
        assert_eq!(read.as_ref(), Ok(&filter), "{text}");
        assert_eq!(read.expect("read").text(), text);
    }

    #[test]
    fn a_filter_is_the_same_as_its_form(filter in filters()) {
        assert_eq!(from_form(&filter.pairs(), &vocabulary()), Ok(filter));
    }

    #[test]
    fn a_filter_is_the_same_once_saved(filter in filters()) {
        let saved = serde_json::to_string(&filter).expect("saved");
        assert_eq!(serde_json::from_str::<Filter>(&saved).expect("read"), filter);
    }

    #[test]
    fn nonsense_is_told_at_its_place(text in prop_oneof![
        any::<String>(),
        "((statut|aide|depose|depose:hier|montant|champ\\.metier|champ\\.x|piece|STATUT|é):?[<>=.,\"«» a-zé0-9-]{0,6} ?){0,6}",
    ], cursor in any::<usize>()) {
        match parse(&text, &vocabulary()) {
            Ok(filter) => {
                let written = filter.text();
                assert_eq!(parse(&written, &vocabulary()), Ok(filter), "{written}");
            }
            Err(faults) => {
                assert!(!faults.is_empty());
                for fault in faults {
                    assert!(text.get(fault.start..fault.end).is_some() && !fault.message.is_empty(), "{fault:?}");
                }
            }
        }
        let found = suggest(&text, cursor % (text.len() + 1), &vocabulary());
        assert!(text.get(found.start..found.end).is_some());
    }

    #[test]
    fn numbers_keep_their_order_as_they_are_stored(a in any::<i64>(), b in any::<i64>(), scale in 0..=6_u32) {
        let (a, b) = (Decimal::new(a, scale), Decimal::new(b, scale));
        assert!(a > b || millionths(a) <= millionths(b));
    }
}
