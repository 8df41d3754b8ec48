//! Tokens: words, runs of digits, marks and single signs, each with its place, its shape and its lexical classes.
//!
//! Letters and digits never share a token and hyphens stand alone: "14-year-old" is five tokens that touch, "287(g)" four.
//! Whoever needs the larger unit asks whether tokens touch ([`Token::touches`]).

use super::lexicon::{self, Class};
use crate::text::Span;
use crate::text::number::{self, Number};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes from the start of the paragraph.
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    pub shape: Shape,
    /// An apostrophe stands inside the word.
    pub apostrophe: bool,
    /// The word ends in a dot of its own: "U.S.", "a.m.".
    pub dotted: bool,
    /// What the word can be, by the lexicon; empty for all but words.
    pub class: Class,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with apostrophes inside ("don't", "O’Brien") and dots inside abbreviations ("U.S.", "a.m.").
    Word,
    /// "'s" or "’s" after a word.
    Possessive,
    /// Digits, with commas and points inside: "4,200", "3.5".
    Number,
    /// An address: a URL or e-mail.
    Address,
    /// Any quotation mark or apostrophe that is not inside a word.
    Quote,
    /// A hyphen or dash of any length.
    Dash,
    /// . ! ? …
    Stop,
    /// One other sign.
    Sign,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// First letter a capital: "Board", "McKay", and single letters ("A").
    Title,
    /// All capitals, two letters or more: "ICE", "U.S.".
    Upper,
    /// No letters.
    Other,
}

impl Token {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    pub fn text<'t>(&self, paragraph: &'t str) -> &'t str {
        &paragraph[self.start as usize..self.end as usize]
    }

    pub fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }

    /// Whether nothing stands between this token and the next.
    pub fn touches(&self, next: &Token) -> bool {
        self.end == next.start
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// A word with a capital first letter.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }
}

/// Cuts a paragraph into tokens, in one pass.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let may_mail = memchr::memchr(b'@', bytes).is_some();
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let mut rare = Rare::default();
    let mut at = 0;
    while at < bytes.len() {
        // Nearly always one space, then a plain word.
        at += usize::from(bytes[at] == b' ');
        let Some(&byte) = bytes.get(at) else { break };
        if byte.is_ascii_alphabetic()
            && let Some((len, letters)) = plain(bytes, at, may_mail)
        {
            let class = lexicon::class_met(letters).unwrap_or_else(|| {
                rare.add(letters, &mut tokens);
                Class::NONE
            });
            let (start, end, shape) = (at as u32, (at + len) as u32, shape_of(len, letters));
            tokens.push(Token { start, end, kind: Kind::Word, shape, apostrophe: false, dotted: false, class });
            at += len;
            if matches!(bytes.get(at), Some(b'\'' | 0xE2)) {
                let owns = possessive(&bytes[at..]);
                if owns > 0 {
                    at = push(at, at + owns, Kind::Possessive, &mut tokens);
                }
            }
            continue;
        }
        let next = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at += 1;
                continue;
            }
            b'0'..=b'9' => number(text, at, &mut tokens),
            b'a'..=b'z' | b'A'..=b'Z' => word(text, at, &mut tokens),
            b'.' | b'!' | b'?' => run(text, at, Kind::Stop, |c| matches!(c, '.' | '!' | '?'), &mut tokens),
            b'-' => run(text, at, Kind::Dash, |c| c == '-', &mut tokens),
            b'"' | b'`' => sign(at, 1, Kind::Quote, &mut tokens),
            b'\'' => {
                // What ends with a quotation inside it ends with ''': first the inner mark, then the outer.
                let inner = text[at..].starts_with("'''") && tokens.last().is_some_and(|t| t.end as usize == at);
                sign(at, if text[at..].starts_with("''") && !inner { 2 } else { 1 }, Kind::Quote, &mut tokens)
            }
            0..=127 => sign(at, 1, Kind::Sign, &mut tokens),
            _ => {
                let c = text[at..].chars().next().expect("at is a boundary before the end");
                match c {
                    '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '‛' | '「' | '」' | '″' => {
                        sign(at, c.len_utf8(), Kind::Quote, &mut tokens)
                    }
                    '‐'..='―' | '−' => run(text, at, Kind::Dash, |c| matches!(c, '‐'..='―' | '−' | '-'), &mut tokens),
                    '…' => sign(at, c.len_utf8(), Kind::Stop, &mut tokens),
                    _ if c.is_whitespace() || lexicon::is_hidden(c) => {
                        at += c.len_utf8();
                        continue;
                    }
                    _ if c.is_alphabetic() => word(text, at, &mut tokens),
                    _ => sign(at, c.len_utf8(), Kind::Sign, &mut tokens),
                }
            }
        };
        debug_assert!(next > at);
        at = next;
    }
    rare.look_up(&mut tokens);
    tokens
}

