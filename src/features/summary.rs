//! The fact-check summary of one article, in Markdown: what is open, who carries what, which words others print too, who is in it.

use super::hover::{escape, link};
use super::sources::{Claim, ClaimKind, Source, SourceKind, sources, unsourced};
use super::written;
use crate::archive::{Archive, Document, Sameness};
use crate::article::EntityKind;
use crate::rules::Finding;
use crate::text::{Encoding, Span};
use std::fmt::Write;

/// The summary of a document with what the rules found in it. Links lead to lines of files.
pub fn summary(document: &Document, archive: &Archive, findings: &[Finding]) -> String {
    let page = Page { document, text: document.as_str() };
    let article = document.article();
    let mut out = String::new();
    let title = article.headline.map_or_else(|| "An article without a headline".to_string(), |h| said(&written(h.of(page.text)), 160));
    let _ = writeln!(out, "# Fact-check summary: {title}\n");
    let mut about: Vec<String> = article.byline.iter().map(|b| said(&written(b.of(page.text)), 120)).collect();
    about.extend(article.date.map(|d| d.date.to_string()));
    about.push(page.place("the article", Span::new(0, 0)));
    let _ = writeln!(out, "{}\n", about.join(" · "));
    let sources = sources(document, archive);
    let _ = writeln!(out, "{}\n", counts(document, archive, &sources, findings));
    page.findings(&mut out, findings);
    page.sources(&mut out, &sources);
    page.quotes_elsewhere(&mut out, archive);
    page.people(&mut out);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// "2 figures without a source, 1 vague or anonymous source, 3 named sources".
fn counts(document: &Document, archive: &Archive, sources: &[Source], findings: &[Finding]) -> String {
    let kinds = |wanted: &[SourceKind]| sources.iter().filter(|s| wanted.contains(&s.kind)).count();
    let named = kinds(&[SourceKind::Person, SourceKind::Organisation, SourceKind::Document]);
    let doubtful = kinds(&[SourceKind::Vague, SourceKind::Anonymous]);
    let line = format!(
        "{}, {}, {}; {}.",
        counted(unsourced(document, archive), "claim without a source", "claims without a source"),
        counted(doubtful, "vague or anonymous source", "vague or anonymous sources"),
        counted(named, "named source", "named sources"),
        counted(findings.len(), "finding in all", "findings in all"),
    );
    line.replacen("no ", "No ", usize::from(line.starts_with("no ")))
}

fn counted(n: usize, one: &str, more: &str) -> String {
    match n {
        0 => format!("no {more}"),
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    }
}

/// Words of an article as they are, no longer than fits a line.
fn said(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", escape(words[..at].trim_end())),
        None => escape(words),
    }
}

struct Page<'a> {
    document: &'a Document,
    text: &'a str,
}

