//! Who stands behind what in one article: speakers and documents with the figures and quotes they carry, and on top what
//! nobody carries.

use super::written;
use crate::archive::{Archive, Document};
use crate::article::{Article, Attribution, EntityKind, Figure, Mention, MentionKind, QuoteKind, Tier, Verdict};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// A source, and everything in the article that rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub kind: SourceKind,
    /// As the article names it best; empty for [`SourceKind::Unsourced`] and [`SourceKind::Context`].
    pub name: String,
    /// The office of a person as the article gives it, or its acronym of an organisation; else empty.
    pub detail: String,
    /// Where it is named first; None where nothing is named.
    pub span: Option<Span>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
}

/// In the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// No source at all.
    Unsourced,
    /// "critics", "officials", "reportedly".
    Vague,
    /// Described but not named.
    Anonymous,
    Person,
    Organisation,
    Document,
    /// The text around a figure says where it is from, in no words that attribute.
    Context,
}

impl SourceKind {
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Unsourced => "unsourced",
            SourceKind::Vague => "vague",
            SourceKind::Anonymous => "anonymous",
            SourceKind::Person => "person",
            SourceKind::Organisation => "organisation",
            SourceKind::Document => "document",
            SourceKind::Context => "context",
        }
    }
}

/// A figure or a quote that somebody stands behind, or nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub kind: ClaimKind,
    pub span: Span,
    /// The words on one line.
    pub words: String,
    /// The sentence around a figure on one line; empty for a quote.
    pub sentence: String,
    /// Why a figure has the place that it has; empty for a quote.
    pub why: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    Figure,
    Quote,
}

impl ClaimKind {
    pub fn name(self) -> &'static str {
        match self {
            ClaimKind::Figure => "figure",
            ClaimKind::Quote => "quote",
        }
    }
}

/// What makes two attributions one source.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Kind(SourceKind),
    Entity(u32),
    Name(String),
}

/// The sources of a document: what nobody carries first, then vague and anonymous ones, then the others as they come in the
/// text. Figures that need no source are left out, and so are those that are too doubtful to be flagged.
pub fn sources(document: &Document, archive: &Archive) -> Vec<Source> {
    let (article, text) = (document.article(), document.as_str());
    let strictness = archive.settings().strictness;
    let mut list = List { article, text, sources: Vec::new(), known: FxHashMap::default() };
    // Both lists are in the order of the text; what stands in a quote is told by walking along.
    let mut quotes = article.quotes.iter().peekable();
    let mut open: Vec<&crate::article::Quote> = Vec::new();
    for figure in &article.figures {
        while let Some(quote) = quotes.next_if(|q| q.span.start <= figure.span.start) {
            open.retain(|q| q.span.end > quote.span.start);
            open.push(quote);
        }
        open.retain(|q| q.span.end > figure.span.start);
        let claim = list.figure(figure);
        match figure.verdict {
            Verdict::NotNeeded => {}
            Verdict::Unsourced if figure.is_flagged(strictness) => list.add_unnamed(SourceKind::Unsourced, claim),
            Verdict::Unsourced => {}
            // "every one of us" in somebody's mouth is no claim anybody would look up.
            _ if claim.words.eq_ignore_ascii_case("one") && !open.is_empty() => {}
            Verdict::Sourced | Verdict::Vague => {
                let quoted = open.iter().rev().find_map(|q| q.attribution);
                match figure.attribution.or(quoted).and_then(|a| article.attributions.get(a as usize)) {
                    Some(attribution) => list.add(attribution, claim),
                    None if figure.verdict == Verdict::Vague => list.add_unnamed(SourceKind::Vague, claim),
                    None => list.add_unnamed(SourceKind::Context, claim),
                }
            }
        }
    }
    for quote in &article.quotes {
        let claim =
            Claim { kind: ClaimKind::Quote, span: quote.span, words: super::quoted(quote.span.of(text)), sentence: String::new(), why: "" };
        match quote.attribution.and_then(|a| article.attributions.get(a as usize)) {
            Some(attribution) => list.add(attribution, claim),
            // A fragment without a speaker is a title, a nickname, a word as a word.
            None if quote.kind == QuoteKind::Direct && is_speech(&claim.words) => {
                list.add_unnamed(SourceKind::Unsourced, claim);
            }
            None => {}
        }
    }
    let mut sources = list.sources;
    for source in &mut sources {
        source.claims.sort_by_key(|c| (c.span.start, c.span.end));
    }
    sources.sort_by_key(|s| match s.kind {
        SourceKind::Unsourced | SourceKind::Vague | SourceKind::Anonymous => (s.kind, 0),
        // Named sources in the order of the text, whatever they are.
        SourceKind::Person | SourceKind::Organisation | SourceKind::Document => {
            (SourceKind::Person, s.claims.first().map_or(0, |c| c.span.start))
        }
        SourceKind::Context => (SourceKind::Context, 0),
    });
    sources
}

/// Claims without a source, as the lens counts them: figures of one claim count once.
pub fn unsourced(document: &Document, archive: &Archive) -> usize {
    let strictness = archive.settings().strictness;
    let mut claims: Vec<u32> = document.article().figures.iter().filter(|f| f.is_flagged(strictness)).map(|f| f.claim).collect();
    claims.sort_unstable();
    claims.dedup();
    claims.len()
}

/// Whether words in marks are long enough to be somebody's speech.
fn is_speech(words: &str) -> bool {
    words.split(' ').nth(6).is_some()
}

struct List<'a> {
    article: &'a Article,
    text: &'a str,
    sources: Vec<Source>,
    known: FxHashMap<Key, usize>,
}

