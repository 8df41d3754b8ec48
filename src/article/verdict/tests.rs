//! Verdicts and their reasons, on small texts.

use super::*;

/// Checks figure by figure: its words, then why its verdict is what it is.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let article = Article::read(text);
    let found: Vec<_> = article.figures.iter().map(|f| (f.span.of(text), f.why)).collect();
    assert_eq!(found, expected);
}

#[test]
fn ages_years_and_hours_count_nothing() {
    check("Ms. Moss became minister at just 25, when the country was young.", &[("25", "an age")]);
    check("The county wants children under 6 tested for lead.", &[("6", "an age")]);
    check("The abbot was chosen around 1523 to lead the house.", &[("1523", "a year")]);
    check("The minister appeared at about ten o'clock at night.", &[("ten", "an hour")]);
    check("The wall had stood for hundreds of years.", &[("hundreds", "a duration")]);
    check("The gate is hundreds of metres from the road.", &[("hundreds", "how far it is")]);
    check("The camera took thousands of hours of film.", &[("thousands", "no source in the text")]);
    check("Her father, at nearly 80, still mends nets.", &[("80", "an age")]);
    check("Her father, who at nearly 80 still mends nets, laughed.", &[("80", "an age")]);
    check("Call the police with reference 10070979.", &[("10070979", "part of a name")]);
    check("It hung at the 1889 Universal Fair of the Daughters of 1812.", &[]);
    check("Assembly Bill (AB) 1340 would let drivers form a union.", &[("1340", "part of a name")]);
}

#[test]
fn manners_of_speaking_state_no_share() {
    check(
        "Most of all, they wanted rain. They waited for most of the evening.",
        &[("Most", "a manner of speaking"), ("most", "a manner of speaking")],
    );
    check(
        "Money is only half the story: the mill is half the battle.",
        &[("half", "a manner of speaking"), ("half", "a manner of speaking")],
    );
    check("The senators held rates near zero.", &[("zero", "zero")]);
}

#[test]
fn a_headline_is_asked_about_in_the_body() {
    let unsourced = "no source in the text";
    check(
        "Fire closes 40 schools\n\nBy Ada Moss\n\nAbout 4,000 children had no school on Monday.\n\nThe fire closed 40 schools.\n",
        &[("40", HEADLINE), ("4,000", unsourced), ("40", unsourced)],
    );
    // What is written like a sentence may be the text.
    check("About 4,200 homes lost power.\n\nThe storm came on Monday.\n", &[("4,200", unsourced)]);
    check("About 4,200 homes lost power.\n\nThe power of 4,211 homes failed on Monday.\n", &[("4,200", HEADLINE), ("4,211", unsourced)]);
    check("About 4,200 homes lost power", &[("4,200", unsourced)]);
}

#[test]
fn hearsay_is_no_source() {
    check("The owner is said to have offered $5 million for the mill.", &[("$5 million", HEARSAY)]);
    check("Some estimates put its value at $9 million.", &[("$9 million", HEARSAY)]);
    check("Traders put the cost of the longer route at 12 pence a kilo.", &[("12 pence", HEARSAY)]);
    check("The fire is estimated to have cost $5 million.", &[("$5 million", HEARSAY)]);
    check("It is believed that 300 families left.", &[("300", HEARSAY)]);
}

#[test]
fn she_is_as_vague_as_the_nurse_before() {
    check(
        "A nurse said that she had looked after 14 patients. She said that 9,000 more were waiting.",
        &[("14", "only a vague source covers it"), ("9,000", "only a vague source covers it")],
    );
}

#[test]
fn the_two_countries_need_no_source_whoever_speaks_of_them() {
    check("Officials said that the two countries would meet.", &[("two", "known from the text")]);
}

#[test]
fn whoever_reported_it_is_the_source() {
    check("As Documented covered at the time, this drove 2,800 people away.", &[("2,800", "the sentence says who reported it")]);
}

#[test]
fn a_release_speaks_for_its_issuer_and_for_nobody_else() {
    check(
        "FOR IMMEDIATE RELEASE\n\nThe trust has bought the farm for $2.1 million from a family.\n\nThere are 800,000 farms in the country.",
        &[("$2.1 million", RELEASE), ("800,000", "no source in the text")],
    );
}

#[test]
fn an_answer_is_the_speaker_s() {
    check(
        "Q: How many trees are there?\n\nA: Four million.\n\nQ: And oaks?\n\nA: Some 3,000 of them.",
        &[("Four million", "an answer in the interview"), ("3,000", "an answer in the interview")],
    );
}

