//! Sealing a file chunk by chunk, the STREAM way: each chunk is bound to its rank and to being the
//! last or not, so that none is changed, moved, repeated or cut off without notice.
//!
//! Each object has its own random key, hence the rank can serve as nonce.

use super::{Error, Place};
use aes_gcm_siv::aead::{Aead, AeadInOut, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};

/// Plain bytes of a chunk; only the last may have fewer.
pub(super) const PLAIN: usize = 64 * 1024;

/// Bytes of a sealed chunk: the tag follows.
pub(super) const SEALED: usize = PLAIN + 16;

/// Whether more chunks follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// More follow.
    Middle,
    /// The file ends here.
    Last,
}

/// Seals or opens the chunks of one object, in their order.
pub(super) struct Chunks {
    cipher: Aes256GcmSiv,
    aad: String,
    index: u32,
}

impl Chunks {
    pub(super) fn new(key: &[u8; 32], place: Place<'_>) -> Self {
        Self { cipher: Aes256GcmSiv::new(&(*key).into()), aad: place.aad(), index: 0 }
    }

    /// Seals the next chunk where it is: with room for [`SEALED`] bytes, nothing is copied.
    pub(super) fn seal(&mut self, mut plain: Vec<u8>, rank: Rank) -> Result<Vec<u8>, Error> {
        let (nonce, aad) = self.next(rank)?;
        self.cipher.encrypt_in_place(&nonce, &aad, &mut plain).map_err(|_| Error::Tampered)?;
        Ok(plain)
    }

    /// Opens the next chunk.
    pub(super) fn open(&mut self, sealed: &[u8], rank: Rank) -> Result<Vec<u8>, Error> {
        let (nonce, aad) = self.next(rank)?;
        let payload = Payload { msg: sealed, aad: &aad };
        self.cipher.decrypt(&nonce, payload).map_err(|_| Error::Tampered)
    }

    fn next(&mut self, rank: Rank) -> Result<(Nonce, Vec<u8>), Error> {
        let mut nonce = [0; 12];
        nonce[7..11].copy_from_slice(&self.index.to_be_bytes());
        nonce[11] = u8::from(rank == Rank::Last);
        // 256 TiB: no limit of ours lets a file come near.
        self.index = self.index.checked_add(1).ok_or(Error::Tampered)?;
        let aad = [self.aad.as_bytes(), &nonce].concat();
        Ok((nonce.into(), aad))
    }
}
