//! What real news does with quotes and attributions, phenomenon by phenomenon, in texts of our own.
//!
//! `{s:source}`, `{c:cue}` and `{q:content}` mark attributions; below the text stand the quotes in marks with their speakers, by
//! their first words. Known misses are stated as they are read today, with a word on what they should be.

use whosays::article::Article;
use whosays::text::{Span, marked};

struct Phenomenon {
    number: u32,
    name: &'static str,
    texts: &'static [Text],
}

/// A marked text, and for each of its quotes the first words and the speaker; "" for none.
type Text = (&'static str, &'static [(&'static str, &'static str)]);

const fn phenomenon(number: u32, name: &'static str, texts: &'static [Text]) -> Phenomenon {
    Phenomenon { number, name, texts }
}

const PHENOMENA: &[Phenomenon] = &[
    phenomenon(
        1,
        "a quote over paragraphs, and a missing closing mark",
        &[
            (
                "{q:“The bridge has served us well for ninety years,”} {c:said} {s:Ada Moss}. {q:“Nobody wants to see it go.}\n\n{q:“But it is time, and we all know it.”}",
                &[("The bridge", "Ada Moss"), ("Nobody wants", "Ada Moss"), ("But it", "Ada Moss")],
            ),
            (
                "{s:Ada Moss} {c:said}, {q:“The bridge will be closed until the spring.}\n\nThe council meets on Monday.",
                &[("The bridge", "Ada Moss")],
            ),
        ],
    ),
    phenomenon(
        2,
        "interrupted by its cue, and a new speaker's cue before the quote",
        &[
            ("{q:“It was dark,”} {s:Hart} {c:said}, {q:“and nobody saw the lorry.”}", &[("It was", "Hart"), ("and nobody", "Hart")]),
            ("{q:“It was dark,”} {s:Hart} {c:said}. {q:“Nobody saw the lorry.”}", &[("It was", "Hart"), ("Nobody saw", "Hart")]),
            (
                "{s:Hart} {c:said} {q:the lorry was “far too fast.”} But, {c:said} {s:Moss}, {q:“no one had warned the driver.”}",
                &[("far too", "Hart"), ("no one", "Moss")],
            ),
        ],
    ),
    phenomenon(
        3,
        "a quote that stands alone after another sentence",
        &[
            (
                "{q:“We were never asked,”} {s:Ada Moss} {c:complained} on Tuesday. {q:“That would have been the least they could do.”}",
                &[("We were", "Ada Moss"), ("That would", "Ada Moss")],
            ),
            ("{s:Ada Moss} {c:told} the Courier {q:she would stay}. {q:“I want to see this bridge built.”}", &[("I want", "Ada Moss")]),
        ],
    ),
    phenomenon(
        4,
        "verbs that name, and fragments",
        &[
            ("{s:She} {c:called} {q:the plan a “gift to the builders.”}", &[("gift to", "She")]),
            ("{s:Hart} {c:dismissed} {q:the reports as “harbour gossip.”}", &[("harbour gossip.", "Hart")]),
            ("{s:The union} {c:accused} {q:the port of “looking the other way.”}", &[("looking the", "The union")]),
            ("{s:He} {c:pledged} {q:not to “play with people’s homes.”}", &[("play with", "He")]),
        ],
    ),
    phenomenon(
        5,
        "a source in an aside",
        &[
            ("{c:In {s:Moss}’s view}, {q:the bridge is past saving}.", &[]),
            ("{q:Time}, {s:Ms. Moss} {c:added}, {q:was on their side}.", &[]),
        ],
    ),
    phenomenon(
        6,
        "a source with its apposition",
        &[
            ("{q:“It shook the whole house,”} {c:said} {s:Lena Hart, 34, a neighbour of the mill}.", &[("It shook", "Lena Hart")]),
            ("{s:Moss, 70}, {c:told} the Courier {q:that she would go}.", &[]),
            ("{s:The port’s manager, Jo Hart}, {c:stated}: {q:“The crane was checked.”}", &[("The crane", "Jo Hart")]),
        ],
    ),
    phenomenon(
        7,
        "a colon, a block, a transcript",
        &[
            ("{s:Moss} {c:continued}:\n\n{q:“The weir will hold, and the mill will hold.”}", &[("The weir", "Moss")]),
            (
                "In a letter to the parish, {s:Moss} {c:wrote}:\n\n{q:The weir will hold for another ten years if nobody breaks it, and for two if it is not.}",
                &[("The weir", "Moss")],
            ),
            ("{s:MOSS}{c::} {q:If I may, the weir is older than all of us}.", &[]),
        ],
    ),
    phenomenon(8, "a credit behind the quote", &[("{q:“The river always wins.”} {c:—} {s:Jorge Hart}", &[("The river", "Jorge Hart")])]),
    phenomenon(
        9,
        "marks of many kinds",
        &[
            ("{q:\"It is closed,\"} {s:she} {c:said}.", &[("It is", "she")]),
            ("{q:“It is closed,\"} {s:she} {c:said}.", &[("It is", "she")]),
            ("{q:''We won't open it,''} {s:she} {c:said}.", &[("We won't", "she")]),
            ("{q:„It is closed“}, {s:she} {c:said}.", &[("It is", "she")]),
            ("{q:« It is closed »}, {s:she} {c:said}.", &[("It is", "she")]),
        ],
    ),
    phenomenon(
        10,
        "apostrophes, inches, quotes inside quotes",
        &[
            ("The workers' \"plan\" of the '90s needs a 6\" pipe.", &[("plan", "")]),
            ("{q:“She told me ‘never again’ and left,”} {s:Hart} {c:said}.", &[("She told", "Hart")]),
            ("It’s ’bout time we’re heard.", &[]),
        ],
    ),
    phenomenon(
        11,
        "marks that are no quotes",
        &[
            ("The choir sang “The Mill on the Hill” and “River Song.”", &[("The Mill", ""), ("River Song.", "")]),
            ("The word “pause” stood on the door.", &[("pause", "")]),
        ],
    ),
    phenomenon(
        12,
        "speakers in relative clauses and participles",
        &[
            ("There were {s:marchers} {c:chanting} {q:“We are the harbour.”}", &[("We are", "marchers")]),
            ("{q:“They said it was safe and I believed them,”} {s:Hart} {c:said}.", &[("They said", "Hart")]),
        ],
    ),
    phenomenon(
        13,
        "edits inside a quote",
        &[(
            "{q:“We are pick[ing] up what [the Office of Bridges] left ... and we will not stop (sic),”} {s:Moss} {c:said}.",
            &[("We are", "Moss")],
        )],
    ),
    phenomenon(
        14,
        "according to",
        &[
            ("{q:The weir lost a third of its stones}, {c:according to} {s:the river board}.", &[]),
            ("{c:According to} {s:the river board}, {q:the weir lost a third of its stones}.", &[]),
            ("{q:The weir}, {c:according to} {s:the river board}, {q:is safe}.", &[]),
        ],
    ),
    phenomenon(
        15,
        "documents and nobody as a source",
        &[
            ("{s:The audit} {c:found} {q:that the weir was never checked}.", &[]),
            ("{s:Court papers} {c:show} {q:he had been warned twice}.", &[]),
            ("{s:The letter} {c:states} {q:that the lease is void}.", &[]),
            ("{q:The weir} {c:is estimated} {q:to be a century old}.", &[]),
            ("{q:The weir} {c:reportedly} {q:cost more than the mill}.", &[]),
        ],
    ),
    phenomenon(
        16,
        "vague and unnamed sources",
        &[
            ("{s:Critics} {c:say} {q:the weir is a waste of money}.", &[]),
            ("{s:People familiar with the talks} {c:said} {q:the port would be sold}.", &[]),
            ("{s:Officials} {c:said} {q:nobody was hurt}.", &[]),
        ],
    ),
    phenomenon(
        17,
        "the nearest noun is not the speaker",
        &[
            // A miss: the board is no source here, and only "most of it is" is said for certain.
            ("{q:While not everything {s:the board} {c:says} {q:is true}}, {s:Moss} {c:said}, {q:most of it is}.", &[]),
            (
                "{s:One engineer} {c:recently said} {q:the weir was safe}. {q:“Safe is off the table,”} {s:he} {c:exclaimed}.",
                &[("Safe is", "he")],
            ),
        ],
    ),
    phenomenon(
        18,
        "labels and leftovers of the page",
        &[
            ("Headline: Mill closes\nAuthor: Jo Hart\n\n{s:Moss} {c:said} {q:the mill would close}.", &[]),
            ("\u{FEFF}{s:Moss} {c:said} {q:the mill would close}.", &[]),
            ("HARTWICK (AP) — {q:The mill will close}, {s:Moss} {c:said}.\n\nNobody has bought it.", &[]),
        ],
    ),
    phenomenon(
        19,
        "what is held of a thing ends with the thing",
        &[
            ("{s:Hart} {c:endorsed} {q:the plan} on Tuesday and left for the coast.", &[]),
            ("{s:The board} {c:dismissed} {q:the complaint}, which the union had filed in May.", &[]),
            ("{s:Moss} {c:praised} {q:the crew of the ferry} during a visit to the port.", &[]),
            ("{s:She} {c:said} {q:she was tired of the noise and {c:wanted} {q:a new road}}.", &[]),
            ("{s:The board} {c:backed} {q:the plan} in the last week of May.", &[]),
        ],
    ),
    phenomenon(
        20,
        "finding, adding and offering things says nothing",
        &[
            ("The council found a new site.", &[]),
            ("The firm offers courses for welders.", &[]),
            ("She added a second room to the mill.", &[]),
            ("Hart runs a programme called Sandbar.", &[]),
            ("{s:The survey} {c:found} {q:a slim majority for the bridge}.", &[]),
            ("{s:The new data} {c:show} {q:that the weir is sinking}.", &[]),
            ("{s:The survey} {c:shows} {q:most drivers are afraid of the bridge}.", &[]),
        ],
    ),
    phenomenon(
        21,
        "a scene after the cue, a former office, a closing aside",
        &[
            // A miss: he says nothing while he looks.
            ("{q:“It is closed,”} {s:Hart} {c:said}, {q:looking at the river}.", &[("It is", "Hart")]),
            ("{q:The mill would close}, {c:said} {s:former mayor Ada Moss}.", &[]),
            ("Many stay away ({q:a third never came back}, {c:according to} {s:the county}).", &[]),
        ],
    ),
    phenomenon(
        22,
        "polls as a word for a race, charges, nouns that look like verbs",
        &[
            ("Moss is ahead in the polls.", &[]),
            ("Hart is charged with theft.", &[]),
            ("The ruling will move the case to the county.", &[]),
            ("A think tank in Hartwick paid for the plan.", &[]),
        ],
    ),
];

