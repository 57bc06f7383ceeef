//! Cookies: `__Host-` and Secure behind https, plain names on http localhost only.

use crate::config::{Config, Scheme};
use http::{HeaderMap, HeaderValue, header};

/// The cookies of Guichet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session of a bénéficiaire or an agent, on its own host.
    Session,
    /// The test of eligibility under way, before any account.
    Essai,
}

impl Cookie {
    fn name(self, config: &Config) -> &'static str {
        match (self, config.scheme) {
            (Self::Session, Scheme::Https) => "__Host-session",
            (Self::Session, Scheme::Http) => "session",
            (Self::Essai, Scheme::Https) => "__Host-essai",
            (Self::Essai, Scheme::Http) => "essai",
        }
    }

    /// Its value in a request. A cookie sent twice counts for nothing.
    #[must_use]
    pub fn read(self, config: &Config, headers: &HeaderMap) -> Option<String> {
        let name = self.name(config);
        let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut values = texts
            .flat_map(|text| text.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(key, _)| *key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) if !value.is_empty() => Some(value.to_owned()),
            _ => None,
        }
    }

    /// The header that sets it, for as long as the browser stays open.
    #[must_use]
    pub fn set(self, config: &Config, value: &str) -> HeaderValue {
        self.header(config, value, "")
    }

    /// The header that removes it.
    #[must_use]
    pub fn clear(self, config: &Config) -> HeaderValue {
        self.header(config, "", "; Max-Age=0")
    }

    fn header(self, config: &Config, value: &str, more: &str) -> HeaderValue {
        let secure = if config.scheme == Scheme::Https { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", self.name(config));
        HeaderValue::from_str(&text).expect("tokens are URL-safe text")
    }
}
