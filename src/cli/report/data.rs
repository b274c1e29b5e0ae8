//! What the forms for programs share: where a finding is in lines and columns, its mend as edits, and JSON in which nothing
//! can act on whatever shows it.

use crate::base::{Place, Position};
use crate::base::{is_unseen, unlogged};
use crate::source::Sources;
use serde::Serialize;
use std::fmt::Write;

/// Lines and columns from one, columns in characters; the end is behind the last character.
#[derive(Serialize)]
pub struct FoundAt {
    pub file: String,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

impl FoundAt {
    pub fn new(sources: &Sources, place: Place) -> FoundAt {
        let text = sources.text(place.file);
        let start = Position::of(text, place.span.start as usize);
        let end = Position::of(text, place.span.end as usize);
        FoundAt {
            file: sources.path(place.file).to_string(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// JSON with a line end. The same data as ever, but for signs that a terminal or a log could take for its own, which are
/// written by their numbers: they stand in texts alone, where JSON allows that.
pub fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("plain data becomes JSON") + "\n";
    let text = unlogged(&text, "#\\u0023");
    if !text.contains(|c: char| is_unseen(c) && c != '\n') {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            _ if is_unseen(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}").expect("a text takes everything");
                }
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_without_a_sign_that_acts() {
        let text = "a\u{1b}[31m \u{9b} \u{202e} ##[error]x ##vso[y] \u{2028} \u{e0041} \"\\ \n end";
        let written = json(&[text]);
        assert!(!written.contains("##[") && !written.contains("##vso["), "{written}");
        assert!(!written.contains(|c: char| is_unseen(c) && c != '\n'), "{written}");
        let read: Vec<String> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, [text]);
    }
}
