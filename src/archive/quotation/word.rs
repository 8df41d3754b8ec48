//! Words as wordings are compared by: typography, case, spelling and contractions folded, brackets and ellipses noted.
//!
//! One pass over the bytes. "Don’t" is "do" and "not", "[T]he" is "the", "per cent" is "percent", "labour" is "labor", "six" is
//! "6", "well-known" is two words, and an ellipsis is no word but a mark on the word after it.

mod plain;
mod spelling;

use crate::text::Span;
use crate::text::number::Number;
use crate::text::recent::{Known, Recent};
use plain::plain;
use spelling::{fold_spelling, may_fold};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Equal for words that count as the same.
    pub key: u32,
    /// Bytes of the text. The two words of a contraction share one span.
    pub start: u32,
    pub end: u32,
    pub flags: Flags,
}

impl Word {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    #[inline]
    pub fn is(&self, flags: Flags) -> bool {
        self.flags.0 & flags.0 != 0
    }
}

/// What stands around a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u8);

impl Flags {
    pub const NONE: Flags = Flags(0);
    /// Inside square brackets: an editor's word, not the speaker's.
    pub const BRACKET: Flags = Flags(1);
    /// Some of its letters are in brackets: "pick[ing]".
    pub const PARTLY: Flags = Flags(2);
    /// An ellipsis stands before it.
    pub const GAP: Flags = Flags(4);
    /// A quotation mark stands before it.
    pub const MARK: Flags = Flags(8);
    /// A sentence ends before it, as far as a stop tells.
    pub const STOP: Flags = Flags(16);
    /// A line ends before it.
    pub const LINE: Flags = Flags(32);
    /// Nearly every text has it: "the", "of", "that".
    pub const COMMON: Flags = Flags(64);
    /// Inside a few words in parentheses, which some papers use for brackets: an editor's word or the speaker's.
    pub const PAREN: Flags = Flags(128);

