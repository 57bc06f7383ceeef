//! A file comes back as it was given, or not at all.

use super::{Error, PutError, Storage, StorageConfig, Stored};
use crate::adapters::seal::{Keys, SealConfig};
use futures::{StreamExt, TryStreamExt, stream};
use guichet_domain::ids::{FichierId, ProgrammeId};
use std::path::PathBuf;
use std::sync::Arc;
use tokio_util::bytes::Bytes;
use uuid::Uuid;

const CHUNK: usize = super::chunks::PLAIN;
const SEALED: usize = super::chunks::SEALED;

struct Kit {
    storage: Storage,
    folder: tempfile::TempDir,
    programme: ProgrammeId,
    fichier: FichierId,
}

fn kit() -> Kit {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let config = StorageConfig { folder: folder.path().to_owned(), ..StorageConfig::default() };
    let keys = Keys::from_config(&SealConfig::generate("2026")).expect("a key just made is good");
    let storage = Storage::open(&config, Arc::new(keys)).expect("opens");
    Kit { storage, folder, programme: ProgrammeId::from("fussat"), fichier: FichierId(Uuid::from_u128(1)) }
}

/// Bytes that never look the same from one chunk to the next.
fn sample(length: usize) -> Vec<u8> {
    (0..length).map(|place| (place % 251) as u8 ^ (place / CHUNK) as u8).collect()
}

impl Kit {
    async fn put(&self, bytes: &[u8]) -> Stored {
        let pieces: Vec<Result<Bytes, std::io::Error>> =
            bytes.chunks(10_007).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        self.storage.put(&self.programme, self.fichier, stream::iter(pieces), u64::MAX).await.expect("stored")
    }

    async fn get(&self, key: &str) -> Result<Vec<u8>, Error> {
        let stream = self.storage.get(&self.programme, self.fichier, key).await?;
        let read = stream.map_ok(|bytes| bytes.to_vec()).try_concat().await;
        read.map_err(|error| error.downcast::<Error>().expect("the cause is told"))
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.path().join(key)
    }

    /// Rewrites the stored bytes, and tells what reading then gives.
    async fn after(&self, key: &str, change: impl FnOnce(&mut Vec<u8>)) -> Result<Vec<u8>, Error> {
        let untouched = std::fs::read(self.file(key)).expect("read");
        let mut bytes = untouched.clone();
        change(&mut bytes);
        std::fs::write(self.file(key), bytes).expect("written");
        let read = self.get(key).await;
        std::fs::write(self.file(key), untouched).expect("written");
        read
    }

    fn everything_on_disk(&self) -> Vec<PathBuf> {
        let folder = self.folder.path().join("fussat");
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("read").path()).collect()
    }
}

#[tokio::test]
async fn a_file_of_any_size_comes_back_as_it_was() {
    let kit = kit();
    for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 6 * 1024 * 1024] {
        let bytes = sample(size);
        let stored = kit.put(&bytes).await;
        assert_eq!(stored.octets, size as u64);
        assert_eq!(stored.head, bytes[..size.min(8192)]);
        assert!(stored.key.starts_with("fussat/"));
        assert!(kit.get(&stored.key).await.expect("read") == bytes, "{size} bytes");
    }
}

