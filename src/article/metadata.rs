//! Headline, byline, dateline, date and furniture: what part each paragraph plays.

use super::lexicon::Class;
use super::paragraph::Role;
use super::token::Kind;
use super::{Article, Paragraph};
use crate::text::Span;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// A calendar date and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    pub span: Span,
    pub date: Date,
}

/// Gives every paragraph its role and finds the article's metadata.
pub fn place(text: &str, article: &mut Article) {
    let mut in_head = true;
    for at in 0..article.paragraphs.len() {
        let role = role(text, &article.paragraphs, at, in_head);
        in_head &= role != Role::Body;
        article.paragraphs[at].role = role;
    }
    choose_headline(text, &mut article.paragraphs);
    let first = |role| article.paragraphs.iter().find(|p| p.role == role).map(|p| p.span);
    article.headline = first(Role::Headline).map(|span| without_label(text, span));
    article.byline = first(Role::Byline).map(|span| without_label(text, span));
    article.dateline = article.paragraphs.iter().find(|p| p.role == Role::Body).and_then(|p| dateline(text, p));
    article.date = date(text, article);
}

/// The longest line that can still be a headline, a byline or a subhead, in bytes.
const LONGEST_LINE: usize = 220;

fn role(text: &str, paragraphs: &[Paragraph], at: usize, in_head: bool) -> Role {
    let paragraph = &paragraphs[at];
    let words = paragraph.span.of(text);
    if is_address(paragraph) {
        return Role::Furniture;
    }
    if words.len() > LONGEST_LINE {
        return if in_head && label(words).is_some_and(|(kind, _)| kind == Label::Deck) { Role::Deck } else { Role::Body };
    }
    if is_furniture(words, paragraph) {
        return Role::Furniture;
    }
    if in_head {
        match label(words) {
            Some((Label::Headline, _)) => return Role::Headline,
            Some((Label::Deck, _)) => return Role::Deck,
            Some((Label::Byline, _)) => return Role::Byline,
            Some((Label::Other, _)) => return Role::Metadata,
            None => {}
        }
    }
    if is_byline(words) && at < 12 {
        return Role::Byline;
    }
    if is_date_line(words) {
        return Role::Metadata;
    }
    let sentences = paragraph.reading.sentences.len();
    let has_stop = words.ends_with(['.', '!', '?', '"', '”', '’', ':', ';', ',']);
    if in_head {
        // A full stop does not rule a headline out: some archives end theirs with one. More than two sentences do.
        let more = paragraphs[at + 1..].iter().any(|p| p.span.len() > paragraph.span.len());
        let headline_like = !has_stop || mostly_capitalised(paragraph) || (words.len() < 110 && at < 3);
        return if more && sentences <= 2 && headline_like && dateline(text, paragraph).is_none() && !has_attribution(paragraph) {
            Role::Headline
        } else {
            Role::Body
        };
    }
    if !has_stop
        && words.len() < 90
        && !words.starts_with(['•', '*', '-', '–', '·'])
        && at + 1 < paragraphs.len()
        && mostly_capitalised(paragraph)
    {
        return Role::Subhead;
    }
    Role::Body
}

/// Whether the line is a web or mail address and nothing else.
fn is_address(paragraph: &Paragraph) -> bool {
    matches!(paragraph.reading.tokens.as_slice(), [only] if only.kind == Kind::Address)
}

/// Whether somebody is quoted in the paragraph: no headline of more than a few words does both.
fn has_attribution(paragraph: &Paragraph) -> bool {
    paragraph.span.len() > 110 && paragraph.reading.quotes.iter().any(|q| q.span.len() > 30)
}

