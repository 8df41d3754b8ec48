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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
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

    /// The byte offset of a column inside one line. A column inside a character means its start, one past the end the end.
    pub fn byte(self, line: &str, column: u32) -> usize {
        let column = column as usize;
        if self == Encoding::Utf8 {
            let mut byte = column.min(line.len());
            while !line.is_char_boundary(byte) {
                byte -= 1;
            }
            return byte;
        }
        let mut units = 0;
        for (byte, c) in line.char_indices() {
            units += if self == Encoding::Utf16 { c.len_utf16() } else { 1 };
            if units > column {
                return byte;
            }
        }
        line.len()
    }
}
