//! The `[storage]` settings, and the store they choose.

use super::{Error, Storage};
use crate::adapters::seal::Keys;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Which store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StorageKind {
    /// A folder of this machine.
    #[default]
    Folder,
    /// S3, or what speaks its protocol.
    S3,
}

/// Where files are kept.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StorageConfig {
    /// Which store; the settings of the other are ignored.
    pub kind: StorageKind,
    /// Folder: made if it is missing.
    pub folder: PathBuf,
    /// S3: name of the bucket.
    pub bucket: String,
    /// S3: address of the server, for any other than Amazon's.
    pub endpoint: Option<String>,
    /// S3: region.
    pub region: String,
    /// S3: id of the access key.
    pub access_key_id: String,
    /// S3: the access key.
    pub secret_access_key: String,
    /// S3: the bucket in the path (`true`) or in the hostname.
    pub path_style: bool,
    /// S3: accept `http://`, for a server on the same machine only.
    pub allow_http: bool,
}

impl Default for StorageConfig {
    fn default() -> Self {
        Self {
            kind: StorageKind::default(),
            folder: PathBuf::from("data/pieces"),
            bucket: String::new(),
            endpoint: None,
            region: "eu-west-3".to_owned(),
            access_key_id: String::new(),
            secret_access_key: String::new(),
            path_style: true,
            allow_http: false,
        }
    }
}

/// Without the access key.
impl fmt::Debug for StorageConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StorageConfig")
            .field("kind", &self.kind)
            .field("folder", &self.folder)
            .field("bucket", &self.bucket)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl Storage {
    /// Opens the store that the settings choose. S3 is not called yet: see [`Storage::check`].
    ///
    /// # Errors
    /// When the folder cannot be made, or a setting is missing.
    pub fn open(config: &StorageConfig, keys: Arc<Keys>) -> Result<Self, Error> {
        let store = match config.kind {
            StorageKind::Folder => folder(config)?,
            StorageKind::S3 => s3(config)?,
        };
        Ok(Self { store, keys })
    }
}

fn folder(config: &StorageConfig) -> Result<Arc<dyn ObjectStore>, Error> {
    std::fs::create_dir_all(&config.folder)
        .map_err(|error| Error::Settings(format!("{} : {error}", config.folder.display())))?;
    let store = LocalFileSystem::new_with_prefix(&config.folder)?;
    // What was acknowledged must survive a power cut: the file and its folder are synced first.
    Ok(Arc::new(store.with_fsync(true)))
}

fn s3(config: &StorageConfig) -> Result<Arc<dyn ObjectStore>, Error> {
    let needed = [
        ("bucket", &config.bucket),
        ("access_key_id", &config.access_key_id),
        ("secret_access_key", &config.secret_access_key),
    ];
    if let Some((name, _)) = needed.into_iter().find(|(_, value)| value.is_empty()) {
        return Err(Error::Settings(format!("il manque le réglage storage.{name}")));
    }
    // The first to ask for TLS chooses its provider for the process; asking twice is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(5))
        .with_read_timeout(Duration::from_secs(30))
        // A large file on a slow line may take longer in all; each read has its own limit.
        .with_timeout_disabled();
    let retry = RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(30), ..RetryConfig::default() };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&config.bucket)
        .with_region(&config.region)
        .with_access_key_id(&config.access_key_id)
        .with_secret_access_key(&config.secret_access_key)
        .with_virtual_hosted_style_request(!config.path_style)
        .with_client_options(client)
        .with_allow_http(config.allow_http)
        .with_retry(retry);
    if let Some(endpoint) = &config.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    Ok(Arc::new(builder.build()?))
}