/// Of all the lines above the body that could be the headline, the first of four words or more is; shorter ones before it are
/// page leftovers (a section's name), ones after it are decks.
fn choose_headline(text: &str, paragraphs: &mut [Paragraph]) {
    let words = |p: &Paragraph| p.reading.tokens.iter().filter(|t| t.is_word()).count();
    let head = paragraphs.iter().enumerate().take_while(|(_, p)| p.role != Role::Body);
    // Place, number of words, whether a label says that it is the headline.
    let candidates: Vec<(usize, usize, bool)> =
        head.filter(|(_, p)| p.role == Role::Headline).map(|(i, p)| (i, words(p), label(p.span.of(text)).is_some())).collect();
    let chosen =
        candidates.iter().find(|c| c.2).or(candidates.iter().find(|c| c.1 >= 4)).or(candidates.iter().find(|c| c.1 >= 3)).map(|c| c.0);
    for (i, words, _) in candidates {
        paragraphs[i].role = match chosen {
            Some(headline) if i == headline => Role::Headline,
            Some(headline) if i > headline && words >= 5 => Role::Deck,
            _ => Role::Furniture,
        };
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Headline,
    Deck,
    Byline,
    Other,
}

/// "Title: ..." and its kind, as export formats write metadata; with the offset of what follows.
fn label(line: &str) -> Option<(Label, usize)> {
    let colon = line.get(..24.min(floor(line, 24))).unwrap_or(line).find(':')?;
    let kind = match line[..colon].trim().to_ascii_lowercase().as_str() {
        "headline" | "title" => Label::Headline,
        "subtitle" | "deck" | "subhead" | "subheadline" | "summary" | "overview" | "description" => Label::Deck,
        "author" | "authors" | "byline" | "by" | "reporter" => Label::Byline,
        "date" | "published" | "updated" | "publisher" | "url" | "link" | "section" | "source" | "tags" | "topic" | "category"
        | "copyright" | "posted" | "last updated" => Label::Other,
        _ => return None,
    };
    Some((kind, colon + 1))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn without_label(text: &str, span: Span) -> Span {
    match label(span.of(text)) {
        Some((_, offset)) => Span { start: span.start + offset as u32, end: span.end }.trim(text),
        None => span,
    }
}

/// "By Ada Moss", also with a few dots in it: "By Ada R. Moss and J. Quill".
fn is_byline(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("By").or(line.strip_prefix("BY")) else { return false };
    let names = rest.trim_start_matches([' ', ':']);
    line.len() < 140
        && names.len() < rest.len()
        && names.starts_with(char::is_uppercase)
        && !names.contains(['!', '?'])
        && names.split('.').count() <= 5
        && names.split('.').skip(1).all(|part| part.chars().count() <= 60)
        && line.split_whitespace().nth(2).is_some_and(|w| w.starts_with(char::is_uppercase) || w == "and" || w == "|")
}

/// A line in signs of one byte each: `A` for a capital, `a` for any other letter, `0` for a digit, `_` for a space that is not the
/// plain one, `=` for a dash that is no hyphen, `x` for what no dateline holds. A pattern over it needs no table of the world's
/// letters, which takes tens of milliseconds to build.
fn outline(line: &str) -> String {
    let sign = |c: char| match c {
        ' ' | '.' | ',' | '\'' | '(' | ')' | '/' | '-' => c,
        '’' => '\'',
        '—' | '–' => '=',
        _ if c.is_uppercase() => 'A',
        _ if c.is_alphabetic() => 'a',
        _ if c.is_numeric() => '0',
        _ if c.is_whitespace() => '_',
        _ => 'x',
    };
    line.chars().take(300).map(sign).collect()
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^A[A .'-]{2,30}(?:,[ _]*[Aa. ]{2,20})?(?:,?[ _]*A[Aa]+\.? 0{1,2})?(?:[ _]*[(/][Aa ]+[)/])?[ _]*(?:=|--|-)[ _]*|^A[Aa'.-]+(?: A[Aa'.-]+){0,2}, A[Aa.]{1,15}(?:[ _]*\([Aa ]+\))?[ _]+(?:=|--|-)[ _]+",
    )
    .expect("a valid pattern")
});

/// Where the story was filed: the capitals before the first dash.
fn dateline(text: &str, paragraph: &Paragraph) -> Option<Span> {
    let words = paragraph.span.of(text);
    if !words.starts_with(char::is_uppercase) || !words.contains(['-', '–', '—']) {
        return None;
    }
    // Capitals, or no more than three words and a comma: nearly every paragraph goes on otherwise.
    let capitals = words.chars().skip(1).take(2).all(|c| c.is_uppercase() || !c.is_alphabetic());
    let town = || words.split_once(',').is_some_and(|(town, _)| town.matches(' ').count() <= 2);
    if !capitals && !town() {
        return None;
    }
    let chars = DATELINE.find(&outline(words))?.end();
    let end = words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at);
    let place = words[..end].trim_end_matches([' ', '—', '–', '-']);
    Some(Span::new(0, place.len()).shift(paragraph.span.start).trim(text))
}

/// Whole lines, small letters.
const FURNITURE: &[&str] = &[
    "ad",
    "advertisement",
    "advertising",
    "comments",
    "comments are closed",
    "contact",
    "continue reading",
    "copy link",
    "email",
    "email this",
    "enlarge",
    "facebook",
    "for immediate release",
    "full text",
    "get the app",
    "issue area",
    "leave a comment",
    "listen",
    "listen to this article",
    "load comments",
    "loading",
    "log in",
    "media contact",
    "media contacts",
    "menu",
    "more from this section",
    "more on this topic",
    "most popular",
    "most read",
    "newsletter",
    "press contact",
    "press release",
    "print",
    "print this page",
    "read more",
    "recommended",
    "related",
    "related articles",
    "related coverage",
    "related resources",
    "related stories",
    "save",
    "share",
    "share this",
    "share this article",
    "show comments",
    "sign in",
    "sign up",
    "skip advertisement",
    "sponsored",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "topics",
    "trending",
    "tweet",
    "twitter",
    "watch",
    "whatsapp",
    "view comments",
];

/// Starts of lines that are captions, credits, links or contact details.
const FURNITURE_STARTS: &[&str] = &[
    "image:",
    "photo:",
    "photo by",
    "photo credit",
    "picture:",
    "video:",
    "caption:",
    "file photo",
    "read at:",
    "read more:",
    "read also",
    "also read",
    "see also",
    "posted:",
    "follow us",
    "sign up for",
    "subscribe to",
    "click here",
    "©",
    "copyright ",
    "all rights reserved",
    "published:",
    "updated:",
    "last updated",
    "filed under",
    "tagged",
    "image credit",
    "getty images",
    "contact:",
    "tel:",
    "phone:",
    "e-mail:",
    "email:",
];

const CREDITS: &[&str] = &[
    "/getty images",
    "getty images)",
    "ap photo",
    "/reuters",
    "/afp",
    "reuters/",
    "(photo:",
    "/shutterstock",
    "<tweet",
    "/the associated press",
];

fn is_furniture(line: &str, paragraph: &Paragraph) -> bool {
    if line.len() > 160 {
        return false;
    }
    let starts = |start: &&str| line.as_bytes().get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()));
    let tokens = &paragraph.reading.tokens;
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let starts = FURNITURE_STARTS.iter().any(starts);
    // A line of more words is no caption.
    if starts || words > 9 {
        return starts;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || FURNITURE.contains(&bare) || bare == "30" {
        return true;
    }
    let addresses = tokens.iter().filter(|t| t.kind == Kind::Address).count();
    let has_stop = line.ends_with('.');
    (addresses > 0 && words <= 6)
        || CREDITS.iter().any(|credit| lower.contains(credit))
        || (words > 0 && words <= 4 && !has_stop && lower.ends_with("min read"))
}

