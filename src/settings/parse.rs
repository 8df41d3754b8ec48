//! From TOML and JSON to values of the table. Both become one tree of [`Node`]s first, so that there is one reader of keys.

use super::table::{Kind, Scope, Setting, TABLE};
use super::{FILE, Globs, Level, Problem, Silence, globs};
use crate::text::Span;
use serde_json::Value as Json;
use std::path::{Component, Path};
use toml::de::{DeTable, DeValue};

/// What somebody set, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub values: Vec<(&'static Setting, Value)>,
}

/// A value of the type that its setting wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Flag(bool),
    Number(u64),
    Text(String),
    Level(Level),
    Texts(Vec<String>),
    Silences(Vec<Silence>),
}

/// A value as somebody wrote it. Spans are empty where the text was JSON, which editors hand over without places.
struct Node {
    span: Span,
    data: Data,
}

enum Data {
    Unset,
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<Node>),
    /// Key, place of the key, value.
    Table(Vec<(String, Span, Node)>),
    /// Dates and fractions: no setting takes one.
    Other(&'static str),
}

/// Where settings come from decides which keys may stand there.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    File,
    Editor,
}

/// What is wrong in the text of a `whosays.toml`.
pub fn problems(text: &str) -> Vec<Problem> {
    toml(text).1
}

pub fn toml(text: &str) -> (Overrides, Vec<Problem>) {
    // Offsets are counted with the byte order mark, as editors do.
    let (bom, body) = match text.strip_prefix('\u{FEFF}') {
        Some(body) => (3, body),
        None => (0, text),
    };
    let (table, errors) = DeTable::parse_recoverable(body);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|e| Problem {
            span: place(body, e.span().unwrap_or(0..0)),
            message: format!("This is not TOML: {}.", e.message().trim_end_matches('.').replace('\n', ", ")),
        })
        .collect();
    let mut overrides = Overrides::default();
    let root = table_node(body, table.get_ref());
    let mut mistaken = vec![];
    read(&root, "", Origin::File, &mut overrides, &mut mistaken);
    // What the parser guessed at a place that is no TOML is not worth a second message.
    mistaken.retain(|m| !problems.iter().any(|p| p.span.overlaps(m.span)));
    problems.append(&mut mistaken);
    problems.sort_by_key(|p| (p.span.start, p.span.end));
    for problem in &mut problems {
        problem.span = problem.span.shift(bom);
    }
    (overrides, problems)
}

pub fn json(value: &Json) -> (Overrides, Vec<Problem>) {
    let mut overrides = Overrides::default();
    let mut problems = vec![];
    let section = match value {
        Json::Null => return (overrides, problems),
        Json::Object(map) => map.get("whosays").filter(|v| v.is_object()).unwrap_or(value),
        _ => {
            problems.push(Problem { span: Span::default(), message: "The settings of whosays must be an object.".into() });
            return (overrides, problems);
        }
    };
    read(&json_node(section), "", Origin::Editor, &mut overrides, &mut problems);
    (overrides, problems)
}

/// A value of the table's own JSON, such as its defaults.
pub fn value_of(setting: &'static Setting, value: &Json) -> Result<Value, String> {
    let mut problems = vec![];
    match take(setting, &json_node(value), &mut problems) {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(problems.into_iter().map(|p| p.message).collect()),
    }
}

/// Reads the keys of a table; `path` is the dotted key so far.
fn read(node: &Node, path: &str, origin: Origin, overrides: &mut Overrides, problems: &mut Vec<Problem>) {
    let Data::Table(entries) = &node.data else { return };
    for (key, span, value) in entries {
        let full = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let full = if origin == Origin::Editor { full.strip_prefix("whosays.").unwrap_or(&full).to_string() } else { full };
        let mut problem = |message: String| problems.push(Problem { span: *span, message });
        if matches!(value.data, Data::Unset) || (origin == Origin::Editor && belongs_to_the_client(&full)) {
            continue;
        }
        if let Some(setting) = Setting::of(&full) {
            if origin == Origin::File && setting.scope == Scope::Person {
                problem(format!("“{full}” is each person's choice: set it in the editor, not in {FILE}."));
            } else if let Some(value) = take(setting, value, problems) {
                overrides.values.push((setting, value));
            }
            continue;
        }
        let is_section = TABLE.iter().any(|s| s.key.strip_prefix(full.as_str()).is_some_and(|rest| rest.starts_with('.')));
        match (&value.data, is_section) {
            (Data::Table(_), true) => read(value, &full, origin, overrides, problems),
            (_, true) => problem(format!("“{full}” is a table of settings, not a value.")),
            _ => problem(unknown(&full)),
        }
    }
}

