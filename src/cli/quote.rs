//! `whosays quote`: where else the same words stand, and what differs.

use super::{Stop, files, library, width};
use crate::archive::{ChangeKind, Document, Occurrence, Sameness};
use crate::features;
use crate::report::{Places, in_line};
use anstyle::{AnsiColor, Style};
use clap::Args;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args)]
pub struct Options {
    /// The words, or a place in an article: FILE:LINE:COLUMN
    #[arg(value_name = "WORDS|FILE:LINE:COLUMN")]
    what: String,
    /// The archive to look in [default: the folder of work, or the one with whosays.toml above it]
    #[arg(long, value_name = "DIR")]
    archive: Vec<PathBuf>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

/// Exit code 1 when the words stand nowhere else.
pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let place = place(&options.what);
    let mut folders = options.archive.clone();
    if let (Some((path, ..)), true) = (&place, folders.is_empty()) {
        folders.extend(path.parent().map(|folder| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }));
    }
    let archive = library::of(&folders)?;
    let (words, found) = match place {
        Some((path, line, column)) => {
            let path = files::absolute(&path);
            let document = archive.document(&path).ok_or_else(|| Stop::Failed(format!("{}: it could not be read", path.display())))?;
            let offset = Places::of(document.as_str()).byte(line, column);
            let (span, found) = features::quote::find_at(&archive, &document, offset as usize)
                .ok_or_else(|| Stop::Failed(format!("{}: there are no words at this place", options.what)))?;
            (span.of(document.as_str()).to_string(), found)
        }
        None => (options.what.clone(), features::quote::find_words(&archive, &options.what)),
    };
    let here = files::absolute(Path::new("."));
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    if !options.json {
        let n = match found.len() {
            0 => "nowhere in the archive".to_string(),
            1 => "in 1 place".to_string(),
            n => format!("in {n} places"),
        };
        writeln!(out, "“{}” {n}", clip(&in_line(&words), width().saturating_sub(24)))?;
    }
    for occurrence in &found {
        // Deleted since the scan: nothing to show.
        let Some(document) = archive.document(&occurrence.path) else { continue };
        let shown = occurrence.path.strip_prefix(&here).unwrap_or(&occurrence.path).to_string_lossy().into_owned();
        if options.json {
            writeln!(out, "{}", as_json(&shown, &document, occurrence, &words))?;
        } else {
            write!(out, "{}", as_text(&shown, &document, occurrence, &words))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(found.is_empty())))
}

/// A place in a file that is there; words may hold colons too.
fn place(what: &str) -> Option<(PathBuf, u32, u32)> {
    let (rest, column) = what.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    let path = PathBuf::from(path);
    path.is_file().then_some(())?;
    Some((path, line.parse().ok()?, column.parse().ok()?))
}

fn sameness(occurrence: &Occurrence) -> &'static str {
    match occurrence.sameness {
        Sameness::Exact => "exact",
        Sameness::Legal => "edited",
        Sameness::Altered => "altered",
    }
}

/// What differs without a mark that says so: words asked for, words there.
fn differences<'a>(document: &'a Document, occurrence: &Occurrence, words: &'a str) -> Vec<(&'a str, &'a str)> {
    occurrence.alterations().map(|change| (change.asked.of(words), change.there.of(document.as_str()))).collect()
}

fn as_json(shown: &str, document: &Arc<Document>, occurrence: &Occurrence, words: &str) -> serde_json::Value {
    let places = Places::of(document.as_str());
    let (start, end) = places.points.of_span(occurrence.span);
    let (line, column) = places.place(occurrence.span.start);
    let changes: Vec<_> =
        differences(document, occurrence, words).iter().map(|(asked, there)| json!({"asked": asked, "there": there})).collect();
    json!({
        "path": shown, "start": start, "end": end, "line": line, "column": column, "text": occurrence.span.of(document.as_str()),
        "sameness": sameness(occurrence), "changes": changes, "speaker": occurrence.speaker, "date": occurrence.date.map(|d| d.to_string()),
        "title": &*occurrence.title, "reprint": occurrence.reprint,
    })
}

fn as_text(shown: &str, document: &Arc<Document>, occurrence: &Occurrence, words: &str) -> String {
    const DIM: Style = Style::new().dimmed();
    const PATH: Style = AnsiColor::Cyan.on_default().bold();
    let (line, column) = Places::of(document.as_str()).place(occurrence.span.start);
    let mut out = format!("\n{PATH}{}:{line}:{column}{PATH:#}", in_line(shown));
    for detail in
        [occurrence.date.map(|d| d.to_string()), Some(occurrence.title.to_string()), occurrence.speaker.as_deref().map(str::to_string)]
    {
        if let Some(detail) = detail.map(|d| in_line(&d)).filter(|d| !d.trim().is_empty()) {
            out.push_str(&format!("  {}", clip(&detail, 60)));
        }
    }
    if occurrence.reprint {
        out.push_str(&format!("  {DIM}(a reprint){DIM:#}"));
    }
    out.push_str(&format!("\n  “{}”\n", clip(&in_line(occurrence.span.of(document.as_str())), width().saturating_sub(4))));
    match occurrence.sameness {
        Sameness::Exact => out.push_str(&format!("  {DIM}the same words{DIM:#}\n")),
        Sameness::Legal => out.push_str(&format!("  {DIM}the same words, shortened or with brackets{DIM:#}\n")),
        Sameness::Altered => {
            for change in occurrence.alterations() {
                let (asked, there) = (in_line(change.asked.of(words)), in_line(change.there.of(document.as_str())));
                let line = match change.kind {
                    ChangeKind::Cut if asked.is_empty() => {
                        format!("{DIM}left out here:{DIM:#} “{}”", clip(&there, width().saturating_sub(24)))
                    }
                    _ => contrast(&asked, &there),
                };
                out.push_str(&format!("  {line}\n"));
            }
        }
    }
    out
}

fn contrast(asked: &str, there: &str) -> String {
    const GONE: Style = AnsiColor::Red.on_default();
    const NEW: Style = AnsiColor::Green.on_default();
    match (asked.trim().is_empty(), there.trim().is_empty()) {
        (true, _) => format!("there also: {NEW}“{there}”{NEW:#}"),
        (_, true) => format!("not there: {GONE}“{asked}”{GONE:#}"),
        _ => format!("{GONE}“{asked}”{GONE:#} is {NEW}“{there}”{NEW:#} there"),
    }
}

fn clip(text: &str, width: usize) -> String {
    match text.char_indices().nth(width.max(20)) {
        None => text.to_string(),
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}