#[tokio::test]
async fn its_hash_is_that_of_the_file_and_the_disk_shows_nothing_of_it() {
    let kit = kit();
    let stored = kit.put(b"abc".repeat(40).as_slice()).await;
    let on_disk = std::fs::read(kit.file(&stored.key)).expect("read");
    assert!(!on_disk.windows(6).any(|window| window == b"abcabc"));
    let empty = kit.put(b"").await;
    assert_eq!(empty.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[tokio::test]
async fn every_way_of_tampering_is_noticed() {
    let kit = kit();
    let stored = kit.put(&sample(3 * CHUNK + 100)).await;
    let key = stored.key.as_str();
    let start = std::fs::read(kit.file(key)).expect("read").len() - (3 * SEALED + 100 + 16);

    for place in [0, 4, 6, start - 1, start, start + SEALED, start + 3 * SEALED + 115] {
        let read = kit.after(key, |bytes| bytes[place] ^= 1).await;
        assert!(read.is_err(), "a bit changed at {place}");
    }
    let cuts = [0, 3, start - 1, start, start + SEALED, start + 3 * SEALED, start + 3 * SEALED + 115];
    for length in cuts {
        let read = kit.after(key, |bytes| bytes.truncate(length)).await;
        assert!(matches!(read, Err(Error::Tampered)), "cut after {length} bytes");
    }
    let swapped = kit.after(key, |bytes| {
        let (before, after) = bytes[start..].split_at_mut(SEALED);
        before.swap_with_slice(&mut after[..SEALED]);
    });
    assert!(matches!(swapped.await, Err(Error::Tampered)), "two chunks swapped");
    let repeated = kit.after(key, |bytes| bytes.extend_from_within(start + 3 * SEALED..));
    assert!(matches!(repeated.await, Err(Error::Tampered)), "the end repeated");
    let dropped = kit.after(key, |bytes| drop(bytes.drain(start + SEALED..start + 2 * SEALED)));
    assert!(matches!(dropped.await, Err(Error::Tampered)), "a chunk taken out");
    assert!(kit.get(key).await.is_ok(), "untouched, it still reads");
}

#[tokio::test]
async fn a_file_put_in_the_place_of_another_does_not_open() {
    let kit = kit();
    let mine = kit.put(b"mon attestation").await;
    let other = FichierId(Uuid::from_u128(2));
    let as_other = kit.storage.get(&kit.programme, other, &mine.key).await;
    assert!(matches!(as_other.err(), Some(Error::Tampered)));

    let elsewhere = ProgrammeId::from("garde-enfants");
    let foreign = kit.storage.get(&elsewhere, kit.fichier, &mine.key).await;
    assert!(matches!(foreign.err(), Some(Error::NotFound)));
    let copy = mine.key.replace("fussat", "garde-enfants");
    std::fs::create_dir(kit.folder.path().join("garde-enfants")).expect("made");
    std::fs::copy(kit.file(&mine.key), kit.file(&copy)).expect("copied");
    let copied = kit.storage.get(&elsewhere, kit.fichier, &copy).await;
    assert!(matches!(copied.err(), Some(Error::Tampered)));
}

#[tokio::test]
async fn keys_cannot_lead_out_of_the_folder() {
    let kit = kit();
    for key in ["../secret", "fussat/../../secret", "fussat", "", "/etc/passwd", "fussat//a"] {
        let read = kit.get(key).await;
        assert!(matches!(read, Err(Error::NotFound)), "{key}: {read:?}");
    }
}

#[tokio::test]
async fn the_limit_is_enforced_while_reading_and_leaves_nothing() {
    let kit = kit();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let endless = stream::repeat_with(|| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from_static(&[7; 1024 * 1024]))
    });
    let put = kit.storage.put(&kit.programme, kit.fichier, endless, 12 * 1024 * 1024).await;
    assert!(matches!(put, Err(PutError::TooLarge)));
    assert_eq!(asked.into_inner(), 13, "no more is read than it takes to know");
    assert!(kit.everything_on_disk().is_empty());
    let exact = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"12345"))]);
    let exact = kit.storage.put(&kit.programme, kit.fichier, exact, 5).await;
    assert!(exact.is_ok(), "the limit itself is allowed");
}

#[tokio::test]
async fn a_broken_upload_leaves_nothing() {
    let kit = kit();
    let broken = stream::iter((0..7).map(|_| Ok(Bytes::from_static(&[7; 1024 * 1024]))))
        .chain(stream::iter([Err(std::io::Error::other("the person left"))]));
    let put = kit.storage.put(&kit.programme, kit.fichier, broken, u64::MAX).await;
    assert!(matches!(put, Err(PutError::Read(_))));
    assert!(kit.everything_on_disk().is_empty());
}

#[tokio::test]
async fn an_upload_nobody_waits_for_is_called_off() {
    let kit = kit();
    let stuck = stream::iter((0..7).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[7; 1024 * 1024]))))
        .chain(stream::pending());
    let put = kit.storage.put(&kit.programme, kit.fichier, stuck, u64::MAX);
    let waited = tokio::time::timeout(std::time::Duration::from_millis(1500), put).await;
    assert!(waited.is_err());
    for _ in 0..100 {
        if kit.everything_on_disk().is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("left behind: {:?}", kit.everything_on_disk());
}

#[tokio::test]
async fn objects_are_listed_by_programme_and_deleted_twice_without_fault() {
    let kit = kit();
    let stored = kit.put(b"abc").await;
    let listed: Vec<_> = kit.storage.list(&kit.programme).try_collect().await.expect("listed");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].key, stored.key);
    let elsewhere = kit.storage.list(&ProgrammeId::from("fuss")).count().await;
    assert_eq!(elsewhere, 0, "a programme is a whole word");

    kit.storage.check().await.expect("answers");
    kit.storage.delete(&stored.key).await.expect("removed");
    kit.storage.delete(&stored.key).await.expect("gone already");
    assert!(matches!(kit.get(&stored.key).await, Err(Error::NotFound)));
}
