//! `list-total`: an explicit total against the list that is meant to make it up.

use super::{Finding, Level, Related, Rule, Subject};
use crate::article::figure::Facts;
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Token};
use crate::article::{Figure, FigureKind, Paragraph, Role};
use crate::text::Span;
use std::ops::Range;
use std::sync::Arc;

pub const RULE: Rule = Rule {
    code: "list-total",
    level: Level::Hint,
    docs: concat!(
        r#"An explicit total that its list does not add up to.

## Why
"A coalition of 12 unions … including A, B, C and 10 more" makes 13. Either the total, the list or the "more" is wrong, and readers do
count. The total may stand in an earlier paragraph, where it counts the same kind of thing and the two sentences speak of the same
matter (a letter, a lawsuit, a coalition).

Only a list that says how many it leaves out ("and 10 more", "and 10 others") is counted. Hedged totals ("more than 60") and hedged
rests ("nearly 100 others") are left alone, and so are lists in which a name and a description cannot be told apart.

```news
The petition of 14 unions was handed over on Monday. It is a petition signed by unions including
the Dock Workers, the Millers, the Weavers' Guild and {list-total:12} more.

A letter from 30 parents reached the board, signed by Ada Moss, Jo Hart and {list-total:27} others.
```

```news
Some 30 parents wrote to the board, including Ada Moss, Jo Hart and 27 others. A second letter came
from 12 teachers, including Al Reed, Bea Stone and 10 others.
```

"#,
        include_str!("measured/list-total.md")
    ),
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let article = subject.article;
    let mut first = 0;
    for (place, paragraph) in article.paragraphs.iter().enumerate() {
        // Figures stand in the order of the text: those of this paragraph follow those of the last.
        let figures = figures_of(&article.figures[first..], paragraph.span);
        let range = first + figures.start..first + figures.end;
        first = range.end;
        if paragraph.role == Role::Furniture {
            continue;
        }
        for at in range {
            let rest = &article.figures[at];
            let Some(list) = list(subject.text, paragraph, rest) else { continue };
            let Some(total) = total(subject, place, at, &list) else { continue };
            let (Some(stated), Some(more)) = (total.value, rest.value) else { continue };
            if list.named.clone().any(|n| n as f64 + more == stated) {
                continue;
            }
            let sum = list.named.start as f64 + more;
            let named = list.named.start;
            let counted = total.noun.map_or(total.span, |noun| total.span.cover(noun)).of(subject.text);
            findings.push(Finding {
                code: RULE.code,
                level: RULE.level,
                span: rest.span,
                message: format!("{named} named and {more} more make {sum}, but the text counts “{counted}”."),
                related: vec![Related {
                    path: Arc::clone(&subject.document.path),
                    span: total.span,
                    message: format!("The total: “{counted}”."),
                }],
                fixes: vec![],
            });
        }
    }
}

/// The figures inside a span, of figures that begin at or after it.
fn figures_of(figures: &[Figure], span: Span) -> Range<usize> {
    let start = figures.partition_point(|f| f.span.start < span.start);
    let end = figures.partition_point(|f| f.span.start < span.end);
    start..end.max(start)
}

/// A list that ends in "and 57 more".
struct List {
    /// How many it may name: a joined "A and B" can be one or two.
    named: Range<usize>,
    /// Where its sentence begins and where its names begin, in the article.
    sentence: Span,
    names: Span,
    /// The words before "including", or after "other", whose head says what is listed.
    head: Option<Span>,
}

