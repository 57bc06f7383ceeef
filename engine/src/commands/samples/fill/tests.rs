//! Samples fill every form of every programme: nothing missing, the same verdict as where they start.

use super::Sheet;
use crate::commands::samples::chance::Chance;
use crate::commands::samples::{person, start};
use chrono::{NaiveDate, TimeDelta};
use guichet_domain::field;
use guichet_domain::programme::{Quand, Version};
use guichet_domain::verdict;

/// Some days on which a version was in force, and a day long after it.
fn days(version: &Version) -> [NaiveDate; 3] {
    [
        version.du + TimeDelta::days(40),
        version.du + TimeDelta::days(200),
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
    ]
}

#[test]
fn every_form_of_every_version_can_be_filled_to_an_aide_and_to_a_refusal() {
    let exemples = start::exemples(None).unwrap();
    let programmes = start::programmes();
    let mut chance = Chance::new(11);
    let mut seen = 0;
    for programme in programmes.iter().filter(|programme| programme.faces.dossiers) {
        for version in &programme.versions {
            for demande in days(version) {
                let starts: Vec<_> =
                    exemples[&programme.id].iter().filter_map(|exemple| start::of(exemple, version, demande)).collect();
                let drawn = |eligible: bool, chance: &mut Chance| {
                    let these: Vec<_> = starts.iter().filter(|start| start.open.is_empty() != eligible).collect();
                    let filled = these.iter().filter(|start| {
                        let person = person::draw(demande, chance);
                        let sheet = Sheet { version, demande, person: &person, rows: 1 };
                        start::draw(start, &sheet, chance).is_some()
                    });
                    (filled.count(), these.len())
                };
                let case = format!("{} {} le {demande}", programme.id, version.du);
                for eligible in [true, false] {
                    let (filled, known) = drawn(eligible, &mut chance);
                    println!("{case} : {filled}/{known} {}", if eligible { "ouvrent" } else { "n'ouvrent pas" });
                    assert!(filled > 0, "{case} : aucun des {known} départs ({eligible}) ne se remplit");
                }
                seen += 1;
            }
        }
    }
    assert!(seen >= 15, "{seen}");
}

#[test]
fn the_bank_details_are_filled_when_their_time_has_come_and_not_before() {
    let exemples = start::exemples(None).unwrap();
    let programmes = start::programmes();
    let mut chance = Chance::new(2);
    for programme in programmes.iter().filter(|programme| programme.faces.dossiers) {
        let version = programme.versions.last().unwrap();
        let demande = version.du + TimeDelta::days(30);
        let starts: Vec<_> =
            exemples[&programme.id].iter().filter_map(|exemple| start::of(exemple, version, demande)).collect();
        let paid = starts.iter().filter(|start| start.money).find_map(|start| {
            let person = person::draw(demande, &mut chance);
            let sheet = Sheet { version, demande, person: &person, rows: 1 };
            start::draw(start, &sheet, &mut chance).map(|answers| (person.clone(), answers))
        });
        let (person, mut answers) = paid.expect("an aide that is paid");
        let late = version.champs_de_versement();
        assert!(late.iter().all(|champ| answers.get(champ.as_str()).is_none()));
        let sheet = Sheet { version, demande, person: &person, rows: 1 };
        assert!(super::complete(&sheet, &mut answers, Quand::ValideManager, &mut chance));
        assert!(late.iter().all(|champ| answers.get(champ.as_str()).is_some()), "{}", programme.id);
    }
}

#[test]
fn what_was_filled_reads_back_as_if_it_had_been_typed() {
    let exemples = start::exemples(None).unwrap();
    let programmes = start::programmes();
    let mut chance = Chance::new(4);
    for programme in programmes.iter().filter(|programme| programme.faces.dossiers) {
        let version = programme.versions.last().unwrap();
        let demande = version.du + TimeDelta::days(30);
        let person = person::draw(demande, &mut chance);
        let sheet = Sheet { version, demande, person: &person, rows: 2 };
        let starts: Vec<_> =
            exemples[&programme.id].iter().filter_map(|exemple| start::of(exemple, version, demande)).collect();
        let answers = starts.iter().find_map(|start| start::draw(start, &sheet, &mut chance)).unwrap();
        let json = field::answers_to_json(version, &answers);
        assert_eq!(field::answers_from_json(version, &json).unwrap(), answers);
        assert_eq!(verdict::judge(version, &answers, demande).questions, []);
    }
}
