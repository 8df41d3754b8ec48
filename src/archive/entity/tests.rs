//! Articles in a row, and what is known after them.

use super::{Cast, Entities, Known};
use crate::article::{Article, EntityKind};
use crate::text::marked;
use std::collections::HashSet;
use std::path::Path;

/// Entities of a fixture of several files.
fn entities(source: &str) -> Entities {
    let entities = Entities::default();
    for (name, text) in marked::files(source) {
        entities.replace(Path::new(&name).into(), Cast::of(&Article::read(&text), &text, None));
    }
    entities
}

/// "name: variant count, ...; other spellings; title @ body in file"
fn line(known: &Known) -> String {
    let ways = |ways: &[(String, u32)]| ways.iter().map(|(n, c)| format!("{n} {c}")).collect::<Vec<_>>().join(", ");
    let mut line = format!("{}: {}", known.name, ways(&known.variants));
    if !known.spellings.is_empty() {
        line.push_str(&format!("; similar {}", ways(&known.spellings)));
    }
    for office in known.offices.iter().chain(&known.officials) {
        line.push_str(&format!("; {} {}", office.person, office.title));
        if let Some(body) = &office.organisation {
            line.push_str(&format!(" @ {body}"));
        }
        line.push_str(&format!(" in {}:{}", office.path.display(), office.line));
    }
    if !known.namesakes.is_empty() {
        line.push_str(&format!("; not {}", known.namesakes.join(", ")));
    }
    line
}

fn check(source: &str, name: &str, expected: &[&str]) {
    let found: Vec<String> = entities(source).who(name).iter().map(line).collect();
    assert_eq!(found, expected, "{name}");
}

const ARCHIVE: &str = "//- a.txt
The Harbor Rights Council (HRC) sued on Monday.

“It is late,” said Ann Moss, director of the Harbor Rights Council.
//- b.txt
HRC lawyers met Director Moss and Peter Moss on Tuesday. The HRC won.
//- c.txt
The Harbor Right Council lost. Ann B. Moss, its director, said nothing.
";

#[test]
fn an_acronym_finds_what_an_article_spells_out() {
    check(
        ARCHIVE,
        "HRC",
        &["Harbor Rights Council: HRC 3, Harbor Rights Council 2; similar Harbor Right Council 1; \
           Ann Moss director @ Harbor Rights Council in a.txt:3"],
    );
}

#[test]
fn a_full_name_is_one_person_with_and_without_initials() {
    check(
        ARCHIVE,
        "ann moss",
        &[
            "Ann B. Moss: Ann B. Moss 1, Ann Moss 1; Ann Moss director @ Harbor Rights Council in a.txt:3; Ann B. Moss director in c.txt:1; not Peter Moss",
        ],
    );
}

#[test]
fn a_surname_alone_ties_nobody() {
    let source = "//- a.txt\nAnn Moss, a baker, spoke.\n//- b.txt\nPeter Moss, a farmer, spoke.\n//- c.txt\nMr Moss spoke.\n";
    let entities = entities(source);
    let names: Vec<String> = entities.who("Moss").into_iter().map(|k| k.name).collect();
    assert_eq!(names, ["Ann Moss", "Moss", "Peter Moss"]);
    assert_eq!(entities.known(EntityKind::Person, "Ann Moss").map(|k| k.articles.len()), Some(1));
}

#[test]
fn the_same_title_ties_a_surname_to_a_full_name() {
    let source = "//- a.txt\nGovernor Ada Quill signed the bill.\n//- b.txt\nGovernor Quill was late.\n";
    check(source, "Quill", &["Ada Quill: Ada Quill 1, Quill 1; Ada Quill Governor in a.txt:1; Quill Governor in b.txt:1"]);
}

#[test]
fn accents_and_case_do_not_divide() {
    check(
        "//- a.txt\nSara Peña spoke to reporters.\n//- b.txt\nSara Pena spoke to reporters.\n",
        "SARA PENA",
        &["Sara Pena: Sara Pena 1, Sara Peña 1"],
    );
}

#[test]
fn what_is_removed_or_replaced_is_forgotten() {
    let entities = entities(ARCHIVE);
    assert_eq!(entities.len(), 3);
    entities.remove(Path::new("b.txt"));
    assert!(entities.who("Peter Moss").is_empty());
    let text = "The council met.";
    entities.replace(Path::new("a.txt").into(), Cast::of(&Article::read(text), text, None));
    entities.remove(Path::new("c.txt"));
    assert!(entities.who("HRC").is_empty());
    assert!(entities.find("moss", 10).is_empty());
    assert_eq!(entities.len(), 1);
}

