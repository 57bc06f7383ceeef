//! `guichet champs`: the champs of a programme on a day, with type, bounds and choices.

use super::{out, programmes};
use anyhow::Result;
use chrono::NaiveDate;
use guichet_domain::programme::{Bounds, Champ, Kind};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `champs`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nom du dossier du programme
    programme: String,
    /// Le jour dont les règles sont lues, AAAA-MM-JJ
    #[arg(long, value_name = "DATE")]
    le: NaiveDate,
    /// En JSON
    #[arg(long)]
    json: bool,
    /// Dossier des programmes (sinon : ceux du binaire)
    #[arg(long, value_name = "DOSSIER")]
    programmes: Option<PathBuf>,
}

/// Lists them.
pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let programme = programmes::find(args.programmes.as_deref(), &args.programme)?;
    let version = programmes::version(&programme, args.le)?;
    if args.json {
        let champs: Vec<Value> =
            version.champs.iter().map(|champ| told(champ, version.test.contains(&champ.id))).collect();
        let whole = json!({ "programme": programme.id, "version": version.du, "hash": version.hash, "champs": champs });
        out::line(serde_json::to_string_pretty(&whole)?);
    } else {
        out::line(format!("{}, règles du {} :", programme.nom, version.du));
        for champ in &version.champs {
            out::line(format!("  {:24} {:16} {}", champ.id.as_str(), champ.kind.code(), champ.libelle));
            for column in champ.columns() {
                out::line(format!("    {:22} {:16} {}", column.name(), column.kind.code(), column.libelle));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told(champ: &Champ, test: bool) -> Value {
    let mut told = json!({
        "id": champ.name(),
        // As the YAML writes it: what a choix is among stands in a key of its own.
        "type": if matches!(champ.kind, Kind::Parmi(_)) { "choix" } else { champ.kind.code() },
        "libelle": champ.libelle,
        "facultatif": champ.facultatif,
        "si": champ.si.as_ref().map(|rule| &rule.text),
        "test": test,
    });
    let more = match &champ.kind {
        Kind::Texte { longueur_max } | Kind::TexteLong { longueur_max } => json!({ "longueur_max": longueur_max }),
        Kind::Entier(bounds) | Kind::Nombre(bounds) | Kind::Montant(bounds) => numbers(bounds),
        Kind::Date { min, max } => {
            json!({ "min": min.as_ref().map(|rule| &rule.text), "max": max.as_ref().map(|rule| &rule.text) })
        }
        Kind::Choix(keys) | Kind::ChoixMultiple(keys) => {
            json!({ "choix": keys.iter().map(|(key, label)| json!({ "cle": key, "libelle": label })).collect::<Vec<_>>() })
        }
        Kind::Parmi(column) => json!({ "parmi": column }),
        Kind::Liste { champs, min, max, .. } => {
            json!({ "min": min, "max": max, "champs": champs.iter().map(|column| self::told(column, false)).collect::<Vec<_>>() })
        }
        _ => json!({}),
    };
    if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
        told.extend(more);
    }
    told
}

fn numbers(bounds: &Bounds) -> Value {
    let text = |rule: &Option<guichet_domain::rule::Rule>| rule.as_ref().map(|rule| rule.text.clone());
    json!({ "min": text(&bounds.min), "max": text(&bounds.max), "unite": bounds.unite })
}
