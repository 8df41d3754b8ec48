//! Byte offsets as code points, lines and columns, by table: a text is converted at hundreds of places, and a text may be one
//! line of many megabytes.

use crate::text::Span;

/// Byte offsets as code points.
#[derive(Debug)]
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    /// Code points before every 64th byte. Empty for an ASCII text, where the two are the same.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    pub fn of(text: &'t str) -> CodePoints<'t> {
        if text.is_ascii() {
            return CodePoints { bytes: text.as_bytes(), before: vec![] };
        }
        let mut before = Vec::with_capacity(text.len() / 64 + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(64) {
            before.push(count);
            count += starts(chunk);
        }
        CodePoints { bytes: text.as_bytes(), before }
    }

    pub fn of_byte(&self, byte: u32) -> u32 {
        if self.before.is_empty() {
            return byte;
        }
        let at = (byte as usize).min(self.bytes.len());
        let chunk = (at / 64).min(self.before.len() - 1);
        self.before[chunk] + starts(&self.bytes[chunk * 64..at])
    }

    pub fn of_span(&self, span: Span) -> (u32, u32) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }
}

/// How many characters begin in the bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
}

/// Byte offsets as lines and columns, both from 1, columns in code points; lines end as editors end them.
#[derive(Debug)]
pub struct Places<'t> {
    pub text: &'t str,
    pub points: CodePoints<'t>,
    /// The byte at which each line begins.
    lines: Vec<u32>,
}

impl<'t> Places<'t> {
    pub fn of(text: &'t str) -> Places<'t> {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let lines = std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect();
        Places { text, points: CodePoints::of(text), lines }
    }

    /// Line and column of an offset.
    pub fn place(&self, byte: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        (line as u32, self.points.of_byte(byte) - self.points.of_byte(self.lines[line - 1]) + 1)
    }

    /// The line around an offset, without its end.
    pub fn line(&self, byte: u32) -> Span {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines[line - 1] as usize;
        let end = self.lines.get(line).map_or(self.text.len(), |next| *next as usize);
        let words = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + words.len())
    }

    /// The offset of a line and a column, both from 1; beyond the line its end, beyond the text the text's end.
    pub fn byte(&self, line: u32, column: u32) -> u32 {
        let Some(start) = self.lines.get((line as usize).saturating_sub(1)) else { return self.text.len() as u32 };
        let span = self.line(*start);
        let found = span.of(self.text).char_indices().nth((column as usize).saturating_sub(1));
        found.map_or(span.end, |(at, _)| span.start + at as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_editors_end_them_and_columns_are_code_points() {
        let text = "“ü” a\r\nb\rc\u{2028}d\n";
        let places = Places::of(text);
        let place = |word: &str| places.place(text.find(word).expect("in the text") as u32);
        assert_eq!(place("a"), (1, 5));
        assert_eq!(place("b"), (2, 1));
        assert_eq!(place("c"), (3, 1));
        assert_eq!(place("d"), (3, 3));
        assert_eq!(places.place(text.len() as u32), (4, 1));
        assert_eq!(places.line(0).of(text), "“ü” a");
        for (at, _) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let (line, column) = places.place(at as u32);
            assert_eq!(places.byte(line, column), at as u32);
        }
        assert_eq!(places.byte(1, 99), 10);
        assert_eq!(places.byte(99, 1), text.len() as u32);
    }

    #[test]
    fn an_empty_text_has_one_place() {
        assert_eq!(Places::of("").place(0), (1, 1));
        assert_eq!(Places::of("").line(0), Span::new(0, 0));
        assert_eq!(Places::of("").byte(1, 1), 0);
    }

    #[test]
    fn code_points_are_counted_across_chunks() {
        let text = "é".repeat(100);
        assert_eq!(CodePoints::of(&text).of_span(Span::new(66, 200)), (33, 100));
    }
}
