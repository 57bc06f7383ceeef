//! Whatever the filter and the order, the list is what the filter says: every line once, forwards and
//! backwards, and as many as the total.

use super::crowd::{AIDES, Crowd, Dice, TODAY, crowd, everywhere};
use super::kit::{Base, around, bases, bourses, day, fussat};
use crate::adapters::db::list::{Desk, From, Listing, Page, chunk, counts, matching, page, page_and_counts, total};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Between, Colonne, Critere, Eligible, Filter, Jalon, Par, Relatif, Signe, Tri};
use guichet_domain::ids::{AgentId, DossierId};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const SIGNES: [Signe; 6] = [
    Signe::PieceManquante,
    Signe::PieceRefusee,
    Signe::Doublon,
    Signe::Complete,
    Signe::Retard,
    Signe::CoordonneesManquantes,
];

fn between<T: PartialOrd + Copy>(dice: &mut Dice, one: T, other: T) -> Between<T> {
    let (low, high) = if one <= other { (one, other) } else { (other, one) };
    Between { min: (!dice.once_in(3)).then_some(low), max: (!dice.once_in(3)).then_some(high) }
}

fn some<T: Clone + Ord>(dice: &mut Dice, among: &[T]) -> BTreeSet<T> {
    (0..=dice.below(3)).map(|_| dice.pick(among)).collect()
}

/// Two or three parts of all there are: more would leave nothing.
fn filter(dice: &mut Dice, crowd: &Crowd) -> Filter {
    let mut filter = Filter::default();
    for _ in 0..dice.below(4) {
        match dice.below(15) {
            0 => filter.programmes = some(dice, &[fussat(), bourses(), "ailleurs".into()]),
            1 => filter.aides = some(dice, &AIDES.map(Into::into)),
            2 | 3 => filter.etats = some(dice, &Etat::ALL),
            4 => {
                let agents = crowd.agents.iter().map(|(_, email)| Par::Agent(email.clone()));
                let all: Vec<Par> = [Par::Moi, Par::Personne, Par::Quelquun].into_iter().chain(agents).collect();
                filter.conseillers = some(dice, &all);
            }
            5 => {
                filter.depose = {
                    let (a, b) = (dice.day(), dice.day());
                    between(dice, a, b)
                }
            }
            6 => {
                filter.decide = {
                    let (a, b) = (dice.day(), dice.day());
                    between(dice, a, b)
                }
            }
            7 => {
                filter.change = {
                    let (a, b) = (dice.day(), dice.day());
                    between(dice, a, b)
                }
            }
            8 => {
                filter.attend = {
                    let (a, b) = (dice.below(19) as u32, dice.below(19) as u32);
                    between(dice, a, b)
                }
            }
            9 => {
                filter.montant = {
                    let (a, b) = (dice.below(50_000) as i64, dice.below(50_000) as i64);
                    between(dice, a, b)
                }
            }
            10 => filter.eligible = some(dice, &[Eligible::Oui, Eligible::Non, Eligible::Inconnu]),
            13 => {
                let words = [Relatif::Aujourdhui, Relatif::Hier, Relatif::CetteSemaine, Relatif::CeMois];
                filter.jours = BTreeMap::from([(dice.pick(&Jalon::ALL), dice.pick(&words))]);
            }
            11 => filter.signes = some(dice, &SIGNES),
            12 => {
                let (a, b) = (dice.day(), dice.day());
                let criteres = [
                    ("ville", Critere::Egal(dice.pick(&["artiste", "saint etienne", "x"]).to_owned())),
                    ("taux", Critere::Nombre(between(dice, Decimal::new(5, 1), Decimal::ONE))),
                    ("fin", Critere::Jour(between(dice, a, b))),
                ];
                let (id, critere) = dice.pick(&criteres);
                filter.champs = BTreeMap::from([(id.into(), critere)]);
            }
            _ => {
                let mots = [
                    "etienne",
                    "le",
                    "li",
                    "l",
                    "tien",
                    "100%",
                    "_",
                    "12",
                    "fus 2020",
                    "fus 2020 000003",
                    "le gall",
                    "bœuf",
                    "o brien",
                ];
                filter.mots = some(dice, &mots.map(str::to_owned));
            }
        }
    }
    filter
}

#[tokio::test]
async fn whatever_the_filter_the_list_is_what_it_says() {
    for db in bases().await {
        let mut dice = Dice::new(11);
        let crowd = crowd(&db, &mut dice, 60).await;
        let mut empty = 0;
        for _ in 0..100 {
            let listing = Listing {
                scope: everywhere(),
                filter: filter(&mut dice, &crowd),
                me: crowd.agents[0].0,
                today: day(TODAY),
                tri: Tri { colonne: dice.pick(&super::list::EVERY), descendant: dice.once_in(2) },
                delais: BTreeMap::from([(bourses(), 3), (fussat(), 15)]),
            };
            let expected = crowd.left(&listing);
            empty += usize::from(expected.is_empty());
            let listed = onwards(&db, &listing, 13).await;
            assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), expected, "{:?}", listing.filter);
            assert_eq!(listed.len(), expected.len(), "each once: {:?}", listing.tri);
            let mut back = backwards(&db, &listing, &listed, 13).await;
            back.reverse();
            assert_eq!(back, listed[..listed.len().saturating_sub(1)], "{listing:?}");
            told_the_same(&db, &listing, &expected).await;
            one_after_the_other(&db, &listing, &listed).await;
        }
        assert!(empty < 50, "most filters leave something: {empty}");
    }
}

