//! The examples in the rules' documentation: ```` ```news ```` blocks with `{code:words}` marks. They are shown to people and
//! run as tests. A character that nobody sees is written as its code, `U+200B`.

use super::Rule;
use crate::text::Span;
use crate::text::marked::{self, Marked};

/// An example of a rule's documentation.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its lines in the documentation, without the fence.
    pub span: Span,
    /// File names and texts; one file of the name `article.txt` where the example names none.
    pub files: Vec<(String, Marked)>,
    /// The same as they are shown: with codes for hidden characters.
    pub shown: Vec<(String, Marked)>,
}

/// The examples of a rule, in order.
pub fn of(rule: &Rule) -> Vec<Example> {
    const FENCE: &str = "```news\n";
    let mut examples = vec![];
    let mut from = 0;
    while let Some(open) = rule.docs[from..].find(FENCE) {
        let start = from + open + FENCE.len();
        let Some(close) = rule.docs[start..].find("```") else { break };
        let span = Span::new(start, start + close);
        let written = marked::files(span.of(rule.docs));
        let files = written.iter().map(|(name, text)| (name.clone(), marked::parse(&decoded(text)))).collect();
        let shown = written.iter().map(|(name, text)| (name.clone(), marked::parse(text))).collect();
        examples.push(Example { span, files, shown });
        from = start + close + 3;
    }
    examples
}

/// The text with characters in place of their codes.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("U+") {
        let digits = rest[at + 2..].bytes().take_while(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(b)).take(6).count();
        let code = u32::from_str_radix(&rest[at + 2..at + 2 + digits], 16).ok().and_then(char::from_u32);
        out.push_str(&rest[..at]);
        match code.filter(|_| digits >= 4) {
            Some(c) => out.push(c),
            None => out.push_str(&rest[at..at + 2 + digits]),
        }
        rest = &rest[at + 2 + digits..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_characters() {
        assert_eq!(decoded("aU+200Bz U+1F600. U+12 U+"), "a\u{200B}z 😀. U+12 U+");
    }
}
