//! Paragraphs: where they are, what part they play, and what can be read from one alone.
//!
//! A [`Reading`] depends on nothing but its paragraph's own text and holds offsets from the paragraph's start, so that an edit
//! elsewhere leaves it valid: it is shared between the versions of a document.

use super::signs::{self, Said};
use super::token::{self, Token};
use super::verdict::clause::{self, Told};
use super::{attribution, figure, mention, quote, sentence};
use crate::text::Span;
pub use kept::Kept;
use std::ops::Range;
use std::sync::Arc;

mod kept;

#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Place in the article, without white space at the ends.
    pub span: Span,
    pub role: Role,
    pub reading: Arc<Reading>,
}

/// The part a paragraph plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Headline,
    /// A line under the headline that sums the story up.
    Deck,
    Byline,
    /// A date line or other metadata of its own.
    Metadata,
    Body,
    Subhead,
    /// Page leftovers: "Advertisement", "Share", contact lines.
    Furniture,
}

/// What can be read from a paragraph alone; all offsets from the paragraph's start.
#[derive(Debug, Default)]
pub struct Reading {
    pub tokens: Vec<Token>,
    /// Ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// The places of the sentences and what each says about sources, in the same order.
    pub said: Vec<Said>,
    pub figures: figure::Found,
    pub quotes: Vec<quote::Marked>,
    pub names: Vec<mention::Name>,
    pub titles: Vec<mention::Title>,
    /// How much of it tells of sport.
    pub sporting: mention::Sporting,
    pub cues: Vec<attribution::Cue>,
    /// What the words around each figure say of it; one each, in the same order.
    pub told: Vec<Told>,
    /// What others work out from the paragraph alone.
    pub kept: Kept,
}

impl Reading {
    /// Reads paragraphs, each alone, but every step for all of them before the next: all the steps together are more code than a
    /// processor holds close by, and paragraph by paragraph it would fetch them again and again.
    pub fn all(texts: &[&str]) -> Vec<Reading> {
        let mut all: Vec<Reading> = texts.iter().map(|text| Reading { tokens: token::tokens(text), ..Reading::default() }).collect();
        let mut step = |of: &mut dyn FnMut(&str, &mut Reading)| all.iter_mut().zip(texts).for_each(|(reading, text)| of(text, reading));
        step(&mut |text, r| {
            r.sentences = sentence::sentences(text, &r.tokens);
            r.quotes = quote::find(text, &r.tokens);
            r.said = signs::said(text, &r.tokens, &r.sentences, &r.quotes);
        });
        step(&mut |text, r| r.figures = figure::find(text, &r.tokens));
        step(&mut |text, r| r.told = clause::told(text, &r.tokens, &r.sentences, &r.figures.figures));
        let mut room = mention::Room::default();
        step(&mut |text, r| {
            r.sporting = mention::sporting(&r.tokens);
            (r.names, r.titles) = mention::find(text, &r.tokens, &r.sentences, &mut room);
        });
        let mut room = attribution::Room::default();
        step(&mut |text, r| r.cues = attribution::find(text, &r.tokens, &r.sentences, &r.quotes, &mut room));
        all
    }

    /// Reads one paragraph.
    pub fn of(text: &str) -> Reading {
        Reading::all(&[text]).remove(0)
    }
}

/// Where the paragraphs of a text are: blocks between blank lines, and inside a block each line, unless the block is one
/// paragraph wrapped by hand.
pub fn split(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        if end < start {
            continue;
        }
        let line = Span::new(start, end).trim(text);
        // "\r\n" ends one line.
        let crlf = text.as_bytes()[end.min(text.len())..].starts_with(b"\r\n");
        start = end + if crlf { 2 } else { 1 };
        if line.is_empty() {
            close(text, &mut block, &mut paragraphs);
        } else {
            block.push(line);
        }
    }
    close(text, &mut block, &mut paragraphs);
    paragraphs
}

