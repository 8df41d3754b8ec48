//! FollowTheMoney: one entity a line, `{"id", "schema", "properties": {"name": [..]}}`. People, bodies, positions and what ties
//! them are read; the rest (addresses, payments, documents) is left aside.

use super::record::{Link, Membership, Organization, OtherName, Person, Post, Record};
use super::{Fault, Read, import};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::BufRead;

#[derive(Deserialize)]
struct Entity {
    #[serde(default)]
    id: String,
    schema: String,
    properties: HashMap<String, Vec<Value>>,
}

/// A text, or a whole entity where somebody nested them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Nested { id: String },
    Other(serde::de::IgnoredAny),
}

impl Entity {
    fn all(&self, property: &str) -> impl Iterator<Item = &str> {
        self.properties.get(property).into_iter().flatten().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Nested { id } => Some(id.as_str()),
            Value::Other(_) => None,
        })
    }

    fn first(&self, properties: &[&str]) -> String {
        properties.iter().find_map(|property| self.all(property).next()).unwrap_or_default().to_string()
    }

    fn others(&self, name: &str) -> Vec<OtherName> {
        let mut others: Vec<OtherName> = Vec::new();
        for (property, note) in [("name", ""), ("alias", ""), ("weakAlias", ""), ("abbreviation", "acronym"), ("previousName", "former")] {
            for other in self.all(property) {
                if other != name && !others.iter().any(|o| o.name == other) {
                    others.push(OtherName { note: note.to_string(), ..OtherName::of(other) });
                }
            }
        }
        others
    }

    fn sources(&self) -> Vec<Link> {
        let link = Link {
            note: self.first(&["publisher"]),
            url: self.first(&["sourceUrl", "publisherUrl"]),
            as_of: day(&self.first(&["retrievedAt", "modifiedAt"])),
        };
        if link == Link::default() { vec![] } else { vec![link] }
    }
}

/// The day of a time.
fn day(time: &str) -> String {
    time.split('T').next().unwrap_or_default().to_string()
}

pub fn read(reader: &mut dyn BufRead, read: &mut dyn Read) -> Result<(), Fault> {
    import::values(reader, &[], read, &mut |line, entity: Entity, read| {
        for record in records(&entity) {
            read.record(line, record);
        }
        if entity.id.is_empty() {
            read.odd(line, format!("an entity of the schema “{}” has no id", entity.schema.chars().take(40).collect::<String>()));
        }
    })
}

fn records(entity: &Entity) -> Vec<Record> {
    let id = entity.id.clone();
    match entity.schema.as_str() {
        "Person" => {
            let name = entity.first(&["name"]);
            let other_names = entity.others(&name);
            vec![Record::Person(Person { id, name, other_names, sources: entity.sources(), ..Person::default() })]
        }
        "Organization" | "PublicBody" | "Company" | "LegalEntity" => {
            let name = entity.first(&["name"]);
            vec![Record::Organization(Organization {
                id,
                other_names: entity.others(&name),
                name,
                parent_id: entity.first(&["parent"]),
                classification: entity.first(&["classification", "legalForm"]),
                country: entity.first(&["country", "jurisdiction"]).to_uppercase(),
                founding_date: day(&entity.first(&["incorporationDate"])),
                dissolution_date: day(&entity.first(&["dissolutionDate"])),
                sources: entity.sources(),
                ..Organization::default()
            })]
        }
        "Position" => {
            let (label, organization_id) = (entity.first(&["name"]), entity.first(&["organization"]));
            vec![Record::Post(Post { id, label, organization_id, ..Post::default() })]
        }
        "Occupancy" => tied(entity, "holder", None, Some("post")),
        "Membership" => tied(entity, "member", Some("organization"), None),
        "Directorship" => tied(entity, "director", Some("organization"), None),
        "Employment" => tied(entity, "employee", Some("employer"), None),
        _ => vec![],
    }
}

fn tied(entity: &Entity, person: &str, organization: Option<&str>, post: Option<&str>) -> Vec<Record> {
    let first = |property: Option<&str>| property.map(|p| entity.first(&[p])).unwrap_or_default();
    vec![Record::Membership(Membership {
        id: entity.id.clone(),
        person_id: entity.first(&[person]),
        organization_id: first(organization),
        post_id: first(post),
        role: entity.first(&["role"]),
        start_date: day(&entity.first(&["startDate"])),
        end_date: day(&entity.first(&["endDate"])),
        sources: entity.sources(),
        ..Membership::default()
    })]
}
