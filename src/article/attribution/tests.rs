//! Marked texts for attributions: `{s:source}`, `{c:cue}`, `{q:content}`; and quotes with their speakers.

use super::*;
use crate::text::marked;

/// The attributions of a text whose kind is none of `leave`.
fn render(text: &str) -> String {
    let article = Article::read(text);
    let mut marks: Vec<(&str, Span)> = Vec::new();
    for attribution in &article.attributions {
        marks.extend(attribution.source.iter().map(|s| ("s", *s)));
        marks.extend(attribution.cue.iter().map(|s| ("c", *s)));
        marks.extend(attribution.content.iter().map(|s| ("q", *s)));
    }
    // A source shared by two cues is marked once.
    marks.sort();
    marks.dedup();
    marked::render(text, marks)
}

#[track_caller]
fn check(source: &str) {
    let parsed = marked::parse(source);
    assert_eq!(render(&parsed.text), source);
}

/// The first words of each quote and the best name of its speaker.
#[track_caller]
fn check_speakers(text: &str, expected: &[(&str, &str)]) {
    let article = Article::read(text);
    let first = |span: Span| span.of(text).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let found: Vec<_> = article.quotes.iter().map(|q| (first(q.span), q.speaker.map_or("", |s| s.name.of(text)))).collect();
    let expected: Vec<_> = expected.iter().map(|(words, name)| (words.to_string(), *name)).collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn check_tier(text: &str, tier: Tier, kind: Kind) {
    let article = Article::read(text);
    let found: Vec<_> = article.attributions.iter().map(|a| (a.tier, a.kind)).collect();
    assert_eq!(found.first(), Some(&(tier, kind)), "{text}");
}

#[test]
fn speech_before_and_after_its_source() {
    check("{s:Ada Moss} {c:said} {q:the bridge would stay closed until spring}.");
    check("{q:The bridge will stay closed until spring}, {s:Ada Moss} {c:said}.");
    check("{q:The bridge will stay closed until spring}, {c:said} {s:Ada Moss}.");
    check("{q:The bridge}, {s:Moss} {c:said}, {q:will stay closed}.");
    check("{s:Moss} {c:said} on Tuesday {q:that the bridge was safe}.");
}

#[test]
fn quotes_on_both_sides_of_the_cue() {
    check("{q:“It is closed,”} {s:she} {c:said}, {q:“for good.”}");
    check("{q:“It is closed,”} {c:said} {s:Ada Moss}. {q:“It will stay closed.”}");
    check("{s:She} {c:said}: {q:“It is closed.”}");
    check("{q:“Is it safe?”} {s:Ada Moss} {c:asked}.");
    check("{q:“Is it safe?”} {s:she} {c:asked}.");
}

#[test]
fn appositions_belong_to_the_source() {
    check("{q:“It is closed,”} {c:said} {s:Ada Moss, 34, a teacher from Hartwick}.");
    check("{s:Ada Moss, the county engineer}, {c:said} {q:the beams had cracked}.");
    check("{s:Ada Moss, who lives nearby}, {c:told} the council {q:that the beams had cracked}.");
}

#[test]
fn a_long_list_between_dashes_is_an_aside() {
    check_speakers(
        "In a letter sent to Mayor Carl Hart today, the groups — which include the Hartwick Drivers Union, River Project (RVP), Bridge Users Center, Alliance for Just Roads, Freedom for Cyclists, Road Resource Center, United We Drive, the Southern River Law Center, and nearly 20 other organizations — highlight that the bridge is rife with “exactly the cracks that the county denied.”",
        &[("exactly the", "the groups")],
    );
}

#[test]
fn a_lost_opening_mark_leaves_the_speaker() {
    check("{q:The bridge is closed,}” {c:said} {s:Ada Moss}.");
}

#[test]
fn according_to_covers_its_sentence() {
    check("{q:The bridge is closed}, {c:according to} {s:the county}.");
    check("{c:According to} {s:the county}, {q:the bridge is closed}.");
    check("{q:The bridge}, {c:according to} {s:the county}, {q:is closed}.");
}

#[test]
fn nouns_are_no_verbs() {
    check("The reports and claims filled a shelf.");
    check("Both states sent money.");
    check("The plans for the bridge are old.");
    check("A union-backed plan for the self-described town of bridges won.");
}

#[test]
fn one_verb_after_another_shares_the_subject() {
    check("{s:Moss} {c:called} {q:the plan a fraud} and {c:said} {q:the bridge was safe}.");
    check("{s:Moss} {c:said} {q:the bridge was safe}, {c:adding} {q:that she used it daily}.");
}

#[test]
fn judgements_are_weaker_than_speech() {
    check_tier("Ada Moss opposes the plan.", Tier::Named, Kind::Stance);
    check_tier("Ada Moss said the plan was bad.", Tier::Named, Kind::Speech);
    check_tier("The bridge is expected to open in May.", Tier::Vague, Kind::Unnamed);
}

#[test]
fn tiers() {
    check_tier("Police said 12 people were hurt.", Tier::Institution, Kind::Speech);
    check_tier("Critics say the bridge is unsafe.", Tier::Vague, Kind::Speech);
    check_tier("Nobody says the bridge is unsafe.", Tier::Vague, Kind::Speech);
    check_tier("Experts believe the bridge is unsafe.", Tier::Vague, Kind::Stance);
    check_tier("The audit found that 12 beams had cracked.", Tier::Document, Kind::Document);
    check_tier("The poll found that 12 percent use the bridge.", Tier::Document, Kind::Poll);
    check_tier("One neighbor said the bridge shook.", Tier::Anonymous, Kind::Speech);
    check_tier("A woman who crossed it said the bridge shook.", Tier::Anonymous, Kind::Speech);
    check_tier("The bridge shook, according to a report by the county.", Tier::Document, Kind::AccordingTo);
}

#[test]
fn a_floating_quote_goes_on_with_the_speaker() {
    check_speakers(
        "“It is closed,” said Ada Moss. “Nobody told us why.”\n\n“We drive around it every day,” Moss said.\n\n“It takes an hour and costs a fortune.”",
        &[("It is", "Ada Moss"), ("Nobody told", "Ada Moss"), ("We drive", "Ada Moss"), ("It takes", "Ada Moss")],
    );
}

#[test]
fn a_quotation_may_run_over_paragraphs() {
    check_speakers(
        "“It is closed,” said Ada Moss. “Nobody told us why, and nobody will.\n\n“We drive around it.\n\n“It takes an hour.”\n\nThe county did not answer.",
        &[("It is", "Ada Moss"), ("Nobody told", "Ada Moss"), ("We drive", "Ada Moss"), ("It takes", "Ada Moss")],
    );
}

#[test]
fn who_speaks_may_come_at_the_end_of_a_quotation_over_paragraphs() {
    check_speakers(
        "“It is closed, and it has been closed for most of a year.\n\n“We drive around it every single day,” said Ada Moss.",
        &[("It is", "Ada Moss"), ("We drive", "Ada Moss")],
    );
    check_speakers(
        "“It is closed, and it has been closed for most of a year.\n\nThe county did not answer.\n\n“We wait,” said Ada Moss.",
        &[("It is", ""), ("We wait,", "Ada Moss")],
    );
}

#[test]
fn who_speaks_is_neither_the_time_nor_the_thing_told() {
    check_speakers("Hours later, Ada Moss returned to the bridge, telling the Herald, “We stay.”", &[("We stay.", "Ada Moss")]);
    check_speakers("Ada Moss, the mayor, on Friday described the bridge as a “trap.”", &[("trap.", "Ada Moss")]);
    check_speakers("Ada Moss, 22, of Flint, Mich., said it was “a trap.”", &[("a trap.", "Ada Moss")]);
    check_speakers("At a fair in Ames, Iowa, on Sunday, Ada Moss went on, saying it was “a trap.”", &[("a trap.", "Ada Moss")]);
    check_speakers("Moss said she had a hard time imagining that “anybody will pay.”", &[("anybody will", "Moss")]);
    check_speakers("Moss continued by saying, “We will fight it.”", &[("We will", "Moss")]);
    check_speakers("Asked whether it should bring questions to a halt, Ms. Moss shot back: “Why not?”", &[("Why not?", "Moss")]);
    check_speakers("The union wrote a letter, calling the two long reports “wrong.”", &[("wrong.", "The union")]);
}

#[test]
fn ways_to_put_words_in_marks_into_somebodys_mouth() {
    check_speakers("“Open it,” demanded Ada Moss.", &[("Open it,", "Ada Moss")]);
    check_speakers("“It is unsafe and will stay so,” warned the Moss Trust.", &[("It is", "Moss Trust")]);
    check_speakers(
        "One sign read, “Slow down here.” Another advised, “Stop here.”",
        &[("Slow down", "One sign"), ("Stop here.", "Another")],
    );
    check_speakers("Moss put up a notice that said, “The bridge is closed.”", &[("The bridge", "a notice")]);
    check_speakers("Ada Moss used her speech to say, “The bridge is closed.”", &[("The bridge", "Ada Moss")]);
    check_speakers("Moss went red in the face: “I never wanted to close the bridge.”", &[("I never", "Moss")]);
    check_speakers("The bridge is, in the words of Ada Moss, “a trap.”", &[("a trap.", "Ada Moss")]);
    check_speakers("Sen. Ada Moss (D-Fenwick): “I never wanted to close it.”", &[("I never", "Ada Moss")]);
    check_speakers("“Why would they close the bridge?” Moss queried.", &[("Why would", "Moss")]);
    check_speakers("“It is closed,” Hartwick-based Ada Moss said. “For good.”", &[("It is", "Ada Moss"), ("For good.", "Ada Moss")]);
    check_speakers(
        "“We met at the bridge this morning. It went well,” the statement read.\n\n“What came of it will be told tonight.”",
        &[("We met", "the statement"), ("What came", "the statement")],
    );
    check_speakers("A girl held up a sign that read “Fifteen percent now!”", &[("Fifteen percent", "a sign")]);
    check_speakers("Moss and Hale call them “lone wolves.”", &[("lone wolves.", "Moss")]);
    check_speakers("“It was loud,” said Moss. Hale “kind of misspoke. It happens.”", &[("It was", "Moss"), ("kind of", "Moss")]);
    check_speakers("It began with the suggestion by a mayor that someone “ought to look.”", &[("ought to", "a mayor")]);
    check_speakers("Moss used the question to demand that towns “pay their share.”", &[("pay their", "Moss")]);
    check_speakers("Former secretary of state Ada Moss: “We learned that from the county.”", &[("We learned", "Ada Moss")]);
    check_speakers("They left after her March comment that, “We will close the bridge.”", &[("We will", "her")]);
    check_speakers("Her answer was “no, and never again.”", &[("no, and", "Her")]);
    check_speakers("Moss’s message to the board was simple: “Nobody will pay.”", &[("Nobody will", "Moss")]);
    check_speakers("Moss’s catch phrase in that race was that it “will open.”", &[("will open.", "Moss")]);
    check_speakers("“Slow down here,” read one.", &[("Slow down", "one")]);
    check_speakers("“Let me help you out,” the mayor riffed on her answer.", &[("Let me", "the mayor")]);
    check_speakers("Moss wrote to his 200 Herald readers, “It will open.”", &[("It will", "Moss")]);
    check_speakers("“The bridge is safe,” she is expected to say.", &[("The bridge", "she")]);
    check_speakers("“The bridge is safe,” Moss was quoted as saying.", &[("The bridge", "Moss")]);
    check_speakers("“The bridge is safe,” said Under Secretary Ada Moss.", &[("The bridge", "Ada Moss")]);
    check_speakers("“The bridge is safe.” – Ada Moss, in a letter to the county.", &[("The bridge", "Ada Moss")]);
    check_speakers("Moss went on to call the bridge “a trap.”", &[("a trap.", "Moss")]);
    check_speakers("Her claim that the bridge is “a trap” was read out.", &[("a trap", "Her")]);
    check_speakers("She went on to say:\n\n“Nobody wants to pay for a bridge.”", &[("Nobody wants", "She")]);
}

#[test]
fn who_speaks_is_not_the_nearest_word() {
    check_speakers("The bridge is “a trap,” as Van Miller, a professor at Eastport College, puts it.", &[("a trap,", "Van Miller")]);
    check_speakers("The harbor board issued a statement calling the work “a clear breach.”", &[("a clear", "The harbor board")]);
    check_speakers("Lee Porter denied it by tweeting that “nobody closed the bridge.”", &[("nobody closed", "Lee Porter")]);
    check_speakers("The mayor posted a message on the board that said the plan was “dead.”", &[("dead.", "a message")]);
    check_speakers("Moss endured a lecture from the mayor, who said the bridge was “a trap.”", &[("a trap.", "the mayor")]);
    check_speakers("The editor, Bret Hale, who, after trading insults with Moss, said it was “a trap.”", &[("a trap.", "Bret Hale")]);
    check_speakers("Eric Stone found no fault with the mayor’s claim that the council “lied.”", &[("lied.", "the mayor")]);
    check_speakers("Last year, she fought the plan and argued that the bridge was “a trap.”", &[("a trap.", "she")]);
    check_speakers("Last week, Hartwick spokeswoman Hale Moss said it was “a trap.”", &[("a trap.", "Hale Moss")]);
    check_speakers("Last week Ada Moss, the top aide of the mayor, said she’d “get back” to me.", &[("get back", "Ada Moss")]);
    check_speakers(
        "Following a swiftly called, late-night meeting, the board issued a letter calling it “a trap.”",
        &[("a trap.", "the board")],
    );
    check_speakers("Citing the costs and their “wild dreams,” Moss urged the board to wait.", &[("wild dreams,", "Moss")]);
    check_speakers("Moss wanted to let them know that “nobody will pay.”", &[("nobody will", "Moss")]);
    check_speakers("The board voted 6-1 for the resolution, which said the bridge was “a trap.”", &[("a trap.", "the resolution")]);
    check_speakers("The mayor spoke hours later, mocking it as “a trap.”", &[("a trap.", "The mayor")]);
    check_speakers("The Herald and the Times each called it “a trap.”", &[("a trap.", "Herald")]);
    check_speakers("Moss said the board hopes for “a miracle on the river.”", &[("a miracle", "Moss")]);
    check_speakers("Moss said Hale, who calls it “a trap,” will leave.", &[("a trap,", "Hale")]);
    check_speakers("After the fire, Moss issued a statement, “The bridge will open.”", &[("The bridge", "Moss")]);
    check_speakers("“The bridge is closed, and it will stay closed.” [The Herald.]", &[("The bridge", "The Herald")]);
    check_speakers("“The bridge is closed, and it will stay closed.” [Hartwick Conference, 10/24/13]", &[("The bridge", "")]);
    check_speakers("“It will open, right?” Moss went on, as if nobody listened.", &[("It will", "Moss")]);
    check_speakers("“It is closed,” she said. But “we will see.”", &[("It is", "she"), ("we will", "she")]);
    check_speakers("No matter how tame an owner thinks it is, it was wild. “It has teeth and claws.”", &[("It has", "")]);
    check_speakers("''He asked, 'Is it Moss and Friends,''' said Ada Moss.", &[("He asked,", "Ada Moss")]);
    check_speakers("• As Moss put it, “The bridge is a trap.”", &[("The bridge", "Moss")]);
}

#[test]
fn labels_of_a_transcript_are_speakers() {
    check_speakers(
        "“WALL: Will the bridge open this year?\n\n“MOSS: It opens when it opens.\n\n“Nobody knows more than that.”",
        &[("WALL: Will", "WALL"), ("MOSS: It", "MOSS"), ("Nobody knows", "MOSS")],
    );
}

#[test]
fn partial_quotes_and_naming_verbs() {
    check_speakers(
        "Ada Moss called the bridge “a trap for all of us” and accused the county of “sleeping.”",
        &[("a trap", "Ada Moss"), ("sleeping.", "Ada Moss")],
    );
    check_speakers("Moss dismissed the report as “old news.”", &[("old news.", "Moss")]);
    check_speakers("The mayor was quoted as saying “the bridge is fine.”", &[("the bridge", "The mayor")]);
    check_speakers("In Moss’s view, the bridge is “a trap.”", &[("a trap.", "Moss")]);
}

#[test]
fn unknown_verbs_beside_marks_are_cues() {
    check_speakers("“It is closed,” he surmised. “We wait.”", &[("It is", "he"), ("We wait.", "he")]);
    check_speakers("“It is closed”, he surmised.", &[("It is", "he")]);
    check_speakers("Moss thundered: “Open it now!”", &[("Open it", "Moss")]);
    check_speakers("“It is closed.” — Ada Moss", &[("It is", "Ada Moss")]);
}

#[test]
fn what_is_put_says_nothing() {
    assert_eq!(Article::read("Every contract above $5,000 must be put to a vote.").attributions, []);
}

#[test]
fn who_acts_just_before_a_quote_speaks_it() {
    check_speakers("Ada Moss agreed. “We wait.”", &[("We wait.", "Ada Moss")]);
    check_speakers("But Carl Hart, who owns the yard, shrugged at that. “We wait.”", &[("We wait.", "Carl Hart")]);
    check_speakers("She smiled. “We wait.”", &[("We wait.", "She")]);
    check_speakers("Moss crossed the bridge on Tuesday with 40 others. “We wait.”", &[("We wait.", "")]);
    check_speakers("The bridge closed. “We wait.”", &[("We wait.", "")]);
}

#[test]
fn pronouns_mean_the_person_before() {
    check_speakers(
        "“It is closed,” said Ada Moss, the engineer.\n\n“We told them,” she said.",
        &[("It is", "Ada Moss"), ("We told", "Ada Moss")],
    );
    check_speakers(
        "“It is closed,” said Ada Moss.\n\n“It is open,” said Carl Hart.\n\n“We told them,” she said. “It is not,” he said.",
        &[("It is", "Ada Moss"), ("It is", "Carl Hart"), ("We told", "Ada Moss"), ("It is", "Carl Hart")],
    );
}

#[test]
fn a_colon_announces_a_block() {
    check_speakers(
        "In a letter to the county, the residents called the bridge “dangerous”:\n\nThe beams have rusted through in nine places and the county has known about it since the spring of last year.\n\nThe county did not answer.",
        &[("dangerous", "the residents"), ("The beams", "the residents")],
    );
    check_speakers("Moss continued:\n\n“It is closed and will stay closed.”", &[("It is", "Moss")]);
}

#[test]
fn a_whole_statement_has_one_speaker() {
    let text = "County closes bridge\n\nThe county closed the bridge today. Following is a statement by Ada Moss, county engineer.\n\nWe have closed the bridge because it is no longer safe.\n\nAccording to the inspectors, 12 beams had “deep cracks” in them.";
    let article = Article::read(text);
    assert!(article.statement.is_some());
    check_speakers(text, &[("We have", "Ada Moss"), ("According to", "Ada Moss"), ("deep cracks", "the inspectors")]);
}

#[test]
fn a_source_reaches_as_far_as_it_goes_on() {
    let text = "The audit found that 12 beams had cracked. It also found rust. Another nine had been replaced. The river froze in May.";
    let article = Article::read(text);
    assert_eq!(
        article.attributions[0].reach.of(text),
        "The audit found that 12 beams had cracked. It also found rust. Another nine had been replaced."
    );
}

#[test]
fn known_misses() {
    // "the official" is a description, and whose words they are is known from two sentences before; today it stays unnamed.
    check_tier("“It is closed,” the official said.", Tier::Vague, Kind::Speech);
}

#[test]
fn reading_is_total_linear_and_repeatable() {
    let hostile = [
        "said ".repeat(20_000),
        "“".repeat(20_000),
        "\"a\" said ".repeat(10_000),
        "He said, ".repeat(10_000),
        "Moss, a b, ".repeat(10_000) + "said",
        "(".repeat(20_000) + " said",
        "of the ".repeat(20_000) + "man said",
        "according to ".repeat(10_000),
        ": ".repeat(20_000),
        "“x.” Moss said. ".repeat(5_000),
        "é’“” said\u{0} ".repeat(5_000),
    ];
    for text in hostile {
        let (one, two) = (Article::read(&text), Article::read(&text));
        assert_eq!(one.attributions, two.attributions);
        for attribution in &one.attributions {
            for span in attribution.source.iter().chain(&attribution.cue).chain(&attribution.content) {
                assert!(span.start <= span.end && text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
            }
        }
    }
}
