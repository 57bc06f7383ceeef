//! A seventh programme, written in YAML alone in a folder of its own, goes the whole way: the engine
//! that serves it is the one that was built without it.

use super::five::is_asked_granted_and_paid;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::world::{World, root};
use std::fs;
use std::path::Path;

both!(a_programme_written_in_yaml_alone_is_served);

async fn a_programme_written_in_yaml_alone_is_served(base: Base) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("programmes"), folder.path());
    copy(&root().join("tests/journeys/septieme/partitions"), &folder.path().join("partitions"));
    let world = World::with(base, |config| config.programmes = Some(folder.path().to_owned())).await;
    assert_eq!(world.app.catalogue().programmes.len(), 7);
    let reponses = Reponses::read(&root().join("tests/journeys/septieme/reponses.yaml"));
    is_asked_granted_and_paid(&world, "partitions", reponses, "pupitre").await;
}

#[tokio::test]
async fn a_programme_that_does_not_read_leaves_the_others_served() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("programmes"), folder.path());
    let world = World::with(Base::Sqlite, |config| config.programmes = Some(folder.path().to_owned())).await;
    fs::write(folder.path().join("bourses/2022-09-01.yaml"), "champs: {").expect("the fault is written");
    world.app.catalogues.reload().expect("the folder can be read");
    assert!(!world.app.catalogues.faults().is_empty(), "la faute est dite");
    world.visitor("bourses").get("/").await.must_be(200);
    world.visitor("retraite").get("/").await.must_be(200);
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let copied = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a copy");
        }
    }
}
