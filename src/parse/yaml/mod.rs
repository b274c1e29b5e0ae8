//! The only door to YAML: a text (front matter, or the settings) becomes a tree that knows where each thing was written.
//!
//! It reads the parser's events rather than decoding through serde, because authors' texts must stay as typed (`NO`,
//! `1.10`, `08`), because several mistakes of a file should be told in one run, and because a mistake is told by looking at
//! the author's line: the parser says where it gave up, which is often a line after the cause.
//!
//! Knows nothing of keys and their meaning. Anchors, aliases, merge keys, tags, directives and second documents are
//! refused: nobody writing a framework needs them, and each is a trap when typed by accident (`title: *Important*`).
//!
//! `reader.rs` makes the tree. `mistake.rs` finds out what an author did where there is none.

mod brackets;
mod indentation;
mod keys;
mod limits;
mod line;
mod mistake;
mod quotes;
mod reader;
mod signs;
#[cfg(test)]
mod tests;

use crate::base::{Code, Span};
use limits::too_big;
use reader::Reader;

/// A value and where it stands: exactly its characters, quotes and brackets included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    pub value: Value,
    /// Byte offsets in the file. A value that is not there (`key:`) has the empty span after its colon or dash.
    pub span: Span,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Nothing, `~` or `null`, without quotes.
    Null,
    /// `text` is as typed where `plain` (no quotes: `NO`, `1.10` and `true` are those characters), decoded where not.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    /// In the order of the file; each key once.
    Map(Vec<Entry>),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

/// A mistake in the YAML itself, in the words of `base::Diagnostic`; the caller knows the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub code: &'static Code,
    pub span: Span,
    pub message: String,
    pub label: String,
    pub help: Option<String>,
    pub related: Option<(Span, String)>,
}

/// Far more than any front matter or settings; what is larger was not written by hand.
const MOST_BYTES: usize = 256 * 1024;
/// Lists in lists. Ten would do; the limit keeps hostile files from deep recursion further on.
const MOST_DEPTH: usize = 64;
/// A file with more mistakes than this has one cause that we failed to see.
const MOST_PROBLEMS: usize = 10;

/// Reads a YAML text that stands in its file at byte `offset`; all spans are the file's.
///
/// `None` when the text cannot be read (there is a problem) or says nothing (there is none). With repeated keys only, the
/// tree is there and holds the first of each. Never panics, and answers any text in time linear in its length.
pub fn read(text: &str, offset: usize) -> (Option<Node>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut tree = read_all(text, &mut problems);
    problems.sort_by_key(|p| p.span);
    for problem in &mut problems {
        problem.span = whole_characters(text, problem.span).shifted(offset);
        if let Some((span, _)) = &mut problem.related {
            *span = span.shifted(offset);
        }
    }
    if let Some(node) = &mut tree {
        shift(node, offset);
    }
    (tree, problems)
}

/// Messages point at bytes; a mark never cuts a character in two or leaves the text.
fn whole_characters(text: &str, span: Span) -> Span {
    let range = span.range();
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    Span::new(start, end)
}

/// Reads again after each mistake that lies within a value, with that value painted over by as many harmless bytes:
/// so all such mistakes of a file come out in one run, and offsets stay true.
fn read_all(text: &str, problems: &mut Vec<Problem>) -> Option<Node> {
    if text.len() > MOST_BYTES {
        problems.push(too_big(text));
        return None;
    }
    let mut painted = text.to_owned();
    loop {
        let mut reader = Reader::new(text, &painted);
        let outcome = reader.read();
        let repeated = reader.repeated;
        let Err(mistake) = outcome else {
            let root = reader.root.filter(|_| problems.is_empty());
            problems.extend(repeated);
            return root.filter(|node| node.value != Value::Null || node.span.start < node.span.end);
        };
        let seen = problems.iter().any(|p| p.span == mistake.problem.span);
        if !seen {
            problems.push(*mistake.problem);
        }
        let Some(paint) = mistake.paint.filter(|_| !seen && problems.len() < MOST_PROBLEMS) else {
            problems.extend(repeated);
            return None;
        };
        paint.over(&mut painted);
    }
}

fn shift(node: &mut Node, by: usize) {
    node.span = node.span.shifted(by);
    match &mut node.value {
        Value::Null | Value::Scalar { .. } => {}
        Value::List(nodes) => nodes.iter_mut().for_each(|node| shift(node, by)),
        Value::Map(entries) => {
            for entry in entries {
                entry.key_span = entry.key_span.shifted(by);
                shift(&mut entry.value, by);
            }
        }
    }
}
