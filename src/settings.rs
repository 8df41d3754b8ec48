//! Settings: one table of every key ([`TABLE`]); the parsers, the JSON schema, the editors' manifests and the documentation
//! come from it.
//!
//! A team's settings stand in `whosays.toml` at the root of the workspace, a person's come from the editor. Neither can name a
//! command, an executable or a path outside of the workspace. A key that nobody knows or a value of the wrong type is a
//! [`Problem`], never a failure: the key keeps its default.

mod edit;
mod globs;
mod parse;
mod schema;
mod table;

pub use edit::add_to_list;
pub use globs::Globs;
pub use parse::{Overrides, Value, problems};
pub use schema::{editor_properties, markdown, schema};
pub use table::{Kind, Scope, Setting, TABLE};

use crate::text::Span;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of a team's settings file.
pub const FILE: &str = "whosays.toml";

/// A settings file above this many bytes is not read: nobody wrote it by hand.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// What the program looks at and how strict it is about it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder whose `whosays.toml` was read; globs are matched against paths below it.
    pub root: Option<PathBuf>,
    pub extensions: Vec<String>,
    /// Where articles are; empty means everywhere.
    pub include: Globs,
    pub exclude: Globs,
    /// Larger files are skipped, and said so.
    pub max_bytes: u64,
    pub strictness: Strictness,
    /// Only the rules whose level was set.
    pub levels: BTreeMap<&'static str, Level>,
    pub silences: Vec<Silence>,
    /// Names that are right as they are.
    pub accepted_names: Vec<String>,
    /// Acronyms that need no explanation.
    pub accepted_acronyms: Vec<String>,
    /// Pack files below the root.
    pub packs: Vec<String>,
    /// Whether the built-in pack is used.
    pub starter: bool,
    pub hover: bool,
    pub lens: bool,
    pub inlay: bool,
}

/// How loudly a finding is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

/// How sure a rule must be before it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Strictness {
    /// Fewer findings, more of them right.
    Relaxed,
    #[default]
    Normal,
    /// More findings, more of them idle.
    Strict,
}

/// Rules that say nothing about some of the articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    pub paths: Globs,
    /// Codes; empty means every rule.
    pub rules: Vec<String>,
    pub reason: Option<String>,
}

/// Something wrong in settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file; empty at the start for settings that come from an editor.
    pub span: Span,
    pub message: String,
}

impl Level {
    pub const ALL: [Level; 5] = [Level::Off, Level::Hint, Level::Information, Level::Warning, Level::Error];

    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl Strictness {
    pub const ALL: [Strictness; 3] = [Strictness::Relaxed, Strictness::Normal, Strictness::Strict];

    pub fn name(self) -> &'static str {
        match self {
            Strictness::Relaxed => "relaxed",
            Strictness::Normal => "normal",
            Strictness::Strict => "strict",
        }
    }

    pub fn from_name(name: &str) -> Option<Strictness> {
        Strictness::ALL.into_iter().find(|strictness| strictness.name() == name)
    }
}

impl Default for Settings {
    /// Every key at the default that the table gives it.
    fn default() -> Settings {
        let mut settings = Settings {
            root: None,
            extensions: vec![],
            include: Globs::default(),
            exclude: Globs::default(),
            max_bytes: u64::MAX,
            strictness: Strictness::Normal,
            levels: BTreeMap::new(),
            silences: vec![],
            accepted_names: vec![],
            accepted_acronyms: vec![],
            packs: vec![],
            starter: true,
            hover: true,
            lens: true,
            inlay: true,
        };
        // The defaults of rules are the rules' own: only what somebody set goes into `levels`.
        for setting in TABLE.iter().filter(|s| !matches!(s.kind, Kind::Level)) {
            let default: serde_json::Value = serde_json::from_str(setting.default).expect("a test parses every default of the table");
            let value = parse::value_of(setting, &default).expect("a test checks every default of the table against its kind");
            settings.set(setting.key, value);
        }
        settings
    }
}

impl Settings {
    /// The settings of a workspace root: defaults, and what its `whosays.toml` says. A folder without one has the defaults.
    pub fn load(root: &Path) -> (Settings, Vec<Problem>) {
        let mut settings = Settings { root: Some(root.to_path_buf()), ..Settings::default() };
        let path = root.join(FILE);
        let whole = |message: String| Problem { span: Span::default(), message };
        match std::fs::metadata(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return (settings, vec![]),
            Ok(found) if found.len() > MAX_FILE_BYTES => {
                return (settings, vec![whole(format!("{FILE} is larger than {MAX_FILE_BYTES} bytes and was not read."))]);
            }
            _ => {}
        }
        match std::fs::read(&path) {
            Ok(bytes) => {
                let (overrides, problems) = Settings::from_toml(&crate::text::decode(bytes).0);
                settings.merge(&overrides);
                (settings, problems)
            }
            Err(e) => (settings, vec![whole(format!("{FILE} could not be read: {e}."))]),
        }
    }

    /// What the text of a `whosays.toml` sets, and what is wrong in it.
    ///
    /// ```
    /// use whosays::settings::Settings;
    /// let (overrides, problems) = Settings::from_toml("[rules]\nlist-total = \"loud\"\nstrictness = \"strict\"\n");
    /// assert_eq!(problems[0].span.start, 21);
    /// let mut settings = Settings::default();
    /// settings.merge(&overrides);
    /// assert_eq!(settings.strictness.name(), "strict");
    /// ```
    pub fn from_toml(text: &str) -> (Overrides, Vec<Problem>) {
        parse::toml(text)
    }