    #[inline]
    pub const fn or(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// The key of a word that is written in its folded form already: "percent", "not".
pub const fn key(folded: &str) -> u32 {
    key_of(folded.as_bytes())
}

const fn key_of(bytes: &[u8]) -> u32 {
    let (mut key, mut at) = (0, 0);
    while at < bytes.len() {
        let mut number = [0; 2];
        let from = at;
        while at < bytes.len() && at < from + 16 {
            number[(at - from) / 8] |= (bytes[at] as u64) << ((at - from) % 8 * 8);
            at += 1;
        }
        key = key_with(key, number);
    }
    key
}

/// The key of sixteen bytes more, or of the last.
#[inline]
const fn key_with(before: u32, [first, last]: Number) -> u32 {
    let product = (first ^ before as u64 ^ 0x9e37_79b9_7f4a_7c15) as u128 * (last ^ 0xd6e8_feb8_6659_fd93) as u128;
    (product ^ product >> 64) as u32
}

/// Cuts a text into words.
///
/// ```
/// use whosays::archive::quotation::word::words;
/// let (one, other) = (words("“[T]he labour isn’t done”"), words("the LABOR is not done"));
/// assert!(one.iter().map(|w| w.key).eq(other.iter().map(|w| w.key)));
/// ```
pub fn words(text: &str) -> Vec<Word> {
    first_words(text, usize::MAX)
}

/// Cuts the first so many words from a text.
pub fn first_words(text: &str, most: usize) -> Vec<Word> {
    let mut words = Vec::with_capacity((text.len() / 5).min(most) + 2);
    let folded = Vec::with_capacity(32);
    Scan { text, bytes: text.as_bytes(), at: 0, pending: Flags::NONE, bracket: 0, paren: 0, folded }.run(&mut words, most);
    words.truncate(most);
    words
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Flags for the next word.
    pending: Flags,
    /// Where the bracket that is open now ends.
    bracket: usize,
    /// Where the parenthesis that is open now ends.
    paren: usize,
    folded: Vec<u8>,
}

impl Scan<'_> {
    /// Cuts so many words and perhaps another, which may be one with the last: "per cent".
    fn run(&mut self, words: &mut Vec<Word>, most: usize) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if words.len() > most {
                return;
            }
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.word(words),
                b' ' | b'\t' => self.at += 1,
                b'\n' => self.note(Flags::LINE, 1),
                b'.' => self.dots(),
                b'!' | b'?' => self.note(Flags::STOP, 1),
                b'"' | b'\'' | b'`' => self.note(Flags::MARK, 1),
                b'[' => self.open_bracket(words),
                b'(' => self.open_paren(),
                b'&' => self.sign(words, "and"),
                b'%' => self.sign(words, "percent"),
                0..=127 => self.at += 1,
                _ => {
                    let c = self.char_at(self.at).expect("the scan stands on a boundary before the end");
                    match c {
                        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' => {
                            self.note(Flags::MARK, c.len_utf8())
                        }
                        '…' => self.note(Flags::GAP, c.len_utf8()),
                        '\u{2028}' | '\u{2029}' => self.note(Flags::LINE, c.len_utf8()),
                        _ if c.is_alphanumeric() => self.word(words),
                        _ => self.at += c.len_utf8(),
                    }
                }
            }
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn note(&mut self, flags: Flags, len: usize) {
        self.pending = self.pending.or(flags);
        self.at += len;
    }

    /// One dot ends a sentence, three (also with spaces between) are an ellipsis.
    fn dots(&mut self) {
        let mut dots = 0;
        let mut end = self.at;
        loop {
            match self.bytes.get(end) {
                Some(b'.') => {
                    dots += 1;
                    end += 1;
                    self.at = end;
                }
                Some(b' ') if self.bytes.get(end + 1) == Some(&b'.') => end += 1,
                _ => break,
            }
        }
        self.pending = self.pending.or(if dots >= 3 { Flags::GAP } else { Flags::STOP });
    }

    /// A bracket around whole words, which must close soon to count; one around a word's first letters is part of the word.
    fn open_bracket(&mut self, words: &mut Vec<Word>) {
        const LONGEST: usize = 120;
        let ahead = &self.bytes[self.at..self.bytes.len().min(self.at + LONGEST)];
        let Some(len) = memchr::memchr2(b']', b'\n', ahead).filter(|&len| ahead[len] == b']') else {
            self.at += 1;
            return;
        };
        let inside_a_word =
            len <= 4 && ahead[1..len].iter().all(u8::is_ascii_alphabetic) && ahead.get(len + 1).is_some_and(u8::is_ascii_alphabetic);
        if inside_a_word && len > 1 {
            self.word(words);
            return;
        }
        self.bracket = self.at + len;
        self.at += 1;
    }

    /// A parenthesis around a few words: "(the agency)".
    fn open_paren(&mut self) {
        const LONGEST: usize = 40;
        let ahead = &self.bytes[self.at..self.bytes.len().min(self.at + LONGEST)];
        // Marks inside: somebody speaks in it.
        let end = ahead[1..].iter().position(|&b| matches!(b, b')' | b'(' | b'\n' | b'"') || b >= 0x80).map(|at| at + 1);
        if let Some(len) = end.filter(|&len| ahead[len] == b')') {
            self.paren = self.at + len;
        }
        self.at += 1;
    }

    fn sign(&mut self, words: &mut Vec<Word>, means: &str) {
        let span = Span::new(self.at, self.at + 1);
        self.push(words, key(means), span);
        self.at += 1;
    }

    /// A run of letters and digits with what may stand inside: apostrophes, commas and points of numbers, dots of
    /// abbreviations, brackets around some letters.
    fn word(&mut self, words: &mut Vec<Word>) {
        let start = self.at;
        if let Some((word, len)) = plain(&self.bytes[start..]) {
            self.at += len;
            let span = Span::new(start, self.at);
            let key = key_with(0, word);
            if len <= 8 && !may_fold(word[0], len, key) {
                self.push(words, key, span);
            } else if let Some(Folded(key)) = RECENT.with(|recent| recent.get(word)) {
                self.push(words, key, span);
            } else {
                self.new_word(words, word, len, span);
            }
            // Nearly always.
            self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
            return;
        }
        self.folded.clear();
        let mut apostrophe = false;
        let mut partly = false;
        let mut single_letters = true;
        let mut letters = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            let next = self.bytes.get(self.at + 1).copied().unwrap_or(b' ');
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => self.folded.push(byte),
                b'A'..=b'Z' => self.folded.push(byte | 0x20),
                b',' if self.follows_digit() && self.digits_after(self.at + 1) == 3 => {}
                b'.' if self.follows_digit() && next.is_ascii_digit() => self.folded.push(b'.'),
                // "U.S.", "a.m.": letters that stand alone.
                b'.' if single_letters && letters > 0 && (next.is_ascii_alphabetic() && !self.letters_in_row(self.at + 1)) => {
                    letters = 0;
                    self.at += 1;
                    continue;
                }
                b'.' if single_letters && letters == 1 && self.at > start + 1 && self.bytes[self.at - 2] == b'.' => {
                    self.at += 1;
                    break;
                }
                b'\'' if next.is_ascii_alphabetic() && letters > 0 => {
                    apostrophe = true;
                    self.folded.push(b'\'');
                }
                b'[' if next.is_ascii_alphabetic() => partly = true,
                b']' if partly || (start < self.at && self.bytes[start] == b'[') => partly = true,
                0..=127 => break,
                _ => {
                    let Some(c) = self.char_at(self.at) else { break };
                    if c == '’' && letters > 0 && self.char_at(self.at + 3).is_some_and(char::is_alphabetic) {
                        apostrophe = true;
                        self.folded.push(b'\'');
                    } else if c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c) {
                        fold_char(c, &mut self.folded);
                    } else {
                        break;
                    }
                    letters += 1;
                    self.at += c.len_utf8();
                    continue;
                }
            }
            letters += 1;
            if letters > 1 {
                single_letters = false;
            }
            self.at += 1;
        }
        if partly {
            self.pending = self.pending.or(Flags::PARTLY);
        }
        let span = Span::new(start, self.at);
        let mut folded = std::mem::take(&mut self.folded);
        if apostrophe {
            self.contraction(words, &mut folded, span);
        } else {
            self.whole(words, &mut folded, span);
        }
        self.folded = folded;
    }

    /// A word of nothing but letters that was not met lately.
    fn new_word(&mut self, words: &mut Vec<Word>, word: Number, len: usize, span: Span) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        word.iter().for_each(|half| folded.extend_from_slice(&half.to_le_bytes()));
        folded.truncate(len);
        let key = self.whole(words, &mut folded, span);
        // After "per" that one is something else.
        if let Some(key) = key.filter(|_| folded != b"cent") {
            RECENT.with(|recent| recent.put(word, Folded(key)));
        }
        self.folded = folded;
    }

    /// A folded word without an apostrophe; returns its key where that follows from its letters.
    fn whole(&mut self, words: &mut Vec<Word>, folded: &mut Vec<u8>, span: Span) -> Option<u32> {
        if folded == b"cannot" {
            self.push(words, key("can"), span);
            self.push(words, key("not"), span);
            return None;
        }
        if folded == b"cent"
            && let Some(last) = words.last_mut().filter(|w| w.key == key("per"))
        {
            last.key = key("percent");
            last.end = span.end;
            self.pending = Flags::NONE;
            return None;
        }
        fold_spelling(folded);
        let key = key_of(folded);
        self.push(words, key, span);
        Some(key)
    }

    fn follows_digit(&self) -> bool {
        self.at > 0 && self.bytes[self.at - 1].is_ascii_digit()
    }

    fn digits_after(&self, from: usize) -> usize {
        self.bytes[from..].iter().take(4).take_while(|b| b.is_ascii_digit()).count()
    }

    /// Whether more than one letter stands at `from`.
    fn letters_in_row(&self, from: usize) -> bool {
        self.bytes.get(from + 1).is_some_and(u8::is_ascii_alphabetic)
    }

    fn contraction(&mut self, words: &mut Vec<Word>, folded: &mut Vec<u8>, span: Span) {
        let place = folded.iter().rposition(|&b| b == b'\'').expect("called for words with an apostrophe");
        let (stem, tail) = (&folded[..place], &folded[place + 1..]);
        let second = match tail {
            b"t" if stem.ends_with(b"n") => {
                let first = match &stem[..stem.len() - 1] {
                    b"ca" => key("can"),
                    b"wo" => key("will"),
                    b"sha" => key("shall"),
                    other => key_of(other),
                };
                self.push(words, first, span);
                self.push(words, key("not"), span);
                return;
            }
            b"re" => "are",
            b"ve" => "have",
            b"ll" => "will",
            b"m" => "am",
            b"d" => "'d",
            b"s" if stem == b"let" => "us",
            b"s" if SUBJECTS.contains(&stem) => "is",
            // Some papers write "James’", some "James’s".
            b"s" if stem.ends_with(b"s") => {
                self.push(words, key_of(stem), span);
                return;
            }
            b"s" => {
                let mut name = stem.to_vec();
                fold_spelling(&mut name);
                name.extend_from_slice(b"'s");
                self.push(words, key_of(&name), span);
                return;
            }
            _ => {
                folded.retain(|&b| b != b'\'');
                self.push(words, key_of(folded), span);
                return;
            }
        };
        self.push(words, key_of(stem), span);
        self.push(words, key(second), span);
    }

    #[inline]
    fn push(&mut self, words: &mut Vec<Word>, key: u32, span: Span) {
        let mut flags = std::mem::take(&mut self.pending);
        if (span.start as usize) < self.bracket {
            flags = flags.or(Flags::BRACKET);
        }
        if (span.start as usize) < self.paren {
            flags = flags.or(Flags::PAREN);
        }
        if is_common(key) {
            flags = flags.or(Flags::COMMON);
        }
        words.push(Word { key, start: span.start, end: span.end, flags });
    }
}