/// Keys that a client reads itself and passes on with the rest.
fn belongs_to_the_client(key: &str) -> bool {
    ["server", "trace"].iter().any(|section| key.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

fn unknown(key: &str) -> String {
    let near = TABLE.iter().map(|s| (strsim::damerau_levenshtein(s.key, key), s.key)).min();
    match near {
        Some((distance, near)) if distance <= 3.max(key.len() / 4) => format!("There is no setting “{key}”; did you mean “{near}”?"),
        _ => format!("There is no setting “{key}”; `whosays settings --list` shows all."),
    }
}

/// The value that a setting wants; a problem where it is another one.
fn take(setting: &'static Setting, node: &Node, problems: &mut Vec<Problem>) -> Option<Value> {
    let key = setting.key;
    let wrong = |node: &Node| Problem {
        span: node.span,
        message: format!("“{key}” must be {}, not {}.", setting.kind.expects(), describe(&node.data)),
    };
    let value = match (setting.kind, &node.data) {
        (Kind::Flag, Data::Flag(on)) => Value::Flag(*on),
        (Kind::Number(low, high), Data::Number(n)) if u64::try_from(*n).is_ok_and(|n| low <= n && n <= high) => Value::Number(*n as u64),
        (Kind::Choice(words), Data::Text(text)) if words.contains(&text.as_str()) => Value::Text(text.clone()),
        (Kind::Level, Data::Text(text)) if Level::from_name(text).is_some() => Value::Level(Level::from_name(text)?),
        (Kind::Texts | Kind::Globs | Kind::Files, Data::List(_)) => {
            let pick = match setting.kind {
                Kind::Globs => glob,
                Kind::Files => file,
                _ => text,
            };
            Value::Texts(list(key, node, problems, pick)?)
        }
        (Kind::Silences, Data::List(items)) => Value::Silences(items.iter().filter_map(|item| silence(item, problems)).collect()),
        _ => {
            problems.push(wrong(node));
            return None;
        }
    };
    Some(value)
}

/// The texts of a list; those that cannot be used are problems and left out.
fn list(key: &str, node: &Node, problems: &mut Vec<Problem>, pick: fn(&str, &Node) -> Result<String, String>) -> Option<Vec<String>> {
    let Data::List(items) = &node.data else {
        problems.push(Problem { span: node.span, message: format!("“{key}” must be a list of texts, not {}.", describe(&node.data)) });
        return None;
    };
    let mut texts = vec![];
    for item in items {
        match pick(key, item) {
            Ok(text) => texts.push(text),
            Err(message) => problems.push(Problem { span: item.span, message }),
        }
    }
    Some(texts)
}

fn text(key: &str, node: &Node) -> Result<String, String> {
    match &node.data {
        Data::Text(text) => Ok(text.clone()),
        other => Err(format!("“{key}” must be a list of texts; this is {}.", describe(other))),
    }
}

fn glob(key: &str, node: &Node) -> Result<String, String> {
    let glob = text(key, node)?;
    globs::wrong_with(&glob).map_or(Ok(glob), Err)
}

/// A path that stays below the root.
fn file(key: &str, node: &Node) -> Result<String, String> {
    let path = text(key, node)?;
    let stays = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let is_path = stays && !path.trim().is_empty() && !path.contains(['\\', ':']);
    if is_path {
        Ok(path)
    } else {
        Err(format!("“{key}” names files below the folder of {FILE}, with / between folders; this is none."))
    }
}

fn code(key: &str, node: &Node) -> Result<String, String> {
    let code = text(key, node)?;
    let known = TABLE.iter().any(|s| s.kind == Kind::Level && s.key.strip_prefix("rules.") == Some(&code));
    if known { Ok(code) } else { Err(format!("There is no rule “{code}”.")) }
}

fn silence(node: &Node, problems: &mut Vec<Problem>) -> Option<Silence> {
    let Data::Table(entries) = &node.data else {
        let message = format!("A silence is a table with paths, rules and reason, not {}.", describe(&node.data));
        problems.push(Problem { span: node.span, message });
        return None;
    };
    let mut silence = Silence { paths: Globs::default(), rules: vec![], reason: None };
    // A mistaken list of rules must not silence them all.
    let mut usable = true;
    for (key, span, value) in entries {
        match (key.as_str(), &value.data) {
            ("paths", _) => match list("silence.paths", value, problems, glob) {
                Some(paths) => silence.paths = Globs::new(&paths),
                None => usable = false,
            },
            ("rules", _) => match list("silence.rules", value, problems, code) {
                Some(rules) if !rules.is_empty() => silence.rules = rules,
                _ => usable = false,
            },
            ("reason", Data::Text(reason)) => silence.reason = Some(reason.clone()),
            ("reason", other) => {
                let message = format!("“silence.reason” must be a text, not {}.", describe(other));
                problems.push(Problem { span: value.span, message });
            }
            _ => problems.push(Problem { span: *span, message: format!("A silence has no “{key}”; it has paths, rules and reason.") }),
        }
    }
    if usable && silence.paths.is_empty() {
        problems.push(Problem {
            span: node.span,
            message: "A silence needs paths; to turn a rule off everywhere, set its level to \"off\".".into(),
        });
    }
    (usable && !silence.paths.is_empty()).then_some(silence)
}

fn describe(data: &Data) -> String {
    match data {
        Data::Unset => "nothing".into(),
        Data::Flag(on) => on.to_string(),
        Data::Number(n) => n.to_string(),
        Data::Text(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        Data::Text(_) => "a text".into(),
        Data::List(_) => "a list".into(),
        Data::Table(_) => "a table".into(),
        Data::Other(name) => format!("a {name}"),
    }
}

fn place(text: &str, range: std::ops::Range<usize>) -> Span {
    let end = range.end.min(text.len());
    Span::new(range.start.min(end), end)
}

fn table_node(text: &str, table: &DeTable) -> Node {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), place(text, key.span()), toml_node(text, value.span(), value.get_ref())))
        .collect();
    // In the order of the file, for the messages' sake.
    entries.sort_by_key(|(_, span, _)| span.start);
    Node { span: Span::default(), data: Data::Table(entries) }
}

