//! Headline, byline, dateline, date and furniture: what part each paragraph plays.

use super::lexicon::Class;
use super::paragraph::Role;
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
    for paragraph in &mut article.paragraphs {
        if is_furniture(paragraph.span.of(text)) {
            paragraph.role = Role::Furniture;
        }
    }
    let mut first_body = true;
    for at in 0..article.paragraphs.len() {
        let paragraph = &article.paragraphs[at];
        if paragraph.role == Role::Furniture {
            continue;
        }
        let words = paragraph.span.of(text);
        let short = paragraph.span.len() < 200 && !words.ends_with('.');
        let role = if BYLINE.is_match(words) {
            article.byline.get_or_insert(paragraph.span);
            Role::Byline
        } else if is_date_line(text, paragraph) {
            Role::Metadata
        } else if first_body && short && article.headline.is_none() {
            article.headline = Some(paragraph.span);
            Role::Headline
        } else if first_body && short && words.len() > 20 && at < 6 {
            Role::Deck
        } else if !first_body
            && short
            && words.len() < 80
            && !words.ends_with([':', ',', ';', '"', '”', '?', '!'])
            && title_words(paragraph)
        {
            Role::Subhead
        } else {
            if first_body {
                article.dateline = dateline(text, paragraph);
            }
            first_body = false;
            Role::Body
        };
        article.paragraphs[at].role = role;
    }
    article.date = date(text, article);
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^by[ :]+[\p{Lu}].{1,120}$|^by\s+\p{Lu}[\p{L}.'’-]+(\s+\p{Lu}[\p{L}.'’-]+)+.{0,60}$").expect("a valid pattern")
});

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}[\p{Lu} .’'-]{2,30}(,\s*[\p{L}. ]{2,20})?(\s*\([\p{L} ]+\))?\s*(—|–|--|-)\s").expect("a valid pattern")
});

fn dateline(text: &str, paragraph: &Paragraph) -> Option<Span> {
    let found = DATELINE.find(paragraph.span.of(text))?;
    Some(Span::new(0, found.end()).shift(paragraph.span.start).trim(text))
}

const FURNITURE: &[&str] = &[
    "advertisement",
    "share",
    "share this",
    "tweet",
    "email",
    "print",
    "comments",
    "comments are closed.",
    "comments are closed",
    "read more",
    "###",
    "--",
    "***",
    "- 30 -",
    "-30-",
    "visual overlay",
    "related resources:",
    "related",
    "subscribe",
    "sign up",
    "issue area",
    "for immediate release",
    "story continues below",
    "skip advertisement",
    "contact:",
    "media contact:",
    "enlarge",
    "loading...",
];

fn is_furniture(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    let lower = line.to_lowercase();
    let lower = lower.trim();
    FURNITURE.contains(&lower)
        || !lower.contains(char::is_alphanumeric)
        || (lower.contains('@') && lower.split_whitespace().count() <= 8)
        || ["image:", "photo:", "read at:", "file photo", "posted:", "getty images", "follow us"]
            .iter()
            .any(|start| lower.starts_with(start))
        || (lower.starts_with("http") && !lower.contains(' '))
}

/// Whether nearly all longer words begin with a capital.
fn title_words(paragraph: &Paragraph) -> bool {
    let mut words =
        paragraph.reading.tokens.iter().filter(|t| t.is_word() && !t.is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION)));
    words.all(|t| t.is_capitalised())
}

fn is_date_line(text: &str, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.of(text);
    words.len() < 60 && find_date(words).is_some_and(|(range, _)| words.len() - range.len() < 30)
}

/// The article's date: of a metadata line or the byline, else of the dateline's surroundings.
fn date(text: &str, article: &Article) -> Option<Dated> {
    let lines = article.paragraphs.iter().take(12).filter(|p| matches!(p.role, Role::Byline | Role::Metadata | Role::Furniture));
    for paragraph in lines {
        if let Some((range, date)) = find_date(paragraph.span.of(text)) {
            return Some(Dated { span: Span::new(range.start, range.end).shift(paragraph.span.start), date });
        }
    }
    None
}

static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
        .expect("a valid pattern")
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(\d{4})\b")
        .expect("a valid pattern")
});
static ISO: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\d{4})-(\d{2})-(\d{2})\b").expect("a valid pattern"));

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
        let [year, month, day] = parts(all);
        let month = by_name(month).or_else(|| number(month))?;
        let date = Date::new(number(year)?, month as i8, number(day)? as i8).ok()?;
        Some((found.get(0)?.range(), date))
    };
    found(&ISO, |[y, m, d]| [y, m, d])
        .or_else(|| found(&MONTH_FIRST, |[m, d, y]| [y, m, d]))
        .or_else(|| found(&DAY_FIRST, |[d, m, y]| [y, m, d]))
}
