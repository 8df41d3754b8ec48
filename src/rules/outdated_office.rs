//! `outdated-office`: a title that, by a pack, its bearer did not hold on the article's date.

use super::{Finding, Fix, Level, Rule, Subject};
use crate::article::lexicon::{self, Class};
use crate::article::{Article, EntityKind, MentionKind, Office, Role};
use crate::knowledge::office::{Words, fit};
use crate::knowledge::{Fit, Held, Tenure};
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::Date;

pub const RULE: Rule = Rule {
    code: "outdated-office",
    level: Level::Information,
    docs: concat!(
        r#"An office that its bearer did not hold on the article's date, according to a pack.

Titles outlive terms in notes and in old copy: a secretary who left in September is still one in an article of March. The
finding says what the pack has, where the pack has it from and up to which day it is vouched for; the pack may be wrong or the
title a courtesy, and both are the editor's to judge.

```news
Border plan is late

March 3, 2015

The plan was praised by {outdated-office:Secretary of State} Hillary Clinton.
```

Nothing is said where somebody is called former, acting or elect, of times past, inside of quotes, within six weeks of a term,
without a date of the article, and unless person, title and organisation agree with one entry of a pack.

```news
Border plan is late

March 3, 2015

Former Secretary of State Hillary Clinton praised the plan. “We had Secretary of State Hillary Clinton,” Ann Moss said. In 2010,
Secretary of State Hillary Clinton had praised another.
```

To settle it, give the title of the day, or write “former”.

"#,
        include_str!("measured/outdated-office.md")
    ),
    check,
};

/// Days around a term in which nothing is said: articles are written before, and dates of office are told in more than one way.
const GRACE: i32 = 45;

/// Words that say that the sentence speaks of another time than the article's.
const OTHER_TIMES: &[&str] = &[
    "former",
    "formerly",
    "ex",
    "then",
    "late",
    "acting",
    "interim",
    "served",
    "ago",
    "during",
    "under",
    "elect",
    "designate",
    "nominee",
    "nominated",
    "nomination",
    "nominate",
    "appointed",
    "named",
    "confirmed",
    "candidate",
    "incoming",
    "outgoing",
    "future",
    "previous",
    "previously",
    "predecessor",
    "predecessors",
    "successor",
    "succeeded",
    "succeed",
    "succeeds",
    "replaced",
    "replace",
    "resigned",
    "ousted",
    "fired",
    "retired",
    "memoir",
    "tenure",
    "administration",
    "administrations",
    "era",
    "until",
    "once",
    "longtime",
    "when",
    "died",
    "historic",
    "decades",
    "earlier",
    "later",
    "years",
];

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let Some(date) = subject.article.date.map(|d| d.date) else { return };
    let shelf = subject.archive.shelf();
    for entity in subject.article.entities.iter().filter(|e| e.kind == EntityKind::Person && !e.offices.is_empty()) {
        let name = entity.name.of(subject.text);
        if !name.trim().contains(' ') {
            continue;
        }
        let people = shelf.people(name);
        // Two people of one name in a pack: whoever is meant may hold the office.
        if people.is_empty() || people.windows(2).any(|two| std::ptr::eq(two[0].pack, two[1].pack)) {
            continue;
        }
        // Whom the article calls former once may go by the title after that.
        if entity.offices.iter().any(|office| is_of_another_time(subject, office, date)) {
            continue;
        }
        let tenures: Vec<Tenure> = people.iter().flat_map(|official| official.tenures()).collect();
        for office in &entity.offices {
            if is_spoken(subject.article, office.title) || !is_copy(subject.article, office.title) {
                continue;
            }
            let title = office.title.of(subject.text);
            let (title, body, start) = match office.organisation {
                Some(span) => (title, Some(full(subject, span).to_string()), span.start.min(office.title.start)),
                None => of_country(subject.text, office.title),
            };
            let words = Words::of(title);
            let same: Vec<&Tenure> = tenures.iter().filter(|tenure| fit(&words, body.as_deref(), tenure) == Fit::Office).collect();
            if same.is_empty() || !same.iter().all(|tenure| is_far(tenure, date)) {
                continue;
            }
            findings.push(finding(office, start, name, &same, date));
            break;
        }
    }
}

