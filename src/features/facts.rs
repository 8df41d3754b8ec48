//! What packs say of somebody, in plain words and line by line: cards and `who` show the same.
//!
//! Every line keeps the source of its facts. Where several people or bodies have a name, all are named and none is chosen.

use crate::knowledge::pack::{dates, term};
use crate::knowledge::{Alias, Body, Fit, Held, Official, Origin, Shelf, Tenure, office};
use crate::text::fold::fold;
use jiff::civil::Date;

/// What one pack says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The pack's title.
    pub pack: String,
    /// Whom the pack speaks of, as it names them; several where it cannot tell.
    pub names: Vec<String>,
    pub lines: Vec<Line>,
}

/// A fact or a few of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub words: String,
    pub source: Source,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub title: String,
    pub url: String,
    /// The day up to which the pack vouches for it, or as much of a date as it says.
    pub as_of: String,
}

/// An office as an article writes it.
pub type Written<'a> = (&'a str, Option<&'a str>);

/// Offices of one person that are listed.
const OFFICES: usize = 6;
/// People or bodies of one name that are listed.
const NAMESAKES: usize = 4;

/// What packs say of a person: the office on the article's date, or all of them when there is none.
pub fn person(shelf: &Shelf, name: &str, written: &[Written], date: Option<Date>) -> Vec<Section> {
    let meant = shelf.meant(name, written);
    sections(
        &meant,
        |official| official.pack as *const _,
        |official| official.pack.title.as_str(),
        |several| match several {
            [official] => (vec![official.name().to_string()], official_lines(official, written, date)),
            several => {
                let names = several.iter().map(|official| official.name().to_string()).collect();
                let one = |official: &Official| {
                    let last = official.tenures().last().map_or(String::new(), |tenure| format!(", {}", term(&tenure)));
                    line(format!("{}{last}", official.name()), official.origin())
                };
                (names, several.iter().take(NAMESAKES).map(one).collect())
            }
        },
    )
}

/// What packs say of an organisation.
pub fn organisation(shelf: &Shelf, names: &[&str], date: Option<Date>) -> Vec<Section> {
    let mut meant: Vec<Body> = Vec::new();
    for name in names {
        // The fullest name that a pack knows decides; an acronym may stand for several.
        let known = |body: &Body| meant.iter().any(|m| std::ptr::eq(m.pack, body.pack));
        let more: Vec<Body> = shelf.bodies(name).into_iter().filter(|body| !known(body)).collect();
        meant.extend(more);
    }
    sections(
        &meant,
        |body| body.pack as *const _,
        |body| body.pack.title.as_str(),
        |several| match several {
            [body] => (vec![body.name().to_string()], body_lines(body, date)),
            several => {
                let names = several.iter().map(|body| body.name().to_string()).collect();
                let one =
                    |body: &Body| line(format!("{}{}", body.name(), kind(body).map_or(String::new(), |k| format!(", {k}"))), body.origin());
                (names, several.iter().take(NAMESAKES).map(one).collect())
            }
        },
    )
}

/// Who holds an office that is named without its holder.
pub fn holder(shelf: &Shelf, title: &str, organisation: &str, date: Date) -> Vec<Section> {
    let holders = shelf.holders(title, organisation, date);
    sections(
        &holders,
        |tenure| tenure.pack as *const _,
        |tenure| tenure.pack.title.as_str(),
        |several| {
            let one = |tenure: &Tenure| line(format!("on {date}: {}, {}", tenure.person().name(), term(tenure)), tenure.origin());
            (vec![], several.iter().take(NAMESAKES).map(one).collect())
        },
    )
}

/// What packs say under a name, whoever has it: people of the full name, organisations, and people of the surname alone.
pub fn who(shelf: &Shelf, name: &str) -> Vec<Section> {
    let mut sections = person(shelf, name, &[], None);
    sections.extend(organisation(shelf, &[name], None));
    if sections.is_empty() && !name.trim().contains(char::is_whitespace) {
        for pack in shelf.packs() {
            let one = |official: Official| Section {
                pack: pack.title.clone(),
                names: vec![official.name().to_string()],
                lines: official_lines(&official, &[], None),
            };
            sections.extend(pack.family(name).take(20).map(one));
        }
    }
    sections
}

