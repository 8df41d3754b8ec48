//! The same words in other articles, phenomenon by phenomenon: what is found, how it is judged, and which wording is the definition.

use std::ops::ControlFlow;
use std::path::Path;
use whosays::archive::{Archive, Document, Sameness};
use whosays::features;
use whosays::rules::{self, Finding};
use whosays::settings::Settings;
use whosays::text::marked;

/// The articles of a fixture (`//- name.txt`) in a folder of their own, read as an archive.
fn archive(fixture: &str) -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in marked::files(fixture) {
        std::fs::write(folder.path().join(name), text).expect("the file is written");
    }
    let archive = Archive::default();
    archive.add_root(folder.path()).expect("a folder of its own");
    archive.scan(&|_| ControlFlow::Continue(()));
    (folder, archive)
}

fn name(path: &Path) -> String {
    path.file_stem().expect("a file").to_string_lossy().into_owned()
}

const STATEMENT: &str = "We do not know who cut the moorings, but the harbour will not favour anybody in this enquiry \
                         and it is going to publish every page of what it finds.";

/// How a text's wording of the statement is judged from the statement; None where it is not found.
fn judged(text: &str) -> Option<(Sameness, String)> {
    let archive = Archive::default();
    archive.open(std::sync::Arc::new(Document::new("other.txt", text)));
    let found = archive.occurrences(STATEMENT, None);
    assert!(found.len() <= 1, "{text}: {found:?}");
    let one = found.into_iter().next()?;
    let changes: Vec<String> = one.alterations().map(|c| format!("{} > {}", c.asked.of(STATEMENT), c.there.of(text))).collect();
    Some((one.sameness, changes.join("; ")))
}

fn check(expected: Sameness, differences: &str, text: &str) {
    assert_eq!(judged(text), Some((expected, differences.to_string())), "{text}");
}

