//! IBAN and NIR, in groups for who may read them whole, masked for everybody else.

/// `FR76 3000 6000 0112 3456 7890 189`: groups of four.
#[must_use]
pub fn iban_groups(iban: &str) -> String {
    let compact: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    compact.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// `FR76 •••• •••• 0189`: the country, the key and the last four, whatever the length.
#[must_use]
pub fn masked_iban(iban: &str) -> String {
    let compact: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    // Too short to hide anything between its ends: not an IBAN, hide all of it.
    if compact.len() < 12 {
        return "•••• •••• ••••".to_owned();
    }
    let (head, tail) = (&compact[..4], &compact[compact.len() - 4..]);
    format!("{} •••• •••• {}", head.iter().collect::<String>(), tail.iter().collect::<String>())
}

/// `1 84 12 76 451 089 46`: the groups printed on the Vitale card.
#[must_use]
pub fn nir_groups(nir: &str) -> String {
    let compact: Vec<char> = nir.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = compact.as_slice();
    let mut groups = Vec::new();
    for size in [1, 2, 2, 2, 3, 3, 2] {
        let (group, after) = rest.split_at(size.min(rest.len()));
        if !group.is_empty() {
            groups.push(group.iter().collect::<String>());
        }
        rest = after;
    }
    groups.join(" ")
}

/// `• •• •• •• ••• ••• 46`: nothing but the key, since all the rest says something of the person.
#[must_use]
pub fn masked_nir(nir: &str) -> String {
    let compact: Vec<char> = nir.chars().filter(|c| !c.is_whitespace()).collect();
    let key = if compact.len() == 15 { compact[13..].iter().collect() } else { "••".to_owned() };
    format!("• •• •• •• ••• ••• {key}")
}

#[cfg(test)]
mod tests {
    use super::{iban_groups, masked_iban, masked_nir, nir_groups};

    #[test]
    fn an_iban_is_grouped_or_masked() {
        let iban = "FR7630006000011234567890189";
        assert_eq!(iban_groups(iban), "FR76 3000 6000 0112 3456 7890 189");
        assert_eq!(masked_iban(iban), "FR76 •••• •••• 0189");
        assert_eq!(masked_iban("FR76 3000 6000 0112 3456 7890 189"), "FR76 •••• •••• 0189");
    }

    #[test]
    fn a_nir_is_grouped_or_masked() {
        assert_eq!(nir_groups("184127645108946"), "1 84 12 76 451 089 46");
        assert_eq!(masked_nir("184127645108946"), "• •• •• •• ••• ••• 46");
    }

    #[test]
    fn what_is_too_short_is_hidden_whole_and_never_panics() {
        for text in ["", "F", "FR76", "é€"] {
            assert!(!masked_iban(text).contains(|c: char| c.is_alphanumeric()));
            assert!(!masked_nir(text).contains(|c: char| c.is_alphanumeric()));
            let _ = (iban_groups(text), nir_groups(text));
        }
    }
}
