//! `name-variant`: a name that differs slightly from a better established one, and a person who speaks and is never introduced.

mod introduced;
mod within;

use super::{Finding, Fix, Level, Related, Rule, Subject};
use crate::archive::entity::{Better, Cast, Tie, fold};
use crate::article::{EntityKind, Mention, MentionKind};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

pub const RULE: Rule = Rule {
    code: "name-variant",
    level: Level::Information,
    docs: concat!(
        r#"A name that is a slip away from a better established one, or a speaker whom the article never introduces.

## Why
A misspelt name is the error that readers write in about, and the one that makes a search of the archive miss an article. A name
is queried where it differs by one small edit of one word from a name that this article or others write more often:

- an organisation, where others write it so at least twice as often, or where the two share their acronym or the company they
  keep;
- a person, where the article has both spellings, or where the two spellings hold the same office or keep the same company.

A surname alone never ties two people. Plurals and possessives, British and American spelling, numbers, and words that tell two
bodies apart ("House" and "Senate", "Iran" and "Iraq") are no slips.

```news
//- monday.txt
The Harbor Rights Council sued on Monday. Its lawyers, from the Island Ferry Laborers Network, asked for a hearing.
//- tuesday.txt
The Harbor Rights Council and the Island Ferry Laborers Network met the mayor.
//- wednesday.txt
The {name-variant:Harbor Rigths Council} and the Island Ferry Laborers Network lost on Wednesday.
```

```news
Ines Caldeira, the harbour master, called the meeting. Nobody came, and {name-variant:Caldiera} left at nine.
```

A person who is quoted by surname alone, in an article that nowhere says who that is, is queried as well: usually the paragraph
that introduced the person was cut.

```news
The pier was closed on Monday after a crack was found.

“It will be a long winter for all of us,” {name-variant:Okonjo} said. “We have told the boats to stay away.”
```

## What settles it
The fix writes the established name. Where the name is right as it is, accept it for the project: it goes into `accept.names` of
`whosays.toml`.

"#,
        include_str!("measured/name-variant.md")
    ),
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let accepted: FxHashSet<String> = subject.settings.accepted_names.iter().map(|name| fold(name)).collect();
    let first = findings.len();
    within::check(subject, findings);
    // What is a slip for somebody's name needs no introduction.
    let slips: FxHashSet<String> = findings[first..].iter().map(|f| fold(f.span.of(subject.text))).collect();
    introduced::check(subject, &slips, findings);
    let own: FxHashSet<Span> = findings[first..].iter().map(|f| f.span).collect();
    let (path, article) = (&subject.document.path, subject.article);
    let others = subject.archive.entities_of_others(path);
    // The whole cast is gathered for the few articles in which it decides.
    let names = article.entities.iter().map(|e| (e.kind, e.name.of(subject.text)));
    let cast = if others.have_rivals(path, names) { subject.document.cast() } else { &Cast::default() };
    for (number, better) in others.better_names(path, cast) {
        let entry = &cast.entries[number];
        // What a pack knows is a name of its own.
        let shelf = subject.archive.shelf();
        if !shelf.bodies(&entry.name).is_empty() || !shelf.people(&entry.name).is_empty() {
            continue;
        }
        findings.extend(finding(subject, entry.kind, &entry.name, &better).filter(|f| !own.contains(&f.span)));
    }
    if !accepted.is_empty() {
        let mut at = 0;
        findings.retain(|f| {
            at += 1;
            at <= first || !accepted.contains(&fold(f.span.of(subject.text)))
        });
    }
}

fn finding(subject: &Subject, kind: EntityKind, name: &str, better: &Better) -> Option<Finding> {
    let folded = fold(name);
    let places: Vec<&Mention> =
        mentions(subject, kind).filter(|m| fold(m.span.of(subject.text)) == folded && !subject.article.is_quoted(m.span)).collect();
    let first = places.first()?;
    let how = match (better.articles, better.tie) {
        (1, Tie::Use) => "another article writes".to_string(),
        (1, Tie::ShortForm) => "another article writes, with the same short form,".to_string(),
        (1, Tie::Company) => "another article, with some of the same names, writes".to_string(),
        (n, _) => format!("{n} other articles write"),
    };
    let rivals = match better.rivals {
        0 => "none of them this",
        1 => "one of the others this",
        _ => "fewer this",
    };
    Some(Finding {
        code: RULE.code,
        level: RULE.level,
        span: first.span,
        message: match better.articles {
            1 => format!("“{}” here; {how} “{}”: one name in two spellings?", one_line(first.span.of(subject.text)), better.name),
            _ => format!("“{}” here; {how} “{}”, {rivals}.", one_line(first.span.of(subject.text)), better.name),
        },
        related: vec![Related {
            path: better.seen.path.clone(),
            span: better.seen.span,
            message: format!("written here: “{}”", better.name),
        }],
        fixes: vec![use_name(subject, &better.name, &places)],
    })
}

