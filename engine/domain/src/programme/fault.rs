//! A fault in the files of a programme: where, what, and what to write instead.

use serde::Serialize;
use std::fmt;

/// One fault, in French, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// File, relative to the programmes folder: `fussat/2020-09-16.yaml`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters to underline, at least 1.
    pub width: usize,
    /// The line as it stands, without its end; empty where there is none to show.
    pub excerpt: String,
    /// What is wrong: « ce nom n'existe pas ».
    pub message: String,
    /// What to write instead: « Vouliez-vous dire « revenus » ? »; may be empty.
    pub advice: String,
}

/// The fault as `guichet check` prints it:
///
/// ```text
/// programmes/garde-enfants/2023-07-01.yaml:58:12
///    58 |     regle: revenu < plafond_ressources
///       |            ^^^^^^ ce nom n'existe pas. Vouliez-vous dire « revenus » ?
/// ```
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.excerpt.is_empty() {
            writeln!(f, "{}:{}:{}", self.file, self.line, self.column)?;
            return write!(f, "     | {} {}", self.message, self.advice);
        }
        let number = self.line.to_string();
        let margin = " ".repeat(number.len().max(4));
        let blank = " ".repeat(self.column.saturating_sub(1));
        let carets = "^".repeat(self.width.max(1));
        writeln!(f, "{}:{}:{}", self.file, self.line, self.column)?;
        writeln!(f, "{number:>width$} | {}", self.excerpt, width = margin.len())?;
        write!(f, "{margin} | {blank}{carets} {}", self.message)?;
        if !self.advice.is_empty() {
            write!(f, " {}", self.advice)?;
        }
        Ok(())
    }
}
