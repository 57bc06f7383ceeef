//! Broken programmes: the model programme, damaged in one way by each file of
//! `tests/programmes/casses/`, and what its owner is then told, word for word.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use guichet_domain::programme::fault::Fault;
use guichet_domain::programme::read::{Source, read_all, read_folder};
use proptest::prelude::{ProptestConfig, any, proptest};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// One damage: a text replaced, a file added or changed, a file taken away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Damage {
    dans: String,
    remplace: Option<String>,
    par: Option<String>,
    contenu: Option<String>,
    #[serde(default)]
    retire: bool,
}

fn tests_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programmes")
}

fn model() -> Vec<Source> {
    let mut files = Vec::new();
    walk(&tests_folder().join("modele"), "modele", &mut files);
    files
}

fn walk(folder: &Path, name: &str, files: &mut Vec<Source>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{name}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            walk(&entry.path(), &path, files);
        } else {
            files.push(Source { path, bytes: std::fs::read(entry.path()).unwrap() });
        }
    }
}

fn damage(mut files: Vec<Source>, damages: &[Damage]) -> Vec<Source> {
    for damage in damages {
        let path = format!("modele/{}", damage.dans);
        if damage.retire {
            files.retain(|file| file.path != path);
        } else if let Some(text) = &damage.contenu {
            files.retain(|file| file.path != path);
            files.push(Source { path, bytes: text.clone().into_bytes() });
        } else {
            let file = files.iter_mut().find(|file| file.path == path).expect("the damaged file is in the model");
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            let (before, after) = (damage.remplace.as_deref().unwrap(), damage.par.as_deref().unwrap());
            assert!(text.contains(before), "{path} no longer holds « {before} »");
            file.bytes = text.replacen(before, after, 1).into_bytes();
        }
    }
    files
}

fn printed(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n\n")
}

/// Each fault is where it says, underlines something, and says what to do.
fn assert_well_placed(case: &str, faults: &[Fault], files: &[Source]) {
    for fault in faults {
        assert!(!fault.message.is_empty() && !fault.advice.is_empty(), "{case}: no advice in {fault}");
        assert!(fault.column >= 1 && fault.width >= 1, "{case}: {fault}");
        let Some(file) = files.iter().find(|file| file.path == fault.file) else {
            continue;
        };
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            continue;
        };
        let lines: Vec<&str> = text.lines().collect();
        assert!(fault.line <= lines.len().max(1), "{case}: {fault}");
        if !fault.excerpt.is_empty() {
            assert_eq!(fault.excerpt, lines[fault.line - 1].replace('\t', " "), "{case}");
            assert!(fault.column <= fault.excerpt.chars().count() + 1, "{case}: {fault}");
        }
    }
}

#[test]
fn the_model_is_sound() {
    let programme = read_folder("modele", &model()).map_err(|faults| printed(&faults)).unwrap();
    assert_eq!(programme.versions.len(), 2);
    assert_eq!(programme.pages["accueil"].titre, "Le programme modèle");
    assert_eq!(programme.messages["depot"].markdown, "Nous la lisons.");
    let calculs: Vec<&str> = programme.versions[0].calculs.iter().map(|calcul| calcul.id.as_str()).collect();
    assert_eq!(calculs, ["reste", "moitie"], "a calcul comes after those it uses");
    let assumed: Vec<&str> = programme.a_confirmer.iter().map(|assumed| assumed.what.as_str()).collect();
    assert_eq!(assumed, ["campagnes.2021", "Le numéro de téléphone", "conditions.ressources", "conditions.ressources"]);
}

