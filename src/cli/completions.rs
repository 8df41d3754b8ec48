//! `whosays completions`.

use super::{Arguments, Stop};
use clap::CommandFactory;
use std::io::Write;
use std::process::ExitCode;

pub fn run(shell: clap_complete::Shell) -> Result<ExitCode, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "whosays", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
