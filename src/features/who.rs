//! `who`: everything the archive knows of a name, for people and programs.

use crate::archive::Archive;
pub use crate::archive::entity::Known;
use crate::article::EntityKind;
use crate::article::lexicon::{self, Class};
use std::fmt::Write;
use std::path::Path;

/// Everybody of the archive who is written like this somewhere (full name, surname, acronym, short form), the most mentioned
/// first.
pub fn who(archive: &Archive, name: &str) -> Vec<Known> {
    archive.entities().who(name)
}

/// The title in a name and what follows it: "County Sheriff" and "Joe Hart".
pub fn titled(name: &str) -> Option<(&str, &str)> {
    let is_title = |word: &str| lexicon::class(word.trim_end_matches('.')).any(Class::TITLE.or(Class::ABBREVIATED_TITLE));
    let (mut rest, mut after) = (name.trim(), None);
    while let Some((word, more)) = rest.split_once(' ') {
        rest = more.trim_start();
        if is_title(word) {
            after = Some(rest);
        }
    }
    let after = after.filter(|after| !after.is_empty())?;
    Some((name.trim()[..name.trim().len() - after.len()].trim_end(), after))
}

/// One of them as plain text, without a line end. Paths are shown as `show` gives them.
pub fn who_text(archive: &Archive, known: &Known, show: &dyn Fn(&Path) -> String) -> String {
    let mut out = String::new();
    let kind = match known.kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
    };
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let dated = |date: Option<jiff::civil::Date>| date.map_or(String::new(), |d| format!("  {d}"));
    let _ = write!(out, "{} ({kind})", known.name);
    let _ = write!(
        out,
        "\n  {} mention{} in {} article{}",
        known.mentions,
        plural(known.mentions as usize),
        known.article_count,
        plural(known.article_count as usize)
    );
    if known.variants.len() > 1 {
        let ways: Vec<String> = known.variants.iter().take(8).map(|(name, count)| format!("{name} {count}")).collect();
        let _ = write!(out, "\n  written: {}", ways.join(", "));
    }
    if !known.spellings.is_empty() {
        let ways: Vec<String> = known.spellings.iter().take(4).map(|(name, count)| format!("{name} {count}")).collect();
        let _ = write!(out, "\n  similar: {}", ways.join(", "));
    }
    let mut seen = Vec::new();
    // "Secretary" says nothing beside "Secretary, Homeland Security".
    let full = |title: &str| known.offices.iter().any(|o| o.organisation.is_some() && o.title.eq_ignore_ascii_case(title));
    let own = known.offices.iter().filter(|o| o.organisation.is_some() || !full(&o.title));
    let offices = own.map(|o| (o, false)).chain(known.officials.iter().map(|o| (o, true)));
    for (office, official) in offices {
        let mut title = if official { format!("{}: {}", office.title, office.person) } else { office.title.clone() };
        if let (Some(body), false) = (&office.organisation, official) {
            let _ = write!(title, ", {body}");
        }
        if seen.len() < 12 && !seen.contains(&title) {
            let _ = write!(out, "\n  {title}  {}:{}{}", show(&office.path), office.line, dated(office.date));
            seen.push(title);
        }
    }
    if !known.namesakes.is_empty() {
        let _ = write!(out, "\n  same surname: {}", known.namesakes.join(", "));
    }
    if known.quote_count > 0 {
        let _ = write!(out, "\n  {} quote{}", known.quote_count, plural(known.quote_count as usize));
    }
    for quote in known.quotes.iter().take(3) {
        let Some(document) = archive.document(&quote.path) else { continue };
        let words = super::quoted(quote.span.of(document.as_str()));
        if !words.is_empty() {
            let clipped: String = words.chars().take(160).collect();
            let _ = write!(out, "\n    “{clipped}”  {}:{}{}", show(&quote.path), quote.line, dated(quote.date));
        }
    }
    for seen in known.articles.iter().take(10) {
        let _ = write!(out, "\n  {}:{}{}", show(&seen.path), seen.line, dated(seen.date));
    }
    out
}
