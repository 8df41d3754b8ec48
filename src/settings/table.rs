//! The table of every key. Adding a setting is a row here and a line in `Settings::set`; everything else follows.

/// A key that can be set.
#[derive(Debug)]
pub struct Setting {
    /// Dotted, as in `whosays.toml`; editors put `whosays.` before it.
    pub key: &'static str,
    pub kind: Kind,
    /// As JSON.
    pub default: &'static str,
    pub scope: Scope,
    /// Markdown, one paragraph.
    pub docs: &'static str,
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Flag,
    /// A whole number from the first to the second, both included.
    Number(u64, u64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// How loudly a rule speaks: a [`super::Level`] by name.
    Level,
    Texts,
    /// Texts that are globs, matched below the root.
    Globs,
    /// Paths of files below the root.
    Files,
    /// A list of [`super::Silence`]s.
    Silences,
}

/// Whose choice a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In `whosays.toml`, and in an editor's settings for one person's view.
    Team,
    /// In an editor's settings only.
    Person,
}

/// Every key, in the order in which they are listed to people.
pub const TABLE: &[Setting] = &[
    Setting {
        key: "articles.extensions",
        kind: Kind::Texts,
        default: r#"["txt", "text", "md", "markdown"]"#,
        scope: Scope::Team,
        docs: "Files with these extensions are articles.",
    },
    Setting {
        key: "articles.include",
        kind: Kind::Globs,
        default: "[]",
        scope: Scope::Team,
        docs: "Where articles are, as globs in the manner of `.gitignore`; empty means everywhere in the workspace.",
    },
    Setting {
        key: "articles.exclude",
        kind: Kind::Globs,
        default: "[]",
        scope: Scope::Team,
        docs: "What is no article, as globs. `.gitignore` and `.ignore` hold in any case.",
    },
    Setting {
        key: "articles.max-megabytes",
        kind: Kind::Number(1, 1024),
        default: "8",
        scope: Scope::Team,
        docs: "Larger files are skipped, with a message.",
    },
    Setting {
        key: "rules.strictness",
        kind: Kind::Choice(&["strict", "normal", "relaxed"]),
        default: r#""normal""#,
        scope: Scope::Team,
        docs: "How sure a rule must be before it speaks: `relaxed` tells less and is right more often, `strict` tells more.",
    },
    level("rules.unsourced-figure", r#""information""#, "Level of `unsourced-figure`: figures whose source the text does not name."),
    level("rules.vague-source", r#""hint""#, "Level of `vague-source`: figures and quotes with only a vague or anonymous source."),
    level("rules.unattributed-quote", r#""hint""#, "Level of `unattributed-quote`: direct quotes with no speaker to be found."),
    level("rules.altered-quote", r#""information""#, "Level of `altered-quote`: quotes that another article words differently."),
    level(
        "rules.speaker-conflict",
        r#""information""#,
        "Level of `speaker-conflict`: the same words given to different people in two articles.",
    ),
    level(
        "rules.headline-figure",
        r#""information""#,
        "Level of `headline-figure`: figures of a headline that the body does not bear out.",
    ),
    level("rules.list-total", r#""hint""#, "Level of `list-total`: totals that their lists do not add up to."),
    level(
        "rules.name-variant",
        r#""information""#,
        "Level of `name-variant`: names that differ slightly from better established ones, and people quoted but never introduced.",
    ),
    level("rules.undefined-acronym", r#""hint""#, "Level of `undefined-acronym`: acronyms that the article never spells out."),
    level(
        "rules.outdated-office",
        r#""information""#,
        "Level of `outdated-office`: offices that a pack says were not held on the article's date.",
    ),
    level("rules.placeholder", r#""warning""#, "Level of `placeholder`: TK, [CHECK] and the like left in the copy."),
    level("rules.hidden-character", r#""hint""#, "Level of `hidden-character`: invisible characters that defeat searching."),
    level("rules.invalid-setting", r#""warning""#, "Level of `invalid-setting`: unknown keys and wrong values in `whosays.toml`."),
    Setting {
        key: "accept.names",
        kind: Kind::Texts,
        default: "[]",
        scope: Scope::Team,
        docs: "Names that are right as they are, however they are written elsewhere; `name-variant` says nothing about them.",
    },
    Setting {
        key: "accept.acronyms",
        kind: Kind::Texts,
        default: "[]",
        scope: Scope::Team,
        docs: "Acronyms that every reader of yours knows; `undefined-acronym` says nothing about them.",
    },
    Setting {
        key: "silence",
        kind: Kind::Silences,
        default: "[]",
        scope: Scope::Team,
        docs: "Rules that say nothing about some articles: a list of tables with `paths` (globs), `rules` (codes; all when absent) and `reason`.",
    },
    Setting {
        key: "packs",
        kind: Kind::Files,
        default: "[]",
        scope: Scope::Team,
        docs: "Packs of known organisations and officials: files below the root, in the order in which they are asked. `whosays pack import` makes them.",
    },
    Setting {
        key: "starter-pack",
        kind: Kind::Flag,
        default: "true",
        scope: Scope::Team,
        docs: "Ask the built-in pack too, after the team's own.",
    },
    Setting {
        key: "hover.enabled",
        kind: Kind::Flag,
        default: "true",
        scope: Scope::Person,
        docs: "Show cards for figures, quotes, people and organisations.",
    },
    Setting {
        key: "lens.enabled",
        kind: Kind::Flag,
        default: "true",
        scope: Scope::Person,
        docs: "Show counts above the article and above quotes.",
    },
    Setting {
        key: "inlay.enabled",
        kind: Kind::Flag,
        default: "true",
        scope: Scope::Person,
        docs: "Show the person behind “he said” and the date behind “Tuesday”.",
    },
];

const fn level(key: &'static str, default: &'static str, docs: &'static str) -> Setting {
    Setting { key, kind: Kind::Level, default, scope: Scope::Team, docs }
}

impl Setting {
    /// The row of a key.
    pub fn of(key: &str) -> Option<&'static Setting> {
        TABLE.iter().find(|s| s.key == key)
    }
}

impl Kind {
    /// What to write, as a noun phrase: "true or false".
    pub fn expects(self) -> String {
        match self {
            Kind::Flag => "true or false".into(),
            Kind::Number(low, high) => format!("a whole number from {low} to {high}"),
            Kind::Choice(words) => one_of(words),
            Kind::Level => one_of(&super::Level::ALL.map(super::Level::name)),
            Kind::Texts => "a list of texts".into(),
            Kind::Globs => "a list of globs".into(),
            Kind::Files => "a list of files in the workspace".into(),
            Kind::Silences => "a list of tables with paths, rules and reason".into(),
        }
    }
}

fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
