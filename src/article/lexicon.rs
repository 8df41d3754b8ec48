//! The words that reading knows, by class. One file a class in `lexicon/`, read once.
//!
//! A file holds one entry a line; `#` begins a comment. A `~` after a regular verb stands for its inflections: "claim~" is
//! claim, claims, claimed, claiming. Several forms may stand on one line ("say says said saying").

use crate::text::number::{self, Number};
use crate::text::recent::{Known, Recent};
use rustc_hash::FxHashMap;
use std::ops::{Deref, Range};
use std::sync::LazyLock;

/// A set of lexical classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Class(u64);

impl Class {
    pub const NONE: Class = Class(0);

    /// Whether the two sets share a class.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// What a function word is, where it may be several: the number of the first of its classes in the order of the list below.
    pub fn first(self) -> usize {
        self.0.trailing_zeros() as usize
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        classes!(@consts 0u32, $($(#[$doc])* $name)*);
        /// Class, the file's words.
        const FILES: &[(Class, &str)] = &[$((Class::$name, include_str!(concat!("lexicon/", $file)))),*];
    };
    (@consts $n:expr, $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        impl Class { $(#[$doc])* pub const $name: Class = Class(1 << ($n)); }
        classes!(@consts $n + 1, $($rest)*);
    };
    (@consts $n:expr,) => {};
}

classes! {
    /// Pronouns that can be a subject.
    SUBJECT = "subject.txt";
    /// Forms of "be".
    BE = "be.txt";
    /// be, have, do and the modals.
    AUXILIARY = "auxiliary.txt";
    /// the, a, this, its ...
    DETERMINER = "determiner.txt";
    /// Words for when: "Tuesday", "week", "today".
    TIME = "time.txt";
    PREPOSITION = "preposition.txt";
    CONJUNCTION = "conjunction.txt";
    /// Adverbs without -ly.
    ADVERB = "adverb.txt";
    /// he, she, they and their forms.
    PRONOUN = "pronoun.txt";
    /// Function words that are told by their letters: "that", "to", "who".
    PART = "part.txt";
    /// Verbs of saying and finding whose complement is what a source says.
    SAY = "say.txt";
    /// Verbs of the mind and of appeal that introduce what a source holds: "believes", "urged".
    HOLD = "hold.txt";
    /// Verbs that name whom they speak to before what they say: "told", "urged".
    TELL = "tell.txt";
    /// seems, appears, reportedly: attributed to nobody in particular.
    SEEM = "seem.txt";
    /// Nouns of saying: "claim", "criticism".
    SOURCE_NOUN = "source_noun.txt";
    /// Words for polls and those asked.
    POLL = "poll.txt";
    /// First names and words for women and for men, to find whom a pronoun means.
    WOMAN = "woman.txt";
    /// See [`Class::WOMAN`].
    MAN = "man.txt";
    /// Bodies as common nouns: "police", "company".
    INSTITUTION = "institution.txt";
    /// one ... ninety, hundred, million, dozen.
    NUMERAL = "numeral.txt";
    /// first, third, twentieth ...
    ORDINAL = "ordinal.txt";
    /// half, twice, doubled, sixfold ...
    MULTIPLE = "multiple.txt";
    /// Words before a number that names and does not count: "page", "Room", "Title".
    DESIGNATOR = "designator.txt";
    /// The same, but only with a capital: "Store 12".
    CAPITAL_DESIGNATOR = "capital_designator.txt";
    /// Words of games and ballots, beside which "7-2" is a score.
    CONTEST = "contest.txt";
    /// rose, fell, up, by ...: "rose 5 percent to 40" is no range.
    CHANGE = "change.txt";
    MONTH = "month.txt";
    WEEKDAY = "weekday.txt";
    /// Abbreviations before a name: "Sen", "Mr". Their dot never ends a sentence.
    ABBREVIATED_TITLE = "abbreviated_title.txt";
    /// Other abbreviations whose dot may end a sentence: "Inc", "Jan".
    ABBREVIATION = "abbreviation.txt";
    /// Words for people in numbers: "residents", "officers".
    PEOPLE = "people.txt";
    /// Documents and data that can be a source: "report", "poll", "filing".
    DOCUMENT = "document.txt";
    /// Sources that say nobody in particular: "critics", "experts", "officials".
    VAGUE = "vague.txt";
    /// Heads of titles of office or work: "secretary", "director", "spokeswoman".
    TITLE = "title.txt";
    /// Words that end or head an organisation's name: "Department", "Union", "Inc".
    ORGANISATION = "organisation.txt";
    FIRST_NAME = "first_name.txt";
    /// Countries, states, large cities and their adjectives.
    PLACE = "place.txt";
    /// killed, injured, arrested, dead ...
    CASUALTY = "casualty.txt";
    /// Words before a title's head: "deputy", "former", "legislative".
    TITLE_MODIFIER = "title_modifier.txt";
    /// Words that the rest of an organisation's name can follow with "of" or "for": "Department", "Center".
    ORGANISATION_HEAD = "organisation_head.txt";
    SURNAME = "surname.txt";
    /// Small words inside people's names: "de", "van", "bin".
    PARTICLE = "particle.txt";
    /// What a person can be called without holding an office: "activist", "striker", "Mr".
    OCCUPATION = "occupation.txt";
    /// Adjectives of places, peoples, faiths.
    DEMONYM = "demonym.txt";
    /// Words that end a place's name: "County", "River".
    GEOGRAPHY = "geography.txt";
    /// Words that end the name of a law, an event, a work: "Act", "Cup".
    EVENT = "event.txt";
    /// Capital letters that name no organisation: "GDP", "COVID".
    ACRONYM = "acronym.txt";
    /// Everyday English words.
    COMMON = "common.txt";
    /// "nation", "world", "population".
    WORLD = "world.txt";
    HYPOTHETICAL = "hypothetical.txt";
    VOTE = "vote.txt";
    COURT = "court.txt";
    SPORT = "sport.txt";
    /// "plan", "will", "pledged": what somebody means to do.
    PLAN = "plan.txt";
    /// Words that are a sign of something by how they are written: see [`super::signs`].
    SIGN = "sign.txt";
    /// Words that say something of a figure close to them: see [`super::verdict`].
    SENSE = "sense.txt";
    /// The second words of titles that take two: "harbour master".
    COMPOUND_TITLE = "compound_title.txt";
}

/// The words by their length: up to eight and up to sixteen bytes are looked up as one number, so that no letter is fetched from
/// anywhere.
#[derive(Default)]
struct Words {
    short: FxHashMap<u64, Class>,
    middle: FxHashMap<Number, Class>,
    long: FxHashMap<Box<[u8]>, Class>,
}

impl Words {
    /// The classes of a word in small letters.
    fn of(&self, word: &[u8]) -> Class {
        match number::of(word) {
            Some(number) => self.of_number(number),
            None => self.long.get(word).copied().unwrap_or_default(),
        }
    }

    fn of_number(&self, number: Number) -> Class {
        let found = if number[1] == 0 { self.short.get(&number[0]) } else { self.middle.get(&number) };
        found.copied().unwrap_or_default()
    }

    fn add(&mut self, word: &[u8], class: Class) {
        let known = match number::of(word) {
            Some([number, 0]) => self.short.entry(number).or_default(),
            Some(number) => self.middle.entry(number).or_default(),
            None => self.long.entry(word.into()).or_default(),
        };
        *known = known.or(class);
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // About as many as the files hold: growing the table again and again would cost a start several milliseconds.
    let mut words = Words::default();
    words.short.reserve(50_000);
    words.middle.reserve(24_000);
    for &(class, file) in FILES {
        for line in file.lines() {
            for entry in line.split('#').next().unwrap_or("").split_whitespace() {
                match entry.strip_suffix('~') {
                    None => words.add(entry.as_bytes(), class),
                    Some(verb) => forms(verb).iter().for_each(|form| words.add(form.as_bytes(), class)),
                }
            }
        }
    }
    words
});

/// The inflections of a regular verb.
fn forms(verb: &str) -> [String; 4] {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let consonant_y = verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let third = match consonant_y {
        Some(s) => format!("{s}ies"),
        None if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") => format!("{verb}es"),
        None => format!("{verb}s"),
    };
    let past = consonant_y.map_or(format!("{stem}ed"), |s| format!("{s}ied"));
    [verb.to_string(), third, past, format!("{stem}ing")]
}

/// The classes of a word of ASCII as a number, in any case.
pub fn class_of(word: Number) -> Class {
    RECENT.with(|recent| {
        recent.get(word).unwrap_or_else(|| {
            let class = WORDS.of_number(number::lower(word));
            recent.put(word, class);
            class
        })
    })
}

/// The same where the word was met lately, written in the same case: nearly always, and at once.
#[inline]
pub fn class_met(word: Number) -> Option<Class> {
    RECENT.with(|recent| recent.get(word))
}

/// The classes of a word in any case. Typographic apostrophes count as straight ones.
pub fn class(word: &str) -> Class {
    if let Some(number) = number::of(word.as_bytes()).filter(|number| number::is_ascii(*number)) {
        return class_of(number);
    }
    // No entry is longer.
    let mut small = [0u8; LONGEST];
    let mut len = 0;
    for c in word.chars() {
        for c in (if c == '’' { '\'' } else { c }).to_lowercase() {
            let Some(room) = small.get_mut(len..len + c.len_utf8()) else { return Class::NONE };
            len += c.encode_utf8(room).len();
        }
    }
    WORDS.of(&small[..len])
}

/// Bytes of the longest entry of the files.
const LONGEST: usize = 40;

impl Known for Class {
    const NOTHING: Class = Class::NONE;
}

thread_local! {
    static RECENT: Recent<Class> = const { Recent::none() };
}

/// A word in small letters; empty for a word that is too long or not ASCII, which no table holds.
#[derive(Clone, Copy)]
pub enum Low<'a> {
    /// As it is written.
    Written(&'a str),
    /// On the stack, with its length.
    Made([u8; LONGEST_LOW], u8),
}

const LONGEST_LOW: usize = 22;

impl Low<'_> {
    pub fn of(word: &str) -> Low<'_> {
        Low::within(word, 0..word.len())
    }

    /// Of a word of a text.
    #[inline]
    pub fn within(text: &str, word: Range<usize>) -> Low<'_> {
        let small = number::within(text.as_bytes(), word.clone()).is_some_and(|n| number::is_ascii(n) && number::lower(n) == n);
        let word = &text[word];
        if small { Low::Written(word) } else { Low::made(word) }
    }

    #[inline(never)]
    fn made(word: &str) -> Low<'_> {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST_LOW || !word.is_ascii() {
            return Low::Written("");
        }
        let mut made = [0; LONGEST_LOW];
        made[..bytes.len()].copy_from_slice(bytes);
        made.make_ascii_lowercase();
        Low::Made(made, bytes.len() as u8)
    }
}

