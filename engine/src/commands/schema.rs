//! `guichet schema`: the JSON Schema of a kind of file, for completion in editors.

use super::out;
use anyhow::Result;
use clap::ValueEnum;
use guichet_domain::programme::read::schema;
use std::process::ExitCode;

/// Arguments of `schema`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// De quel fichier
    fichier: Kind,
}

/// The kinds of files of a programme.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// programme.yaml
    Programme,
    /// AAAA-MM-JJ.yaml
    Regles,
    /// exemples/*.yaml
    Exemples,
}

/// Prints it.
pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let schema = match args.fichier {
        Kind::Programme => schema::programme(),
        Kind::Regles => schema::version(),
        Kind::Exemples => schema::exemples(),
    };
    out::line(serde_json::to_string_pretty(&schema)?);
    Ok(ExitCode::SUCCESS)
}
