//! What a command prints: a reader that closes early (`| head`) ends it quietly.

use std::fmt::Display;
use std::io::{ErrorKind, Write};

/// Prints a line.
pub(super) fn line(text: impl Display) {
    if let Err(error) = writeln!(std::io::stdout(), "{text}") {
        // Nobody reads any more: there is nothing left to do, and nothing went wrong.
        std::process::exit(i32::from(error.kind() != ErrorKind::BrokenPipe));
    }
}