/// Whether the longer words begin with a capital, as in a title.
fn mostly_capitalised(paragraph: &Paragraph) -> bool {
    let small = Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION).or(Class::AUXILIARY);
    let (mut capitals, mut all) = (0, 0);
    for token in paragraph.reading.tokens.iter().filter(|t| t.is_word() && !t.is(small)) {
        all += 1;
        capitals += token.is_capitalised() as usize;
    }
    all > 0 && capitals * 10 >= all * 7
}

fn is_date_line(line: &str) -> bool {
    line.len() < 60 && find_date(line).is_some_and(|(range, _)| line.len() - range.len() < 30)
}

/// The article's date: a date line of its own, else the byline's, else another line of the page's head.
fn date(text: &str, article: &Article) -> Option<Dated> {
    let head = || article.paragraphs.iter().take(15).take_while(|p| p.role != Role::Body);
    let of = |paragraph: &Paragraph| {
        let (range, date) = find_date(paragraph.span.of(text))?;
        Some(Dated { span: Span::new(range.start, range.end).shift(paragraph.span.start), date })
    };
    [Role::Metadata, Role::Byline, Role::Furniture].into_iter().find_map(|role| head().filter(|p| p.role == role).find_map(of))
}

static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
        .expect("a valid pattern")
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(\d{4})\b")
        .expect("a valid pattern")
});
static ISO: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\d{4})[-/](\d{2})[-/](\d{2})\b").expect("a valid pattern"));

