//! Sentences of a paragraph, as ranges of its tokens.

use super::lexicon::Class;
use super::token::{Kind, Token};
use std::ops::Range;

/// Cuts a paragraph's tokens into sentences. Every token belongs to exactly one.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    // Nearly every token is none that could.
    while let Some(skipped) = tokens[at..].iter().position(|t| t.kind == Kind::Stop || t.dotted) {
        at += skipped + 1;
        if !ends_sentence(text, tokens, at - 1) {
            continue;
        }
        // Marks and brackets that close right after the stop belong to the sentence.
        while at < tokens.len() && tokens[at - 1].touches(&tokens[at]) && closes(text, &tokens[at]) {
            at += 1;
        }
        sentences.push(start..at);
        start = at;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

fn closes(text: &str, token: &Token) -> bool {
    token.kind == Kind::Quote || matches!(token.text(text), ")" | "]" | "}")
}

/// Whether a stop or a word with a dot of its own ends a sentence, given what stands around it.
fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let dotted = token.dotted;
    let mut after = at + 1;
    while after < tokens.len() && tokens[after - 1].touches(&tokens[after]) && closes(text, &tokens[after]) {
        after += 1;
    }
    let Some(next) = tokens.get(after) else { return true };
    if tokens[after - 1].touches(next) {
        // "3 p.m.-5 p.m.", "yahoo.com", "?!," : nothing ends without a space.
        return false;
    }
    let opens = matches!(next.kind, Kind::Quote | Kind::Number | Kind::Dash) || next.text(text) == "(" || next.text(text) == "[";
    let fresh = next.is_capitalised() || opens || next.kind == Kind::Sign || next.kind == Kind::Address;
    let stop = if dotted { "." } else { token.text(text) };
    if stop != "." {
        // "Stop!" he said. An ellipsis or a cry inside a sentence is followed by a small letter.
        return fresh;
    }
    let abbreviation = if dotted { Some(token) } else { at.checked_sub(1).map(|i| &tokens[i]).filter(|t| t.is_word() && t.touches(token)) };
    let Some(word) = abbreviation else { return fresh };
    if word.is(Class::ABBREVIATED_TITLE) && word.is_capitalised() {
        return false;
    }
    let letters = word.text(text);
    if dotted || (word.is(Class::ABBREVIATION) && word.is_capitalised()) {
        // After "Inc." or "U.S." only a word that begins sentences and no names does.
        return fresh
            && (opens && next.kind == Kind::Quote
                || next.is(Class::DETERMINER.or(Class::PRONOUN).or(Class::CONJUNCTION).or(Class::PREPOSITION)));
    }
    if letters.len() == 1 && letters != "I" && word.is_capitalised() {
        // "J. Edgar", but "Plan B. The": an initial is followed by a name.
        return fresh && next.is(Class::DETERMINER.or(Class::PRONOUN));
    }
    if next.kind == Kind::Number && NUMBERED.iter().any(|short| letters.eq_ignore_ascii_case(short)) {
        return false;
    }
    fresh
}

/// Short words whose number follows them: "Prop. 22", "No. 5". Before anything else their dot is the sentence's.
const NUMBERED: [&str; 14] = ["no", "nos", "prop", "props", "sec", "secs", "art", "arts", "ch", "rte", "rt", "hwy", "para", "paras"];

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let tokens = tokens(&text);
        let found: Vec<_> =
            sentences(&text, &tokens).into_iter().map(|s| &text[tokens[s.start].start as usize..tokens[s.end - 1].end as usize]).collect();
        assert_eq!(found, marked.split('|').map(str::trim).collect::<Vec<_>>());
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check("Sen. Ada Moss of the U.S. Senate met J. R. Hart at 5 p.m. Tuesday.| It rained.");
        check("Hart Inc. bought Moss Co. in Jan. 2019.| The price was $2.5 million.");
        check("He lives in the U.S.| The town is in Wis.");
        check("See No. 5 on the list.| No. 7 is out.");
        check("Voters passed Prop. 22 and Art. 3 of the charter.| She studied art.| Twelve left for Route 9.");
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        check("“It is over.”| She left.");
        check("“Is it over?” she asked.| (Nobody knew.)| Then …");
        check("He said: “No!| Not again.”| “Yes,” said I.");
    }

    #[test]
    fn a_dateline_is_part_of_its_sentence() {
        check("WASHINGTON, D.C. (AP) — Today it ended.| 12 people left.");
    }
}
