//! `undefined-acronym`: an acronym that the article never spells out and readers cannot be expected to know.

mod meaning;
mod spelled;

pub use meaning::{Meaning, meaning};

use super::{Finding, Fix, Level, Related, Rule, Subject};
use crate::archive::entity::fold;
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use crate::article::{Article, Role};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

pub const RULE: Rule = Rule {
    code: "undefined-acronym",
    level: Level::Hint,
    docs: concat!(
        r#"An acronym that the article never spells out and that is not commonly known.

## Why
An acronym is a name for those who know it already. It is queried once an article, at its first place in the running text, where
the article nowhere has the long name, before or after. The message says what it stands for, and the fix writes it so at that
place, where something ties the long name to this article: another article that spells it out names somebody of this one too, three
articles agree, or a pack has it for the country whose people and bodies the article names.

Nothing is said about acronyms that readers of news know ("FBI", "NATO", "GDP"), that the archive uses without explanation as a
matter of course, that the sentence explains in other words ("the NHRC, a fishermen's charity"), about those in headlines, lines
of capitals, other people's words and longer names ("KLM Cargo", "USS Moss"), about tickers, call signs, states and Roman
numerals. What every reader of yours knows belongs into `accept.acronyms` of `whosays.toml`.

```news
//- monday.txt
The Harbor Rights Council (HRC) sued on Monday. The HRC has sued before, its lawyer Ada Moss said.
//- tuesday.txt
Storm closes port

Ada Moss and others of the {undefined-acronym:HRC} met the mayor on Tuesday. The HRC did not say why, and neither did the FBI.
```

```news
The Port Ellery Fisheries Board met on Friday. The PEFB has nine members. A line on the KRTV sports page, Lewis XIV and
a letter from the Board of Marine Trade, or BMT, were read out.
```

"#,
        include_str!("measured/undefined-acronym.md")
    ),
    check,
};

/// An acronym that the article does not explain.
#[derive(Clone, Debug)]
pub struct Unexplained<'t> {
    /// Its first place in the running text.
    pub span: Span,
    pub acronym: &'t str,
}

/// Articles that use an acronym as a matter of course, from which on the archive's readers know it.
const HOUSE_USE: u32 = 8;

static KNOWN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("undefined_acronym/known.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    for Unexplained { span, acronym } in unexplained(subject.article, subject.text) {
        if subject.settings.accepted_acronyms.iter().any(|accepted| fold(accepted) == fold(acronym)) {
            continue;
        }
        let path = &subject.document.path;
        let (bare, spelled) = subject.archive.entities_of_others(path).use_of(acronym, path);
        if bare < HOUSE_USE || bare <= spelled {
            findings.push(finding(span, acronym, meaning(subject.archive, subject.document, acronym)));
        }
    }
}

fn finding(span: Span, acronym: &str, meaning: Option<Meaning>) -> Finding {
    let mut finding = Finding {
        code: RULE.code,
        level: RULE.level,
        span,
        message: format!("“{acronym}” is not spelled out anywhere in this article."),
        related: vec![],
        fixes: vec![],
    };
    if let Some(Meaning { name, by, seen }) = meaning {
        finding.message.push_str(&format!(" In {by} it stands for {name}."));
        let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(&name);
        finding.fixes.push(Fix { title: format!("Write “{bare} ({acronym})”"), edits: vec![(span, format!("{bare} ({acronym})"))] });
        finding.related.extend(seen.map(|seen| Related { path: seen.path, span: seen.span, message: format!("spelled out here: {name}") }));
    }
    finding
}

