//! The office's list: what it keeps, in which order, page by page.

use super::kit::{Base, agent, around, at, bases, bourses, day, dossier_of, fussat, own};
use crate::adapters::db::dossiers::{Aide, Change, Dossier, Set};
use crate::adapters::db::list::{Desk, From, Listing, counts, page, total};
use crate::adapters::db::{Scope, begin, dossiers};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Between, Colonne, Filter, Par, Tri, Vocabulary, from_form};
use guichet_domain::ids::{AgentId, AideId, DossierId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Names with what a search and a sort stumble on, and when each was submitted.
const PEOPLE: [(&str, Option<&str>); 5] = [
    ("Étienne", Some("2020-11-19T22:59:59Z")),
    ("Zoé_100%", Some("2020-11-19T23:00:00Z")),
    ("Bœuf", Some("2020-11-20T22:59:59Z")),
    ("abel", Some("2020-11-20T23:00:00Z")),
    ("Élan", None),
];

/// Every column, each of which sorts.
pub(super) const EVERY: [Colonne; 12] = [
    Colonne::Numero,
    Colonne::Nom,
    Colonne::Programme,
    Colonne::Aide,
    Colonne::Statut,
    Colonne::Depose,
    Colonne::Decide,
    Colonne::Change,
    Colonne::Attend,
    Colonne::Conseiller,
    Colonne::Montant,
    Colonne::Signes,
];

struct Office {
    everybody: Vec<Dossier>,
    conseiller: AgentId,
}

async fn office(db: &Base) -> Office {
    let mut everybody = vec![];
    for (nom, submitted) in PEOPLE {
        let dossier = dossier_of(db, &fussat(), nom).await;
        if let Some(moment) = submitted {
            let change = Change { to: Etat::EnAttente, at: at(moment), set: vec![Set::Submitted(at(moment))] };
            dossiers::transition(&**db, &own(&dossier), dossier.id, Etat::Brouillon, 1, change)
                .await
                .expect("submitted");
        }
        everybody.push(dossier);
    }
    dossier_of(db, &bourses(), "Ailleurs").await;
    let conseiller = agent(db, "Ferrand").await;
    dossiers::assign(&**db, &own(&everybody[0]), everybody[0].id, None, Some(conseiller)).await.expect("assigned");
    let tx = begin(db).await.expect("a transaction");
    let aide = Aide { aide: "urgence".into(), propose: Some(150_000), centimes: None, raison: None };
    dossiers::set_aides(&tx, &own(&everybody[1]), everybody[1].id, &[aide]).await.expect("an aide");
    tx.commit().await.expect("committed");
    Office { everybody, conseiller }
}

fn all() -> Listing {
    Listing {
        scope: Scope::staff(BTreeSet::from([fussat()])),
        filter: Filter::default(),
        me: AgentId(Uuid::nil()),
        today: day("2020-11-23"),
        tri: Tri::default(),
        delais: BTreeMap::new(),
    }
}

fn of(filter: Filter) -> Listing {
    Listing { filter, ..all() }
}

fn searched(text: &str) -> Filter {
    from_form(&[("texte".to_owned(), text.to_owned())], &Vocabulary::default()).expect("words")
}

async fn names(db: &Base, listing: Listing) -> Vec<String> {
    let page = page(&**db, &listing, From::Start, 50).await.expect("listed");
    assert_eq!(total(&**db, &listing).await.expect("counted"), page.rows.len() as u64, "all on one page");
    page.rows.into_iter().map(|row| row.nom).collect()
}

#[tokio::test]
async fn a_search_finds_names_as_people_type_them_and_numbers() {
    for db in bases().await {
        office(&db).await;
        for (text, found) in [
            ("etienne", vec!["Étienne"]),
            ("CAMILLE boeuf", vec!["Bœuf"]),
            ("bœuf etienne", vec![]),
            ("%", vec!["Zoé_100%"]),
            ("e_1", vec!["Zoé_100%"]),
            ("fus-2020-000003", vec!["Bœuf"]),
            ("FUS-2020-00000", vec!["Étienne", "Zoé_100%", "Bœuf", "abel", "Élan"]),
            ("2", vec!["Zoé_100%"]),
            ("' OR 1=1 --", vec![]),
            ("ailleurs", vec![]),
            ("et ien", vec!["Étienne"]),
            ("tienn", vec!["Étienne"]),
            ("ti", vec![]),
        ] {
            assert_eq!(names(&db, of(searched(text))).await, found, "{text}");
        }
    }
}

#[tokio::test]
async fn filters_keep_what_they_say_by_days_of_paris() {
    for db in bases().await {
        let office = office(&db).await;
        let filed = |from: Option<&str>, to: Option<&str>| {
            of(Filter { depose: Between { min: from.map(day), max: to.map(day) }, ..Filter::default() })
        };
        let by = |par: Par| of(Filter { conseillers: BTreeSet::from([par]), ..Filter::default() });
        let in_etat = |etat: Etat| BTreeSet::from([etat]);
        for (query, found) in [
            (filed(Some("2020-11-20"), None), vec!["Zoé_100%", "Bœuf", "abel"]),
            (filed(None, Some("2020-11-20")), vec!["Étienne", "Zoé_100%", "Bœuf"]),
            (filed(Some("2020-11-20"), Some("2020-11-20")), vec!["Zoé_100%", "Bœuf"]),
            (of(Filter { etats: in_etat(Etat::Brouillon), ..Filter::default() }), vec!["Élan"]),
            (of(Filter { aides: BTreeSet::from(["urgence".into()]), ..Filter::default() }), vec!["Zoé_100%"]),
            (Listing { me: office.conseiller, ..by(Par::Moi) }, vec!["Étienne"]),
            (by(Par::Agent("ferrand@audiens.test".to_owned())), vec![]),
            (by(Par::Agent("Ferrand@audiens.test".to_owned())), vec!["Étienne"]),
            (by(Par::Quelquun), vec!["Étienne"]),
            (
                of(Filter {
                    conseillers: BTreeSet::from([Par::Personne]),
                    etats: in_etat(Etat::EnAttente),
                    ..Filter::default()
                }),
                vec!["Zoé_100%", "Bœuf", "abel"],
            ),
            (of(Filter { programmes: BTreeSet::from([bourses()]), ..Filter::default() }), vec![]),
            (Listing { scope: Scope::staff(BTreeSet::new()), ..all() }, vec![]),
            (Listing { scope: Scope::programme(bourses()), ..all() }, vec!["Ailleurs"]),
        ] {
            assert_eq!(names(&db, query.clone()).await, found, "{query:?}");
        }
    }
}

#[tokio::test]
async fn lines_are_sorted_as_people_expect_and_those_without_a_value_come_last() {
    for db in bases().await {
        office(&db).await;
        let by = |colonne, descendant| Listing { tri: Tri { colonne, descendant }, ..all() };
        let by_name = ["abel", "Bœuf", "Élan", "Étienne", "Zoé_100%"];
        assert_eq!(names(&db, by(Colonne::Nom, false)).await, by_name);
        let submitted = names(&db, by(Colonne::Depose, false)).await;
        assert_eq!(submitted, ["Étienne", "Zoé_100%", "Bœuf", "abel", "Élan"]);
        let latest = names(&db, by(Colonne::Depose, true)).await;
        assert_eq!(latest, ["abel", "Bœuf", "Zoé_100%", "Étienne", "Élan"]);
        let by_etat = names(&db, by(Colonne::Statut, false)).await;
        assert_eq!(by_etat, ["Élan", "Étienne", "Zoé_100%", "Bœuf", "abel"], "a brouillon comes first");
        for colonne in EVERY {
            for descendant in [false, true] {
                assert_eq!(names(&db, by(colonne, descendant)).await.len(), 5, "{colonne:?}");
            }
        }
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_repeating_and_neighbours_agree() {
    for db in bases().await {
        let office = office(&db).await;
        // Every line has the same sum, none: only the tie-break orders them.
        let tri = Tri { colonne: Colonne::Montant, descendant: true };
        let listing = Listing { tri, ..all() };
        let mut ids = vec![];
        let mut from = From::Start;
        for wanted in [(false, true), (true, true), (true, false)] {
            let page = page(&*db, &listing, from, 2).await.expect("listed");
            assert_eq!((page.before, page.after), wanted);
            ids.extend(page.rows.into_iter().map(|row| row.id));
            from = From::After(ids[ids.len() - 1]);
        }
        assert_eq!(ids.len(), 5);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 5, "none twice");

        let query = Listing { tri, ..of(Filter { etats: BTreeSet::from(Etat::ALL), ..Filter::default() }) };
        for (place, id) in ids.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| ids[before]);
            let expected = (before, ids.get(place + 1).copied());
            assert_eq!(around(&db, &query, &Desk::default(), *id).await, expected);
        }
        let left = of(Filter { etats: BTreeSet::from([Etat::EnAttente]), ..Filter::default() });
        let (first, last) = (office.everybody[0].id, office.everybody[4].id);
        let here = around(&db, &left, &Desk::default(), last).await;
        assert_eq!(here, (Some(office.everybody[3].id), None), "one that is not listed has its place all the same");
        assert_eq!(around(&db, &left, &Desk::default(), first).await.0, None);
        let unknown = page(&*db, &left, From::After(DossierId(Uuid::nil())), 50).await.expect("listed");
        assert_eq!((unknown.rows.len(), unknown.before), (4, false), "an unknown dossier is no place");
    }
}

