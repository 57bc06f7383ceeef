//! The settings: built-in, then a TOML file, then the environment (`GUICHET_…`, `GUICHET_…__…`), with
//! `…_FILE` for secrets. Nothing is guessed from a debug flag; `check` refuses what contradicts itself.

use crate::adapters::banque::VersementConfig;
use crate::adapters::mail::MailConfig;
use crate::adapters::password::{PasswordConfig, Passwords};
use crate::adapters::seal::{Keys, SealConfig};
use crate::adapters::storage::StorageConfig;
use anyhow::{Context, Result, bail};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Every setting of Guichet.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: String,
    /// `https` behind a proxy; `http` only on localhost. Decides the cookies' names and the links in mails.
    pub scheme: Scheme,
    /// Port shown in links, when it is not the scheme's own.
    pub public_port: Option<u16>,
    /// Exact hostname of the back office.
    pub office_host: String,
    /// When set, each programme also answers at `<id>.<suffix>` and the back office at `guichet.<suffix>`.
    pub local_suffix: Option<String>,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// Folder of the programmes; the ones in the binary when absent.
    pub programmes: Option<PathBuf>,
    /// Folder of the themes; the ones in the binary when absent.
    pub themes: Option<PathBuf>,
    /// Where pièces are kept.
    pub storage: StorageConfig,
    /// How mails leave.
    pub mail: MailConfig,
    /// Keys that encrypt NIR, IBAN and pièces.
    pub seal: SealConfig,
    /// Cost and bounds of password hashing.
    pub passwords: PasswordConfig,
    /// The accounts that pay.
    pub versements: VersementConfig,
    /// How long sessions last.
    pub sessions: SessionConfig,
    /// Sizes and rates.
    pub limits: LimitConfig,
    /// Proxies whose `X-Forwarded-For` is believed, as addresses.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Only in `guichet demo`: shows `/_courrier`, marks its pages.
    pub demo: Option<DemoConfig>,
}

/// How pages are reached from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Plain, on localhost only.
    Http,
    /// Behind a proxy that holds the certificate.
    Https,
}

/// Sessions, in minutes. Settable downwards only.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionConfig {
    /// Idle time of a bénéficiaire.
    pub beneficiaire_idle: i64,
    /// Whole life of a bénéficiaire's session.
    pub beneficiaire_whole: i64,
    /// Idle time of an agent.
    pub agent_idle: i64,
    /// Whole life of an agent's session.
    pub agent_whole: i64,
}

/// Sizes and rates.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitConfig {
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all the files of a dossier.
    pub dossier: u64,
    /// Seconds a request may take.
    pub request_seconds: u64,
}

/// What the demo changes, and says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DemoConfig {
    /// Every campagne is open, under the latest rules.
    pub all_open: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            scheme: Scheme::Https,
            public_port: None,
            office_host: "guichet.audiens.org".into(),
            local_suffix: None,
            database_url: "sqlite://data/guichet.sqlite?mode=rwc".into(),
            programmes: None,
            themes: None,
            storage: StorageConfig::default(),
            mail: MailConfig::default(),
            seal: SealConfig::default(),
            passwords: PasswordConfig::default(),
            versements: VersementConfig::default(),
            sessions: SessionConfig::default(),
            limits: LimitConfig::default(),
            trusted_proxies: vec![],
            demo: None,
        }
    }
}

impl Default for SessionConfig {
    fn default() -> Self {
        Self { beneficiaire_idle: 60, beneficiaire_whole: 24 * 60, agent_idle: 30, agent_whole: 12 * 60 }
    }
}

impl Default for LimitConfig {
    fn default() -> Self {
        Self { file: 10_000_000, dossier: 200_000_000, request_seconds: 60 }
    }
}

