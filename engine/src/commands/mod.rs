//! The command line: one file per command; this one reads the line and starts what they share.

mod agent;
mod champs;
mod check;
mod config_check;
mod demo;
mod eligibilite;
mod migrate;
mod out;
mod programmes;
mod samples;
mod schema;
mod serve;
mod travaux;
mod work;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;

/// Guichet : tous les programmes d'aide, un seul service.
#[derive(Parser)]
#[command(name = "guichet", version, about, disable_help_subcommand = true)]
struct Line {
    /// Fichier de réglages TOML (sinon : les réglages intégrés, puis l'environnement GUICHET_…)
    #[arg(long, global = true, value_name = "FICHIER", env = "GUICHET_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Montre tout : données d'exemple, adresses et comptes, sans rien à installer
    Demo(demo::Args),
    /// Sert les portails et le back office
    Serve(serve::Args),
    /// Exécute seulement les travaux en attente (courriels, horloge)
    Work,
    /// Montre les travaux et les courriels abandonnés, et les relance
    Travaux(travaux::Args),
    /// Met la base de données à jour
    Migrate,
    /// Relit les programmes et signale chaque faute à sa place
    Check(check::Args),
    /// Donne le verdict des règles d'un jour sur des réponses
    Eligibilite(eligibilite::Args),
    /// Liste les champs d'un programme
    Champs(champs::Args),
    /// Donne le schéma JSON d'un fichier de programme, pour compléter dans un éditeur
    Schema(schema::Args),
    /// Ouvre le compte d'un agent
    #[command(subcommand)]
    Agent(agent::Command),
    /// Vérifie les réglages
    #[command(subcommand)]
    Config(config_check::Command),
}

/// A fault of who typed the command: exit code 2. Any other fault: 1.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Misuse(pub(crate) String);

/// Runs the command of the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let line = Line::parse();
    let filter = EnvFilter::try_from_env("GUICHET_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    // Chosen once, before any client is made: two providers in one process make rustls refuse both.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::debug!("un fournisseur TLS est déjà choisi");
    }
    match run(line) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("guichet : {error:#}");
            ExitCode::from(if error.is::<Misuse>() { 2 } else { 1 })
        }
    }
}

fn run(line: Line) -> Result<ExitCode> {
    let config = line.config.as_deref();
    match line.command {
        Command::Check(args) => check::run(&args),
        Command::Eligibilite(args) => eligibilite::run(&args),
        Command::Champs(args) => champs::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Config(command) => config_check::run(&command, config),
        Command::Demo(args) => in_runtime(demo::run(args)),
        Command::Serve(args) => in_runtime(serve::run(Config::read(config)?, args)),
        Command::Work => in_runtime(work::run(Config::read(config)?)),
        Command::Travaux(args) => in_runtime(travaux::run(Config::read(config)?, args)),
        Command::Migrate => in_runtime(migrate::run(Config::read(config)?)),
        Command::Agent(command) => in_runtime(agent::run(Config::read(config)?, command)),
    }
}

fn in_runtime(future: impl Future<Output = Result<ExitCode>>) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("le moteur asynchrone ne démarre pas")?;
    runtime.block_on(future)
}

/// Opens every part, with the database up to date.
async fn open(config: Config, clock: Clock) -> Result<Arc<App>> {
    let app = App::open(config, clock).await?;
    crate::adapters::db::migrate(&app.db).await.context("la base de données n'a pas pu être mise à jour")?;
    Ok(app)
}