async fn onwards(db: &Base, listing: &Listing, limit: u64) -> Vec<DossierId> {
    let mut ids: Vec<DossierId> = vec![];
    let mut from = From::Start;
    loop {
        let page = same_page(db, listing, from, limit).await;
        assert_eq!(page.before, !ids.is_empty());
        ids.extend(page.rows.iter().map(|row| row.id));
        match ids.last() {
            Some(last) if page.after => from = From::After(*last),
            _ => return ids,
        }
    }
}

/// The page, walked or out of one search with its counts.
async fn same_page(db: &Base, listing: &Listing, from: From, limit: u64) -> Page {
    let walked = page(&**db, listing, from, limit).await.expect("listed");
    let (found, told) = page_and_counts(&**db, listing, from, limit).await.expect("found");
    assert_eq!(found, walked, "{listing:?}");
    let counted = counts(&**db, listing).await.expect("counted");
    assert_eq!((told.total, told.by_etat), (counted.total, counted.by_etat), "{listing:?}");
    walked
}

/// From the last line back, itself left out.
async fn backwards(db: &Base, listing: &Listing, listed: &[DossierId], limit: u64) -> Vec<DossierId> {
    let mut ids: Vec<DossierId> = vec![];
    let Some(mut at) = listed.last().copied() else { return ids };
    loop {
        let page = same_page(db, listing, From::Before(at), limit).await;
        assert!(page.after || page.rows.is_empty() && listed.len() == 1, "{page:?}");
        ids.extend(page.rows.iter().rev().map(|row| row.id));
        match ids.last() {
            Some(last) if page.before => at = *last,
            _ => return ids,
        }
    }
}

async fn told_the_same(db: &Base, listing: &Listing, expected: &BTreeSet<DossierId>) {
    let lines = expected.len() as u64;
    assert_eq!(total(&**db, listing).await.expect("counted"), lines, "{:?}", listing.filter);
    let told = counts(&**db, listing).await.expect("counted");
    assert_eq!(told.total, lines);
    let all: Vec<DossierId> = expected.iter().copied().chain([DossierId(Uuid::nil())]).collect();
    for listing in [listing, &listing.narrowed(&told)] {
        assert_eq!(&matching(&**db, listing, &all).await.expect("matched"), expected);
    }
    let mut chunks = vec![];
    loop {
        let next = chunk(&**db, listing, chunks.last().copied(), 9).await.expect("a chunk");
        if next.is_empty() {
            break;
        }
        chunks.extend(next);
    }
    assert!(chunks.iter().copied().eq(expected.iter().copied()), "in the order of ids");
}

async fn one_after_the_other(db: &Base, listing: &Listing, listed: &[DossierId]) {
    // A list of all states is walked by desk: another test does it.
    if listing.filter.etats.is_empty() {
        return;
    }
    for (place, id) in listed.iter().enumerate().take(5) {
        let expected = (place.checked_sub(1).map(|before| listed[before]), listed.get(place + 1).copied());
        assert_eq!(around(db, listing, &Desk::default(), *id).await, expected);
    }
}

#[tokio::test]
async fn every_order_goes_by_what_it_says_with_the_valueless_last() {
    for db in bases().await {
        let mut dice = Dice::new(5);
        let crowd = crowd(&db, &mut dice, 40).await;
        for descendant in [false, true] {
            let by = |colonne| Listing {
                scope: everywhere(),
                filter: Filter::default(),
                me: AgentId(Uuid::nil()),
                today: day(TODAY),
                tri: Tri { colonne, descendant },
                delais: BTreeMap::new(),
            };
            let row = |id: &DossierId| crowd.lines.iter().map(|line| &line.row).find(|row| row.id == id.0);
            let listed = onwards(&db, &by(Colonne::Attend), 100).await;
            let since: Vec<_> = listed.iter().map(|id| row(id).expect("known").attend_depuis).collect();
            assert!(since.windows(2).all(|two| in_order(two[1], two[0], descendant)), "{since:?}");
            let listed = onwards(&db, &by(Colonne::Montant), 100).await;
            let sums: Vec<_> = listed.iter().map(|id| row(id).expect("known").total_centimes).collect();
            assert!(sums.windows(2).all(|two| in_order(two[0], two[1], descendant)), "{sums:?}");
        }
    }
}

/// Whether one value may stand before another; `a` and `b` are swapped for what grows the other way.
fn in_order<T: PartialOrd>(a: Option<T>, b: Option<T>, descendant: bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            if descendant {
                a >= b
            } else {
                a <= b
            }
        }
        _ => true,
    }
}
