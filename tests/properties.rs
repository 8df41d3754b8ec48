//! What holds for any text: random ones, and ones that look like news and were damaged.
//!
//! Nothing panics; every span lies on letters' borders, inside the text and in order; reading twice gives the same; a paragraph
//! alone is read as it is inside its article, but for what openly carries over; and reading after an edit, with the paragraphs that
//! the edit left alone taken over, is reading afresh.

use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use whosays::archive::{Archive, Document};
use whosays::article::paragraph::Reading;
use whosays::article::{Article, Figure};
use whosays::rules;
use whosays::settings::Settings;
use whosays::text::{Change, Encoding, Span, marked};

/// Our own marked articles and examples, without their marks.
static NEWS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut paths: Vec<_> = ["tests/corpus", "examples"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("a folder of the project").map(|e| e.expect("readable").path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|p| marked::parse(&std::fs::read_to_string(p).expect("readable")).text).collect()
});

/// What breaks things: marks, signs of many scripts, line ends, controls, and the words that reading asks for.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{A0}",
    "\u{2028}",
    "\u{200B}",
    "\u{FEFF}",
    "\0",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "«",
    "»",
    "''",
    "'",
    ".",
    "!",
    "?",
    ":",
    ";",
    ",",
    "—",
    "–",
    "-",
    "...",
    "…",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "$",
    "£",
    "€",
    "%",
    "½",
    "⁄",
    "×",
    "^",
    "#",
    "@",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "日本",
    "👍🏽",
    "e\u{301}",
    "א",
    "1",
    "0",
    "2019",
    "3.5",
    "1,000",
    "10^6",
    "hundred",
    "million",
    "dozens of",
    "one in five",
    "said",
    " said Ada Moss",
    "according to",
    "The audit found that",
    "He ",
    "Mr. ",
    "U.S. ",
    "Inc.",
    "By ",
    "Advertisement",
    "###",
    "The following is a statement by ",
    "• ",
    "1. ",
    "Headline: ",
    "percent",
    "per cent",
    "million dollars",
    "TK",
    "[CHECK]",
];

/// An edit: at a place (a share of the text), so many letters go and something comes.
#[derive(Clone, Debug)]
struct Edit {
    at: f64,
    cut: usize,
    put: String,
}

fn edit() -> impl Strategy<Value = Edit> {
    let piece = prop_oneof![
        4 => (0..PIECES.len()).prop_map(|i| PIECES[i].to_string()),
        1 => any::<char>().prop_map(|c| c.to_string()),
        1 => Just(String::new()),
    ];
    let cut = prop_oneof![4 => 0..12usize, 1 => 0..600usize];
    (0.0..1.0f64, cut, piece).prop_map(|(at, cut, put)| Edit { at, cut, put })
}

fn border(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

fn apply(text: &str, edit: &Edit) -> String {
    let start = border(text, (text.len() as f64 * edit.at) as usize);
    let end = border(text, start + edit.cut).max(start);
    [&text[..start], &edit.put, &text[end..]].concat()
}

/// News that was damaged.
fn damaged() -> impl Strategy<Value = String> {
    (0..NEWS.len(), proptest::collection::vec(edit(), 0..12))
        .prop_map(|(i, edits)| edits.iter().fold(NEWS[i].clone(), |text, edit| apply(&text, edit)))
}

/// Pieces after pieces.
fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..PIECES.len(), 0..80).prop_map(|picks| picks.iter().map(|i| PIECES[*i]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![damaged(), pieces(), "\\PC{0,200}", any::<String>()]
}

fn check_span(text: &str, span: Span, what: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    let fits = start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end);
    assert!(fits, "{what} {start}..{end} in {text:?}");
}

/// Spans inside the text, on borders, in the order of their starts.
fn check_list(text: &str, spans: impl IntoIterator<Item = Span>, what: &str) {
    let mut last = 0;
    for span in spans {
        check_span(text, span, what);
        assert!(span.start >= last, "{what} out of order at {} in {text:?}", span.start);
        last = span.start;
    }
}

