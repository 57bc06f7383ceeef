//! The counters say what counting says, after each step of any life, and while they are folded.

use super::crowd::{AIDES, Crowd, Dice, TODAY, crowd, everywhere};
use super::kit::{Base, agent, at, bases, bases_after, bourses, day, fussat, new_dossier, open, person};
use crate::adapters::db::dossiers::{Aide, set_aides};
use crate::adapters::db::entities::{dossier, dossier_aide, dossier_champ};
use crate::adapters::db::list::{Listing, total};
use crate::adapters::db::{begin, compteurs, migrate};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Filter, Par, Tri};
use guichet_domain::ids::DossierId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

async fn rows(db: &Base) -> i64 {
    let row = db
        .query_one(
            &sea_orm::sea_query::Query::select().expr_as(Expr::cust("count(*)"), "lignes").from("compteurs").take(),
        )
        .await
        .expect("asked")
        .expect("a row");
    row.try_get("", "lignes").expect("a number")
}

/// Every total that the counters tell, beside what is counted.
async fn agree(db: &Base, crowd: &Crowd, why: &str) {
    let me = crowd.agents[0].0;
    let mut filters = vec![Filter::default()];
    filters.extend(Etat::ALL.map(|etat| Filter { etats: BTreeSet::from([etat]), ..Filter::default() }));
    filters.extend([fussat(), bourses()].map(|id| Filter { programmes: BTreeSet::from([id]), ..Filter::default() }));
    filters.extend(AIDES.map(|aide| Filter { aides: BTreeSet::from([aide.into()]), ..Filter::default() }));
    filters.extend(
        [
            vec![Par::Moi],
            vec![Par::Personne],
            vec![Par::Quelquun],
            vec![Par::Moi, Par::Personne],
            vec![Par::Moi, Par::Quelquun],
        ]
        .map(|pars| Filter { conseillers: BTreeSet::from_iter(pars), ..Filter::default() }),
    );
    for filter in filters {
        let told = Listing {
            scope: everywhere(),
            filter,
            me,
            today: day(TODAY),
            tri: Tri::default(),
            delais: BTreeMap::new(),
        };
        // A sum that every dossier has or lacks: what is asked is the same, and it must be counted.
        let mut counted = told.clone();
        counted.filter.change.min = Some(day("1990-01-01"));
        let (told, counted) = (total(&**db, &told).await, total(&**db, &counted).await);
        assert_eq!(told.expect("told"), counted.expect("counted"), "{why}");
    }
}

async fn live(db: &Base, dice: &mut Dice, crowd: &Crowd, id: DossierId) {
    let one = || dossier::Entity::update_many().filter(dossier::Column::Id.eq(id.0));
    let (etat, holder) = (dice.pick(&Etat::ALL).code(), dice.once_in(2).then(|| dice.pick(&crowd.agents).0.0));
    let step = dice.below(4);
    if step == 0 || step == 2 {
        let update = one().col_expr(dossier::Column::Etat, Expr::val(etat));
        let update = if step == 2 { update.col_expr(dossier::Column::ConseillerId, Expr::val(holder)) } else { update };
        update.exec(&**db).await.expect("moved");
    } else if step == 1 {
        one().col_expr(dossier::Column::ConseillerId, Expr::val(holder)).exec(&**db).await.expect("assigned");
    } else {
        let aides: BTreeSet<&str> = (0..dice.below(3)).map(|_| dice.pick(&AIDES)).collect();
        let given = |aide: &str| Aide { aide: aide.into(), propose: None, centimes: None, raison: None };
        let aides: Vec<Aide> = aides.into_iter().map(given).collect();
        let tx = begin(db).await.expect("a transaction");
        set_aides(&tx, &everywhere(), id, &aides).await.expect("its aides");
        tx.commit().await.expect("committed");
    }
}

async fn efface(db: &Base, id: Uuid) {
    let (aides, champs) = (dossier_aide::Column::DossierId, dossier_champ::Column::DossierId);
    dossier_aide::Entity::delete_many().filter(aides.eq(id)).exec(&**db).await.expect("its aides go");
    dossier_champ::Entity::delete_many().filter(champs.eq(id)).exec(&**db).await.expect("its answers go");
    dossier::Entity::delete_by_id(id).exec(&**db).await.expect("it goes");
}

