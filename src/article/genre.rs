//! What sort of text an article is, where that decides who vouches for its figures: a release speaks for whoever issued it, an
//! interview in questions and answers for whoever answers.

use super::Article;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// Marked as such: "FOR IMMEDIATE RELEASE", "###", "Notes to editors".
    Release,
    /// Questions and answers with labels: "Q:", "A:".
    Interview,
}

impl Genre {
    pub fn name(self) -> &'static str {
        match self {
            Genre::Release => "release",
            Genre::Interview => "interview",
        }
    }
}

/// The sort of an article and the line that shows it; `None` for a story like most.
pub fn of(text: &str, article: &Article) -> Option<(Genre, Span)> {
    let lines = || article.paragraphs.iter().map(|p| p.span);
    let n = article.paragraphs.len();
    // A release says so at its head or at its end.
    let rim = lines().take(6).chain(lines().skip(n.saturating_sub(8).max(6)));
    if let Some(mark) = rim.into_iter().find(|line| marks_release(line.of(text))) {
        return Some((Genre::Release, mark));
    }
    let question = lines().find(|line| labelled(line.of(text), 'Q'))?;
    let asked = lines().filter(|line| labelled(line.of(text), 'Q')).count();
    let answered = lines().filter(|line| labelled(line.of(text), 'A')).count();
    (asked >= 2 && answered >= 2).then_some((Genre::Interview, question))
}

fn marks_release(line: &str) -> bool {
    const MARKS: [&str; 9] = [
        "for immediate release",
        "press release",
        "news release",
        "media release",
        "###",
        "ends",
        "-ends-",
        "- ends -",
        "notes to editors",
    ];
    line.len() < 40 && MARKS.contains(&line.trim_end_matches(':').to_lowercase().as_str())
}

/// "Q:", "Q. ", "A1:".
pub fn labelled(line: &str, letter: char) -> bool {
    let Some(rest) = line.strip_prefix(letter) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with([':', '.']) && rest[1..].starts_with([' ', '\u{a0}', '\t'])
}

/// Per paragraph, whether it is part of an answer.
pub fn answers(text: &str, article: &Article) -> Vec<bool> {
    let interview = article.genre.is_some_and(|(genre, _)| genre == Genre::Interview);
    let mut answering = false;
    let part = |span: Span| {
        let line = span.of(text);
        answering = labelled(line, 'A') || answering && !labelled(line, 'Q');
        interview && answering
    };
    article.paragraphs.iter().map(|p| p.span).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Genre, &str)>) {
        let article = Article::read(text);
        assert_eq!(article.genre.map(|(genre, span)| (genre, span.of(text))), expected);
    }

    #[test]
    fn releases_and_interviews_are_told_by_their_marks() {
        check(
            "FOR IMMEDIATE RELEASE\n\nThe trust has bought 640 acres along the creek.\n\n###",
            Some((Genre::Release, "FOR IMMEDIATE RELEASE")),
        );
        check(
            "Q: How many trees are there?\n\nA: Four million.\n\nQ: And birds?\n\nA: More.",
            Some((Genre::Interview, "Q: How many trees are there?")),
        );
        check("A. Moss has 40 cows. Q. How many?\n\nThe end of the story came at noon.", None);
    }
}
