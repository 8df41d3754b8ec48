//! `whosays quote`: where else the same words stand, and what differs.

use super::{Stop, files, library, width};
use crate::archive::quotation::Query;
use crate::archive::{Change, ChangeKind, Document, Occurrence, Sameness};
use crate::features;
use crate::report::{Places, excerpt, in_line};
use crate::text::Span;
use anstyle::{AnsiColor, Style};
use clap::Args;
use serde_json::json;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// The words, or a place in an article: FILE:LINE:COLUMN
    #[arg(value_name = "WORDS|FILE:LINE:COLUMN")]
    what: OsString,
    /// The archive to look in [default: the folder of work, or the one with whosays.toml above it]
    #[arg(long, value_name = "DIR")]
    archive: Vec<PathBuf>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

/// Exit code 1 when the words stand nowhere else.
pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let (place, what) = (place(&options.what), options.what.to_string_lossy());
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
                .ok_or_else(|| Stop::Failed(format!("{what}: there are no words at this place")))?;
            (span.of(document.as_str()).to_string(), found)
        }
        None => (what.to_string(), features::quote::find_words(&archive, &what)),
    };
    if Query::of(&words, &[Span::new(0, words.len())]).spoken() < 3 {
        return Err(Stop::Failed(format!("“{}”: it takes three words to be looked for", clip(&in_line(&words), 60))));
    }
    let here = files::absolute(Path::new("."));
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    if !options.json {
        writeln!(out, "“{}”\n{}", clip(&in_line(&words), width().saturating_sub(2)), summary(&found, archive.len()))?;
    }
    for (number, occurrence) in found.iter().enumerate() {
        // Deleted since the scan: nothing to show.
        let Some(document) = archive.document(&occurrence.path) else { continue };
        let shown = occurrence.path.strip_prefix(&here).unwrap_or(&occurrence.path).to_string_lossy().into_owned();
        // The list begins with the definition, where there is one.
        let defines = number == 0 && crate::archive::definition(&found) == [0];
        if options.json {
            writeln!(out, "{}", as_json(&shown, &document, occurrence, &words, defines))?;
        } else {
            let label = if defines && found.len() > 1 { definition_label(&found) } else { "" };
            write!(out, "{}", as_text(&shown, &document, occurrence, &words, label))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(found.is_empty())))
}

/// Why the first of a list is the definition.
fn definition_label(found: &[Occurrence]) -> &'static str {
    let first = &found[0];
    let fuller = found[1..].iter().all(|o| o.words + 3 < first.words);
    let earlier = found[1..].iter().all(|o| o.date.zip(first.date).is_some_and(|(other, date)| date < other));
    match (fuller, earlier) {
        (true, _) => "the fullest wording",
        (false, true) => "the earliest",
        (false, false) => "the best wording",
    }
}

