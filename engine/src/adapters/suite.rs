//! A suite: dossiers in an order, written down in a temporary file without a name, so that neither the database
//! nor the memory holds them while the work that follows takes its time.

use futures::{Stream, TryStreamExt};
use guichet_domain::ids::DossierId;
use std::fmt::Display;
use std::io::{self, SeekFrom};
use std::pin::pin;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt, BufReader, BufWriter};
use uuid::Uuid;

/// Octets of an id.
const ONE: usize = 16;

/// The dossiers that are left to be taken.
pub struct Suite(BufReader<File>);

impl Suite {
    /// Writes them all down, as they come.
    ///
    /// # Errors
    /// The temporary disk, or whoever gives them.
    pub async fn write_down<E: Display>(all: impl Stream<Item = Result<DossierId, E>>) -> io::Result<Self> {
        let mut file = BufWriter::new(File::from_std(tempfile::tempfile()?));
        let mut all = pin!(all);
        while let Some(id) = all.try_next().await.map_err(|error| io::Error::other(error.to_string()))? {
            file.write_all(id.0.as_bytes()).await?;
        }
        file.flush().await?;
        let mut file = file.into_inner();
        file.seek(SeekFrom::Start(0)).await?;
        Ok(Self(BufReader::new(file)))
    }

    /// The next ones, as many at most; none at the end.
    ///
    /// # Errors
    /// The temporary disk.
    pub async fn next(&mut self, most: usize) -> io::Result<Vec<DossierId>> {
        let mut bytes = vec![];
        let most = u64::try_from(most * ONE).unwrap_or(u64::MAX);
        (&mut self.0).take(most).read_to_end(&mut bytes).await?;
        let (ids, _) = bytes.as_chunks::<ONE>();
        Ok(ids.iter().map(|id| DossierId(Uuid::from_bytes(*id))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Suite;
    use futures::stream;
    use guichet_domain::ids::DossierId;
    use uuid::Uuid;

    #[tokio::test]
    async fn they_come_back_in_their_order_some_at_a_time() {
        let ids: Vec<DossierId> = (0..2_500).map(|_| DossierId(Uuid::new_v4())).collect();
        let given = stream::iter(ids.iter().copied().map(Ok::<_, String>));
        let mut suite = Suite::write_down(given).await.expect("written");
        let mut back = vec![];
        loop {
            let some = suite.next(1_000).await.expect("read");
            assert!(some.len() <= 1_000);
            if some.is_empty() {
                break;
            }
            back.extend(some);
        }
        assert_eq!(back, ids);
        let failed = Suite::write_down(stream::iter([Ok(ids[0]), Err("coupé")])).await;
        assert!(failed.is_err(), "what is cut is no suite");
    }
}