/// The first full date of a text.
pub fn find_date(text: &str) -> Option<(std::ops::Range<usize>, Date)> {
    let number = |s: &str| s.parse::<i16>().ok();
    let by_name = |month: &str| {
        const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let month = month.to_lowercase();
        MONTHS.iter().position(|m| *m == month).map(|m| m as i16 + 1)
    };
    let found = |pattern: &Regex, parts: fn([&str; 3]) -> [&str; 3]| {
        let found = pattern.captures(text)?;
        let (_, all) = found.extract::<3>();
        let [year, month, day] = parts(all).map(|s| s.to_string());
        let month = by_name(&month).or_else(|| number(&month))?;
        let date = Date::new(number(&year)?, month as i8, number(&day)? as i8).ok()?;
        Some((found.get(0)?.range(), date))
    };
    // Every pattern has a year in digits of ASCII or of another script.
    let has_year = if text.is_ascii() {
        text.as_bytes().windows(4).any(|year| year.iter().all(u8::is_ascii_digit))
    } else {
        text.chars().any(char::is_numeric)
    };
    if !has_year {
        return None;
    }
    found(&ISO, |[y, m, d]| [y, m, d])
        .or_else(|| found(&MONTH_FIRST, |[m, d, y]| [y, m, d]))
        .or_else(|| found(&DAY_FIRST, |[d, m, y]| [y, m, d]))
}

#[cfg(test)]
mod tests {
    use super::super::Article;
    use crate::text::marked;

    /// Marks what was found and compares: `{headline:}`, `{byline:}`, `{dateline:}`, `{furniture:}`, `{deck:}`, `{subhead:}`.
    fn check(source: &str, date: &str) {
        use super::Role;
        let text = marked::parse(source).text;
        let article = Article::read(&text);
        let role = |p: &super::Paragraph| match p.role {
            Role::Furniture => Some("furniture"),
            Role::Deck => Some("deck"),
            Role::Subhead => Some("subhead"),
            _ => None,
        };
        let mut marks: Vec<_> = article.paragraphs.iter().filter_map(|p| Some((role(p)?, p.span))).collect();
        let named = [("headline", article.headline), ("byline", article.byline), ("dateline", article.dateline)];
        marks.extend(named.into_iter().filter_map(|(kind, span)| Some((kind, span?))));
        assert_eq!(marked::render(&text, marks), source);
        assert_eq!(article.date.map_or(String::new(), |d| d.date.to_string()), date);
    }

    #[test]
    fn a_page_with_leftovers() {
        check(
            "{furniture:Advertisement}\n\n{furniture:Local News}\n\n{headline:Four hundred homes lose power in Hartwell}\n\n{furniture:Share}\n\n{byline:By Ada Moss March 3, 2019}\n\nThe lights went out at noon on Tuesday, and nobody in the town knew why they had gone out.\n\n{furniture:Comments are closed.}",
            "2019-03-03",
        );
    }

    #[test]
    fn a_release_with_a_dateline_and_a_deck() {
        check(
            "{headline:Coalition Calls on Council to Save Bridge}\n\n{deck:More than a dozen groups join in}\n\nPosted 4 June 2021\n\n{dateline:HARTWELL, Wis.} — A coalition of river groups called on the council to save the bridge, which was closed after a storm.\n\n{subhead:What Happens Next}\n\nThe council meets on Monday.\n\n{furniture:###}",
            "2021-06-04",
        );
    }

    #[test]
    fn exported_fields() {
        check(
            "Title: {headline:Bridge closed}\nSubtitle: The council had no choice\nAuthor: {byline:Ada Moss}\nDate: 2020-11-05\nURL: https://paper.example/bridge\n\nThe bridge was closed on Thursday after engineers found cracks in two of its piers."
                .replace("Subtitle: The council had no choice", "{deck:Subtitle: The council had no choice}")
                .replace("URL: https://paper.example/bridge", "{furniture:URL: https://paper.example/bridge}")
                .as_str(),
            "2020-11-05",
        );
    }

    #[test]
    fn a_text_may_be_nothing_but_body() {
        check("The council met on Monday. It closed the bridge, said Ada Moss, its clerk.", "");
        check("", "");
    }
}
