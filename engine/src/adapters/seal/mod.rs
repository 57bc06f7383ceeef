//! The keys of the platform and what they seal: NIR and IBAN in the database, and the keys of files.
//! Which champs are secret is left to the programme; sealing whole files to `storage`.

mod answers;
mod config;

pub use config::SealConfig;

use super::encoding::{base64, from_base64, hex};
use super::secret::random;
use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;

const NONCE: usize = 12;

/// Why something sealed could not be opened. Never says what was inside.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not written by [`Keys::seal_text`].
    #[error("ce texte n'est pas un texte chiffré de Guichet")]
    Malformed,
    /// Sealed under a key that the settings no longer hold.
    #[error("la clé « {0} » n'est pas dans la configuration")]
    UnknownKey(String),
    /// Changed since, or moved from where it was sealed.
    #[error("le texte chiffré a été modifié ou déplacé")]
    Tampered,
    /// The settings hold no usable key.
    #[error("clés de chiffrement : {0}")]
    Settings(String),
}

/// The keys, by id. One is current and seals; all of them open, so that keys can be changed.
pub struct Keys {
    current: String,
    masters: BTreeMap<String, [u8; 32]>,
}

/// A key says nothing of itself, not even in a log.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("current", &self.current).finish_non_exhaustive()
    }
}

impl Keys {
    /// Seals a field: `v1:<key id>:<base64 of nonce and ciphertext>`. `aad` binds it to its place
    /// (programme, dossier, champ): copied elsewhere it does not open.
    #[must_use]
    pub fn seal_text(&self, plain: &str, aad: &str) -> String {
        let (id, bytes) = self.wrap("champ", plain.as_bytes(), aad);
        format!("v1:{id}:{}", base64(&bytes))
    }

    /// Opens what [`Keys::seal_text`] sealed under the same `aad`.
    ///
    /// # Errors
    /// When it was changed, moved, or sealed under a key that is gone.
    pub fn open_text(&self, sealed: &str, aad: &str) -> Result<String, Error> {
        let (id, text) = sealed.strip_prefix("v1:").and_then(|rest| rest.split_once(':')).ok_or(Error::Malformed)?;
        let bytes = from_base64(text).ok_or(Error::Malformed)?;
        let plain = self.unwrap("champ", id, &bytes, aad)?;
        String::from_utf8(plain).map_err(|_| Error::Tampered)
    }

    /// What to store to find an exact value again without opening any: keyed, and different in each
    /// scope: what is found under one is not found under another.
    #[must_use]
    pub fn lookup(&self, programme: &str, text: &str) -> String {
        self.lookup_under(&self.current, programme, text)
    }

    /// The lookups of a value under every key: what to search for while keys are being changed.
    #[must_use]
    pub fn lookups(&self, programme: &str, text: &str) -> Vec<String> {
        self.masters.keys().map(|id| self.lookup_under(id, programme, text)).collect()
    }

    /// Seals bytes for a purpose: the id of the key, then nonce and ciphertext.
    pub(super) fn wrap(&self, purpose: &str, plain: &[u8], aad: &str) -> (String, Vec<u8>) {
        let nonce = random::<NONCE>();
        let payload = Payload { msg: plain, aad: aad.as_bytes() };
        let sealed = self
            .cipher(&self.current, purpose)
            .and_then(|cipher| cipher.encrypt(&Nonce::from(nonce), payload).ok())
            .expect("the current key is known, and no field reaches 64 GiB");
        (self.current.clone(), [&nonce[..], &sealed].concat())
    }

    /// Opens what [`Keys::wrap`] sealed for the same purpose and `aad`.
    pub(super) fn unwrap(&self, purpose: &str, id: &str, bytes: &[u8], aad: &str) -> Result<Vec<u8>, Error> {
        let cipher = self.cipher(id, purpose).ok_or_else(|| Error::UnknownKey(id.to_owned()))?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(Error::Malformed)?;
        let payload = Payload { msg: sealed, aad: aad.as_bytes() };
        cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| Error::Tampered)
    }

    fn lookup_under(&self, id: &str, programme: &str, text: &str) -> String {
        let key = self.masters.get(id).map(|master| derive(master, &format!("recherche/{programme}")));
        let key = key.expect("only ids of keys held here are passed");
        hex(&mac(&key, text.as_bytes()))
    }

    fn cipher(&self, id: &str, purpose: &str) -> Option<Aes256GcmSiv> {
        let key = derive(self.masters.get(id)?, purpose);
        Some(Aes256GcmSiv::new(&key.into()))
    }
}

/// A key for one purpose, so that what is sealed for one never opens as another.
fn derive(master: &[u8; 32], purpose: &str) -> [u8; 32] {
    mac(master, format!("guichet/v1/{purpose}").as_bytes())
}

fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests;