fn render(text: &str) -> String {
    let article = Article::read(text);
    let mut marks: Vec<(&str, Span)> = Vec::new();
    for attribution in &article.attributions {
        marks.extend(attribution.source.iter().map(|s| ("s", *s)));
        marks.extend(attribution.cue.iter().map(|s| ("c", *s)));
        marks.extend(attribution.content.iter().map(|s| ("q", *s)));
    }
    marks.sort();
    marks.dedup();
    marked::render(text, marks)
}

fn speakers(text: &str) -> Vec<(String, String)> {
    let article = Article::read(text);
    let first = |span: Span| span.of(text).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    article.quotes.iter().map(|q| (first(q.span), q.speaker.map_or("", |s| s.name.of(text)).to_string())).collect()
}

#[test]
fn every_phenomenon_is_read() {
    let mut wrong = vec![];
    for phenomenon in PHENOMENA {
        for (source, expected) in phenomenon.texts {
            let text = marked::parse(source).text;
            let found = render(&text);
            if found != *source {
                wrong.push(format!("{} {}\n  expected {source:?}\n  found    {found:?}", phenomenon.number, phenomenon.name));
            }
            let expected: Vec<_> = expected.iter().map(|(words, name)| (words.to_string(), name.to_string())).collect();
            let found = speakers(&text);
            if found != expected {
                wrong.push(format!("{} {}\n  expected {expected:?}\n  found    {found:?}", phenomenon.number, phenomenon.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_phenomenon_is_forgotten() {
    let numbers: Vec<u32> = PHENOMENA.iter().map(|p| p.number).collect();
    assert_eq!(numbers, (1..=22).collect::<Vec<_>>());
}
