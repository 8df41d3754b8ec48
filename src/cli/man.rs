//! `whosays man`: the manual pages, for whoever packages the program.

use super::{Arguments, Stop};
use clap::CommandFactory;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// The page of the program, or with a folder that and one for each subcommand in files there.
pub fn run(folder: Option<&Path>) -> Result<ExitCode, Stop> {
    let command = Arguments::command();
    match folder {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|e| Stop::Failed(format!("{}: {e}", folder.display())))?;
            clap_mangen::generate_to(command, folder).map_err(|e| Stop::Failed(format!("{}: {e}", folder.display())))?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            std::io::stdout().write_all(&page)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
