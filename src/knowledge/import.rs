//! Other formats to packs: FollowTheMoney JSON lines, Wikidata entities, congress-legislators, CSV, and Popolo itself. Files are
//! read record by record and records are written as they come, so that memory does not grow with the file but by the ids that
//! must not come twice.

use super::pack::no_date;
use super::popolo::plainly;
use super::record::{Link, Record};
use super::{Fault, Oddities, Oddity, Partial, Read, csv, elements, ftm, legislators, popolo, wikidata};
use rustc_hash::{FxHashSet, FxHasher};
use serde::Serialize;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Seek, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What a file of facts is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Popolo,
    FollowTheMoney,
    Wikidata,
    Legislators,
    Csv,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Popolo, Format::FollowTheMoney, Format::Wikidata, Format::Legislators, Format::Csv];

    pub fn name(self) -> &'static str {
        match self {
            Format::Popolo => "popolo",
            Format::FollowTheMoney => "ftm",
            Format::Wikidata => "wikidata",
            Format::Legislators => "legislators",
            Format::Csv => "csv",
        }
    }

    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of a file by its name and its first bytes.
    pub fn of(path: &Path, start: &[u8]) -> Option<Format> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match extension.as_str() {
            "csv" | "tsv" => return Some(Format::Csv),
            "yaml" | "yml" => return Some(Format::Legislators),
            _ => {}
        }
        let start = String::from_utf8_lossy(start);
        let start = start.trim_start_matches('\u{FEFF}').trim_start();
        let has = |key: &str| start.contains(&format!("\"{key}\""));
        if start.starts_with('{') && has("schema") && has("properties") {
            return Some(Format::FollowTheMoney);
        }
        if has("claims") || has("entities") || (has("labels") && has("type")) {
            return Some(Format::Wikidata);
        }
        if start.starts_with('[') && (has("bioguide") || has("terms")) {
            return Some(Format::Legislators);
        }
        let is_popolo = ["persons", "organizations", "memberships", "posts"].iter().any(|key| has(key));
        (start.starts_with('{') && is_popolo).then_some(Format::Popolo)
    }
}

/// A reader that tells how far it is.
pub struct Counted<'p> {
    pub file: File,
    pub read: u64,
    pub progress: &'p mut dyn FnMut(u64) -> ControlFlow<()>,
    pub stopped: bool,
}

impl io::Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.read += n as u64;
        if (self.progress)(self.read).is_break() {
            return Err(io::Error::other("it was stopped"));
        }
        Ok(n)
    }
}

/// Reads a file of facts into a pack that is being written. `progress` is told the bytes read so far, and can stop the reading.
/// Returns what is wrong in single records.
///
/// # Errors
/// What cannot be read or is not of the format, with the line.
pub fn import(
    path: &Path,
    format: Option<Format>,
    writer: &mut Writer,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Oddities, Fault> {
    let whole = |message: String| Fault { line: 0, message };
    let mut file = File::open(path).map_err(|e| whole(format!("it could not be read: {e}")))?;
    let mut start = vec![0; 64 << 10];
    let n = file.read(&mut start).and_then(|n| file.rewind().map(|()| n)).map_err(|e| whole(format!("it could not be read: {e}")))?;
    let names = || Format::ALL.map(Format::name).join(", ");
    let format = format
        .or_else(|| Format::of(path, &start[..n]))
        .ok_or_else(|| whole(format!("its format is not known by its name or its beginning; say one of {}", names())))?;
    let mut reader = BufReader::with_capacity(256 << 10, Counted { file, read: 0, progress, stopped: false });
    let mut taking = Taking { writer, oddities: Oddities::default(), failed: None };
    let head = match format {
        Format::Popolo => popolo::read(&mut reader, &mut taking).map(Some)?,
        Format::FollowTheMoney => ftm::read(&mut reader, &mut taking).map(|()| None)?,
        Format::Wikidata => wikidata::read(&mut reader, &mut taking).map(|()| None)?,
        Format::Legislators => legislators::read(&mut reader, &mut taking).map(|()| None)?,
        Format::Csv => csv::read(&mut reader, &mut taking).map(|()| None)?,
    };
    if let Some(e) = taking.failed {
        return Err(whole(format!("the pack could not be written: {e}")));
    }
    let oddities = taking.oddities;
    if let Some(head) = head {
        writer.heads.push(head);
    }
    Ok(oddities)
}

struct Taking<'w> {
    writer: &'w mut Writer,
    oddities: Oddities,
    failed: Option<io::Error>,
}

