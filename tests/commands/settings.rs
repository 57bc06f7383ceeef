//! `guichet config check`: what does not hold together is refused before anything starts.

use super::guichet;

fn checked(settings: &str) -> super::Ran {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), settings).expect("written");
    guichet(&["--config", file.path().to_str().expect("text"), "config", "check"])
}

const KEY: &str = "[seal]\ncurrent = \"k\"\n[seal.keys]\nk = \"eG8UA2Wdb9kk4aXKXDTq/kOUSYh1cc9YQzFQnzV5t00=\"\n";

#[test]
#[ignore = "lance le binaire : make test"]
fn sound_settings_are_said_to_be_sound() {
    let ran = checked(&format!("office_host = \"guichet.exemple.fr\"\n{KEY}"));
    assert_eq!(ran.code(), Some(0), "{}", ran.err());
    assert!(ran.out().contains("https://guichet.exemple.fr"), "{}", ran.out());
}

#[test]
#[ignore = "lance le binaire : make test"]
fn contradictions_and_unknown_settings_are_refused() {
    for (settings, told) in [
        (String::new(), "clé"),
        (format!("ecoute = 1\n{KEY}"), "ecoute"),
        (format!("scheme = \"http\"\n{KEY}"), "localhost"),
        (format!("database_url = \"mysql://x\"\n{KEY}"), "sqlite"),
        (format!("{KEY}[sessions]\nagent_idle = 600\n"), "baisse"),
        (format!("{KEY}[demo]\nall_open = true\n"), "guichet demo"),
    ] {
        let ran = checked(&settings);
        assert_eq!(ran.code(), Some(1), "{settings}\n{}", ran.out());
        assert!(ran.err().contains(told), "{told} is missing in: {}", ran.err());
    }
}