/// "in 3 articles of 509: 2 word for word, 1 worded differently"
fn summary(found: &[Occurrence], articles: usize) -> String {
    let count = |wanted: &dyn Fn(&Occurrence) -> bool| found.iter().filter(|o| wanted(o)).map(|o| &o.path).collect::<BTreeSet<_>>().len();
    let all = count(&|_| true);
    if all == 0 {
        return format!("nowhere in {articles} article{}", if articles == 1 { "" } else { "s" });
    }
    let own = |o: &Occurrence| !o.reprint && !o.chance;
    let parts = [
        (count(&|o| own(o) && o.sameness == Sameness::Exact), "word for word"),
        (count(&|o| own(o) && o.sameness == Sameness::Legal), "shortened or with brackets"),
        (count(&|o| own(o) && o.sameness == Sameness::Altered), "worded differently"),
        (count(&|o| o.reprint), "printed again"),
        (count(&|o| o.chance), "with nothing else in common"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    format!("in {all} of {articles} articles: {}", parts.join(", "))
}

/// A place in a file that is there; words may hold colons too, and a name bytes that are no Unicode.
fn place(what: &OsStr) -> Option<(PathBuf, u32, u32)> {
    let mut parts = what.as_encoded_bytes().rsplitn(3, |byte| *byte == b':');
    let number = |part: &[u8]| std::str::from_utf8(part).ok()?.parse().ok();
    let (column, line) = (number(parts.next()?)?, number(parts.next()?)?);
    let path = files::path_of(parts.next()?);
    path.is_file().then_some((path, line, column))
}

fn sameness(occurrence: &Occurrence) -> &'static str {
    match occurrence.sameness {
        Sameness::Exact => "exact",
        Sameness::Legal => "edited",
        Sameness::Altered => "altered",
    }
}

fn as_json(shown: &str, document: &Document, occurrence: &Occurrence, words: &str, defines: bool) -> serde_json::Value {
    let places = Places::of(document.as_str());
    let text = document.as_str();
    let (start, end) = places.points.of_span(occurrence.span);
    let (line, column) = places.place(occurrence.span.start);
    let kind = |change: &Change| if change.kind == ChangeKind::Cut { "cut" } else { "worded" };
    let change = |c: &Change| json!({"asked": c.asked.of(words), "there": c.there.of(text), "kind": kind(c)});
    let quote = occurrence.quote.map(|(span, kind)| {
        let (start, end) = places.points.of_span(span);
        json!({"start": start, "end": end, "kind": kind.name(), "text": span.of(text)})
    });
    json!({
        "path": shown, "start": start, "end": end, "line": line, "column": column, "text": occurrence.span.of(text),
        "sameness": sameness(occurrence), "changes": occurrence.alterations().map(change).collect::<Vec<_>>(),
        "speaker": occurrence.speaker, "date": occurrence.date.map(|d| d.to_string()), "title": &*occurrence.title,
        "reprint": occurrence.reprint, "chance": occurrence.chance, "definition": defines, "quote": quote,
    })
}

fn as_text(shown: &str, document: &Document, occurrence: &Occurrence, words: &str, label: &str) -> String {
    const DIM: Style = Style::new().dimmed();
    const PATH: Style = AnsiColor::Cyan.on_default().bold();
    const BOLD: Style = Style::new().bold();
    let text = document.as_str();
    let places = Places::of(text);
    let (line, column) = places.place(occurrence.span.start);
    let mut out = format!("\n{PATH}{}:{line}:{column}{PATH:#}", in_line(shown));
    if let Some(date) = occurrence.date {
        out.push_str(&format!("  {date}"));
    }
    // An article without a headline is called by its file's name, which stands there already.
    let title = in_line(&occurrence.title);
    if !shown.ends_with(&title) {
        out.push_str(&format!("  {}", clip(&title, 60)));
    }
    let labels = [label, if occurrence.reprint { "a reprint" } else { "" }];
    for label in labels.iter().filter(|l| !l.is_empty()) {
        out.push_str(&format!("  {DIM}({label}){DIM:#}"));
    }
    // The words with what stands around them; two lines of it, for a sentence of news is long.
    let around = excerpt::around(text, places.line(occurrence.span.start), occurrence.span, 2 * width().saturating_sub(4));
    let (before, after) = (&around.text[..around.mark.start], &around.text[around.mark.end..]);
    out.push_str(&format!("\n  {DIM}{before}{DIM:#}{BOLD}{}{BOLD:#}{DIM}{after}{DIM:#}\n", &around.text[around.mark.clone()]));
    let speaker = occurrence.speaker.as_deref().map(in_line).filter(|s| !s.trim().is_empty());
    let said = match (occurrence.quote, speaker) {
        (_, Some(speaker)) => format!("said by {}", clip(&speaker, 60)),
        (Some(_), None) => "no speaker found".to_string(),
        (None, None) => "not in quotation marks".to_string(),
    };
    match occurrence.sameness {
        _ if occurrence.chance => out.push_str(&format!("  {DIM}{said} · a few words, and nothing else in common{DIM:#}\n")),
        Sameness::Exact => out.push_str(&format!("  {DIM}{said} · word for word{DIM:#}\n")),
        Sameness::Legal => out.push_str(&format!("  {DIM}{said} · shortened or with brackets{DIM:#}\n")),
        Sameness::Altered => {
            out.push_str(&format!("  {DIM}{said} · worded differently:{DIM:#}\n"));
            let cut = occurrence.alterations().any(|c| c.kind == ChangeKind::Cut);
            match occurrence.contrast_of_all(words).filter(|_| !cut) {
                Some(both) => out.push_str(&format!("    {}\n", contrast(both))),
                None => {
                    for change in occurrence.alterations() {
                        let (asked, there) = occurrence.contrast(change, words);
                        let line = match change.kind {
                            ChangeKind::Cut if asked.is_empty() => {
                                format!("cut in the words asked for: “{}”, which turns the sense", clip(&in_line(there), width()))
                            }
                            ChangeKind::Cut => format!("cut there: “{}”, which turns the sense", clip(&in_line(asked), width())),
                            _ => contrast((asked, there)),
                        };
                        out.push_str(&format!("    {line}\n"));
                    }
                }
            }
        }
    }
    out
}

fn contrast((asked, there): (&str, &str)) -> String {
    const GONE: Style = AnsiColor::Red.on_default();
    const NEW: Style = AnsiColor::Green.on_default();
    let (asked, there) = (in_line(asked), in_line(there));
    format!("{GONE}“{}”{GONE:#} is {NEW}“{}”{NEW:#} there", asked.trim(), there.trim())
}

fn clip(text: &str, width: usize) -> String {
    match text.char_indices().nth(width.max(20)) {
        None => text.to_string(),
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}
