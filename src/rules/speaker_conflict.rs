//! `speaker-conflict`: the same words, given to different people in two articles.

use super::{Finding, Level, Related, Rule, Subject};
use crate::archive::entity::fold;
use crate::archive::{Archive, Named, Occurrence, Reuse, Sameness};
use crate::article::{Article, EntityKind, Quote, QuoteKind, Speaker};
use crate::text::Span;
use std::collections::BTreeSet;

pub const RULE: Rule = Rule {
    code: "speaker-conflict",
    level: Level::Information,
    docs: concat!(
        r#"The same words, given to different speakers in two articles.

One of the two must be wrong, or both leave out that one quotes the other; which it is, the archive cannot know.

**Why.** A quotation under the wrong name is the mistake that people ring up about. It happens when a paragraph is cut between
two speakers, and when copy is merged.

**Not flagged**: a name against a surname, a role or a pronoun, a person against the body that they speak for, fragments, sayings
that many people say, reprints, and places where both people are named beside the words. Where most of the articles agree, it is
the others that are flagged.

```news
//- monday.txt
“We lost all the trust of the island’s fishermen in a single winter,” said {speaker-conflict:Ada Moss}, the harbour pilot.
//- tuesday.txt
The board met on Tuesday.

“We lost all the trust of the island’s fishermen in a single winter,” {speaker-conflict:Peter Hart} told its members.
```

```news
//- monday.txt
“We lost all the trust of the island’s fishermen in a single winter,” said Ada Moss, the harbour pilot.
//- tuesday.txt
“We lost all the trust of the island’s fishermen in a single winter,” the pilot told the board.
//- wednesday.txt
“We lost all the trust of the island’s fishermen in a single winter,” Moss said.
```

"#,
        include_str!("measured/speaker-conflict.md")
    ),
    check,
};

/// Words that two articles must share, and those of them that say something: fewer are said by many.
const SHORTEST: (u32, u32) = (8, 4);
/// The same where one of them gives no sentence but a fragment, or other words.
const SHORTEST_PART: (u32, u32) = (12, 6);
/// Words of five letters and more among them: "we take it one game at a time and see where we are at the end" has one, and
/// every coach says it.
const LONG_WORDS: usize = 3;
/// Other articles that a finding shows.
const SHOWN: usize = 4;
/// Others who say the same: with as many it is a saying.
const SAYING: usize = 3;

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let all = subject.archive.reuse(subject.document);
    findings.extend(all.iter().filter_map(|reuse| finding(subject, reuse)));
}

fn finding(subject: &Subject, reuse: &Reuse) -> Option<Finding> {
    let quotes = &subject.article.quotes[reuse.quotes.clone()];
    let (speaker, name) = quotes.iter().find_map(|q| named(subject.article, subject.text, q))?;
    let own: Vec<&Occurrence> = reuse.occurrences.iter().filter(|o| is_same_utterance(quotes, o)).collect();
    let others: Vec<&Occurrence> =
        own.iter().copied().filter(|o| o.speaker.as_deref().is_some_and(|other| are_different(name, other))).collect();
    let names: BTreeSet<String> = others.iter().filter_map(|o| o.speaker.as_deref()).map(fold).collect();
    let agreeing = own.iter().filter(|o| o.speaker.as_deref().is_some_and(|other| !are_different(name, other))).count();
    if others.is_empty() || names.len() >= SAYING || agreeing >= 1 && agreeing + 1 > others.len() {
        return None;
    }
    let around = paragraph(subject.article, subject.text, reuse.span);
    let conflicts: Vec<(&Occurrence, Related)> = others
        .into_iter()
        .take(SHOWN)
        .filter_map(|occurrence| {
            let there = occurrence.named.get_or_init(|| named_there(subject.archive, occurrence)).as_ref()?;
            if mentions(around, &there.name) || mentions(&there.paragraph, name) || !are_different(name, &there.name) {
                return None;
            }
            let message = format!("given to {} here", one_line(&there.name));
            Some((occurrence, Related { path: occurrence.path.clone(), span: there.span, message }))
        })
        .collect();
    let (first, _) = conflicts.first()?;
    let date = first.date.map_or(String::new(), |d| format!(" ({d})"));
    let given = one_line(first.speaker.as_deref()?);
    let more = match conflicts.len() - 1 {
        0 => String::new(),
        1 => " One more article gives them to somebody else.".to_string(),
        more => format!(" {more} more articles give them to somebody else."),
    };
    let message = format!(
        "The words “{}” are given to {} here and to {given} in “{}”{date}.{more}",
        start_of(reuse.span.of(subject.text)),
        one_line(name),
        first.title
    );
    Some(Finding {
        code: RULE.code,
        level: RULE.level,
        span: speaker.span,
        message,
        related: conflicts.into_iter().map(|(_, related)| related).collect(),
        fixes: vec![],
    })
}

