//! Passwords: hashing and verifying them without letting memory or time get out of hand.
//! Whether one is strong enough is in `strength`; who may try, and how often, is left to the faces.

mod strength;
mod worth;

pub use strength::{MIN_BENEFICIAIRE, MIN_STAFF, strength};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Longer than any password accepted: beyond it nothing is hashed, only the time is spent.
const LONGEST: usize = 1024;

/// The `[password]` settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordConfig {
    /// Memory of one hash, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
    /// Hashes at the same time; others wait. Bounds memory: this many times `memory_kib`.
    pub concurrent: usize,
}

/// The least that OWASP accepts, four at a time: 76 MiB.
impl Default for PasswordConfig {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, iterations: 2, parallelism: 1, concurrent: 4 }
    }
}

impl PasswordConfig {
    /// The parameters of the hash, unless they are too weak or nothing could ever be hashed.
    fn params(&self) -> Result<Params, Error> {
        let weak = match self.iterations {
            0 => true,
            1 => self.memory_kib < 46 * 1024,
            _ => self.memory_kib < 19 * 1024,
        };
        if weak || self.concurrent == 0 {
            let least = "au moins 19456 Kio et 2 passes (ou 47104 Kio et 1 passe), 1 à la fois";
            return Err(Error::Settings(least.to_owned()));
        }
        Params::new(self.memory_kib, self.iterations, self.parallelism, None)
            .map_err(|error| Error::Settings(error.to_string()))
    }
}

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The settings are below what is safe.
    #[error("réglages des mots de passe : {0}")]
    Settings(String),
    /// The hash failed: no memory left, or the engine is stopping.
    #[error("le mot de passe n'a pas pu être haché : {0}")]
    Hash(String),
}

/// Hashes and verifies with Argon2id, a few at a time, away from the threads that serve pages.
#[derive(Clone)]
pub struct Passwords {
    argon: Argon2<'static>,
    permits: Arc<Semaphore>,
    /// The hash of a password nobody knows: verified where there is no account.
    dummy: Arc<str>,
}

impl Passwords {
    /// Reads the settings and refuses those that are too weak.
    ///
    /// # Errors
    /// When memory or passes are below the least, or there is no memory for one hash.
    pub fn from_config(config: &PasswordConfig) -> Result<Self, Error> {
        let argon = Argon2::from(config.params()?);
        let dummy = hash_now(&argon, &super::secret::Token::new().raw)?.into();
        Ok(Self { argon, permits: Arc::new(Semaphore::new(config.concurrent)), dummy })
    }

    /// Hashes a password with a salt of its own, for the database.
    ///
    /// # Errors
    /// When there is no memory for it, or the engine is stopping.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        let argon = self.argon.clone();
        self.apart(move || hash_now(&argon, &password)).await?
    }

    /// Whether it is the password. Without a hash (no such account) a dummy is verified, so that
    /// the time taken does not tell whether the account exists.
    ///
    /// # Errors
    /// When there is no memory for it, or the engine is stopping.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        let (argon, dummy) = (self.argon.clone(), self.dummy.clone());
        self.apart(move || {
            let long = password.len() > LONGEST;
            let hash = if long { None } else { hash };
            let typed = if long { "" } else { &password };
            let stored = hash.as_deref().unwrap_or(&dummy);
            argon.verify_password(typed.as_bytes(), stored).is_ok() && hash.is_some()
        })
        .await
    }

    /// Whether a hash was made under weaker settings than now: hash again at the next login.
    #[must_use]
    pub fn is_outdated(&self, hash: &str) -> bool {
        let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        params.is_none_or(|old| {
            let now = self.argon.params();
            (old.m_cost(), old.t_cost(), old.p_cost()) != (now.m_cost(), now.t_cost(), now.p_cost())
        })
    }

    /// Runs on a thread of its own, when its turn has come.
    async fn apart<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let permit = self.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|error| Error::Hash(error.to_string()))?;
        let work = tokio::task::spawn_blocking(move || while_holding(permit, work));
        work.await.map_err(|error| Error::Hash(error.to_string()))
    }
}

/// The permit goes with the work: a request given up does not free memory still in use.
fn while_holding<T>(_permit: OwnedSemaphorePermit, work: impl FnOnce() -> T) -> T {
    work()
}

fn hash_now(argon: &Argon2<'_>, password: &str) -> Result<String, Error> {
    let hash: PasswordHash =
        argon.hash_password(password.as_bytes()).map_err(|error| Error::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests;
