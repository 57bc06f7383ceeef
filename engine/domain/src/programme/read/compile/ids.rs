//! Ids: how they are written, which are taken by the language, which are already given.

use crate::programme::read::file::File;
use crate::programme::read::shape::Text;
use crate::rule;

const LENGTH_MAX: usize = 40;

/// What a form posts besides its champs: a champ of that name would be taken for it.
const FORM_WORDS: &[&str] = &["ajouter", "envoyer", "lu", "retirer", "suite"];

/// Says what is wrong with the id of something that rules name anywhere: champ, calcul, barème.
pub(super) fn check_name(id: &Text, file: &mut File<'_>) {
    check_word(id, rule::is_reserved(&id.text), file);
    if FORM_WORDS.contains(&id.text.as_str()) {
        let message = format!("« {} » est le nom d'un bouton des formulaires.", id.text);
        file.say(&id.place, message, format!("Choisissez un autre identifiant, par exemple « {}_1 ».", id.text));
    }
}

/// Says what is wrong with the name of a column or the key of a choice, which rules only read in
/// their place: they may bear the name of a function.
pub(super) fn check_inner(id: &Text, file: &mut File<'_>) {
    check_word(id, rule::is_keyword(&id.text), file);
}

fn check_word(id: &Text, reserved: bool, file: &mut File<'_>) {
    check(id, file);
    if reserved {
        let message = format!("« {} » est un mot de la langue des règles.", id.text);
        file.say(&id.place, message, format!("Choisissez un autre identifiant, par exemple « {}_1 ».", id.text));
    }
}

/// Says what is wrong with an id.
pub(super) fn check(id: &Text, file: &mut File<'_>) {
    let mut letters = id.text.chars();
    let starts_well = letters.next().is_some_and(|c| c.is_ascii_lowercase());
    if !starts_well || !letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        let message = format!("« {} » ne peut pas être un identifiant.", id.text);
        let advice = match slug(&id.text) {
            better if better.is_empty() => {
                "Écrivez des minuscules sans accent, des chiffres et « _ », en commençant par une lettre.".to_owned()
            }
            better => format!(
                "Écrivez « {better} » : minuscules sans accent, chiffres et « _ », en commençant par une lettre."
            ),
        };
        file.say(&id.place, message, advice);
    }
    if id.text.chars().count() > LENGTH_MAX {
        file.say(&id.place, "cet identifiant est trop long.", "Gardez 40 caractères au plus.");
    }
}

/// The id that a text resembles.
fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = text.to_lowercase().nfd().filter(char::is_ascii).collect();
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("_").trim_start_matches(|c: char| !c.is_ascii_lowercase()).chars().take(LENGTH_MAX).collect()
}
