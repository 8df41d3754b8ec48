//! `placeholder`: marks that a writer leaves for later and that no reader should see.

use super::{Finding, Level, Rule, Subject};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

pub const RULE: Rule = Rule {
    code: "placeholder",
    level: Level::Warning,
    docs: concat!(
        r#"A placeholder left in the copy: TK, TKTK, XXX, ???, [CHECK], (CQ?).

## Why
Writers mark what they will fill in later with signs that look like no word, so that somebody finds them. When they reach print, the
missing fact does as well. "TK" ("to come") is the trade's own; "(CQ?)" asks whether a spelling is correct. A plain "(CQ)" says that it
was checked and is left alone.

```news
The fire destroyed {placeholder:TK} homes and cost the county ${placeholder:XXX}, said Sheriff Ada Moss {placeholder:(CQ?)}.
The mill opened in {placeholder:[YEAR TK]}. Its owner is {placeholder:???} years old {placeholder:[CHECK AGE]}.
```

Names and numerals are not placeholders.

```news
She bought the coat at TK Maxx and watched Super Bowl XXX. “What???” he said. The shirt came in XXXL. [Laughter.]
```

"#,
        include_str!("measured/placeholder.md")
    ),
    check,
};

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    let asks = "TK|TKTK|TBC|CHECK|CQ|CK|VERIFY|CONFIRM|FACT[ -]?CHECK|INSERT|NAME|AGE|DATE|YEAR|TITLE|SOURCE|NUMBER|FIGURE|LINK|QUOTE";
    let marks = [
        // In brackets: a question after a desk's mark, a word in capitals that asks for something, an instruction.
        r"[\[(](?:CQ|CK|TK|SP|sp)\?+[\])]",
        &format!(r"\[(?:{asks})(?:[ :?,-][^\]\n]{{0,80}})?\]"),
        r"\[[^\]\n]{0,60}\bTK\]",
        r"\[(?i:insert|fill in)\b[^\]\n]{0,80}\]",
        r"\[\?+\]",
        // Bare.
        r"(?i:lorem ipsum)",
        r"(?:TK){2,}K?",
        r"\b(?:tk){2,}k?\b",
        r"\bTKK?\b",
        r"\bX{2,}(?:[,/.-]X{2,})*",
        r"\bx{1,3},x{3}\b",
        r"\?{2,}",
    ];
    Regex::new(&marks.join("|")).expect("a valid pattern")
});

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    /// Where they stand, from the paragraph's start.
    struct Marks(Vec<Span>);
    for paragraph in &subject.article.paragraphs {
        let marks = paragraph.reading.kept.get(|| Marks(marks(paragraph.span.of(subject.text))));
        findings.extend(marks.0.iter().map(|mark| {
            let span = mark.shift(paragraph.span.start);
            Finding {
                code: RULE.code,
                level: RULE.level,
                span,
                message: format!("A placeholder is left in the copy: “{}”.", span.of(subject.text)),
                related: vec![],
                fixes: vec![],
            }
        }));
    }
}

/// The placeholders of a paragraph: none runs on from one to the next.
fn marks(text: &str) -> Vec<Span> {
    MARKS.find_iter(text).filter(|found| is_placeholder(text, found.range())).map(|found| Span::new(found.start(), found.end())).collect()
}

/// Whether the words around a mark let it be one.
fn is_placeholder(text: &str, range: std::ops::Range<usize>) -> bool {
    let mark = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if mark.starts_with(['[', '(']) {
        return true;
    }
    if mark.starts_with('?') {
        // "What???" cries; " ???" and "$??" stand for something.
        return before.is_none_or(|c| c.is_whitespace() || matches!(c, '$' | '£' | '€' | '(' | ':'));
    }
    if joined(before) || joined(after) {
        return false;
    }
    // Inside an address, a path or a part number.
    if before.is_some_and(|c| matches!(c, '/' | '=' | '@' | '.' | '?' | '&' | '_' | '%')) {
        return false;
    }
    let rest = text[range.end..].trim_start_matches(' ');
    let ahead = rest.chars().next();
    let word_before = text[..range.start].trim_end_matches(' ').rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    if mark.starts_with("TK") && mark.len() <= 3 {
        // "TK Maxx", "TK-421", "T.K.": a name.
        let named = after == Some(' ') && ahead.is_some_and(char::is_uppercase)
            || after == Some('-')
            || after == Some('&')
            || before == Some('.')
            || before == Some('-');
        return !named;
    }
    if mark.starts_with('X') {
        let sum = before.is_some_and(|c| matches!(c, '$' | '£' | '€' | '#'));
        if sum || mark.contains([',', '/', '-']) {
            return true;
        }
        // Roman numerals stand behind a name, sizes and ratings before one: "Super Bowl XXX", "a XXX Large".
        let name_before = word_before.starts_with(char::is_uppercase) && word_before.len() > 1;
        let counted = ["percent", "per cent", "%", "people", "million", "billion", "years", "miles"].iter().any(|w| rest.starts_with(w));
        return counted
            || mark.len() >= 3
                && !name_before
                && !ahead.is_some_and(char::is_uppercase)
                && !rest.starts_with("-rated")
                && after != Some(':');
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::RULE;

    #[test]
    fn marks_of_many_desks() {
        fixture::check(
            &RULE,
            "HED {placeholder:TK}\n\nThe bill of ${placeholder:XX} million passed {placeholder:XX} percent to {placeholder:XX,XXX}.\n",
        );
        fixture::check(&RULE, "Call {placeholder:XXX-XXX-XXXX} or write to {placeholder:[insert name]}.\n");
        fixture::check(
            &RULE,
            "The mayor, {placeholder:TKTK}, said {placeholder:tktktk}. Was it {placeholder:[?]} or {placeholder:(sp?)}?\n",
        );
        fixture::check(&RULE, "{placeholder:Lorem ipsum} dolor sit amet.\n");
    }

    #[test]
    fn words_names_and_cries_stay() {
        fixture::check(&RULE, "Women have XX chromosomes. “Why??” she cried. The TKO came late; TK-421 did not. John XX reigned.\n");
        fixture::check(&RULE, "The band xx played. See https://paper.example/TK?x=XXX_1 for more (CQ).\n");
        fixture::check(&RULE, "“They [the council] knew,” he said. [Applause] [sic] […]\n");
    }
}
