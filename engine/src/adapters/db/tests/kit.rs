//! A fresh database for each story, and the few people and dossiers that stories need.

use crate::adapters::db::dossiers::{Dossier, NewDossier};
use crate::adapters::db::list::{Desk, Listing, neighbours};
use crate::adapters::db::{Scope, agents, begin, beneficiaires, connect, dossiers, migrate, versions};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::ids::{AgentId, BeneficiaireId, DossierId, ProgrammeId};
use guichet_migrations::Migrator;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use std::ops::Deref;
use tempfile::TempDir;
use uuid::Uuid;

/// A migrated database, thrown away after the story.
pub(super) struct Base {
    db: DatabaseConnection,
    _folder: Option<TempDir>,
}

impl Deref for Base {
    type Target = DatabaseConnection;

    fn deref(&self) -> &DatabaseConnection {
        &self.db
    }
}

/// Every database the story must hold on.
pub(super) async fn bases() -> Vec<Base> {
    let bases = bases_with(None).await;
    for base in &bases {
        migrate(base).await.expect("its tables");
    }
    bases
}

/// The same as they were after so many steps.
pub(super) async fn bases_after(steps: u32) -> Vec<Base> {
    bases_with(Some(steps)).await
}

async fn bases_with(steps: Option<u32>) -> Vec<Base> {
    let mut bases = vec![sqlite().await];
    if let Ok(url) = std::env::var("GUICHET_TEST_PG_URL") {
        bases.push(postgres(&url).await);
    }
    if steps.is_some() {
        for base in &bases {
            Migrator::up(&base.db, steps).await.expect("the first steps");
        }
    }
    bases
}

async fn sqlite() -> Base {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = connect(&format!("sqlite://{}", folder.path().join("guichet.db").display())).await.expect("a database");
    Base { db, _folder: Some(folder) }
}

/// `url` is that of a server with a database to start from: `postgres://postgres@127.0.0.1:15432/postgres`.
async fn postgres(url: &str) -> Base {
    let name = format!("story_{}", Uuid::now_v7().simple());
    let server = Database::connect(url).await.expect("the server of the tests");
    server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a new database");
    let (server_url, _) = url.rsplit_once('/').expect("the address of a database");
    let db = connect(&format!("{server_url}/{name}")).await.expect("the new database");
    Base { db, _folder: None }
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment of the story")
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the story")
}

pub(super) fn fussat() -> ProgrammeId {
    ProgrammeId::from("fussat")
}

pub(super) fn bourses() -> ProgrammeId {
    ProgrammeId::from("bourses")
}

pub(super) fn own(dossier: &Dossier) -> Scope {
    Scope::own(dossier.programme.clone(), dossier.beneficiaire)
}

pub(super) async fn person(db: &Base, programme: &ProgrammeId, nom: &str) -> BeneficiaireId {
    let id = BeneficiaireId(Uuid::now_v7());
    let account = account(id, programme, nom);
    assert!(beneficiaires::insert(&**db, &account).await.expect("an account"), "the address is free");
    id
}

pub(super) fn account(id: BeneficiaireId, programme: &ProgrammeId, nom: &str) -> beneficiaires::Beneficiaire {
    beneficiaires::Beneficiaire {
        id,
        programme: programme.clone(),
        email: format!("{nom}@exemple.test"),
        email_key: format!("{}@exemple.test", nom.to_lowercase()),
        prenom: "Camille".to_owned(),
        nom: nom.to_owned(),
        password_hash: "not a hash".to_owned(),
        confirmed_at: None,
        created_at: at("2020-11-20T08:00:00Z"),
        disabled_at: None,
    }
}

pub(super) async fn agent(db: &Base, nom: &str) -> AgentId {
    let agent = agents::Agent {
        id: AgentId(Uuid::now_v7()),
        email: format!("{nom}@audiens.test"),
        email_key: format!("{nom}@audiens.test"),
        prenom: "Noa".to_owned(),
        nom: nom.to_owned(),
        password_hash: None,
        created_at: at("2020-11-20T08:00:00Z"),
        disabled_at: None,
        preferences: agents::Preferences::default(),
    };
    assert!(agents::insert(&**db, &agent).await.expect("an agent"), "the address is free");
    agent.id
}

pub(super) fn new_dossier(programme: &ProgrammeId, beneficiaire: BeneficiaireId, nom: &str) -> NewDossier {
    NewDossier {
        id: DossierId(Uuid::now_v7()),
        programme: programme.clone(),
        sigle: programme.as_str()[..3].to_uppercase(),
        beneficiaire,
        campagne: "2020".into(),
        version_hash: "h1".to_owned(),
        version_du: day("2020-09-16"),
        demande_le: day("2020-11-20"),
        reponses: "{}".to_owned(),
        nom: nom.to_owned(),
        prenom: "Camille".to_owned(),
        email: format!("{nom}@exemple.test"),
        verdict_essai: None,
        verdict: None,
        total_centimes: None,
        versement_manque: true,
        sample: false,
        at: at("2020-11-20T09:00:00Z"),
    }
}

pub(super) async fn open(db: &Base, new: NewDossier) -> Dossier {
    let tx = begin(db).await.expect("a transaction");
    versions::keep(&tx, &new.programme, &new.version_hash, new.version_du, "texte", new.at).await.expect("its rules");
    let dossier = dossiers::insert(&tx, new).await.expect("a dossier");
    tx.commit().await.expect("committed");
    dossier
}

/// A person of that name with a dossier in that programme.
pub(super) async fn dossier_of(db: &Base, programme: &ProgrammeId, nom: &str) -> Dossier {
    let beneficiaire = person(db, programme, nom).await;
    open(db, new_dossier(programme, beneficiaire, nom)).await
}

/// The dossiers before and after one in a list.
pub(super) async fn around(
    db: &Base,
    listing: &Listing,
    desk: &Desk,
    id: DossierId,
) -> (Option<DossierId>, Option<DossierId>) {
    let (before, after) = neighbours(&**db, listing, desk, id).await.expect("asked");
    (before.map(|one| one.id), after.map(|one| one.id))
}
