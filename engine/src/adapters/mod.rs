//! The world: database, files, mail, templates, programmes on disk. Decides nothing.

pub mod db;
