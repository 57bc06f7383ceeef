//! The `[mail]` settings.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// Where mails go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailKind {
    /// Into a folder, for the demo.
    #[default]
    Folder,
    /// To a server.
    Smtp,
}

/// How mails are sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// Where they go; the settings of the other are ignored.
    pub kind: MailKind,
    /// Folder: made if it is missing.
    pub folder: PathBuf,
    /// The server.
    pub smtp: SmtpConfig,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self { kind: MailKind::default(), folder: PathBuf::from("data/courrier"), smtp: SmtpConfig::default() }
    }
}

/// A server of mail.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmtpConfig {
    /// Its hostname.
    pub host: String,
    /// Its port; by default that of the kind of TLS.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// Account, if the server asks for one.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<String>,
    /// Seconds that one mail may take in all.
    pub timeout_seconds: u64,
}

impl Default for SmtpConfig {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: None,
            tls: SmtpTls::default(),
            user: None,
            password: None,
            timeout_seconds: 20,
        }
    }
}

/// Without the password.
impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpConfig")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// How a connection is protected. There is no « if possible »: who sits between could say it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// Not at all: a relay on the same machine or network.
    None,
    /// From the `STARTTLS` command on, and not without.
    #[default]
    Starttls,
    /// From the first byte.
    Tls,
}
