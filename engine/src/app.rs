//! Everything a request or a job may need, put together once at start.

use crate::adapters::catalogue::{Catalogue, Catalogues};
use crate::adapters::db::{self, versions::Known};
use crate::adapters::lectures::Lectures;
use crate::adapters::mail::Mailer;
use crate::adapters::password::Passwords;
use crate::adapters::seal::Keys;
use crate::adapters::storage::Storage;
use crate::adapters::templates::Templates;
use crate::clock::Clock;
use crate::config::Config;
use anyhow::{Context, Result};
use chrono::NaiveDate;
use guichet_domain::programme::{Ouverture, Programme, Version};
use sea_orm::DatabaseConnection;
use std::sync::Arc;
use tokio::sync::Notify;

/// The parts, assembled. Cheap to share, holds no state of its own but what was seen in the last second.
pub struct App {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: DatabaseConnection,
    /// The programmes, reloaded while serving.
    pub catalogues: Arc<Catalogues>,
    /// The pages.
    pub templates: Templates,
    /// The pièces.
    pub storage: Storage,
    /// The way out for mails.
    pub mailer: Mailer,
    /// The keys of encrypted champs.
    pub keys: Arc<Keys>,
    /// The hashing of passwords.
    pub passwords: Passwords,
    /// The time.
    pub clock: Clock,
    /// Who looked at which dossier, until it is written.
    pub lectures: Lectures,
    /// The versions of rules whose text is known to be stored.
    pub versions: Known,
    /// Rung when a job was committed, so that the worker need not wait for its next look.
    pub bell: Notify,
}

impl App {
    /// Opens every part.
    ///
    /// # Errors
    /// A part that cannot be reached or read.
    pub async fn open(config: Config, clock: Clock) -> Result<Arc<Self>> {
        config.check()?;
        let keys = Arc::new(Keys::from_config(&config.seal).context("clés de chiffrement")?);
        let db = db::connect(&config.database_url).await.context("la base de données ne répond pas")?;
        Ok(Arc::new(Self {
            catalogues: Arc::new(
                Catalogues::open(config.programmes.as_deref(), config.local_suffix.as_deref())
                    .context("programmes illisibles")?,
            ),
            templates: Templates::open(config.themes.as_deref()).context("thèmes illisibles")?,
            storage: Storage::open(&config.storage, keys.clone()).context("dépôt des pièces inaccessible")?,
            mailer: Mailer::open(&config.mail).context("réglages du courrier")?,
            passwords: Passwords::from_config(&config.passwords).context("réglages des mots de passe")?,
            keys,
            clock,
            lectures: Lectures::default(),
            versions: Known::default(),
            bell: Notify::new(),
            db,
            config,
        }))
    }

    /// The programmes as they stand now.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogues.current()
    }

    /// Whether this is the demo in which every campagne is open.
    #[must_use]
    pub fn all_open(&self) -> bool {
        self.config.demo.as_ref().is_some_and(|demo| demo.all_open)
    }

    /// What the programme takes today. The demo opens every campagne, and says so on its pages.
    #[must_use]
    pub fn ouverture(&self, programme: &Programme) -> Ouverture {
        match programme.campagnes.last() {
            Some(last) if self.all_open() => Ouverture::Ouverte(last.id.clone()),
            _ => programme.ouverture(self.clock.today()),
        }
    }

    /// The rules a request made today falls under, and the day it is judged by.
    #[must_use]
    pub fn rules(&self, programme: &Programme) -> Option<(Arc<Version>, NaiveDate)> {
        let today = self.clock.today();
        let version = if self.all_open() { programme.versions.last() } else { programme.version_on(today) };
        version.map(|version| (version.clone(), today))
    }
}