/// `start` is where the title begins, with what it is over.
fn finding(office: &Office, start: u32, name: &str, same: &[&Tenure], date: Date) -> Finding {
    // The term nearest to the article says most.
    let distance = |tenure: &&&Tenure| {
        let ends = [tenure.start.map(|s| s.earliest()), tenure.end.map(|e| e.latest())];
        ends.into_iter().flatten().map(|end| (date - end).get_days().abs()).min().unwrap_or(i32::MAX)
    };
    let tenure = same.iter().min_by_key(distance).expect("the caller found one");
    let origin = tenure.origin();
    let as_of = origin.as_of.map(|as_of| format!("as of {as_of}"));
    let title = (!origin.title.is_empty()).then(|| one_line(origin.title));
    let source: Vec<String> = title.into_iter().chain(as_of).collect();
    let source = if source.is_empty() { String::new() } else { format!(" ({})", source.join(", ")) };
    let message = format!(
        "The pack “{}” has {} as {}{source}, and not on {date}, the date of this article. The title of the day, or “former”, would \
         settle it.",
        one_line(&tenure.pack.title),
        one_line(name),
        one_line(&crate::knowledge::pack::term(tenure)),
    );
    let ended = same.iter().all(|tenure| tenure.end.is_some_and(|end| end.latest() < date));
    let at = Span { start, end: start };
    let fixes =
        if ended { vec![Fix { title: "Write “former” before the title".into(), edits: vec![(at, "former ".into())] }] } else { vec![] };
    Finding { code: RULE.code, level: RULE.level, span: office.title, message, related: vec![], fixes }
}

/// A title, the government of the country that stands before it or in it, "German Chancellor", and where that begins.
fn of_country(text: &str, title: Span) -> (&str, Option<String>, u32) {
    let government = |demonym: &str| format!("{demonym} government");
    let words = title.of(text);
    if let Some((first, rest)) = words.split_once(' ').filter(|(first, _)| is_demonym(first)) {
        return (rest, Some(government(first)), title.start);
    }
    let before = text[..title.range().start].trim_end();
    match before.split_whitespace().next_back().filter(|word| is_demonym(word)) {
        Some(word) => (words, Some(government(word)), (before.len() - word.len()) as u32),
        None => (words, None, title.start),
    }
}

fn is_demonym(word: &str) -> bool {
    lexicon::class(&word.to_lowercase()).any(Class::DEMONYM)
}

/// Whether a day is well before or after a term.
fn is_far(tenure: &Tenure, date: Date) -> bool {
    let held = |days: i32| date.checked_add(days.days()).map_or(Held::Open, |day| tenure.held_on(day));
    [-GRACE, 0, GRACE].into_iter().all(|days| held(days) == Held::No)
}

/// Whether the title is qualified, or the sentence speaks of another time than the article.
fn is_of_another_time(subject: &Subject, office: &Office, date: Date) -> bool {
    if Words::of(office.title.of(subject.text)).status.is_some() {
        return true;
    }
    let Some(sentence) = subject.article.sentence_at(office.title.start) else { return true };
    let words = sentence.of(subject.text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut before = "";
    for word in words {
        let is_year = word.len() == 4 && word.parse::<i16>().is_ok_and(|year| (1700..2100).contains(&year) && year != date.year());
        let small = word.to_lowercase();
        // "the next director", not "next week" and "next to".
        let next = before.eq_ignore_ascii_case("next") && small != "to" && !lexicon::class(&small).any(Class::TIME);
        if is_year || next || OTHER_TIMES.contains(&small.as_str()) || (small == "as" && before == "work") {
            return true;
        }
        before = word;
    }
    // "He was secretary of state", "she was German chancellor".
    let mut before = subject.text[..office.title.range().start].split_whitespace().rev();
    before
        .find(|word| !is_demonym(word))
        .is_some_and(|word| ["was", "were", "been", "became", "become", "as"].contains(&word.to_lowercase().as_str()))
}

fn is_spoken(article: &Article, span: Span) -> bool {
    article.quotes.iter().any(|quote| quote.span.contains(span))
}

/// Whether the words are the article's and not what stands around it on the page.
fn is_copy(article: &Article, span: Span) -> bool {
    article.paragraph_at(span.start).is_some_and(|p| !matches!(p.role, Role::Furniture | Role::Metadata | Role::Byline))
}

/// The fullest name that the article has for the organisation at a span.
fn full<'t>(subject: &Subject<'t>, span: Span) -> &'t str {
    let here = subject.article.mentions.iter().find(|m| m.kind == MentionKind::Organisation && m.span.overlaps(span));
    here.map_or(span.of(subject.text), |m| subject.article.name(m.entity, subject.text))
}

fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    crate::archive::digest::clip(&words.join(" "), 160).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Document};
    use crate::knowledge::{self, Shelf};
    use crate::settings::Settings;
    use crate::text::marked;
    use std::sync::Arc;

    const TOWN: &str = r#"
{"title": "town", "source": {"note": "Town register", "as_of": "2024-06-30"},
 "persons": [{"id": "moss", "name": "Ann Moss"}, {"id": "hart", "name": "Luis Hart"}, {"id": 1, "name": "Jo Pike"}, {"id": 2, "name": "Jo Pike"}],
 "organizations": [{"id": "ha", "name": "Harbor Agency", "other_names": [{"name": "HA"}, {"name": "Danish government"}]}, {"id": "fa", "name": "Forest Agency"}],
 "memberships": [
  {"person_id": "moss", "organization_id": "ha", "role": "Director", "start_date": "2019-05-01", "end_date": "2022-11-30"},
  {"person_id": 1, "organization_id": "ha", "role": "Director", "start_date": "2001", "end_date": "2002"},
  {"person_id": "hart", "organization_id": "ha", "role": "Director", "start_date": "2022-12"}]}