/// The acronyms of an article that are neither known to everybody nor explained in it, each once, in the order of the text.
pub fn unexplained<'t>(article: &Article, text: &'t str) -> Vec<Unexplained<'t>> {
    let mut found: Vec<Unexplained> = Vec::new();
    let mut at: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for paragraph in article.paragraphs.iter().filter(|p| p.role == Role::Body) {
        for (place, usage) in &paragraph.reading.kept.get(|| Acronyms::of(paragraph.span.of(text), &paragraph.reading.tokens)).0 {
            let span = place.shift(paragraph.span.start);
            let acronym = span.of(text);
            if article.dateline.is_some_and(|d| d.overlaps(span)) {
                continue;
            }
            let entry = at.entry(acronym).or_insert(None);
            if *usage == Usage::Explained {
                // Wherever that is in the article: it is explained.
                if let Some(number) = entry.replace(usize::MAX).filter(|n| *n != usize::MAX) {
                    found[number].acronym = "";
                }
                continue;
            }
            if entry.is_none() && *usage == Usage::Alone && !article.is_quoted(span) {
                *entry = Some(found.len());
                found.push(Unexplained { span, acronym });
            }
        }
    }
    found.retain(|u| !u.acronym.is_empty());
    if !found.is_empty() {
        let spelled = spelled::out(article, text, found.iter().map(|u| u.acronym));
        found.retain(|u| !spelled.contains(u.acronym));
    }
    found
}

/// The acronyms of a paragraph, from its start, and how each is used there.
struct Acronyms(Vec<(Span, Usage)>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Usage {
    Explained,
    /// A name by itself.
    Alone,
    /// Part of a longer name, of a code or of a credit.
    Joined,
}

impl Acronyms {
    fn of(words: &str, tokens: &[Token]) -> Acronyms {
        let upper = |t: &Token| t.shape == Shape::Upper && t.is_word() && is_candidate(t.text(words), t);
        if !tokens.iter().any(upper) || is_shouted(tokens) {
            return Acronyms(vec![]);
        }
        let usage = |at: usize| match () {
            () if described(words, tokens, at) || begins_a_name(tokens, at) => Usage::Explained,
            () if stands_alone(words, tokens, at) => Usage::Alone,
            () => Usage::Joined,
        };
        Acronyms(tokens.iter().enumerate().filter(|(_, t)| upper(t)).map(|(at, t)| (t.span(), usage(at))).collect())
    }
}

/// Three to seven capitals that are no word, no number and not known to everybody.
fn is_candidate(acronym: &str, token: &Token) -> bool {
    let length = acronym.len();
    // "NGOs" is an acronym too, but its shape is not.
    (3..=7).contains(&length)
        && acronym.bytes().all(|b| b.is_ascii_uppercase())
        && token.class == Class::NONE
        && !KNOWN.contains(acronym)
        && !is_roman(acronym)
        && !is_call_sign(acronym)
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLCDM".contains(&b))
}

/// "WXYZ", "KQRS": American stations.
fn is_call_sign(word: &str) -> bool {
    word.len() == 4 && (word.starts_with('W') || word.starts_with('K'))
}

/// A paragraph most of whose longer words are capitals.
fn is_shouted(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.is_word() && t.span().len() > 2);
    let (all, upper) = words.fold((0, 0), |(all, upper), t| (all + 1, upper + usize::from(t.shape == Shape::Upper)));
    all < 3 || upper * 2 > all
}

/// Whether the sentence says in other words what the acronym is, or brackets spell it out: "the NHRC, a charity", "NHRC (the ...)",
/// "known as NHRC".
fn described(words: &str, tokens: &[Token], at: usize) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text(words));
    let next = tokens.get(at + 2);
    match text(at + 1) {
        "," if matches!(text(at + 2), "a" | "an" | "the" | "which" | "short" | "or" | "one") => return true,
        "(" if next.is_some_and(|t| t.is_word() && (t.shape != Shape::Upper)) => return true,
        "stands" | "means" => return true,
        // "NHRC, one of the largest charities", however the comma is set.
        "one" if text(at + 2) == "of" => return true,
        _ => {}
    }
    // "the NHRC agency", "the NHRC umbrella labour grouping".
    let others = Class::SAY.or(Class::PREPOSITION).or(Class::DETERMINER).or(Class::AUXILIARY).or(Class::CONJUNCTION);
    let mut nouns = tokens[at + 1..].iter().take(3).take_while(|t| t.is_word() && t.shape == Shape::Lower && !t.is(others));
    if nouns.any(|noun| is_kind(noun.text(words))) {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    match text(before) {
        // "(NHRC)" behind the words that it abbreviates, in whatever language.
        "(" => before
            .checked_sub(1)
            .is_some_and(|b| tokens[b].is_word() || tokens[b].kind == Kind::Possessive || tokens[b].kind == Kind::Quote),
        "as" => before.checked_sub(1).is_some_and(|b| matches!(text(b), "known" | "abbreviated" | "referred" | "acronym")),
        "called" | "acronym" | "named" | "dubbed" | "nicknamed" => true,
        "or" | "“" | "\"" | "‘" => before.checked_sub(1).is_some_and(|b| text(b) == "," || text(b) == "or" || text(b) == "("),
        // "The research institute, NHRC, has".
        "," => {
            before.checked_sub(1).is_some_and(|b| tokens[b].shape == Shape::Lower && (tokens[b].is(Class::INSTITUTION) || is_kind(text(b))))
        }
        // "the fishing charity NHRC", "software firm SAX": a common noun says what it is.
        _ => {
            let noun = &tokens[before];
            noun.is_word()
                && noun.shape == Shape::Lower
                && (noun.is(Class::INSTITUTION.or(Class::ORGANISATION).or(Class::OCCUPATION).or(Class::TITLE)) || is_kind(text(before)))
        }
    }
}