/// Writes another name at some places.
fn use_name(subject: &Subject, name: &str, places: &[&Mention]) -> Fix {
    let title = match places.len() {
        0 | 1 => format!("Write “{name}”"),
        n => format!("Write “{name}” in all {n} places"),
    };
    Fix { title, edits: places.iter().map(|m| (m.span, respelled(m.span.of(subject.text), name))).collect() }
}

/// A name in place of another, with the article that the other has.
fn respelled(words: &str, name: &str) -> String {
    let article = |words: &str| words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
    match (article(words), article(name)) {
        (true, false) => format!("{}{name}", &words[..4]),
        (false, true) => name[4..].to_string(),
        _ => name.to_string(),
    }
}

/// Mentions of people or of organisations, by name; what the article marks as found so, "Mosse [sic]", is not its own spelling.
fn mentions<'a>(subject: &'a Subject, kind: EntityKind) -> impl Iterator<Item = &'a Mention> {
    let wanted = match kind {
        EntityKind::Organisation => MentionKind::Organisation,
        EntityKind::Person => MentionKind::Person,
    };
    subject.article.mentions.iter().filter(move |m| m.kind == wanted && !is_as_found(&subject.text[m.span.range().end..]))
}

/// Whether a name that ends here is followed by "[sic]".
fn is_as_found(after: &str) -> bool {
    let after = ["’s", "'s"].iter().find_map(|mark| after.strip_prefix(mark)).unwrap_or(after).trim_start();
    after.starts_with("[sic") || after.starts_with("(sic")
}

/// A name on one line with a space between its words, however the text breaks it.
fn one_line(words: &str) -> Cow<'_, str> {
    let broken = |two: &[u8]| two[0] == b' ' && two[1] == b' ';
    let plain = words.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !words.as_bytes().windows(2).any(broken);
    if plain && words.trim().len() == words.len() {
        return words.into();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::{RULE, respelled};

    #[test]
    fn one_person_is_spelt_in_one_way() {
        fixture::check(&RULE, "Sara Peña spoke first. Peña, a teacher, was late. “Go,” {name-variant:Pena} said.\n");
        fixture::check(&RULE, "Mayor Ines Caldeira spoke. Caldeira sat down. Mayor {name-variant:Ines Caldiera} spoke again.\n");
        fixture::check(&RULE, "Philip Quill, a lawyer, won. The judge let Philip Quill speak. {name-variant:Phillip Quill} thanked her.\n");
    }

    #[test]
    fn what_is_marked_as_found_so_is_no_slip() {
        fixture::check(&RULE, "Ines Caldeira spoke. Caldeira sat down. The letter to Ines Caldiera [sic] was read.\n");
        fixture::check(&RULE, "“It is Ines Caldiera’s [sic] pier,” the letter said. Ines Caldeira, a lawyer, left.\n");
    }

    #[test]
    fn two_people_are_two_people() {
        fixture::check(&RULE, "Maria Dunn and Mario Dunn, twins, spoke. Ann Moss and the Mosses listened. Boris Brandt met Ida Grandt.\n");
        fixture::check(&RULE, "Ines Caldeira spoke. The Caldeiras left.\n");
    }

    #[test]
    fn one_body_is_written_in_one_way() {
        fixture::check(
            &RULE,
            "The Island Ferry Laborer Network met. The Island Ferry Laborer Network won. The {name-variant:Island Ferry Labor Network} sued.\n",
        );
        fixture::check(
            &RULE,
            "The House Judiciary Committee and the Senate Judiciary Committee met. So did the Iran National Bank and the Iraq National Bank.\n",
        );
        fixture::check(&RULE, "The Harbor Rights Council won. “The Harbor Rigths Council is lost,” said Ann Moss, a baker.\n");
    }

    #[test]
    fn who_speaks_is_introduced() {
        fixture::check(&RULE, "The pier closed. “It is over and done with,” {name-variant:Okonjo} said.\n");
        for text in [
            "The pier closed. “It is over and done with,” said Okonjo, a fisherman.\n",
            "The pier closed. “It is over and done with,” Mayor Okonjo said.\n",
            "The pier closed. “It is over and done with,” Mr. Okonjo said.\n",
            "The pier closed. “It is over and done with,” said Ada Okonjo. “Go,” Okonjo said.\n",
            "The pier closed. “It is over and done with,” Maria said.\n",
            "Okonjo: “It is over and done with,” he said.\n",
        ] {
            fixture::check(&RULE, text);
        }
    }

    #[test]
    fn the_article_before_a_name_stays() {
        assert_eq!(respelled("The Moss Fund", "Mosse Fund"), "The Mosse Fund");
        assert_eq!(respelled("Moss Fund", "The Mosse Fund"), "Mosse Fund");
    }
}
