//! One fact of a pack in Popolo's words: what readers of other formats make, what a pack file holds, and what [`super::Pack`] is
//! built from. Unknown fields are left aside, so that packs of other programs can be read.

use serde::{Deserialize, Deserializer, Serialize};

/// A fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    Person(Person),
    Organization(Organization),
    Post(Post),
    Membership(Membership),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    #[serde(deserialize_with = "text")]
    pub id: String,
    #[serde(deserialize_with = "text")]
    pub name: String,
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub memberships: Vec<Membership>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
    /// Read as the as-of date where no source has one.
    #[serde(deserialize_with = "text", skip_serializing)]
    pub updated_at: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organization {
    #[serde(deserialize_with = "text")]
    pub id: String,
    #[serde(deserialize_with = "text")]
    pub name: String,
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub parent_id: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub classification: String,
    /// ISO 3166, two letters.
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub founding_date: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub dissolution_date: String,
    #[serde(deserialize_with = "list", skip_serializing)]
    pub memberships: Vec<Membership>,
    #[serde(deserialize_with = "list", skip_serializing)]
    pub posts: Vec<Post>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
    #[serde(deserialize_with = "text", skip_serializing)]
    pub updated_at: String,
}

/// A position that exists whether or not somebody holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Post {
    #[serde(deserialize_with = "text")]
    pub id: String,
    #[serde(deserialize_with = "text")]
    pub label: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub organization_id: String,
}

/// A person in an office of an organisation, from a day to a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Membership {
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub id: String,
    #[serde(deserialize_with = "text")]
    pub person_id: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub organization_id: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub post_id: String,
    /// The title, as newspapers write it.
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub label: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub start_date: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub end_date: String,
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
    #[serde(deserialize_with = "text", skip_serializing)]
    pub updated_at: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherName {
    #[serde(deserialize_with = "text")]
    pub name: String,
    /// What kind of name: "acronym", "former".
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub start_date: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub end_date: String,
}

impl Record {
    /// Its dates as they are written, each with the name of its field.
    pub fn dates(&mut self) -> Vec<(&'static str, &mut String)> {
        type Dates<'r> = [(&'static str, &'r mut String); 2];
        fn held(m: &mut Membership) -> Dates<'_> {
            [("start_date", &mut m.start_date), ("end_date", &mut m.end_date)]
        }
        fn used(o: &mut OtherName) -> Dates<'_> {
            [("start_date", &mut o.start_date), ("end_date", &mut o.end_date)]
        }
        match self {
            Record::Person(person) => {
                let memberships = person.memberships.iter_mut().flat_map(held);
                person.other_names.iter_mut().flat_map(used).chain(memberships).collect()
            }
            Record::Organization(body) => {
                let own = [("founding_date", &mut body.founding_date), ("dissolution_date", &mut body.dissolution_date)];
                let memberships = body.memberships.iter_mut().flat_map(held);
                own.into_iter().chain(body.other_names.iter_mut().flat_map(used)).chain(memberships).collect()
            }
            Record::Membership(membership) => held(membership).into(),
            Record::Post(_) => vec![],
        }
    }
}

impl OtherName {
    pub fn of(name: &str) -> OtherName {
        OtherName { name: name.to_string(), ..OtherName::default() }
    }
}

/// A source, as Popolo links to it; the as-of date is our addition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub url: String,
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub as_of: String,
}

/// A text, a number as a text, or nothing: packs in the wild number their ids and write `null`.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any {
        Text(String),
        Whole(i64),
    }
    let any = Option::<Any>::deserialize(deserializer).map_err(|_| serde::de::Error::custom("a text was expected"))?;
    Ok(match any {
        Some(Any::Text(text)) => text,
        Some(Any::Whole(number)) => number.to_string(),
        None => String::new(),
    })
}

/// A list, or nothing.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}
