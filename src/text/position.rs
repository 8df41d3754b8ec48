//! Positions as editors count them: lines from 0, columns in the units of the negotiated encoding.

/// The unit of a column, negotiated once at `initialize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

/// A place in a text: line from 0, column from 0 in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl Encoding {
    /// How many units the text takes.
    pub fn width(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 if text.is_ascii() => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }
}

/// Turns byte offsets of one text into positions, in linear time for offsets in ascending order.
///
/// For the many places of one answer; a single place is found faster by [`super::Text::position`].
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t str,
    encoding: Encoding,
    /// An offset and its position, from which to go on.
    at: usize,
    position: Position,
}

impl<'t> Positions<'t> {
    pub fn new(text: &'t str, encoding: Encoding) -> Positions<'t> {
        Positions { text, encoding, at: 0, position: Position::default() }
    }

    /// The position of an offset; inside a character its start, beyond the text the text's end.
    pub fn of(&mut self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        if offset < self.at {
            // Back to the start of the line, or of the text where the line is another.
            let line = memchr::memrchr2(b'\n', b'\r', &self.text.as_bytes()[..self.at]).map_or(0, |end| end + 1);
            (self.at, self.position) =
                if line <= offset { (line, Position { line: self.position.line, column: 0 }) } else { (0, Position::default()) };
        }
        let bytes = self.text.as_bytes();
        let mut line_start = None;
        for end in memchr::memchr2_iter(b'\n', b'\r', &bytes[self.at..offset]) {
            let end = self.at + end;
            // "\r\n" ends one line, at its second byte.
            if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') {
                continue;
            }
            self.position.line += 1;
            line_start = Some(end + 1);
        }
        if let Some(start) = line_start {
            self.position.column = 0;
            self.at = start;
        }
        // Line ends have no width: between "\r" and "\n" still is the line's end.
        let between = bytes[..offset].ends_with(b"\r") && bytes.get(offset) == Some(&b'\n');
        self.position.column += self.encoding.width(&self.text[self.at..offset - usize::from(between)]) as u32;
        self.at = offset - usize::from(between);
        self.position
    }

    /// The first and the last position of a span.
    pub fn of_span(&mut self, span: super::Span) -> (Position, Position) {
        let start = self.of(span.start as usize);
        let kept = (self.at, self.position);
        let end = self.of(span.end as usize);
        // The next span may begin inside this one.
        (self.at, self.position) = kept;
        (start, end)
    }
}
