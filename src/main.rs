//! Hands the command line to [`whosays::cli`] and exits with the code it returns.

use std::process::ExitCode;

/// Reading makes many short lists: an allocator that is quick with them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    whosays::cli::run(std::env::args_os())
}