#[test]
fn the_same_words_in_other_dress() {
    let same = |text: &str| check(Sameness::Exact, "", text);
    // Straight and curly marks, single marks, no marks at all, dashes and spaces.
    same(
        "\"We do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds,\" Brandt said.",
    );
    same(
        "‘We do not know who cut the moorings – but the harbour will not favour anybody in this enquiry – and it is going to publish every page of what it finds’, Brandt said.",
    );
    // Case.
    same(
        "“WE DO NOT KNOW WHO CUT THE MOORINGS, but the Harbour will not favour anybody in this Enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    // American spelling.
    same(
        "“We do not know who cut the moorings, but the harbor will not favor anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    // Contractions.
    same(
        "“We don’t know who cut the moorings, but the harbour won’t favour anybody in this enquiry and it’s going to publish every page of what it finds,” Brandt said.",
    );
    // Run into a sentence.
    same(
        "Brandt, who spoke on the quay, said we do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds, and left.",
    );
    // A block without marks.
    same(
        "The mayor wrote:\n\nWe do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds.\n\nShe left.",
    );
}

#[test]
fn what_an_editor_may_do() {
    let legal = |text: &str| check(Sameness::Legal, "", text);
    // Brackets in place of a word, beside a word, inside a word.
    legal(
        "“We do not know who cut the moorings, but [the agency] will not favour anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    legal(
        "“We do not know who cut the moorings [of the ferry], but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    legal(
        "Brandt said that they “do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish[] every page of what it finds.”",
    );
    // Ellipses of every kind.
    for dots in ["...", "…", ". . .", "[...]", "[…]", "(...)"] {
        legal(&format!(
            "“We do not know who cut the moorings, but the harbour will not favour anybody {dots} and it is going to publish every page of what it finds,” Brandt said."
        ));
    }
    // Clipped ends.
    legal("Brandt said the harbour “will not favour anybody in this enquiry and it is going to publish every page.”");
    // Split by its cue.
    legal(
        "“We do not know who cut the moorings,” said Ida Brandt, the mayor, “but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds.”",
    );
}

#[test]
fn other_words_are_named() {
    let altered = |differences: &str, text: &str| check(Sameness::Altered, differences, text);
    altered(
        "cut > loosed",
        "“We do not know who loosed the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    altered(
        "every > ",
        "“We do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish page of what it finds,” Brandt said.",
    );
}

#[test]
fn a_quarter_of_the_words_may_differ() {
    let (sameness, _) = judged(
        "“We do not really know who loosed the ropes, but the port will never favour anybody in this long enquiry and is going to print every page of what it found,” Brandt said.",
    )
    .expect("it is found");
    assert_eq!(sameness, Sameness::Altered);
}

#[test]
fn of_a_few_words_other_ones_near_the_end_do_not_hide_the_rest() {
    let found = judged("Brandt told the board “in this enquiry and it is going to print each page of” everything.");
    assert!(found.is_some_and(|(_, differences)| differences.ends_with("; publish every > print each")));
}

#[test]
fn a_whole_quote_of_five_words_may_be_of_words_that_every_text_has() {
    check(Sameness::Legal, "", "Brandt would only say “and it is going to” and left.");
    assert_eq!(judged("Brandt would only say “it is going to” and left."), None);
}

/// What a jump from the quote at the cursor (`{|}`, in the first article) leads to: names of articles.
fn jump(fixture: &str) -> Vec<String> {
    let (folder, archive) = archive(&fixture.replace("{|}", ""));
    let (first, text) = marked::files(fixture).into_iter().next().expect("an article");
    let document = archive.document(&folder.path().join(first)).expect("written just before");
    let cursor = text.find("{|}").expect("a cursor");
    features::definition(&document, &archive, cursor).iter().map(|p| name(&p.path)).collect()
}

const FULL: &str =
    "“Nobody asked the crew before the ferry was sold, and nobody on the island will forget it,” said Ida Brandt, the mayor.";
const SHORT: &str = "Brandt said that nobody on the island “will forget it” and that “nobody asked the crew before the ferry was sold.”";

#[test]
fn the_definition_is_the_fullest_wording() {
    let from = "“Nobody asked{|} the crew before the ferry was sold,” said Ida Brandt.";
    assert_eq!(
        jump(&format!("//- here.txt\n{from}\n//- 2011-05-01_short.txt\n{SHORT}\n//- 2011-05-09_full.txt\n{FULL}\n")),
        ["2011-05-09_full"]
    );
}

#[test]
fn of_wordings_as_full_the_one_that_three_share_is_the_definition() {
    let altered = FULL.replace("forget", "forgive");
    let fixture = format!(
        "//- here.txt\n{}\n//- 2011-05-01_a.txt\n{altered}\n//- 2011-05-02_b.txt\nOne.\n\n{FULL}\n//- 2011-05-03_c.txt\nTwo.\n\n{FULL}\n//- 2011-05-04_d.txt\nThree.\n\n{FULL}\n",
        "“Nobody asked{|} the crew before the ferry was sold, and nobody on the island will forgive it,” said Ida Brandt, the mayor."
    );
    assert_eq!(jump(&fixture), ["2011-05-02_b"], "the earliest of the three, though another one words it as here");
}

#[test]
fn of_wordings_as_full_the_earliest_is_the_definition() {
    let here = FULL.replace("Nobody asked", "Nobody asked{|}");
    let dated =
        |first: &str, second: &str| format!("//- here.txt\n{here}\n//- {first}.txt\nOne.\n\n{FULL}\n//- {second}.txt\nTwo.\n\n{FULL}\n");
    assert_eq!(jump(&dated("2011-05-03_a", "2011-05-02_b")), ["2011-05-02_b"]);
    let mut all = jump(&dated("2011-05-03_a", "b"));
    all.sort();
    assert_eq!(all, ["2011-05-03_a", "b"], "without dates nothing decides, and both are shown");
}

#[test]
fn an_edited_wording_is_not_the_definition_while_there_is_a_whole_one() {
    let here = FULL.replace("Nobody asked", "Nobody asked{|}");
    let edited = FULL.replace("the crew", "[her] crew");
    let cut = FULL.replace("the ferry was", "... was");
    let fixture =
        format!("//- here.txt\n{here}\n//- 2011-05-01_a.txt\n{edited}\n//- 2011-05-02_b.txt\n{cut}\n//- 2011-05-03_c.txt\n{FULL}\n");
    assert_eq!(jump(&fixture), ["2011-05-03_c"]);
}

#[test]
fn a_longer_statement_that_shares_a_phrase_is_not_the_definition() {
    let here = "“Let me be very clear about this{|} because people ask: nobody asked the crew before the ferry was sold,” said Ida Brandt.";
    let other = "“Let me be very clear about this because people ask: the council has paid for the school roof twice, and it will pay a third \
                 time when the rain comes through, as it has each winter since the tiles came off in the storm,” said Ida Brandt.";
    let fixture = format!("//- here.txt\n{here}\n//- other.txt\n{other}\n//- same.txt\nOn the quay.\n\n{}\n", here.replace("{|}", ""));
    assert_eq!(jump(&fixture), ["same"]);
}

/// What `altered-quote` says in the first article of a fixture.
fn findings(fixture: &str, code: &str) -> Vec<Finding> {
    let (folder, archive) = archive(fixture);
    let (first, _) = marked::files(fixture).into_iter().next().expect("an article");
    let document = archive.document(&folder.path().join(first)).expect("written just before");
    rules::run(&document, &archive, &Settings::default()).into_iter().filter(|f| f.code == code).collect()
}

/// The one message about two wordings; "" for none.
fn message(here: &str, there: &str) -> String {
    let found = findings(&format!("//- here.txt\n{here}\n//- there.txt\n{there}\n"), "altered-quote");
    assert!(found.len() <= 1, "{found:?}");
    found.into_iter().next().map_or(String::new(), |f| f.message)
}

#[test]
fn the_message_names_the_words_and_tells_a_cut_that_turns_the_sense() {
    const SOLD: &str = "“The council will sell the ferry this year, but only if the crew agrees to the price,” said Ida Brandt.";
    assert_eq!(message(SOLD, SOLD), "");
    assert_eq!(
        message(SOLD, &SOLD.replace("the ferry", "both ferries")),
        "“the ferry” here, “both ferries” in “there.txt”: the same quote is worded differently."
    );
    assert_eq!(message(SOLD, "“The council will sell the ferry this year,” said Ida Brandt."), "", "what is cut elsewhere is whole here");
    assert_eq!(
        message("“The council will sell the ferry this year,” said Ida Brandt.", SOLD),
        "The quote is cut here: “there.txt” has “but only if the crew agrees to the price”, which turns the sense."
    );
    const NEVER: &str = "“The council has never in my time sold a ferry to anybody on this coast,” said Ida Brandt.";
    assert_eq!(
        message(&NEVER.replace("never in my time", "..."), NEVER),
        "The quote is cut here: “there.txt” has “never in my time”, which turns the sense."
    );
    assert_eq!(message(&NEVER.replace("on this coast", "..."), NEVER), "");
}

#[test]
fn sentences_that_only_begin_alike_are_two_quotes() {
    let here = "“If we do not win in May, we are not going to come back to this council with another plan,” said Ida Brandt.";
    let there = "“If we do not pay them, we are not going to have a ferry,” said Ida Brandt.";
    assert_eq!(message(here, there), "");
}

#[test]
fn a_quotation_edited_near_its_end_is_still_one() {
    let found = |there: &str| {
        let (_folder, archive) = archive(&format!("//- there.txt\n“{there},” said Ida Brandt.\n"));
        archive.occurrences("The ferry will sail on Sundays again once the council has paid what the yard asked for it", None).len()
    };
    assert_eq!(found("The boat might sail by night on Sundays once the council has paid what the yard asked for it"), 1);
    // A clause that two sentences end in.
    assert_eq!(found("Boats could soon run on some days once the council has paid what the yard asked for it"), 0);
}

#[test]
fn where_most_agree_only_the_odd_one_is_told() {
    let odd = FULL.replace("forget", "forgive");
    let fixture = |first: &str, second: &str| {
        format!("//- here.txt\n{first}\n//- a.txt\nOne.\n\n{second}\n//- b.txt\nTwo.\n\n{FULL}\n//- c.txt\nThree.\n\n{FULL}\n")
    };
    assert_eq!(findings(&fixture(FULL, &odd), "altered-quote").len(), 0);
    let told = findings(&fixture(&odd, FULL), "altered-quote");
    assert!(
        told[0].message.contains("“forgive” here, “forget” in “a.txt”: the same quote is worded differently. 2 more articles differ."),
        "{told:?}"
    );
    assert_eq!(told[0].related.len(), 3);
}

/// Stories long enough to be recognised when they are printed again.
const WIRE: &str = "The council sold the old boat to a yard across the sound after a vote that took most of the night.\n\n\
    The crew asked for the minutes of the meeting and got a single page without any of the names.\n\n\
    The money from the sale goes to the breakwater, which the winter storms had opened again.\n\n";
const OWN: &str = "Forty people stood on the quay when the last boat left for the yard, and some of them had brought flowers.\n\n\
    Since then the post comes by helicopter twice a week, if the wind allows it, and the shop has raised its prices.\n\n\
    A teacher counts the days on a slate in the school hall until the summer timetable begins.\n\n";

#[test]
fn reprints_count_as_one_and_are_shown_as_such() {
    let fixture = format!(
        "//- here.txt\nFerry sold to a yard\n\nThe crew heard it on the radio.\n\n{FULL}\n\
         //- 2011-05-01_wire.txt\nCouncil sells the ferry\n\n{WIRE}{FULL}\n\
         //- 2011-05-02_copy.txt\nFerry sold across the sound\n\n{WIRE}{FULL}\n\
         //- 2011-05-03_copy.txt\nFerry goes to a yard\n\n{WIRE}{FULL}\n\
         //- 2011-05-04_own.txt\nAnger on the island\n\n{OWN}{}\n",
        FULL.replace("forget", "forgive")
    );
    let (folder, archive) = archive(&fixture);
    let document = archive.document(&folder.path().join("here.txt")).expect("written just before");
    let lenses: Vec<String> = features::lenses(&document, &archive).into_iter().map(|l| l.title).collect();
    assert_eq!(lenses, ["quoted in 2 other articles, 1 differs, reprinted in 2"]);
    let at = document.as_str().find("asked the crew").expect("it is in the text");
    let card = features::hover(&document, &archive, at).expect("a quote has a card").markdown;
    assert!(card.contains("Also in 2 other articles") && card.contains("Reprinted in [Ferry sold across the sound]"), "{card}");
    // One reprint of the other: nothing is quoted, the whole is printed again.
    let document = archive.document(&folder.path().join("2011-05-02_copy.txt")).expect("written just before");
    let lenses = features::lenses(&document, &archive);
    let quoted: Vec<&str> = lenses.iter().map(|l| l.title.as_str()).filter(|t| t.contains("articles")).collect();
    assert_eq!(quoted, ["quoted in 2 other articles, 1 differs, reprinted in 2"]);
}

#[test]
fn a_few_words_are_the_same_quote_where_the_stories_share_something() {
    let sale = "Ferry sold to a yard\n\nIda Brandt, the mayor, spoke in Oster Sund. She called the sale “a long and bitter winter.”\n";
    let same = "Anger on the island\n\nIda Brandt, the mayor, does not give up. The sale was “a long and bitter winter,” a sailor said.\n";
    let other = "Ski season ends\n\nThe lifts stood still. It was “a long and bitter winter,” said a guide in Alpe Torv.\n";
    let others: String = (0..5).map(|n| format!("//- other{n}.txt\nNumber {n}. {other}")).collect();
    let (folder, archive) = archive(&format!("//- here.txt\n{sale}\n//- same.txt\n{same}\n{others}"));
    let document = archive.document(&folder.path().join("here.txt")).expect("written just before");
    let at = document.as_str().find("bitter").expect("it is in the text");
    let found = archive.reuse(&document);
    let found = &found.iter().find(|r| r.span.touches(at)).expect("the words stand elsewhere").occurrences;
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!((name(&found[0].path).as_str(), found[0].chance), ("same", false), "first what the stories share");
    assert!(found[1..].iter().all(|o| o.chance), "{found:?}");
    let claimed: Vec<String> = features::implementation(&document, &archive, at).iter().map(|p| name(&p.path)).collect();
    assert_eq!(claimed, ["same"]);
    let titles: Vec<String> = features::lenses(&document, &archive).into_iter().map(|l| l.title).collect();
    assert_eq!(titles, ["quoted in 1 other article"]);
    let card = features::hover(&document, &archive, at).expect("a quote has a card").markdown;
    assert!(card.contains("These few words also stand in 5 articles that share nothing else with this one."), "{card}");
    assert_eq!(features::references(&document, &archive, at).len(), 7, "who asks where the words stand is shown all of them");
}

#[test]
fn speakers_are_in_conflict_only_where_two_people_are_named() {
    let told = |here: &str, there: &str| {
        let quote = "“Nobody asked the crew before the ferry was sold, and nobody on the island will forget it,”";
        let fixture = format!("//- here.txt\n{quote} {here}\n//- there.txt\nAnger on the island\n\n{quote} {there}\n");
        findings(&fixture, "speaker-conflict").into_iter().next().map_or(String::new(), |f| f.message)
    };
    assert_eq!(
        told("said Ida Brandt, the mayor.", "said Peter Hart, the pilot."),
        "The words “Nobody asked the crew before the ferry was sold, and nobody…” are given to Ida Brandt here and to Peter Hart in “Anger on the island”."
    );
    for there in [
        "said Brandt.",
        "the mayor said.",
        "she said.",
        "a spokeswoman said.",
        "the Harbour Agency said.",
        "said Ida Maria Brandt.",
        "said Mayor Brandt.",
        "said Ida Brant.",
        "said Peter Hart, who spoke for Ida Brandt.",
    ] {
        assert_eq!(told("said Ida Brandt, the mayor.", there), "", "{there}");
    }
}
