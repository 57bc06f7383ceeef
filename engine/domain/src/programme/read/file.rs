//! A file being read: its text, and the faults found in it so far. What is a fault is left to the
//! others; here each one gets its line, its column and the words to underline.

use crate::programme::fault::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

/// Past this width a line is not shown again: it would drown the message.
const EXCERPT_MAX: usize = 240;

/// One file of a programme, with what is wrong in it.
#[derive(Debug)]
pub(crate) struct File<'a> {
    /// Path below the programmes folder.
    pub(crate) path: &'a str,
    /// The whole text.
    pub(crate) text: &'a str,
    found: Vec<Fault>,
    /// Names whose own declaration is at fault: those who use them are not blamed for it.
    given_up: BTreeSet<String>,
}

impl<'a> File<'a> {
    /// A file with no fault yet.
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, found: Vec::new(), given_up: BTreeSet::new() }
    }

    /// Notes a fault at some bytes of the text, with what to write instead.
    pub(crate) fn say(&mut self, range: &Range<usize>, message: impl AsRef<str>, advice: impl AsRef<str>) {
        self.found.push(fault_at(self.path, self.text, range, message.as_ref(), advice.as_ref()));
    }

    /// Notes that the declaration of a name is at fault, and that this was said.
    pub(crate) fn give_up(&mut self, name: &str) {
        self.given_up.insert(name.to_owned());
    }

    /// Whether what is wrong with a name was said where it is declared.
    pub(crate) fn has_given_up(&self, name: &str) -> bool {
        self.given_up.contains(name)
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.text.get(..byte).unwrap_or(self.text).matches('\n').count() + 1
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.found.is_empty()
    }

    /// What was found.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.found
    }
}

/// A fault at some bytes of a text.
fn fault_at(path: &str, text: &str, range: &Range<usize>, message: &str, advice: &str) -> Fault {
    let start = floor(text, range.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = floor(text, range.end).clamp(start, line_end.max(start));
    let line = text[line_start..line_end].trim_end_matches('\r');
    let shown = line.chars().count() <= EXCERPT_MAX;
    Fault {
        file: path.to_owned(),
        line: text[..start].matches('\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        width: text[start..end].trim_end().chars().count().max(1),
        excerpt: if shown { line.replace('\t', " ") } else { String::new() },
        message: unbroken(message),
        advice: unbroken(advice),
    }
}

/// A fault about a whole file, or one that is not there.
pub(crate) fn fault_of(path: &str, message: &str, advice: &str) -> Fault {
    fault_at(path, "", &(0..0), message, advice)
}

/// A fault about what a line, from 1, declares: its key is underlined.
pub(crate) fn fault_on_line(path: &str, text: &str, line: usize, message: &str, advice: &str) -> Fault {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let content = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let indent = content.len() - content.trim_start().len();
    let end = content.find(':').unwrap_or(content.len()).max(indent);
    fault_at(path, text, &(start + indent..start + end), message, advice)
}

/// The nearest start of a character at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// French spaces: the one before « : », « ? », « » » never breaks a line.
fn unbroken(text: &str) -> String {
    let mut out = text.replace("« ", "«\u{a0}");
    for mark in ["»", ":", ";", "?", "!", "€", "%"] {
        out = out.replace(&format!(" {mark}"), &format!("\u{a0}{mark}"));
    }
    out
}
