//! `whosays pack`: makes packs from files of other programs, checks them and lists those in use.

use super::{Stop, complain, files};
use crate::knowledge::import::{Format, Writer, import};
use crate::knowledge::popolo::Head;
use crate::knowledge::record::Link;
use crate::knowledge::{self, Oddities, Shelf};
use crate::report::in_line;
use crate::settings::Settings;
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a pack from files: Popolo, FollowTheMoney, Wikidata, congress-legislators or CSV
    Import(Import),
    /// Say what is wrong in packs, with the line; exit code 1 when something is
    Check {
        #[arg(required = true, value_name = "PACK")]
        packs: Vec<PathBuf>,
    },
    /// List the packs of the workspace and what they hold
    List {
        /// A folder of the workspace [default: the folder of work]
        #[arg(long, value_name = "DIR")]
        archive: Option<PathBuf>,
    },
}

#[derive(Args)]
struct Import {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The pack to write; name it under `packs` in whosays.toml to use it
    #[arg(short, long, value_name = "PACK")]
    output: PathBuf,
    /// The format of the files, where their names and beginnings do not tell
    #[arg(long, value_name = "FORMAT", value_parser = Format::ALL.map(Format::name))]
    from: Option<String>,
    /// What cards call the pack [default: its file's name]
    #[arg(long)]
    title: Option<String>,
    /// Where the facts come from, for those that do not say
    #[arg(long)]
    source: Option<String>,
    /// The address of the source
    #[arg(long)]
    url: Option<String>,
    /// The day up to which the facts are vouched for, such as 2024-06-30
    #[arg(long = "as-of", value_name = "DATE", value_parser = date)]
    as_of: Option<String>,
    /// The licence of the facts
    #[arg(long)]
    licence: Option<String>,
}

fn date(text: &str) -> Result<String, String> {
    let date = knowledge::Partial::parse(text).ok_or("a date is written 2024, 2024-06 or 2024-06-30")?;
    Ok(date.to_string())
}

pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    match &options.command {
        Command::Import(options) => make(options),
        Command::Check { packs } => check(packs),
        Command::List { archive } => list(archive.as_deref()),
    }
}

/// What is wrong in single records is told and does not end the import: exit code 1 says that there was something.
fn make(options: &Import) -> Result<ExitCode, Stop> {
    let failed = |path: &Path, why: &dyn std::fmt::Display| Stop::Failed(format!("{}: {why}", path.display()));
    let mut writer = Writer::new(&options.output).map_err(|e| failed(&options.output, &files::reason(&e)))?;
    let from = options.from.as_deref().and_then(Format::from_name);
    let mut odd = false;
    for path in &options.files {
        let length = std::fs::metadata(path).map_or(0, |m| m.len());
        let bar = bar(length, path);
        let oddities = import(path, from, &mut writer, &mut |read| {
            bar.set_position(read);
            ControlFlow::Continue(())
        });
        bar.finish_and_clear();
        let oddities = oddities.map_err(|fault| Stop::Failed(placed(path, fault.line, &fault.message)))?;
        odd |= !oddities.is_empty();
        tell(path, &oddities);
    }
    let [persons, organizations, posts, memberships] = writer.counts();
    let name = options.output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let head = Head {
        title: or_empty(&options.title),
        licence: or_empty(&options.licence),
        source: Link { note: or_empty(&options.source), url: or_empty(&options.url), as_of: or_empty(&options.as_of) },
    };
    writer.finish(head).map_err(|e| failed(&options.output, &files::reason(&e)))?;
    let mut out = std::io::stdout().lock();
    let posts = if posts == 0 { String::new() } else { format!(", {posts} posts") };
    writeln!(out, "{}: {persons} people, {organizations} organisations, {memberships} offices{posts}", in_line(&name))?;
    Ok(ExitCode::from(u8::from(odd)))
}

fn check(packs: &[PathBuf]) -> Result<ExitCode, Stop> {
    let mut out = std::io::stdout().lock();
    let (mut odd, mut failed) = (false, false);
    for path in packs {
        match knowledge::load(path) {
            Ok((pack, oddities)) => {
                for oddity in &oddities.first {
                    writeln!(out, "{}", in_line(&placed(path, oddity.line, &oddity.message)))?;
                }
                let more = oddities.count - oddities.first.len() as u64;
                if more > 0 {
                    writeln!(out, "{}: and {more} more", in_line(&path.to_string_lossy()))?;
                }
                odd |= !oddities.is_empty();
                if oddities.is_empty() {
                    writeln!(out, "{}: {}", in_line(&path.to_string_lossy()), held(&pack))?;
                }
            }
            Err(fault) => {
                failed = true;
                complain(&placed(path, fault.line, &fault.message));
            }
        }
    }
    Ok(ExitCode::from(if failed { 2 } else { u8::from(odd) }))
}

fn list(folder: Option<&Path>) -> Result<ExitCode, Stop> {
    let (settings, _) = Settings::load(&files::root(&[folder.unwrap_or(Path::new(".")).to_path_buf()]));
    let (shelf, broken) = Shelf::load(&[Arc::new(settings)], None);
    let mut out = std::io::stdout().lock();
    for pack in shelf.packs() {
        let place = pack.path.as_ref().map_or("built in".to_string(), |path| path.to_string_lossy().into_owned());
        writeln!(out, "{}  {}  {}", in_line(&pack.title), held(pack), in_line(&place))?;
    }
    for broken in &broken {
        complain(&format!("{}: {}", broken.path.display(), broken.message));
    }
    Ok(ExitCode::from(if broken.is_empty() { 0 } else { 2 }))
}

fn held(pack: &knowledge::Pack) -> String {
    let [persons, organizations, terms] = pack.counts();
    format!("{persons} people, {organizations} organisations, {terms} offices")
}

/// Up to twenty mistakes: a file of the wrong kind has one in each row.
fn tell(path: &Path, oddities: &Oddities) {
    const MOST: usize = 20;
    for oddity in oddities.first.iter().take(MOST) {
        complain(&placed(path, oddity.line, &oddity.message));
    }
    let more = oddities.count.saturating_sub(MOST as u64);
    if more > 0 {
        complain(&format!("{}: and {more} more", path.display()));
    }
}

fn placed(path: &Path, line: u64, message: &str) -> String {
    match line {
        0 => format!("{}: {message}", path.display()),
        line => format!("{}:{line}: {message}", path.display()),
    }
}

/// A bar on a terminal, nothing in a pipe.
fn bar(length: u64, path: &Path) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading  {bar:32} {bytes}/{total_bytes} {msg}").expect("the template is one");
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ProgressBar::new(length).with_style(style).with_message(in_line(&name))
}
