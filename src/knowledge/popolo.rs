//! Popolo JSON, the form of packs: `{"persons": [..], "organizations": [..], "posts": [..], "memberships": [..]}`, each record
//! with `id`, `sources` and partial dates. Beside Popolo's words a pack may say `title`, `licence`, `as_of` and `source` (a link
//! for facts that name none), and every source may say `as_of`.

use super::elements::{Element, split};
use super::record::{Link, Membership, Organization, Person, Post, Record};
use super::{Fault, Read};
use std::io::BufRead;
use std::ops::ControlFlow;

/// What a pack says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    pub title: String,
    pub licence: String,
    pub source: Link,
}

/// Reads a pack.
///
/// # Errors
/// What is no JSON. Mistakes in single records go to `read` and do not end the reading.
pub fn read(reader: &mut dyn BufRead, read: &mut dyn Read) -> Result<Head, Fault> {
    let mut head = Head::default();
    let mut known = false;
    split(reader, &[], &mut |element| {
        known |= take(&element, &mut head, read);
        if read.goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(Fault::stopped(element.line)) }
    })?;
    if !known {
        read.odd(1, "there are neither persons nor organizations nor memberships in this file".into());
    }
    Ok(head)
}

/// Whether the element belongs to a pack.
fn take(element: &Element, head: &mut Head, read: &mut dyn Read) -> bool {
    let line = element.line;
    let record = match element.key {
        "persons" => serde_json::from_slice(element.json).map(|person: Person| Record::Person(person)),
        "organizations" => serde_json::from_slice(element.json).map(|body: Organization| Record::Organization(body)),
        "posts" => serde_json::from_slice(element.json).map(|post: Post| Record::Post(post)),
        "memberships" => serde_json::from_slice(element.json).map(|membership: Membership| Record::Membership(membership)),
        key => {
            let text = || serde_json::from_slice::<String>(element.json).unwrap_or_default();
            match key {
                "title" | "name" => head.title = text(),
                "licence" | "license" => head.licence = text(),
                "as_of" => head.source.as_of = text(),
                "source" => {
                    let as_of = std::mem::take(&mut head.source.as_of);
                    head.source = serde_json::from_slice(element.json).unwrap_or_default();
                    if head.source.as_of.is_empty() {
                        head.source.as_of = as_of;
                    }
                }
                _ => {}
            }
            return false;
        }
    };
    match record {
        Ok(record) => read.record(line, record),
        Err(e) => read.odd(line + e.line().saturating_sub(1) as u64, format!("this is no record of {}: {}", element.key, plainly(&e))),
    }
    true
}

/// The message of the JSON library without its place, which counts from the start of the element.
pub fn plainly(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(at) => message[..at].to_string(),
        None => message,
    }
}
