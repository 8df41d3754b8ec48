//! The table in other forms: JSON schema, the properties of VS Code's `package.json`, and Markdown.

use super::table::{Kind, Scope, Setting, TABLE};
use super::{FILE, Level};
use serde_json::{Map, Value, json};

/// The JSON schema of `whosays.toml`.
pub fn schema() -> Value {
    let mut root = object();
    root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".into(), json!(FILE));
    for setting in TABLE.iter().filter(|s| s.scope == Scope::Team) {
        let mut table = &mut root;
        let mut parts = setting.key.split('.').peekable();
        while let Some(part) = parts.next() {
            let properties = table["properties"].as_object_mut().expect("`object` gives every table its properties");
            if parts.peek().is_none() {
                properties.insert(part.into(), property(setting, "description"));
                break;
            }
            let inner = properties.entry(part).or_insert_with(|| Value::Object(object()));
            table = inner.as_object_mut().expect("no key is both a value and a table");
        }
    }
    Value::Object(root)
}

fn object() -> Map<String, Value> {
    let Value::Object(map) = json!({"type": "object", "additionalProperties": false, "properties": {}}) else {
        unreachable!("written as one")
    };
    map
}

/// The properties that an editor shows in its settings, by `whosays.` and the key.
pub fn editor_properties() -> Map<String, Value> {
    TABLE
        .iter()
        .map(|setting| {
            let mut property = property(setting, "markdownDescription");
            property["scope"] = json!(if setting.scope == Scope::Person { "window" } else { "resource" });
            // What a team sets must not be overruled by the default that an editor sends: unset is null.
            if setting.scope == Scope::Team {
                let usual = format!("{} Usually `{}`, or what {FILE} says.", setting.docs, setting.default);
                property["markdownDescription"] = json!(usual);
                property["default"] = Value::Null;
                property["type"] = json!([property["type"], "null"]);
                if let Some(words) = property.get_mut("enum").and_then(Value::as_array_mut) {
                    words.push(Value::Null);
                }
            }
            (format!("whosays.{}", setting.key), property)
        })
        .collect()
}

fn property(setting: &Setting, describe: &str) -> Value {
    let mut property = match setting.kind {
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Number(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Kind::Choice(words) => json!({"type": "string", "enum": words}),
        Kind::Level => json!({"type": "string", "enum": Level::ALL.map(Level::name)}),
        Kind::Texts | Kind::Globs | Kind::Files => json!({"type": "array", "items": {"type": "string"}}),
        Kind::Silences => json!({"type": "array", "items": {
            "type": "object", "additionalProperties": false, "required": ["paths"],
            "properties": {
                "paths": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "rules": {"type": "array", "items": {"type": "string", "enum": codes()}, "minItems": 1},
                "reason": {"type": "string"},
            },
        }}),
    };
    property["default"] = serde_json::from_str(setting.default).expect("a test parses every default of the table");
    property[describe] = json!(setting.docs);
    property
}

fn codes() -> Vec<&'static str> {
    TABLE.iter().filter(|s| s.kind == Kind::Level).filter_map(|s| s.key.strip_prefix("rules.")).collect()
}

/// The table for a README.
pub fn markdown() -> String {
    let mut out = String::from("| key | default | what it does |\n|---|---|---|\n");
    for setting in TABLE {
        let whose = if setting.scope == Scope::Person { " (in the editor only)" } else { "" };
        out.push_str(&format!("| `{}` | `{}` | {}{whose} |\n", setting.key, setting.default, setting.docs));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_every_key_of_the_team() {
        let schema = schema();
        for setting in TABLE.iter().filter(|s| s.scope == Scope::Team) {
            let pointer = format!("/properties/{}", setting.key.replace('.', "/properties/"));
            assert!(schema.pointer(&pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn editors_see_every_key() {
        assert_eq!(editor_properties().len(), TABLE.len());
    }
}
