//! `guichet check`: every fault of the programmes at its place, their exemples run, and what waits for
//! a yes of Audiens.

use super::out;
use crate::adapters::catalogue;
use anyhow::Result;
use guichet_domain::exemple::{read_exemples, run_exemple};
use guichet_domain::programme::Programme;
use guichet_domain::programme::fault::Fault;
use guichet_domain::programme::read::{Source, read_all};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `check`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Dossier des programmes (sinon : ceux du binaire)
    #[arg(value_name = "DOSSIER")]
    programmes: Option<PathBuf>,
    /// Lister ce qui est supposé et attend un oui d'Audiens
    #[arg(long)]
    a_confirmer: bool,
    /// En JSON
    #[arg(long)]
    json: bool,
}

/// Checks; exit code 1 on any fault.
pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let folder = args.programmes.as_deref();
    let sources = catalogue::sources_of(folder)?;
    let (programmes, mut faults) = read_all(&sources);
    let mut exemples = 0;
    for programme in &programmes {
        exemples += run_exemples(programme, &sources, &mut faults);
    }
    if args.json {
        out::line(serde_json::to_string_pretty(&faults)?);
    } else {
        report(folder, &faults);
        if args.a_confirmer {
            for wait in programmes.iter().flat_map(|programme| &programme.a_confirmer) {
                out::line(format!("{}:{}: {}", wait.file, wait.line, wait.what));
            }
        }
        if faults.is_empty() {
            let versions: usize = programmes.iter().map(|programme| programme.versions.len()).sum();
            out::line(format!(
                "{} programmes, {versions} versions de règles, {exemples} exemples : aucune faute.",
                programmes.len()
            ));
        }
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the exemples of a programme; gives how many there are.
fn run_exemples(programme: &Programme, sources: &[Source], faults: &mut Vec<Fault>) -> usize {
    let folder = format!("{}/exemples/", programme.id);
    let mut count = 0;
    for source in sources.iter().filter(|source| source.path.starts_with(&folder)) {
        match read_exemples(source) {
            Ok(exemples) => {
                count += exemples.len();
                faults.extend(exemples.iter().flat_map(|exemple| run_exemple(programme, exemple)));
            }
            Err(unreadable) => faults.extend(unreadable),
        }
    }
    count
}

fn report(folder: Option<&std::path::Path>, faults: &[Fault]) {
    let root =
        folder.map(|folder| format!("{}/", folder.display().to_string().trim_end_matches('/'))).unwrap_or_default();
    for fault in faults {
        eprintln!("{}\n", Fault { file: format!("{root}{}", fault.file), ..fault.clone() });
    }
    match faults.len() {
        0 => {}
        1 => eprintln!("1 faute."),
        many => eprintln!("{many} fautes."),
    }
}
