//! Spellings of one word folded into one: British as American, numbers in words as digits.

/// British spelling as American, number words up to twelve as digits. Both sides of a comparison are folded alike, so that a
/// word folded needlessly ("advised") does no harm.
pub fn fold_spelling(word: &mut Vec<u8>) {
    let len = word.len();
    if !(3..=18).contains(&len) {
        return;
    }
    let whole: &[u8] = match word.as_slice() {
        b"one" => b"1",
        b"two" => b"2",
        b"three" => b"3",
        b"four" => b"4",
        b"five" => b"5",
        b"six" => b"6",
        b"seven" => b"7",
        b"eight" => b"8",
        b"nine" => b"9",
        b"ten" => b"10",
        b"eleven" => b"11",
        b"twelve" => b"12",
        b"thirteen" => b"13",
        b"fourteen" => b"14",
        b"fifteen" => b"15",
        b"sixteen" => b"16",
        b"seventeen" => b"17",
        b"eighteen" => b"18",
        b"nineteen" => b"19",
        b"twenty" => b"20",
        b"thirty" => b"30",
        b"forty" => b"40",
        b"fifty" => b"50",
        b"sixty" => b"60",
        b"seventy" => b"70",
        b"eighty" => b"80",
        b"ninety" => b"90",
        b"okay" => b"ok",
        b"grey" => b"gray",
        b"towards" => b"toward",
        b"programme" => b"program",
        b"programmes" => b"programs",
        b"defence" => b"defense",
        b"offence" => b"offense",
        b"licence" => b"license",
        b"judgement" => b"judgment",
        b"cheque" => b"check",
        b"whilst" => b"while",
        b"amongst" => b"among",
        b"ageing" => b"aging",
        b"acknowledgement" => b"acknowledgment",
        b"afterwards" => b"afterward",
        b"aluminium" => b"aluminum",
        b"analyse" => b"analyze",
        b"analysed" => b"analyzed",
        b"backwards" => b"backward",
        b"burnt" => b"burned",
        b"catalogue" => b"catalog",
        b"cosy" => b"cozy",
        b"counsellor" => b"counselor",
        b"dialogue" => b"dialog",
        b"dreamt" => b"dreamed",
        b"enrol" => b"enroll",
        b"fulfil" => b"fulfill",
        b"jewellery" => b"jewelry",
        b"kerb" => b"curb",
        b"learnt" => b"learned",
        b"manoeuvre" => b"maneuver",
        b"mould" => b"mold",
        b"mum" => b"mom",
        b"paralyse" => b"paralyze",
        b"paralysed" => b"paralyzed",
        b"plough" => b"plow",
        b"pretence" => b"pretense",
        b"sceptical" => b"skeptical",
        b"skilful" => b"skillful",
        b"spelt" => b"spelled",
        b"storey" => b"story",
        b"tyre" => b"tire",
        b"tyres" => b"tires",
        _ => b"",
    };
    if !whole.is_empty() {
        word.clear();
        word.extend_from_slice(whole);
        return;
    }
    if len < 5 {
        return;
    }
    if word.ends_with(b"tre") {
        word.truncate(len - 2);
        word.extend_from_slice(b"er");
    } else if word.ends_with(b"tres") {
        word.truncate(len - 3);
        word.extend_from_slice(b"ers");
    } else if let Some(place) = find(word, b"our").filter(|&at| at >= 3 && len - at <= 8) {
        // labour, favourite, neighbourhood, but not hour or course.
        word.remove(place + 1);
    } else if let Some(place) = ["ise", "isi", "isa"].iter().filter_map(|s| find(word, s.as_bytes())).min().filter(|&at| at >= 3) {
        word[place + 1] = b'z';
    } else if len >= 8
        && let Some(at) = [&b"elled"[..], b"elling", b"ellers", b"eller", b"alled", b"alling"]
            .iter()
            .find(|ending| word.ends_with(ending))
            .map(|ending| len - ending.len())
    {
        // "travelled", "signalling"; "called" and "selling" are shorter.
        word.remove(at + 1);
    } else if let Some(at) = find(word, b"aed").or_else(|| find(word, b"aem")).filter(|&at| at <= 10) {
        // paediatric, encyclopaedia, anaemia
        word.remove(at);
    }
}

fn find(word: &[u8], part: &[u8]) -> Option<usize> {
    word.windows(part.len()).position(|w| w == part)
}
