//! The file of transfers against a schema: the part of pain.001.001.09 that Guichet writes, in `tests/schemas`.

use crate::kit::world::root;
use chrono::{DateTime, NaiveDate};
use guichet_domain::versement::pain::{Debiteur, Ordre, Virement, text};
use std::process::{Command, Output};

fn ordre(bic: Option<&str>) -> Ordre {
    let names = ["Inès Vasseur", "M. L’Hôte & Cie // <SARL>", "Łukasz Œuvré-Ðjurić", &"Très long nom ".repeat(12)];
    let virement = |(place, titulaire): (usize, &&str)| Virement {
        reference: format!("FUS-2026-{place:06}"),
        titulaire: (*titulaire).to_owned(),
        iban: "FR76 3000 6000 0112 3456 7890 189".to_owned(),
        centimes: [1, 100_005, 99_999_999_999, 60_000][place],
        libelle: format!("VFUS-2026-001 FUS-2026-{place:06}"),
    };
    Ordre {
        numero: "VFUS-2026-001".to_owned(),
        created_at: DateTime::UNIX_EPOCH,
        execution: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"),
        debiteur: Debiteur {
            nom: "Association d'Exemple".to_owned(),
            iban: "FR7630004000031234567890143".to_owned(),
            bic: bic.map(str::to_owned),
        },
        virements: names.iter().enumerate().map(virement).collect(),
    }
}

fn judged(xml: &str) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lot.xml");
    std::fs::write(&file, xml).expect("the file is written");
    let schema = root().join("tests/schemas/pain.001.001.09.xsd");
    let lint = Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(schema).arg(&file).output();
    lint.expect("xmllint manque : lancez « make test », ou installez libxml2-utils")
}

#[test]
#[ignore = "demande xmllint : make test"]
fn the_file_for_the_bank_is_valid() {
    for bic in [None, Some("BNPAFRPPXXX")] {
        let xml = text(&ordre(bic));
        let output = judged(&xml);
        assert!(output.status.success(), "{}\n{xml}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
#[ignore = "demande xmllint : make test"]
fn the_schema_refuses_what_a_bank_would() {
    let sound = text(&ordre(None));
    for (before, after) in [
        ("<Cd>SEPA</Cd>", "<Cd>URGP</Cd>"),
        ("Ccy=\"EUR\"", "Ccy=\"USD\""),
        (">0.01</InstdAmt>", ">0.001</InstdAmt>"),
        (">0.01</InstdAmt>", ">0.00</InstdAmt>"),
        ("<ChrgBr>SLEV</ChrgBr>", ""),
        ("Ines Vasseur", "Inès Vasseur"),
        ("<EndToEndId>FUS-2026-000000", "<EndToEndId>//FUS"),
        ("FR7630006000011234567890189", "FR76 3000"),
    ] {
        assert!(sound.contains(before), "{before}");
        assert!(!judged(&sound.replacen(before, after, 1)).status.success(), "{before} → {after}");
    }
}
