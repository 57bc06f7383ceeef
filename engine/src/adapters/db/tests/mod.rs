//! The database by its stories, on SQLite, and on PostgreSQL too when `GUICHET_TEST_PG_URL` names one.

mod accounts;
mod compteurs;
mod crowd;
mod exports;
mod fichiers;
mod history;
mod jobs;
mod kit;
mod lectures;
mod list;
mod list_random;
mod opening;
mod scopes;
mod throttles;
mod tokens;
mod writes;
