//! Paragraphs: where they are, what part they play, and what can be read from one alone.
//!
//! A [`Reading`] depends on nothing but its paragraph's own text and holds offsets from the paragraph's start, so that an edit
//! elsewhere leaves it valid: it is shared between the versions of a document.

use super::token::{self, Token};
use super::verdict::sentence::{self as signs, Signs};
use super::{attribution, figure, mention, quote, sentence};
use crate::text::Span;
use std::ops::Range;
use std::sync::Arc;

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
    pub figures: figure::Found,
    pub quotes: Vec<quote::Marked>,
    pub names: Vec<mention::Name>,
    pub titles: Vec<mention::Title>,
    pub cues: Vec<attribution::Cue>,
    /// What each sentence says about sources.
    pub signs: Vec<Signs>,
}

impl Reading {
    pub fn of(text: &str) -> Reading {
        let tokens = token::tokens(text);
        let sentences = sentence::sentences(text, &tokens);
        let figures = figure::find(text, &tokens);
        let quotes = quote::find(text, &tokens);
        let (names, titles) = mention::find(text, &tokens, &sentences);
        let cues = attribution::find(text, &tokens, &sentences, &quotes);
        let signs = signs::signs(text, &tokens, &sentences, &quotes);
        Reading { tokens, sentences, figures, quotes, names, titles, cues, signs }
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
    paragraphs.append(block);
}

/// Whether the lines are one paragraph broken by hand at a right margin: all but the last nearly as long as the longest, none
/// longer than a typewriter's line, and at least one broken inside a sentence.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let Some((_, full)) = block.split_last() else { return false };
    let Some(longest) = full.iter().map(|l| l.len()).max() else { return false };
    (45..=110).contains(&longest)
        && full.iter().all(|l| l.len() + 20 >= longest)
        && block.windows(2).any(|pair| {
            let ends = pair[0].of(text).ends_with(['.', '!', '?', ':', '"', '”', '’']);
            !ends && pair[1].of(text).starts_with(char::is_lowercase)
        })
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
    fn hard_wrapped_lines_are_one_paragraph() {
        let wrapped = "The council met on Monday night to talk about the bridge over\nthe river, which has been closed since a lorry struck it in\nthe spring.";
        check(wrapped, &[wrapped]);
        check("Short line one\nshort line two", &["Short line one", "short line two"]);
    }
}
