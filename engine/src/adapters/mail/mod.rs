//! Sending mails: over SMTP, or into a folder for the demo and the tests. What a mail says, when it
//! is due and how often it is tried again is left to `jobs`.

mod config;
mod folder;
mod letter;
mod smtp;

pub use config::{MailConfig, MailKind, SmtpConfig, SmtpTls};
pub use folder::Received;
pub use letter::Letter;

use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Tokio1Executor};
use std::path::PathBuf;
use std::time::Duration;

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be sent as it is, and never will be.
    #[error("ce courriel ne peut pas être envoyé : {0}")]
    Letter(String),
    /// The server refuses it for good: no such address, most often.
    #[error("le serveur refuse ce courriel : {0}")]
    Refused(String),
    /// The server does not answer, or asks to come back later.
    #[error("serveur de courriel : {0}")]
    Smtp(#[source] lettre::transport::smtp::Error),
    /// The server took the connection, then too long.
    #[error("le serveur de courriel ne répond pas à temps")]
    TooSlow,
    /// The folder cannot be written or read.
    #[error("dossier des courriels : {0}")]
    Folder(#[from] std::io::Error),
    /// The settings do not hold together.
    #[error("courriel : {0}")]
    Settings(String),
}

impl Error {
    /// Whether trying again later may help.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Smtp(_) | Self::TooSlow | Self::Folder(_))
    }
}

/// Where mails go.
#[derive(Debug, Clone)]
pub enum Mailer {
    /// Into a folder, one file each.
    Folder(PathBuf),
    /// To a server.
    Smtp {
        /// The connections to it.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// How long one mail may take: the transport limits the connection only.
        limit: Duration,
    },
}

impl Mailer {
    /// Opens what the settings choose. The server is not called yet.
    ///
    /// # Errors
    /// When a setting is missing or wrong.
    pub fn open(config: &MailConfig) -> Result<Self, Error> {
        match config.kind {
            MailKind::Folder => Ok(Self::Folder(config.folder.clone())),
            MailKind::Smtp => {
                let limit = Duration::from_secs(config.smtp.timeout_seconds.max(1));
                Ok(Self::Smtp { transport: smtp::transport(&config.smtp, limit)?, limit })
            }
        }
    }

    /// The mails of the folder, newest first, for `/_courrier`. None are known over SMTP.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn received(&self) -> Result<Vec<Received>, Error> {
        match self {
            Self::Folder(folder) => folder::read(folder).await,
            Self::Smtp { .. } => Ok(Vec::new()),
        }
    }

    /// Sends a mail. Sent twice, it has the same Message-ID: a folder keeps one, and the reader's
    /// mailbox may notice.
    ///
    /// # Errors
    /// See [`Error::is_temporary`] for whether to try again.
    pub async fn send(&self, letter: &Letter) -> Result<(), Error> {
        let message = letter.message()?;
        match self {
            Self::Folder(folder) => folder::write(folder, letter, message.formatted()).await,
            Self::Smtp { transport, limit } => {
                let sent = tokio::time::timeout(*limit, transport.send(message)).await;
                match sent.map_err(|_| Error::TooSlow)? {
                    Ok(_) => Ok(()),
                    Err(error) if error.is_permanent() => Err(Error::Refused(error.to_string())),
                    Err(error) => Err(Error::Smtp(error)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