/// The list that a figure closes.
fn list(text: &str, paragraph: &Paragraph, rest: &Figure) -> Option<List> {
    if rest.kind != FigureKind::Count || rest.hedge.is_some() || rest.value.is_none_or(|v| v < 1.0 || v.fract() != 0.0) {
        return None;
    }
    let reading = &paragraph.reading;
    let base = paragraph.span.start;
    let words = paragraph.span.of(text);
    let at = reading.tokens.partition_point(|t| t.start + base < rest.span.start);
    let after = reading.tokens.partition_point(|t| t.start + base < rest.span.end);
    let low = |i: usize| reading.tokens.get(i).map_or(String::new(), |t| t.text(words).to_lowercase());
    if !matches!(low(after).as_str(), "more" | "others" | "other") || !matches!(low(at.checked_sub(1)?).as_str(), "and" | "plus") {
        return None;
    }
    let sentence = reading.sentences.iter().find(|s| s.contains(&at))?;
    // The word that opens the list, and where its names end.
    let opener = (sentence.start..at).rev().find(|i| {
        matches!(low(*i).as_str(), "including" | "include" | "includes" | "included" | ":" | "namely")
            || low(*i) == "them" && low(i.wrapping_sub(1)) == "among"
            || low(*i) == "by" && low(i.wrapping_sub(1)) == "signed"
            || low(*i) == "as" && low(i.wrapping_sub(1)) == "such"
    })?;
    let mut end = at - 1;
    while end > opener && matches!(low(end - 1).as_str(), "," | ";") {
        end -= 1;
    }
    let named = count(words, &reading.tokens[opener + 1..end])?;
    let span = |range: Range<usize>| reading.tokens[range.start].span().cover(reading.tokens[range.end - 1].span()).shift(base);
    let head = if low(after) == "other" { (after + 1 < sentence.end).then(|| span(after + 1..after + 2)) } else { None };
    let before = (sentence.start..opener)
        .rev()
        .find(|i| reading.tokens[*i].is_word() && !reading.tokens[*i].is(Class::PRONOUN.or(Class::PREPOSITION)));
    let head = head.or_else(|| before.map(|i| span(i..i + 1)));
    Some(List { named, sentence: span(sentence.clone()), names: span(opener + 1..end), head })
}

/// How many things the tokens list. None where a segment is no plain name or noun: descriptions between commas cannot be told
/// from members.
fn count(text: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let semicolons = tokens.iter().any(|t| t.text(text) == ";");
    let sign = if semicolons { ";" } else { "," };
    let (mut least, mut doubtful) = (0, 0);
    let mut capitals = 0;
    for segment in tokens.split(|t| t.text(text) == sign) {
        let mut segment = segment;
        while let Some((first, others)) = segment.split_first() {
            if !(first.is(Class::DETERMINER) && !first.is_capitalised()
                || first.text(text) == "and"
                || first.is(Class::DETERMINER) && others.first().is_some_and(|o| o.is_capitalised()))
            {
                break;
            }
            segment = others;
        }
        let first = segment.first()?;
        if !first.is_word() || first.is(Class::PREPOSITION.or(Class::AUXILIARY).or(Class::PRONOUN)) {
            return None;
        }
        // An apostrophe and the dot of "Inc." belong to names.
        let in_name = |t: &Token| matches!(t.text(text), "." | "'" | "’");
        if segment.iter().any(|t| {
            matches!(t.kind, Kind::Stop | Kind::Quote) && !in_name(t)
                || t.kind == Kind::Dash && t.text(text) != "-"
                || t.is(Class::SAY.or(Class::AUXILIARY)) && !t.is_capitalised()
        }) {
            return None;
        }
        least += 1;
        capitals += usize::from(first.is_capitalised());
        doubtful += segment.iter().filter(|t| matches!(t.text(text), "and" | "&")).count();
    }
    // All names or all common nouns; "Ada Moss, a baker, Jo Hart" is neither.
    (least >= 2 || least == 1 && doubtful == 0).then_some(())?;
    (capitals == least || capitals == 0).then(|| least..least + doubtful + 1)
}

/// The total that a list belongs to: the last exact count before it in its sentence, else an earlier one of the same kind of thing in
/// a sentence about the same matter.
fn total<'a>(subject: &'a Subject, place: usize, rest: usize, list: &List) -> Option<&'a Figure> {
    let figures = &subject.article.figures;
    let rest_value = figures[rest].value?;
    let exact = |f: &&Figure| {
        f.kind == FigureKind::Count
            && !f.facts.has(Facts::ONE)
            && f.noun.is_some()
            && f.value.is_some_and(|v| v > rest_value && v.fract() == 0.0)
    };
    let inside = figures[..rest].iter().rev().take_while(|f| f.span.start >= list.sentence.start);
    if let Some(total) = inside.clone().filter(|f| f.span.end <= list.names.start).find(exact) {
        // A hedged total in the sentence itself is the total, and says nothing exact.
        return total.hedge.is_none().then_some(total);
    }
    if inside.clone().any(|f| f.span.end <= list.names.start && f.kind == FigureKind::Count && f.value.is_some_and(|v| v > rest_value)) {
        return None;
    }
    let head = list.head.map(|h| h.of(subject.text))?;
    let matter = content(subject, place, list.sentence);
    // Headlines round, so their totals prove nothing; a line that ends like a sentence is no headline.
    let headline = subject.article.headline.filter(|h| !h.of(subject.text).ends_with('.'));
    let earlier =
        figures[..rest].iter().rev().filter(|f| f.span.end < list.sentence.start && !headline.is_some_and(|h| h.contains(f.span)));
    // Not a scan of a whole book for every list: a total stands within the last 200 figures or is not remembered.
    earlier.take(200).filter(exact).find_map(|f| {
        let noun = f.noun?.of(subject.text);
        let counted = noun.rsplit(' ').next().unwrap_or(noun);
        if !same_kind(counted, head) {
            return None;
        }
        let sentence = subject.article.sentence_at(f.span.start)?;
        let at = subject.article.paragraphs.partition_point(|p| p.span.start <= f.span.start).checked_sub(1)?;
        let theirs = content(subject, at, sentence);
        // What is counted is shared anyway and tells nothing.
        let heads = [counted.to_lowercase(), head.to_lowercase()];
        let shared = theirs.iter().any(|w| matter.contains(w) && !heads.iter().any(|h| h.trim_end_matches('s') == w));
        (shared && f.hedge.is_none()).then_some(f)
    })
}

