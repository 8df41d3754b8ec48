//! The words around a finding, cut to fit a line: a paragraph of news is one line of a thousand characters.

use crate::text::Span;

/// A stretch of one line, and where the finding lies in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// In bytes of `text`.
    pub mark: std::ops::Range<usize>,
}

/// Cuts the surroundings of a span out of its line at word ends, in `width` characters; an ellipsis stands for what was left
/// out. A span that does not fit is cut itself.
pub fn around(text: &str, line: Span, span: Span, width: usize) -> Excerpt {
    let (start, end) = (span.start as usize, (span.end as usize).min(line.end as usize).max(span.start as usize));
    let (line_start, line_end) = (line.start as usize, (line.end as usize).max(end));
    // Never more than this from the line, which may be many megabytes.
    let marked = take(&text[start..end], width);
    let cut = marked.len() < end - start;
    let room = width.saturating_sub(marked.chars().count());
    let left_all = &text[line_start..start];
    let right_all = if cut { "" } else { &text[end..line_end] };
    // A third of the room before the words: what is said about them mostly follows. What one side leaves is the other's.
    let n_right = right_all.chars().take(room + 1).count();
    let left = take_back(left_all, (room / 3).max(room.saturating_sub(n_right)));
    let right = take(right_all, room - left.chars().count().min(room));
    let left = if left.len() < left_all.len() { from_word(left) } else { left };
    let right = if right.len() < right_all.len() { to_word(right) } else { right };

    let mut out = String::new();
    if left.len() < left_all.len() {
        out.push('…');
    }
    out.push_str(&plain(left.trim_start_matches('\u{FEFF}')));
    let from = out.len();
    out.push_str(&plain(marked));
    let to = out.len();
    out.push_str(&plain(right));
    if cut || right.len() < right_all.len() {
        out.push('…');
    }
    Excerpt { text: out, mark: from..to }
}

/// Without characters that move the cursor or hide: each is shown as one that can be seen.
fn plain(text: &str) -> String {
    let seen = |c: char| match c {
        '\t' => ' ',
        c if c.is_control() || hides(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(seen).collect()
}

fn take(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| &text[..at])
}

fn take_back(text: &str, n: usize) -> &str {
    if n == 0 {
        return "";
    }
    text.char_indices().rev().nth(n - 1).map_or(text, |(at, _)| &text[at..])
}

/// Without the half word at the start, where there is a whole one.
fn from_word(text: &str) -> &str {
    text.find(char::is_whitespace).map_or(text, |at| text[at..].trim_start())
}

fn to_word(text: &str) -> &str {
    text.rfind(char::is_whitespace).map_or(text, |at| text[..at].trim_end())
}

/// Zero-width characters and controls of direction.
fn hides(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;

    /// The excerpt with the mark in brackets.
    fn cut(source: &str, width: usize) -> String {
        let marked = marked::parse(source);
        let excerpt = around(&marked.text, Span::new(0, marked.text.len()), marked.marks[0].1, width);
        let (from, to) = (excerpt.mark.start, excerpt.mark.end);
        format!("{}[{}]{}", &excerpt.text[..from], &excerpt.text[from..to], &excerpt.text[to..])
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(cut("About {x:4,200} homes lost power.", 100), "About [4,200] homes lost power.");
    }

    #[test]
    fn a_long_line_is_cut_at_words() {
        let line = "The council met for six hours on Monday and heard that about {x:4,200} homes had lost power in the storm, many for days on end.";
        assert_eq!(cut(line, 60), "…heard that about [4,200] homes had lost power in the storm,…");
        assert_eq!(cut("{x:4,200} homes had lost power in the storm of last week", 30), "[4,200] homes had lost power in…");
        assert_eq!(cut("the storm of last week took the power of {x:4,200}", 30), "…week took the power of [4,200]");
    }

    #[test]
    fn a_span_that_does_not_fit_is_cut() {
        assert_eq!(cut("He said: {x:one two three four five six seven}", 20), "…[one two three four f]…");
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(cut("a{x:\u{200B}}b\tc\u{1b}", 20), "a[\u{FFFD}]b c\u{FFFD}");
    }
}