"#;

    /// The text below a headline and a date; returns the messages.
    fn check(date: &str, source: &str) -> Vec<String> {
        let source = format!("Pier plan stalls in the rain\n\n{date}\n\n{source}");
        let text = marked::parse(&source).text;
        let document = Document::new("article.txt", &text);
        let (archive, settings) = (Archive::default(), Settings::default());
        let (pack, oddities) = knowledge::read(&mut TOWN.as_bytes(), String::new()).expect("the fixture is JSON");
        assert!(oddities.is_empty(), "{oddities:?}");
        archive.put_shelf(Arc::new(Shelf::of(vec![pack])));
        let (text, article) = (document.as_str(), document.article());
        let subject = Subject { document: &document, text, article, archive: &archive, settings: &settings };
        let mut findings = Vec::new();
        super::check(&subject, &mut findings);
        assert_eq!(marked::render(text, findings.iter().map(|f| (f.code, f.span))), source);
        findings.into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn a_title_long_after_and_long_before_its_term_is_told_with_its_source() {
        let messages = check("May 5, 2023", "Harbor Agency {outdated-office:Director} Ann Moss was early on Monday.");
        assert_eq!(
            messages,
            [
                "The pack “town” has Ann Moss as Director, Harbor Agency, 2019-05-01 to 2022-11-30 (Town register, as of 2024-06-30), and not \
              on 2023-05-05, the date of this article. The title of the day, or “former”, would settle it."
            ]
        );
        check("May 5, 2021", "Luis Hart, {outdated-office:director} of the HA, came on Monday.");
    }

    #[test]
    fn a_title_may_stand_with_its_country() {
        check("May 5, 2023", "The Danish {outdated-office:director}, Ann Moss, was early on Monday.");
        check("May 5, 2023", "Danish {outdated-office:Director} Ann Moss was early on Monday.");
        check("May 5, 2021", "Danish Director Ann Moss was early on Monday.");
        check("May 5, 2023", "Swedish Director Ann Moss was early on Monday.");
        check("May 5, 2023", "Ann Moss was Danish director and early on Monday.");
        check("May 5, 2023", "Former Danish Director Ann Moss was early on Monday.");
    }

    #[test]
    fn next_week_is_no_other_time() {
        check("May 5, 2023", "Next to the pier Harbor Agency {outdated-office:Director} Ann Moss will speak next week.");
    }

    #[test]
    fn a_title_in_its_term_and_around_it_is_fine() {
        for date in ["May 5, 2021", "December 20, 2022", "April 1, 2019"] {
            check(date, "Harbor Agency Director Ann Moss was early on Monday.");
        }
        // After the day up to which the pack is vouched for it knows nothing.
        check("May 5, 2026", "Harbor Agency Director Luis Hart was early on Monday.");
        check("November 2, 2022", "Harbor Agency Director Luis Hart was early on Monday.");
    }

    #[test]
    fn another_office_or_organisation_or_person_is_not_the_packs() {
        check("May 5, 2023", "Harbor Agency Deputy Director Ann Moss was early on Monday.");
        check("May 5, 2023", "Forest Agency Director Ann Moss was early on Monday.");
        check("May 5, 2023", "Harbor Agency Director Ann Hill was early on Monday.");
        check("May 5, 2023", "Director Ann Moss was early on Monday.");
        check("May 5, 2023", "Harbor Agency Director Moss was early on Monday.");
        // The pack knows two of the name.
        check("May 5, 2023", "Harbor Agency Director Jo Pike was early on Monday.");
    }

    #[test]
    fn former_acting_and_times_past_are_left_alone() {
        for text in [
            "Former Harbor Agency Director Ann Moss was early on Monday.",
            "The plan goes back to then-Harbor Agency Director Ann Moss.",
            "Acting Harbor Agency Director Ann Moss was early on Monday.",
            "It was made under Harbor Agency Director Ann Moss.",
            "The next Harbor Agency director, Ann Moss, was early on Monday.",
            "In 2020, Harbor Agency Director Ann Moss was against it.",
            "Ann Moss, who was director of the Harbor Agency, was early on Monday.",
            "“We had Harbor Agency Director Ann Moss here,” Luis Hill said.",
            "Former Harbor Agency Director Ann Moss came. Ann Moss, director of the Harbor Agency, was early.",
        ] {
            check("May 5, 2023", text);
        }
    }

    #[test]
    fn without_a_date_nothing_is_said() {
        check("", "Harbor Agency Director Ann Moss was early on Monday.");
    }
}