/// Words that were not met lately, with the numbers of their tokens. To look one up is to wait for memory; several wait together.
#[derive(Default)]
struct Rare {
    words: [(usize, Number); 16],
    len: usize,
}

impl Rare {
    /// Notes the word of the next token.
    fn add(&mut self, letters: Number, tokens: &mut [Token]) {
        if self.len == self.words.len() {
            self.look_up(tokens);
        }
        self.words[self.len] = (tokens.len(), letters);
        self.len += 1;
    }

    /// Gives the tokens of the words their classes.
    fn look_up(&mut self, tokens: &mut [Token]) {
        for &(token, letters) in &self.words[..self.len] {
            tokens[token].class = lexicon::class_of(letters);
        }
        self.len = 0;
    }
}

fn push(start: usize, end: usize, kind: Kind, tokens: &mut Vec<Token>) -> usize {
    debug_assert!(kind != Kind::Word);
    let (shape, class) = (Shape::Other, Class::NONE);
    tokens.push(Token { start: start as u32, end: end as u32, kind, shape, apostrophe: false, dotted: false, class });
    end
}

fn push_word(text: &str, start: usize, end: usize, apostrophe: bool, tokens: &mut Vec<Token>) -> usize {
    let word = &text[start..end];
    let (shape, class) = (shape(word), lexicon::class(word));
    let dotted = word.ends_with('.');
    tokens.push(Token { start: start as u32, end: end as u32, kind: Kind::Word, shape, apostrophe, dotted, class });
    end
}

fn sign(at: usize, len: usize, kind: Kind, tokens: &mut Vec<Token>) -> usize {
    push(at, at + len, kind, tokens)
}

fn run(text: &str, at: usize, kind: Kind, member: impl Fn(char) -> bool, tokens: &mut Vec<Token>) -> usize {
    let len = text[at..].find(|c| !member(c)).unwrap_or(text.len() - at);
    push(at, at + len, kind, tokens)
}

/// Digits; a comma or point counts as inside only between digits, and a comma only before exactly three.
fn number(text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    loop {
        match bytes.get(end) {
            Some(b',') if digits(end + 1) == 3 => end += 4,
            Some(b'.') if digits(end + 1) > 0 => end += 1 + digits(end + 1),
            _ => break,
        }
    }
    push(at, end, Kind::Number, tokens)
}

