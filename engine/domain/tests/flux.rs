//! `docs/flux.md` is made from the one table of the workflow: it cannot say anything else.
//!
//! After a change of the table: `GUICHET_WRITE_DOCS=1 cargo test -p guichet-domain --test flux`.

use guichet_domain::dossier::{Acte, Acteur, Etat, TABLE, Transition};
use std::fmt::Write as _;
use std::path::PathBuf;

#[test]
fn the_page_of_the_workflow_says_what_the_table_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/flux.md");
    let made = page();
    if std::env::var_os("GUICHET_WRITE_DOCS").is_some() {
        std::fs::write(&path, &made).expect("docs/ can be written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/flux.md exists");
    assert_eq!(written, made, "run this test with GUICHET_WRITE_DOCS=1 to write docs/flux.md again");
}

fn page() -> String {
    let mut page = String::from(
        "# Le flux de travail\n\nUn seul, pour tous les programmes. Cette page est écrite par un test à partir de la table de \
         `engine/domain/src/dossier/workflow.rs`.\n\n| depuis | acte | qui | vers | il faut |\n| --- | --- | --- | --- | --- |\n",
    );
    for line in TABLE {
        let from: Vec<&str> = line.from.iter().map(|etat| etat.libelle()).collect();
        writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            from.join(", "),
            acte(line.acte),
            acteur(line.acteur),
            line.to.libelle(),
            line.needs
        )
        .expect("a string takes any text");
    }
    page.push_str("\n```mermaid\nstateDiagram-v2\n  [*] --> brouillon\n");
    for line in TABLE {
        for from in line.from {
            writeln!(page, "  {} --> {} : {}", from.code(), line.to.code(), arrow(line))
                .expect("a string takes any text");
        }
    }
    for end in [Etat::MisEnPaiement, Etat::Refuse, Etat::Abandonne] {
        writeln!(page, "  {} --> [*]", end.code()).expect("a string takes any text");
    }
    page.push_str("```\n");
    page
}

fn arrow(line: &Transition) -> String {
    format!("{} ({})", acte(line.acte), acteur(line.acteur))
}

fn acte(acte: Acte) -> String {
    acte.code().replace('_', " ").replace("complement", "un complément").replace("rejet", "un rejet")
}

fn acteur(acteur: Acteur) -> &'static str {
    match acteur {
        Acteur::Beneficiaire => "bénéficiaire",
        Acteur::Conseiller => "conseiller",
        Acteur::Manager => "manager",
    }
}
