//! `altered-quote`: the same words of the same speaker, worded differently in another article.

use super::{Finding, Level, Related, Rule, Subject};
use crate::archive::{ChangeKind, Occurrence, Reuse, Sameness};
use crate::article::QuoteKind;
use crate::text::Span;

pub const RULE: Rule = Rule {
    code: "altered-quote",
    level: Level::Information,
    docs: concat!(
        r#"A quotation that another article of the archive words differently.

Only one wording can be what was said; which one, the archive cannot know. What an editor may do is no alteration: words in
[brackets] or (parentheses), an ellipsis, clipped ends, the case of the first letter, typography, spelling, numbers in words or
digits, "um" and a word said twice. But an ellipsis or a clipped end that drops a negation, a qualifier or a condition ("not",
"never", "unless", "only") from a sentence turns its sense: that is told first and as such, in the article that cuts.

Where most of the articles agree, it is the others that are flagged.

```news
//- monday.txt
“We lost {altered-quote:all the trust} of the island’s fishermen in a single winter,” Moss said.
//- tuesday.txt
“We lost {altered-quote:all trust} of the island’s fishermen in a single winter,” Moss told the board.
```

```news
//- monday.txt
“We will sell the old ferry this winter unless the crew finds the money for a new engine,” Moss said.
//- tuesday.txt
“We will sell the old ferry this {altered-quote:winter},” Moss told the board.
```

```news
//- monday.txt
“We will sell the old ferry this winter. We never wanted to. The crew knows that better than anybody,” Moss said.
//- tuesday.txt
“We [the board] will sell the old ferry this winter. ... The crew knows that better than anybody,” Moss said.
```

"#,
        include_str!("measured/altered-quote.md")
    ),
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let all = subject.archive.reuse(subject.document);
    findings.extend(all.iter().filter_map(|reuse| finding(subject, reuse)));
}

fn finding(subject: &Subject, reuse: &Reuse) -> Option<Finding> {
    let differing: Vec<&Occurrence> = reuse.occurrences.iter().filter(|o| is_same_utterance(subject, reuse, o)).collect();
    let agreeing = reuse.occurrences.iter().filter(|o| o.sameness != Sameness::Altered && o.quote.is_some() && !o.reprint).count();
    // With this one they are one more.
    if differing.is_empty() || agreeing >= 1 && agreeing + 1 > differing.len() {
        return None;
    }
    let words = reuse.span.of(subject.text);
    // A cut that turns the sentence round is told before other words.
    let cut = |o: &&&Occurrence| o.alterations().any(|c| c.kind == ChangeKind::Cut);
    let worst = differing.iter().find(cut).unwrap_or(&differing[0]);
    let mut span: Option<Span> = None;
    for change in worst.alterations() {
        let place = if change.asked.is_empty() || change.there.is_empty() {
            crate::archive::quotation::wording::with_neighbours(words, change.asked)
        } else {
            change.asked
        };
        span = Some(span.map_or(place, |s| s.cover(place)));
    }
    let mut message = told(worst, words);
    match differing.len() - 1 {
        0 => {}
        1 => message.push_str(" One more article differs."),
        more => message.push_str(&format!(" {more} more articles differ.")),
    }
    let related = differing.iter().take(8).map(|o| Related {
        path: o.path.clone(),
        span: o.span,
        message: format!("worded here: {}", difference(o, words)),
    });
    Some(Finding {
        code: RULE.code,
        level: RULE.level,
        span: span.unwrap_or_default().shift(reuse.span.start),
        message,
        related: related.collect(),
        fixes: vec![],
    })
}

/// Whether an altered occurrence is the same utterance beyond doubt enough to bother somebody.
fn is_same_utterance(subject: &Subject, reuse: &Reuse, occurrence: &Occurrence) -> bool {
    if occurrence.sameness != Sameness::Altered || occurrence.quote.is_none() || occurrence.reprint {
        return false;
    }
    let quotes = &subject.article.quotes[reuse.quotes.clone()];
    // What is cut elsewhere is whole here.
    if occurrence.alterations().all(|c| c.kind == ChangeKind::Cut && c.there.len() <= c.asked.len()) {
        return false;
    }
    // A cut may be as long as it likes.
    let worded = occurrence.alterations().filter(|c| c.kind == ChangeKind::Worded);
    let differing: usize = worded.map(|c| c.asked.len().max(c.there.len())).sum();
    if differing * 3 > reuse.span.len() {
        return false;
    }
    // A fragment may be another saying of the same thing; two known speakers are hardly one utterance.
    let fragment = quotes.iter().all(|q| q.kind == QuoteKind::Partial);
    let here = quotes.iter().find_map(|q| q.speaker).map(|s| s.name.of(subject.text));
    let speakers = match (here, occurrence.speaker.as_deref()) {
        (Some(a), Some(b)) => Some(last_word(a) == last_word(b)),
        _ => None,
    };
    let enough = match (fragment, speakers) {
        (false, Some(true)) => 6,
        (false, None) | (true, Some(true)) => 8,
        (true, None) => 10,
        (_, Some(false)) => 12,
    };
    occurrence.matched >= enough
}

fn last_word(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).rfind(|w| w.len() > 1).unwrap_or("").to_lowercase()
}

/// The message: the words on both sides, and where the other ones stand.
fn told(occurrence: &Occurrence, words: &str) -> String {
    let date = occurrence.date.map_or(String::new(), |d| format!(" ({d})"));
    let place = format!("“{}”{date}", occurrence.title);
    let Some(change) = occurrence.alterations().max_by_key(|c| c.kind == ChangeKind::Cut) else { return String::new() };
    let all = occurrence.contrast_of_all(words).filter(|_| change.kind != ChangeKind::Cut);
    let more = if occurrence.alterations().nth(1).is_none() || all.is_some() { "" } else { ", among other differences" };
    let (here, there) = all.unwrap_or_else(|| occurrence.contrast(change, words));
    let (here, there) = (one_line(here), one_line(there));
    if change.kind == ChangeKind::Cut {
        return if change.asked.len() > change.there.len() {
            format!("The same quote is cut in {place}: “{here}” is not there, and it turns the sense{more}.")
        } else {
            format!("The quote is cut here: {place} has “{there}”, which turns the sense{more}.")
        };
    }
    // The words first: lists of findings show the beginning.
    format!("“{here}” here, “{there}” in {place}: the same quote is worded differently{more}.")
}

fn difference(occurrence: &Occurrence, words: &str) -> String {
    let parts = occurrence.alterations().take(3).map(|c| {
        let (here, there) = occurrence.contrast(c, words);
        match (one_line(here), one_line(there)) {
            (here, there) if here.is_empty() => format!("with “{there}”"),
            (here, there) if there.is_empty() => format!("without “{here}”"),
            (here, there) => format!("“{there}” for “{here}”"),
        }
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = crate::archive::digest::clip(&line, 120);
    if short.len() < line.len() { format!("{short}…") } else { line }
}
