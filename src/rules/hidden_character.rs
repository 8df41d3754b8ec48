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
    if subject.text.is_ascii() {
        return;
    }
    let mut run: Option<(Span, char)> = None;
    let mut before = None;
    for (at, c) in subject.text.char_indices() {
        if !lexicon::is_hidden(c) {
            if let Some((span, first)) = run.take() {
                close(span, first, findings);
            }
            before = Some(c);
            continue;
        }
        if at == 0 && c == '\u{FEFF}' || belongs(c, before, subject.text[at + c.len_utf8()..].chars().next()) {
            continue;
        }
        let here = Span::new(at, at + c.len_utf8());
        run = Some(match run {
            Some((span, first)) if span.end == here.start => (span.cover(here), first),
            Some((span, first)) => {
                close(span, first, findings);
                (here, c)
            }
            None => (here, c),
        });
    }
    if let Some((span, first)) = run {
        close(span, first, findings);
    }
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

fn close(span: Span, first: char, findings: &mut Vec<Finding>) {
    findings.push(Finding {
        code: RULE.code,
        level: RULE.level,
        span,
        message: format!("A hidden character (U+{:04X}, {}) keeps this place from being found or matched.", first as u32, name(first)),
        related: vec![],
        fixes: vec![Fix { title: "Remove the hidden character".into(), edits: vec![(span, String::new())] }],
    });
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