#[test]
fn each_damage_is_told_at_its_place_with_what_to_write_instead() {
    let folder = tests_folder().join("casses");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    cases.sort();
    assert!(cases.len() >= 80, "{} cases", cases.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    for case in cases {
        let name = case.file_stem().unwrap().to_str().unwrap();
        let damages: Vec<Damage> = serde_yaml::from_str(&std::fs::read_to_string(&case).unwrap()).unwrap();
        let files = damage(model(), &damages);
        let faults = read_folder("modele", &files).expect_err(name);
        assert_well_placed(name, &faults, &files);
        insta::assert_snapshot!(name, printed(&faults));
    }
}

fn with_bytes(path: &str, bytes: Vec<u8>) -> Vec<Fault> {
    let mut files = model();
    files.retain(|file| file.path != path);
    files.push(Source { path: path.to_owned(), bytes });
    read_folder("modele", &files).unwrap_err()
}

#[test]
fn a_file_of_ten_megabytes_is_refused_without_being_read() {
    let faults = with_bytes("modele/2020-09-16.yaml", vec![b'a'; 10 * 1024 * 1024]);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].message.contains("10240 Ko"), "{}", faults[0]);
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_its_line_and_its_byte() {
    let faults = with_bytes("modele/programme.yaml", b"nom: MOD\nresume: \xe9t\xe9\n".to_vec());
    let fault = faults.iter().find(|fault| fault.file == "modele/programme.yaml").unwrap();
    assert_eq!((fault.line, fault.column), (2, 9));
    assert!(fault.message.contains("0xE9") && fault.message.contains("position 18"), "{fault}");
}

#[test]
fn a_bomb_of_aliases_is_one_fault() {
    let bomb = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n";
    let faults = with_bytes("modele/2020-09-16.yaml", bomb.into());
    assert!(faults[0].message.contains("renvois"), "{}", faults[0]);
}

#[test]
fn a_thousand_brackets_do_not_overflow_the_stack() {
    for opened in ["[", "{a: ", "- "] {
        let faults = with_bytes("modele/2020-09-16.yaml", opened.repeat(20_000).into());
        assert!(!faults.is_empty());
    }
}

#[test]
fn a_host_and_a_sigle_belong_to_one_programme() {
    let twin = model().into_iter().map(|file| Source { path: file.path.replacen("modele", "second", 1), ..file });
    let files: Vec<Source> = model().into_iter().chain(twin).collect();
    let (programmes, faults) = read_all(&files);
    let sound: Vec<&str> = programmes.iter().map(|programme| programme.id.as_str()).collect();
    assert_eq!(sound, ["modele"], "the first keeps them, the second is left out");
    assert_eq!(faults.len(), 3, "{}", printed(&faults));
    assert!(faults.iter().all(|fault| fault.file == "second/programme.yaml"));
}

#[test]
fn a_faulty_programme_does_not_take_the_others_with_it() {
    let mut files = model();
    files.push(Source { path: "autre/programme.yaml".to_owned(), bytes: b"nom: Autre\n".to_vec() });
    let (programmes, faults) = read_all(&files);
    assert_eq!(programmes.len(), 1);
    assert!(faults.iter().all(|fault| fault.file.starts_with("autre/")), "{}", printed(&faults));
}

#[test]
fn the_schemas_tell_the_keys_that_the_reader_knows() {
    let schema = guichet_domain::programme::read::schema::version();
    let champ = &schema["$defs"]["ChampYaml"];
    assert_eq!(champ["required"], serde_json::json!(["type", "libelle"]));
    assert_eq!(champ["additionalProperties"], false);
    assert_eq!(champ["properties"]["champs"]["allOf"][0]["additionalProperties"]["$ref"], "#/$defs/ChampYaml");
    let kinds = champ["properties"]["type"]["allOf"][0]["enum"].as_array().unwrap();
    assert_eq!(kinds.len(), 16);
    for schema in
        [guichet_domain::programme::read::schema::programme(), guichet_domain::programme::read::schema::exemples()]
    {
        assert!(schema["$defs"].as_object().unwrap().values().all(|definition| !definition.is_null()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mutilation_makes_the_reader_panic_or_lose_its_place(which in any::<usize>(), at in any::<usize>(), cut in 0..60usize, typed in "[a-zé€{}:,\"'\n\t -]{0,12}") {
        let mut files = model();
        let which = which % files.len();
        let text = String::from_utf8(files[which].bytes.clone()).unwrap();
        let mut letters: Vec<char> = text.chars().collect();
        let at = at % letters.len();
        letters.splice(at..(at + cut).min(letters.len()), typed.chars());
        files[which].bytes = letters.into_iter().collect::<String>().into_bytes();
        if let Err(faults) = read_folder("modele", &files) {
            assert_well_placed("mutilation", &faults, &files);
        }
    }
}