/// What a word folds to.
#[derive(Clone, Copy)]
struct Folded(u32);

impl Known for Folded {
    const NOTHING: Folded = Folded(0);
}

thread_local! {
    static RECENT: Recent<Folded, 4096> = const { Recent::none() };
}

/// Words after which "'s" is "is".
const SUBJECTS: &[&[u8]] = &[b"it", b"that", b"he", b"she", b"what", b"there", b"who", b"here", b"where", b"how", b"this"];

#[inline]
fn is_common(key: u32) -> bool {
    let [one, other] = SLOTS[key as usize % SLOTS.len()];
    key == one || key == other
}

/// The keys of the common words, two at most in the slot that they give: asked for every word of every text.
const SLOTS: &[[u32; 2]; 256] = &{
    // Where none stands, that of the first, which is no wrong one.
    const NONE: u32 = key(COMMON[0]);
    let mut slots = [[NONE; 2]; 256];
    let mut at = 1;
    while at < COMMON.len() {
        let key = key(COMMON[at]);
        let slot = &mut slots[key as usize % 256];
        let place = if slot[0] == NONE { 0 } else { 1 };
        assert!(slot[place] == NONE, "three in a slot");
        slot[place] = key;
        at += 1;
    }
    slots
};

/// Words that say nothing about whose words they are.
const COMMON: [&str; 48] = [
    "the", "a", "an", "of", "to", "in", "and", "that", "is", "was", "for", "on", "it", "with", "as", "he", "his", "be", "by", "at", "from",
    "are", "this", "have", "has", "had", "but", "they", "their", "or", "who", "she", "her", "we", "our", "you", "i", "will", "would",
    "which", "were", "been", "its", "than", "if", "about", "so", "said",
];