impl Deref for Low<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Low::Written(word) => word,
            Low::Made(bytes, len) => std::str::from_utf8(&bytes[..*len as usize]).expect("only ASCII is copied in"),
        }
    }
}

/// Zero-width and direction-changing characters, which hide in pasted copy.
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        assert_eq!(forms("claim").join(" "), "claim claims claimed claiming");
        assert_eq!(forms("reply").join(" "), "reply replies replied replying");
        assert_eq!(forms("argue").join(" "), "argue argues argued arguing");
        assert_eq!(forms("stress").join(" "), "stress stresses stressed stressing");
    }

    #[test]
    fn a_word_may_have_several_classes() {
        assert!(class("SAID").any(Class::SAY));
        assert!(class("May").any(Class::MONTH) && class("may").any(Class::AUXILIARY));
        assert_eq!(class("zebrish"), Class::NONE);
    }

    #[test]
    fn words_of_every_length_are_found_in_any_case() {
        for (class, file) in FILES {
            for entry in file.lines().flat_map(|l| l.split('#').next().unwrap_or("").split_whitespace()) {
                let word = entry.trim_end_matches('~');
                assert!(word.len() <= LONGEST, "{word}");
                // Other letters may have no way back from capitals: "ı", "ß".
                if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
                    assert!(super::class(word).any(*class), "{word}");
                    assert!(super::class(&word.to_uppercase()).any(*class), "{word}");
                }
            }
        }
        assert_eq!(class("didn’t"), class("didn't"));
        let start = |text: &str| {
            let (count, word) = number::letters(text.as_bytes());
            (count, class_of(word) == class(&text[..count]))
        };
        assert_eq!([start("Said it then"), start("Approximately so, it is"), start("minister said")], [(4, true), (13, true), (8, true)]);
        assert_eq!(class("@[`{"), Class::NONE);
    }

    #[test]
    fn small_letters_are_those_of_ascii() {
        assert_eq!(&*Low::of("Said"), "said");
        assert_eq!(&*Low::of("p.m."), "p.m.");
        assert_eq!((&*Low::of("Émile"), &*Low::of("Donaudampfschifffahrtsgesellschaft")), ("", ""));
    }
}