#[tokio::test]
async fn one_walks_from_a_dossier_that_waits_for_them_to_the_next() {
    for db in bases().await {
        let everybody = one_of_each_state(&db).await;
        let walk = async |here: Etat, desk: Desk| {
            let (before, after) = around(&db, &all(), &desk, everybody[&here]).await;
            let named = |id: DossierId| everybody.iter().find(|(_, known)| **known == id).map(|(etat, _)| *etat);
            (before.and_then(named), after.and_then(named))
        };
        let mine = || BTreeSet::from([fussat()]);
        let conseiller = || Desk { conseiller: mine(), ..Desk::default() };
        let manager = || Desk { manager: mine(), ..Desk::default() };
        let elsewhere = Desk { conseiller: BTreeSet::from([bourses()]), manager: BTreeSet::from([bourses()]) };
        assert_eq!(walk(Etat::EnAttente, conseiller()).await, (None, Some(Etat::ValideManager)));
        assert_eq!(walk(Etat::ValideManager, conseiller()).await, (Some(Etat::EnAttente), None));
        assert_eq!(walk(Etat::Incomplet, manager()).await, (None, Some(Etat::ValideConseiller)));
        assert_eq!(walk(Etat::ValideConseiller, manager()).await, (None, Some(Etat::Refuse)));
        assert_eq!(walk(Etat::MisEnPaiement, manager()).await, (Some(Etat::Refuse), None));
        assert_eq!(walk(Etat::Incomplet, elsewhere).await, (None, None));
    }
}

