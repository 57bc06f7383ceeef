//! The steps that make the database, one file a theme: expand first, contract in a later step.
//!
//! Every step runs on SQLite and on PostgreSQL. Reading and writing rows is left to the engine.
//! Common to all tables: ids are uuids made by the engine, moments are UTC, sums are whole cents,
//! JSON is text, and each row of a programme carries it, also in its foreign keys.

mod ddl;
mod m01_comptes;
mod m02_acces;
mod m03_versions;
mod m04_essais;
mod m05_dossiers;
mod m06_fichiers;
mod m07_events;
mod m08_jobs;
mod m09_recherche;
mod m10_file;
mod m11_listes;
mod m12_vues;
mod m13_examens;
mod m14_ensemble;
mod m15_traitements;
mod m16_empreintes;
mod m17_exports;
mod m19_lots;
mod m20_rattrapages;
mod m21_lots_rejetes;
mod m22_lot_retours;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// All the steps, in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m01_comptes::Migration),
            Box::new(m02_acces::Migration),
            Box::new(m03_versions::Migration),
            Box::new(m04_essais::Migration),
            Box::new(m05_dossiers::Migration),
            Box::new(m06_fichiers::Migration),
            Box::new(m07_events::Migration),
            Box::new(m08_jobs::Migration),
            Box::new(m09_recherche::Migration),
            Box::new(m10_file::Migration),
            Box::new(m11_listes::Migration),
            Box::new(m12_vues::Migration),
            Box::new(m13_examens::Migration),
            Box::new(m14_ensemble::Migration),
            Box::new(m15_traitements::Migration),
            Box::new(m16_empreintes::Migration),
            Box::new(m17_exports::Migration),
            Box::new(m19_lots::Migration),
            Box::new(m20_rattrapages::Migration),
            Box::new(m21_lots_rejetes::Migration),
            Box::new(m22_lot_retours::Migration),
        ]
    }
}
