//! `headline-figure`: the figures of the headline against those of the body.

use super::{Finding, Level, Related, Rule, Subject};
use crate::article::figure::Facts;
use crate::article::{Figure, FigureKind, Role};
use crate::text::Span;
use std::sync::Arc;

pub const RULE: Rule = Rule {
    code: "headline-figure",
    level: Level::Information,
    docs: concat!(
        r#"A figure of the headline that the body contradicts or does not contain.

## Why
Headlines are written last and by somebody else, and the story is updated after them. A reader who finds 12 in the headline and 14 in the
text believes neither.

Figures are compared by value, with rounding and hedges: "Over 60" agrees with 63, "$2 million" with $1.96 million, "half" with
51 percent. Number words count like digits. A figure that nothing in the body agrees with is reported when the body counts the same thing
differently, or when it is large enough that it should have been said; small numbers, which the text may give by naming people, are
reported only when contradicted. Durations, scores and vague figures ("hundreds") are not compared, nor texts too short to be whole.

```news
{headline-figure:14} homes lost in marsh fire

By Ada Moss

A fire in the marsh destroyed 12 homes on Monday night, said the county's fire chief, Jo Hart.
Crews from three towns fought it until the rain came in the morning.

“We lost 12 homes,” Hart said. Nobody was hurt, and the road to the coast is open again. What set the
reeds on fire is not known.
```

```news
Over 60 groups ask port to spare marsh

By Ada Moss

A coalition of 63 organizations asked the port on Monday to leave the marsh alone. They sent it a
letter that the Marsh Trust made public. The port's directors have not answered it.

The port wants to build a second dock there. It would cost about $1.96 million, the letter says.
```

"#,
        include_str!("measured/headline-figure.md")
    ),
    check,
};

/// Shorter bodies are first paragraphs or notices, which need not repeat the headline.
const SHORTEST_BODY: u32 = 250;

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let article = subject.article;
    let Some(headline) = article.headline else { return };
    let mut stated = article.figures.iter().filter(|f| headline.contains(f.span)).filter(|f| is_compared(subject, f)).peekable();
    if stated.peek().is_none() {
        return;
    }
    let body: u32 = article.paragraphs.iter().filter(|p| is_told(p.role)).map(|p| p.span.end - p.span.start).sum();
    if body < SHORTEST_BODY {
        return;
    }
    // Figures of other lines above the body, and of furniture, confirm but do not contradict.
    let others: Vec<(&Figure, Role)> = article
        .figures
        .iter()
        .filter(|f| !headline.contains(f.span))
        .map(|f| (f, article.paragraph_at(f.span.start).map_or(Role::Body, |p| p.role)))
        .collect();
    for figure in stated {
        if others.iter().any(|(other, _)| agree(subject.text, figure, other)) || is_written_otherwise(subject, headline, figure) {
            continue;
        }
        let rival = others.iter().find(|(other, role)| is_told(*role) && is_same_thing(subject, figure, other)).map(|(other, _)| *other);
        let small = figure.value.is_some_and(|v| v < 10.0) && figure.kind == FigureKind::Count;
        let words = figure.span.of(subject.text);
        let message = match rival {
            Some(rival) => format!(
                "The headline says “{words}”, the text “{}”.",
                rival.noun.map_or(rival.span, |n| rival.span.cover(n)).of(subject.text)
            ),
            None if small => continue,
            None => format!("“{words}” stands in the headline and nowhere in the text."),
        };
        let related =
            rival.map(|r| Related { path: Arc::clone(&subject.document.path), span: r.span, message: "The figure of the text.".into() });
        findings.push(Finding {
            code: RULE.code,
            level: RULE.level,
            span: figure.span,
            message,
            related: related.into_iter().collect(),
            fixes: vec![],
        });
    }
}

/// Whether a paragraph of this role is part of the story that the headline is over.
fn is_told(role: Role) -> bool {
    !matches!(role, Role::Headline | Role::Byline | Role::Metadata | Role::Furniture)
}

