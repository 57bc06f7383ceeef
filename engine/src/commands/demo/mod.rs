//! `guichet demo`: everything at once on this machine, with samples, and nothing to install. What the
//! samples are is left to `samples`, serving to `serve`.

mod folder;
mod welcome;

use super::serve::{listen, serve};
use super::{Misuse, open, out, samples};
use crate::adapters::banque::VersementConfig;
use crate::adapters::mail::MailConfig;
use crate::adapters::storage::StorageConfig;
use crate::clock::Clock;
use crate::config::{Config, DemoConfig, Scheme};
use anyhow::{Context, Result};
use chrono::{NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use folder::Folder;
use guichet_domain::versement::pain::Debiteur;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Arguments of `demo`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Port à écouter, sur cette machine seulement ; 0 en prend un libre
    #[arg(long, default_value_t = 8080, env = "GUICHET_DEMO_PORT")]
    port: u16,
    /// Dossier des données ; elles y restent d'une fois sur l'autre
    #[arg(long, value_name = "DOSSIER", default_value = "data/demo")]
    dossier: PathBuf,
    /// Montre le vrai calendrier et les règles de ce jour, AAAA-MM-JJ (sinon : tout est ouvert)
    #[arg(long, value_name = "DATE")]
    le: Option<NaiveDate>,
    /// Nombre de dossiers d'exemple
    #[arg(long, value_name = "NOMBRE", default_value_t = 200, value_parser = clap::value_parser!(u16).range(0..=5_000))]
    nombre: u16,
    /// Dossier des programmes, relu à chaque changement (sinon : ceux du binaire)
    #[arg(long, value_name = "DOSSIER")]
    programmes: Option<PathBuf>,
    /// Dossier des thèmes, relu à chaque changement (sinon : ceux du binaire)
    #[arg(long, value_name = "DOSSIER")]
    themes: Option<PathBuf>,
}

/// Makes the data where there are none yet, says where everything is, and serves.
pub(super) async fn run(args: Args) -> Result<ExitCode> {
    // The port first: two demos must not fill the same folder.
    let listener = take_port(args.port).await?;
    let port = listener.local_addr()?.port();
    let folder = Folder::open(&data_folder(&args))?;
    let config = config(&args, port, &folder)?;
    let clock = args.le.map_or_else(Clock::default, |day| Clock::starting_at(morning(day)));
    let app = open(config, clock).await?;
    if !folder.is_ready() {
        let bar = progress(usize::from(args.nombre));
        let made = samples::seed(&app, usize::from(args.nombre), |done, all| told(&bar, done, all)).await;
        bar.finish_and_clear();
        let made = made.with_context(|| {
            format!("les données d'exemple n'ont pas pu être faites dans {}", folder.path().display())
        })?;
        folder.set_ready()?;
        out::line(format!("{made} dossiers d'exemple sont prêts."));
    }
    out::line(welcome::text(&app, &folder, args.le));
    serve(app, listener, true).await?;
    out::line(format!("La démonstration est arrêtée. Ses données restent dans {}.", folder.path().display()));
    Ok(ExitCode::SUCCESS)
}

/// This machine only: the passwords of the demo are known to everybody.
async fn take_port(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let next = port.checked_add(1).unwrap_or(8081);
    listen(&address.to_string()).await.map_err(|_| {
        Misuse(format!("le port {port} est déjà pris sur cette machine. Essayez « guichet demo --port {next} », ou « --port 0 » pour en prendre un libre.")).into()
    })
}

/// Each day shown has its own data: two days would contradict each other.
fn data_folder(args: &Args) -> PathBuf {
    match args.le {
        Some(day) => args.dossier.join(format!("le-{day}")),
        None => args.dossier.join("tout-ouvert"),
    }
}

fn config(args: &Args, port: u16, folder: &Folder) -> Result<Config> {
    Ok(Config {
        listen: format!("127.0.0.1:{port}"),
        scheme: Scheme::Http,
        public_port: Some(port),
        local_suffix: Some("localhost".into()),
        database_url: folder.database_url(),
        programmes: args.programmes.clone(),
        themes: args.themes.clone(),
        storage: StorageConfig { folder: folder.pieces(), ..StorageConfig::default() },
        mail: MailConfig { folder: folder.courrier(), ..MailConfig::default() },
        seal: folder.keys()?,
        versements: VersementConfig { debiteur: Some(payer()), ..VersementConfig::default() },
        demo: Some(DemoConfig { all_open: args.le.is_none() }),
        ..Config::default()
    })
}

/// An account of nobody's, of the kind that banks print in examples.
fn payer() -> Debiteur {
    Debiteur { nom: "Association d'Exemple".into(), iban: "FR7630004000031234567890143".into(), bic: None }
}

/// Ten o'clock in Paris.
fn morning(day: NaiveDate) -> chrono::DateTime<Utc> {
    let local = day.and_hms_opt(10, 0, 0).expect("ten o'clock exists");
    // The clocks change at night.
    Paris.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |moment| moment.with_timezone(&Utc))
}

/// A bar on a terminal; elsewhere nothing moves, and `told` writes lines.
fn progress(count: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("Données d'exemple {bar:40} {pos}/{len}");
    ProgressBar::new(count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn told(bar: &ProgressBar, done: usize, all: usize) {
    bar.set_length(all as u64);
    bar.set_position(done as u64);
    let tenth = (all / 10).max(1);
    if bar.is_hidden() && !std::io::stderr().is_terminal() && done.is_multiple_of(tenth) {
        eprintln!("Données d'exemple : {done} dossiers sur {all}");
    }
}

#[cfg(test)]
mod tests {
    use super::take_port;

    #[tokio::test]
    async fn a_port_that_is_taken_is_told_with_another_to_try() {
        let first = take_port(0).await.unwrap();
        assert!(first.local_addr().unwrap().ip().is_loopback());
        let port = first.local_addr().unwrap().port();
        let refused = take_port(port).await.unwrap_err().to_string();
        assert!(refused.contains(&format!("{port} est déjà pris")) && refused.contains("--port "), "{refused}");
    }
}
