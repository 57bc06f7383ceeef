//! The command `guichet`: reads its line, and hands over to one of `commands`.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages are made of thousands of small texts: a fifth of their time went into the C library's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    guichet::commands::main()
}
