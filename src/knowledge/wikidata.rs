//! Wikidata entities: a dump's list, one entity a line, or what `wbgetentities` answers. Of people the offices (P39) and
//! employers (P108) are read, of bodies their names, parents and heads. Titles and organisations are entities of their own: an
//! extract must hold them too.

use super::record::{Membership, Organization, OtherName, Person, Post, Record};
use super::{Fault, Read, import};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::BufRead;

#[derive(Deserialize)]
struct Entity {
    id: String,
    #[serde(default, deserialize_with = "map")]
    labels: HashMap<String, Term>,
    #[serde(default, deserialize_with = "map")]
    aliases: HashMap<String, Vec<Term>>,
    #[serde(default, deserialize_with = "map")]
    claims: HashMap<String, Vec<Statement>>,
}

#[derive(Deserialize)]
struct Term {
    value: String,
}

#[derive(Deserialize)]
struct Statement {
    #[serde(default)]
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
    #[serde(default, deserialize_with = "map")]
    qualifiers: HashMap<String, Vec<Snak>>,
}

#[derive(Deserialize, Default)]
struct Snak {
    datavalue: Option<Data>,
}

#[derive(Deserialize)]
struct Data {
    value: serde_json::Value,
}

/// An empty map is written as an empty list.
fn map<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<HashMap<String, T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any<T> {
        Map(HashMap<String, T>),
        Empty([T; 0]),
    }
    Ok(match Any::deserialize(deserializer)? {
        Any::Map(map) => map,
        Any::Empty(_) => HashMap::new(),
    })
}

/// Item-valued properties of bodies that name who heads them, and what that is called where no statement says.
const HEADS: &[(&str, &str)] = &[
    ("P488", "chair"),
    ("P169", "chief executive officer"),
    ("P1037", "director"),
    ("P6", "head of government"),
    ("P35", "head of state"),
];

const HUMAN: &str = "Q5";
/// Position, public office.
const POSITIONS: &[&str] = &["Q4164871", "Q294414"];

pub fn read(reader: &mut dyn BufRead, read: &mut dyn Read) -> Result<(), Fault> {
    import::values(reader, &["entities"], read, &mut |line, entity: Entity, read| {
        if entity.label().is_empty() {
            read.odd(line, format!("{} has no label", entity.id.chars().take(20).collect::<String>()));
            return;
        }
        for record in records(&entity) {
            read.record(line, record);
        }
    })
}

fn records(entity: &Entity) -> Vec<Record> {
    let kinds: Vec<String> = entity.items("P31").map(|(id, _)| id).collect();
    let id = entity.id.clone();
    let name = entity.label().to_string();
    if kinds.iter().any(|kind| kind == HUMAN) {
        let person = Person { id: id.clone(), other_names: entity.others(&name), name, ..Person::default() };
        let office = entity.items("P39").map(|(post, statement)| Membership {
            person_id: id.clone(),
            post_id: post,
            organization_id: first_item(statement, &["P642", "P108"]),
            ..statement.membership()
        });
        let employer = entity.items("P108").map(|(body, statement)| Membership {
            person_id: id.clone(),
            organization_id: body,
            post_id: first_item(statement, &["P39"]),
            ..statement.membership()
        });
        return [Record::Person(person)].into_iter().chain(office.chain(employer).map(Record::Membership)).collect();
    }
    let first = |property: &str| entity.items(property).next().map(|(id, _)| id).unwrap_or_default();
    if kinds.iter().any(|kind| POSITIONS.contains(&kind.as_str())) || !first("P2389").is_empty() {
        let organization_id = [first("P2389"), first("P361")].into_iter().find(|id| !id.is_empty()).unwrap_or_default();
        return vec![Record::Post(Post { id, label: name, organization_id, ..Post::default() })];
    }
    let other_names = entity.others(&name);
    let body = Organization {
        id: id.clone(),
        name: name.clone(),
        other_names,
        parent_id: [first("P749"), first("P361")].into_iter().find(|id| !id.is_empty()).unwrap_or_default(),
        founding_date: entity.date("P571"),
        dissolution_date: entity.date("P576"),
        ..Organization::default()
    };
    let heads = HEADS.iter().flat_map(|(property, role)| {
        entity.items(property).map(|(person, statement)| Membership {
            person_id: person,
            organization_id: id.clone(),
            role: role.to_string(),
            ..statement.membership()
        })
    });
    // What is no body may still be the title of somebody's office: offices are of many kinds.
    let post = Post { id: id.clone(), label: name, ..Post::default() };
    let heads: Vec<Record> = heads.map(Record::Membership).collect();
    [Record::Organization(body), Record::Post(post)].into_iter().chain(heads).collect()
}

impl Entity {
    fn label(&self) -> &str {
        let preferred = ["en", "mul", "en-gb", "en-us"].iter().find_map(|language| self.labels.get(*language));
        preferred.or_else(|| self.labels.iter().min_by_key(|(language, _)| *language).map(|(_, l)| l)).map_or("", |l| &l.value)
    }

    fn others(&self, name: &str) -> Vec<OtherName> {
        let aliases = ["en", "mul"].iter().filter_map(|language| self.aliases.get(*language)).flatten().map(|a| a.value.as_str());
        let mut others: Vec<OtherName> = Vec::new();
        for alias in aliases.filter(|alias| *alias != name) {
            if !others.iter().any(|o| o.name == alias) {
                others.push(OtherName::of(alias));
            }
        }
        for statement in self.statements("P1813") {
            let Some(short) = statement.mainsnak.value().and_then(|v| v.get("text")?.as_str()) else { continue };
            if short != name && !others.iter().any(|o| o.name == short) {
                others.push(OtherName { note: "short".into(), ..OtherName::of(short) });
            }
        }
        others
    }

    fn statements(&self, property: &str) -> impl Iterator<Item = &Statement> {
        self.claims.get(property).into_iter().flatten().filter(|s| s.rank != "deprecated")
    }

    /// The items that a property names.
    fn items(&self, property: &str) -> impl Iterator<Item = (String, &Statement)> {
        self.statements(property).filter_map(|s| Some((s.mainsnak.item()?, s)))
    }

    fn date(&self, property: &str) -> String {
        self.statements(property).find_map(|s| s.mainsnak.date()).unwrap_or_default()
    }
}

impl Statement {
    /// The days of a term.
    fn membership(&self) -> Membership {
        let date = |property: &str| self.qualifiers.get(property).into_iter().flatten().find_map(Snak::date).unwrap_or_default();
        Membership { start_date: date("P580"), end_date: date("P582"), ..Membership::default() }
    }
}

fn first_item(statement: &Statement, qualifiers: &[&str]) -> String {
    qualifiers.iter().find_map(|q| statement.qualifiers.get(*q)?.iter().find_map(Snak::item)).unwrap_or_default()
}

impl Snak {
    fn value(&self) -> Option<&serde_json::Value> {
        self.datavalue.as_ref().map(|data| &data.value)
    }

    fn item(&self) -> Option<String> {
        self.value()?.get("id")?.as_str().map(str::to_string)
    }

    /// `+2009-05-12T00:00:00Z`; what is not known is `00`. Years before our era are left out.
    fn date(&self) -> Option<String> {
        let time = self.value()?.get("time")?.as_str()?.strip_prefix('+')?;
        let precision = self.value()?.get("precision").and_then(|p| p.as_u64()).unwrap_or(11);
        let length = match precision {
            11.. => 10,
            10 => 7,
            9 => 4,
            _ => return None,
        };
        time.get(..length).map(str::to_string)
    }
}