/// In the order of the states, which is that of their submission, each with its bank details; then one
/// more that waits for its payment, without them.
async fn one_of_each_state(db: &Base) -> BTreeMap<Etat, DossierId> {
    let mut everybody = BTreeMap::new();
    for (hour, etat) in (10..).zip(Etat::ALL) {
        everybody.insert(etat, standing(db, hour, etat, false).await);
    }
    standing(db, 20, Etat::ValideManager, true).await;
    everybody
}

async fn standing(db: &Base, hour: u32, etat: Etat, lacks_bank_details: bool) -> DossierId {
    let dossier = dossier_of(db, &fussat(), &format!("Heure{hour}")).await;
    let moment = at(&format!("2020-11-20T{hour}:00:00Z"));
    let set = vec![Set::Submitted(moment), Set::VersementManque(lacks_bank_details)];
    let change = Change { to: etat, at: moment, set };
    dossiers::transition(&**db, &own(&dossier), dossier.id, Etat::Brouillon, 1, change).await.expect("moved");
    dossier.id
}

#[tokio::test]
async fn a_line_shows_its_aides_and_its_conseiller() {
    for db in bases().await {
        let office = office(&db).await;
        let page = page(&*db, &all(), From::Start, 50).await.expect("listed");
        let conseiller = page.rows[0].conseiller.clone().expect("assigned");
        assert_eq!((conseiller.id, conseiller.nom.as_str()), (office.conseiller, "Ferrand"));
        let aides: Vec<&str> = page.rows[1].aides.iter().map(AideId::as_str).collect();
        assert_eq!((aides, page.rows[1].conseiller.as_ref(), page.rows[0].aides.len()), (vec!["urgence"], None, 0));
    }
}

#[tokio::test]
async fn states_are_counted_with_all_other_filters() {
    for db in bases().await {
        office(&db).await;
        let query = of(Filter { etats: BTreeSet::from([Etat::Refuse]), ..Filter::default() });
        let told = counts(&*db, &query).await.expect("counted").by_etat;
        assert_eq!(told, BTreeMap::from([(Etat::Brouillon, 1), (Etat::EnAttente, 4)]));
        let query = of(searched("etienne"));
        let told = counts(&*db, &query).await.expect("counted").by_etat;
        assert_eq!(told, BTreeMap::from([(Etat::EnAttente, 1)]));
    }
}
