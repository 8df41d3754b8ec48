//! Large JSON documents, one element at a time: memory is bounded by the longest element, and every element knows its line.
//!
//! Only brackets and quotation marks are looked at; what an element says is up to its reader. That is also why one broken
//! element does not hide the mistakes of the others.

use super::Fault;
use std::io::BufRead;
use std::ops::ControlFlow;

/// An element of a list, or the value of a key of the outermost object.
pub struct Element<'a> {
    /// The key of the outermost object that it stands under; empty where the document is a list.
    pub key: &'a str,
    /// From 1.
    pub line: u64,
    pub json: &'a [u8],
}

/// No fact is longer than this many bytes.
const LONGEST: usize = 32 << 20;

/// Calls `each` for every element of a list, of the lists in an object, and of the objects under the keys of `opened`.
///
/// # Errors
/// What is no JSON document, with its line; what `each` breaks off with.
pub fn split(reader: &mut dyn BufRead, opened: &[&str], each: &mut dyn FnMut(Element) -> ControlFlow<Fault>) -> Result<(), Fault> {
    let mut bytes = Bytes { reader, line: 1 };
    if bytes.peek()? == Some(0xEF) {
        for _ in 0..3 {
            bytes.next()?;
        }
    }
    let mut value = Vec::new();
    match bytes.skip_space()? {
        None => return Err(bytes.fault("the file is empty")),
        Some(b'[') => bytes.list("", &mut value, each)?,
        Some(b'{') => bytes.object(opened, &mut value, each)?,
        Some(_) => return Err(bytes.fault("this is neither a JSON list nor an object")),
    }
    match bytes.skip_space()? {
        None => Ok(()),
        Some(_) => Err(bytes.fault("something follows the end of the JSON document")),
    }
}

struct Bytes<'r> {
    reader: &'r mut dyn BufRead,
    line: u64,
}

