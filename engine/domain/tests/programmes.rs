//! The real programmes: they read without a fault, and every case their owners wrote holds.

use guichet_domain::exemple::{read_exemples, run_exemple};
use guichet_domain::field::answers_from_json;
use guichet_domain::programme::Programme;
use guichet_domain::programme::read::{Source, read_all};
use guichet_domain::verdict::{State, Verdict, judge};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Cases that each programme with dossiers must have.
const CASES_MIN: usize = 15;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../programmes")
}

fn sources(folder: &Path, root: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).expect("the folder of the programmes") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, root, found);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            found.push(Source { path: name, bytes: std::fs::read(&path).expect("a readable file") });
        }
    }
}

fn real() -> (Vec<Programme>, Vec<Source>) {
    let mut files = vec![];
    sources(&root(), &root(), &mut files);
    let (programmes, faults) = read_all(&files);
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"));
    (programmes, files)
}

#[test]
fn the_six_sites_read_without_a_fault_and_every_case_holds() {
    let (programmes, files) = real();
    assert_eq!(programmes.len(), 6);
    for programme in &programmes {
        let folder = format!("{}/exemples/", programme.id);
        let cases = files
            .iter()
            .filter(|file| file.path.starts_with(&folder))
            .flat_map(|file| read_exemples(file).expect("readable cases"));
        let cases: Vec<_> = cases.collect();
        let wrong: Vec<String> =
            cases.iter().flat_map(|case| run_exemple(programme, case)).map(|fault| fault.to_string()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        if programme.faces.dossiers {
            assert!(cases.len() >= CASES_MIN, "{} has {} cases", programme.id, cases.len());
        }
    }
}

fn fussat_300_hours(le: &str) -> Verdict {
    let (programmes, _) = real();
    let fussat = programmes.iter().find(|programme| programme.id.as_str() == "fussat").expect("FUSSAT");
    let le = le.parse().expect("a day");
    let version = fussat.version_on(le).expect("rules in force");
    let mut given = json!({ "situation": "ouverture", "unite": "heures", "heures": 300 });
    if version.champ("unite").is_none() {
        // The first rules count in hours only.
        given.as_object_mut().expect("answers").remove("unite");
    }
    judge(version, &answers_from_json(version, &given).expect("readable answers"), le)
}

#[test]
fn three_hundred_hours_are_too_few_on_19_november_2020_and_enough_the_day_after() {
    let before = fussat_300_hours("2020-11-19");
    let short =
        before.conditions.iter().find(|condition| condition.etat == State::NonRemplie).expect("a condition not met");
    let reason = &short.raisons[0];
    let gap = reason.ecart.as_ref().expect("a gap");
    assert_eq!((before.version.to_string().as_str(), gap.brut.as_str()), ("2020-09-16", "61"), "{reason:?}");
    assert!(short.source.is_some(), "the rule says where it comes from");

    let after = fussat_300_hours("2020-11-20");
    assert_eq!(after.version.to_string(), "2020-11-20");
    assert!(after.conditions.iter().all(|condition| condition.id != short.id || condition.etat == State::Remplie));
}

#[test]
fn what_is_assumed_is_listed_with_its_place() {
    let (programmes, _) = real();
    for programme in programmes.iter().filter(|programme| programme.faces.dossiers) {
        assert!(!programme.a_confirmer.is_empty(), "{} assumes something", programme.id);
        assert!(programme.a_confirmer.iter().all(|wait| wait.line > 0 && wait.file.starts_with(programme.id.as_str())));
    }
}
