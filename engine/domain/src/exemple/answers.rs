//! A file of answers, YAML or JSON: champ → value, as it is typed. What the values mean is left to `field`.

use super::json;
use crate::programme::fault::Fault;
use crate::programme::read::Source;
use crate::programme::read::file::File;
use crate::programme::read::yaml::{self, Content};
use serde_json::{Map, Value};

/// Reads the answers of a file; an empty one holds none.
///
/// # Errors
/// Every fault of the file, at its place.
pub fn read_answers(source: &Source) -> Result<Value, Vec<Fault>> {
    let text = yaml::text_of(&source.path, &source.bytes)?;
    let mut file = File::new(&source.path, text);
    match yaml::parse(&mut file) {
        Some(root) if matches!(root.content, Content::Map(_)) => Ok(json::of(&root)),
        Some(root) if matches!(root.content, Content::Nothing) => Ok(Value::Object(Map::new())),
        Some(root) => {
            let message = format!("on attend des réponses, pas {}.", root.what());
            file.say(&root.range, message, "Écrivez « champ: valeur », une réponse par ligne.");
            Err(file.into_faults())
        }
        None => Err(file.into_faults()),
    }
}

#[cfg(test)]
mod tests {
    use super::read_answers;
    use crate::programme::read::Source;
    use serde_json::json;

    fn read(text: &str) -> Result<serde_json::Value, Vec<crate::programme::fault::Fault>> {
        read_answers(&Source { path: "reponses.yaml".into(), bytes: text.as_bytes().to_vec() })
    }

    #[test]
    fn yaml_and_json_give_the_same_answers() {
        let expected = json!({ "heures": "300", "dates": [{ "jour": "2020-11-20" }] });
        assert_eq!(read("heures: 300\ndates:\n  - jour: 2020-11-20\n").unwrap(), expected);
        assert_eq!(read(r#"{ "heures": 300, "dates": [{ "jour": "2020-11-20" }] }"#).unwrap(), expected);
    }

    #[test]
    fn what_is_not_answers_is_told_at_its_place() {
        let faults = read("- 300\n").unwrap_err();
        assert_eq!((faults[0].line, faults[0].message.contains("une liste")), (1, true), "{faults:?}");
        assert!(read("a: [1\n").is_err());
    }
}
