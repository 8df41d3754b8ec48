//! The text of a document: a rope for edits and positions, and the same text in one piece for reading.

use super::{Encoding, Position, Span};
use ropey::Rope;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A text that can be edited cheaply and read in one piece. Cloning is cheap: both halves are shared.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
    flat: OnceLock<Arc<String>>,
}

/// One edit as an editor sends it. No range means the whole text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// What lies between two versions of a text: bytes that were replaced, and nothing else differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edited {
    pub start: usize,
    /// End of what was replaced, in the earlier text.
    pub old_end: usize,
    /// End of what took its place, in the later text.
    pub new_end: usize,
}

impl Default for Edited {
    /// No difference.
    fn default() -> Edited {
        Edited { start: usize::MAX, old_end: 0, new_end: 0 }
    }
}

impl Edited {
    /// Adds an edit of the later text: the smallest stretch that holds both.
    pub fn then(&mut self, next: Edited) {
        if self.start == usize::MAX {
            *self = next;
            return;
        }
        // The next edit's place in the earlier text, where it lies outside of what was already replaced.
        let old_end = if next.old_end <= self.new_end { self.old_end } else { next.old_end - self.new_end + self.old_end };
        let new_end = next.new_end + self.new_end.saturating_sub(next.old_end);
        *self = Edited { start: self.start.min(next.start), old_end, new_end };
    }

    /// Whether an offset of the later text touches what was edited.
    pub fn touches(&self, offset: usize) -> bool {
        self.start <= offset && offset <= self.new_end
    }

    /// Where an offset of the later text was in the earlier one; the start of what was replaced, for one inside of that.
    pub fn before(&self, offset: usize) -> usize {
        if offset < self.new_end { offset.min(self.start) } else { offset - self.new_end + self.old_end }
    }

    /// Where a span of the earlier text is in the later one. None where it was edited.
    pub fn after(&self, span: Span) -> Option<Span> {
        if span.end as usize <= self.start {
            return Some(span);
        }
        let moved = |offset: u32| offset as usize - self.old_end + self.new_end;
        (span.start as usize >= self.old_end).then(|| Span::new(moved(span.start), moved(span.end)))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text { rope: Rope::from_str(text), flat: OnceLock::from(Arc::new(text.to_string())) }
    }
}

impl Text {
    /// The whole text in one piece, made once per version.
    pub fn as_str(&self) -> &str {
        self.flat.get_or_init(|| {
            let mut flat = String::with_capacity(self.rope.len_bytes());
            flat.extend(self.rope.chunks());
            Arc::new(flat)
        })
    }

    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn lines(&self) -> usize {
        self.rope.len_lines()
    }

    /// Applies one edit and says what it replaced. A range beyond the text is cut to it, a reversed one is turned round.
    pub fn apply(&mut self, change: &Change, encoding: Encoding) -> Edited {
        let Some((start, end)) = change.range else {
            let edited = Edited { start: 0, old_end: self.len(), new_end: change.text.len() };
            *self = Text::from(change.text.as_str());
            return edited;
        };
        let a = self.offset(start, encoding);
        let b = if end == start { a } else { self.offset(end, encoding) };
        let (a, b) = (a.min(b), a.max(b));
        let at = self.rope.byte_to_char(a);
        self.rope.remove(at..self.rope.byte_to_char(b));
        self.rope.insert(at, &change.text);
        self.flat = OnceLock::new();
        Edited { start: a, old_end: b, new_end: a + change.text.len() }
    }