fn close(text: &str, block: &mut Vec<Span>, paragraphs: &mut Vec<Span>) {
    if is_wrapped(text, block) {
        paragraphs.push(block[0].cover(block[block.len() - 1]));
        block.clear();
    }
    if let Some(width) = ragged(text, block) {
        reflow(text, block, width, paragraphs);
        block.clear();
    }
    paragraphs.append(block);
}

/// The width to which the lines of a block were broken by hand, where it holds several paragraphs without blank lines between
/// them, as text copied from a page does: a good part of its lines go on in small letters. None for lines that are paragraphs.
fn ragged(text: &str, block: &[Span]) -> Option<u32> {
    let longest = block.iter().map(|l| l.len()).max().filter(|l| (45..=110).contains(l))?;
    let going_on = block.windows(2).filter(|pair| goes_on(text, pair[0], pair[1])).count();
    (going_on >= 2 && going_on * 3 >= block.len()).then_some(longest as u32)
}

/// Whether a line breaks off inside a sentence that the next goes on with.
fn goes_on(text: &str, line: Span, next: Span) -> bool {
    !ends_sentence(text, line) && next.of(text).starts_with(char::is_lowercase)
}

fn ends_sentence(text: &str, line: Span) -> bool {
    line.of(text).ends_with(['.', '!', '?', ':', '"', '”', '’'])
}

/// Puts lines together that were broken at a width. A line is a paragraph's last where the next line's first word would still have
/// had room on it; where a line breaks off inside a sentence, some room does not matter.
fn reflow(text: &str, block: &[Span], width: u32, paragraphs: &mut Vec<Span>) {
    /// Room that a line inside a sentence may leave: names and long words move down whole.
    const SLACK: u32 = 10;
    let mut open: Option<Span> = None;
    for (i, &line) in block.iter().enumerate() {
        let paragraph = open.map_or(line, |start| start.cover(line));
        let ended = block.get(i + 1).is_none_or(|next| {
            let word = next.of(text).split_whitespace().next().map_or(0, str::len) as u32;
            let filled = line.len() as u32 + 1 + word;
            let room = if ends_sentence(text, line) { filled <= width } else { filled + SLACK <= width };
            room && !goes_on(text, line, *next)
        });
        open = if ended { None } else { Some(paragraph) };
        if ended {
            paragraphs.push(paragraph);
        }
    }
}

/// Whether the lines are one paragraph broken by hand at a right margin: all but the last nearly as long as the longest, none
/// longer than a typewriter's line, and at least one broken inside a sentence.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let Some((_, full)) = block.split_last() else { return false };
    let Some(longest) = full.iter().map(|l| l.len()).max() else { return false };
    (45..=110).contains(&longest)
        && full.iter().all(|l| l.len() + 20 >= longest)
        && block.windows(2).any(|pair| goes_on(text, pair[0], pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = split(text).into_iter().map(|p| p.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_and_line_ends_divide() {
        check("A headline\r\n\r\nBy A. Moss\r\nFirst. \n\n \t\nSecond.", &["A headline", "By A. Moss", "First.", "Second."]);
        check("", &[]);
        check("\n\n", &[]);
    }

    #[test]
    fn paragraphs_copied_without_blank_lines_come_apart_where_a_word_had_room() {
        let first = "The council met on Monday night to talk about the bridge over the\nriver, which has been closed since the spring.";
        let second = "Repairs would cost more than the town has set aside, and nobody at\nthe table knew who would pay.";
        let third = "A vote is due in May.";
        check(&format!("{first}\n{second}\n{third}"), &[first, second, third]);
        // Lines that are paragraphs of their own stay apart.
        check(
            "The bridge over the river is closed until the spring.\nThe mill opens in May.\nfree entry for all, says the poster at the door.",
            &[
                "The bridge over the river is closed until the spring.",
                "The mill opens in May.",
                "free entry for all, says the poster at the door.",
            ],
        );
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let wrapped = "The council met on Monday night to talk about the bridge over\nthe river, which has been closed since a lorry struck it in\nthe spring.";
        check(wrapped, &[wrapped]);
        check("Short line one\nshort line two", &["Short line one", "short line two"]);
    }
}
