//! `hidden-character`: characters without a width that make equal words differ.

use super::{Finding, Fix, Level, Rule, Subject};
use crate::article::lexicon;
use crate::text::Span;

pub const RULE: Rule = Rule {
    code: "hidden-character",
    level: Level::Hint,
    docs: r#"Zero-width and direction-changing characters that defeat searching and matching.

## Why
Copy pasted from web pages and chat windows carries characters that nobody sees: zero-width spaces, soft hyphens, marks that turn the
direction of writing. A name with one inside is not found by a search, a quote with one inside does not match its source, and an
override of direction can show digits in another order than they are stored in.

A byte order mark at the very start of a file is fine, and so are joiners inside emoji and inside scripts that need them, and direction
marks beside letters that are written from right to left. The fix removes the characters.

The examples write the characters by their codes.

```news
The Harbour Auth{hidden-character:U+200B}ority did not answer, and its co{hidden-character:U+00AD}operation is in doubt.
```

```news
A family emoji needs its joiners: 👩U+200D👧.
```
"#,
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    /// Runs of them, from the paragraph's start, and the first of each.
    struct Runs(Vec<(Span, char)>);
    // Between paragraphs stands white space, which can be seen.
    for paragraph in &subject.article.paragraphs {
        let (words, start) = (paragraph.span.of(subject.text), paragraph.span.start);
        if start == 0 && words.starts_with(MARK) {
            let rest = runs(&words[MARK.len_utf8()..]);
            findings.extend(rest.into_iter().map(|(span, first)| finding(span.shift(MARK.len_utf8() as u32), first)));
            continue;
        }
        let runs = paragraph.reading.kept.get(|| Runs(runs(words)));
        findings.extend(runs.0.iter().map(|(span, first)| finding(span.shift(start), *first)));
    }
}

/// The byte order mark: fine at the very start of a text.
const MARK: char = '\u{FEFF}';

fn runs(text: &str) -> Vec<(Span, char)> {
    let mut runs: Vec<(Span, char)> = Vec::new();
    if text.is_ascii() {
        return runs;
    }
    let mut before = None;
    for (at, c) in text.char_indices() {
        if !lexicon::is_hidden(c) {
            before = Some(c);
            continue;
        }
        let here = Span::new(at, at + c.len_utf8());
        if belongs(c, before, text[here.end as usize..].chars().next()) {
            continue;
        }
        match runs.last_mut().filter(|(run, _)| run.end == here.start) {
            Some((run, _)) => *run = run.cover(here),
            None => runs.push((here, c)),
        }
    }
    runs
}

/// Whether the neighbours need the character: joiners in emoji and in scripts that shape their letters, direction marks beside
/// letters from right to left. Overrides of direction belong nowhere.
fn belongs(c: char, before: Option<char>, after: Option<char>) -> bool {
    let either = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
    match c {
        '\u{200C}' | '\u{200D}' => either(|c| c as u32 > 0x500 && !matches!(c as u32, 0x1E00..=0x206F)),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => {
            either(|c| matches!(c as u32, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF))
        }
        _ => false,
    }
}

fn finding(span: Span, first: char) -> Finding {
    Finding {
        code: RULE.code,
        level: RULE.level,
        span,
        message: format!("A hidden character (U+{:04X}, {}) keeps this place from being found or matched.", first as u32, name(first)),
        related: vec![],
        fixes: vec![Fix { title: "Remove the hidden character".into(), edits: vec![(span, String::new())] }],
    }
}

fn name(c: char) -> &'static str {
    match c {
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{200E}' | '\u{200F}' => "direction mark",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "direction control",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark inside the text",
        _ => "invisible operator",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::RULE;

    #[test]
    fn hidden_characters_are_found_in_runs() {
        fixture::check(
            &RULE,
            "\u{FEFF}The Moss{hidden-character:\u{200B}} family{hidden-character:\u{200B}\u{2060}} left {hidden-character:\u{202E}}321.\n",
        );
        fixture::check(&RULE, "cooper{hidden-character:\u{AD}}ation{hidden-character:\u{FEFF}}\n");
    }

    #[test]
    fn scripts_and_emoji_keep_theirs() {
        fixture::check(&RULE, "A family: 👩\u{200D}👧. می\u{200C}خواهم. שלום\u{200F}!\n");
    }

    #[test]
    fn the_fix_removes_the_run() {
        let text = "Moss\u{200B}\u{200B} left.";
        let found = fixture::findings(&RULE, text);
        let (span, new) = &found[0].fixes[0].edits[0];
        let mut fixed = text.to_string();
        fixed.replace_range(span.start as usize..span.end as usize, new);
        assert_eq!(fixed, "Moss left.");
    }
}
