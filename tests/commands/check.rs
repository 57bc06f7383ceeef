//! `guichet check` and `guichet champs`: the real programmes, and broken ones.

use super::guichet;

#[test]
#[ignore = "lance le binaire : make test"]
fn the_real_programmes_have_no_fault() {
    let ran = guichet(&["check", "programmes/"]);
    assert_eq!((ran.code(), ran.err().as_str()), (Some(0), ""), "{}", ran.out());
    assert!(ran.out().contains("6 programmes"), "{}", ran.out());
    assert_eq!(guichet(&["check"]).out(), ran.out(), "the programmes in the binary are those of the folder");
}

#[test]
#[ignore = "lance le binaire : make test"]
fn a_fault_is_told_at_its_place_and_ends_with_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = folder.path().join("essai");
    std::fs::create_dir_all(&programme).expect("a folder");
    std::fs::write(programme.join("programme.yaml"), "nom: Essai\nhotez: [essai.example]\n").expect("a file");
    let ran = guichet(&["check", folder.path().to_str().expect("text")]);
    assert_eq!(ran.code(), Some(1));
    assert!(ran.err().contains("essai/programme.yaml:2:1") && ran.err().contains("^^^^^"), "{}", ran.err());
    assert!(ran.err().contains("hotes"), "the nearest key is proposed: {}", ran.err());
}

#[test]
#[ignore = "lance le binaire : make test"]
fn what_waits_for_a_yes_is_listed_with_its_line() {
    let ran = guichet(&["check", "--a-confirmer"]);
    let waits: Vec<_> = ran.out().lines().filter(|line| line.contains(".yaml:")).map(str::to_owned).collect();
    assert!(waits.len() > 40, "{} lines", waits.len());
    for programme in ["aide-exceptionnelle/", "bourses/", "fussat/", "garde-enfants/", "retraite/"] {
        assert!(waits.iter().any(|line| line.starts_with(programme)), "{programme} assumes something");
    }
}

#[test]
#[ignore = "lance le binaire : make test"]
fn champs_are_listed_with_type_bounds_and_choices() {
    let json = guichet(&["champs", "fussat", "--le", "2020-11-20", "--json"]).json();
    let champ = |id: &str| {
        let champs = json["champs"].as_array().expect("champs");
        champs.iter().find(|champ| champ["id"] == id).unwrap_or_else(|| panic!("no champ {id}")).clone()
    };
    assert_eq!((json["version"].as_str(), champ("heures")["max"].as_str()), (Some("2020-11-20"), Some("3000")));
    let keys: Vec<_> =
        champ("unite")["choix"].as_array().expect("choices").iter().map(|choice| choice["cle"].clone()).collect();
    assert_eq!(keys, ["heures", "cachets", "jours"]);
    assert_eq!(guichet(&["champs", "fussat", "--le", "2019-01-01"]).code(), Some(2), "no rules yet on that day");
}
