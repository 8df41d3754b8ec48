//! Findings for people: the words, underlined, with what is missing and where else to look.

use super::{Checked, Context, Places, excerpt, in_line};
use crate::rules::{Finding, Level};
use crate::text::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level as Title, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

/// One finding, with colours; whoever prints takes them out where nobody wants them.
pub fn finding(checked: &Checked, places: &Places, finding: &Finding, context: &Context) -> String {
    let mut origins = vec![];
    let title = level(finding.level).primary_title(in_line(&finding.message)).id(finding.code);
    let mut groups = vec![title.element(snippet(&checked.shown, places, finding.span, context, &mut origins))];
    for related in &finding.related {
        let Some(document) = context.archive.document(&related.path) else { continue };
        let (path, places) = (context.show(&related.path), Places::of(document.as_str()));
        let title = Title::NOTE.secondary_title(in_line(&related.message));
        groups.push(title.element(snippet(&path, &places, related.span, context, &mut origins)));
    }
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode).term_width(context.width).info(AnsiColor::Cyan.on_default().bold());
    let mut rendered = renderer.render(&groups);
    for (stand_in, origin) in origins {
        rendered = rendered.replacen(&stand_in, &origin, 1);
    }
    rendered
}

/// The line of a span, cut to fit.
///
/// The renderer counts columns in what it is shown, and that is an excerpt. So its origin gets a stand-in for a path, from the
/// private use area, and `origins` says what each becomes.
fn snippet(
    path: &str,
    places: &Places,
    span: Span,
    context: &Context,
    origins: &mut Vec<(String, String)>,
) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let (line, column) = places.place(span.start);
    let gutter = 6 + line.ilog10() as usize;
    let cut = excerpt::around(places.text, places.line(span.start), span, context.width.saturating_sub(gutter).max(20));
    let stand_in = format!("\u{F8FF}{}", origins.len());
    let column_shown = cut.text[..cut.mark.start].chars().count() + 1;
    origins.push((format!("{stand_in}:{line}:{column_shown}"), format!("{}:{line}:{column}", in_line(path))));
    Snippet::source(cut.text).path(stand_in).line_start(line as usize).annotation(AnnotationKind::Primary.span(cut.mark))
}

fn level(level: Level) -> Title<'static> {
    match level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Information => Title::INFO.with_name("information"),
        Level::Off | Level::Hint => Title::HELP.with_name("hint"),
    }
}

/// What a check comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub articles: usize,
    pub errors: usize,
    pub warnings: usize,
    pub information: usize,
    pub hints: usize,
    /// Findings that the baseline knew.
    pub known: usize,
    /// Files that were not read.
    pub skipped: usize,
}

impl Summary {
    pub fn count(&mut self, findings: &[Finding]) {
        for finding in findings {
            match finding.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Information => self.information += 1,
                Level::Off | Level::Hint => self.hints += 1,
            }
        }
    }

    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.information + self.hints
    }
}

/// The closing line.
pub fn summary(summary: &Summary) -> String {
    let n = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut line = n(summary.articles, "article", "articles");
    line.push_str(": ");
    let findings = summary.findings();
    let bold = Style::new().bold();
    if findings == 0 {
        line.push_str(&format!("{}nothing found{}", AnsiColor::Green.on_default().bold(), anstyle::Reset));
    } else {
        line.push_str(&format!("{bold}{}{bold:#}", n(findings, "finding", "findings")));
        let kinds: Vec<String> = [
            (summary.errors, "error", "errors"),
            (summary.warnings, "warning", "warnings"),
            (summary.information, "information", "information"),
            (summary.hints, "hint", "hints"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| n(count, one, many))
        .collect();
        line.push_str(&format!(" ({})", kinds.join(", ")));
    }
    if summary.known > 0 {
        line.push_str(&format!(", {} known from the baseline", summary.known));
    }
    if summary.skipped > 0 {
        line.push_str(&format!(", {} not read", n(summary.skipped, "file", "files")));
    }
    line
}
