//! Reading an object back: header first, then each chunk opened as it arrives.

use super::chunks::{Chunks, Rank, SEALED};
use super::{Error, Place, header};
use crate::adapters::seal::Keys;
use futures::stream::{BoxStream, try_unfold};
use futures::{Stream, TryStreamExt};
use tokio_util::bytes::{Bytes, BytesMut};

/// An object being read.
struct Reading {
    body: BoxStream<'static, Result<Bytes, Error>>,
    /// Sealed bytes that arrived and wait.
    waiting: BytesMut,
    chunks: Chunks,
    done: bool,
}

/// Opens the header, and gives the stream of what follows, opened.
pub(super) async fn open(
    keys: &Keys,
    place: Place<'_>,
    mut body: BoxStream<'static, Result<Bytes, Error>>,
) -> Result<impl Stream<Item = Result<Bytes, Error>> + Send + 'static + use<>, Error> {
    let mut waiting = BytesMut::new();
    let (key, length) = loop {
        if let Some(found) = header::read(keys, place, &waiting)? {
            break found;
        }
        let bytes = body.try_next().await?.ok_or(Error::Tampered)?;
        waiting.extend_from_slice(&bytes);
    };
    let _header = waiting.split_to(length);
    let reading = Reading { body, waiting, chunks: Chunks::new(&key, place), done: false };
    Ok(try_unfold(reading, next))
}

async fn next(mut reading: Reading) -> Result<Option<(Bytes, Reading)>, Error> {
    if reading.done {
        return Ok(None);
    }
    // A chunk is known not to be the last by the byte that follows it.
    while reading.waiting.len() <= SEALED {
        match reading.body.try_next().await? {
            Some(bytes) => reading.waiting.extend_from_slice(&bytes),
            None => {
                reading.done = true;
                let plain = reading.chunks.open(&reading.waiting, Rank::Last)?;
                return Ok(Some((plain.into(), reading)));
            }
        }
    }
    let sealed = reading.waiting.split_to(SEALED);
    let plain = reading.chunks.open(&sealed, Rank::Middle)?;
    Ok(Some((plain.into(), reading)))
}
