//! From the bytes of a value to the bytes of the file that wrote it: quotes, escapes and folded
//! lines make the two differ.

use std::ops::Range;

/// Where in the file a part of a value stands. `held` is the place of the whole value.
pub(crate) fn place_in_file(file: &str, held: &Range<usize>, value: &str, part: &Range<usize>) -> Range<usize> {
    let Some(written) = file.get(held.clone()) else {
        return held.clone();
    };
    let starts = starts(written, value);
    let place = |byte: usize| {
        let chars = value.char_indices().position(|(at, _)| at >= byte).unwrap_or(starts.len());
        starts.get(chars).copied()
    };
    let start = place(part.start).unwrap_or(written.trim_end().len());
    let end = match value.get(..part.end).and_then(|before| before.chars().next_back()) {
        Some(last) if part.end > part.start => {
            place(part.end - last.len_utf8()).map_or(written.len(), |at| at + last.len_utf8())
        }
        _ => start + 1,
    };
    held.start + start..held.start + end.max(start + 1)
}

/// For each character of the value, where it starts in what was written.
fn starts(written: &str, value: &str) -> Vec<usize> {
    if written.starts_with(value) {
        return value.char_indices().map(|(at, _)| at).collect();
    }
    let mut at = match written.chars().next() {
        Some('"' | '\'') => 1,
        Some('|' | '>') => written.find('\n').map_or(0, |end| end + 1),
        _ => 0,
    };
    let mut starts = Vec::new();
    for c in value.chars() {
        // Spaces of an indent, or of a fold already told by one space of the value.
        while !c.is_whitespace() && starts_with_space(&written[at..]) {
            at += first_len(&written[at..]);
        }
        starts.push(at);
        at += match written[at..].strip_prefix('\\') {
            Some(rest) if written.starts_with('"') => 1 + escape_len(rest),
            _ if written.starts_with('\'') && written[at..].starts_with("''") => 2,
            _ => first_len(&written[at..]),
        };
    }
    starts
}

fn starts_with_space(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn escape_len(after_backslash: &str) -> usize {
    match after_backslash.chars().next() {
        Some('x') => 3,
        Some('u') => 5,
        Some('U') => 9,
        _ => first_len(after_backslash),
    }
    .min(after_backslash.len())
}

#[cfg(test)]
mod tests {
    use super::place_in_file;

    #[test]
    fn a_name_is_found_in_a_plain_text_and_between_quotes() {
        let file = "regle: revenu < 3\nautre: \"âge \\\" revenu\"\nplus: 'l''âge revenu'";
        let from = |written: &str| file.find(written).expect(written);
        for (start, written, value) in [
            (from("revenu <"), "revenu < 3", "revenu < 3"),
            (from("\"âge"), "\"âge \\\" revenu\"", "âge \" revenu"),
            (from("'l"), "'l''âge revenu'", "l'âge revenu"),
        ] {
            let held = start..start + written.len();
            let at = value.find("revenu").expect("it is there");
            let place = place_in_file(file, &held, value, &(at..at + 6));
            assert_eq!(&file[place], "revenu", "{value}");
        }
    }

    #[test]
    fn a_name_is_found_on_the_second_line_of_a_folded_text() {
        let file = "regle: >\n  a et\n  revenu < 3\n";
        let place = place_in_file(file, &(7..file.len()), "a et revenu < 3\n", &(5..11));
        assert_eq!(&file[place], "revenu");
    }
}
