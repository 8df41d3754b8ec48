//! Quotes: somebody's words, in marks or as a block.
//!
//! Marks are paired inside a paragraph only, so that a missing one never spoils more than its own paragraph. Which mark opens
//! and which closes is told by the mark where it can be, and else by what stands beside it.

use super::Article;
use super::token::{Kind, Token};
use crate::text::Span;

/// Somebody's words. One quote a paragraph: a quotation that runs on is several quotes with one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words without the marks.
    pub span: Span,
    pub kind: QuoteKind,
    pub attribution: Option<u32>,
    pub speaker: Option<Speaker>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A sentence or more in marks.
    Direct,
    /// A fragment in marks: somebody's words inside the reporter's sentence, a title, a nickname, a word as a word.
    Partial,
    /// A paragraph or a whole statement without marks.
    Block,
}

impl QuoteKind {
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Partial => "partial",
            QuoteKind::Block => "block",
        }
    }
}

/// The source of a quote as resolved in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Where the source is named for this quote: "she", "police", "John Morton".
    pub span: Span,
    /// The best name of that source in the article.
    pub name: Span,
    pub entity: Option<u32>,
}

/// Words in marks, found in a paragraph alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words without the marks, from the paragraph's start.
    pub span: Span,
    /// The words with their marks.
    pub outer: Span,
    /// No closing mark before the paragraph's end.
    pub open: bool,
    pub kind: QuoteKind,
}

/// A mark that opened a quote.
#[derive(Clone, Copy)]
struct Opening {
    mark: Mark,
    at: Span,
    /// Marks of the same kind opened inside.
    depth: u32,
    /// A closing single mark that may be an apostrophe: "the ‘workers’ plan’".
    doubtful: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// "
    Straight,
    /// “
    Left,
    /// ”
    Right,
    /// „
    Low,
    /// «
    Chevron,
    /// »
    ChevronRight,
    /// '' or ``
    Twin,
    /// ' or ‘ or ’ or ‚
    Single,
}

fn mark(text: &str) -> Option<Mark> {
    Some(match text {
        "\"" => Mark::Straight,
        "“" | "‟" | "「" => Mark::Left,
        "”" | "」" => Mark::Right,
        "„" => Mark::Low,
        "«" => Mark::Chevron,
        "»" => Mark::ChevronRight,
        "''" => Mark::Twin,
        "'" | "‘" | "’" | "‚" | "‛" => Mark::Single,
        _ => return None,
    })
}

/// Finds the words in marks of a paragraph.
pub fn find(text: &str, tokens: &[Token]) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut open: Option<Opening> = None;
    let mut next = 0;
    // Nearly every token is none.
    while let Some(skipped) = tokens[next..].iter().position(|t| t.kind == Kind::Quote) {
        let i = next + skipped;
        next = i + 1;
        let token = &tokens[i];
        let Some(mark) = mark(token.text(text)) else { continue };
        let at = token.span();
        let spaced_before = i == 0 || !tokens[i - 1].touches(token);
        let spaced_after = tokens.get(i + 1).is_none_or(|next| !token.touches(next));
        let Some(mut opening) = open else {
            if opens(text, tokens, i, mark, spaced_before, spaced_after) {
                open = Some(Opening { mark, at, depth: 0, doubtful: None });
            }
            continue;
        };
        if mark == Mark::Single {
            if opening.mark == Mark::Single {
                if opens(text, tokens, i, mark, spaced_before, spaced_after) {
                    // A second opening: the first had been closed by a mark that looked like an apostrophe, or was none.
                    if let Some(close) = opening.doubtful {
                        push(&mut found, text, opening.at, close);
                    }
                    open = Some(Opening { mark, at, depth: 0, doubtful: None });
                } else if !spaced_before {
                    let plural = text[..at.start as usize].ends_with(['s', 'S', 'z'])
                        && text[at.end as usize..].starts_with(' ')
                        && text[at.end as usize + 1..].starts_with(char::is_lowercase);
                    if plural {
                        opening.doubtful = Some(at);
                        open = Some(opening);
                    } else if spaced_after || tokens.get(i + 1).is_some_and(|next| !next.is_word()) {
                        push(&mut found, text, opening.at, at);
                        open = None;
                    }
                }
            }
            continue;
        }
        if opening.mark == Mark::Single {
            // A double mark inside single ones belongs to a nested quote; before any closing it shows an apostrophe instead.
            if let Some(close) = opening.doubtful {
                push(&mut found, text, opening.at, close);
            }
            open = opens(text, tokens, i, mark, spaced_before, spaced_after).then_some(Opening { mark, at, depth: 0, doubtful: None });
            continue;
        }
        // “review“ : the wrong mark, in the place of the right one.
        let wrong = opening.mark == Mark::Left && mark == Mark::Left && !spaced_before && spaced_after;
        if wrong {
            push(&mut found, text, opening.at, at);
            open = None;
        } else if closes(opening.mark, mark) && !(spaced_before && !spaced_after && reopens(text, opening, at)) {
            if opening.depth > 0 && mark == Mark::Right {
                opening.depth -= 1;
                open = Some(opening);
            } else {
                push(&mut found, text, opening.at, at);
                open = None;
            }
        } else if opens(text, tokens, i, mark, spaced_before, spaced_after) && (mark == opening.mark || mark == Mark::Left) {
            if reopens(text, opening, at) {
                let end = Span { start: opening.at.end, end: at.start }.trim(text).end.max(opening.at.end);
                found.push(marked(text, Span { start: opening.at.end, end }, Span { start: opening.at.start, end }, false));
                open = Some(Opening { mark, at, depth: 0, doubtful: None });
            } else if mark == Mark::Left {
                opening.depth += 1;
                open = Some(opening);
            }
        }
    }
    match open {
        Some(opening) if opening.mark != Mark::Single => {
            let end = text.len() as u32;
            found.push(marked(text, Span { start: opening.at.end, end }, Span { start: opening.at.start, end }, true));
        }
        Some(Opening { at, doubtful: Some(close), .. }) => push(&mut found, text, at, close),
        _ => {}
    }
    found
}