    /// The byte offset of a position; one beyond the line means the line's end, one beyond the text the text's end. In
    /// logarithmic time, however long the line is.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_bytes();
        }
        let (start, end) = self.line_chars(line);
        let column = position.column as usize;
        let char = match encoding {
            Encoding::Utf8 => {
                let byte = self.rope.char_to_byte(start) + column;
                self.rope.byte_to_char(byte.min(self.rope.len_bytes()))
            }
            Encoding::Utf16 => {
                let unit = self.rope.char_to_utf16_cu(start) + column;
                self.rope.utf16_cu_to_char(unit.min(self.rope.len_utf16_cu()))
            }
            Encoding::Utf32 => start + column,
        };
        self.rope.char_to_byte(char.min(end))
    }

    /// The position of a byte offset; inside a character its start, beyond the text the text's end.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let char = self.rope.byte_to_char(offset.min(self.rope.len_bytes()));
        let line = self.rope.char_to_line(char);
        let (start, end) = self.line_chars(line);
        let char = char.min(end);
        let column = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => char - start,
        };
        Position { line: line as u32, column: column as u32 }
    }

    /// The characters of a line, without its line end.
    fn line_chars(&self, line: usize) -> (usize, usize) {
        let start = self.rope.line_to_char(line);
        let mut end = if line + 1 < self.rope.len_lines() { self.rope.line_to_char(line + 1) } else { self.rope.len_chars() };
        if end > start && self.rope.char(end - 1) == '\n' {
            end -= 1;
            if end > start && self.rope.char(end - 1) == '\r' {
                end -= 1;
            }
        } else if end > start && self.rope.char(end - 1) == '\r' {
            end -= 1;
        }
        (start, end)
    }

    /// The first and the last position of a span.
    pub fn positions(&self, span: Span, encoding: Encoding) -> (Position, Position) {
        (self.position(span.start as usize, encoding), self.position(span.end as usize, encoding))
    }

    /// One line without its line end, from 0. Empty beyond the text.
    pub fn line(&self, line: usize) -> Cow<'_, str> {
        let Some(slice) = self.rope.get_line(line) else { return Cow::Borrowed("") };
        match Cow::from(slice) {
            Cow::Borrowed(s) => Cow::Borrowed(s.trim_end_matches(['\n', '\r'])),
            Cow::Owned(s) => Cow::Owned(s.trim_end_matches(['\n', '\r']).to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: fn(u32, u32) -> Position = |line, column| Position { line, column };

    #[test]
    fn columns_are_exact_in_every_encoding() {
        // Curly quotes, an emoji, a combining accent, CRLF and U+2028, which is no line end for an editor.
        let text = Text::from("“a” 😀e\u{301}\r\nb\u{2028}c");
        for (encoding, column) in [(Encoding::Utf8, 15), (Encoding::Utf16, 8), (Encoding::Utf32, 7)] {
            let end_of_line = text.position(15, encoding);
            assert_eq!(end_of_line, AT(0, column), "{encoding:?}");
            assert_eq!(text.offset(end_of_line, encoding), 15);
            assert_eq!(text.offset(AT(0, 99), encoding), 15, "past the end of a line is its end");
            assert_eq!(text.offset(AT(9, 0), encoding), text.len(), "past the last line is the end of the text");
        }
        assert_eq!(text.lines(), 2);
        assert_eq!(text.position(text.len(), Encoding::Utf16), AT(1, 3));
        assert_eq!(text.offset(AT(0, 5), Encoding::Utf16), 8, "the second half of a surrogate pair is the character's start");
    }

    #[test]
    fn an_edit_on_the_rope_is_an_edit_on_the_string() {
        let mut text = Text::from("one 😀 two");
        text.apply(&Change { range: Some((AT(0, 4), AT(0, 6))), text: "1\n2".into() }, Encoding::Utf16);
        assert_eq!(text.as_str(), "one 1\n2 two");
        text.apply(&Change { range: Some((AT(7, 0), AT(0, 3))), text: "!".into() }, Encoding::Utf16);
        assert_eq!(text.as_str(), "one!");
        text.apply(&Change { range: None, text: "new".into() }, Encoding::Utf16);
        assert_eq!(text.as_str(), "new");
    }

    #[test]
    fn many_positions_are_the_same_as_one_at_a_time() {
        use crate::text::Positions;
        let source = "“a” 😀e\u{301}\r\nb\u{2028}c\rd\n\n\r\r\nlast 😀";
        let text = Text::from(source);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let mut forward = Positions::new(source, encoding);
            for offset in 0..=source.len() + 2 {
                let one = text.position(offset, encoding);
                assert_eq!(forward.of(offset), one, "{encoding:?} {offset}");
                assert_eq!(Positions::new(source, encoding).of(offset), one, "{encoding:?} {offset} alone");
            }
            let mut backward = Positions::new(source, encoding);
            for offset in (0..=source.len()).rev() {
                assert_eq!(backward.of(offset), text.position(offset, encoding), "{encoding:?} {offset} backwards");
                let mut jumping = Positions::new(source, encoding);
                jumping.of(source.len() / 2);
                let span = Span::new(offset, (offset + 9).min(source.len()));
                assert_eq!(jumping.of_span(span), text.positions(span, encoding));
            }
        }
    }

    #[test]
    fn edits_add_up_to_one_stretch() {
        let before = "0123456789";
        // Every pair of small edits.
        let edits: Vec<(usize, usize, &str)> =
            (0..9).step_by(2).flat_map(|start| [(start, start, "ab"), (start, start + 2, ""), (start, start + 3, "c")]).collect();
        for (a, b, first) in &edits {
            for (c, d, second) in &edits {
                let mut text = Text::from(before);
                let mut all = Edited::default();
                for (start, end, new) in [(a, b, first), (c, d, second)] {
                    let change = Change { range: Some((AT(0, *start as u32), AT(0, *end as u32))), text: new.to_string() };
                    all.then(text.apply(&change, Encoding::Utf8));
                }
                let (after, name) = (text.as_str(), format!("{a}-{b} {first:?}, {c}-{d} {second:?}: {all:?}"));
                let kept = format!("{}{}{}", &before[..all.start], &after[all.start..all.new_end], &before[all.old_end..]);
                assert_eq!(kept, after, "{name}");
                for offset in 0..after.len() {
                    if !(all.start..all.new_end).contains(&offset) {
                        assert_eq!(before[all.before(offset)..][..1], after[offset..][..1], "{name}");
                    }
                }
                for start in 0..before.len() {
                    if let Some(span) = all.after(Span::new(start, start + 1)) {
                        assert_eq!(span.of(after), &before[start..start + 1], "{name}");
                    }
                }
            }
        }
    }
}
