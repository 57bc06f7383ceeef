//! The conditional writes: who comes second is told, and changes nothing.

use super::kit::{agent, at, bases, day, dossier_of, fussat, own};
use crate::adapters::db::dossiers::{Aide, Answers, Change, Paiement, Set};
use crate::adapters::db::{Error, Scope, begin, dossiers, versions};
use chrono::NaiveDate;
use guichet_domain::dossier::Etat;

pub(super) fn answers(nom: &str) -> Answers {
    Answers {
        reponses: format!(r#"{{"nom":"{nom}"}}"#),
        nom: nom.to_owned(),
        prenom: "Camille".to_owned(),
        email: "camille@exemple.test".to_owned(),
        verdict: Some("{}".to_owned()),
        total_centimes: Some(150_000),
        versement_manque: false,
        at: at("2020-11-20T10:00:00Z"),
    }
}

pub(super) fn submission() -> Change {
    let now = at("2020-11-20T10:00:00.123456Z");
    Change { to: Etat::EnAttente, at: now, set: vec![Set::Submitted(now)] }
}

#[tokio::test]
async fn a_save_over_a_newer_version_is_refused() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let scope = own(&dossier);
        dossiers::save_answers(&*db, &scope, dossier.id, 1, &answers("Premier")).await.expect("the first");
        let second = dossiers::save_answers(&*db, &scope, dossier.id, 1, &answers("Second")).await;
        assert!(matches!(second, Err(Error::Stale)), "{second:?}");
        let kept = dossiers::find(&*db, &scope, dossier.id).await.expect("asked").expect("a dossier");
        assert_eq!((kept.nom.as_str(), kept.version, kept.total_centimes), ("Premier", 2, Some(150_000)));
    }
}

#[tokio::test]
async fn an_act_finds_its_state_and_its_version_or_changes_nothing() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let scope = own(&dossier);
        for (from, version) in [(Etat::EnAttente, 1), (Etat::Brouillon, 2)] {
            let stale = dossiers::transition(&*db, &scope, dossier.id, from, version, submission()).await;
            assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
        }
        assert_eq!(dossiers::find(&*db, &scope, dossier.id).await.expect("asked").as_ref(), Some(&dossier));
        let after = dossiers::transition(&*db, &scope, dossier.id, Etat::Brouillon, 1, submission()).await;
        let after = after.expect("submitted");
        assert_eq!((after.etat, after.version), (Etat::EnAttente, 2));
        assert_eq!(after.submitted_at, Some(at("2020-11-20T10:00:00.123456Z")), "to the microsecond");
    }
}

#[tokio::test]
async fn of_two_acts_at_the_same_moment_one_wins() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let scope = own(&dossier);
        let acting = (0..8).map(|_| {
            let (db, scope) = (&db, &scope);
            async move {
                let tx = begin(db).await.expect("a transaction");
                let done = dossiers::transition(&tx, scope, dossier.id, Etat::Brouillon, 1, submission()).await;
                match done {
                    Ok(_) => tx.commit().await.map(|()| true).expect("committed"),
                    Err(Error::Stale) => false,
                    Err(fault) => panic!("{fault}"),
                }
            }
        });
        let won = futures::future::join_all(acting).await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1);
    }
}

#[tokio::test]
async fn everything_an_act_sets_is_read_back() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let conseiller = agent(&db, "Ferrand").await;
        let now = at("2020-12-01T10:00:00Z");
        let paiement = Paiement { le: "2020-12-01".parse().expect("a day"), reference: "VIR-1".to_owned() };
        let set = vec![
            Set::Verdict(Some("{}".to_owned())),
            Set::Total(Some(12_345)),
            Set::InstruitPar(Some(conseiller)),
            Set::Paiement(Some(paiement.clone())),
            Set::VersementManque(false),
            Set::Decided(Some(now)),
            Set::Closed(Some(now)),
        ];
        let change = Change { to: Etat::MisEnPaiement, at: now, set };
        let scope = own(&dossier);
        let after = dossiers::transition(&*db, &scope, dossier.id, Etat::Brouillon, 1, change).await.expect("written");
        assert_eq!((after.total_centimes, after.instruit_par), (Some(12_345), Some(conseiller)));
        assert_eq!((after.paiement, after.versement_manque), (Some(paiement), false));
        assert_eq!((after.decided_at, after.closed_at, after.changed_at), (Some(now), Some(now), now));

        let rejet = Change { to: Etat::ValideManager, at: now, set: vec![Set::Paiement(None), Set::Closed(None)] };
        let after =
            dossiers::transition(&*db, &scope, dossier.id, Etat::MisEnPaiement, 2, rejet).await.expect("written");
        assert_eq!((after.paiement, after.closed_at), (None, None));
    }
}

