//! `whosays check`: the findings of the rules, for people, for programs and for a desk's pipeline.

use super::{Stop, complain, files, library, no_such_rule, width};
use crate::archive::{Archive, Document, Reason, scan};
use crate::report::baseline::{self, Baseline};
use crate::report::{self, Checked, Context, Format, Summary};
use crate::rules::{self, Level};
use crate::settings::{FILE, Settings};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args)]
pub struct Options {
    /// Files and folders to check; of folders, what whosays.toml calls an article
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = FormatName::Text)]
    format: FormatName,
    /// Exit with 1 when there is a finding at this level or above
    #[arg(long, value_enum, default_value_t = FailOn::Information, value_name = "LEVEL")]
    fail_on: FailOn,
    /// Only these rules, even those that are off
    #[arg(long, value_delimiter = ',', value_name = "CODE,..")]
    select: Vec<String>,
    /// Not these rules
    #[arg(long, value_delimiter = ',', value_name = "CODE,..")]
    ignore: Vec<String>,
    /// Leave out the findings that FILE lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all of today's findings to the baseline instead of printing them
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Text,
    Json,
    Sarif,
    Github,
    Quickfix,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Hint,
    Information,
    Warning,
    Error,
    Never,
}

/// How many files are read before their findings are printed: enough for every core, few enough to keep memory flat.
const CHUNK: usize = 256;

pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let root = files::root(&options.paths);
    let (mut settings, _) = Settings::load(&root);
    choose(&mut settings, options)?;
    let mut known = match &options.baseline {
        Some(path) if !options.write_baseline => read_baseline(path)?,
        _ => Baseline::default(),
    };

    let mut notices = vec![];
    let mut found = files::find(&options.paths, &settings, &mut notices)?;
    let file = root.join(FILE);
    if file.is_file() && !found.iter().any(|f| f.path == file) {
        // Mistakes in the settings come first: they explain the rest.
        let here = files::absolute(Path::new("."));
        let shown = file.strip_prefix(&here).unwrap_or(&file).to_string_lossy().into_owned();
        found.insert(0, files::Found { path: file, shown, named: true });
    }
    let mut failed = !notices.is_empty();
    notices.iter().for_each(|notice| complain(notice));

    let settings = Arc::new(settings);
    let archive = archive(&settings, &options.paths);
    let format = match options.format {
        FormatName::Text => Format::Text,
        FormatName::Json => Format::Json,
        FormatName::Sarif => Format::Sarif,
        FormatName::Github => Format::Github,
        FormatName::Quickfix => Format::Quickfix,
    };
    let context = Context { archive: &archive, here: files::absolute(Path::new(".")), width: width() };
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    let (before, between, after) = report::wrap(format);
    let mut separator = before.as_str();
    let mut summary = Summary::default();
    let mut entries = vec![];
    let mut loud = false;
    let bar = bar(found.len());
    for chunk in found.chunks(CHUNK) {
        let outcomes: Vec<Outcome> = chunk.par_iter().map(|file| check(file, &archive, &settings)).collect();
        for (file, outcome) in chunk.iter().zip(outcomes) {
            bar.inc(1);
            let mut checked = match outcome {
                Outcome::Checked(checked) => checked,
                Outcome::Gone => continue,
                Outcome::Skipped(message) => {
                    summary.skipped += 1;
                    bar.suspend(|| complain(&format!("{}: {message}", file.shown)));
                    continue;
                }
                Outcome::Failed(message) => {
                    failed = true;
                    summary.skipped += 1;
                    bar.suspend(|| complain(&format!("{}: {message}", file.shown)));
                    continue;
                }
            };
            summary.articles += usize::from(!checked.document.path.ends_with(FILE));
            let text = checked.document.as_str();
            let place = place_in_baseline(options, &checked.document.path);
            if options.write_baseline {
                entries.extend(checked.findings.iter().map(|f| baseline::Entry {
                    path: place.clone(),
                    code: f.code.to_string(),
                    key: baseline::Key::of(f, text),
                }));
                continue;
            }
            let n_found = checked.findings.len();
            known.absorb(&place, text, &mut checked.findings);
            summary.known += n_found - checked.findings.len();
            summary.count(&checked.findings);
            loud |= checked.findings.iter().any(|f| options.fail_on.is_reached_by(f.level));
            for rendered in report::render(format, &checked, &context) {
                bar.suspend(|| write!(out, "{separator}{rendered}"))?;
                separator = between;
            }
        }
    }
    bar.finish_and_clear();
    if let Some(path) = options.baseline.as_ref().filter(|_| options.write_baseline) {
        std::fs::write(path, baseline::write(&entries)).map_err(|e| Stop::Failed(format!("{}: {}", path.display(), files::reason(&e))))?;
        writeln!(out, "{}: {} known findings", path.display(), entries.len())?;
        return Ok(ExitCode::from(if failed { 2 } else { 0 }));
    }
    if summary.findings() > 0 {
        write!(out, "{after}")?;
    } else if format == Format::Sarif {
        write!(out, "{before}{after}")?;
    }
    if format == Format::Text {
        writeln!(out, "{}", report::summary(&summary))?;
    }
    out.flush()?;
    Ok(ExitCode::from(match (failed, loud) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }))
}

