//! What the demo promises from its usual number of dossiers on: lots at each of their steps, doubles, and a
//! traitement that is done.

use super::tests::{config, start, whole_list};
use super::{ACCOUNTS, WHOLE, seed};
use crate::adapters::banque::VersementConfig;
use crate::adapters::db::{agents, list, lots, traitements};
use crate::adapters::seal::SealConfig;
use crate::clock::Clock;
use crate::config::Config;
use guichet_domain::filter::{Filter, Signe};
use guichet_domain::versement::EtatLigne;
use guichet_domain::versement::EtatLot::{Clos, Ouvert, Partiel};
use guichet_domain::versement::pain::Debiteur;
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread")]
async fn the_smallest_whole_demo_shows_lots_doubles_and_a_traitement() {
    let folder = tempfile::tempdir().unwrap();
    let payer = Debiteur { nom: "Exemple".into(), iban: "FR7630004000031234567890143".into(), bic: None };
    let versements = VersementConfig { debiteur: Some(payer), ..VersementConfig::default() };
    let config = Config { versements, ..config(folder.path(), &SealConfig::generate("essai"), true) };
    let app = start(config, Clock::default()).await;
    seed(&app, WHOLE, |_, _| {}).await.unwrap();

    let asked = whole_list(&app);
    let made = lots::list(&app.db, &asked.scope, 20).await.unwrap();
    let states: Vec<_> = made.iter().map(|lot| lot.etat).collect();
    assert!([Ouvert, Clos, Partiel].iter().all(|etat| states.contains(etat)), "{states:?}");
    let paid = made.iter().find(|lot| lot.etat == Partiel).unwrap();
    let lines: Vec<_> = lots::etats(&app.db, paid.id).await.unwrap();
    let count = |etat| lines.iter().filter(|line| **line == etat).count();
    assert_eq!((count(EtatLigne::Rejetee), count(EtatLigne::Payee)), (1, 2), "{lines:?}");
    let ready = lots::ready_counts(&app.db, &asked.scope).await.unwrap();
    assert!(!ready.is_empty(), "some stay to be paid");

    let filter = Filter { signes: BTreeSet::from([Signe::Doublon]), ..Filter::default() };
    let doubles = list::page(&app.db, &list::Listing { filter, ..asked }, list::From::Start, 50).await.unwrap();
    assert!(doubles.rows.len() >= 6, "three pairs: {}", doubles.rows.len());
    let manager = agents::find_by_email(&app.db, ACCOUNTS[1].email).await.unwrap().unwrap();
    let everywhere = app.catalogue().programmes.keys().cloned().collect();
    let launched = traitements::list(&app.db, manager.id, &everywhere, None, 5).await.unwrap();
    assert!(launched.iter().any(|one| one.done_at.is_some() && one.faits > 0), "a traitement that is done");
}
