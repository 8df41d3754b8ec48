//! Text as the rest of the program sees it: [`Span`]s of bytes and the rope-backed [`Text`] of an open document.
//!
//! What a text *means* is not known here; see [`crate::article`].

mod buffer;
pub mod fold;
mod intervals;
pub mod marked;
pub mod number;
mod position;
pub mod recent;

pub use buffer::{Change, Edited, Text};
pub use intervals::Intervals;
pub use position::{Encoding, Position, Positions};

use std::ops::Range;

/// A stretch of a text in bytes, end exclusive, always on character boundaries.
///
/// Four-byte offsets: a text above [`MAX_BYTES`] is turned away before anything is read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// Places in a row, nearly always one or two, which need no memory of their own.
pub type Spans = smallvec::SmallVec<[Span; 2]>;

/// The largest text that is ever held: offsets are `u32`.
pub const MAX_BYTES: usize = u32::MAX as usize;

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end && end <= MAX_BYTES, "{start}..{end}");
        Span { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of the span. Empty where `text` is not the text it was made from.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the other span lies wholly inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether a cursor at `offset` touches the span, its end included.
    pub fn touches(self, offset: usize) -> bool {
        self.start as usize <= offset && offset <= self.end as usize
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text in which `base` bytes come before.
    pub fn shift(self, base: u32) -> Span {
        Span { start: self.start + base, end: self.end + base }
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let s = self.of(text);
        let start = self.start as usize + (s.len() - s.trim_start().len());
        let end = start + s.trim().len();
        Span::new(start, end)
    }
}

/// Decodes any bytes as a text: a byte order mark decides for UTF-8 or UTF-16, bytes that are no text become U+FFFD.
///
/// Returns the text and whether anything had to be replaced. A leading UTF-8 byte order mark stays in the text, because an
/// editor counts it too.
pub fn decode(bytes: Vec<u8>) -> (String, bool) {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(e) => (String::from_utf8_lossy(e.as_bytes()).into_owned(), true),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, bool) {
    let units = bytes.chunks_exact(2).map(|b| unit([b[0], b[1]]));
    let mut replaced = bytes.len() % 2 == 1;
    let text = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_are_a_text() {
        assert_eq!(decode(b"caf\xc3\xa9".to_vec()), ("café".into(), false));
        assert_eq!(decode(b"caf\xe9!".to_vec()), ("caf\u{FFFD}!".into(), true));
        assert_eq!(decode(b"\xff\xfea\0b\0".to_vec()), ("ab".into(), false));
        assert_eq!(decode(b"\xfe\xff\0a\0b\0".to_vec()), ("ab".into(), true));
        assert_eq!(decode(vec![]), (String::new(), false));
    }

    #[test]
    fn a_span_loses_the_white_space_at_its_ends() {
        assert_eq!(Span::new(1, 7).trim("x  ab  y"), Span::new(3, 5));
        assert_eq!(Span::new(0, 3).trim("   "), Span::new(3, 3));
    }
}
