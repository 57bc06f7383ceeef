//! The static files of a theme: style sheets, modules, fonts, pictures.

use crate::adapters::encoding::hex;
use crate::adapters::files::File;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tokio_util::bytes::Bytes;

/// A static file, ready to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// What it holds.
    pub bytes: Bytes,
    /// As in `Content-Type`.
    pub media_type: &'static str,
    /// A quoted hash of its content, as in `ETag`.
    pub etag: String,
}

/// The hash of the static files of all themes.
pub(super) fn hash(files: &[File]) -> String {
    let mut all = Sha256::new();
    for file in files.iter().filter(|file| file.path.split('/').nth(1) == Some("static")) {
        all.update(Sha256::digest(&file.path));
        all.update(Sha256::digest(&file.bytes));
    }
    short(&all.finalize())
}

/// The files below `static/`, by path.
pub(super) struct Assets {
    hash: String,
    by_path: BTreeMap<String, Asset>,
}

impl Assets {
    /// Gathers the files of these themes; the later ones replace.
    pub(super) fn new(prefixes: [&str; 2], files: &[File], hash: &str) -> Self {
        let mut found = BTreeMap::new();
        for prefix in prefixes {
            let folder = format!("{prefix}static/");
            let files = files.iter().filter_map(|file| Some((file.path.strip_prefix(&folder)?, file)));
            found.extend(files);
        }
        let by_path = found.into_iter().map(|(path, file)| (path.to_owned(), asset(path, file)));
        Self { by_path: by_path.collect(), hash: hash.to_owned() }
    }

    pub(super) fn get(&self, path: &str) -> Option<&Asset> {
        self.by_path.get(path)
    }

    pub(super) fn url(&self, path: &str) -> Option<String> {
        self.by_path.contains_key(path).then(|| format!("/static/{}/{path}", self.hash))
    }
}

fn asset(path: &str, file: &File) -> Asset {
    Asset {
        bytes: Bytes::copy_from_slice(&file.bytes),
        media_type: media_type(path),
        etag: format!("\"{}\"", short(&Sha256::digest(&file.bytes))),
    }
}

fn short(hash: &[u8]) -> String {
    hex(&hash[..8])
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