fn sections<T: Copy>(
    all: &[T],
    pack: fn(&T) -> *const crate::knowledge::Pack,
    title: fn(&T) -> &str,
    tell: impl Fn(&[T]) -> (Vec<String>, Vec<Line>),
) -> Vec<Section> {
    let of_pack = |group: &[T]| {
        let (names, lines) = tell(group);
        Section { pack: title(&group[0]).to_string(), names, lines }
    };
    all.chunk_by(|a, b| pack(a) == pack(b)).map(of_pack).collect()
}

fn official_lines(official: &Official, written: &[Written], date: Option<Date>) -> Vec<Line> {
    let mut lines = Vec::new();
    let tenures: Vec<Tenure> = official.tenures().collect();
    let mut others: Vec<&Tenure> = tenures.iter().collect();
    if let Some(date) = date {
        let on_the_day = |held| tenures.iter().filter(move |tenure: &&Tenure| tenure.held_on(date) == held);
        for tenure in on_the_day(Held::Yes).take(3) {
            let tick = if agrees(tenure, written) { " ✓ as written here" } else { "" };
            lines.push(line(format!("on {date}: {}{tick}", term(tenure)), tenure.origin()));
        }
        for tenure in on_the_day(Held::Open).take(3) {
            lines.push(line(format!("{}; {}", term(tenure), doubt(tenure, date)), tenure.origin()));
        }
        if lines.is_empty() && !tenures.is_empty() {
            lines.push(line(format!("on {date}: no office that the pack knows"), tenures[0].origin()));
        }
        others.retain(|tenure| tenure.held_on(date) == Held::No);
        let agreed = tenures.iter().any(|tenure| tenure.held_on(date) != Held::No && agrees(tenure, written));
        if let Some(at) = others.iter().position(|tenure| agrees(tenure, written)).filter(|_| !agreed) {
            let tenure = others.remove(at);
            lines.push(line(format!("the office written here: {}", term(tenure)), tenure.origin()));
        }
    }
    // The latest first, and those near the article's date before others.
    others.reverse();
    if let Some(date) = date {
        others.sort_by_key(|tenure| tenure.start.map_or(i32::MAX, |start| (date - start.earliest()).get_days().abs()));
        others.truncate(OFFICES);
        others.sort_by_key(|tenure| std::cmp::Reverse(tenure.start));
    }
    let more = others.len().saturating_sub(OFFICES);
    for tenure in others.iter().take(OFFICES) {
        let label = match date {
            Some(date) if tenure.start.is_some_and(|start| start.earliest() > date) => "later: ",
            Some(_) if tenure.end.is_some() => "before: ",
            _ => "",
        };
        lines.push(line(format!("{label}{}", term(tenure)), tenure.origin()));
    }
    if more > 0 {
        lines.push(line(format!("{more} more"), official.origin()));
    }
    let others = official.other_names().map(|other| alias(&other));
    also_named(&mut lines, others.collect(), official.origin());
    if lines.is_empty() {
        lines.push(line(official.name().to_string(), official.origin()));
    }
    lines
}