fn push(found: &mut Vec<Marked>, text: &str, opening: Span, closing: Span) {
    let span = Span { start: opening.end, end: closing.start };
    // Marks with nothing between them are a typing slip, not a quote.
    if span.of(text).chars().all(char::is_whitespace) {
        return;
    }
    found.push(marked(text, span, opening.cover(closing), false));
}

fn marked(text: &str, span: Span, outer: Span, open: bool) -> Marked {
    Marked { span, outer, open, kind: kind(span.trim(text).of(text)) }
}

/// Whether the mark can open a quote where none is open.
fn opens(text: &str, tokens: &[Token], i: usize, mark: Mark, spaced_before: bool, spaced_after: bool) -> bool {
    match mark {
        Mark::Left | Mark::Low | Mark::Chevron => true,
        Mark::Right | Mark::ChevronRight => spaced_before && !spaced_after,
        Mark::Straight | Mark::Twin => {
            // 6" pipe: inches.
            let inches = !spaced_before && tokens[i - 1].kind == Kind::Number;
            // A mark that hangs on a word's end closes something that was never opened.
            let dangling = !spaced_before && spaced_after && tokens[i - 1].kind != Kind::Dash && !is_opening_sign(text, &tokens[i - 1]);
            !inches && !dangling
        }
        Mark::Single => {
            let before = spaced_before || tokens[i - 1].kind == Kind::Dash || is_opening_sign(text, &tokens[i - 1]);
            let Some(next) = tokens.get(i + 1).filter(|_| !spaced_after) else { return false };
            // '90s and ’tis are no quotes.
            let decade =
                next.kind == Kind::Number && tokens.get(i + 2).is_some_and(|t| next.touches(t) && t.text(text).eq_ignore_ascii_case("s"));
            let elided =
                tokens[i].text(text) == "’" || matches!(next.text(text), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n" | "round");
            before && !decade && !elided
        }
    }
}

fn is_opening_sign(text: &str, token: &Token) -> bool {
    matches!(token.text(text), "(" | "[" | "{" | "/" | ":")
}

fn closes(opening: Mark, mark: Mark) -> bool {
    match opening {
        Mark::Left | Mark::Right => matches!(mark, Mark::Right | Mark::Straight),
        Mark::Straight => matches!(mark, Mark::Straight | Mark::Right),
        Mark::Low => matches!(mark, Mark::Left | Mark::Right | Mark::Straight),
        Mark::Chevron => mark == Mark::ChevronRight,
        Mark::ChevronRight => mark == Mark::Chevron,
        Mark::Twin => matches!(mark, Mark::Twin | Mark::Straight),
        Mark::Single => mark == Mark::Single,
    }
}

/// Whether a mark that looks like an opening one begins a new quote because the one before was never closed: words stand
/// between the two, and the last of them ends a sentence or a clause.
fn reopens(text: &str, opening: Opening, at: Span) -> bool {
    let between = text[opening.at.end as usize..at.start as usize].trim_end();
    between.ends_with(['.', '!', '?', ',', ':', ';', '…']) && between.len() > 20
}

/// Puts the paragraphs' quotes in their places.
pub fn place(text: &str, article: &mut Article) {
    article.quotes.reserve(article.paragraphs.iter().map(|p| p.reading.quotes.len()).sum());
    for paragraph in &article.paragraphs {
        let placed = |marked: &Marked| {
            let span = marked.span.shift(paragraph.span.start).trim(text);
            Quote { span, kind: marked.kind, attribution: None, speaker: None }
        };
        article.quotes.extend(paragraph.reading.quotes.iter().map(placed));
    }
}

/// Direct where the words can stand alone: they begin like a sentence and end like one or go on for a line.
fn kind(words: &str) -> QuoteKind {
    let starts = words.trim_start_matches(['[', '(', '‘', '\'', '…', '.', ' ']).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let most = if words.ends_with(['.', ',', '!', '?', '…', '—', '-', '–', '’', '\'', ']']) { 4 } else { 8 };
    let is_long = || words.split_whitespace().take(most).count() == most;
    if starts && is_long() { QuoteKind::Direct } else { QuoteKind::Partial }
}

#[cfg(test)]
mod tests;