/// Lists whose spans do not even overlap.
fn check_apart(text: &str, spans: impl IntoIterator<Item = Span>, what: &str) {
    let mut last = 0;
    for span in spans {
        check_span(text, span, what);
        assert!(!span.is_empty() && span.start >= last, "{what} overlaps at {} in {text:?}", span.start);
        last = span.end;
    }
}

fn check_article(text: &str, article: &Article) {
    check_list(text, [article.headline, article.byline, article.dateline].into_iter().flatten().take(1), "head");
    check_apart(text, article.paragraphs.iter().map(|p| p.span), "paragraph");
    for paragraph in &article.paragraphs {
        let words = paragraph.span.of(text);
        check_apart(words, paragraph.reading.tokens.iter().map(|t| t.span()), "token");
        let mut end = 0;
        for sentence in &paragraph.reading.sentences {
            assert!(sentence.start == end && sentence.end > sentence.start, "sentences of {words:?}");
            end = sentence.end;
        }
        assert_eq!(end, paragraph.reading.tokens.len(), "every token is in a sentence of {words:?}");
    }
    let mut numbers: Vec<Span> = article.figures.iter().map(|f| f.span).chain(article.numbers.iter().map(|n| n.span)).collect();
    check_apart(text, article.figures.iter().map(|f| f.span), "figure");
    check_apart(text, article.numbers.iter().map(|n| n.span), "number");
    numbers.sort();
    check_apart(text, numbers, "figure or number");
    let n_attributions = article.attributions.len() as u32;
    for figure in &article.figures {
        check_list(text, figure.hedge, "hedge");
        check_list(text, figure.noun, "noun");
        assert!(figure.attribution.is_none_or(|a| a < n_attributions));
        assert!(figure.value.is_none_or(f64::is_finite) && figure.high.is_none_or(f64::is_finite), "{figure:?} in {text:?}");
    }
    assert!(article.figures.windows(2).all(|f| f[0].claim <= f[1].claim && f[1].claim <= f[0].claim + 1), "claims of {text:?}");
    check_list(text, article.quotes.iter().map(|q| q.span), "quote");
    for quote in &article.quotes {
        assert!(quote.attribution.is_none_or(|a| a < n_attributions));
        if let Some(speaker) = quote.speaker {
            check_span(text, speaker.span, "speaker");
            check_span(text, speaker.name, "name");
            assert!(speaker.entity.is_none_or(|e| (e as usize) < article.entities.len()));
        }
    }
    check_list(text, article.attributions.iter().map(|a| a.cue[0]), "cue");
    for attribution in &article.attributions {
        assert!(!attribution.content.is_empty(), "an attribution of nothing in {text:?}");
        check_list(text, attribution.content.iter().copied(), "content");
        check_list(text, attribution.source.iter().copied(), "source");
        check_list(text, attribution.name, "name");
        check_list(text, attribution.head, "head of a source");
        check_span(text, attribution.reach, "reach");
    }
    check_list(text, article.mentions.iter().map(|m| m.span), "mention");
    assert!(article.mentions.iter().all(|m| (m.entity as usize) < article.entities.len()));
    check_list(text, article.entities.iter().map(|e| e.name).take(1), "entity");
    for entity in &article.entities {
        entity.aliases.iter().for_each(|alias| check_span(text, *alias, "alias"));
    }
}

fn same(a: &Article, b: &Article) -> bool {
    // All there is, paragraphs' readings included.
    format!("{a:?}") == format!("{b:?}")
}

