//! The command line, run as people run it: what it prints, and its exit codes.

mod check;
mod eligibilite;
mod settings;

use crate::kit::process::binary;
use std::process::{Command, Output};

/// What a command printed, and how it ended.
struct Ran(Output);

/// Runs `guichet` with a line of arguments, in an empty environment.
fn guichet(arguments: &[&str]) -> Ran {
    let output = Command::new(binary()).args(arguments).env_clear().current_dir(root()).output();
    Ran(output.expect("the command starts"))
}

/// The root of the checkout: the programmes and files that commands name lie below it.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Ran {
    /// The exit code.
    fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    /// Standard output.
    fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("text")
    }

    /// Standard error.
    fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).expect("text")
    }

    /// Standard output as JSON.
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out()).unwrap_or_else(|error| panic!("{error} : {}\n{}", self.out(), self.err()))
    }
}
