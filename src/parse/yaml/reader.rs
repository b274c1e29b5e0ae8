//! From the parser's events to the tree: what each value is, and exactly which characters it is made of, which the
//! parser does not always say. What it lets pass and no author means is a mistake here too.

use std::collections::HashMap;
use std::ops::Range;

use serde_yaml::granit_parser::{self, Event, Parser, ScalarStyle, StructureStyle};

use super::indentation::swallowed_item;
use super::keys::{colon_without_space, complex_key, dash_without_space, merge_key, missing_key, repeated_key};
use super::limits::{second_document, too_deep};
use super::line::{Line, glued_colon, glued_dash};
use super::mistake::{Mistake, explain};
use super::quotes::unclosed_quote;
use super::signs::{refused, reserved_start};
use super::{Entry, MOST_DEPTH, MOST_PROBLEMS, Node, Problem, Value};
use crate::base::Span;

/// From the parser's events to the tree.
pub(super) struct Reader<'a> {
    /// What the author wrote: for messages.
    text: &'a str,
    /// What is parsed: the same, with earlier mistakes painted over.
    painted: &'a str,
    open: Vec<Open>,
    pub(super) root: Option<Node>,
    pub(super) repeated: Vec<Problem>,
    /// The end of the last thing read. What stands between it and the next is blanks, comments, `:`, `-` and commas.
    cursor: usize,
}

/// A list or map whose end is not reached.
struct Open {
    start: usize,
    /// Of the last thing in it.
    end: usize,
    flow: bool,
    inside: Inside,
}

