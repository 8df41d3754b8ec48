//! `workspace/executeCommand`: what an editor can ask beyond the standard requests. `docs/commands.md` describes each command
//! for whoever writes a client.

use super::convert;
use super::session::Session;
use super::show;
use super::workspace;
use crate::archive::Archive;
use crate::article::EntityKind;
use crate::features;
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

/// Their names, for `initialize`.
pub const ALL: [&str; 5] = [SOURCES, SUMMARY, PEOPLE, REINDEX, show::COMMAND];

const SOURCES: &str = "whosays.sources";
const SUMMARY: &str = "whosays.summary";
const PEOPLE: &str = "whosays.people";
const REINDEX: &str = "whosays.reindex";

/// Runs a command on a thread of its own.
///
/// # Errors
/// A command that nobody knows, and arguments that it has no use for.
pub async fn run(session: &Arc<Session>, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    match command {
        SOURCES => of_article(session, SOURCES, &arguments, sources).await,
        SUMMARY => of_article(session, SUMMARY, &arguments, summary).await,
        PEOPLE => {
            let wanted = Wanted::of(arguments.into_iter().next().unwrap_or_default())?;
            let archive = session.archive();
            let found = tokio::task::spawn_blocking(move || people(&archive, &wanted));
            Ok(found.await.ok())
        }
        REINDEX => {
            workspace::rescan(session);
            Ok(None)
        }
        show::COMMAND => show::run(session, arguments).await,
        _ => Err(Error::invalid_params(format!("there is no command {command}; there are {}", ALL.join(", ")))),
    }
}

/// Answers from the newest version of the article that the first argument names; null where there is no such article.
async fn of_article(
    session: &Arc<Session>,
    command: &str,
    arguments: &[Value],
    answer: fn(&Session, &super::View) -> Value,
) -> Result<Option<Value>> {
    // As a URI or as the protocol's TextDocumentIdentifier: clients have the one or the other at hand.
    let named = arguments.first().and_then(|first| first.as_str().or_else(|| first.get("uri")?.as_str()));
    let Some(uri) = named.and_then(|uri| uri.parse::<Uri>().ok()) else {
        return Err(Error::invalid_params(format!("{command} wants the URI of an article as its first argument")));
    };
    let session = Arc::clone(session);
    let opened = session.opened_view(&uri);
    let asked = tokio::task::spawn_blocking(move || {
        let view = opened.or_else(|| session.file_view(&uri))?;
        session.reads(&view.document).then(|| answer(&session, &view))
    });
    Ok(asked.await.unwrap_or(None))
}

fn sources(_: &Session, view: &super::View) -> Value {
    let document = &view.document;
    let range = |span| convert::span(&document.text, span, &view.terms);
    let claim = |c: &features::sources::Claim| json!({"kind": c.kind.name(), "words": c.words, "sentence": c.sentence, "why": c.why, "range": range(c.span)});
    let source = |s: &features::Source| {
        let claims: Vec<Value> = s.claims.iter().map(claim).collect();
        json!({"kind": s.kind.name(), "name": s.name, "detail": s.detail, "range": s.span.map(range), "claims": claims})
    };
    let sources: Vec<Value> = features::sources(document, &view.archive).iter().map(source).collect();
    json!({
        "uri": convert::uri(&document.path),
        "version": document.version,
        "unsourced": features::sources::unsourced(document, &view.archive),
        "sources": sources,
    })
}

fn summary(session: &Session, view: &super::View) -> Value {
    let analysis = session.analysis(&view.document, &view.desk);
    Value::String(features::summary(&view.document, &view.archive, &analysis.findings))
}

/// What `whosays.people` is asked for.
#[derive(Debug, PartialEq)]
struct Wanted {
    words: String,
    kind: Option<EntityKind>,
    offset: usize,
    limit: usize,
}

impl Wanted {
    fn of(argument: Value) -> Result<Wanted> {
        /// Nobody reads further at once.
        const MOST: u64 = 1000;
        let wrong = |what: &str| Error::invalid_params(format!("{PEOPLE}: {what}"));
        if !argument.is_object() && !argument.is_null() {
            return Err(wrong("the argument is an object with `query`, `kind`, `offset` and `limit`, all optional"));
        }
        let number = |key: &str, default: u64| match &argument[key] {
            Value::Null => Ok(default),
            given => given.as_u64().ok_or_else(|| wrong(&format!("`{key}` is a number from 0 on"))),
        };
        let words = match &argument["query"] {
            Value::Null => String::new(),
            given => given.as_str().ok_or_else(|| wrong("`query` is a text"))?.to_string(),
        };
        let kind = match &argument["kind"] {
            Value::Null => None,
            Value::String(kind) if kind == "person" => Some(EntityKind::Person),
            Value::String(kind) if kind == "organisation" => Some(EntityKind::Organisation),
            _ => return Err(wrong("`kind` is \"person\" or \"organisation\"")),
        };
        Ok(Wanted { words, kind, offset: number("offset", 0)? as usize, limit: number("limit", 100)?.min(MOST) as usize })
    }
}

fn people(archive: &Archive, wanted: &Wanted) -> Value {
    /// Articles of one person that are listed, newest first.
    const PLACES: usize = 50;
    let page = archive.entities().page(&wanted.words, wanted.kind, wanted.offset, wanted.limit);
    let one = |known: &features::Known| {
        let mut offices: Vec<String> = Vec::new();
        for office in &known.offices {
            let title = office.organisation.as_ref().map_or(office.title.clone(), |body| format!("{}, {body}", office.title));
            if offices.len() < 6 && !offices.contains(&title) {
                offices.push(title);
            }
        }
        let officials: Vec<_> = known.officials.iter().take(6).map(|o| json!({"person": o.person, "title": o.title})).collect();
        // Lines are known without reading a file, columns are not; a reader finds the name on the line.
        let places: Vec<_> = known
            .articles
            .iter()
            .take(PLACES)
            .filter_map(|s| {
                let date = s.date.map(|d| d.to_string());
                Some(json!({"uri": convert::uri(&s.path)?, "line": s.line.saturating_sub(1), "date": date, "mentions": s.mentions}))
            })
            .collect();
        json!({
            "kind": known.kind.name(), "name": known.name, "offices": offices, "officials": officials, "mentions": known.mentions,
            "articles": known.article_count, "quotes": known.quote_count, "places": places,
        })
    };
    json!({"total": page.total, "articles": archive.len(), "items": page.known.iter().map(one).collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_optional_and_mistakes_are_told() {
        let all = Wanted { words: String::new(), kind: None, offset: 0, limit: 100 };
        assert_eq!(Wanted::of(Value::Null), Ok(all));
        let some = Wanted { words: "moss".into(), kind: Some(EntityKind::Person), offset: 3, limit: 1000 };
        assert_eq!(Wanted::of(json!({"query": "moss", "kind": "person", "offset": 3, "limit": 9_999_999})), Ok(some));
        for wrong in [json!("moss"), json!({"query": 1}), json!({"kind": "dog"}), json!({"offset": -1}), json!({"limit": "all"})] {
            assert!(Wanted::of(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
