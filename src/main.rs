//! Hands the command line to [`whosays::cli`] and exits with the code it returns.

use std::process::ExitCode;

fn main() -> ExitCode {
    whosays::cli::run(std::env::args_os())
}