enum Inside {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, seen: HashMap<String, Span>, key: Option<(String, Span)> },
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, painted: &'a str) -> Reader<'a> {
        Reader { text, painted, open: Vec::new(), root: None, repeated: Vec::new(), cursor: 0 }
    }

    pub(super) fn read(&mut self) -> Result<(), Mistake> {
        let options = granit_parser::options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            flow_nesting_limit: MOST_DEPTH,
            block_nesting_limit: MOST_DEPTH,
        };
        let mut documents = 0;
        for next in Parser::new_from_str_with_options(self.painted, options) {
            let (event, span) = next.map_err(|error| {
                let at = error.marker().byte_offset().unwrap_or(0);
                let bracket = self.open.iter().rfind(|open| open.flow).map(|o| o.start);
                explain(self.text, error.kind(), at, bracket)
            })?;
            let at = span.byte_range().unwrap_or(self.cursor..self.cursor);
            if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
                return Err(refused(self.text, tag));
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(second_document(self.text, at.start));
                    }
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => {
                    return Err(refused(self.text, at));
                }
                Event::Scalar(text, style, ..) => self.scalar(&text, style, at)?,
                Event::SequenceStart(style, ..) => {
                    self.enter(style, at, Inside::List(Vec::new()))?;
                }
                Event::MappingStart(style, ..) => {
                    let inside = Inside::Map { entries: Vec::new(), seen: HashMap::new(), key: None };
                    self.enter(style, at, inside)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.leave(at),
                _ => {}
            }
        }
        Ok(())
    }

    /// The key that waits for its value.
    fn key(&self) -> Option<&(String, Span)> {
        match &self.open.last()?.inside {
            Inside::Map { key, .. } => key.as_ref(),
            Inside::List(_) => None,
        }
    }

    fn expects_key(&self) -> bool {
        let inside = self.open.last().map(|open| &open.inside);
        matches!(inside, Some(Inside::Map { key: None, .. }))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, at: Range<usize>) -> Result<(), Mistake> {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if self.expects_key() {
            return self.start_entry(text, style, at);
        }
        let end = at.end;
        let at = match style {
            _ if block => self.block_text(text, at)?,
            ScalarStyle::Plain if at.is_empty() => self.nothing(at),
            ScalarStyle::Plain => self.plain_lines(at)?,
            _ => self.quoted_lines(at)?,
        };
        let plain = style == ScalarStyle::Plain;
        let null = plain && (at.is_empty() || matches!(text, "~" | "null" | "Null" | "NULL"));
        let value = if null {
            Value::Null
        } else {
            let text = text.to_owned();
            Value::Scalar { text, plain }
        };
        self.cursor = end.max(self.cursor);
        self.add(value, at);
        Ok(())
    }

    fn start_entry(&mut self, text: &str, style: ScalarStyle, at: Range<usize>) -> Result<(), Mistake> {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let before = self.painted[..at.start].trim_end_matches([' ', '\t']);
        if block || before.ends_with('?') && before.len() > self.cursor {
            return Err(complex_key(before.len().saturating_sub(1)..at.start));
        }
        if at.is_empty() {
            return Err(missing_key(self.text, at.start));
        }
        if style == ScalarStyle::Plain && text == "<<" {
            return Err(merge_key(self.text, at));
        }
        self.cursor = at.end;
        if let Some(Open { inside: Inside::Map { key, .. }, .. }) = self.open.last_mut() {
            *key = Some((text.to_owned(), Span::new(at.start, at.end)));
        }
        Ok(())
    }

    fn enter(&mut self, style: StructureStyle, at: Range<usize>, inside: Inside) -> Result<(), Mistake> {
        if self.expects_key() {
            return Err(complex_key(at));
        }
        if self.open.len() >= MOST_DEPTH {
            return Err(too_deep(self.text, at.start));
        }
        let flow = style == StructureStyle::Flow && !at.is_empty();
        let mut start = at.start;
        if let (StructureStyle::Block, Inside::List(_), Some(_)) = (style, &inside, self.key()) {
            // A list no deeper than its key: the parser's list starts after the first dash.
            let first = skip(self.painted, self.cursor, b":");
            if first < start && self.painted[first..].starts_with('-') {
                start = first;
            }
        }
        if flow {
            self.cursor = at.end;
        }
        self.open.push(Open { start, end: at.end, flow, inside });
        Ok(())
    }

    fn leave(&mut self, at: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let mut end = open.end;
        if open.flow && !at.is_empty() {
            end = at.end;
            self.cursor = at.end;
        }
        let value = match open.inside {
            Inside::List(nodes) => Value::List(nodes),
            Inside::Map { entries, .. } => Value::Map(entries),
        };
        self.add(value, open.start..end);
    }

    fn add(&mut self, value: Value, at: Range<usize>) {
        let node = Node { value, span: Span::new(at.start, at.end) };
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.end = open.end.max(at.end);
        match &mut open.inside {
            Inside::List(nodes) => nodes.push(node),
            Inside::Map { entries, seen, key } => {
                let Some((key, key_span)) = key.take() else {
                    return;
                };
                if let Some(first) = seen.get(&key) {
                    if self.repeated.len() < MOST_PROBLEMS {
                        self.repeated.push(repeated_key(&key, key_span, *first));
                    }
                    return;
                }
                seen.insert(key.clone(), key_span);
                entries.push(Entry { key, key_span, value: node });
            }
        }
    }

    /// Where a value would stand that is not there.
    fn nothing(&self, at: Range<usize>) -> Range<usize> {
        let sign = if self.key().is_some() { b':' } else { b'-' };
        let after = match skip(self.painted, self.cursor, b"") {
            // In `- - x` and `[]` the parser's own place is right.
            found if found <= at.end && self.painted.as_bytes().get(found) == Some(&sign) => found + 1,
            _ => at.start,
        };
        after..after
    }

    /// A block text from its `|` or `>` to its last visible character: the parser's span is of the content alone.
    fn block_text(&self, text: &str, at: Range<usize>) -> Result<Range<usize>, Mistake> {
        let start = skip(self.painted, self.cursor, b":-");
        let sign = &self.painted[start..];
        if !sign.starts_with(['|', '>']) || start > at.start {
            return Ok(at);
        }
        let header = sign.split(char::is_whitespace).next().unwrap_or_default();
        // Of an empty text at the end, the parser's span is the header.
        let content = match at.start > start {
            true => self.painted[at.clone()].trim_end(),
            false => "",
        };
        if text.is_empty() && header.contains(|c: char| c.is_ascii_digit()) {
            // `title: >5` is a legal and empty text, and never what was meant.
            return Err(reserved_start(self.text, start));
        }
        let end = if content.is_empty() { start + header.len() } else { at.start + content.len() };
        Ok(start..end)
    }

    /// A plain text over several lines is legal; where its lines look like keys or list items, a mistake was swallowed.
    fn plain_lines(&self, at: Range<usize>) -> Result<Range<usize>, Mistake> {
        let raw = &self.painted[at.clone()];
        // Between brackets first: a line may hold thousands of values, and looking at it for each would take for ever.
        if self.open.iter().any(|open| open.flow) {
            return Ok(at);
        }
        let own_line = Line::at(self.painted, at.start).body() == at.start;
        let several = raw.contains('\n');
        let first_on_line = Line::at(self.painted, at.start).whole().start == at.start;
        if !(several || own_line) {
            return Ok(at);
        }
        let lines = raw.lines().map(str::trim_start).filter(|l| !l.is_empty());
        if first_on_line && lines.clone().all(glued_dash) {
            return Err(dash_without_space(self.text, at.start));
        }
        let root = self.open.is_empty();
        let glued = |line: &str| glued_colon(line).is_some();
        let keys = root && lines.clone().next().is_some_and(glued) || own_line && several && lines.clone().all(glued);
        if keys {
            let first = Line::at(self.text, at.start);
            return Err(colon_without_space(self.text, first));
        }
        let newlines = raw.match_indices('\n').map(|(found, _)| at.start + found);
        let item = newlines.map(|newline| Line::at(self.text, newline + 1)).find(|line| line.is_item());
        item.map_or(Ok(at), |line| Err(swallowed_item(line)))
    }

    /// A quote that is closed by the opening quote of a later line: the parser is content, the author is not.
    fn quoted_lines(&self, at: Range<usize>) -> Result<Range<usize>, Mistake> {
        let Some((_, key)) = self.key() else {
            return Ok(at);
        };
        let raw = &self.painted[at.clone()];
        if !raw.contains('\n') || self.open.iter().any(|open| open.flow) {
            return Ok(at);
        }
        let key = key.start as usize;
        let column = key - Line::at(self.painted, key).start;
        let swallowed = raw.match_indices('\n').any(|(newline, _)| {
            let line = Line::at(self.painted, at.start + newline + 1);
            line.indent() <= column && line.colon().is_some()
        });
        if swallowed {
            // The stray quote below would be told as a mistake of its own: read no further.
            return Err(Mistake { paint: None, ..unclosed_quote(self.text, at.start) });
        }
        Ok(at)
    }
}

/// The first place from `at` on that is not blank, comment or one of `signs`.
pub(super) fn skip(text: &str, mut at: usize, signs: &[u8]) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' => at += 1,
            b'#' => at += text[at..].find('\n').unwrap_or(text.len() - at),
            byte if signs.contains(byte) => at += 1,
            _ => break,
        }
    }
    at
}
