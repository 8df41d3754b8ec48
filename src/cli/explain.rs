//! `whosays explain`: a rule's documentation, with its examples as they would be underlined.

use super::{Stop, no_such_rule, width};
use crate::rules::{self, Rule, examples};
use anstyle::{AnsiColor, Style};
use std::io::Write;
use std::process::ExitCode;

const BOLD: Style = Style::new().bold();
const MARK: Style = AnsiColor::Cyan.on_default().bold();

pub fn run(code: Option<&str>) -> Result<ExitCode, Stop> {
    let mut out = anstream::stdout().lock();
    let Some(code) = code else {
        for rule in rules::ALL {
            writeln!(out, "{BOLD}{:<20}{BOLD:#} {:<12} {}", rule.code, rule.level.name(), rule.summary().replace('`', ""))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let rule = rules::by_code(code.trim()).ok_or_else(|| no_such_rule(code))?;
    write!(out, "{}", page(rule, width().min(100)))?;
    Ok(ExitCode::SUCCESS)
}

/// The documentation for a terminal of some width.
fn page(rule: &Rule, width: usize) -> String {
    let mut page = format!("{BOLD}{}{BOLD:#} ({} by default)\n\n", rule.code, rule.level.name());
    let mut from = 0;
    let lines_before = |at: usize| rule.docs[..at].rfind("```").unwrap_or(at);
    for example in examples::of(rule) {
        prose(&rule.docs[from..lines_before(example.span.start as usize)], width, &mut page);
        for (name, marked) in &example.shown {
            if example.shown.len() > 1 || name != "article.txt" {
                page.push_str(&format!("    {BOLD}{name}{BOLD:#}\n"));
            }
            for (line, marks) in lines(marked) {
                underlined(line, &marks, width.saturating_sub(4).max(20), &mut page);
            }
        }
        page.push('\n');
        from = example.span.end as usize + 3;
    }
    prose(&rule.docs[from..], width, &mut page);
    let end = page.trim_end().len();
    page.truncate(end);
    page.push('\n');
    page
}

/// The lines of an example and the parts of its marks in each.
fn lines(marked: &crate::text::marked::Marked) -> Vec<(&str, Vec<std::ops::Range<usize>>)> {
    let mut at = 0;
    let mut lines = vec![];
    for line in marked.text.split_inclusive('\n') {
        let words = line.trim_end();
        let (start, end) = (at, at + words.len());
        let marks = marked
            .marks
            .iter()
            .map(|(_, s)| s.range())
            .filter(|r| r.start < end && r.end > start || r.is_empty() && r.start >= start && r.start < end);
        lines.push((words, marks.map(|r| r.start.max(start) - start..r.end.min(end) - start).collect()));
        at += line.len();
    }
    lines
}

/// A line, wrapped, with its marks underlined.
fn underlined(line: &str, marks: &[std::ops::Range<usize>], width: usize, page: &mut String) {
    if line.is_empty() {
        page.push('\n');
        return;
    }
    let mut at = 0;
    for part in wrap(line, width) {
        // Wrapping leaves out white space only, so the part is found in what is left.
        let start = at + line[at..].find(&part).unwrap_or(0);
        at = start + part.len();
        page.push_str(&format!("    {part}\n"));
        let mut under = String::new();
        for (i, c) in part.char_indices() {
            let marked = marks.iter().any(|m| m.contains(&(start + i)) || m.is_empty() && m.start == start + i);
            let columns = if is_wide(c) { 2 } else { 1 };
            under.extend(std::iter::repeat_n(if marked { '^' } else { ' ' }, columns));
        }
        let under = under.trim_end();
        if !under.is_empty() {
            page.push_str(&format!("    {MARK}{under}{MARK:#}\n"));
        }
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{1F300}'..='\u{1FAFF}')
}

/// Paragraphs, lists, headings and tables of Markdown.
fn prose(markdown: &str, width: usize, page: &mut String) {
    let mut paragraph = String::new();
    let flush = |paragraph: &mut String, page: &mut String| {
        if paragraph.is_empty() {
            return;
        }
        for (n, line) in wrap(paragraph, width).iter().enumerate() {
            let indent = if n > 0 && paragraph.starts_with("- ") { "  " } else { "" };
            page.push_str(&format!("{indent}{}\n", styled(line)));
        }
        paragraph.clear();
    };
    for line in markdown.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            flush(&mut paragraph, page);
            if !page.ends_with("\n\n") {
                page.push('\n');
            }
        } else if let Some(head) = line.strip_prefix('#') {
            flush(&mut paragraph, page);
            page.push_str(&format!("{BOLD}{}{BOLD:#}\n", head.trim_start_matches('#').trim()));
        } else if line.starts_with('|') {
            flush(&mut paragraph, page);
            page.push_str(&format!("{line}\n"));
        } else {
            if line.starts_with("- ") {
                flush(&mut paragraph, page);
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    flush(&mut paragraph, page);
}

/// Inline code and emphasis in bold, without their marks.
fn styled(line: &str) -> String {
    let mut out = String::new();
    let mut bold = false;
    for part in line.replace("**", "`").split_inclusive('`') {
        match part.strip_suffix('`') {
            Some(words) => {
                out.push_str(words);
                bold = !bold;
                out.push_str(&if bold { format!("{BOLD}") } else { format!("{BOLD:#}") });
            }
            None => out.push_str(part),
        }
    }
    if bold {
        out.push_str(&format!("{BOLD:#}"));
    }
    out
}

/// Lines of at most `width` characters, broken at spaces; a longer word stands alone.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(docs: &'static str) -> String {
        let rule = Rule { code: "a-rule", level: rules::Level::Hint, docs, check: |_, _| {} };
        anstream::adapter::strip_str(&page(&rule, 40)).to_string()
    }

    #[test]
    fn examples_are_underlined_and_prose_is_wrapped() {
        let page = shown(
            "Finds *things* with `code` in lines that are longer than the width.\n\n```news\nAbout {a-rule:4,200} homes lost power in the storm of {a-rule:last\nweek}.\n```\n\n- one item that is so long that it goes on\n- two\n",
        );
        assert_eq!(
            page,
            "a-rule (hint by default)

Finds *things* with code in lines that
are longer than the width.

    About 4,200 homes lost power in the
          ^^^^^
    storm of last
             ^^^^
    week.
    ^^^^

- one item that is so long that it goes
  on
- two
"
        );
    }

    #[test]
    fn files_are_named() {
        assert!(shown("X.\n\n```news\n//- a.txt\none\n//- b.txt\ntwo\n```\n").contains("    a.txt\n    one\n    b.txt\n    two\n"));
    }
}
