//! The files of the unitedstates/congress-legislators project, YAML or JSON: members of Congress with their terms, and presidents
//! and vice presidents.
//!
//! The YAML files are lists whose entries begin with `- ` at the start of a line. They are cut there, so that an entry is in memory
//! alone and its mistakes have a line.

use super::record::{Membership, Organization, OtherName, Person, Record};
use super::{Fault, Read, import};
use serde::Deserialize;
use std::io::{BufRead, Read as _};

#[derive(Deserialize)]
struct Legislator {
    #[serde(default)]
    id: Ids,
    #[serde(default)]
    name: Name,
    #[serde(default)]
    other_names: Vec<Name>,
    #[serde(default)]
    terms: Vec<Term>,
    #[serde(default)]
    leadership_roles: Vec<Role>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Ids {
    bioguide: Option<String>,
    wikidata: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Name {
    first: Option<String>,
    middle: Option<String>,
    last: Option<String>,
    nickname: Option<String>,
    official_full: Option<String>,
}

#[derive(Deserialize)]
struct Term {
    r#type: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
    #[serde(default)]
    state: String,
}

#[derive(Deserialize)]
struct Role {
    title: String,
    #[serde(default)]
    chamber: String,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
}

const SENATE: &str = "us-senate";
const HOUSE: &str = "us-house";
const GOVERNMENT: &str = "us-executive";

pub fn read(reader: &mut dyn BufRead, read: &mut dyn Read) -> Result<(), Fault> {
    for (id, name, other, classification) in [
        (SENATE, "United States Senate", "Senate", "legislature"),
        (HOUSE, "United States House of Representatives", "House of Representatives", "legislature"),
        (GOVERNMENT, "Executive Office of the President", "White House", "executive"),
    ] {
        read.record(
            1,
            Record::Organization(Organization {
                id: id.into(),
                name: name.into(),
                other_names: vec![OtherName::of(other)],
                classification: classification.into(),
                country: "US".into(),
                ..Organization::default()
            }),
        );
    }
    let start = reader.fill_buf().map_err(|e| Fault { line: 0, message: format!("it could not be read: {e}") })?;
    if start.trim_ascii_start().starts_with(b"[") {
        return import::values(reader, &[], read, &mut |line, legislator: Legislator, read| take(line, legislator, read));
    }
    yaml(reader, read)
}

fn yaml(reader: &mut dyn BufRead, read: &mut dyn Read) -> Result<(), Fault> {
    /// No member of a parliament has more to be said of them.
    const LONGEST: usize = 4 << 20;
    let mut entry = String::new();
    let (mut began, mut number) = (1, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        number += 1;
        let n = (&mut *reader)
            .take(LONGEST as u64)
            .read_until(b'\n', &mut line)
            .map_err(|e| Fault { line: number, message: format!("it could not be read: {e}") })?;
        if n == 0 || line.starts_with(b"- ") {
            if !entry.trim().is_empty() {
                parse(began, &entry, read);
            }
            entry.clear();
            began = number;
        }
        if n == 0 {
            return Ok(());
        }
        if !read.goes_on() {
            return Err(Fault::stopped(number));
        }
        entry.push_str(&String::from_utf8_lossy(&line));
        if entry.len() > LONGEST {
            return Err(Fault { line: began, message: "the entry that begins here is longer than 4 MB".into() });
        }
    }
}

fn parse(line: u64, entry: &str, read: &mut dyn Read) {
    // What stands before the first entry: comments, a document's beginning.
    if !entry.starts_with("- ") && entry.lines().all(|l| l.trim().is_empty() || l.starts_with('#') || l.starts_with("---")) {
        return;
    }
    match serde_yaml_ng::from_str::<Vec<Legislator>>(entry) {
        Ok(legislators) => legislators.into_iter().for_each(|legislator| take(line, legislator, read)),
        Err(e) => {
            let place = line + e.location().map_or(0, |place| place.line().saturating_sub(1) as u64);
            let message = e.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            read.odd(place, format!("this is no member of Congress: {message}"));
        }
    }
}

fn take(line: u64, legislator: Legislator, read: &mut dyn Read) {
    let Legislator { id, name, other_names, terms, leadership_roles } = legislator;
    let full = name.full();
    let Some(id) = id.bioguide.or(id.wikidata).or_else(|| (!full.is_empty()).then(|| full.clone())) else {
        read.odd(line, "an entry has neither an id nor a name".into());
        return;
    };
    let mut others: Vec<OtherName> = Vec::new();
    let mut also = |other: String| {
        if !other.is_empty() && other != full && !others.iter().any(|o| o.name == other) {
            others.push(OtherName::of(&other));
        }
    };
    also(name.short());
    also(name.nick());
    for other in &other_names {
        let own = |part: &Option<String>, usual: &Option<String>| part.clone().or_else(|| usual.clone());
        also(Name { first: own(&other.first, &name.first), last: own(&other.last, &name.last), ..Name::default() }.short());
    }
    read.record(line, Record::Person(Person { id: id.clone(), name: full, other_names: others, ..Person::default() }));
    for term in terms {
        let (role, organization) = match term.r#type.as_str() {
            "sen" => ("Senator", SENATE),
            "rep" => ("Representative", HOUSE),
            "prez" => ("President", GOVERNMENT),
            "viceprez" => ("Vice President", GOVERNMENT),
            other => {
                read.odd(line, format!("“{}” is no type of term", other.chars().take(20).collect::<String>()));
                continue;
            }
        };
        let role = if term.state.is_empty() { role.to_string() } else { format!("{role} for {}", state(&term.state)) };
        read.record(line, Record::Membership(membership(&id, organization, role, term.start, term.end)));
    }
    for role in leadership_roles {
        let organization = if role.chamber == "senate" { SENATE } else { HOUSE };
        let dates = (role.start.unwrap_or_default(), role.end.unwrap_or_default());
        read.record(line, Record::Membership(membership(&id, organization, role.title, dates.0, dates.1)));
    }
}

fn membership(person: &str, organization: &str, role: String, start_date: String, end_date: String) -> Membership {
    let (person_id, organization_id) = (person.to_string(), organization.to_string());
    Membership { person_id, organization_id, role, start_date, end_date, ..Membership::default() }
}

impl Name {
    fn full(&self) -> String {
        self.official_full.clone().unwrap_or_else(|| joined([&self.first, &self.middle, &self.last]))
    }

    fn short(&self) -> String {
        joined([&self.first, &None, &self.last])
    }

    fn nick(&self) -> String {
        if self.nickname.is_none() { String::new() } else { joined([&self.nickname, &None, &self.last]) }
    }
}

fn joined(parts: [&Option<String>; 3]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The states and territories by their post codes.
fn state(code: &str) -> &str {
    const STATES: &str = "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|\
GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|\
MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|\
NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|\
SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|\
DC the District of Columbia|PR Puerto Rico|GU Guam|VI the Virgin Islands|AS American Samoa|MP the Northern Mariana Islands";
    STATES.split('|').find_map(|state| state.strip_prefix(code)?.strip_prefix(' ')).unwrap_or(code)
}
