//! `whosays who`: what the archive knows of a name.

use super::{Stop, files, library};
use crate::features::facts::{self, Section, Source};
use crate::features::{Known, titled, who, who_text};
use crate::report::in_line;
use clap::Args;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// A full name, a surname or an acronym
    name: String,
    /// The archive to look in [default: the folder of work, or the one with whosays.toml above it]
    #[arg(long, value_name = "DIR")]
    archive: Vec<PathBuf>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

/// Exit code 1 when nobody is called so.
pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let archive = library::of(&options.archive)?;
    let here = files::absolute(Path::new("."));
    let show = |path: &Path| in_line(&path.strip_prefix(&here).unwrap_or(path).to_string_lossy());
    let shelf = archive.shelf();
    let (mut found, mut packs) = (who(&archive, &options.name), facts::who(&shelf, &options.name));
    // "President Obama" is asked for as articles write it.
    if let Some((title, name)) = titled(&options.name).filter(|_| found.is_empty() && packs.is_empty()) {
        found = who(&archive, name);
        // The title tells those of one surname apart.
        packs = facts::person(&shelf, name, &[(title, None)], None);
        if packs.is_empty() {
            packs = facts::who(&shelf, name);
        }
    }
    let mut out = std::io::stdout().lock();
    for (n, known) in found.iter().enumerate() {
        if options.json {
            writeln!(out, "{}", as_json(known, &show))?;
        } else {
            let gap = if n > 0 { "\n" } else { "" };
            // Line by line: names and titles are words of articles.
            let text = who_text(&archive, known, &show);
            writeln!(out, "{gap}{}", text.lines().map(keep_indent).collect::<Vec<_>>().join("\n"))?;
        }
    }
    for section in &packs {
        if options.json {
            writeln!(out, "{}", section_as_json(section))?;
        } else {
            writeln!(out, "{}{}", if found.is_empty() && std::ptr::eq(section, &packs[0]) { "" } else { "\n" }, section_text(section))?;
        }
    }
    let nobody = found.is_empty() && packs.is_empty();
    if nobody && !options.json {
        writeln!(out, "nobody in {} articles is called “{}”, and no pack knows the name", archive.len(), in_line(&options.name))?;
    }
    Ok(ExitCode::from(u8::from(nobody)))
}

/// What a pack says, each fact with its source.
fn section_text(section: &Section) -> String {
    let mut text = format!("{} (pack “{}”)", in_line(&section.names.join("; ")), in_line(&section.pack));
    for (at, line) in section.lines.iter().enumerate() {
        text.push_str(&format!("\n  {}", in_line(&line.words)));
        if section.lines.get(at + 1).is_none_or(|next| next.source != line.source) && !line.source.is_empty() {
            let Source { title, url, as_of } = &line.source;
            let parts = [title, url].into_iter().filter(|part| !part.is_empty()).map(|part| in_line(part)).collect::<Vec<_>>();
            let as_of = if as_of.is_empty() { String::new() } else { format!("  as of {as_of}") };
            text.push_str(&format!("\n    source: {}{as_of}", parts.join(", ")));
        }
    }
    text
}

fn section_as_json(section: &Section) -> serde_json::Value {
    let lines = section.lines.iter().map(|line| {
        let Source { title, url, as_of } = &line.source;
        json!({"says": line.words, "source": title, "url": url, "as_of": as_of})
    });
    json!({"pack": section.pack, "names": section.names, "facts": lines.collect::<Vec<_>>()})
}

fn keep_indent(line: &str) -> String {
    let words = line.trim_start_matches(' ');
    format!("{}{}", &line[..line.len() - words.len()], in_line_keeping_gaps(words))
}

/// As [`in_line`], between the double spaces that set columns apart.
fn in_line_keeping_gaps(line: &str) -> String {
    line.split("  ").map(in_line).collect::<Vec<_>>().join("  ")
}

fn as_json(known: &Known, show: &dyn Fn(&Path) -> String) -> serde_json::Value {
    let date = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    let counted = |list: &[(String, u32)]| list.iter().map(|(name, n)| json!({"name": name, "count": n})).collect::<Vec<_>>();
    let offices = |list: &[crate::archive::entity::Office]| {
        let one = |o: &crate::archive::entity::Office| json!({"person": o.person, "title": o.title, "organisation": o.organisation, "path": show(&o.path), "line": o.line, "date": date(o.date)});
        list.iter().map(one).collect::<Vec<_>>()
    };
    let articles: Vec<_> = known
        .articles
        .iter()
        .map(|s| json!({"path": show(&s.path), "line": s.line, "date": date(s.date), "mentions": s.mentions}))
        .collect();
    let quotes: Vec<_> = known.quotes.iter().map(|q| json!({"path": show(&q.path), "line": q.line, "date": date(q.date)})).collect();
    json!({
        "name": known.name, "kind": known.kind.name(), "mentions": known.mentions, "variants": counted(&known.variants),
        "spellings": counted(&known.spellings), "offices": offices(&known.offices), "officials": offices(&known.officials),
        "articles": articles, "quotes": quotes, "quote_count": known.quote_count, "namesakes": known.namesakes,
    })
}