/// Whether a figure of the headline is one that the body should bear out.
fn is_compared(subject: &Subject, figure: &Figure) -> bool {
    let kind = matches!(
        figure.kind,
        FigureKind::Count | FigureKind::Percent | FigureKind::Money | FigureKind::Measure | FigureKind::Fraction | FigureKind::Range
    );
    // "7 ways to": the list is the text.
    let listed = figure.noun.is_some_and(|noun| {
        let head = noun.of(subject.text).rsplit(' ').next().unwrap_or_default().to_lowercase();
        matches!(
            head.as_str(),
            "ways"
                | "things"
                | "reasons"
                | "tips"
                | "takeaways"
                | "facts"
                | "questions"
                | "steps"
                | "photos"
                | "pictures"
                | "lessons"
                | "times"
                | "best"
                | "ideas"
                | "myths"
                | "moments"
        )
    });
    // So is it under "The 11 words everyone says".
    kind && figure.value.is_some() && !listed && !figure.facts.has(Facts::ONE) && !figure.facts.has(Facts::DEFINITE)
}

/// What a hedge lets a value be.
#[derive(Clone, Copy, PartialEq)]
enum Hold {
    Exactly,
    About,
    AtLeast,
    AtMost,
}

/// A value with its precision and what its hedge lets it be.
struct Stated {
    low: f64,
    high: f64,
    /// Half a unit of the last digit that is said: 0.05 million for "$2.1 million".
    slack: f64,
    hold: Hold,
}

fn stated(text: &str, figure: &Figure) -> Option<Stated> {
    let low = figure.value?;
    let high = figure.high.unwrap_or(low);
    Some(Stated { low: low.min(high), high: low.max(high), slack: slack(low), hold: hold(figure.hedge.map(|h| h.of(text))) })
}

/// Half a unit of the last digit that is not a zero: 500 may be 450 to 550, 520 may be 515 to 525.
fn slack(value: f64) -> f64 {
    let value = value.abs();
    if value < 10.0 {
        // Small numbers are counted, not rounded, unless they have a fraction.
        return if value.fract() == 0.0 { 0.0 } else { 0.05 };
    }
    let mut unit = 1.0;
    while unit * 10.0 <= value && (value / (unit * 10.0)).fract().abs() < 1e-9 {
        unit *= 10.0;
    }
    if unit == 1.0 { 0.5 - 1e-9 } else { unit / 2.0 }
}

fn hold(text_of_hedge: Option<&str>) -> Hold {
    let Some(hedge) = text_of_hedge.map(str::to_lowercase) else { return Hold::Exactly };
    let any = |words: &[&str]| words.iter().any(|w| hedge.contains(w));
    // "no more than" before "more than".
    if any(&[
        "no more",
        "not more",
        "at most",
        "less than",
        "fewer than",
        "under",
        "below",
        "up to",
        "nearly",
        "almost",
        "as many",
        "as much",
        "close to",
        "maximum",
        "shy of",
        "short of",
        "lower than",
    ]) {
        return Hold::AtMost;
    }
    if any(&[
        "no less",
        "no fewer",
        "more than",
        "over",
        "above",
        "at least",
        "greater than",
        "higher than",
        "upward",
        "minimum",
        "excess",
        "exceeding",
        "topping",
    ]) {
        return Hold::AtLeast;
    }
    Hold::About
}

