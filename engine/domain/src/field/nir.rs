//! `nir`: the social security number, thirteen characters and a key of two digits; shown masked.

use super::ReadResult;
use crate::value::Value;

/// Spaces and dots between the groups are ignored.
pub(super) fn read(text: &str) -> ReadResult {
    let compact: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect::<String>().to_uppercase();
    match compact.chars().count() {
        0 => return Ok(None),
        13 => {
            return Err("Ajoutez la clé : les deux derniers chiffres, après les treize premiers.".to_owned());
        }
        15 => {}
        length => {
            return Err(format!(
                "Le numéro de sécurité sociale compte 15 caractères avec sa clé, celui-ci en a {length}."
            ));
        }
    }
    let number = body(&compact)
        .ok_or("Ce numéro n'a pas la forme d'un numéro de sécurité sociale : recopiez-le depuis votre carte Vitale.")?;
    let key: u64 = compact[13..].parse().map_err(|_| "La clé, à la fin du numéro, est faite de deux chiffres.")?;
    if 97 - number % 97 == key {
        return Ok(Some(Value::Texte(compact)));
    }
    Err("Ce numéro est mal recopié : comparez-le à votre carte Vitale, clé comprise.".to_owned())
}

/// The first thirteen characters as the number whose key is computed; `None` for another shape.
fn body(compact: &str) -> Option<u64> {
    if !compact.is_ascii() {
        return None;
    }
    let (sex, month, department) = (compact.get(..1)?, compact.get(3..5)?, compact.get(5..7)?);
    // 1 and 2; 3, 4, 7 and 8 while the number is provisional.
    if !"123478".contains(sex) {
        return None;
    }
    // Above 12: the month is unknown or the birth was registered abroad.
    let month: u8 = month.parse().ok()?;
    if !matches!(month, 1..=12 | 20..=42 | 50..=99) {
        return None;
    }
    let department = match department {
        "2A" => "19",
        "2B" => "18",
        "00" => return None,
        other => other,
    };
    let digits = format!("{}{department}{}", &compact[..5], &compact[7..13]);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}