impl List<'_> {
    fn figure(&self, figure: &Figure) -> Claim {
        let sentence = self.article.sentence_at(figure.span.start).unwrap_or(figure.span);
        Claim {
            kind: ClaimKind::Figure,
            span: figure.span,
            words: written(figure.span.of(self.text)),
            sentence: clip(&written(sentence.of(self.text))),
            why: figure.why,
        }
    }

    fn add_unnamed(&mut self, kind: SourceKind, claim: Claim) {
        self.put(Key::Kind(kind), claim, || Source { kind, name: String::new(), detail: String::new(), span: None, claims: vec![] });
    }

    fn add(&mut self, attribution: &Attribution, claim: Claim) {
        let (article, text) = (self.article, self.text);
        let entity = attribution.entity.or_else(|| self.office(attribution)).and_then(|e| Some((e, article.entities.get(e as usize)?)));
        if let Some((number, entity)) = entity {
            let kind = match entity.kind {
                EntityKind::Person => SourceKind::Person,
                EntityKind::Organisation => SourceKind::Organisation,
            };
            self.put(Key::Entity(number), claim, || {
                let office = entity.offices.first().map(|o| match o.organisation {
                    Some(body) => format!("{}, {}", written(o.title.of(text)), written(body.of(text))),
                    None => written(o.title.of(text)),
                });
                let name = written(entity.name.of(text));
                let office = office.filter(|office| *office != name);
                let detail = office.or_else(|| entity.acronym.map(|a| written(a.of(text)))).unwrap_or_default();
                Source { kind, name, detail, span: Some(entity.name), claims: vec![] }
            });
            return;
        }
        let kind = match attribution.tier {
            Tier::Named => SourceKind::Person,
            Tier::Institution => SourceKind::Organisation,
            Tier::Document => SourceKind::Document,
            Tier::Anonymous => SourceKind::Anonymous,
            Tier::Vague => SourceKind::Vague,
        };
        // A cue without a source ("is expected to") is all there is to show.
        let Some(span) = attribution.name.or(attribution.head).or(attribution.source.first().copied()).or(attribution.cue.first().copied())
        else {
            return self.add_unnamed(kind, claim);
        };
        let name = without_article(&written(span.of(text))).to_string();
        self.put(Key::Name(name.to_lowercase()), claim, || Source { kind, name, detail: String::new(), span: Some(span), claims: vec![] });
    }

    /// Whoever holds the office that an attribution names without its holder: "the IG" is the inspector general.
    fn office(&self, attribution: &Attribution) -> Option<u32> {
        let name = attribution.name?;
        let is_office = |m: &&Mention| m.kind == MentionKind::Office && m.span == name;
        let office = self.article.mentions.iter().find(is_office)?;
        let of_nobody = |m: &Mention| m.entity != office.entity || m.kind == MentionKind::Office;
        self.article.mentions.iter().all(of_nobody).then_some(office.entity)
    }

    fn put(&mut self, key: Key, claim: Claim, source: impl FnOnce() -> Source) {
        let at = *self.known.entry(key).or_insert_with(|| {
            self.sources.push(source());
            self.sources.len() - 1
        });
        self.sources[at].claims.push(claim);
    }
}

/// "the port agency" and "The port agency" are one source.
fn without_article(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if ["the", "a", "an"].contains(&first.to_lowercase().as_str()) => rest,
        _ => name,
    }
}

/// A sentence of a list is read at a glance.
fn clip(words: &str) -> String {
    match words.char_indices().nth(200) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a source: "kind name (detail): claims".
    fn check(text: &str, expected: &str) {
        let found = sources(&Document::new("article.txt", text), &Archive::default());
        let lines: Vec<String> = found
            .iter()
            .map(|s| {
                let claims: Vec<_> = s.claims.iter().map(|c| format!("{} {}", c.kind.name(), c.words)).collect();
                let detail = if s.detail.is_empty() { String::new() } else { format!(" ({})", s.detail) };
                format!("{} {}{detail}: {}", s.kind.name(), s.name, claims.join("; "))
            })
            .collect();
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn what_nobody_carries_comes_first() {
        check(
            "Dredging to resume\n\nThe harbour agency said 14 barges will return in May.\n\nThe work has cost the town $3.4 million. The harbour agency paid 12 crews, it said.\n",
            "unsourced : figure $3.4 million\norganisation harbour agency: figure 14; figure 12",
        );
    }

    #[test]
    fn a_speaker_has_one_place_under_all_names() {
        check(
            "Dredging to resume\n\nMayor Ida Brandt said 14 barges will return in May.\n\n“We have waited long enough for these barges,” Brandt said. She said 90 percent of the crews had signed.\n",
            "person Ida Brandt (Mayor): figure 14; quote We have waited long enough for these barges; figure 90 percent",
        );
    }

    #[test]
    fn an_office_without_its_holder_has_one_place_under_its_full_name() {
        check(
            "Dredging to resume\n\nThe Inspector General found that 31 barges leak.\n\nAccording to the IG, 12 crews had left.\n",
            "person Inspector General: figure 31; figure 12",
        );
    }

    #[test]
    fn documents_and_unnamed_people_are_sources() {
        check(
            "Dredging to resume\n\nThe audit found that 31 barges leak.\n\nTwo officials, who asked not to be named, said 12 crews had left.\n",
            "vague Two officials: figure 12\ndocument audit: figure 31",
        );
    }

    #[test]
    fn a_figure_inside_a_quote_rests_on_its_speaker() {
        check(
            "Dredging to resume\n\n“There are 31 barges in the bay and all the old boats leak,” said Ida Brandt.\n",
            "person Ida Brandt: quote There are 31 barges in the bay and all the old boats leak; figure 31",
        );
    }

    #[test]
    fn an_empty_text_has_no_sources() {
        check("", "");
    }
}
