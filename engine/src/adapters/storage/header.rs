//! What stands at the start of an object: the key of that object, itself sealed under a key of the
//! platform and bound to programme and fichier.
//!
//! `GUI1`, length of the key's id, the id, then nonce and ciphertext of the object's key.

use super::{Error, Place};
use crate::adapters::seal::Keys;

const MAGIC: &[u8; 4] = b"GUI1";

/// Nonce, key and tag.
const WRAPPED: usize = 12 + 32 + 16;

/// Writes the header for a key just made.
pub(super) fn write(keys: &Keys, place: Place<'_>, key: &[u8; 32]) -> Vec<u8> {
    let (id, wrapped) = keys.wrap("fichier", key, &place.aad());
    let length = u8::try_from(id.len()).expect("the id of a key has at most 32 letters");
    [&MAGIC[..], &[length], id.as_bytes(), &wrapped].concat()
}

/// Reads the header at the start of these bytes: the object's key, and how long the header is.
/// `None` while there are not enough bytes to tell.
pub(super) fn read(keys: &Keys, place: Place<'_>, bytes: &[u8]) -> Result<Option<([u8; 32], usize)>, Error> {
    let Some((magic, rest)) = bytes.split_first_chunk::<4>() else { return Ok(None) };
    if magic != MAGIC {
        return Err(Error::Tampered);
    }
    let Some((&length, rest)) = rest.split_first() else { return Ok(None) };
    let length = usize::from(length);
    let Some(sealed) = rest.get(..length + WRAPPED) else { return Ok(None) };
    let (id, wrapped) = sealed.split_at(length);
    let id = std::str::from_utf8(id).map_err(|_| Error::Tampered)?;
    let key = keys.unwrap("fichier", id, wrapped, &place.aad()).map_err(|error| match error {
        crate::adapters::seal::Error::UnknownKey(_) => Error::Seal(error),
        _ => Error::Tampered,
    })?;
    let key = key.try_into().map_err(|_| Error::Tampered)?;
    Ok(Some((key, MAGIC.len() + 1 + length + WRAPPED)))
}