impl Config {
    /// Reads the settings: built-in, file, environment.
    ///
    /// # Errors
    /// A file that cannot be read, an unknown setting, or settings that contradict each other.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let mut figment = Figment::new();
        if let Some(file) = file {
            if !file.is_file() {
                bail!("le fichier de réglages {} n'existe pas", file.display());
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        let env = Env::prefixed("GUICHET_").filter(|key| is_setting(key.as_str())).split("__");
        figment = figment.merge(env);
        for (key, value) in secrets_from_files()? {
            figment = figment.merge(Serialized::default(&key, value));
        }
        let config: Self = figment.extract().context("réglages illisibles")?;
        if config.demo.is_some() {
            bail!("[demo] ne se règle pas : la démonstration se lance par « guichet demo »");
        }
        config.check()?;
        Ok(config)
    }

    /// Refuses settings that contradict each other or are not safe.
    ///
    /// # Errors
    /// The first contradiction, in French.
    pub fn check(&self) -> Result<()> {
        if self.scheme == Scheme::Http && self.local_suffix.as_deref() != Some("localhost") {
            bail!("scheme = \"http\" n'est possible qu'avec local_suffix = \"localhost\"");
        }
        if !self.database_url.starts_with("sqlite:") && !self.database_url.starts_with("postgres") {
            bail!("database_url doit commencer par sqlite:// ou postgres://");
        }
        let most = SessionConfig::default();
        let ours = &self.sessions;
        let within = |ours: i64, most: i64| (1..=most).contains(&ours);
        if !within(ours.beneficiaire_idle, most.beneficiaire_idle)
            || !within(ours.beneficiaire_whole, most.beneficiaire_whole)
            || !within(ours.agent_idle, most.agent_idle)
            || !within(ours.agent_whole, most.agent_whole)
        {
            bail!("les durées de session ne se règlent qu'à la baisse");
        }
        self.versements.check().context("réglages [versements]")?;
        Keys::from_config(&self.seal).context("réglages [seal]")?;
        Passwords::from_config(&self.passwords).context("réglages [passwords]")?;
        Ok(())
    }

    /// `https://fussat-audiens.org`, with the port where one is shown.
    #[must_use]
    pub fn origin(&self, host: &str) -> String {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        match self.public_port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    }

    /// The hostname that links to a programme use.
    #[must_use]
    pub fn programme_host(&self, programme: &guichet_domain::programme::Programme) -> String {
        match &self.local_suffix {
            Some(suffix) => format!("{}.{suffix}", programme.id),
            None => programme.hotes.first().cloned().unwrap_or_default(),
        }
    }

    /// The hostname that links to the back office use.
    #[must_use]
    pub fn office_link_host(&self) -> String {
        self.local_suffix.as_ref().map_or_else(|| self.office_host.clone(), |suffix| format!("guichet.{suffix}"))
    }
}

/// Variables that are not settings: the file of settings itself, the log's filter, tests and secrets' files.
fn is_setting(key: &str) -> bool {
    let key = key.to_ascii_uppercase();
    !matches!(key.as_str(), "CONFIG" | "LOG" | "WRITE_DOCS") && !key.starts_with("TEST") && !is_secret_file(&key)
}

/// `MAIL__SMTP__PASSWORD_FILE` names a file; `LIMITS__FILE` is a setting called « file ».
fn is_secret_file(key: &str) -> bool {
    key.ends_with("_FILE") && !key.ends_with("__FILE")
}

/// `GUICHET_SEAL__KEYS_FILE=/run/secrets/x` → (`seal.keys`, its content).
fn secrets_from_files() -> Result<Vec<(String, String)>> {
    let named = std::env::vars().filter_map(|(name, path)| {
        let key = name.strip_prefix("GUICHET_").filter(|key| is_secret_file(key))?.strip_suffix("_FILE")?;
        Some((key.to_ascii_lowercase().replace("__", "."), path))
    });
    named
        .map(|(key, path)| {
            let text =
                std::fs::read_to_string(&path).with_context(|| format!("{path} (réglage {key}) ne peut être lu"))?;
            Ok((key, text.trim_end().to_owned()))
        })
        .collect()
}