fn body_lines(body: &Body, date: Option<Date>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut about: Vec<String> = kind(body).into_iter().collect();
    about.extend(body.founded().map(|founded| format!("founded {founded}")));
    if let Some(dissolved) = body.dissolved() {
        let before = date.is_some_and(|date| dissolved.latest() < date);
        about.push(format!("dissolved {dissolved}{}", if before { ", before the date of this article" } else { "" }));
    }
    if !about.is_empty() {
        lines.push(line(about.join("; "), body.origin()));
    }
    let mut officials: Vec<Tenure> = body.tenures().collect();
    officials.reverse();
    // Who is in office before who was, and of those its head before deputies: the shortest title is the highest.
    let rank = |tenure: &Tenure| tenure.title.split_whitespace().count();
    officials.sort_by_key(|tenure| if tenure.end.is_none() || date.is_some() { rank(tenure) } else { usize::MAX });
    let told = |tenure: &Tenure| format!("{}, {}", tenure.title, person_and_dates(tenure));
    if let Some(date) = date {
        let open = officials.iter().filter(|tenure| tenure.held_on(date) == Held::Open).take(3);
        let doubts: Vec<Line> = open.map(|t| line(format!("{}; {}", told(t), doubt(t, date)), t.origin())).collect();
        officials.retain(|tenure| tenure.held_on(date) == Held::Yes);
        // Beside those who held an office, who perhaps did is of no use.
        if officials.is_empty() {
            lines.extend(doubts);
        }
    }
    let on = date.map_or(String::new(), |date| format!("on {date}: "));
    lines.extend(officials.iter().take(3).map(|tenure| line(format!("{on}{}", told(tenure)), tenure.origin())));
    if officials.len() > 3 {
        let noun = if date.is_some() { "in office" } else { "terms of office" };
        lines.push(line(format!("{} more {noun}", officials.len() - 3), body.origin()));
    }
    let bare = |name: &str| {
        let folded = fold(name);
        ["us ", "united states "].iter().find_map(|country| folded.strip_prefix(country)).unwrap_or(&folded).to_string()
    };
    // With or without "U.S." is no other name.
    let others = body.other_names().filter(|other| bare(other.name) != bare(body.name()));
    also_named(&mut lines, others.map(|other| alias(&other)).collect(), body.origin());
    lines
}

/// "agency, part of Department of Homeland Security; US".
fn kind(body: &Body) -> Option<String> {
    let mut kind = body.classification().to_string();
    if let Some(parent) = body.parent() {
        kind.push_str(if kind.is_empty() { "part of " } else { ", part of " });
        kind.push_str(parent.name());
    }
    if !body.country().is_empty() {
        kind.push_str(if kind.is_empty() { "" } else { "; " });
        kind.push_str(body.country());
    }
    (!kind.is_empty()).then_some(kind)
}

fn alias(other: &Alias) -> String {
    let dates = match (other.start, other.end) {
        (_, Some(end)) => format!(" (until {end})"),
        (Some(start), None) => format!(" (since {start})"),
        (None, None) if other.note == "former" => " (formerly)".to_string(),
        (None, None) => String::new(),
    };
    format!("{}{dates}", other.name)
}

fn also_named(lines: &mut Vec<Line>, others: Vec<String>, origin: Origin) {
    if !others.is_empty() {
        let more = if others.len() > 8 { ", …" } else { "" };
        lines.push(line(format!("also named: {}{more}", others[..others.len().min(8)].join(", ")), origin));
    }
}

/// Why a pack cannot tell whether an office was held on a day.
fn doubt(tenure: &Tenure, date: Date) -> String {
    let begun = tenure.start.is_some_and(|start| start.latest() <= date);
    let when = if begun { "still" } else { "already" };
    match tenure.origin().as_of.filter(|as_of| tenure.end.is_none() && as_of.latest() < date) {
        Some(as_of) => format!("whether {when} on {date}, a source as of {as_of} cannot tell"),
        None => format!("whether {when} on {date}, its dates do not tell"),
    }
}

/// Whether a term is an office that the article gives the person.
fn agrees(tenure: &Tenure, written: &[Written]) -> bool {
    written.iter().any(|&(title, organisation)| office::fit(&office::Words::of(title), organisation, tenure) >= Fit::Title)
}

fn person_and_dates(tenure: &Tenure) -> String {
    let dates = dates(tenure);
    let person = tenure.person().name();
    if dates.is_empty() { person.to_string() } else { format!("{person}, {dates}") }
}

fn line(words: String, origin: Origin) -> Line {
    let as_of = origin.as_of.map_or(String::new(), |date| date.to_string());
    Line { words, source: Source { title: origin.title.to_string(), url: origin.url.to_string(), as_of } }
}

impl Source {
    pub fn is_empty(&self) -> bool {
        *self == Source::default()
    }
}
