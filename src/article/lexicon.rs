//! The words that reading knows, by class. One file a class in `lexicon/`, read once.
//!
//! A file holds one entry a line; `#` begins a comment. A `~` after a regular verb stands for its inflections: "claim~" is
//! claim, claims, claimed, claiming. Several forms may stand on one line ("say says said saying").

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Deref;
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
    /// Forms of "be".
    BE = "be.txt";
    /// Pronouns that can be a subject.
    SUBJECT = "subject.txt";
    /// Adverbs without -ly.
    ADVERB = "adverb.txt";
    /// Words for when: "Tuesday", "week", "today".
    TIME = "time.txt";
    /// Words for polls and those asked.
    POLL = "poll.txt";
    /// First names and words for women and for men, to find whom a pronoun means.
    WOMAN = "woman.txt";
    /// See [`Class::WOMAN`].
    MAN = "man.txt";
    /// Bodies as common nouns: "police", "company".
    INSTITUTION = "institution.txt";
    /// he, she, they and their forms.
    PRONOUN = "pronoun.txt";
    /// the, a, this, its ...
    DETERMINER = "determiner.txt";
    PREPOSITION = "preposition.txt";
    CONJUNCTION = "conjunction.txt";
    /// be, have, do and the modals.
    AUXILIARY = "auxiliary.txt";
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
    /// Words of limits and requirements: "must", "eligible", "minimum".
    LEGAL = "legal.txt";
    /// "nation", "world", "population".
    WORLD = "world.txt";
    HYPOTHETICAL = "hypothetical.txt";
    VOTE = "vote.txt";
    COURT = "court.txt";
    SPORT = "sport.txt";
    /// "plan", "will", "pledged": what somebody means to do.
    PLAN = "plan.txt";
}

/// The words by their length: up to eight and up to sixteen bytes are looked up as one number, so that no letter is fetched from
/// anywhere and the table of the commonest words stays small enough for a processor's cache.
#[derive(Default)]
struct Words {
    short: FxHashMap<u64, Class>,
    middle: FxHashMap<u128, Class>,
    long: FxHashMap<Cow<'static, str>, Class>,
}

impl Words {
    fn of(&self, word: &[u8]) -> Class {
        let found = match word.len() {
            0..=8 => self.short.get(&(number(word) as u64)),
            9..=16 => self.middle.get(&number(word)),
            _ => std::str::from_utf8(word).ok().and_then(|word| self.long.get(word)),
        };
        found.copied().unwrap_or_default()
    }

    fn entry(&mut self, word: Cow<'static, str>) -> &mut Class {
        let bytes = word.as_bytes();
        match bytes.len() {
            0..=8 => self.short.entry(number(bytes) as u64).or_default(),
            9..=16 => self.middle.entry(number(bytes)).or_default(),
            _ => self.long.entry(word).or_default(),
        }
    }
}

/// The bytes of a word of up to sixteen as a number. NUL is in no word, so the empty places at its end do not matter.
fn number(word: &[u8]) -> u128 {
    let mut bytes = [0u8; 16];
    bytes[..word.len()].copy_from_slice(word);
    u128::from_le_bytes(bytes)
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // About as many as the files hold: growing the table again and again would cost a start several milliseconds.
    let mut words = Words::default();
    words.short.reserve(50_000);
    words.middle.reserve(24_000);
    for &(class, file) in FILES {
        for line in file.lines() {
            for entry in line.split('#').next().unwrap_or("").split_whitespace() {
                for form in forms(entry) {
                    let known = words.entry(form);
                    *known = known.or(class);
                }
            }
        }
    }
    words
});

/// The entry itself, or the inflections of a regular verb marked with `~`.
fn forms(entry: &'static str) -> Vec<Cow<'static, str>> {
    let Some(verb) = entry.strip_suffix('~') else { return vec![Cow::Borrowed(entry)] };
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let consonant_y = verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let third = match consonant_y {
        Some(s) => format!("{s}ies"),
        None if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") => format!("{verb}es"),
        None => format!("{verb}s"),
    };
    let past = consonant_y.map_or(format!("{stem}ed"), |s| format!("{s}ied"));
    vec![Cow::Borrowed(verb), third.into(), past.into(), format!("{stem}ing").into()]
}

/// The classes of a word in any case. Typographic apostrophes count as straight ones.
pub fn class(word: &str) -> Class {
    let bytes = word.as_bytes();
    let mut lower = [0u8; 40];
    if bytes.is_ascii() && bytes.len() <= lower.len() {
        let lower = &mut lower[..bytes.len()];
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        return WORDS.of(lower);
    }
    if bytes.len() > 80 {
        return Class::NONE;
    }
    WORDS.of(word.replace('’', "'").to_lowercase().as_bytes())
}

/// A word in small letters, on the stack; empty for a word that is too long or not ASCII, which no table holds.
#[derive(Clone, Copy)]
pub struct Low {
    bytes: [u8; 22],
    len: u8,
}

impl Low {
    pub fn of(word: &str) -> Low {
        let mut low = Low { bytes: [0; 22], len: 0 };
        if word.len() <= low.bytes.len() && word.is_ascii() {
            low.bytes[..word.len()].copy_from_slice(word.as_bytes());
            low.bytes[..word.len()].make_ascii_lowercase();
            low.len = word.len() as u8;
        }
        low
    }
}

impl Deref for Low {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).expect("only ASCII is copied in")
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
        assert_eq!(forms("claim~").join(" "), "claim claims claimed claiming");
        assert_eq!(forms("reply~").join(" "), "reply replies replied replying");
        assert_eq!(forms("argue~").join(" "), "argue argues argued arguing");
        assert_eq!(forms("stress~").join(" "), "stress stresses stressed stressing");
        assert_eq!(forms("said").join(" "), "said");
    }

    #[test]
    fn a_word_may_have_several_classes() {
        assert!(class("SAID").any(Class::SAY));
        assert!(class("May").any(Class::MONTH) && class("may").any(Class::AUXILIARY));
        assert_eq!(class("zebrish"), Class::NONE);
    }
}