    /// What an editor's settings set. Takes the object of the section `whosays` or one that holds it; keys may be nested or
    /// dotted; `null` means not set.
    pub fn from_json(value: &serde_json::Value) -> (Overrides, Vec<Problem>) {
        parse::json(value)
    }

    /// Lays what somebody set over these settings.
    pub fn merge(&mut self, overrides: &Overrides) {
        for (setting, value) in &overrides.values {
            self.set(setting.key, value.clone());
        }
    }

    /// One line a key of the table. A test merges a value for each.
    fn set(&mut self, key: &'static str, value: Value) {
        match (key, value) {
            ("articles.extensions", Value::Texts(list)) => {
                self.extensions = list.iter().map(|e| e.trim_start_matches('.').to_lowercase()).collect();
            }
            ("articles.include", Value::Texts(list)) => self.include = Globs::new(&list),
            ("articles.exclude", Value::Texts(list)) => self.exclude = Globs::new(&list),
            ("articles.max-megabytes", Value::Number(n)) => self.max_bytes = n << 20,
            ("rules.strictness", Value::Text(name)) => self.strictness = Strictness::from_name(&name).unwrap_or_default(),
            ("accept.names", Value::Texts(list)) => self.accepted_names = list,
            ("accept.acronyms", Value::Texts(list)) => self.accepted_acronyms = list,
            ("silence", Value::Silences(list)) => self.silences = list,
            ("packs", Value::Texts(list)) => self.packs = list,
            ("starter-pack", Value::Flag(on)) => self.starter = on,
            ("hover.enabled", Value::Flag(on)) => self.hover = on,
            ("lens.enabled", Value::Flag(on)) => self.lens = on,
            ("inlay.enabled", Value::Flag(on)) => self.inlay = on,
            (key, Value::Level(level)) => {
                if let Some(code) = key.strip_prefix("rules.") {
                    self.levels.insert(code, level);
                }
            }
            (key, value) => debug_assert!(false, "nothing takes {key} = {value:?}"),
        }
    }

    /// The level of a rule: what somebody set, else the rule's own.
    pub fn level(&self, code: &str, default: Level) -> Level {
        self.levels.get(code).copied().unwrap_or(default)
    }

    /// Whether a file is an article by its name and place. Looks at no disk.
    pub fn is_article(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
        if !extension.is_some_and(|e| self.extensions.contains(&e)) {
            return false;
        }
        let path = self.relative(path);
        (self.include.is_empty() || self.include.matches(path)) && !self.exclude.matches(path)
    }

    /// Whether a rule says nothing about a file.
    pub fn is_silenced(&self, path: &Path, code: &str) -> bool {
        if self.silences.is_empty() {
            return false;
        }
        let path = self.relative(path);
        self.silences.iter().any(|s| (s.rules.is_empty() || s.rules.iter().any(|r| r == code)) && s.paths.matches(path))
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        self.root.as_ref().and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path)
    }
}

/// The nearest folder at or above a place that holds a `whosays.toml`.
pub fn root_above(place: &Path) -> Option<&Path> {
    place.ancestors().find(|folder| folder.join(FILE).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(toml: &str) -> Settings {
        let (overrides, problems) = Settings::from_toml(toml);
        assert_eq!(problems, []);
        let mut settings = Settings { root: Some("/desk".into()), ..Settings::default() };
        settings.merge(&overrides);
        settings
    }

    #[test]
    fn articles_are_known_by_name_and_place() {
        let settings = merged("[articles]\nextensions = [\"txt\", \".MD\"]\ninclude = [\"copy/\"]\nexclude = [\"*.old.txt\"]\n");
        assert!(settings.is_article(Path::new("/desk/copy/a.txt")));
        assert!(settings.is_article(Path::new("/desk/copy/deep/a.MD")));
        assert!(!settings.is_article(Path::new("/desk/copy/a.old.txt")));
        assert!(!settings.is_article(Path::new("/desk/copy/a.text")));
        assert!(!settings.is_article(Path::new("/desk/notes/a.txt")));
        assert!(!settings.is_article(Path::new("/desk/copy/txt")));
        assert!(Settings::default().is_article(Path::new("/anywhere/at/all.markdown")));
    }

    #[test]
    fn a_silence_holds_for_its_paths_and_rules() {
        let settings = merged("[[silence]]\npaths = [\"1998/**\"]\nrules = [\"list-total\"]\n[[silence]]\npaths = [\"wire\"]\n");
        assert!(settings.is_silenced(Path::new("/desk/1998/a.txt"), "list-total"));
        assert!(!settings.is_silenced(Path::new("/desk/1998/a.txt"), "placeholder"));
        assert!(settings.is_silenced(Path::new("/desk/wire/a.txt"), "placeholder"));
        assert!(!settings.is_silenced(Path::new("/desk/a.txt"), "list-total"));
    }

    #[test]
    fn a_level_is_the_rules_own_until_somebody_sets_it() {
        assert_eq!(Settings::default().level("list-total", Level::Hint), Level::Hint);
        assert_eq!(merged("rules.list-total = \"off\"").level("list-total", Level::Hint), Level::Off);
    }

    #[test]
    fn every_key_of_the_table_is_taken() {
        for setting in TABLE {
            let default: serde_json::Value = serde_json::from_str(setting.default).expect(setting.key);
            let value = parse::value_of(setting, &default).expect(setting.key);
            // Panics in `set` where nothing takes the key.
            Settings::default().merge(&Overrides { values: vec![(setting, value)] });
        }
    }
}
