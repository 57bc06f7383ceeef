//! The secret champs of a dossier's answers, sealed where they stand in the JSON.

use super::{Error, Keys};
use guichet_domain::ids::ChampId;
use serde_json::{Value, json};

/// The key that marks a sealed value: `{"chiffre": "v1:…"}`.
const MARK: &str = "chiffre";

impl Keys {
    /// Seals the texts at these champs (`iban`, or `enfants.nir` in each row). What is absent, empty
    /// or sealed already is left as it is. `aad` names the place: programme and dossier.
    ///
    /// # Errors
    /// When a secret champ holds something else than a text: it must not be stored in clear.
    pub fn seal_answers(&self, answers: &mut Value, secrets: &[ChampId], aad: &str) -> Result<(), Error> {
        for champ in secrets {
            for value in values_at(answers, champ.as_str()) {
                match value {
                    Value::String(plain) => {
                        *value = json!({ MARK: self.seal_text(plain, &place(aad, champ.as_str())) })
                    }
                    Value::Null => {}
                    sealed if sealed_text(sealed).is_some() => {}
                    _ => return Err(Error::Malformed),
                }
            }
        }
        Ok(())
    }

    /// Opens whatever [`Keys::seal_answers`] sealed.
    ///
    /// # Errors
    /// When one of them was changed, moved, or its key is gone.
    pub fn open_answers(&self, answers: &mut Value, aad: &str) -> Result<(), Error> {
        let Some(champs) = answers.as_object_mut() else { return Ok(()) };
        for (champ, value) in champs {
            self.open_value(value, &place(aad, champ))?;
            for row in value.as_array_mut().into_iter().flatten() {
                for (colonne, value) in row.as_object_mut().into_iter().flatten() {
                    self.open_value(value, &place(aad, &format!("{champ}.{colonne}")))?;
                }
            }
        }
        Ok(())
    }

    fn open_value(&self, value: &mut Value, place: &str) -> Result<(), Error> {
        if let Some(sealed) = sealed_text(value) {
            *value = Value::String(self.open_text(sealed, place)?);
        }
        Ok(())
    }
}

fn sealed_text(value: &Value) -> Option<&str> {
    value.get(MARK).and_then(Value::as_str)
}

/// The champ belongs to the place: a NIR moved under an IBAN does not open.
fn place(aad: &str, champ: &str) -> String {
    format!("{aad}/{champ}")
}

fn values_at<'a>(answers: &'a mut Value, champ: &str) -> Vec<&'a mut Value> {
    let Some((liste, colonne)) = champ.split_once('.') else {
        return answers.get_mut(champ).into_iter().collect();
    };
    let rows = answers.get_mut(liste).and_then(Value::as_array_mut);
    rows.into_iter().flatten().filter_map(|row| row.get_mut(colonne)).collect()
}