impl FailOn {
    fn is_reached_by(self, level: Level) -> bool {
        match self {
            FailOn::Hint => level >= Level::Hint,
            FailOn::Information => level >= Level::Information,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Error => level >= Level::Error,
            FailOn::Never => false,
        }
    }
}

/// Lays `--select` and `--ignore` over the settings.
fn choose(settings: &mut Settings, options: &Options) -> Result<(), Stop> {
    for code in options.select.iter().chain(&options.ignore) {
        rules::by_code(code).ok_or_else(|| no_such_rule(code))?;
    }
    for rule in rules::ALL {
        let named = |list: &[String]| list.iter().any(|code| code == rule.code);
        if !options.select.is_empty() {
            let level = match settings.level(rule.code, rule.level) {
                _ if !named(&options.select) => Level::Off,
                Level::Off => rule.level,
                level => level,
            };
            settings.levels.insert(rule.code, level);
        }
        if named(&options.ignore) {
            settings.levels.insert(rule.code, Level::Off);
        }
    }
    Ok(())
}

/// The articles that a finding may point to. Nothing is read for rules that look at one article only.
fn archive(settings: &Arc<Settings>, paths: &[PathBuf]) -> Archive {
    let speaks = |rule: &&rules::Rule| settings.level(rule.code, rule.level) != Level::Off;
    if !rules::ALL.iter().filter(speaks).any(|rule| rules::OF_THE_ARCHIVE.contains(&rule.code)) {
        return library::with_packs(Archive::new(Arc::clone(settings)));
    }
    library::open(settings, paths)
}

enum Outcome {
    Checked(Checked),
    /// Deleted between finding and reading: no longer part of the archive.
    Gone,
    /// Not read, on purpose.
    Skipped(String),
    Failed(String),
}

fn check(file: &files::Found, archive: &Archive, settings: &Settings) -> Outcome {
    let (text, ..) = match scan::read(&file.path, settings.max_bytes) {
        Ok(read) => read,
        Err(Reason::Vanished) if !file.named => return Outcome::Gone,
        Err(Reason::Vanished) => return Outcome::Failed("there is no such file".into()),
        Err(reason @ Reason::TooLarge(..)) => return Outcome::Skipped(format!("skipped: {reason}")),
        Err(Reason::Unreadable(e)) => return Outcome::Failed(files::reason(&e)),
    };
    let document = Arc::new(Document::new(&file.path, &text));
    // One article that a rule stumbles over must not end the check of all others.
    let findings = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| rules::run(&document, archive, settings)));
    match findings {
        Ok(findings) => Outcome::Checked(Checked { shown: file.shown.clone(), document, findings }),
        Err(_) => Outcome::Failed("a rule broke off on it: please report this with the text".into()),
    }
}

fn read_baseline(path: &Path) -> Result<Baseline, Stop> {
    let bytes = std::fs::read(path).map_err(|e| {
        let hint = if e.kind() == std::io::ErrorKind::NotFound { "; --write-baseline makes one" } else { "" };
        Stop::Failed(format!("{}: {}{hint}", path.display(), files::reason(&e)))
    })?;
    let entries = baseline::parse(&crate::text::decode(bytes).0).map_err(|e| Stop::Failed(format!("{}: {e}", path.display())))?;
    Ok(Baseline::new(entries))
}

/// A path as the baseline writes it: from its own folder, so that the check may be run from anywhere.
fn place_in_baseline(options: &Options, path: &Path) -> String {
    let Some(file) = &options.baseline else { return String::new() };
    let file = files::absolute(file);
    let folder = file.parent().unwrap_or(&file);
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A bar on a terminal, nothing in a pipe.
fn bar(n_files: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() || n_files < CHUNK {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("checking {bar:32} {pos}/{len} articles, {eta} left").expect("the template is one");
    ProgressBar::new(n_files as u64).with_style(style)
}