#[test]
fn what_somebody_named_does_weighs_less() {
    let does = |text: &str| Article::read(text).figures[0].signals.has(Signals::HE);
    assert!(does("Moss, who judges thousands of cases a year, left."));
    assert!(does("“It is late,” said Moss, a lawyer who has represented hundreds of tenants."));
    assert!(!does("Moss saw thousands of cases a year and left."));
    assert!(!does("The county, which judges thousands of cases a year, closed."));
}

#[test]
fn those_asked_answer_a_poll() {
    let text = "Asked whom they liked best, 55 percent named the ferry. The bridge came second, gaining just 16 percent.";
    assert!(Article::read(text).figures.iter().all(|f| f.signals.has(Signals::POLL_IN_PARAGRAPH)));
}

#[test]
fn known_misses() {
    // The reporter saw them; nothing in the words says so.
    check("Lustosa lifts the lid and 4,000 bees envelop him.", &[("4,000", "no source in the text")]);
}

#[test]
fn a_poll_goes_on_without_being_named_again() {
    check(
        "A Fenwick poll of 1,200 voters found that 59 percent opposed the toll. Asked for a rival, they named the ferry. \
         The bridge was second, gaining just 16 percent.",
        &[
            ("1,200", "a poll is named in the sentence"),
            ("59 percent", "a poll says it"),
            ("16 percent", "goes on with the document named before"),
        ],
    );
}

#[test]
fn whoever_counted_stands_behind_by() {
    check("The herd, estimated by the county to hold 40,000 head, moved north.", &[("40,000", "the sentence says who counted")]);
    check("Rents rose by 9 percent in Moss.", &[("9 percent", "no source in the text")]);
}

#[test]
fn a_statement_without_marks_goes_on_to_its_end() {
    check(
        "Minister condemns raid\n\nSpeaking after the raid, the minister, Ada Moss, said:\n\nI am appalled by the raid on a town that did nothing to anybody.\n\n\
         We have sent 870 tents and 12,000 blankets.\n\nAda Moss was speaking in Hartwell, the agency said.",
        &[("870", "inside a statement"), ("12,000", "inside a statement")],
    );
}

#[test]
fn ways_and_numbers_of_lines_are_no_claims() {
    check("The mine lies 80 kilometres (50 miles) from Moss.", &[("80", "how far it is"), ("50", "how far it is")]);
    check("3 Take a walk", &[("3", "the number of a line")]);
    check("Some 2016 candidates came.", &[("2016", "a year")]);
    check("At least one member liked it.", &[("one", "no count")]);
}

#[test]
fn a_sum_in_another_currency_goes_with_the_first() {
    check(
        "The mill lost 30 million euros ($33 million) last year.",
        &[("30 million euros", "no source in the text"), ("$33 million", "no source in the text")],
    );
    check(
        "“It lost 30 million euros,” said Ada Moss. The mill lost 30 million euros ($33 million).",
        &[
            ("30 million euros", "inside a quotation"),
            ("30 million euros", "the text says elsewhere who says so"),
            ("$33 million", "the text says elsewhere who says so"),
        ],
    );
}

#[test]
fn ages_are_told_by_now_and_will_be() {
    check("When Fanny was 19, she married.", &[("19", "an age")]);
    check("Now 46, she lives in Moss. Judge Orme will be 80.", &[("46", "an age"), ("80", "an age")]);
}

/// Checks figure by figure: its words, then whom its attribution names.
#[track_caller]
fn check_source(text: &str, expected: &[(&str, &str)]) {
    let article = Article::read(text);
    let source = |f: &Figure| {
        let attribution = f.attribution.map(|a| &article.attributions[a as usize]);
        attribution.and_then(|a| a.source.first()).map_or("", |s| s.of(text))
    };
    let found: Vec<_> = article.figures.iter().map(|f| (f.span.of(text), source(f))).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_goes_on_with_a_document_names_it() {
    check_source(
        "The audit found 41 late payments. Another 16 were never made. The mill has 14 sluices.",
        &[("41", "The audit"), ("16", "The audit"), ("14", "The audit")],
    );
    check_source(
        "A Harbor College poll found that 41 percent of voters back the bridge. Some 16 percent oppose it. Among men, 52 percent do.",
        &[("41 percent", "A Harbor College poll"), ("16 percent", "A Harbor College poll"), ("52 percent", "A Harbor College poll")],
    );
}

#[test]
fn what_the_text_says_elsewhere_names_who_said_it() {
    check_source(
        "Bridge opens\n\nThe bridge cost $41,500, said Ada Moss, the treasurer.\n\nThe walls were painted in May, and it rained.\n\n\
         The town paid the $41,500 in June.",
        &[("$41,500", "Ada Moss, the treasurer"), ("$41,500", "Ada Moss, the treasurer")],
    );
}
