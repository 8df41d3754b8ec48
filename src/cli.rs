//! The command line: one function a subcommand.

mod read;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads news articles like a fact-checking editor and asks of every claim: who says?
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print everything found in texts
    Read {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
        /// Files, or - for standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Check articles
    Check {
        #[arg(long, default_value = "json")]
        format: String,
        #[arg(long, value_delimiter = ',')]
        select: Vec<String>,
        paths: Vec<PathBuf>,
    },
}

/// Runs a command line and returns the process's exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { 2 } else { 0 });
        }
    };
    match arguments.command {
        Command::Read { json: _, files } => read::run(&files),
        Command::Check { format: _, select, paths } => check(&select, &paths),
    }
}

fn check(select: &[String], paths: &[PathBuf]) -> ExitCode {
    let archive = crate::archive::Archive::default();
    let settings = crate::settings::Settings::default();
    let mut any = false;
    for path in paths {
        for entry in ignore::WalkBuilder::new(path).sort_by_file_path(|a, b| a.cmp(b)).build().flatten() {
            if entry.path().extension().is_none_or(|e| e != "txt" && e != "md") {
                continue;
            }
            let Some(document) = archive.document(entry.path()) else { continue };
            let points = read::CodePoints::of(document.as_str());
            for finding in crate::rules::run(&document, &archive, &settings) {
                if !select.is_empty() && !select.iter().any(|s| s == finding.code) {
                    continue;
                }
                any = true;
                let (start, end) = points.of_span(finding.span);
                println!(
                    "{}",
                    serde_json::json!({"path": entry.path(), "code": finding.code, "message": finding.message, "start": start, "end": end})
                );
            }
        }
    }
    ExitCode::from(any as u8)
}
