//! The connection to a server of mail, as the settings want it.

use super::{Error, SmtpConfig, SmtpTls};
use lettre::Tokio1Executor;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use std::time::Duration;

/// Prepares the connections; the first mail makes one.
pub(super) fn transport(config: &SmtpConfig, limit: Duration) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    if config.host.is_empty() {
        return Err(Error::Settings("il manque le réglage mail.smtp.host".to_owned()));
    }
    if config.tls == SmtpTls::None && config.user.is_some() {
        return Err(Error::Settings("un mot de passe ne s'envoie pas sans TLS (mail.smtp.tls)".to_owned()));
    }
    let (tls, port) = match config.tls {
        SmtpTls::None => (Tls::None, 25),
        SmtpTls::Starttls => (Tls::Required(parameters(config)?), 587),
        SmtpTls::Tls => (Tls::Wrapper(parameters(config)?), 465),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
        .port(config.port.unwrap_or(port))
        .tls(tls)
        .timeout(Some(limit));
    if let Some(user) = &config.user {
        let password = config.password.clone().unwrap_or_default();
        builder = builder.credentials(Credentials::new(user.clone(), password));
    }
    Ok(builder.build())
}

fn parameters(config: &SmtpConfig) -> Result<TlsParameters, Error> {
    TlsParameters::new(config.host.clone()).map_err(|error| Error::Settings(error.to_string()))
}
