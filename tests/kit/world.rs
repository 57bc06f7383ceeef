//! A world for one story: Guichet whole, with its own database, folders, clock and mailbox.

use super::base::Base;
use super::statements::Statements;
use super::transport::Transport;
use super::visitor::Visitor;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use guichet::adapters::db;
use guichet::adapters::mail::{Letter, Mailer};
use guichet::adapters::seal::SealConfig;
use guichet::app::App;
use guichet::clock::Clock;
use guichet::config::{Config, Scheme};
use guichet::{jobs, web};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the repository")
}

/// Guichet, whole.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    transport: Transport,
    folder: TempDir,
    /// Those sent to its database.
    pub(crate) statements: Statements,
}

impl World {
    /// The programmes of the repository, on a new database.
    pub(crate) async fn on(base: Base) -> Self {
        Self::with(base, |_| {}).await
    }

    /// The same with other settings.
    pub(crate) async fn with(base: Base, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = config(folder.path(), base.fresh(folder.path()).await);
        change(&mut config);
        let mut app = App::open(config, Clock::default()).await.expect("Guichet opens");
        let statements = Statements::of(&mut app);
        db::migrate(&app.db).await.expect("the tables are made");
        Self { transport: Transport::Here(web::service(app.clone())), app, folder, statements }
    }

    /// Moves the clock to noon of that day in Paris, more or less an hour.
    pub(crate) fn set_day(&self, day: NaiveDate) {
        self.app.clock.set(noon(day));
    }

    /// Somebody on the portal of a programme.
    pub(crate) fn visitor(&self, programme: &str) -> Visitor {
        Visitor::new(self.transport.clone(), &format!("{programme}.localhost"))
    }

    /// Somebody at the door of the back office.
    pub(crate) fn at_the_office(&self) -> Visitor {
        self.visitor("guichet")
    }

    /// Does what waits in the outbox, until nothing is due.
    pub(crate) async fn do_jobs(&self) {
        while jobs::run_due(&self.app).await.expect("the outbox can be read") > 0 {}
    }

    /// The mails that somebody received, oldest first, after the outbox was emptied.
    pub(crate) async fn mails_to(&self, address: &str) -> Vec<Letter> {
        self.do_jobs().await;
        mails_in(&self.mailbox(), address).await
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Whether something lies in that folder of the world.
    pub(crate) fn folder_holds(&self, name: &str) -> bool {
        std::fs::read_dir(self.folder.path().join(name)).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// Where mails are kept.
    pub(crate) fn mailbox(&self) -> PathBuf {
        self.folder.path().join("courrier")
    }
}

/// The settings of a story: everything in its folder, passwords as cheap as is safe.
pub(crate) fn config(folder: &Path, database_url: String) -> Config {
    let mut config = Config {
        database_url,
        scheme: Scheme::Http,
        local_suffix: Some("localhost".into()),
        programmes: Some(root().join("programmes")),
        themes: Some(root().join("themes")),
        seal: SealConfig::generate("essai"),
        ..Config::default()
    };
    config.storage.folder = folder.join("pieces");
    config.mail.folder = folder.join("courrier");
    config
}

/// The mails of a folder to one address, oldest first.
pub(crate) async fn mails_in(folder: &Path, address: &str) -> Vec<Letter> {
    let mut mails = Mailer::Folder(folder.to_owned()).received().await.expect("the mailbox can be read");
    mails.reverse();
    mails.into_iter().map(|mail| mail.letter).filter(|letter| letter.to == address).collect()
}

/// The address in a mail that starts so, without its origin.
#[track_caller]
pub(crate) fn link_in(letter: &Letter, start: &str) -> String {
    let urls = letter
        .text
        .split(|c: char| c.is_whitespace() || "<>()[]\"".contains(c))
        .filter_map(|word| word.split_once("://"));
    let paths = urls.filter_map(|(_, rest)| rest.find('/').map(|place| rest[place..].to_owned()));
    let found = paths.into_iter().find(|path| path.starts_with(start));
    found.unwrap_or_else(|| panic!("aucun lien vers {start} dans « {} » :\n{}", letter.subject, letter.text))
}

fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::from_hms_opt(11, 0, 0).expect("eleven o'clock")).and_utc()
}
