//! Whether the holder of an account is the bénéficiaire, as names are written on bank statements.

use crate::format::fold;
use std::collections::BTreeSet;

/// Words that banks add around names.
const TITLES: [&str; 9] = ["m", "mr", "mme", "mle", "mlle", "monsieur", "madame", "ou", "et"];

/// Whether every word of the last name, and a word of the first name or its initial, stand in the holder's. A
/// joint account names both holders.
#[must_use]
pub fn same_person(titulaire: &str, nom: &str, prenom: &str) -> bool {
    let holder = words(titulaire);
    let (nom, prenom) = (words(nom), words(prenom));
    if nom.is_empty() || holder.is_empty() {
        return false;
    }
    let initial = |word: &String| word.chars().next().is_some_and(|c| holder.contains(c.to_string().as_str()));
    nom.is_subset(&holder) && prenom.iter().any(|word| holder.contains(word) || initial(word))
}

fn words(text: &str) -> BTreeSet<String> {
    let folded = fold(&text.replace(['.', ','], " "));
    folded.split(' ').filter(|word| !word.is_empty() && !is_title(word)).map(str::to_owned).collect()
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}