/// The longer common nouns and verbs of a sentence, in small letters: what it is about.
fn content(subject: &Subject, paragraph: usize, sentence: Span) -> Vec<String> {
    let Some(paragraph) = subject.article.paragraphs.get(paragraph) else { return vec![] };
    let base = paragraph.span.start;
    let words = paragraph.span.of(subject.text);
    let grammar =
        Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY).or(Class::PRONOUN).or(Class::DETERMINER).or(Class::NUMERAL);
    let inside = paragraph.reading.tokens.iter().filter(|t| t.start + base >= sentence.start && t.end + base <= sentence.end);
    inside
        .filter(|t| {
            t.is_word()
                && !t.is_capitalised()
                && t.end - t.start >= 5
                && !t.is(grammar.or(Class::PEOPLE))
                && !matches!(t.text(words), "including" | "other" | "others" | "local" | "national")
        })
        .take(60)
        .map(|t| t.text(words).trim_end_matches('s').to_lowercase())
        .collect()
}

/// Whether two plural nouns may count the same: the same word, or two words for bodies, or two for people.
fn same_kind(a: &str, b: &str) -> bool {
    const BODIES: &[&str] = &[
        "groups",
        "organizations",
        "organisations",
        "associations",
        "nonprofits",
        "non-profits",
        "charities",
        "coalitions",
        "signatories",
        "bodies",
        "institutions",
        "unions",
        "advocates",
    ];
    const PEOPLE: &[&str] = &[
        "people",
        "residents",
        "signatories",
        "members",
        "others",
        "men",
        "women",
        "individuals",
        "defendants",
        "suspects",
        "victims",
        "passengers",
        "parents",
        "teachers",
        "students",
        "workers",
        "employees",
    ];
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let both = |list: &[&str]| list.contains(&a.as_str()) && list.contains(&b.as_str());
    a == b
        || a.replace('z', "s") == b.replace('z', "s")
        || both(BODIES)
        || a == "people" && PEOPLE.contains(&b.as_str())
        || b == "people" && PEOPLE.contains(&a.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::RULE;

    #[test]
    fn a_total_in_an_earlier_paragraph() {
        let text = "Port faces complaint\n\nAn alliance of 23 charities has sent a complaint to the port.\n\nThe port has 4 docks and 31 cranes.\n\nThe complaint is backed by \
                    large and small groups including Clean Harbour, the River Trust, the Friends of the Marsh and {list-total:21} more.\n";
        fixture::check(&RULE, text);
        fixture::check(&RULE, &text.replace("{list-total:21}", "20"));
    }

    #[test]
    fn other_matters_and_descriptions_are_left_alone() {
        fixture::check(&RULE, "The town has 40 clubs.\n\nThe parade drew clubs including the Drummers, the Pipers and 9 more.\n");
        fixture::check(&RULE, "A team of 30 nurses, including Ada Moss, a veteran, Jo Hart and 25 others, went.\n");
        fixture::check(&RULE, "More than 60 shops, including Reed's, Stone's and 59 others, closed.\n");
    }

    #[test]
    fn an_and_inside_a_name_may_be_one_or_two() {
        fixture::check(&RULE, "The 12 firms, including Moss and Hart, Reed and 10 others, merged.\n");
        fixture::check(&RULE, "The 12 firms, including Moss and Hart, Reed and 9 others, merged.\n");
        fixture::check(&RULE, "The 12 firms, including Moss and Hart, Reed and {list-total:8} others, merged.\n");
    }
}