/// Whether a figure of the body bears out one of the headline.
fn agree(text: &str, headline: &Figure, body: &Figure) -> bool {
    let (Some(h), Some(b)) = (stated(text, headline), stated(text, body)) else { return false };
    // The same number of whatever kind: "5 million pounds" and "£5 million", "half" and "half an hour".
    if (h.low - b.low).abs() < 1e-9 || (h.high - b.high).abs() < 1e-9 || (h.high - b.low).abs() < 1e-9 {
        return true;
    }
    let (h, b) = match (headline.kind, body.kind) {
        // "a third" and "34 percent", "one in five" and "20 percent".
        (FigureKind::Fraction | FigureKind::Ratio, FigureKind::Percent) => {
            (Stated { low: h.low * 100.0, high: h.high * 100.0, slack: 3.0, ..h }, b)
        }
        (FigureKind::Percent, FigureKind::Fraction | FigureKind::Ratio) => {
            (h, Stated { low: b.low * 100.0, high: b.high * 100.0, slack: 3.0, ..b })
        }
        (x, y) if x == y || matches!((x, y), (FigureKind::Count, FigureKind::Range) | (FigureKind::Range, FigureKind::Count)) => (h, b),
        _ => return false,
    };
    if headline.unit != body.unit && headline.kind == body.kind {
        return false;
    }
    let slack = if b.hold == Hold::Exactly { h.slack } else { h.slack.max(b.slack) };
    // Within the precision that either of them claims, or inside a range.
    let near = b.high >= h.low - slack && b.low <= h.high + slack;
    let within = |ratio: f64| b.high <= h.high * ratio && b.high >= h.high / ratio;
    match h.hold {
        // "500" over "more than 480" and "nearly 510"
        Hold::Exactly => {
            near || b.hold == Hold::AtLeast && h.low >= b.low && within(1.3) || b.hold == Hold::AtMost && h.high <= b.high && within(1.3)
        }
        Hold::About => near || within(1.15),
        Hold::AtLeast => near || b.high >= h.low && within(1.7),
        Hold::AtMost => near || b.low <= h.high && within(1.35),
    }
}

/// Whether the body says the number in a form that is no figure: an age, a name, a year.
fn is_written_otherwise(subject: &Subject, headline: Span, figure: &Figure) -> bool {
    let Some(value) = figure.value else { return false };
    subject
        .article
        .numbers
        .iter()
        .filter(|n| !headline.contains(n.span))
        .any(|n| n.span.of(subject.text).replace(',', "").parse() == Ok(value))
}

/// Whether two figures count the same thing in the same unit.
fn is_same_thing(subject: &Subject, headline: &Figure, body: &Figure) -> bool {
    if headline.kind != body.kind || headline.unit != body.unit || body.value.is_none() {
        return false;
    }
    let (Some(a), Some(b)) = (headline.noun, body.noun) else { return false };
    let head = |span: Span| span.of(subject.text).rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    head(a) == head(b) && head(a).len() > 3
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::RULE;

    /// A headline over a body long enough to be a story.
    fn story(headline: &str, lead: &str) -> String {
        format!(
            "{headline}\n\nBy Ada Moss\n\n{lead}\n\nThe council will meet again in the spring to talk about it, and the mayor has said that she will be there. Nobody from the company could be reached on the day, and its office in the old mill by the river was closed to visitors.\n\nThe weekly market goes on as before.\n"
        )
    }

    #[test]
    fn rounding_hedges_and_words_agree() {
        let agreeing = [
            ("500 groups urge port to stop", "The letter was signed by more than 500 local groups."),
            ("Two million see boat race", "Some 1.96 million people saw the race on Sunday, the police said."),
            ("Nearly 100 join harbour swim", "The swim drew 97 people, its organisers said."),
            ("Half of town wants new bridge", "A poll found 51 percent of the town in favour."),
            ("Twelve held after market raid", "The police arrested 12 people on Monday."),
            ("£3m for town's bridge", "The county will give £3 million, it said."),
            ("Man, 34, rescued from river", "Jo Hart, 34, was taken out of the river alive."),
            ("5 ways to save the marsh", "The marsh is drying out, the trust says."),
            ("Three hurt in ferry crash", "Ada Moss, Al Reed and a child were hurt when the ferry met the pier."),
        ];
        for (headline, lead) in agreeing {
            fixture::check(&RULE, &story(headline, lead));
        }
    }

    #[test]
    fn contradicted_and_missing_figures_are_reported() {
        let wrong = [
            ("{headline-figure:500} groups urge port to stop", "The letter was signed by 320 groups from the coast."),
            ("Bridge to cost {headline-figure:$40 million}", "The bridge will cost $60 million, the county said."),
            ("{headline-figure:45 percent} of voters back bridge", "A poll found many voters in favour of it."),
            ("{headline-figure:Three} workers hurt in ferry crash", "Five workers were hurt when the ferry met the pier, the police said."),
        ];
        for (headline, lead) in wrong {
            fixture::check(&RULE, &story(headline, lead));
        }
    }
}
