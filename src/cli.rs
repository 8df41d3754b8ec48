//! The command line: one function a subcommand.
//!
//! Exit codes are the same everywhere: 0 is well, 1 means that something was found (`check`) or nothing was (`quote`, `who`),
//! 2 that the command could not do its work. A reader that goes away ends a command quietly.

mod check;
mod completions;
mod doctor;
mod explain;
mod files;
mod index;
mod library;
mod man;
mod outline;
mod pack;
mod quote;
mod read;
mod settings;
mod who;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads news articles like a fact-checking editor and asks of every claim: who says?
#[derive(Parser)]
#[command(name = "whosays", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check articles: unsourced figures, altered quotes and the like
    Check(check::Options),
    /// Serve an editor over standard input and output
    Lsp {
        /// Accepted because editors pass it: there is no other way to talk
        #[arg(long)]
        stdio: bool,
        /// End when this process ends
        #[arg(long = "clientProcessId", value_name = "PID")]
        client_process: Option<u32>,
    },
    /// Print everything found in texts: figures, quotes, speakers, names
    Read {
        /// One JSON object a line, for programs
        #[arg(long)]
        json: bool,
        /// Files, or - for standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Show where else in the archive the same words stand, and what differs
    Quote(quote::Options),
    /// Show what the archive and packs know of a person or an organisation
    Who(who::Options),
    /// Make, check and list packs: files of known organisations and officials
    Pack(pack::Options),
    /// Make the index of an archive or bring it up to date, tell about it, remove it
    Index(index::Options),
    /// Explain a rule, with examples
    Explain {
        /// The rule's code, such as unsourced-figure; all rules when absent
        rule: Option<String>,
    },
    /// Show what can be set in whosays.toml and in an editor
    Settings {
        /// Print the JSON schema of whosays.toml
        #[arg(long)]
        schema: bool,
        /// List every key with its default (what happens without a flag as well)
        #[arg(long, conflicts_with = "schema")]
        list: bool,
    },
    /// Print what belongs into a report of something that goes wrong; no word of an article
    Doctor {
        /// The archive to look at
        #[arg(default_value = ".", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print a completion script for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page, or write one for each command
    #[command(hide = true)]
    Man {
        /// The folder to write the pages into
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
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
    let done = match arguments.command {
        Command::Lsp { stdio: _, client_process } => Ok(crate::server::run(client_process)),
        Command::Check(options) => check::run(&options),
        Command::Read { json: true, files } => read::run(&files),
        Command::Read { json: false, files } => outline::run(&files),
        Command::Quote(options) => quote::run(&options),
        Command::Who(options) => who::run(&options),
        Command::Pack(options) => pack::run(&options),
        Command::Index(options) => index::run(&options),
        Command::Explain { rule } => explain::run(rule.as_deref()),
        Command::Settings { schema: true, .. } => settings::schema(),
        Command::Settings { .. } => settings::list(),
        Command::Doctor { folder } => doctor::run(&folder),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { out } => man::run(out.as_deref()),
    };
    done.unwrap_or_else(|stop| match stop {
        Stop::Closed => ExitCode::SUCCESS,
        Stop::Failed(message) => {
            complain(&message);
            ExitCode::from(2)
        }
    })
}

/// What ends a command early.
#[derive(Debug)]
enum Stop {
    /// Nobody reads the output any more.
    Closed,
    Failed(String),
}

impl From<std::io::Error> for Stop {
    /// An error of writing the output: those of reading are named where they happen.
    fn from(e: std::io::Error) -> Stop {
        match e.kind() {
            std::io::ErrorKind::BrokenPipe => Stop::Closed,
            _ => Stop::Failed(format!("the output could not be written: {e}")),
        }
    }
}

/// Says on standard error what went wrong. Nobody may be reading there either.
fn complain(message: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "whosays: {}", crate::report::in_line(message));
}

/// The nearest of some words to one that is none of them, where it is near.
fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = words.into_iter().map(|w| (strsim::jaro_winkler(word, w), w));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score > 0.7).map(|(_, word)| word)
}

/// Says that there is no such rule, and which one may be meant.
fn no_such_rule(code: &str) -> Stop {
    Stop::Failed(match nearest(code, crate::rules::ALL.iter().map(|rule| rule.code)) {
        Some(near) => format!("there is no rule “{code}”; did you mean “{near}”?"),
        None => format!("there is no rule “{code}”; `whosays explain` lists all"),
    })
}

/// Columns of the terminal, or 100 where there is none.
fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 140)
}
