//! A fault in a file never takes down what is being served.

use super::{Catalogues, Error};
use guichet_domain::ids::ProgrammeId;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A folder with a copy of the model programme under two names, each with its own host.
struct Kit {
    root: tempfile::TempDir,
}

fn kit() -> Kit {
    let kit = Kit { root: tempfile::tempdir().expect("a folder for the test") };
    for (id, sigle) in [("premier", "PRE"), ("second", "SEC")] {
        copy(&model(), &kit.root.path().join(id));
        let path = format!("{id}/programme.yaml");
        let text = std::fs::read_to_string(kit.root.path().join(&path)).expect("read");
        let line = |line: &str| match line.split_once(':') {
            Some(("sigle", _)) => format!("sigle: {sigle}"),
            Some(("hotes", _)) => format!("hotes: [{id}.example]"),
            _ => line.to_owned(),
        };
        kit.write(&path, &text.lines().map(line).collect::<Vec<_>>().join("\n"));
    }
    kit
}

fn model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/programmes/modele")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("read") {
        let entry = entry.expect("read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("copied");
        }
    }
}

impl Kit {
    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.root.path().join(path), text).expect("written");
    }

    fn edit(&self, path: &str, edit: impl FnOnce(String) -> String) {
        let text = std::fs::read_to_string(self.root.path().join(path)).expect("read");
        self.write(path, &edit(text));
    }

    fn open(&self) -> Catalogues {
        Catalogues::open(Some(self.root.path()), None).expect("the folder is there")
    }
}

fn served(catalogues: &Catalogues) -> Vec<String> {
    catalogues.current().programmes.keys().map(ToString::to_string).collect()
}

#[test]
fn programmes_are_found_by_their_exact_host() {
    let kit = kit();
    let catalogues = kit.open();
    assert!(catalogues.faults().is_empty(), "{:?}", catalogues.faults());
    let catalogue = catalogues.current();
    let at = |host: &str| catalogue.by_host(host).map(|programme| programme.id.to_string());
    assert_eq!(at("premier.example").as_deref(), Some("premier"));
    for host in ["", "example", "premier.example.", "PREMIER.example", "a.premier.example", "premier.localhost"] {
        assert_eq!(at(host), None, "{host}");
    }
    let local = Catalogues::open(Some(kit.root.path()), Some("localhost")).expect("opens");
    let found = local.current().by_host("second.localhost").map(|programme| programme.id.to_string());
    assert_eq!(found.as_deref(), Some("second"));
}

#[test]
fn a_programme_that_becomes_faulty_stays_as_it_was_and_the_others_go_on() {
    let kit = kit();
    let catalogues = kit.open();
    let before = catalogues.current();

    kit.edit("premier/programme.yaml", |text| format!("{text}\ninconnu: 1\n"));
    kit.edit("second/programme.yaml", |text| text.replace("\nresume:", "\nresume: Changé. #"));
    catalogues.reload().expect("read");

    assert_eq!(catalogues.faults()[0].file, "premier/programme.yaml");
    let after = catalogues.current();
    let first = ProgrammeId::from("premier");
    assert!(Arc::ptr_eq(&before.get(&first).expect("served"), &after.get(&first).expect("still served")));
    assert!(after.by_host("premier.example").is_some());
    assert_eq!(after.by_host("second.example").expect("served").resume, "Changé.");
    assert_ne!(before.by_host("second.example").expect("served").resume, "Changé.", "a request keeps its own");

    kit.edit("premier/programme.yaml", |text| text.replace("inconnu: 1", ""));
    catalogues.reload().expect("read");
    assert!(catalogues.faults().is_empty());
}

#[test]
fn a_programme_that_was_never_good_is_absent_and_one_that_is_removed_goes() {
    let kit = kit();
    kit.edit("premier/programme.yaml", |text| format!("{text}\ninconnu: 1\n"));
    let catalogues = kit.open();
    assert_eq!(served(&catalogues), ["second"]);
    std::fs::remove_dir_all(kit.root.path().join("second")).expect("removed");
    catalogues.reload().expect("read");
    assert!(served(&catalogues).is_empty());
}

#[test]
fn a_folder_that_cannot_be_read_changes_nothing() {
    let kit = kit();
    let catalogues = kit.open();
    std::fs::remove_dir_all(kit.root.path()).expect("removed");
    assert!(catalogues.reload().is_err());
    assert_eq!(served(&catalogues), ["premier", "second"]);
    assert!(matches!(Catalogues::open(Some(Path::new("/nulle/part")), None), Err(Error::Folder(_))));
}

#[tokio::test]
async fn a_change_in_the_folder_is_served_without_a_restart() {
    let kit = kit();
    let catalogues = Arc::new(kit.open());
    let watcher = tokio::spawn(catalogues.clone().watch());
    kit.edit("second/programme.yaml", |text| text.replace("\nresume:", "\nresume: Changé. #"));
    let second = ProgrammeId::from("second");
    let changed = || catalogues.current().get(&second).is_some_and(|programme| programme.resume == "Changé.");
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if changed() {
            break;
        }
    }
    assert!(changed());
    watcher.abort();
}

#[test]
fn rules_that_left_the_files_are_read_from_their_stored_text() {
    let kit = kit();
    let catalogues = kit.open();
    let id = ProgrammeId::from("premier");
    let stored = catalogues.current().get(&id).expect("served").versions[0].clone();
    let read = |hash: &str, texte: &str| catalogues.stored_version(&id, hash, stored.du, texte);
    assert!(Arc::ptr_eq(&read(&stored.hash, "").expect("in the files"), &stored));

    kit.edit(&format!("premier/{}.yaml", stored.du), |text| format!("# Autre texte.\n{text}"));
    catalogues.reload().expect("read");
    assert!(catalogues.faults().is_empty());
    let from_text = read(&stored.hash, &stored.texte).expect("from its text");
    assert_eq!(from_text.hash, stored.hash);
    assert!(Arc::ptr_eq(&from_text, &read(&stored.hash, "").expect("known already")));

    assert!(matches!(read("une autre empreinte", &stored.texte), Err(Error::OtherText(_))));
    assert!(matches!(read("une autre empreinte", "champs: 1"), Err(Error::Stored { .. })));
}

#[test]
fn the_programmes_of_the_binary_are_read() {
    let catalogues = Catalogues::open(None, None).expect("nothing to fail");
    assert!(catalogues.faults().is_empty(), "{}", catalogues.faults()[0]);
    assert!(!served(&catalogues).is_empty());
}