impl Bytes<'_> {
    fn fault(&self, message: &str) -> Fault {
        Fault { line: self.line, message: message.to_string() }
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        match self.reader.fill_buf() {
            Ok(buffer) => Ok(buffer.first().copied()),
            Err(e) => Err(Fault { line: self.line, message: format!("it could not be read: {e}") }),
        }
    }

    fn next(&mut self) -> Result<Option<u8>, Fault> {
        let byte = self.peek()?;
        if byte.is_some() {
            self.reader.consume(1);
        }
        self.line += u64::from(byte == Some(b'\n'));
        Ok(byte)
    }

    fn skip_space(&mut self) -> Result<Option<u8>, Fault> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.next()?;
        }
        Ok(None)
    }

    fn list(&mut self, key: &str, value: &mut Vec<u8>, each: &mut dyn FnMut(Element) -> ControlFlow<Fault>) -> Result<(), Fault> {
        self.next()?;
        if self.skip_space()? == Some(b']') {
            self.next()?;
            return Ok(());
        }
        loop {
            self.skip_space()?;
            self.element(key, value, each)?;
            match self.skip_space()? {
                Some(b',') => self.next()?,
                Some(b']') => {
                    self.next()?;
                    return Ok(());
                }
                Some(_) => return Err(self.fault("a comma or the end of the list was expected")),
                None => return Err(self.fault("the file ends inside a list")),
            };
        }
    }

    fn object(&mut self, opened: &[&str], value: &mut Vec<u8>, each: &mut dyn FnMut(Element) -> ControlFlow<Fault>) -> Result<(), Fault> {
        self.next()?;
        if self.skip_space()? == Some(b'}') {
            self.next()?;
            return Ok(());
        }
        loop {
            if self.skip_space()? != Some(b'"') {
                return Err(self.fault("a key in quotation marks was expected"));
            }
            self.value(value)?;
            let key: String =
                serde_json::from_slice(value).map_err(|e| Fault { line: self.line, message: format!("a key is no text: {e}") })?;
            if self.skip_space()? != Some(b':') {
                return Err(self.fault("a colon was expected after a key"));
            }
            self.next()?;
            match self.skip_space()? {
                Some(b'[') => self.list(&key, value, each)?,
                Some(b'{') if opened.contains(&key.as_str()) => {
                    // The keys inside are the ids of what they hold.
                    let mut inner = |element: Element| each(Element { key: &key, ..element });
                    self.object(&[], value, &mut inner)?;
                }
                _ => self.element(&key, value, each)?,
            }
            match self.skip_space()? {
                Some(b',') => self.next()?,
                Some(b'}') => {
                    self.next()?;
                    return Ok(());
                }
                Some(_) => return Err(self.fault("a comma or the end of the object was expected")),
                None => return Err(self.fault("the file ends inside an object")),
            };
        }
    }

    fn element(&mut self, key: &str, value: &mut Vec<u8>, each: &mut dyn FnMut(Element) -> ControlFlow<Fault>) -> Result<(), Fault> {
        let line = self.line;
        self.value(value)?;
        if value.is_empty() {
            return Err(self.fault("a value was expected"));
        }
        match each(Element { key, line, json: value }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(fault) => Err(fault),
        }
    }

    /// Copies one value: to its closing bracket, or to where a comma, a bracket or a space ends it.
    fn value(&mut self, value: &mut Vec<u8>) -> Result<(), Fault> {
        value.clear();
        let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
        let began = self.line;
        loop {
            let Some(byte) = self.peek()? else {
                // A number may end with the file; the document around it says whether that is right.
                return if in_text || depth > 0 {
                    Err(Fault { line: began, message: "the file ends inside what begins here".into() })
                } else {
                    Ok(())
                };
            };
            let mut is_end = false;
            if in_text {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => {
                        in_text = false;
                        is_end = depth == 0;
                    }
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => in_text = true,
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' | b',' | b':' if depth == 0 => return Ok(()),
                    b']' | b'}' => {
                        depth -= 1;
                        is_end = depth == 0;
                    }
                    byte if depth == 0 && byte.is_ascii_whitespace() => return Ok(()),
                    _ => {}
                }
            }
            value.push(byte);
            self.next()?;
            if is_end {
                return Ok(());
            }
            if value.len() > LONGEST {
                return Err(Fault { line: began, message: format!("what begins here is longer than {} MB", LONGEST >> 20) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements as `key:line:json`, and the fault at the end.
    fn check(document: &str, opened: &[&str], expected: &str) {
        let mut found = Vec::new();
        let outcome = split(&mut document.as_bytes(), opened, &mut |element| {
            found.push(format!("{}:{}:{}", element.key, element.line, String::from_utf8_lossy(element.json)));
            ControlFlow::Continue(())
        });
        found.extend(outcome.err().map(|fault| format!("line {}: {}", fault.line, fault.message)));
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn elements_come_with_their_key_and_line() {
        check("[{\"a\":1},\n[2], 3 ,\"x]\\\"\"]", &[], ":1:{\"a\":1} | :2:[2] | :2:3 | :2:\"x]\\\"\"");
        check(
            "{\"title\": \"x\",\n\"persons\": [\n{\"id\":1}\n,{\"id\":2}], \"n\": {}, \"e\":[]}",
            &[],
            "title:1:\"x\" | persons:3:{\"id\":1} | persons:4:{\"id\":2} | n:4:{}",
        );
        check("{\"entities\":{\"Q1\":{},\n\"Q2\":{}}}", &["entities"], "entities:1:{} | entities:2:{}");
        check("\u{FEFF}[]\n", &[], "");
    }

    #[test]
    fn what_is_no_document_is_told_with_its_line() {
        check("", &[], "line 1: the file is empty");
        check("\n\nwords", &[], "line 3: this is neither a JSON list nor an object");
        check("[1,\n2", &[], ":1:1 | :2:2 | line 2: the file ends inside a list");
        check("[\n{\"a\":\n\n", &[], "line 2: the file ends inside what begins here");
        check("[1 2]", &[], ":1:1 | line 1: a comma or the end of the list was expected");
        check("[1,]", &[], ":1:1 | line 1: a value was expected");
        check("{\"a\" 1}", &[], "line 1: a colon was expected after a key");
        check("{1}", &[], "line 1: a key in quotation marks was expected");
        check("[] []", &[], "line 1: something follows the end of the JSON document");
    }

    #[test]
    fn deep_nesting_is_one_element() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let mut n = 0;
        split(&mut deep.as_bytes(), &[], &mut |element| {
            n += element.json.len();
            ControlFlow::Continue(())
        })
        .expect("brackets are in balance");
        assert_eq!(n, 199_998);
    }
}