fn is_letter(c: char) -> bool {
    // Combining marks belong to the letter before them.
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

fn word(text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let letters = |from: usize| -> usize {
        let mut end = from;
        while end < bytes.len() {
            if bytes[end].is_ascii_alphabetic() {
                end += 1;
            } else if bytes[end].is_ascii() {
                break;
            } else {
                let c = text[end..].chars().next().expect("end is a boundary before the end");
                if !is_letter(c) {
                    break;
                }
                end += c.len_utf8();
            }
        }
        end
    };
    let mut end = letters(at);
    // Most words end here: what goes on needs one of these signs, a digit or an apostrophe.
    if bytes.get(end).is_none_or(|b| !may_go_on(*b)) {
        return push_word(text, at, end, false, tokens);
    }
    if let Some(address) = address(text, at, end) {
        return push(at, address, Kind::Address, tokens);
    }
    // "U.S.", "a.m.", "D.C.": single letters with a dot after each, two or more.
    if end == at + 1 && bytes.get(end) == Some(&b'.') {
        let mut dotted = end + 1;
        let mut letters_seen = 1;
        while dotted + 1 < bytes.len() && bytes[dotted].is_ascii_alphabetic() && bytes[dotted + 1] == b'.' {
            dotted += 2;
            letters_seen += 1;
        }
        if letters_seen > 1 {
            return push_word(text, at, dotted, false, tokens);
        }
    }
    // Apostrophes inside: "don't", "O’Brien"; "'s" at the end is a token of its own.
    let mut inside = false;
    loop {
        let apostrophe = match bytes.get(end) {
            Some(b'\'') => 1,
            Some(0xE2) if text[end..].starts_with('’') => 3,
            _ => break,
        };
        let tail = letters(end + apostrophe);
        if tail == end + apostrophe {
            break;
        }
        if tail == end + apostrophe + 1 && matches!(bytes[tail - 1], b's' | b'S') {
            push_word(text, at, end, inside, tokens);
            return push(end, tail, Kind::Possessive, tokens);
        }
        end = tail;
        inside = true;
    }
    push_word(text, at, end, inside, tokens)
}

/// Whether a word may go on with a byte that is no letter of ASCII.
fn may_go_on(byte: u8) -> bool {
    !byte.is_ascii() || matches!(byte, b'.' | b':' | b'@' | b'_' | b'-' | b'+' | b'\'' | b'0'..=b'9')
}

/// Whether a word of several letters of ASCII ends before these bytes, as far as a glance tells, where no "@" is in the text.
fn ends_before(after: &[u8]) -> bool {
    match after {
        // No letter of any script, and what ties words is looked at by whoever has time.
        [b'-' | b'_' | b'+' | b'0'..=b'9', ..] | [] => true,
        [b':', next, ..] => *next != b'/',
        [b'.', b' ' | b'\n' | b'"', ..] | [b'.'] => true,
        // The marks and dashes of print: “”‘— and their like.
        [0xE2, 0x80, mark, next, ..] if *mark == 0x99 => next.is_ascii() && !next.is_ascii_alphabetic() || possessive(after) > 0,
        [0xE2, 0x80, mark, ..] => *mark != 0x99,
        [b'\'', next, ..] => next.is_ascii() && !next.is_ascii_alphabetic() || possessive(after) > 0,
        _ => false,
    }
}

/// The length of the "'s" or "’s" that the bytes begin with, where nothing goes on after it.
fn possessive(after: &[u8]) -> usize {
    match after {
        [b'\'', b's' | b'S', next, ..] if next.is_ascii() && !next.is_ascii_alphabetic() => 2,
        [0xE2, 0x80, 0x99, b's' | b'S', next, ..] if next.is_ascii() && !next.is_ascii_alphabetic() => 4,
        _ => 0,
    }
}

/// The bit by which a small letter differs from its capital.
const SMALL: u64 = u64::from_le_bytes([0x20; 8]);

/// A word that is a few letters of ASCII and ends after them, as nearly all do: how many, and as a number.
fn plain(bytes: &[u8], at: usize, may_mail: bool) -> Option<(usize, Number)> {
    /// Letters of a word that may go on.
    const LONGEST: usize = 16;
    let (len, letters) = number::letters(&bytes[at..]);
    if len == LONGEST {
        return None;
    }
    let after = &bytes[at + len..];
    // Nearly always a space.
    if after.first() != Some(&b' ') && after.first().is_none_or(|b| may_go_on(*b)) {
        let short =
            len == 1 || len == 3 && after.first() == Some(&b'.') && letters[0] | SMALL >> 40 == u64::from_le_bytes(*b"www\0\0\0\0\0");
        if may_mail || short || !ends_before(after) {
            return None;
        }
    }
    Some((len, letters))
}

/// The shape of such a word.
fn shape_of(len: usize, letters: Number) -> Shape {
    match () {
        _ if letters[0] & 0x20 != 0 => Shape::Lower,
        _ if len > 1 && (letters[0] | letters[1]) & SMALL == 0 => Shape::Upper,
        _ => Shape::Title,
    }
}

/// The end of a URL or e-mail address whose first word is `at..end`.
fn address(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let first = &text[at..end];
    let url = rest.starts_with("://") || (rest.starts_with('.') && first.eq_ignore_ascii_case("www"));
    if !url {
        // An e-mail address may go on with dots, digits and signs before its "@"; most words end here at once.
        let local = rest.bytes().take(64).position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+')));
        if rest.as_bytes().get(local?) != Some(&b'@') {
            return None;
        }
    }
    let len = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '’' | ')' | ']')).unwrap_or(rest.len());
    let address = rest[..len].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    Some(end + address.len())
}

