//! Spellings of one word folded into one: British as American, numbers in words as digits.

use super::key;
use crate::text::number::places;

/// British spelling as American, number words up to twelve as digits. Both sides of a comparison are folded alike, so that a
/// word folded needlessly ("advised") does no harm.
pub fn fold_spelling(word: &mut Vec<u8>) {
    let len = word.len();
    if !(3..=18).contains(&len) {
        return;
    }
    if STARTS[slot(word)]
        && let Some((_, whole)) = WHOLE.iter().find(|(from, _)| from.as_bytes() == word.as_slice())
    {
        word.clear();
        word.extend_from_slice(whole.as_bytes());
        return;
    }
    if len < 5 {
        return;
    }
    // Which letters it has says of nearly all words that no part is to be looked for.
    let letters = word.iter().fold(0u32, |letters, byte| letters | 1 << (byte & 31));
    let has = |some: &[u8]| some.iter().all(|byte| letters & 1 << (byte & 31) != 0);
    if word.ends_with(b"tre") {
        word.truncate(len - 2);
        word.extend_from_slice(b"er");
    } else if word.ends_with(b"tres") {
        word.truncate(len - 3);
        word.extend_from_slice(b"ers");
    } else if has(b"our")
        && let Some(place) = first(word, |part| part == b"our").filter(|&at| at >= 3 && len - at <= 8)
    {
        // labour, favourite, neighbourhood, but not hour or course.
        word.remove(place + 1);
    } else if has(b"is")
        && let Some(place) = first(word, |part| part[..2] == *b"is" && b"eia".contains(&part[2])).filter(|&at| at >= 3)
    {
        word[place + 1] = b'z';
    } else if len >= 8
        && has(b"l")
        && let Some(at) = [&b"elled"[..], b"elling", b"ellers", b"eller", b"alled", b"alling"]
            .iter()
            .find(|ending| word.ends_with(ending))
            .map(|ending| len - ending.len())
    {
        // "travelled", "signalling"; "called" and "selling" are shorter.
        word.remove(at + 1);
    } else if has(b"ae")
        && let Some(at) = first(word, |part| part == b"aed" || part == b"aem").filter(|&at| at <= 10)
    {
        // paediatric, encyclopaedia, anaemia
        word.remove(at);
    }
}

/// Whether a word of one to eight small letters, as a number, may be folded. Its key tells of whole words.
#[inline]
pub fn may_fold(word: u64, len: usize, key: u32) -> bool {
    let pair = |first: u8, second: u8| places(word, first) << 8 & places(word, second);
    // What does not begin a word: not before the fourth letter.
    let inside = (pair(b'o', b'u') | pair(b'i', b's')) >> 32;
    let anywhere = pair(b'a', b'e') | if len == 8 { pair(b'l', b'l') } else { 0 };
    let end = word << (64 - 8 * len);
    let is_end = end >> 40 == 0x65_7274 || end >> 32 == 0x7365_7274;
    inside | anywhere != 0 || is_end || LOOKED_UP[key as usize / 64 % LOOKED_UP.len()] >> (key % 64) & 1 == 1
}

/// Bits of the keys of words that are looked at as a whole: those of [`WHOLE`], and what other words make of some.
const LOOKED_UP: &[u64; 64] = &{
    let mut bits = [0; 64];
    let mut at = 0;
    while at < WHOLE.len() + 2 {
        let key = key(if at < WHOLE.len() { WHOLE[at].0 } else { ["cannot", "cent"][at - WHOLE.len()] });
        bits[key as usize / 64 % 64] |= 1 << (key % 64);
        at += 1;
    }
    bits
};

/// Words as they are folded.
const WHOLE: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("okay", "ok"),
    ("grey", "gray"),
    ("towards", "toward"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("judgement", "judgment"),
    ("cheque", "check"),
    ("whilst", "while"),
    ("amongst", "among"),
    ("ageing", "aging"),
    ("acknowledgement", "acknowledgment"),
    ("afterwards", "afterward"),
    ("aluminium", "aluminum"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("backwards", "backward"),
    ("burnt", "burned"),
    ("catalogue", "catalog"),
    ("cosy", "cozy"),
    ("counsellor", "counselor"),
    ("dialogue", "dialog"),
    ("dreamt", "dreamed"),
    ("enrol", "enroll"),
    ("fulfil", "fulfill"),
    ("jewellery", "jewelry"),
    ("kerb", "curb"),
    ("learnt", "learned"),
    ("manoeuvre", "maneuver"),
    ("mould", "mold"),
    ("mum", "mom"),
    ("paralyse", "paralyze"),
    ("paralysed", "paralyzed"),
    ("plough", "plow"),
    ("pretence", "pretense"),
    ("sceptical", "skeptical"),
    ("skilful", "skillful"),
    ("spelt", "spelled"),
    ("storey", "story"),
    ("tyre", "tire"),
    ("tyres", "tires"),
];

/// Whether some word of [`WHOLE`] has a slot.
const STARTS: [bool; 1024] = {
    let mut starts = [false; 1024];
    let mut at = 0;
    while at < WHOLE.len() {
        starts[slot(WHOLE[at].0.as_bytes())] = true;
        at += 1;
    }
    starts
};

/// A number for the length and the first letters of a word of three and more.
const fn slot(word: &[u8]) -> usize {
    (word[0] as usize + 37 * word[1] as usize + 331 * word[2] as usize + 61 * word.len()) % 1024
}

/// Where three letters in a row stand first.
fn first(word: &[u8], is: impl Fn(&[u8]) -> bool) -> Option<usize> {
    word.windows(3).position(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number;
    use proptest::prelude::*;

    /// Whether a word is folded, and whether a glance says that it may be.
    fn folded(word: &str) -> (bool, bool) {
        let mut folded = word.as_bytes().to_vec();
        fold_spelling(&mut folded);
        let [number, _] = number::of(word.as_bytes()).expect("a short word");
        (folded != word.as_bytes(), may_fold(number, word.len(), key(word)))
    }

    #[test]
    fn a_glance_tells_what_is_not_folded() {
        for (word, may) in [("harbor", false), ("labour", true), ("visited", false), ("realise", true), ("metres", true), ("said", false)] {
            assert_eq!(folded(word).1, may, "{word}");
        }
        for (word, _) in WHOLE.iter().filter(|(word, _)| word.len() <= 8) {
            assert_eq!(folded(word), (true, true), "{word}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn what_is_folded_may_be(word in "[a-z]{0,3}[ouraeistl]{1,5}", parts in "[a-z]{2}(our|is|tre|tres|elled|alling|eller|aed)[aeds]{0,3}") {
            for word in [word, parts].iter().filter(|word| word.len() <= 8) {
                let (is, may) = folded(word);
                prop_assert!(!is || may, "{word}");
            }
        }
    }
}