#[tokio::test]
async fn two_conseillers_cannot_take_the_same_dossier() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let scope = own(&dossier);
        let (first, second) = (agent(&db, "Ferrand").await, agent(&db, "Morel").await);
        dossiers::assign(&*db, &scope, dossier.id, None, Some(first)).await.expect("the first takes it");
        let taken = dossiers::assign(&*db, &scope, dossier.id, None, Some(second)).await;
        assert!(matches!(taken, Err(Error::Stale)), "{taken:?}");
        dossiers::assign(&*db, &scope, dossier.id, Some(first), Some(second)).await.expect("the first gives it");
        let after = dossiers::find(&*db, &scope, dossier.id).await.expect("asked").expect("a dossier");
        assert_eq!((after.conseiller, after.version), (Some(second), 1), "the version stays");
    }
}

#[tokio::test]
async fn aides_are_replaced_as_a_whole() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let aide = |id: &str, centimes| Aide { aide: id.into(), propose: Some(1), centimes, raison: None };
        for given in
            [vec![aide("garde", None), aide("urgence", Some(9_000_000_000))], vec![aide("urgence", None)], vec![]]
        {
            let tx = begin(&db).await.expect("a transaction");
            dossiers::set_aides(&tx, &own(&dossier), dossier.id, &given).await.expect("written");
            tx.commit().await.expect("committed");
            let found = dossiers::aides(&*db, &own(&dossier), &[dossier.id]).await.expect("asked");
            assert_eq!(found.get(&dossier.id).cloned().unwrap_or_default(), given);
        }
    }
}

#[tokio::test]
async fn an_unfinished_dossier_is_moved_to_later_rules_once() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let submitted = dossier_of(&db, &fussat(), "Brun").await;
        dossiers::transition(&*db, &own(&submitted), submitted.id, Etat::Brouillon, 1, submission())
            .await
            .expect("sent");
        let (scope, later, now) = (Scope::programme(fussat()), day("2020-11-20"), at("2020-11-20T23:00:00Z"));
        let mut found = vec![];
        for since in [NaiveDate::MIN, day("2020-09-16"), day("2020-09-17")] {
            found.push(dossiers::unfinished_under_older(&*db, &scope, since, later).await.expect("asked"));
        }
        assert_eq!(found, [vec![dossier.id], vec![dossier.id], vec![]]);

        versions::keep(&*db, &fussat(), "h2", later, "texte", now).await.expect("kept");
        let kept = r#"{"kept":true}"#.to_owned();
        let set = vec![Set::Regles { hash: "h2".to_owned(), du: later }, Set::Reponses(kept.clone())];
        let moved = Change { to: Etat::Brouillon, at: now, set };
        let after = dossiers::transition(&*db, &scope, dossier.id, Etat::Brouillon, 1, moved).await.expect("moved");
        assert_eq!((after.version_du, after.version_hash.as_str(), after.reponses), (later, "h2", kept));
        assert_eq!(dossiers::unfinished_under_older(&*db, &scope, NaiveDate::MIN, later).await.expect("asked"), []);
    }
}

#[tokio::test]
async fn a_page_read_before_a_file_came_or_went_is_stale() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let scope = own(&dossier);
        let tx = begin(&db).await.expect("a transaction");
        dossiers::set_versement_manque(&tx, &scope, dossier.id, false).await.expect("written");
        tx.commit().await.expect("committed");
        let stale = dossiers::transition(&*db, &scope, dossier.id, Etat::Brouillon, 1, submission()).await;
        assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
        let after = dossiers::find(&*db, &scope, dossier.id).await.expect("asked").expect("a dossier");
        assert_eq!((after.version, after.versement_manque), (2, false));
    }
}