/// Whether the words there are these words beyond doubt.
fn is_same_utterance(quotes: &[Quote], occurrence: &Occurrence) -> bool {
    let Some((_, kind)) = occurrence.quote else { return false };
    let part = kind == QuoteKind::Partial || quotes.iter().all(|q| q.kind == QuoteKind::Partial);
    let (matched, telling) = if part || occurrence.sameness == Sameness::Altered { SHORTEST_PART } else { SHORTEST };
    let long = occurrence.wording.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(4).is_some()).count();
    !occurrence.reprint && occurrence.matched >= matched && occurrence.telling >= telling && long >= LONG_WORDS
}

/// The speaker there. The article is read anew: a digest keeps a name, not whether it is a person's or stands at the quote.
fn named_there(archive: &Archive, occurrence: &Occurrence) -> Option<Named> {
    let document = archive.document(&occurrence.path)?;
    let (article, text) = (document.article(), document.as_str());
    let quote = article.quotes.iter().find(|q| q.span.overlaps(occurrence.span) && q.speaker.is_some())?;
    let (speaker, name) = named(article, text, quote)?;
    Some(Named { span: speaker.span, name: name.into(), paragraph: paragraph(article, text, occurrence.span).into() })
}

/// The speaker of a quote, where that is a person whose full name the article gives and whose surname stands at the quote.
fn named<'t>(article: &Article, text: &'t str, quote: &Quote) -> Option<(Speaker, &'t str)> {
    let speaker = quote.speaker?;
    let entity = &article.entities[speaker.entity? as usize];
    let name = speaker.name.of(text);
    let full = fold(name);
    let at_the_quote = fold(speaker.span.of(text));
    let is_named = surname(&full).is_some_and(|surname| at_the_quote.split(' ').any(|word| word == surname));
    (entity.kind == EntityKind::Person && full.contains(' ') && is_named).then_some((speaker, name))
}

/// The last word of a folded name that is no suffix of it.
fn surname(folded: &str) -> Option<&str> {
    folded.rsplit(' ').find(|word| !matches!(*word, "jr" | "sr" | "ii" | "iii" | "iv" | "") && word.len() > 1)
}

/// Whether two names cannot be one person's. A surname alone, one spelt a little differently or one among the names of the other
/// may be.
fn are_different(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    if !one.contains(' ') || !other.contains(' ') {
        return false;
    }
    let (Some(a), Some(b)) = (surname(&one), surname(&other)) else { return false };
    let holds = |name: &str, word: &str| name.split([' ', '-']).any(|part| part == word);
    let slip = a.len().min(b.len()) >= 4 && strsim::osa_distance(a, b) <= 2;
    !slip && !holds(&one, b) && !holds(&other, a)
}

fn paragraph<'t>(article: &Article, text: &'t str, quote: Span) -> &'t str {
    article.paragraph_at(quote.start).map_or("", |p| p.span.of(text))
}

fn mentions(text: &str, name: &str) -> bool {
    let name = fold(name);
    surname(&name).is_some_and(|surname| fold(text).split(|c: char| !c.is_alphanumeric()).any(|word| word == surname))
}

fn start_of(words: &str) -> String {
    let line = one_line(words);
    let short = crate::archive::digest::clip(&line, 60);
    if short.len() < line.len() { format!("{}…", short.rsplit_once(' ').map_or(short, |(start, _)| start)) } else { line }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one_person_are_no_conflict() {
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!((are_different(one, other), are_different(other, one)), (expected, expected), "{one} / {other}");
        };
        check("Ada Moss", "Peter Hart", true);
        check("Ada Moss", "Ada Hart", true);
        check("Ada Moss", "Moss", false);
        check("Ada Moss", "A. J. Moss", false);
        check("Aung San Suu Kyi", "Suu Kyi Aung", false);
        check("Ada Moss-Hart", "Ada Moss", false);
        check("Ada Moss Jr.", "Ada Moss", false);
        check("Kumar Kibbal", "Kumar Kibble", false);
        // A known miss: brothers are taken for one man, whose first name varies as first names do.
        check("James Hart", "Peter Hart", false);
    }
}