#[test]
fn of_somebody_who_is_everywhere_the_newest_articles_are_looked_at_and_all_are_counted() {
    let entities = Entities::default();
    let put = |number: i16, text: &str| {
        let date = jiff::civil::date(2000 + number, 1, 1);
        let path = format!("{}.txt", 500 - number);
        entities.replace(Path::new(&path).into(), Cast::of(&Article::read(text), text, Some(date)));
    };
    for number in 1..=300 {
        let quote = if number % 3 == 0 { "“It leans,” said Ann Moss." } else { "Ann Moss left." };
        put(number, &format!("Ann Moss, the pilot, came. {quote}"));
    }
    let known = || entities.known(EntityKind::Person, "Ann Moss").expect("she is in all of them");
    let all = known();
    assert_eq!((all.article_count, all.mentions, all.quote_count, all.articles.len()), (300, 600, 100, 100));
    assert_eq!(all.articles[0].path.to_str(), Some("200.txt"));
    assert!(all.articles.is_sorted_by_key(|seen| std::cmp::Reverse(seen.date)));
    assert_eq!(all.dates, Some((jiff::civil::date(2001, 1, 1), jiff::civil::date(2300, 1, 1))));
    assert_eq!(all.variants, [("Ann Moss".to_string(), 200)]);
    assert_eq!(entities.seen(EntityKind::Person, "Ann Moss").len(), 300);
    // The same people in another place, somebody else, and nobody.
    put(300, "Ann Moss, the pilot, came. Ann Moss left. Ann Moss came again.");
    put(299, "Ida Hart, a baker, came.");
    entities.remove(Path::new("202.txt"));
    let all = known();
    assert_eq!((all.article_count, all.mentions, all.quote_count), (298, 597, 99));
    // What is counted is what would be counted anew.
    for number in 1..=299 {
        entities.remove(Path::new(&format!("{}.txt", 500 - number)));
    }
    assert_eq!((known().mentions, known().quote_count, known().variants), (3, 0, vec![("Ann Moss".to_string(), 3)]));
}

#[test]
fn a_search_finds_starts_of_words_first() {
    let entities = entities(ARCHIVE);
    let names = |query| entities.find(query, 5).into_iter().map(|f| f.name).collect::<Vec<_>>();
    assert_eq!(names("harbor rights"), ["Harbor Rights Council"]);
    assert_eq!(names("pmoss"), ["Peter Moss"]);
    assert_eq!(names("hrc")[0], "Harbor Rights Council");
    assert!(names("zebra").is_empty());
}

#[test]
fn a_search_finds_an_acronym_and_its_long_form_once() {
    let entities = entities(
        "//- a.txt
The Harbor Rights Council (HRC) sued on Monday.
//- b.txt
Lawyers of the HRC met the mayor, and the HRC left.
//- c.txt
The HRC lost.
//- d.txt
The Harbor Right Council was there.
",
    );
    let found = |query| entities.find(query, 5).into_iter().map(|f| format!("{}, {}, {}", f.name, f.detail, f.path.display()));
    for query in ["HRC", "harbor"] {
        let slip = "Harbor Right Council, 1 article, d.txt";
        let expected = HashSet::from(["Harbor Rights Council, 3 articles, a.txt", slip].map(String::from));
        assert_eq!(found(query).collect::<HashSet<_>>(), expected, "{query}");
    }
    assert_eq!(entities.going_on("HR", 5).iter().map(|c| (c.name.as_str(), c.articles)).collect::<Vec<_>>(), [("HRC", 3)]);
}

#[test]
fn organisations_belong_to_others_by_what_articles_say() {
    let entities = entities(
        "//- a.txt
The Harbor Rights Council’s Pilot Licensing Board met. The Ellery Tide Office, an agency of the Harbor Rights Council, was there.
//- b.txt
The Pilot Licensing Board met again. The Harbor Rights Council won.
",
    );
    let names = |relatives: Vec<super::Relative>| relatives.into_iter().map(|r| r.name).collect::<Vec<_>>();
    assert_eq!(names(entities.parents("Ellery Tide Office")), ["Harbor Rights Council"]);
    assert_eq!(names(entities.parents("Pilot Licensing Board")), ["Harbor Rights Council"]);
    assert!(names(entities.children("Harbor Rights Council")).contains(&"Ellery Tide Office".to_string()));
    assert!(entities.parents("Harbor Rights Council").is_empty());
    entities.remove(Path::new("a.txt"));
    assert!(!names(entities.children("Harbor Rights Council")).contains(&"Ellery Tide Office".to_string()));
}

#[test]
fn the_article_that_knows_most_has_the_full_name() {
    let entities = entities(ARCHIVE);
    let best = entities.best_known(EntityKind::Organisation, "HRC", Path::new("b.txt")).expect("another article");
    assert_eq!(best.path.as_ref(), Path::new("a.txt"));
    assert_eq!(entities.best_known(EntityKind::Person, "Peter Moss", Path::new("b.txt")), None);
}

#[test]
fn a_name_goes_on_from_the_start_of_any_of_its_words() {
    let entities = entities(ARCHIVE);
    let names = |typed| entities.going_on(typed, 5).into_iter().map(|c| c.name).collect::<Vec<_>>();
    assert_eq!(names("Harbor Ri"), ["Harbor Right Council", "Harbor Rights Council"]);
    assert_eq!(names("mos"), ["Ann B. Moss", "Peter Moss"]);
    assert!(names("oss").is_empty() && names("").is_empty());
}

#[test]
fn which_article_came_first_decides_nothing() {
    let own = "The Harbor Rigths Council (HRC) met. Ann Moss and Philip Quill listened.";
    let other = "The Harbor Rights Council (HRC) sued. Ann Moss and Philip Quill listened.";
    let better = |order: &[&str]| {
        let entities = Entities::default();
        for name in order {
            let text = if name.starts_with('z') { own } else { other };
            entities.replace(Path::new(name).into(), Cast::of(&Article::read(text), text, None));
        }
        let found = entities.better_names(Path::new("m.txt"), &Cast::of(&Article::read(own), own, None));
        found.into_iter().map(|(i, better)| (i, better.name, better.articles, better.seen.path)).collect::<Vec<_>>()
    };
    let found = better(&["a.txt", "b.txt"]);
    assert_eq!(found.iter().map(|f| &*f.1).collect::<Vec<_>>(), ["Harbor Rights Council"]);
    assert_eq!(better(&["b.txt", "a.txt"]), found);
}