fn toml_node(text: &str, range: std::ops::Range<usize>, value: &DeValue) -> Node {
    let data = match value {
        DeValue::String(s) => Data::Text(s.to_string()),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).map_or(Data::Other("number too large"), Data::Number),
        DeValue::Float(_) => Data::Other("fraction"),
        DeValue::Boolean(on) => Data::Flag(*on),
        DeValue::Datetime(_) => Data::Other("date"),
        DeValue::Array(items) => Data::List(items.iter().map(|item| toml_node(text, item.span(), item.get_ref())).collect()),
        DeValue::Table(table) => table_node(text, table).data,
    };
    Node { span: place(text, range), data }
}

fn json_node(value: &Json) -> Node {
    let data = match value {
        Json::Null => Data::Unset,
        Json::Bool(on) => Data::Flag(*on),
        Json::Number(n) => n.as_i64().map_or(Data::Other("fraction"), Data::Number),
        Json::String(s) => Data::Text(s.clone()),
        Json::Array(items) => Data::List(items.iter().map(json_node).collect()),
        Json::Object(map) => Data::Table(map.iter().map(|(key, value)| (key.clone(), Span::default(), json_node(value))).collect()),
    };
    Node { span: Span::default(), data }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;
    use serde_json::json;

    /// Marks of the kind `problem` are where problems are; returns their messages.
    fn check(source: &str) -> Vec<String> {
        let expected = marked::parse(source);
        let found = problems(&expected.text);
        assert_eq!(marked::render(&expected.text, found.iter().map(|p| ("problem", p.span))), source, "{found:#?}");
        found.into_iter().map(|p| p.message).collect()
    }

    #[test]
    fn a_good_file_has_no_problems() {
        check(
            "# ours\n[articles]\nextensions = [\"txt\"]\nexclude = [\"drafts/\"]\n[rules]\nstrictness = \"relaxed\"\nplaceholder = \"error\"\n",
        );
        check(
            "rules.list-total = \"off\"\n[[silence]]\npaths = [\"1998/\"]\nrules = [\"unsourced-figure\"]\nreason = \"typed in by hand\"\n",
        );
        check("");
    }

    #[test]
    fn an_unknown_key_is_marked_where_it_stands() {
        let messages = check("[articles]\n{problem:extension} = [\"txt\"]\n[{problem:colour}]\nx = 1\n");
        assert!(messages[0].contains("did you mean “articles.extensions”"), "{messages:?}");
        assert!(messages[1].contains("settings --list"), "{messages:?}");
    }

    #[test]
    fn a_value_of_the_wrong_type_is_marked_and_the_rest_is_kept() {
        let messages = check(
            "{problem:articles} = 3\n[rules]\nstrictness = {problem:\"severe\"}\nlist-total = {problem:true}\nplaceholder = \"error\"\n",
        );
        assert_eq!(messages[0], "“articles” is a table of settings, not a value.");
        assert_eq!(messages[1], "“rules.strictness” must be \"strict\", \"normal\" or \"relaxed\", not \"severe\".");
        let (overrides, _) = toml("articles.max-megabytes = 0\nrules.placeholder = \"error\"\n");
        assert_eq!(overrides.values.len(), 1);
        check("[articles]\nmax-megabytes = {problem:2000}\nextensions = [\"txt\", {problem:4}]\n");
        check("[articles]\nmax-megabytes = {problem:1.5}\nexclude = [{problem:\"../other\"}, {problem:\"[z-a]\"}]\n");
    }

    #[test]
    fn what_is_no_toml_is_marked_and_the_rest_is_kept() {
        let (overrides, problems) = toml("rules.list-total = \"off\"\nrules.strictness = severe\n[articles]\ninclude = [\"news/\"]\n");
        assert!(!problems.is_empty() && problems.iter().all(|p| p.message.starts_with("This is not TOML")), "{problems:?}");
        assert_eq!(problems.len(), 1);
        let keys: Vec<_> = overrides.values.iter().map(|(s, _)| s.key).collect();
        assert_eq!(keys, ["rules.list-total", "articles.include"]);
    }

    #[test]
    fn packs_are_files_below_the_root() {
        check(
            "packs = [\"packs/ours.json\", {problem:\"/etc/packs.json\"}, {problem:\"../p.json\"}, {problem:\"C:/p.json\"}, {problem:\"\"}]\n",
        );
    }

    #[test]
    fn a_persons_setting_does_not_belong_into_the_file() {
        check("[hover]\n{problem:enabled} = false\n");
    }

    #[test]
    fn a_mistaken_silence_silences_nothing() {
        for text in [
            "[[silence]]\npaths = [\"a\"]\nrules = [\"no-such-rule\"]\n",
            "[[silence]]\npaths = [\"a\"]\nrules = \"list-total\"\n",
            "[[silence]]\nrules = [\"list-total\"]\n",
            "silence = [3]\n",
        ] {
            let (overrides, problems) = toml(text);
            assert!(!problems.is_empty(), "{text}");
            assert_eq!(overrides.values[0].1, Value::Silences(vec![]), "{text}");
        }
    }

    #[test]
    fn offsets_count_the_byte_order_mark() {
        assert_eq!(problems("\u{FEFF}colour = 1")[0].span, Span::new(3, 9));
    }

    #[test]
    fn editors_settings_come_in_any_of_their_shapes() {
        let shapes = [
            json!({"rules": {"placeholder": "off"}, "hover": {"enabled": false}}),
            json!({"rules.placeholder": "off", "hover.enabled": false}),
            json!({"whosays.rules.placeholder": "off", "whosays.hover.enabled": false}),
            json!({"whosays": {"rules": {"placeholder": "off", "list-total": null}, "hover.enabled": false, "trace": {"server": "off"}, "server": {"path": ""}}}),
        ];
        for shape in shapes {
            let (overrides, problems) = json(&shape);
            assert_eq!(problems, [], "{shape}");
            let mut keys: Vec<_> = overrides.values.iter().map(|(s, _)| s.key).collect();
            keys.sort();
            assert_eq!(keys, ["hover.enabled", "rules.placeholder"], "{shape}");
        }
    }

    #[test]
    fn editors_settings_of_any_type_are_survived() {
        for (value, n) in [(json!(null), 0), (json!(3), 1), (json!([]), 1), (json!({"rules": 3, "articles": {"extensions": "txt"}}), 2)] {
            assert_eq!(json(&value).1.len(), n, "{value}");
        }
    }
}
