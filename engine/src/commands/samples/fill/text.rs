//! Texts, by what the champ's id says is asked.

use super::place::Place;
use crate::commands::samples::chance::Chance;
use crate::commands::samples::words;

/// A line for the champ of that name.
pub(super) fn line(name: &str, place: &Place<'_>, longest: usize, chance: &mut Chance) -> String {
    let person = place.sheet.person;
    let in_row = place.row.is_some();
    let drawn = match name {
        "nom" => person.nom.clone(),
        "prenom" if in_row => child(place),
        "prenom" => person.prenom.clone(),
        "titulaire" => person.whole_name(),
        _ if name.ends_with("_prenom") => {
            let names = if chance.percent(50) { &words::WOMEN } else { &words::MEN };
            chance.word(names).to_owned()
        }
        "autre_parent_nom" | "nom_naissance" => chance.word(&words::NAMES).to_owned(),
        // The student of the family mostly shares the name.
        _ if name.ends_with("_nom") => person.nom.clone(),
        _ if name.contains("employeur") => chance.word(&words::EMPLOYERS).to_owned(),
        _ if name.contains("pays") => chance.word(&words::COUNTRIES).to_owned(),
        _ if name.contains("lieu") || name.contains("ville") || name.contains("commune") => {
            chance.one(&words::TOWNS).map_or("", |(_, town)| town).to_owned()
        }
        _ if name.contains("etablissement") || name.contains("ecole") => chance.word(&words::SCHOOLS).to_owned(),
        _ if name.contains("cursus") || name.contains("etudes") => chance.word(&words::STUDIES).to_owned(),
        _ => words::ELSE.to_owned(),
    };
    drawn.chars().take(longest).collect()
}

/// Several lines.
pub(super) fn lines(longest: usize, chance: &mut Chance) -> String {
    chance.word(&words::HOPES).chars().take(longest).collect()
}

/// Two children of one family do not share a first name: it follows from the row and the person.
fn child(place: &Place<'_>) -> String {
    let rank = place.row.map_or(0, |row| row.rank);
    let family = place.sheet.person.nom.len() + place.sheet.person.prenom.len();
    words::CHILDREN[(family + rank) % words::CHILDREN.len()].to_owned()
}