impl Read for Taking<'_> {
    fn record(&mut self, line: u64, mut record: Record) {
        // The line of a mistake is known now; that of the pack says nothing to whoever has the file.
        for (field, date) in record.dates() {
            if !date.is_empty() && Partial::parse(date).is_none() {
                self.oddities.push(Oddity { line, message: no_date(field, date) });
                date.clear();
            }
        }
        if let Err(e) = self.writer.write(&record) {
            self.failed.get_or_insert(e);
        }
    }

    fn odd(&mut self, line: u64, message: String) {
        self.oddities.push(Oddity { line, message });
    }

    fn goes_on(&self) -> bool {
        self.failed.is_none()
    }
}

/// Writes a pack record by record. Each kind goes into a file of its own beside the pack until [`Writer::finish`] puts them
/// together; a pack that is not finished leaves nothing behind.
#[derive(Debug)]
pub struct Writer {
    path: PathBuf,
    parts: [Part; 4],
    /// What packs that were read say of themselves.
    heads: Vec<popolo::Head>,
}

#[derive(Debug)]
struct Part {
    path: PathBuf,
    file: BufWriter<File>,
    seen: FxHashSet<u64>,
    count: u64,
}

const KINDS: [&str; 4] = ["persons", "organizations", "posts", "memberships"];

impl Writer {
    /// A pack that is to become this file.
    ///
    /// # Errors
    /// Where nothing can be written beside it.
    pub fn new(path: &Path) -> io::Result<Writer> {
        let mut parts = Vec::with_capacity(KINDS.len());
        for kind in KINDS {
            let mut name = path.as_os_str().to_os_string();
            name.push(format!(".{kind}.{}.part", std::process::id()));
            let path = PathBuf::from(name);
            let file = File::options().read(true).write(true).create_new(true).open(&path)?;
            parts.push(Part { path, file: BufWriter::with_capacity(128 << 10, file), seen: FxHashSet::default(), count: 0 });
        }
        let parts = parts.try_into().expect("one a kind");
        Ok(Writer { path: path.to_path_buf(), parts, heads: vec![] })
    }

    /// Counts of people, organisations, posts and memberships.
    pub fn counts(&self) -> [u64; 4] {
        [0, 1, 2, 3].map(|kind| self.parts[kind].count)
    }

    fn write(&mut self, record: &Record) -> io::Result<()> {
        match record {
            Record::Person(person) => self.parts[0].write(&person.id, person),
            Record::Organization(body) => {
                for post in &body.posts {
                    let mut post = post.clone();
                    post.organization_id = body.id.clone();
                    self.parts[2].write(&post.id, &post)?;
                }
                for membership in &body.memberships {
                    let mut membership = membership.clone();
                    membership.organization_id = body.id.clone();
                    self.write(&Record::Membership(membership))?;
                }
                self.parts[1].write(&body.id, body)
            }
            Record::Post(post) => self.parts[2].write(&post.id, post),
            Record::Membership(m) => {
                let key = [&*m.person_id, &m.organization_id, &m.post_id, &m.role, &m.label, &m.start_date, &m.end_date].join("\u{1f}");
                self.parts[3].write(&key, m)
            }
        }
    }

