//! What a text is worth to whoever guesses it: a known word, a year, a run of keys or a repetition
//! counts for a few characters however long it is. How much is enough is left to `strength`.

/// The words that people choose most, one a line.
const COMMON: &str = include_str!("common.txt");

/// Rows of keyboards, the alphabet, the digits: what fingers run along.
const RUNS: [&str; 8] = [
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
];

/// What a text is worth, in characters, cut into parts the way that is worth least: 1 for a word of
/// the person, 3 for a common word, 2 for a year or a run, 1 for what came before already.
pub(super) fn worth(text: &str, own: &[String]) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let mut least = vec![usize::MAX; chars.len() + 1];
    least[0] = 0;
    for place in 0..chars.len() {
        for (length, value) in parts(&chars, place, own) {
            least[place + length] = least[place + length].min(least[place] + value);
        }
    }
    least[chars.len()]
}

/// What may be read at a place: how many characters, worth how much.
fn parts(chars: &[char], place: usize, own: &[String]) -> Vec<(usize, usize)> {
    let ahead = &chars[place..];
    let rest: String = ahead.iter().collect();
    let doubled = place > 0 && chars[place - 1] == chars[place];
    let mut parts = vec![(1, usize::from(!doubled))];
    let own = own.iter().filter(|word| rest.starts_with(word.as_str()));
    parts.extend(own.map(|word| (word.chars().count(), 1)));
    let common = COMMON.lines().filter(|word| rest.starts_with(word));
    parts.extend(common.map(|word| (word.len(), 3)));
    if is_year(ahead) {
        parts.push((4, 2));
    }
    parts.extend((3..=run_length(ahead)).map(|length| (length, 2)));
    parts.extend((3..=repeated(chars, place)).map(|length| (length, 1)));
    parts
}

/// How many characters from a place were there, in that order, before it.
fn repeated(chars: &[char], place: usize) -> usize {
    let (before, ahead) = chars.split_at(place);
    let from = |start: usize| before[start..].iter().zip(ahead).take_while(|(a, b)| a == b).count();
    (0..place).map(from).max().unwrap_or(0)
}

fn is_year(chars: &[char]) -> bool {
    matches!(chars, ['1', '9', a, b, ..] | ['2', '0', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit())
}

/// How many characters run along a row, in either direction, or repeat the first.
fn run_length(chars: &[char]) -> usize {
    let same = chars.iter().take_while(|c| **c == chars[0]).count();
    let along = RUNS.iter().flat_map(|row| {
        let back: String = row.chars().rev().collect();
        [along(chars, row), along(chars, &back)]
    });
    along.max().unwrap_or(0).max(same)
}

fn along(chars: &[char], row: &str) -> usize {
    let start = row.find(chars[0]).unwrap_or(row.len());
    row[start..].chars().zip(chars).take_while(|(a, b)| a == *b).count()
}

#[cfg(test)]
mod tests {
    use super::{COMMON, worth};
    use guichet_domain::format::fold;

    #[test]
    fn known_things_are_worth_little_and_the_rest_its_length() {
        let own = ["fussat".to_owned()];
        let cases = [
            ("", 0),
            ("k7bq92", 6),
            ("fussat", 1),
            ("motdepasse", 3),
            ("2020", 2),
            ("azertyuiop", 2),
            ("98765", 2),
            ("kkkkkkkk", 1),
            ("soleilsoleil", 4),
            ("fussat2020x", 4),
        ];
        for (text, expected) in cases {
            assert_eq!(worth(text, &own), expected, "{text}");
        }
    }

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        let words: Vec<_> = COMMON.lines().collect();
        assert!(words.len() > 300, "{} words", words.len());
        for word in words {
            assert_eq!(fold(word), word);
            assert!(word.chars().all(|c| c.is_ascii_alphanumeric()) && word.len() >= 3, "{word}");
        }
    }
}
