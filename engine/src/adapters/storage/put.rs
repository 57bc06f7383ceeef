//! Writing a file: read, limited, hashed, sealed and sent on as it arrives, in bounded memory.
//! It is there whole, or not at all.

use super::chunks::{Chunks, PLAIN, Rank, SEALED};
use super::{Error, Place, Storage, header};
use crate::adapters::encoding::hex;
use crate::adapters::secret::random;
use futures::{Stream, StreamExt};
use guichet_domain::ids::{FichierId, ProgrammeId};
use object_store::buffered::BufWriter;
use object_store::path::Path;
use sha2::{Digest, Sha256};
use std::pin::pin;
use tokio::io::AsyncWriteExt;
use tokio_util::bytes::Bytes;

/// What the type of a file is judged by.
const HEAD: usize = 8 * 1024;

/// The least that S3 takes as a part. Smaller files go in one request.
const PART: usize = 5 * 1024 * 1024;

/// A file that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where: made by chance, in the folder of the programme.
    pub key: String,
    /// Size of the file as it was given.
    pub octets: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Its first bytes, for `media::judge`.
    pub head: Vec<u8>,
}

/// Why a file was not stored. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// More bytes than the limit; reading stopped there.
    #[error("le fichier est trop gros")]
    TooLarge,
    /// The person's connection broke.
    #[error("l'envoi a été interrompu")]
    Read(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<object_store::Error> for PutError {
    fn from(error: object_store::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Storage {
    /// Stores a file of at most `limit` bytes. When this answers, the file survives a power cut.
    ///
    /// # Errors
    /// When it is too large, the stream breaks, or the store fails.
    pub async fn put<S, E>(
        &self,
        programme: &ProgrammeId,
        fichier: FichierId,
        stream: S,
        limit: u64,
    ) -> Result<Stored, PutError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let key = format!("{programme}/{}", hex(&random::<16>()));
        let mut upload = Upload::start(self, &key);
        match self.write(&mut upload, Place { programme, fichier }, stream, limit).await {
            Ok(written) => {
                upload.finish().await?;
                Ok(Stored { key, ..written })
            }
            Err(error) => {
                upload.abort().await;
                Err(error)
            }
        }
    }

    async fn write<S, E>(
        &self,
        upload: &mut Upload,
        place: Place<'_>,
        stream: S,
        limit: u64,
    ) -> Result<Stored, PutError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let object_key = random::<32>();
        let mut chunks = Chunks::new(&object_key, place);
        upload.put(header::write(&self.keys, place, &object_key)).await?;

        let (mut octets, mut sha256, mut head) = (0_u64, Sha256::new(), Vec::new());
        let mut waiting = Vec::with_capacity(SEALED);
        let mut stream = pin!(stream);
        while let Some(bytes) = stream.next().await {
            let bytes = bytes.map_err(|error| PutError::Read(error.into()))?;
            octets = octets.saturating_add(bytes.len() as u64);
            if octets > limit {
                return Err(PutError::TooLarge);
            }
            sha256.update(&bytes);
            head.extend_from_slice(&bytes[..bytes.len().min(HEAD - head.len())]);
            let mut bytes = &bytes[..];
            while !bytes.is_empty() {
                // A full chunk waits for the byte after it: until then it may be the last.
                if waiting.len() == PLAIN {
                    let full = std::mem::replace(&mut waiting, Vec::with_capacity(SEALED));
                    upload.put(chunks.seal(full, Rank::Middle)?).await?;
                }
                let (now, later) = bytes.split_at(bytes.len().min(PLAIN - waiting.len()));
                waiting.extend_from_slice(now);
                bytes = later;
            }
        }
        upload.put(chunks.seal(waiting, Rank::Last)?).await?;
        Ok(Stored { key: String::new(), octets, sha256: hex(&sha256.finalize()), head })
    }
}

/// An upload under way. Dropped before its end, because the person left, it is called off.
struct Upload(Option<BufWriter>);

impl Upload {
    fn start(storage: &Storage, key: &str) -> Self {
        let writer = BufWriter::with_capacity(storage.store.clone(), Path::from(key), PART);
        Self(Some(writer.with_max_concurrency(2)))
    }

    async fn put(&mut self, bytes: Vec<u8>) -> object_store::Result<()> {
        match &mut self.0 {
            Some(writer) => writer.put(bytes.into()).await,
            None => Ok(()),
        }
    }

    /// Ends the upload: from here on the object is there. The store calls off by itself what fails.
    async fn finish(mut self) -> Result<(), Error> {
        let Some(mut writer) = self.0.take() else { return Ok(()) };
        writer
            .shutdown()
            .await
            .map_err(|error| Error::Store(object_store::Error::Generic { store: "upload", source: Box::new(error) }))
    }

    async fn abort(mut self) {
        if let Some(writer) = self.0.take() {
            call_off(writer).await;
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let (Some(writer), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(call_off(writer));
        }
    }
}

async fn call_off(mut writer: BufWriter) {
    // What is left, if the store does not answer, is invisible; a rule of the bucket removes it.
    if let Err(error) = writer.abort().await {
        tracing::warn!(%error, "an unfinished upload could not be called off");
    }
}
