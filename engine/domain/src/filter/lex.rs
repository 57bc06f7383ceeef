//! The query cut into its parts: words, « phrases » and `word:value,value`, each with its place.
//! What they mean is left to `parse`.

use super::Fault;

/// A piece of the text, quotes taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What stands before the colon, if there is one.
    pub(super) key: Option<Piece>,
    /// What stands after it, or the word itself: cut at its commas.
    pub(super) values: Vec<Piece>,
    /// The same, whole.
    pub(super) whole: Piece,
}

/// Every part, and what is wrong with the quotes.
pub(super) fn lex(text: &str) -> (Vec<Part>, Vec<Fault>) {
    let mut cursor = Cursor { text, at: 0, faults: vec![] };
    let mut parts = vec![];
    loop {
        cursor.skip(blank);
        if cursor.peek().is_none() {
            return (parts, cursor.faults);
        }
        parts.push(cursor.part());
    }
}

/// Words and phrases alone, where nothing is a key.
pub(super) fn words(text: &str) -> (Vec<Piece>, Vec<Fault>) {
    let mut cursor = Cursor { text, at: 0, faults: vec![] };
    let mut pieces = vec![];
    loop {
        cursor.skip(blank);
        if cursor.peek().is_none() {
            return (pieces, cursor.faults);
        }
        pieces.push(cursor.value(false));
    }
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The quote that ends what this one begins.
fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' => Some('”'),
        _ => None,
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    faults: Vec<Fault>,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip(&mut self, over: impl Fn(char) -> bool) {
        while let Some(c) = self.peek().filter(|c| over(*c)) {
            self.at += c.len_utf8();
        }
    }

    fn part(&mut self) -> Part {
        let start = self.at;
        self.skip(|c| !blank(c) && c != ':' && closing(c).is_none());
        let key = (self.peek() == Some(':') && self.at > start).then(|| self.piece(start, self.at));
        match key {
            Some(_) => self.at += 1,
            None => self.at = start,
        }
        let first = self.at;
        let mut values = vec![self.value(key.is_some())];
        while key.is_some() && self.peek() == Some(',') {
            self.at += 1;
            values.push(self.value(true));
        }
        let whole = match values.as_slice() {
            [alone] => alone.clone(),
            _ => {
                let text = values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(",");
                Piece { start: first, end: self.at, text }
            }
        };
        Part { key, values, whole }
    }

    /// A phrase, or all up to a blank. After a key a comma ends it too, and phrases may stand inside.
    fn value(&mut self, keyed: bool) -> Piece {
        let start = self.at;
        let mut text = String::new();
        while let Some(c) = self.peek().filter(|c| !(blank(*c) || keyed && *c == ',')) {
            match closing(c) {
                Some(close) if keyed || self.at == start => {
                    text += &self.phrase(close);
                    if !keyed {
                        break;
                    }
                }
                _ => {
                    text.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
        Piece { start, end: self.at, text }
    }

    /// What stands between quotes.
    fn phrase(&mut self, close: char) -> String {
        let start = self.at;
        let mut text = String::new();
        let mut chars = self.text[start..].char_indices().skip(1).peekable();
        while let Some((place, c)) = chars.next() {
            // A quote written twice is one of the phrase.
            let twice = c == close && chars.next_if(|(_, next)| *next == close).is_some();
            if c == close && !twice {
                self.at = start + place + c.len_utf8();
                return text.trim().to_owned();
            }
            text.push(if c.is_control() { ' ' } else { c });
        }
        self.at = self.text.len();
        let message = format!("Fermez la phrase par {close} : elle court jusqu'à la fin de la recherche.");
        self.faults.push(Fault { start, end: self.at, message });
        text.trim().to_owned()
    }

    fn piece(&self, start: usize, end: usize) -> Piece {
        Piece { start, end, text: self.text[start..end].to_owned() }
    }
}

/// A value as it is read back: between quotes where it would be cut or taken for something else.
pub(super) fn quoted(value: &str) -> String {
    let plain = |c: char| !blank(c) && !",:\"«»“”".contains(c);
    if !value.is_empty() && value.chars().all(plain) { value.to_owned() } else { phrase(value) }
}

/// Between quotes; one of its own is written twice.
pub(super) fn phrase(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}