fn shape(word: &str) -> Shape {
    // Nearly all words are told by their first letters, in ASCII.
    match word.as_bytes() {
        [b'a'..=b'z', ..] => return Shape::Lower,
        [b'A'..=b'Z', b'a'..=b'z', ..] => return Shape::Title,
        _ => {}
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Other };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut others = 0;
    for c in letters {
        if !c.is_uppercase() {
            return Shape::Title;
        }
        others += 1;
    }
    if others > 0 { Shape::Upper } else { Shape::Title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokens(text).iter().map(|t| t.text(text)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_digits_and_signs_stand_apart() {
        check("The 287(g) program’s $1,234.50.", "The|287|(|g|)|program|’s|$|1,234.50|.");
        check("A 14-year-old, don't ask", "A|14|-|year|-|old|,|don't|ask");
        check("U.S. officials at 5 p.m. in Washington, D.C.", "U.S.|officials|at|5|p.m.|in|Washington|,|D.C.");
        check("workers’ plan — 1,2 and 1,234,567", "workers|’|plan|—|1|,|2|and|1,234,567");
        check("O’Brien’s café e\u{301}t", "O’Brien|’s|café|e\u{301}t");
    }

    /// An "@" anywhere has every word looked at closely.
    #[test]
    fn a_glance_sees_what_a_close_look_does() {
        let texts = [
            "Moss’s plan, the workers’ plan’ and ‘Hart’ - O’Brien’s o'clock's 's ’s x's X’S Moss'S Moss’sé Mossé’s",
            "The U.S. and A. Moss (U.S.A.) at 5 p.m. said “no.” No. \"Stop.\" Www. www. www.paper.example WWW.x I. Ends.",
            "http://paper.example https: //x re: that:this mid-1990s self-made x_y a+b COVID19 7th B2B e\u{301}t naïve’s cafe\u{301}",
            "incomprehensibility’s unconstitutionality. antidisestablishmentarianism—no extraordinariness-x internationalised",
            "He said…then – went— ‹on› and «on»\u{200B}s. It’s. it's; they’re 'tis ’90s rock’n’roll d’Arc’s",
            "end. End' end’ end's end’s end- end_ end: end/ end” end…",
        ];
        for text in texts {
            for (at, c) in text.char_indices() {
                let text = &text[..at + c.len_utf8()];
                let close = tokens(&format!("{text} @"));
                assert_eq!(tokens(text), close[..close.len() - 1], "{text}");
            }
        }
    }

    #[test]
    fn addresses_are_one_token() {
        check("Write to j.doe@paper.example, or www.paper.example/a?b=1.", "Write|to|j.doe@paper.example|,|or|www.paper.example/a?b=1|.");
        check("See https://paper.example/x-1/ now", "See|https://paper.example/x-1/|now");
    }
}
