//! What is known beside the articles: packs of organisations, officials and their offices, every fact with its source and the day
//! up to which it is vouched for.
//!
//! [`Pack`] is a pack in memory, [`Shelf`] all packs of a workspace and the one that is built in ([`builtin`]). Pack files are
//! Popolo JSON ([`popolo`]); [`import`] makes them from other formats. A pack is looked up by name when somebody asks; reading an
//! article needs none.

pub mod builtin;
mod csv;
mod date;
mod elements;
mod ftm;
pub mod import;
mod legislators;
pub mod office;
pub mod pack;
pub mod popolo;
pub mod record;
mod shelf;
mod wikidata;

pub use date::Partial;
pub use office::Fit;
pub use pack::{Alias, Body, Held, Official, Origin, Pack, Tenure};
pub use shelf::{Broken, Shelf};

use record::Record;
use std::fmt;
use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

/// What ends the reading of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: u64,
    pub message: String,
}

impl Fault {
    /// Somebody does not want the rest.
    fn stopped(line: u64) -> Fault {
        Fault { line, message: "stopped".into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Something wrong in one record; the rest of the file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// From 1; 0 where it is about several records.
    pub line: u64,
    pub message: String,
}

/// What is wrong in a file: the first of them, and how many there are.
#[derive(Clone, Debug, Default)]
pub struct Oddities {
    pub first: Vec<Oddity>,
    pub count: u64,
}

impl Oddities {
    /// More are counted, not kept: a file of the wrong kind has one a row.
    const KEPT: usize = 200;

    pub fn push(&mut self, oddity: Oddity) {
        self.count += 1;
        if self.first.len() < Oddities::KEPT {
            self.first.push(oddity);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// Who takes the records that a reader finds.
pub trait Read {
    /// A record and the line on which it begins.
    fn record(&mut self, line: u64, record: Record);

    /// Something that is wrong on a line.
    fn odd(&mut self, line: u64, message: String);

    /// Whether the rest is wanted.
    fn goes_on(&self) -> bool {
        true
    }
}

impl Read for pack::Builder {
    fn record(&mut self, line: u64, record: Record) {
        self.add(line, record);
    }

    fn odd(&mut self, line: u64, message: String) {
        pack::Builder::odd(self, line, message);
    }
}

/// Reads a pack from its file.
///
/// # Errors
/// What cannot be read or is no JSON, with the line.
pub fn load(path: &Path) -> Result<(Pack, Oddities), Fault> {
    let file = std::fs::File::open(path).map_err(|e| Fault { line: 0, message: format!("it could not be read: {e}") })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (mut pack, oddities) = read(&mut std::io::BufReader::with_capacity(256 << 10, file), name)?;
    pack.path = Some(Arc::from(path));
    Ok((pack, oddities))
}

/// Reads a pack; `name` is its title where it states none.
///
/// # Errors
/// What is no JSON, with the line.
pub fn read(reader: &mut dyn BufRead, name: String) -> Result<(Pack, Oddities), Fault> {
    let mut builder = pack::Builder::default();
    let head = popolo::read(reader, &mut builder)?;
    let title = if head.title.trim().is_empty() { name } else { head.title };
    let title = title.chars().take(80).collect();
    let (mut pack, oddities) = builder.finish(title, head.source);
    pack.licence = head.licence;
    Ok((pack, oddities))
}