impl Page<'_> {
    fn place(&self, words: &str, span: Span) -> String {
        link(words, &self.document.path, self.line(span))
    }

    fn line(&self, span: Span) -> u32 {
        self.document.text.position(span.start as usize, Encoding::Utf8).line + 1
    }

    fn findings(&self, out: &mut String, findings: &[Finding]) {
        out.push_str("## To check\n\n");
        if findings.is_empty() {
            out.push_str("Nothing was found. That says nothing about what is true.\n\n");
            return;
        }
        for finding in findings {
            let words = said(&written(finding.span.of(self.text)), 120);
            let line = self.line(finding.span);
            let message = escape(&finding.message);
            // Most messages begin with the words.
            let told = match message.strip_prefix(&format!("“{words}”")) {
                Some(rest) => format!("**{words}**{rest}"),
                None => format!("**{words}**: {message}"),
            };
            let _ = writeln!(out, "- [ ] {}: {told} (`{}`)", self.place(&format!("line {line}"), finding.span), finding.code);
        }
        out.push('\n');
    }

    fn sources(&self, out: &mut String, sources: &[Source]) {
        let named: Vec<&Source> = sources.iter().filter(|s| s.kind != SourceKind::Unsourced).collect();
        if named.is_empty() {
            return;
        }
        out.push_str("## Sources\n\n| source | what it is | carries |\n|---|---|---|\n");
        for source in named {
            let name = match (source.kind, source.name.is_empty()) {
                (SourceKind::Context, _) => "the text around".to_string(),
                (_, true) => "nobody named".to_string(),
                _ => said(&source.name, 100),
            };
            let what = if source.detail.is_empty() { source.kind.name().to_string() } else { said(&source.detail, 100) };
            let carried: Vec<String> = source.claims.iter().take(8).map(|claim| self.claim(claim)).collect();
            let more = source.claims.len().saturating_sub(8);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            let _ = writeln!(out, "| {name} | {what} | {}{more} |", carried.join("; "));
        }
        out.push('\n');
    }

    fn claim(&self, claim: &Claim) -> String {
        let line = self.line(claim.span);
        match claim.kind {
            ClaimKind::Figure => format!("{} ({})", said(&claim.words, 60), self.place(&format!("line {line}"), claim.span)),
            ClaimKind::Quote => format!("“{}” ({})", said(&claim.words, 60), self.place(&format!("line {line}"), claim.span)),
        }
    }

    fn quotes_elsewhere(&self, out: &mut String, archive: &Archive) {
        let reuse = archive.reuse(self.document);
        let found: Vec<_> = reuse.iter().filter(|r| r.occurrences.iter().any(|o| !o.reprint)).collect();
        if found.is_empty() {
            return;
        }
        out.push_str("## Quotations that other articles print\n\n");
        for one in found {
            let line = self.line(one.span);
            let _ = writeln!(
                out,
                "- {}: “{}”",
                self.place(&format!("line {line}"), one.span),
                said(&super::quoted(one.span.of(self.text)), 120)
            );
            for other in one.occurrences.iter().filter(|o| !o.reprint).take(6) {
                let there =
                    archive.document(&other.path).map_or(1, |d| d.text.position(other.span.start as usize, Encoding::Utf8).line + 1);
                let how = if other.sameness == Sameness::Altered { "worded differently" } else { "the same words" };
                let date = other.date.map_or(String::new(), |d| format!(", {d}"));
                let speaker = other.speaker.as_deref().map_or(String::new(), |s| format!(", by {}", said(&written(s), 80)));
                let _ = writeln!(out, "  - {how}{speaker} in {}{date}", link(&written(&other.title), &other.path, there));
            }
        }
        out.push('\n');
    }

    fn people(&self, out: &mut String) {
        let article = self.document.article();
        if article.entities.is_empty() {
            return;
        }
        out.push_str("## People and organisations\n\n");
        for entity in article.entities.iter().take(60) {
            let mut line = format!("- {}", said(&written(entity.name.of(self.text)), 100));
            if let Some(acronym) = entity.acronym {
                let _ = write!(line, " ({})", said(&written(acronym.of(self.text)), 20));
            }
            let kind = match entity.kind {
                EntityKind::Organisation => "organisation",
                EntityKind::Person => "person",
            };
            let offices: Vec<String> = entity
                .offices
                .iter()
                .take(3)
                .map(|o| {
                    let title = said(&written(o.title.of(self.text)), 80);
                    o.organisation.map_or(title.clone(), |body| format!("{title}, {}", said(&written(body.of(self.text)), 80)))
                })
                .collect();
            let what = if offices.is_empty() { kind.to_string() } else { offices.join("; ") };
            let _ = writeln!(out, "{line}: {what}, {}", self.place(&format!("line {}", self.line(entity.name)), entity.name));
        }
        let more = article.entities.len().saturating_sub(60);
        if more > 0 {
            let _ = writeln!(out, "- and {more} more");
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    const DREDGING: &str = "Dredging to resume\n\nBy Wilma Arkwright\n\nMarch 3, 2024\n\nMayor Ida Brandt said 14 barges will return in May.\n\nThe work has cost the town $3.4 million.\n\n\
        “We have waited long enough for these barges and the bay has waited with us,” Brandt said.\n";

    fn summed_up(archive: &Archive, text: &str) -> String {
        let document = Arc::new(Document::opened("/desk/dredging.txt", 1, text));
        archive.open(Arc::clone(&document));
        let findings = crate::rules::run(&document, archive, archive.settings());
        summary(&document, archive, &findings)
    }

    #[test]
    fn it_says_what_is_open_and_who_carries_what() {
        let archive = Archive::default();
        let other = "Ferries\n\n“We have waited long enough for these ferries and the bay has waited with us,” Ida Brandt said.\n";
        archive.open(Arc::new(Document::opened("/desk/ferries.txt", 1, other)));
        let markdown = summed_up(&archive, DREDGING);
        assert!(markdown.starts_with("# Fact-check summary: Dredging to resume\n\n"), "{markdown}");
        for line in [
            "1 claim without a source, no vague or anonymous sources, 1 named source; 2 findings in all.",
            "- [ ] [line 9](file:///desk/dredging.txt#L9): **$3.4 million** has no source",
            "| Ida Brandt | Mayor | 14 ([line 7](file:///desk/dredging.txt#L7)); “We have waited",
            "  - worded differently, by Ida Brandt in [ferries.txt](file:///desk/ferries.txt#L3)",
            "- Ida Brandt: Mayor, [line 7]",
        ] {
            assert!(markdown.contains(line), "{line}\nis not in\n{markdown}");
        }
    }

    #[test]
    fn words_of_the_article_are_shown_not_obeyed() {
        let markdown = summed_up(
            &Archive::default(),
            "A <b>bold</b> | [plan](x)\n\nThe plan | cost $3.4 million.\n\nThe bay agency said 14 | 15 barges sank.\n",
        );
        assert!(markdown.contains("# Fact-check summary: A \\<b\\>bold\\</b\\> \\| \\[plan\\](x)\n"), "{markdown}");
    }

    #[test]
    fn an_empty_text_has_a_summary_too() {
        let markdown = summed_up(&Archive::default(), "");
        assert!(markdown.contains("Nothing was found. That says nothing about what is true."), "{markdown}");
    }
}