    /// Puts the pack together; facts without a source have `head`'s. Where `head` says nothing, a pack that was read does.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn finish(mut self, mut head: popolo::Head) -> io::Result<()> {
        for other in &self.heads {
            let fill = |own: &mut String, other: &String| {
                if own.is_empty() {
                    own.clone_from(other);
                }
            };
            fill(&mut head.title, &other.title);
            fill(&mut head.licence, &other.licence);
            fill(&mut head.source.note, &other.source.note);
            fill(&mut head.source.url, &other.source.url);
            fill(&mut head.source.as_of, &other.source.as_of);
        }
        let mut name = self.path.as_os_str().to_os_string();
        name.push(format!(".{}.part", std::process::id()));
        let unfinished = PathBuf::from(name);
        let written = self.put_together(&unfinished, &head).and_then(|()| std::fs::rename(&unfinished, &self.path));
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn put_together(&mut self, path: &Path, head: &popolo::Head) -> io::Result<()> {
        #[derive(Serialize)]
        struct Head<'a> {
            title: &'a str,
            #[serde(skip_serializing_if = "str::is_empty")]
            licence: &'a str,
            source: &'a Link,
        }
        let mut out = BufWriter::with_capacity(256 << 10, File::create(path)?);
        let opening = serde_json::to_string(&Head { title: &head.title, licence: &head.licence, source: &head.source })?;
        out.write_all(opening.trim_end_matches('}').as_bytes())?;
        // The link's own bracket went with the head's.
        out.write_all(b"}")?;
        for (kind, part) in KINDS.iter().zip(&mut self.parts) {
            write!(out, ",\n\"{kind}\": [")?;
            part.file.flush()?;
            let file = part.file.get_mut();
            file.rewind()?;
            io::copy(&mut BufReader::new(file), &mut out)?;
            out.write_all(b"\n]")?;
        }
        out.write_all(b"\n}\n")?;
        out.into_inner().map_err(|e| e.into_error())?.sync_all()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        for part in &self.parts {
            let _ = std::fs::remove_file(&part.path);
        }
    }
}

impl Part {
    /// Writes a record on a line of its own, unless its id was written before.
    fn write(&mut self, id: &str, record: &impl Serialize) -> io::Result<()> {
        let mut hasher = FxHasher::default();
        id.hash(&mut hasher);
        if !id.is_empty() && !self.seen.insert(hasher.finish()) {
            return Ok(());
        }
        self.file.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        serde_json::to_writer(&mut self.file, record)?;
        Ok(())
    }
}

/// Calls `each` for every line that holds something, with its number; at most 32 MB a line.
fn lines(reader: &mut dyn BufRead, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<Fault>) -> Result<(), Fault> {
    const LONGEST: u64 = 32 << 20;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        number += 1;
        let n = (&mut *reader)
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(|e| Fault { line: number, message: format!("it could not be read: {e}") })?;
        if n == 0 {
            return Ok(());
        }
        if n as u64 == LONGEST && line.last() != Some(&b'\n') {
            return Err(Fault { line: number, message: "this line is longer than 32 MB".into() });
        }
        let words = line.trim_ascii();
        let words = if number == 1 { words.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(words) } else { words };
        if words.is_empty() {
            continue;
        }
        if let ControlFlow::Break(fault) = each(number, words) {
            return Err(fault);
        }
    }
}

/// Reads JSON values that stand one a line, or as a list, or in an object under a key of `opened`.
pub(super) fn values<T: serde::de::DeserializeOwned>(
    reader: &mut dyn BufRead,
    opened: &[&str],
    read: &mut dyn Read,
    take: &mut dyn FnMut(u64, T, &mut dyn Read),
) -> Result<(), Fault> {
    let mut one = |line: u64, json: &[u8]| {
        match serde_json::from_slice(json) {
            Ok(value) => take(line, value, read),
            Err(e) => read.odd(line + e.line().saturating_sub(1) as u64, format!("this is no such entity: {}", plainly(&e))),
        }
        if read.goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(Fault::stopped(line)) }
    };
    let start = reader.fill_buf().map_err(|e| Fault { line: 0, message: format!("it could not be read: {e}") })?;
    let is_list = start.trim_ascii_start().starts_with(b"[");
    let is_object = opened.iter().any(|key| {
        let start = String::from_utf8_lossy(&start[..start.len().min(400)]);
        start.trim_start().trim_start_matches('{').trim_start().starts_with(&format!("\"{key}\""))
            || start.contains(&format!("\"{key}\":{{"))
    });
    if is_list || is_object {
        return elements::split(reader, opened, &mut |element| {
            if is_list || opened.contains(&element.key) { one(element.line, element.json) } else { ControlFlow::Continue(()) }
        });
    }
    lines(reader, &mut one)
}
