//! `guichet eligibilite`: the verdict of a day's rules on answers given in a file.

use super::{Misuse, out, programmes};
use anyhow::{Context, Result};
use chrono::NaiveDate;
use guichet_domain::exemple::read_answers;
use guichet_domain::field;
use guichet_domain::format;
use guichet_domain::programme::read::Source;
use guichet_domain::programme::{Kind, Programme, Version};
use guichet_domain::verdict::{State, Verdict, judge};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Largest file of answers, in bytes.
const FILE_MAX: u64 = 1024 * 1024;

/// Arguments of `eligibilite`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nom du dossier du programme
    programme: String,
    /// Le jour de la demande, AAAA-MM-JJ : il choisit les règles
    #[arg(long, value_name = "DATE")]
    le: NaiveDate,
    /// Réponses, YAML ou JSON : identifiant de champ → valeur
    #[arg(long, value_name = "FICHIER")]
    reponses: PathBuf,
    /// En JSON
    #[arg(long)]
    json: bool,
    /// Dossier des programmes (sinon : ceux du binaire)
    #[arg(long, value_name = "DOSSIER")]
    programmes: Option<PathBuf>,
}

/// Judges.
pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let programme = programmes::find(args.programmes.as_deref(), &args.programme)?;
    let version = programmes::version(&programme, args.le)?;
    let mut given = read(&args.reponses)?;
    let ignored = set_aside(&mut given, &programme, version);
    let answers = match field::answers_from_json(version, &given) {
        Ok(answers) => answers,
        Err(faults) => {
            let lines: Vec<String> =
                faults.iter().map(|f| format!("  {} : {}{}", f.champ, f.message, keys(version, &f.champ))).collect();
            return Err(
                Misuse(format!("réponses refusées ({}) :\n{}", args.reponses.display(), lines.join("\n"))).into()
            );
        }
    };
    let verdict = judge(version, &answers, args.le);
    if args.json {
        out::line(serde_json::to_string_pretty(&told(&programme, &verdict, &ignored)?)?);
    } else {
        if !ignored.is_empty() {
            out::line(format!("Sans effet sous ces règles : {}", ignored.join(", ")));
        }
        print(&programme, &verdict);
    }
    Ok(ExitCode::SUCCESS)
}

/// The keys that a choix accepts, for who writes them by hand.
fn keys(version: &Version, champ: &str) -> String {
    match version.champ(champ).map(|champ| &champ.kind) {
        Some(Kind::Choix(keys) | Kind::ChoixMultiple(keys)) => {
            format!(" ({})", keys.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    }
}

fn read(path: &Path) -> Result<Value> {
    let size =
        std::fs::metadata(path).map_err(|error| Misuse(format!("{} ne peut être lu : {error}", path.display())))?.len();
    if size > FILE_MAX {
        return Err(Misuse(format!("{} est trop gros : 1 Mo au plus.", path.display())).into());
    }
    let bytes = std::fs::read(path).map_err(|error| Misuse(format!("{} ne peut être lu : {error}", path.display())))?;
    let answers = read_answers(&Source { path: path.display().to_string(), bytes });
    answers.map_err(|faults| Misuse(faults.iter().map(|f| format!("\n{f}")).collect::<String>()).into())
}

/// Takes out the answers to questions that only other rules of the programme ask, so that the same
/// file can be judged on two days; a champ that none of them has stays, and is a fault.
fn set_aside(given: &mut Value, programme: &Programme, version: &Version) -> Vec<String> {
    let Value::Object(fields) = given else { return vec![] };
    let elsewhere =
        |champ: &str| version.champ(champ).is_none() && programme.versions.iter().any(|v| v.champ(champ).is_some());
    let ignored: Vec<String> = fields.keys().filter(|champ| elsewhere(champ)).cloned().collect();
    for champ in &ignored {
        fields.remove(champ);
    }
    ignored
}

fn told(programme: &Programme, verdict: &Verdict, ignored: &[String]) -> Result<Value> {
    let mut told = serde_json::to_value(verdict).context("verdict")?;
    let state = if verdict.eligible() {
        "eligible"
    } else if verdict.aides.iter().any(|aide| aide.etat == State::Inconnue) {
        "inconnu"
    } else {
        "non_eligible"
    };
    if let Value::Object(fields) = &mut told {
        fields.insert("programme".into(), json!(programme.id));
        fields.insert("verdict".into(), json!(state));
        fields.insert("ignores".into(), json!(ignored));
        fields.insert("total_centimes".into(), json!(verdict.total_centimes()));
    }
    Ok(told)
}

fn print(programme: &Programme, verdict: &Verdict) {
    out::line(format!(
        "{}, règles du {}, demande du {}",
        programme.nom,
        format::date(verdict.version),
        format::date(verdict.demande)
    ));
    for aide in &verdict.aides {
        let sum = aide.montant_centimes.map(|cents| format!(", {}", format::centimes(cents))).unwrap_or_default();
        out::line(format!("\n{} : {}{sum}", aide.libelle, word(aide.etat)));
    }
    for condition in &verdict.conditions {
        out::line(format!("\n  {} — {}", condition.libelle, word(condition.etat)));
        for reason in &condition.raisons {
            let figure = |figure: &Option<guichet_domain::rule::Figure>| {
                figure.as_ref().map_or("?".to_owned(), |figure| figure.texte.clone())
            };
            let threshold = match (&reason.seuil, &reason.min, &reason.max) {
                (Some(_), _, _) => figure(&reason.seuil),
                (None, None, None) => String::new(),
                _ => format!("{} et {}", figure(&reason.min), figure(&reason.max)),
            };
            out::line(format!(
                "    {} : {} ({} {threshold})",
                reason.libelle,
                figure(&reason.valeur),
                reason.operateur
            ));
        }
        if let Some(motif) = &condition.motif {
            out::line(format!("    {motif}"));
        }
    }
    if !verdict.questions.is_empty() {
        let questions: Vec<&str> = verdict.questions.iter().map(|champ| champ.as_str()).collect();
        out::line(format!("\nQuestions encore à poser : {}", questions.join(", ")));
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Remplie => "oui",
        State::NonRemplie => "non",
        State::Inconnue => "pas encore connu",
        State::SansObjet => "sans objet",
    }
}
