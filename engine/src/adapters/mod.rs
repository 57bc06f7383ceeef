//! The world: database, files, mail, templates, programmes on disk. Decides nothing.

pub mod banque;
pub mod catalogue;
pub mod db;
mod encoding;
mod files;
pub mod lectures;
pub mod mail;
pub mod markdown;
pub mod media;
pub mod packing;
pub mod password;
pub mod seal;
pub mod secret;
pub mod storage;
pub mod suite;
pub mod templates;