/// What a figure is, without what its article makes of it.
fn alone(figure: &Figure, base: u32) -> impl PartialEq + std::fmt::Debug + use<> {
    let place = |s: Span| (s.start - base, s.end - base);
    let counted = (figure.kind, figure.value.map(f64::to_bits), figure.high.map(f64::to_bits), figure.unit);
    (place(figure.span), counted, figure.hedge.map(place), figure.noun.map(place), figure.facts)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_in_order(text in any_text()) {
        check_article(&text, &Article::read(&text));
    }

    #[test]
    fn reading_twice_gives_the_same(text in any_text()) {
        prop_assert!(same(&Article::read(&text), &Article::read(&text)));
    }

    /// The room of paragraphs takes a paragraph alone; only roles, attributions and verdicts look beyond it.
    #[test]
    fn a_paragraph_alone_is_read_as_inside_its_article(text in any_text()) {
        let article = Article::read(&text);
        let mut figures = article.figures.iter();
        let mut numbers = article.numbers.iter();
        for paragraph in &article.paragraphs {
            let words = paragraph.span.of(&text);
            let reading = Reading::of(words);
            prop_assert_eq!(format!("{:?}", reading), format!("{:?}", paragraph.reading));
            for figure in &reading.figures.figures {
                let inside = figures.next().expect("as many figures as all paragraphs have");
                prop_assert_eq!(alone(figure, 0), alone(inside, paragraph.span.start));
            }
            for number in &reading.figures.numbers {
                let inside = numbers.next().expect("as many numbers as all paragraphs have");
                prop_assert_eq!((number.span.shift(paragraph.span.start), number.kind), (inside.span, inside.kind));
            }
        }
        prop_assert!(figures.next().is_none() && numbers.next().is_none());
    }

    /// An editor's way through a text: each version is read after the one before.
    #[test]
    fn reading_after_an_edit_is_reading_afresh(first in damaged(), edits in proptest::collection::vec(edit(), 1..8)) {
        let (mut text, mut article) = (first.clone(), Article::read(&first));
        for edit in &edits {
            let next = apply(&text, edit);
            article = Article::read_after(&next, Some((&text, &article)));
            prop_assert!(same(&article, &Article::read(&next)), "after {edit:?} in {text:?}");
            text = next;
        }
    }

    /// From any earlier text at all, not only from one that an edit away.
    #[test]
    fn reading_after_any_other_text_is_reading_afresh(old in any_text(), new in any_text()) {
        let earlier = Article::read(&old);
        prop_assert!(same(&Article::read_after(&new, Some((&old, &earlier))), &Article::read(&new)));
    }

    /// What rules keep with the paragraphs that an edit left alone is what they find in a text that they see for the first time.
    #[test]
    fn rules_after_an_edit_find_what_they_find_afresh(first in damaged(), edits in proptest::collection::vec(edit(), 1..6)) {
        let settings = Settings::default();
        let find = |document: &Arc<Document>, archive: &Archive| {
            archive.open(Arc::clone(document));
            rules::run(document, archive, &settings)
        };
        let archive = Archive::default();
        let mut document = Arc::new(Document::opened("one.txt", 0, &first));
        find(&document, &archive);
        for (version, edit) in (1..).zip(&edits) {
            let whole = Change { range: None, text: apply(document.as_str(), edit) };
            document = Arc::new(document.edited(Some(version), std::slice::from_ref(&whole), Encoding::Utf16));
            let afresh = find(&Arc::new(Document::opened("one.txt", 0, &whole.text)), &Archive::default());
            prop_assert_eq!(find(&document, &archive), afresh, "after {:?} in {:?}", edit, whole.text);
        }
    }

    /// Rules look at any article without a word too many and with places inside it.
    #[test]
    fn rules_look_at_any_text(text in any_text(), other in damaged()) {
        let archive = Archive::default();
        let one = Arc::new(Document::new("one.txt", &text));
        archive.open(Arc::clone(&one));
        archive.open(Arc::new(Document::new("two.txt", &other)));
        for finding in rules::run(&one, &archive, &Settings::default()) {
            check_span(one.as_str(), finding.span, finding.code);
            prop_assert!(!finding.message.is_empty());
        }
    }
}

/// Nesting and repetition that would show a stack or a square: long, but read at once.
#[test]
fn endless_texts_are_read() {
    let n = 20_000;
    for piece in
        ["“", "\"", "(", "said ", "he said, ", "1,", "one hundred ", "A. ", "-", "Mr. Moss ", "’", "\n", "million of ", "“A,” he said. "]
    {
        let text = piece.repeat(n);
        check_article(&text, &Article::read(&text));
    }
}