fn fold_char(c: char, folded: &mut Vec<u8>) {
    let plain: &[u8] = match c {
        'à'..='å' | 'À'..='Å' => b"a",
        'ç' | 'Ç' => b"c",
        'è'..='ë' | 'È'..='Ë' => b"e",
        'ì'..='ï' | 'Ì'..='Ï' => b"i",
        'ñ' | 'Ñ' => b"n",
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' => b"o",
        'ù'..='ü' | 'Ù'..='Ü' => b"u",
        'ß' => b"ss",
        '\u{300}'..='\u{36F}' => b"",
        _ => {
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                folded.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            }
            return;
        }
    };
    folded.extend_from_slice(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both texts must fold to the same words.
    fn same(one: &str, other: &str) {
        let keys = |text: &str| words(text).iter().map(|w| (w.key, w.span().of(text).to_string())).collect::<Vec<_>>();
        let (a, b) = (keys(one), keys(other));
        assert!(a.iter().map(|w| w.0).eq(b.iter().map(|w| w.0)), "{a:?}\n{b:?}");
    }

    fn spans(text: &str, expected: &str) {
        let found: Vec<_> = words(text).iter().map(|w| w.span().of(text)).collect();
        assert_eq!(found.join("|"), expected);
    }

    fn flagged(text: &str, flags: Flags, expected: &[&str]) {
        let found: Vec<_> = words(text).iter().filter(|w| w.is(flags)).map(|w| w.span().of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn typography_and_case_do_not_matter() {
        same("“It’s the ferry’s last day—really,”", "IT'S THE FERRY'S LAST DAY -- REALLY.");
        same("a well-known café", "A well known cafe\u{301}");
        same("$1,200 and 3.5 percent", "$1200 & 3.5 per cent");
        same("3.5% of the U.S. fleet", "3.5 per cent of the US fleet");
        same("[T]he pilot", "the pilot");
        same("It was pick[ing] up", "it was picking up");
        same("James’s boat and the boats’ crew", "James' boat and the boats' crew");
    }

    #[test]
    fn contractions_and_spelling_are_folded() {
        same("We don’t, can't and won’t", "we do not, cannot and will not");
        same("they’re, we've, I’m, she'll, that's", "they are, we have, I am, she will, that is");
        same("The labour programme was organised in six theatres", "the labor program was organized in 6 theaters");
        same("towards a travelling neighbourhood", "toward a traveling neighborhood");
        same("the sceptical paediatrician signalled twenty times", "the skeptical pediatrician signaled 20 times");
    }

    #[test]
    fn words_keep_their_places() {
        spans("“Don’t,” said O’Brien of the U.S. 5.", "Don’t|Don’t|said|O’Brien|of|the|U.S.|5");
        spans("x.y ... [sic] (b) é.", "x.y|sic|b|é");
        spans("ends in Plan B. Then", "ends|in|Plan|B|Then");
    }

    #[test]
    fn what_stands_before_a_word_is_noted() {
        flagged("one [and two] three [fo]ur", Flags::BRACKET, &["and", "two"]);
        flagged("one ... two . . . three [...] four … five (...) six. Seven", Flags::GAP, &["two", "three", "four", "five", "six"]);
        flagged("“one,” he said, “two”", Flags::MARK, &["one", "he", "two"]);
        flagged("one. Two? three\nfour", Flags::STOP, &["Two", "three"]);
        flagged("an [open bracket", Flags::BRACKET, &[]);
        flagged("they (the agency) said (“no”) and (two\nlines)", Flags::PAREN, &["the", "agency"]);
    }

    #[test]
    fn a_word_that_was_seen_before_is_the_same_word() {
        let text = "The Labour government of the U.S. cannot pay a cent or 5 per cent, a. Per cent? We don't; OUR the-hour [the] th[e] \
                    “the” ‘hour’ our—pay… boats’ crew’s pay.day the's the' don’t (pay)/our a.pay a.1 of.1 hour’é y";
        let fresh = std::thread::spawn(move || (words(text), words(text))).join().expect("no panic");
        assert_eq!(fresh.0, fresh.1);
        assert!(fresh.0.len() > 20);
    }

    #[test]
    fn the_first_words_are_those_of_all() {
        let text = "We cannot pay 5 per cent, it's not per [cent] what (they) asked. Don't ... “pay” per Cent!";
        let all = words(text);
        for most in 0..all.len() + 2 {
            assert_eq!(first_words(text, most), all[..most.min(all.len())]);
        }
    }

    #[test]
    fn any_text_has_words() {
        for text in ["", "[", "]", "'", "’", "[[a]b]", "a’", ".", "\u{301}", "a[", "a]b", "1,2,3,", "….[…]", "’’s’t", "n't", "[a]b]c"]
        {
            let found = words(text);
            assert!(found.iter().all(|w| text.get(w.span().range()).is_some()), "{text:?}");
        }
    }
}
