//! The demo's data, made for good in a folder: every state, nothing that does not hold together.

use super::{SHOWN_EMAIL, TO_FILL_EMAIL, seed};
use crate::actions::{loaded, read_piece};
use crate::adapters::db::list::{self, From, Listing};
use crate::adapters::db::{self, Scope, beneficiaires, dossiers, events, jobs};
use crate::adapters::mail::MailConfig;
use crate::adapters::media;
use crate::adapters::seal::SealConfig;
use crate::adapters::storage::StorageConfig;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, DemoConfig, Scheme};
use chrono::NaiveDate;
use futures::TryStreamExt;
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Filter, Tri};
use guichet_domain::ids::{AgentId, DossierId};
use guichet_domain::programme::Quand;
use guichet_domain::verdict::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

pub(super) fn config(folder: &Path, seal: &SealConfig, all_open: bool) -> Config {
    Config {
        scheme: Scheme::Http,
        public_port: Some(8080),
        local_suffix: Some("localhost".into()),
        database_url: format!("sqlite://{}?mode=rwc", folder.join("guichet.sqlite").display()),
        storage: StorageConfig { folder: folder.join("pieces"), ..StorageConfig::default() },
        mail: MailConfig { folder: folder.join("courrier"), ..MailConfig::default() },
        seal: seal.clone(),
        demo: Some(DemoConfig { all_open }),
        ..Config::default()
    }
}

pub(super) async fn start(config: Config, clock: Clock) -> Arc<App> {
    let app = App::open(config, clock).await.unwrap();
    db::migrate(&app.db).await.unwrap();
    app
}

fn everywhere(app: &App) -> Scope {
    Scope::staff(app.catalogue().programmes.keys().cloned().collect())
}

pub(super) fn whole_list(app: &App) -> Listing {
    Listing {
        scope: everywhere(app),
        filter: Filter::default(),
        me: AgentId(uuid::Uuid::nil()),
        today: app.clock.today(),
        tri: Tri::default(),
        delais: BTreeMap::new(),
    }
}

async fn every_dossier(app: &App) -> Vec<DossierId> {
    let page = list::page(&app.db, &whole_list(app), From::Start, 1_000).await.unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

async fn states(app: &App) -> BTreeMap<Etat, u64> {
    list::counts(&app.db, &whole_list(app)).await.unwrap().by_etat
}

#[tokio::test(flavor = "multi_thread")]
async fn fifteen_dossiers_show_every_state_hold_together_and_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let seal = SealConfig::generate("essai");
    let app = start(config(folder.path(), &seal, true), Clock::default()).await;
    let began = app.clock.now();
    let mut last = 0;
    let made = seed(&app, 15, |done, _| last = done).await.unwrap();
    assert_eq!((made, last), (25, 25), "fifteen, and two for each of the five programmes");
    assert!((app.clock.now() - began).num_hours() == 0, "the clock is back");

    let before = states(&app).await;
    assert_eq!(before.keys().copied().collect::<BTreeSet<_>>(), Etat::ALL.into_iter().collect(), "{before:?}");
    for id in every_dossier(&app).await {
        hold_together(&app, id).await;
    }
    for programme in app.catalogue().programmes.values().filter(|programme| programme.faces.dossiers) {
        for (email, etat) in [(SHOWN_EMAIL, Etat::Incomplet), (TO_FILL_EMAIL, Etat::Brouillon)] {
            let person =
                beneficiaires::find_by_email(&app.db, &programme.id, email).await.unwrap().expect("the demo's account");
            let own = dossiers::of_beneficiaire(&app.db, &Scope::own(programme.id.clone(), person.id), person.id)
                .await
                .unwrap();
            assert_eq!(own.iter().map(|dossier| dossier.etat).collect::<Vec<_>>(), [etat], "{} {email}", programme.id);
        }
    }
    assert_eq!(jobs::pending_count(&app.db).await.unwrap(), 0);
    let mails = app.mailer.received().await.unwrap();
    assert!((5..=20).contains(&mails.len()), "{} mails", mails.len());
    drop(app);

    let again = start(config(folder.path(), &seal, true), Clock::default()).await;
    assert_eq!(states(&again).await, before);
    let first = every_dossier(&again).await[0];
    hold_together(&again, first).await;
}

/// Its answers judged again say what is stored; what was submitted was whole; its files open; its
/// history goes forward.
async fn hold_together(app: &App, id: DossierId) {
    let scope = everywhere(app);
    let loaded = loaded::load(app, &scope, id).await.unwrap();
    let row = &loaded.row;
    let case = format!("{} {:?}", row.numero, row.etat);
    assert!(row.sample, "{case}");
    if let Some(stored) = &row.verdict {
        let stored: Verdict = serde_json::from_str(stored).unwrap();
        assert_eq!(stored.aides, loaded.verdict().aides, "{case}");
    }
    if row.submitted_at.is_some() {
        assert_eq!(loaded.missing(Quand::Depot), [], "{case}");
    }
    if matches!(row.etat, Etat::ValideConseiller | Etat::ValideManager | Etat::MisEnPaiement) {
        assert!(loaded.verdict().eligible(), "{case}");
    }
    if row.etat == Etat::MisEnPaiement {
        assert!(row.paiement.is_some() && !loaded.versement_manque(), "{case}");
    }
    for fichier in &loaded.fichiers {
        let (told, content) = read_piece::open(app, &scope, id, fichier.id).await.unwrap();
        let chunks: Vec<axum::body::Bytes> = content.try_collect().await.unwrap();
        let bytes = chunks.concat();
        assert_eq!(bytes.len() as i64, told.octets, "{case}");
        assert!(media::judge(&told.nom, &bytes).is_ok(), "{case} {}", told.nom);
    }
    let history = events::of_dossier(&app.db, &scope, id).await.unwrap();
    assert!(!history.is_empty() && history.is_sorted_by_key(|event| event.told.at), "{case}");
    assert!(history.iter().all(|event| event.told.at <= app.clock.now()), "{case}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_day_of_2020_only_what_had_opened_has_dossiers_under_the_rules_of_then() {
    let folder = tempfile::tempdir().unwrap();
    let day = NaiveDate::from_ymd_opt(2020, 11, 25).unwrap();
    let clock = Clock::starting_at(day.and_hms_opt(9, 0, 0).unwrap().and_utc());
    let app = start(config(folder.path(), &SealConfig::generate("essai"), false), clock).await;
    seed(&app, 12, |_, _| {}).await.unwrap();
    assert_eq!(app.clock.today(), day);
    let mut programmes = BTreeSet::new();
    for id in every_dossier(&app).await {
        let loaded = loaded::load(&app, &everywhere(&app), id).await.unwrap();
        let version = loaded.programme.version_on(loaded.row.demande_le).unwrap();
        assert_eq!(version.hash, loaded.version.hash, "{}", loaded.row.numero);
        assert!(loaded.row.demande_le < day);
        programmes.insert(loaded.programme.id.0.clone());
    }
    assert!(programmes.contains("fussat") && !programmes.contains("bourses"), "{programmes:?}");
}
