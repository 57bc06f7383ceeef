//! The `[seal]` settings: the keys as text, and the checks before they are used.
//!
//! In a TOML file keys are a table; in the environment or a file of secrets they are a text with one
//! `id=base64` a line, or separated by commas.

use super::super::encoding::{base64, from_base64};
use super::super::secret::random;
use super::{Error, Keys};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Keys of encryption. To change them, add one, make it current, and keep the old ones until
/// nothing is sealed under them.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SealConfig {
    /// The id of the key that seals: letters, digits, `-`.
    pub current: String,
    /// Id → 32 bytes in base64, as `openssl rand -base64 32` gives them.
    #[serde(deserialize_with = "keys_as_table_or_text")]
    pub keys: BTreeMap<String, String>,
}

/// Shows the ids only.
impl fmt::Debug for SealConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.keys.keys().collect();
        f.debug_struct("SealConfig").field("current", &self.current).field("keys", &ids).finish()
    }
}

impl SealConfig {
    /// Settings with one key just made, for the demo to store and for tests.
    #[must_use]
    pub fn generate(id: &str) -> Self {
        let keys = BTreeMap::from([(id.to_owned(), base64(&random::<32>()))]);
        Self { current: id.to_owned(), keys }
    }
}

impl Keys {
    /// Reads the keys; refuses what is missing, too short or obviously not random.
    ///
    /// # Errors
    /// In French, naming the key by its id, never by its value.
    pub fn from_config(config: &SealConfig) -> Result<Self, Error> {
        if !config.keys.contains_key(&config.current) {
            let held: Vec<_> = config.keys.keys().map(String::as_str).collect();
            return Err(Error::Settings(format!(
                "la clé courante « {} » n'est pas parmi celles données ({})",
                config.current,
                held.join(", ")
            )));
        }
        let masters = config.keys.iter().map(|(id, text)| Ok((id.clone(), master(id, text)?)));
        Ok(Self { current: config.current.clone(), masters: masters.collect::<Result<_, Error>>()? })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TableOrText {
    Table(BTreeMap<String, String>),
    Text(String),
}

fn keys_as_table_or_text<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let text = match TableOrText::deserialize(from)? {
        TableOrText::Table(keys) => return Ok(keys),
        TableOrText::Text(text) => text,
    };
    let lines = text.split(['\n', ',']).map(str::trim).filter(|line| !line.is_empty());
    let key = |line: &str| line.split_once('=').map(|(id, key)| (id.trim().to_owned(), key.trim().to_owned()));
    // The line is not quoted: it may be a key.
    lines.map(|line| key(line).ok_or_else(|| serde::de::Error::custom("chaque clé s'écrit id=base64"))).collect()
}

fn master(id: &str, text: &str) -> Result<[u8; 32], Error> {
    let fault = |message: &str| Error::Settings(format!("la clé « {id} » {message}"));
    let plain_id = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if id.is_empty() || id.len() > 32 || !plain_id {
        return Err(fault("doit être nommée par 1 à 32 lettres, chiffres ou tirets"));
    }
    let bytes: [u8; 32] = from_base64(text.trim())
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| fault("doit faire 32 octets en base64 (openssl rand -base64 32)"))?;
    let distinct: std::collections::BTreeSet<u8> = bytes.into_iter().collect();
    // Chance gives about 30 different bytes of 32; so few come from a hand.
    if distinct.len() < 12 {
        return Err(fault("n'a pas été tirée au hasard (openssl rand -base64 32)"));
    }
    Ok(bytes)
}