/// Nouns before a name that say what kind of thing it is.
fn is_kind(word: &str) -> bool {
    matches!(
        word,
        "charity"
            | "group"
            | "company"
            | "firm"
            | "agency"
            | "union"
            | "network"
            | "broadcaster"
            | "channel"
            | "station"
            | "party"
            | "bank"
            | "airline"
            | "maker"
            | "giant"
            | "newspaper"
            | "website"
            | "magazine"
            | "operator"
            | "carrier"
            | "retailer"
            | "lender"
            | "consultancy"
            | "club"
            | "school"
            | "university"
            | "band"
            | "brand"
            | "app"
            | "platform"
            | "programme"
            | "program"
            | "project"
            | "drug"
            | "gene"
            | "virus"
            | "enzyme"
            | "protein"
            | "chemical"
            | "compound"
            | "missile"
            | "rifle"
            | "satellite"
            | "rocket"
            | "ship"
            | "index"
            | "militia"
            | "movement"
            | "watchdog"
            | "regulator"
            | "outfit"
            | "label"
            | "studio"
            | "tank"
            | "provider"
            | "developer"
            | "producer"
            | "supplier"
            | "vessel"
            | "grouping"
            | "conglomerate"
            | "monopoly"
            | "format"
            | "tournament"
            | "championship"
            | "insurer"
            | "publisher"
            | "paper"
            | "outlet"
            | "poll"
            | "service"
            | "organisation"
            | "organization"
            | "nonprofit"
            | "foundation"
            | "lobby"
    )
}

/// Whether an acronym is a name by itself and no part of a longer one, a code, a ticker or a credit.
fn stands_alone(words: &str, tokens: &[Token], at: usize) -> bool {
    let this = &tokens[at];
    let neighbour = |other: Option<&Token>, touches: fn(&Token, &Token) -> bool| {
        other.is_none_or(|t| {
            !(touches(this, t) && matches!(t.kind, Kind::Number | Kind::Address | Kind::Dash)
                || touches(this, t) && matches!(t.text(words), "/" | "&" | "_" | "@" | "#" | "+" | "$"))
        })
    };
    let before = at.checked_sub(1).map(|b| &tokens[b]);
    let after = tokens.get(at + 1);
    if !neighbour(before, |this, t| t.touches(this)) || !neighbour(after, |this, t| this.touches(t)) {
        return false;
    }
    let text = |t: Option<&Token>| t.map_or("", |t| t.text(words));
    // "(NYSE: MOSS)", "Moss (MOSS)", "Photo: AFPX".
    if matches!(text(before), "(" | ":" | "[" | "/" | "@" | "#" | "$") || matches!(text(after), ")" | ":" | "]" | "/") {
        return false;
    }
    let name_before = before.is_some_and(|t| {
        let opens = at == 1 || opens_sentence(words, tokens, at - 1);
        t.is_word()
            && t.is_capitalised()
            && !opens
            && !t.is(Class::DETERMINER.or(Class::PREPOSITION).or(Class::CONJUNCTION).or(Class::TIME))
    });
    let counted = after.is_some_and(|t| t.kind == Kind::Number);
    // A first word in capitals is a manner of setting a story's start. What somebody tells is told to the paper itself, what "reports
    // NHRC" reports it for others, and "an analyst at NHRC" is with a company of that name.
    !counted && !name_before && at > 0 && !matches!(text(before), "told" | "reports") && !is_firm_of_analyst(words, tokens, at)
}