#[tokio::test]
async fn counters_say_what_counting_says_after_each_step() {
    for db in bases().await {
        let mut dice = Dice::new(3);
        let crowd = crowd(&db, &mut dice, 12).await;
        agree(&db, &crowd, "at first").await;
        for step in 0..40 {
            let place = dice.below(10);
            live(&db, &mut dice, &crowd, DossierId(crowd.lines[place].row.id)).await;
            if step % 7 == 3 {
                compteurs::fold(&db).await.expect("folded");
            }
            agree(&db, &crowd, &format!("step {step}")).await;
        }
        efface(&db, crowd.lines[11].row.id).await;
        agree(&db, &crowd, "one is gone").await;
        let who = person(&db, &fussat(), "nouveau").await;
        open(&db, new_dossier(&fussat(), who, "Nouveau")).await;
        let before = rows(&db).await;
        compteurs::fold(&db).await.expect("folded");
        let folded = rows(&db).await;
        assert!(folded < before, "{folded} rows of {before}");
        agree(&db, &crowd, "folded").await;
        compteurs::fold(&db).await.expect("folded again");
        assert_eq!(rows(&db).await, folded, "nothing is left to fold");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn folding_while_dossiers_change_loses_nothing_and_no_reader_sees_a_wrong_sum() {
    for db in bases().await {
        let mut dice = Dice::new(9);
        let (crowd, db) = (Arc::new(crowd(&db, &mut dice, 16).await), Arc::new(db));
        let all = dossier::Entity::find().count(&**db).await.expect("counted");
        let mut tasks = tokio::task::JoinSet::new();
        for worker in 0..3_usize {
            let (db, crowd) = (db.clone(), crowd.clone());
            tasks.spawn(async move {
                let mut dice = Dice::new(worker as u64);
                for _ in 0..30 {
                    // Some are shared between two.
                    let place = (worker * 5 + dice.below(6)).min(15);
                    live(&db, &mut dice, &crowd, DossierId(crowd.lines[place].row.id)).await;
                }
            });
        }
        for _ in 0..2 {
            let db = db.clone();
            tasks.spawn(async move {
                for _ in 0..15 {
                    compteurs::fold(&db).await.expect("folded");
                    tokio::task::yield_now().await;
                }
            });
        }
        let (reading, watched) = (db.clone(), crowd.agents[0].0);
        tasks.spawn(async move {
            for _ in 0..40 {
                let whole = Listing {
                    scope: everywhere(),
                    filter: Filter::default(),
                    me: watched,
                    today: day(TODAY),
                    tri: Tri::default(),
                    delais: BTreeMap::new(),
                };
                assert_eq!(total(&**reading, &whole).await.expect("told"), all, "nobody comes or goes");
            }
        });
        while let Some(ended) = tasks.join_next().await {
            ended.expect("no step fails");
        }
        agree(&db, &crowd, "all at once").await;
        compteurs::fold(&db).await.expect("folded");
        agree(&db, &crowd, "all at once, folded").await;
    }
}

/// The steps before the counters.
const BEFORE: u32 = 10;

#[tokio::test]
async fn dossiers_that_were_there_before_the_counters_are_counted_and_wait_since_they_did() {
    for db in bases_after(BEFORE).await {
        let mut ids = vec![];
        for nom in ["Alba", "Brun", "Coz"] {
            let who = person(&db, &fussat(), nom).await;
            ids.push(open(&db, new_dossier(&fussat(), who, nom)).await.id);
        }
        let filed = dossier::Entity::update_many()
            .col_expr(dossier::Column::Etat, Expr::val("en_attente"))
            .col_expr(dossier::Column::SubmittedAt, Expr::val(at("2020-11-20T09:00:00Z")));
        filed.filter(dossier::Column::Id.eq(ids[0].0)).exec(&*db).await.expect("filed");
        migrate(&db).await.expect("the rest");
        let crowd = Crowd { lines: vec![], agents: vec![(agent(&db, "alix").await, String::new())] };
        agree(&db, &crowd, "what was there").await;
        let mut listing = Listing {
            scope: everywhere(),
            filter: Filter { etats: BTreeSet::from([Etat::EnAttente]), ..Filter::default() },
            me: crowd.agents[0].0,
            today: day(TODAY),
            tri: Tri::default(),
            delais: BTreeMap::new(),
        };
        assert_eq!(total(&*db, &listing).await.expect("told"), 1);
        listing.filter.attend.min = Some(4);
        assert_eq!(total(&*db, &listing).await.expect("counted"), 1, "from Friday to Thursday: four working days");
    }
}
