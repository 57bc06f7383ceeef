//! The name somebody probably meant, among those that exist.

/// « Vouliez-vous dire « revenus » ? », or the list of what may be written; empty when there is nothing.
pub(crate) fn advice<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    if let Some(near) = nearest(written, &known) {
        return format!("Vouliez-vous dire « {near} » ?");
    }
    match known.as_slice() {
        [] => "Retirez-le : rien n'est déclaré à quoi il pourrait se rapporter.".to_owned(),
        few if few.len() <= 24 => format!("Écrivez l'un de ceux-ci : {}.", few.join(", ")),
        _ => "Vérifiez son orthographe.".to_owned(),
    }
}

/// The closest of some names, if it is close enough to be a slip.
pub(crate) fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let far = (written.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|name| (distance(&written.to_lowercase(), name), *name))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Letters to add, remove or change to go from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().take(60).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_another_word_does_not() {
        assert_eq!(nearest("revenu", &["metier", "revenus"]), Some("revenus"));
        assert_eq!(nearest("Libelle", &["libelle"]), Some("libelle"));
        assert_eq!(nearest("plafond", &["metier", "revenus"]), None);
    }
}