/// Whether the markets' own speak for it: "a senior market analyst at NHRC". A body with people to speak for has an article there.
fn is_firm_of_analyst(words: &str, tokens: &[Token], at: usize) -> bool {
    let text = |back: usize| at.checked_sub(back).map_or("", |b| tokens[b].text(words));
    text(1) == "at" && matches!(text(2), "analyst" | "analysts" | "strategist" | "economist" | "trader" | "broker" | "dealer")
}

/// Whether the acronym begins a longer name, as in "KLM Cargo" and "USS Moss": then it is that name's short form. A title after it
/// is not its name.
fn begins_a_name(tokens: &[Token], at: usize) -> bool {
    let capital = |n: usize| tokens.get(at + n).filter(|t| t.is_word() && t.is_capitalised());
    let Some(next) = capital(1) else { return false };
    let title = |t: &Token| t.is(Class::TITLE) && !t.is(Class::ORGANISATION);
    !title(next) && !(next.is(Class::TITLE_MODIFIER) && capital(2).is_some_and(title))
}

fn opens_sentence(words: &str, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|b| tokens[b].kind == Kind::Stop || matches!(tokens[b].text(words), "“" | "\""))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::RULE;

    #[test]
    fn an_acronym_is_queried_once_and_at_its_first_place() {
        fixture::check(
            &RULE,
            "The talks failed. Lawyers of the {undefined-acronym:NHRC} left, and the NHRC sued. {undefined-acronym:HRX} Director Ann Moss stayed.\n",
        );
        fixture::check(&RULE, "NHRC wins\n\nOn Monday the {undefined-acronym:NHRC}'s lawyers won the case about the pier.\n");
    }

    #[test]
    fn what_is_spelled_out_anywhere_is_fine() {
        for text in [
            "The National Harbor Rights Council met. Lawyers of the NHRC left.\n",
            "Lawyers of the NHRC left on Monday. The National Harbor Rights Council sued.\n",
            "They use enterprise resource planning (ERPX) software. Prices of ERPX rose.\n",
            "Lawyers of the NHRC (National Harbor Rights Council) left on Monday.\n",
            "The Council of National Harbours and the Rights of Crews met, and the CNHRC rose.\n",
            "Lawyers of the Rat für Häfen (RFHX) left, and the RFHX sued in May.\n",
            "Lawyers of the NHRC, a fishermen's charity, left. The NHRC has sued.\n",
            "They met the fishing charity NHRC, and the NHRC sued at last.\n",
            "A rally of the NHRC umbrella labour union ended the day. The NHRC has sued.\n",
            "They met the NHRC one of the largest charities of the county. The NHRC has sued.\n",
            "An NHRC poll had the mayor ahead.\n",
        ] {
            fixture::check(&RULE, text);
        }
    }

    #[test]
    fn codes_known_ones_and_parts_of_names_stay() {
        for text in [
            "The FBI and NATO met; GDP rose and HIV fell. Louis XIV and LXVI came.\n",
            "Moss Corp. (NYSE: MSSX) rose. The KLMX Cargo plane and the HMSX Moss left. A report on WQRT said so.\n",
            "THE NHRC WON THE CASE ABOUT THE PIER\n\nNothing else of note happened on the pier.\n",
            "“The NHRC is wrong about the pier,” said Ann Moss, a baker.\n",
            "Gold fell, said Ann Moss, a senior market analyst at NHRCX. The boats are back, reports NHRC.\n",
            "They bought an AKX-47 and the XRQ/B drive, and saw NHRC2 there.\n",
        ] {
            fixture::check(&RULE, text);
        }
    }
}
