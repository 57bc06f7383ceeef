//! The command `guichet`: reads its line, and hands over to one of `commands`.

use std::process::ExitCode;

fn main() -> ExitCode {
    guichet::commands::main()
}
