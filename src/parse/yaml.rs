//! The only door to YAML: a text (front matter, or the settings) becomes a tree that knows where each thing was written.
//!
//! It reads the parser's events rather than decoding through serde, because authors' texts must stay as typed (`NO`,
//! `1.10`, `08`), because several mistakes of a file should be told in one run, and because a mistake is told by looking at
//! the author's line: the parser says where it gave up, which is often a line after the cause.
//!
//! Knows nothing of keys and their meaning. Anchors, aliases, merge keys, tags, directives and second documents are
//! refused: nobody writing a framework needs them, and each is a trap when typed by accident (`title: *Important*`).

use std::collections::HashMap;
use std::ops::Range;

use serde_yaml::granit_parser::{self, ErrorKind, Event, Parser, ScalarStyle, StructureStyle};

use crate::base::{Code, Span, codes};

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

/// A mistake, and what to paint over in order to read on.
struct Mistake {
    problem: Box<Problem>,
    paint: Option<Paint>,
}

enum Paint {
    /// A value: becomes a quoted text.
    Text(Range<usize>),
    /// Something that can be left out: becomes spaces.
    Blank(Range<usize>),
}

impl Paint {
    /// The range becomes as many bytes; it never holds a part of a character.
    fn over(self, text: &mut String) {
        let (range, paint) = match self {
            Paint::Text(range) if range.len() >= 2 => {
                let paint = format!("\"{}\"", "_".repeat(range.len() - 2));
                (range, paint)
            }
            Paint::Text(range) => (range.clone(), "_".repeat(range.len())),
            Paint::Blank(range) => (range.clone(), " ".repeat(range.len())),
        };
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &paint);
        }
    }
}

impl Mistake {
    fn new(at: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Mistake {
        Mistake {
            problem: Box::new(Problem {
                code: &codes::YAML,
                span: Span::new(at.start, at.end),
                message: message.into(),
                label: label.into(),
                help: None,
                related: None,
            }),
            paint: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Mistake {
        self.problem.help = Some(help.into());
        self
    }

    fn paint(mut self, paint: Paint) -> Mistake {
        self.paint = Some(paint);
        self
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

/// From the parser's events to the tree.
struct Reader<'a> {
    /// What the author wrote: for messages.
    text: &'a str,
    /// What is parsed: the same, with earlier mistakes painted over.
    painted: &'a str,
    open: Vec<Open>,
    root: Option<Node>,
    repeated: Vec<Problem>,
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
    fn new(text: &'a str, painted: &'a str) -> Reader<'a> {
        Reader { text, painted, open: Vec::new(), root: None, repeated: Vec::new(), cursor: 0 }
    }

    fn read(&mut self) -> Result<(), Mistake> {
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
fn skip(text: &str, mut at: usize, signs: &[u8]) -> usize {
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

// From here on: mistakes, told by looking at the author's line.

/// One line of the text; what it gives are offsets in the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Line<'a> {
    fn at(text: &'a str, at: usize) -> Line<'a> {
        let at = text.floor_char_boundary(at.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let length = text[start..].find('\n').unwrap_or(text.len() - start);
        Line { text: &text[start..start + length], start }
    }

    /// The lines above with something on them, from the nearest up.
    fn above(self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let mut start = self.start;
        std::iter::from_fn(move || {
            start = start.checked_sub(1)?;
            let line = Line::at(text, start);
            start = line.start;
            Some(line)
        })
        .filter(|line| !line.trimmed().is_empty() && !line.trimmed().starts_with('#'))
    }

    /// Below, the next line with something on it.
    fn below(self, text: &'a str) -> Option<Line<'a>> {
        let mut end = self.end();
        while end < text.len() {
            let line = Line::at(text, end + 1);
            if !line.trimmed().is_empty() && !line.trimmed().starts_with('#') {
                return Some(line);
            }
            end = line.end();
        }
        None
    }

    fn end(self) -> usize {
        self.start + self.text.len()
    }

    fn trimmed(self) -> &'a str {
        self.text.trim()
    }

    /// The line without the blanks around it.
    fn whole(self) -> Range<usize> {
        self.start + self.indent()..self.start + self.text.trim_end().len().max(self.indent())
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    fn is_item(self) -> bool {
        self.trimmed() == "-" || self.trimmed().starts_with("- ")
    }

    /// Where its content starts, after indentation and dashes.
    fn body(self) -> usize {
        let mut at = self.indent();
        while self.text[at..].starts_with("- ") {
            at += 1;
            at = self.text.len() - self.text[at..].trim_start().len();
        }
        self.start + at
    }

    /// The colon after its key, if it has a key.
    fn colon(self) -> Option<usize> {
        let body = &self.text[self.body() - self.start..];
        let from = match body.chars().next()? {
            quote @ ('"' | '\'') => body[1..].find(quote)? + 2,
            _ => 0,
        };
        let comment = body[from..].find(" #").map_or(body.len(), |at| from + at);
        let mut colons = body[from..comment].match_indices(':');
        let colon = colons.find(|(at, _)| {
            let next = body[from + at + 1..].chars().next();
            next.is_none_or(|c| matches!(c, ' ' | '\t'))
        })?;
        let between = &body[from..from + colon.0];
        (from == 0 || between.trim().is_empty()).then_some(self.body() + from + colon.0)
    }

    /// What stands after the key, or after the dash; without a comment.
    fn value(self) -> Range<usize> {
        let from = self.colon().map_or(self.body(), |colon| colon + 1) - self.start;
        let from = self.text.len() - self.text[from..].trim_start().len();
        let value = &self.text[from..];
        let quoted =
            value.chars().next().filter(|c| matches!(c, '"' | '\'')).and_then(|quote| value.rfind(quote)).unwrap_or(0);
        let comment = value[quoted..].find(" #").map(|at| quoted + at);
        let value = value[..comment.unwrap_or(value.len())].trim_end();
        self.start + from..self.start + from + value.len()
    }

    fn get(self, range: Range<usize>) -> &'a str {
        let from = range.start.saturating_sub(self.start);
        let to = range.end.saturating_sub(self.start).min(self.text.len());
        self.text.get(from..to).unwrap_or_default()
    }

    /// The line with a part of it replaced, as it is shown in a help.
    fn with(self, range: Range<usize>, new: &str) -> String {
        let line = format!("{}{new}{}", self.get(self.start..range.start), self.get(range.end..self.end()));
        shorten(line.trim())
    }

    fn quoted(self, range: Range<usize>) -> String {
        self.with(range.clone(), &quote(self.get(range)))
    }
}

/// Long lines are cut in the middle, so that both quotes stay in sight.
fn shorten(line: &str) -> String {
    let count = line.chars().count();
    if count <= 100 {
        return line.to_owned();
    }
    let head: String = line.chars().take(60).collect();
    let tail: String = line.chars().skip(count - 30).collect();
    format!("{head}…{tail}")
}

/// The text in quotes that need the fewest changes.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

fn spaces(count: usize) -> String {
    match count {
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    }
}

/// `level:2`: the colon's place in the line. Times (`12:30`) and links (`https://`) are texts.
fn glued_colon(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let word = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let first = line.chars().next()?;
    let after = line.get(word..)?.strip_prefix(':')?;
    let glued = !after.is_empty() && !after.starts_with([' ', '\t', '/', ':']);
    (first.is_alphabetic() && glued).then_some(word)
}

/// `-user`; a number below zero is a value.
fn glued_dash(line: &str) -> bool {
    let rest = line.strip_prefix('-');
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || "\"'“‘".contains(c)))
}

/// The parser gave up at `at`: what did the author do? `bracket` is the innermost `[` or `{` that is open there.
fn explain(text: &str, kind: &ErrorKind, at: usize, bracket: Option<usize>) -> Mistake {
    use ErrorKind as K;
    let at = text.floor_char_boundary(at.min(text.len()));
    let line = Line::at(text, at);
    match kind {
        K::RecursionLimitExceeded => too_deep(text, at),
        K::UnexpectedCharacter { character } if character.is_control() || !character.is_ascii() => {
            unprintable(text, at, *character)
        }
        K::UnexpectedCharacter { .. } if bracket.is_some() => reserved_in_brackets(text, at),
        K::UnexpectedCharacter { .. } => reserved_start(text, at),
        K::BomInsideDocument => unprintable(text, at, '\u{feff}'),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => tab(text, at),
        K::UnclosedQuotedScalar => unclosed_quote(text, at),
        K::DocumentIndicatorInQuotedScalar | K::InvalidQuotedScalarIndent => {
            Mistake { paint: None, ..unclosed_quote(text, at) }
        }
        K::InvalidTrailingDoubleQuotedScalar | K::InvalidTrailingSingleQuotedScalar if bracket.is_some() => {
            quote_in_brackets(text, at)
        }
        K::InvalidTrailingDoubleQuotedScalar => text_after_quote(text, at, '"'),
        K::InvalidTrailingSingleQuotedScalar => text_after_quote(text, at, '\''),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => escape(text, at),
        K::CommentNotSeparated => glued_comment(line, at),
        K::CommentInterceptedScalar => comment_in_text(at),
        K::DirectiveDisallowed | K::MissingDocumentEndBeforeDirective => directive(line),
        K::UnclosedFlowCollection { .. } => unclosed_bracket(text, at),
        K::MismatchedFlowCollectionEnd { open, close } => wrong_bracket(at, *open, *close),
        _ => match bracket {
            Some(bracket) => in_brackets(text, kind, at, bracket),
            None => on_line(text, kind, at),
        },
    }
}

/// No bracket is open: the line at `at`, or the one above it, shows the cause.
fn on_line(text: &str, kind: &ErrorKind, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let value = line.value();
    let start = line.get(value.clone());
    let colon = *kind == ErrorKind::MappingValueNotAllowed;
    if *kind == ErrorKind::MisplacedFlowCollectionEnd && at > value.start {
        return bracket_that_closes_nothing(line, at);
    }
    if at >= value.start && !start.is_empty() {
        if start.starts_with("- ") || start == "-" {
            return list_on_line_of_key(line);
        }
        let within = at > value.start;
        let bracketed = within && start.starts_with(['[', '{']);
        if bracketed || start.starts_with(RESERVED) || start.starts_with("? ") || start == "?" {
            return reserved_start(text, value.start);
        }
        if colon && within {
            return colon_in_value(line, at);
        }
    }
    if colon {
        return swallowed_key(text, line);
    }
    if matches!(kind, ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey) {
        return no_colon(text, line);
    }
    if glued_dash(line.trimmed()) {
        return dash_without_space(text, line.body());
    }
    indentation(text, line)
}

/// What a plain value cannot begin with.
const RESERVED: [char; 11] = ['@', '`', '%', '&', '*', '!', '|', '>', ',', ']', '}'];

fn colon_in_value(line: Line, at: usize) -> Mistake {
    let value = line.value();
    let message = if at + 1 >= value.end {
        "a colon at the end of a text begins a new value; put the text in quotes"
    } else {
        "a colon followed by a space begins a new value here; put the text in quotes"
    };
    Mistake::new(at..at + 1, message, "this colon")
        .help(format!("write `{}`", line.quoted(value.clone())))
        .paint(Paint::Text(value))
}

/// A value, item or key that begins with a sign of YAML's own; `at` is that sign.
fn reserved_start(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let Some(sign) = text[at..].chars().next() else {
        return indentation(text, line);
    };
    let is_key = line.colon().is_some_and(|colon| at < colon);
    let range = match line.colon() {
        Some(colon) if is_key => at..colon,
        _ if at < line.value().end => at..line.value().end,
        _ => at..line.whole().end.max(at + sign.len_utf8()),
    };
    let what = if is_key { "a key" } else { "a value" };
    let message = match sign {
        '|' | '>' => format!("`{sign}` announces a text on the lines below, so nothing may follow it on its own line"),
        '[' => "`[` begins a list, and text follows after the list's end".to_owned(),
        '{' => "`{` begins a group of keys, and text follows after its end".to_owned(),
        '&' => "`&` gives a value a name for use elsewhere, which is not possible here".to_owned(),
        '*' => "`*` asks for a value that is named elsewhere, which is not possible here".to_owned(),
        '!' => "`!` names a type for a value, which is not possible here".to_owned(),
        '`' => format!("{what} cannot begin with a backtick unless it is in quotes"),
        sign => format!("{what} cannot begin with `{sign}` unless it is in quotes"),
    };
    let help = format!("if it is part of the text, write `{}`", line.quoted(range.clone()));
    let mistake = Mistake::new(at..at + sign.len_utf8(), message, "this sign").help(help);
    match is_key {
        true => mistake,
        false => mistake.paint(Paint::Text(range)),
    }
}

fn reserved_in_brackets(text: &str, at: usize) -> Mistake {
    let rest = &text[at..];
    let length = rest.find([',', ']', '}', '\n']).unwrap_or(rest.len());
    let word = rest[..length].trim_end();
    let sign = word.chars().next().map_or(0, char::len_utf8);
    let range = at..at + word.len();
    let message = match &word[..sign] {
        "`" => "a value cannot begin with a backtick unless it is in quotes".to_owned(),
        sign => format!("a value cannot begin with `{sign}` unless it is in quotes"),
    };
    Mistake::new(at..at + sign, message, "this sign")
        .help(format!("write `{}`", shorten(&quote(word))))
        .paint(Paint::Text(range))
}

/// An anchor, alias or tag that the parser understood: `at` is the whole of it, as in `&name`.
fn refused(text: &str, at: Range<usize>) -> Mistake {
    let line = Line::at(text, at.start);
    let token = line.get(at.clone());
    let (message, help) = match token.chars().next() {
        Some('&') => (
            format!("`{token}` gives a value a name for use elsewhere, which is not possible here"),
            format!("leave out `{token}`, and write the value again wherever it is needed"),
        ),
        Some('*') => (
            format!("`{token}` asks for a value that is named elsewhere, which is not possible here"),
            format!("write the value itself in place of `{token}`"),
        ),
        _ => {
            (format!("`{token}` names a type for a value, which is not possible here"), format!("leave out `{token}`"))
        }
    };
    let value = line.value();
    // Markdown's emphasis, or text after the sign: it was meant as text.
    let emphasis = token.starts_with('*') && token.ends_with('*');
    let text_follows = value.start == at.start && (value.end > at.end || emphasis);
    let mistake = Mistake::new(at.clone(), message, "this sign");
    if text_follows {
        let quoted = line.quoted(value.clone());
        return mistake.help(format!("{help}; if it is part of the text, write `{quoted}`")).paint(Paint::Text(value));
    }
    // A name or type may stand before the lines of a list: it can be left out. A `*` is itself the value.
    mistake.help(help).paint(match token.starts_with('*') {
        true => Paint::Text(at),
        false => Paint::Blank(at),
    })
}

fn merge_key(text: &str, at: Range<usize>) -> Mistake {
    let line = Line::at(text, at.start);
    let mistake =
        Mistake::new(at.clone(), "`<<` brings in keys from elsewhere, which is not possible here", "this key")
            .help("write those keys out here");
    Mistake { paint: blank(text, line).filter(|_| at.start == line.body()), ..mistake }
}

fn complex_key(at: Range<usize>) -> Mistake {
    Mistake::new(at, "a key must be a simple text on one line", "not a text")
        .help("write a word and a colon, as in `title:`; if this is meant as text, put it in quotes")
}

fn missing_key(text: &str, at: usize) -> Mistake {
    let at = skip(text, at, b"").min(text.len());
    let end = (at + 1).min(text.len());
    let at = text.floor_char_boundary(at);
    let end = text.ceil_char_boundary(end);
    Mistake::new(at..end, "no key stands before this colon", "this colon")
        .help("write a word before the colon, as in `title: …`")
}

fn repeated_key(key: &str, span: Span, first: Span) -> Problem {
    let key = shorten(key);
    Problem {
        code: &codes::DUPLICATE_KEY,
        span,
        message: format!("`{key}` is given twice"),
        label: "the second time".to_owned(),
        help: Some("keep one of the two".to_owned()),
        related: Some((first, "the first time".to_owned())),
    }
}

fn directive(line: Line) -> Mistake {
    Mistake::new(line.whole(), "a line cannot begin with `%`", "this line")
        .help("delete the line; if it goes on with the text above, put that text in quotes")
}

fn second_document(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    Mistake::new(line.whole(), "a second document begins here, where only one is read", "the second begins here")
        .help("take out this line, or the rest of the file; a text of dashes alone needs quotes")
}

fn too_big(text: &str) -> Problem {
    let kilobytes = text.len() / 1024;
    let line = Line::at(text, 0);
    let end = text.floor_char_boundary(line.end().min(80));
    let message =
        format!("this part of the file has {kilobytes} KB, more than the {} KB that can be read", MOST_BYTES / 1024);
    Problem {
        code: &codes::TOO_BIG,
        ..*Mistake::new(0..end, message, "it begins here")
            .help("move long texts out of it, into files of their own")
            .problem
    }
}

fn too_deep(text: &str, at: usize) -> Mistake {
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let message = format!("lists or keys lie within each other more than {MOST_DEPTH} deep here");
    Mistake::new(at..end, message, "too deep").help("close the lists above, or leave some out")
}

fn unprintable(text: &str, at: usize, character: char) -> Mistake {
    let at = text[at..].find(character).map_or(at, |found| at + found);
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    Mistake::new(at..end, format!("an invisible character (U+{:04X}) stands here", character as u32), "here")
        .help("delete it; it may have come with a text pasted from elsewhere")
        .paint(Paint::Blank(at..end))
}

fn tab(text: &str, at: usize) -> Mistake {
    let mut start = Line::at(text, at).start;
    while start < text.len() {
        let line = Line::at(text, start);
        if let Some(tab) = line.text[..line.indent()].find('\t') {
            let mended = line.text[..line.indent()].replace('\t', "  ");
            let tab = line.start + tab;
            let mended = format!("{mended}{}", line.text.trim());
            return Mistake::new(tab..tab + 1, "a tab stands in the indentation, which takes only spaces", "this tab")
                .help(format!("write `{}`", shorten(&mended)));
        }
        start = line.end() + 1;
    }
    let tab = text[at..].find('\t').map_or(at, |found| at + found);
    let end = text.ceil_char_boundary((tab + 1).min(text.len()));
    Mistake::new(tab..end, "a tab cannot stand here", "this tab").help("write a space in its place")
}

fn unclosed_quote(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let quote = text[at..].chars().next().unwrap_or('"');
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let mistake = Mistake::new(at..end, "this quote is opened and never closed", "opened here");
    let value = line.value();
    let inner = line.get(end..value.end);
    let goes_on = line.below(text).is_some_and(|below| below.indent() > line.indent());
    if value.start != at || inner.is_empty() || inner.contains('\\') || goes_on {
        return mistake.help(format!("close the text with another `{quote}`"));
    }
    let mended = match inner.contains(quote) {
        true => self::quote(inner),
        false => format!("{quote}{inner}{quote}"),
    };
    // The rest of the file is inside the quote: reading on means painting this line's value only.
    mistake.help(format!("write `{}`", line.with(value.clone(), &mended))).paint(Paint::Text(value))
}

const ENDS_HERE: &str = "the text ends at this quote, but more follows it";

fn quote_in_brackets(text: &str, at: usize) -> Mistake {
    let closing = text[..at].trim_end().len().saturating_sub(1);
    let closing = text.floor_char_boundary(closing);
    Mistake::new(closing..closing + 1, ENDS_HERE, "the text ends here")
        .help("put a comma between two values; a text with quotes in it needs the other quotes around it")
}

/// The parser saw a quoted text end before `at`, with more text after it.
fn text_after_quote(text: &str, at: usize, quote: char) -> Mistake {
    let line = Line::at(text, at);
    let value = line.value();
    let raw = line.get(value.clone());
    let is_value = line.colon().is_some()
        || line.is_item()
        || line.above(text).next().is_some_and(|above| above.value().is_empty() && above.indent() <= line.indent());
    if !is_value && raw.starts_with(quote) && line.above(text).next().is_some() {
        return no_colon(text, line);
    }
    let before = text[..at].trim_end();
    let closing = before.len().saturating_sub(1);
    if !raw.starts_with(quote) || closing <= value.start {
        // The quote that ended here was opened above: the text in between was meant as lines of their own.
        let opened = line.above(text).find(|above| {
            let value = above.get(above.value());
            value.starts_with(quote) && value.matches(quote).count() % 2 == 1
        });
        return match opened {
            Some(above) if above.indent() < line.indent() => {
                Mistake::new(closing..closing + 1, ENDS_HERE, "the text ends here")
                    .help("take out this quote, or what follows it")
            }
            Some(above) => unclosed_quote(text, above.value().start),
            None => indentation(text, line),
        };
    }
    let inner = &raw[1..];
    let stripped = match inner.strip_suffix(quote) {
        Some(inner) => inner,
        None if at == before.len() && text[at..].starts_with(char::is_alphabetic) => inner,
        None => raw,
    };
    Mistake::new(closing..closing + 1, ENDS_HERE, "the text ends here")
        .help(format!("write `{}`", line.with(value.clone(), &self::quote(stripped))))
        .paint(Paint::Text(value))
}

/// In a text in double quotes that begins at `at`, a backslash stands before a character that it does not go with.
fn escape(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let bytes = text.as_bytes();
    let mut from = at + 1;
    let bad = loop {
        let Some(found) = text.get(from..).and_then(|rest| rest.find('\\')) else {
            break at;
        };
        let backslash = from + found;
        let digits = match bytes.get(backslash + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            Some(other) if b"0abt\tnvfre \"/\\N_LP\n".contains(other) => 0,
            _ => break backslash,
        };
        let hex = text.get(backslash + 2..backslash + 2 + digits);
        let code = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if digits > 0 && code.and_then(char::from_u32).is_none() {
            break backslash;
        }
        from = backslash + 2 + digits;
    };
    let end = text.ceil_char_boundary((bad + 2).min(text.len()));
    let shown = text.get(bad..end).unwrap_or_default().trim_end();
    let mistake = Mistake::new(
        bad..bad + shown.len(),
        format!("`{shown}` means nothing in a text in double quotes"),
        "this backslash",
    );
    let value = line.value();
    let raw = line.get(value.clone());
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    match inner.filter(|inner| value.start == at && !inner.contains("\\\"")) {
        Some(inner) => mistake
            .help(format!(
                "in single quotes a backslash is a backslash: write `{}`",
                line.with(value.clone(), &quote(inner))
            ))
            .paint(Paint::Text(value)),
        None => mistake.help("write two backslashes for one, or use single quotes"),
    }
}

fn glued_comment(line: Line, at: usize) -> Mistake {
    Mistake::new(at..at + 1, "a comment needs a space before its `#`", "this sign")
        .help(format!("write `{}`", line.with(at..at + 1, " #")))
}

fn comment_in_text(at: usize) -> Mistake {
    Mistake::new(at..at + 1, "a comment ends the text here, but the next line goes on with it", "this comment")
        .help("move the comment to a line of its own above; if it is part of the text, put the whole text in quotes")
}

fn list_on_line_of_key(line: Line) -> Mistake {
    let value = line.value();
    let item = line.get(value.clone());
    let key = line.get(line.start..value.start).trim();
    let first = value.start..value.start + 1;
    Mistake::new(first, "a list begins on the line after its key", "this dash").help(format!(
        "write `{}` and, on the next line, `  {}`; if it is meant as text, write `{}`",
        shorten(key),
        shorten(item),
        line.quoted(value.clone())
    ))
}

fn bracket_that_closes_nothing(line: Line, at: usize) -> Mistake {
    let sign = line.get(at..at + 1);
    Mistake::new(at..at + 1, format!("this `{sign}` closes nothing that was opened"), "this sign")
        .help(format!("delete it: `{}`", line.with(at..at + 1, "")))
}

/// A key whose colon the parser took for part of the text above.
fn swallowed_key(text: &str, line: Line) -> Mistake {
    let Some(above) = line.above(text).next() else {
        return indentation(text, line);
    };
    let content = above.get(above.body()..above.end());
    if above.colon().is_none() {
        if glued_colon(content).is_some() {
            return colon_without_space(text, above);
        }
        if glued_dash(content) {
            return dash_without_space(text, above.body());
        }
        let column = above.body() - above.start;
        if column == line.indent() {
            return no_colon(text, above);
        }
    }
    indentation(text, line)
}

fn colon_without_space(text: &str, line: Line) -> Mistake {
    let content = line.get(line.body()..line.end());
    let colon = line.body() + glued_colon(content).unwrap_or(0);
    let mistake = Mistake::new(colon..colon + 1, "a space is missing after this colon", "this colon")
        .help(format!("write `{}`", line.with(colon..colon + 1, ": ")));
    Mistake { paint: blank(text, line), ..mistake }
}

fn dash_without_space(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    Mistake::new(at..at + 1, "a space is missing after the dash of a list item", "this dash")
        .help(format!("write `{}`", line.with(at..at + 1, "- ")))
}

/// A line that should be a key, by its place.
fn no_colon(text: &str, line: Line) -> Mistake {
    let content = line.get(line.body()..line.end());
    if glued_colon(content).is_some() {
        return colon_without_space(text, line);
    }
    if glued_dash(content) {
        return dash_without_space(text, line.body());
    }
    let whole = line.body()..line.whole().end;
    let shown = shorten(line.get(whole.clone()));
    let mistake =
        Mistake::new(whole, format!("`{shown}` has no colon, so it is neither a key nor a value"), "no colon");
    let help = match content.split_once('=') {
        Some((key, value)) if !key.trim().contains(' ') => {
            format!("write `{}: {}`", key.trim(), shorten(value.trim()))
        }
        _ if line.above(text).next().is_some_and(Line::is_item) => {
            "begin it with `- ` if it is an item; a text that goes on from the line above is indented".to_owned()
        }
        _ => format!(
            "a key ends with a colon, as in `{}:`; a text that goes on from the line above is indented",
            shorten(content.trim())
        ),
    };
    Mistake { paint: blank(text, line), ..mistake.help(help) }
}

/// A line can be left out where nothing is indented below it.
fn blank(text: &str, line: Line) -> Option<Paint> {
    let below = line.below(text);
    let alone = below.is_none_or(|below| below.indent() <= line.indent());
    alone.then(|| Paint::Blank(line.body()..line.end()))
}

/// `- x` deeper than the item above it, which YAML reads as more of that item's text.
fn swallowed_item(line: Line) -> Mistake {
    let dash = line.start + line.indent();
    Mistake::new(
        dash..dash + 1,
        "this list item is indented so that it becomes part of the text above",
        "this dash",
    )
    .help("indent it as the other items are, or give the key above no value; if it is part of the text, put the whole text in quotes")
}

/// The line fits nowhere: it stands too deep, too shallow, or is an item among keys.
fn indentation(text: &str, line: Line) -> Mistake {
    let at = line.whole();
    let mistake = |message: String, label: &str| Mistake::new(at.clone(), message, label);
    let Some(above) = line.above(text).next() else {
        return mistake("this line cannot be read".to_owned(), "here")
            .help("each line is a key, a colon, a space and a value, as in `title: Ethics`");
    };
    let indent = line.indent();
    if let Some(column) = block_column(text, line) {
        return mistake(
            "this line is indented less than the first line of the text that it belongs to".to_owned(),
            "not indented enough",
        )
        .help(format!("indent it by {}, or more", spaces(column)));
    }
    let levels = levels(text, line);
    if levels.is_empty() || levels.contains(&indent) {
        let beside = line.above(text).find(|above| above.indent() <= indent);
        return match (line.is_item(), beside.is_some_and(Line::is_item)) {
            (true, false) => mistake("a list item stands where a key is expected".to_owned(), "this item")
                .help("a list stands below a key that has no value of its own, as in `tags:` and, on the next line, `  - first`"),
            (false, true) => mistake("a key stands where a list item is expected".to_owned(), "this key")
                .help("begin it with `- ` if it is an item, or indent it if it belongs to the item above"),
            _ => mistake("this line cannot follow the one above".to_owned(), "here")
                .help("each line is a key, a colon, a space and a value, as in `title: Ethics`"),
        };
    }
    let mend = match levels.as_slice() {
        [0] => "do not indent it".to_owned(),
        [one] => format!("indent it by {}", spaces(*one)),
        [first, .., last] => format!("indent it by {first} or {last} spaces"),
        [] => String::new(),
    };
    if indent > above.indent() && levels.iter().all(|level| *level < indent) {
        return mistake(
            "this line is indented further than the one above, which already has a value".to_owned(),
            "indented too far",
        )
        .help(format!("{mend}; if it goes on with the text above, put the whole text in quotes"));
    }
    if indent == 0 {
        return mistake("this line is not indented, but those above are".to_owned(), "not indented")
            .help(format!("{mend}: keys that belong together begin in the same column"));
    }
    mistake(format!("this line is indented by {}, which fits no line above", spaces(indent)), "wrong indentation")
        .help(mend)
}

/// The column of the text that a `|` or `>` above announces, if the line stands between the key's column and that.
fn block_column(text: &str, line: Line) -> Option<usize> {
    let key = line.above(text).find(|above| above.indent() < line.indent())?;
    let announced = key.get(key.value()).starts_with(['|', '>']);
    let column = key.below(text)?.indent();
    (announced && column > line.indent()).then_some(column)
}

/// The indentations at which the line could go on with what is open above it: of keys if it is a key, else of items.
fn levels(text: &str, line: Line) -> Vec<usize> {
    let mut levels = Vec::new();
    let mut inner = usize::MAX;
    for above in line.above(text) {
        if above.indent() >= inner {
            continue;
        }
        inner = above.indent();
        let column = above.body() - above.start;
        match (line.is_item(), above.is_item()) {
            (true, true) => levels.push(inner),
            (true, false) => {}
            (false, _) if above.colon().is_some() => levels.push(column),
            (false, _) => {}
        }
        if inner == 0 {
            break;
        }
    }
    levels.sort_unstable();
    levels.dedup();
    levels
}

fn unclosed_bracket(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let open = text[at..].chars().next().unwrap_or('[');
    let close = if open == '{' { '}' } else { ']' };
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let mistake = Mistake::new(at..end, format!("this `{open}` is opened and never closed"), "opened here");
    let value = line.value();
    let inner = line.get(end..value.end);
    let one_line = line.below(text).is_none_or(|below| below.indent() <= line.indent() && below.colon().is_some());
    if value.start != at || inner.contains(['[', '{']) || inner.ends_with(',') || !one_line {
        return mistake.help(format!("close it with `{close}`"));
    }
    let mended = line.with(value.end..value.end, &close.to_string());
    mistake.help(format!("write `{mended}`")).paint(Paint::Text(value))
}

fn wrong_bracket(at: usize, open: char, close: char) -> Mistake {
    Mistake::new(at..at + 1, format!("this `{open}` is closed by `{close}`"), "opened here")
        .help("lists stand in `[` and `]`, groups of keys in `{` and `}`")
}

/// The parser gave up between brackets, of which the innermost opened at `bracket`.
fn in_brackets(text: &str, kind: &ErrorKind, at: usize, bracket: usize) -> Mistake {
    let line = Line::at(text, at);
    let colon = text[at..].starts_with(':');
    if bracket < line.start && line.colon().is_some() {
        return unclosed_bracket(text, bracket);
    }
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let here = at..end;
    if text[at..].starts_with(',') {
        return Mistake::new(here, "nothing stands before this comma", "this comma")
            .help("delete the comma, or write what is missing before it");
    }
    if colon {
        return Mistake::new(
            here,
            "a colon followed by a space begins a new value here; put the text in quotes",
            "this colon",
        )
        .help("put the text that holds the colon in quotes");
    }
    let dash =
        matches!(kind, ErrorKind::BlockEntryInFlowCollection | ErrorKind::PlainScalarStartsWithDashFlowIndicator);
    if dash {
        return Mistake::new(here, "between brackets a list has commas, not dashes", "this dash")
            .help("write `[one, two]`, or leave out the brackets and begin each line with `- `");
    }
    let separator = matches!(kind, ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator);
    if separator {
        return Mistake::new(here, "a comma is missing before this", "here begins another value")
            .help("put a comma between two values; a text with quotes inside needs other quotes around it");
    }
    Mistake::new(here, "what stands between brackets cannot be read from here", "here")
        .help("a list is written `[one, two]`; a text that begins with a bracket needs quotes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Position;
    use proptest::prelude::*;

    /// The tree in one line: each value, and in angle brackets the characters that its span covers.
    fn show(node: &Node, text: &str) -> String {
        let at = &text[node.span.range()];
        match &node.value {
            Value::Null => format!("null<{at}>"),
            Value::Scalar { text, plain: true } => format!("{text}<{at}>"),
            Value::Scalar { text, plain: false } => format!("{text:?}<{at}>"),
            Value::List(nodes) => {
                let nodes: Vec<_> = nodes.iter().map(|node| show(node, text)).collect();
                format!("[{}]<{at}>", nodes.join(", "))
            }
            Value::Map(entries) => {
                let show = |e: &Entry| {
                    let key = &text[e.key_span.range()];
                    format!("{}<{key}>: {}", e.key, show(&e.value, text))
                };
                let entries: Vec<_> = entries.iter().map(show).collect();
                format!("{{{}}}<{at}>", entries.join(", "))
            }
        }
    }

    /// The problems, one a line or with its help two: line:column, the marked text, the message.
    fn told(text: &str) -> String {
        let mut told = String::new();
        for problem in read(text, 0).1 {
            let Position { line, column } = Position::of(text, problem.span.start as usize);
            let marked = &text[problem.span.range()];
            let message = &problem.message;
            told += &format!("{line}:{column} <{marked}> {message}\n");
            if let Some(help) = &problem.help {
                told += &format!("= {help}\n");
            }
        }
        told
    }

    /// All spans lie in the file and on characters.
    fn check_spans(text: &str) {
        let file = format!("---é\n{text}");
        let offset = file.len() - text.len();
        let (tree, problems) = read(text, offset);
        let inside = |span: Span| {
            let range = span.range();
            assert!(range.start >= offset, "{text:?}");
            assert!(file.get(range).is_some(), "{span:?} in {text:?}");
        };
        fn walk(node: &Node, inside: &dyn Fn(Span)) {
            inside(node.span);
            match &node.value {
                Value::Null | Value::Scalar { .. } => {}
                Value::List(nodes) => nodes.iter().for_each(|node| walk(node, inside)),
                Value::Map(entries) => entries.iter().for_each(|entry| {
                    inside(entry.key_span);
                    walk(&entry.value, inside);
                }),
            }
        }
        if let Some(tree) = &tree {
            walk(tree, &inside);
        }
        for problem in &problems {
            inside(problem.span);
            let said = [&problem.message, &problem.label];
            for jargon in ["mapping", "scalar", "sequence", "token", "block", "anchor", "tag "] {
                assert!(said.iter().all(|s| !s.contains(jargon)) || text.contains(jargon));
            }
            if let Some((span, _)) = problem.related {
                inside(span);
            }
        }
        assert!(tree.is_some() || !problems.is_empty() || says_nothing(text));
    }

    fn says_nothing(text: &str) -> bool {
        text.lines().all(|line| {
            let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            line.is_empty() || line.starts_with(['#', '-', '.'])
        })
    }

    #[test]
    fn a_tree_keeps_what_was_typed_and_where() {
        for (text, tree) in GOOD {
            let (node, problems) = read(text, 0);
            assert_eq!(problems, [], "{text}");
            assert_eq!(show(&node.expect(text), text), *tree, "{text}");
        }
    }

    const GOOD: &[(&str, &str)] = &[
        ("title: Ethics\nlevel: 2\n", "{title<title>: Ethics<Ethics>, level<level>: 2<2>}<title: Ethics\nlevel: 2>"),
        ("a: 1.10\nb: 08\n2: NO\n", "{a<a>: 1.10<1.10>, b<b>: 08<08>, 2<2>: NO<NO>}<a: 1.10\nb: 08\n2: NO>"),
        (
            "q: 'it''s'\nd: \"a\\tb \\u00e9\"\n",
            "{q<q>: \"it's\"<'it''s'>, d<d>: \"a\\tb é\"<\"a\\tb \\u00e9\">}<q: 'it''s'\nd: \"a\\tb \\u00e9\">",
        ),
        ("é: “ü”  # naïve: comment\nb: x\n", "{é<é>: “ü”<“ü”>, b<b>: x<x>}<é: “ü”  # naïve: comment\nb: x>"),
        (
            "a:\nb: ~\nc: \"\"\nd:   # nothing\n",
            "{a<a>: null<>, b<b>: null<~>, c<c>: \"\"<\"\">, d<d>: null<>}<a:\nb: ~\nc: \"\"\nd:>",
        ),
        (
            "a:\n  - x\n  - y z\nb:\n- u\n-\n- [v, \"w\"]\nc: end\n",
            "{a<a>: [x<x>, y z<y z>]<- x\n  - y z>, b<b>: [u<u>, null<>, [v<v>, \"w\"<\"w\">]<[v, \"w\"]>]<- u\n-\n- [v, \"w\"]>, c<c>: end<end>}<a:\n  - x\n  - y z\nb:\n- u\n-\n- [v, \"w\"]\nc: end>",
        ),
        (
            "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n\nc: d",
            "{a<a>: \"one\\n\\ntwo\\n\"<|\n  one\n\n  two>, b<b>: \"three four\"<>-\n  three\n  four>, c<c>: d<d>}<a: |\n  one\n\n  two\nb: >-\n  three\n  four\n\nc: d>",
        ),
        ("a: |\nb: |2\n   x\n", "{a<a>: \"\"<|>, b<b>: \" x\\n\"<|2\n   x>}<a: |\nb: |2\n   x>"),
        (
            "- |\n  x\n-   # note | not this\n  >-\n    y\n",
            "[\"x\\n\"<|\n  x>, \"y\"<>-\n    y>]<- |\n  x\n-   # note | not this\n  >-\n    y>",
        ),
        (
            "a: one\n  two\n\n  three  \nb: \"four\n  five\"\n",
            "{a<a>: one two\nthree<one\n  two\n\n  three>, b<b>: \"four five\"<\"four\n  five\">}<a: one\n  two\n\n  three  \nb: \"four\n  five\">",
        ),
        (
            "a: {b: c, d: , e}\nf: []\ng: {}\nh: [i: j]\n",
            "{a<a>: {b<b>: c<c>, d<d>: null<>, e<e>: null<>}<{b: c, d: , e}>, f<f>: []<[]>, g<g>: {}<{}>, h<h>: [{i<i>: j<j>}<i: j>]<[i: j]>}<a: {b: c, d: , e}\nf: []\ng: {}\nh: [i: j]>",
        ),
        (
            "a: [\n  x,  # first\n  y,\n]\nb: 1\n",
            "{a<a>: [x<x>, y<y>]<[\n  x,  # first\n  y,\n]>, b<b>: 1<1>}<a: [\n  x,  # first\n  y,\n]\nb: 1>",
        ),
        (
            "- a: 1\n  b:\n    - 2\n- - x\n  - - y\n",
            "[{a<a>: 1<1>, b<b>: [2<2>]<- 2>}<a: 1\n  b:\n    - 2>, [x<x>, [y<y>]<- y>]<- x\n  - - y>]<- a: 1\n  b:\n    - 2\n- - x\n  - - y>",
        ),
        (
            "\"a b\": 1\n'c': 2\nd e: 3\nf : 4\n",
            "{a b<\"a b\">: 1<1>, c<'c'>: 2<2>, d e<d e>: 3<3>, f<f>: 4<4>}<\"a b\": 1\n'c': 2\nd e: 3\nf : 4>",
        ),
        ("---\na: b\n", "{a<a>: b<b>}<a: b>"),
        ("just text", "just text<just text>"),
        (
            "a: http://x.y/z#w\nb: x:y\nc: a - b\n",
            "{a<a>: http://x.y/z#w<http://x.y/z#w>, b<b>: x:y<x:y>, c<c>: a - b<a - b>}<a: http://x.y/z#w\nb: x:y\nc: a - b>",
        ),
        (
            "a:\n  - - u\n    - v\n  -\n    w: x\n",
            "{a<a>: [[u<u>, v<v>]<- u\n    - v>, {w<w>: x<x>}<w: x>]<- - u\n    - v\n  -\n    w: x>}<a:\n  - - u\n    - v\n  -\n    w: x>",
        ),
    ];

    #[test]
    fn texts_that_yaml_would_convert_stay_texts() {
        let texts = [
            "NO",
            "yes",
            "true",
            "1.10",
            "08",
            "2.0",
            "1_000",
            "0x1F",
            "0o17",
            "1e3",
            ".5",
            "+1",
            "-5",
            ".inf",
            "2026-11-22",
            "12:30:00",
            "nUll",
            "=",
            "a#b",
            "C#",
            "“quoted”",
            "http://a.b/c?d=e&f#g",
            "it's",
            "say \"x\"",
            "a, b [c] {d}",
            "100 %",
            "a & b",
            "5 * 3",
            "?x",
            ":x",
            "-x",
        ];
        for text in texts {
            let yaml = format!("é: {text}  # ü\nlist:\n  - {text}\n");
            let (tree, problems) = read(&yaml, 7);
            assert_eq!(problems, [], "{yaml}");
            let Some(Value::Map(entries)) = tree.map(|tree| tree.value) else {
                panic!("{yaml}");
            };
            let wanted = Value::Scalar { text: text.to_owned(), plain: true };
            assert_eq!(entries[0].value.value, wanted);
            assert_eq!(entries[0].value.span, Span::new(4, 4 + text.len()).shifted(7));
            let Value::List(items) = &entries[1].value.value else {
                panic!("{yaml}");
            };
            assert_eq!(items[0].value, wanted);
        }
    }

    #[test]
    fn nothing_is_null() {
        for null in ["", "~", "null", "Null", "NULL", "# comment"] {
            let yaml = format!("a: {null}\nb: x");
            let (tree, _) = read(&yaml, 0);
            let Some(Value::Map(entries)) = tree.map(|tree| tree.value) else {
                panic!("{yaml}");
            };
            assert_eq!(entries[0].value.value, Value::Null, "{yaml}");
        }
    }

    #[test]
    fn a_text_that_says_nothing_is_no_tree_and_no_problem() {
        for text in ["", "\n\n", "# only a comment\n", "---\n", "   "] {
            assert_eq!(read(text, 3), (None, vec![]), "{text:?}");
        }
    }

    #[test]
    fn spans_are_of_the_file() {
        let (tree, problems) = read("a: b\na: c", 100);
        assert_eq!(tree.map(|tree| tree.span), Some(Span::new(100, 109)));
        assert_eq!(problems[0].span, Span::new(105, 106));
        let related = problems[0].related.as_ref();
        assert_eq!(related.map(|r| r.0), Some(Span::new(100, 101)));
    }

    #[test]
    fn the_first_of_repeated_keys_is_kept() {
        let text = "a: 1\n\"b\": 2\nb: 3\n1: x\n'1': y\nc: {d: 1, e: 2, d: 3}\n";
        let (tree, problems) = read(text, 0);
        let shown = show(&tree.expect("readable"), text);
        assert!(shown.contains("b<\"b\">: 2<2>, 1<1>: x<x>, c<c>: {d<d>: 1<1>, e<e>: 2<2>}"), "{shown}");
        assert!(problems.iter().all(|p| p.code == &codes::DUPLICATE_KEY));
        assert_eq!(
            told(text),
            "3:1 <b> `b` is given twice\n= keep one of the two\n\
             5:1 <'1'> `1` is given twice\n= keep one of the two\n\
             6:17 <d> `d` is given twice\n= keep one of the two\n"
        );
    }

    #[test]
    fn a_mistake_is_told_at_its_place_in_plain_words() {
        let mut wrong = String::new();
        for (text, expected) in BROKEN {
            let (tree, problems) = read(text, 0);
            assert_eq!(tree, None, "{text}");
            assert!(problems.iter().all(|p| p.code == &codes::YAML), "{text}");
            let told = told(text);
            if told != *expected {
                wrong += &format!("--- {text}\n{told}");
            }
            check_spans(text);
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    /// A broken text, and what is told: line:column, the marked characters, the message, the help.
    const BROKEN: &[(&str, &str)] = &[
        (
            "title: Ethics: an introduction\n",
            "1:14 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `title: \"Ethics: an introduction\"`\n",
        ),
        (
            "title: \"Ethics\": an introduction\n",
            "1:16 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `title: '\"Ethics\": an introduction'`\n",
        ),
        (
            "a: b\nquestion: What now:\n",
            "2:19 <:> a colon at the end of a text begins a new value; put the text in quotes\n= write `question: \"What now:\"`\n",
        ),
        ("a:\n\tb: 1\n", "2:1 <\t> a tab stands in the indentation, which takes only spaces\n= write `  b: 1`\n"),
        ("a:\n  - x\n\t- y\n", "3:1 <\t> a tab stands in the indentation, which takes only spaces\n= write `  - y`\n"),
        ("level:2\ntitle: x\n", "1:6 <:> a space is missing after this colon\n= write `level: 2`\n"),
        ("title: x\nlevel:2\n", "2:6 <:> a space is missing after this colon\n= write `level: 2`\n"),
        ("level:2\n", "1:6 <:> a space is missing after this colon\n= write `level: 2`\n"),
        ("a: \"x\nb: 2\nc: 3\n", "1:4 <\"> this quote is opened and never closed\n= write `a: \"x\"`\n"),
        ("a: \"x\nb: \"y\"\nc: 1\n", "1:4 <\"> this quote is opened and never closed\n= write `a: \"x\"`\n"),
        ("a: \"x\nb: \"\nc: 1\n", "1:4 <\"> this quote is opened and never closed\n= write `a: \"x\"`\n"),
        ("a: 'it's\nb: 2\n", "1:7 <'> the text ends at this quote, but more follows it\n= write `a: \"it's\"`\n"),
        (
            "title: \"Ethics\" an introduction\n",
            "1:15 <\"> the text ends at this quote, but more follows it\n= write `title: '\"Ethics\" an introduction'`\n",
        ),
        (
            "a: \"x\n  y\" z\n",
            "2:4 <\"> the text ends at this quote, but more follows it\n= take out this quote, or what follows it\n",
        ),
        (
            "a: @anna\n",
            "1:4 <@> a value cannot begin with `@` unless it is in quotes\n= if it is part of the text, write `a: \"@anna\"`\n",
        ),
        (
            "a: `code`\n",
            "1:4 <`> a value cannot begin with a backtick unless it is in quotes\n= if it is part of the text, write `a: \"`code`\"`\n",
        ),
        (
            "a: % of staff\n",
            "1:4 <%> a value cannot begin with `%` unless it is in quotes\n= if it is part of the text, write `a: \"% of staff\"`\n",
        ),
        (
            "a: &b c d\n",
            "1:4 <&b> `&b` gives a value a name for use elsewhere, which is not possible here\n= leave out `&b`, and write the value again wherever it is needed; if it is part of the text, write `a: \"&b c d\"`\n",
        ),
        (
            "a: &list\n  - x\n",
            "1:4 <&list> `&list` gives a value a name for use elsewhere, which is not possible here\n= leave out `&list`, and write the value again wherever it is needed\n",
        ),
        (
            "a: *Important* text\n",
            "1:4 <*Important*> `*Important*` asks for a value that is named elsewhere, which is not possible here\n= write the value itself in place of `*Important*`; if it is part of the text, write `a: \"*Important* text\"`\n",
        ),
        (
            "a: *name\n",
            "1:4 <*name> `*name` asks for a value that is named elsewhere, which is not possible here\n= write the value itself in place of `*name`\n",
        ),
        (
            "a: !important x\n",
            "1:4 <!important> `!important` names a type for a value, which is not possible here\n= leave out `!important`; if it is part of the text, write `a: \"!important x\"`\n",
        ),
        (
            "a: !!str 5\n",
            "1:4 <!!str> `!!str` names a type for a value, which is not possible here\n= leave out `!!str`; if it is part of the text, write `a: \"!!str 5\"`\n",
        ),
        (
            "a: | x\n",
            "1:4 <|> `|` announces a text on the lines below, so nothing may follow it on its own line\n= if it is part of the text, write `a: \"| x\"`\n",
        ),
        (
            "a: > 5 years\n",
            "1:4 <>> `>` announces a text on the lines below, so nothing may follow it on its own line\n= if it is part of the text, write `a: \"> 5 years\"`\n",
        ),
        (
            "a: >5\n",
            "1:4 <>> `>` announces a text on the lines below, so nothing may follow it on its own line\n= if it is part of the text, write `a: \">5\"`\n",
        ),
        (
            "title: [Draft] Ethics\n",
            "1:8 <[> `[` begins a list, and text follows after the list's end\n= if it is part of the text, write `title: \"[Draft] Ethics\"`\n",
        ),
        (
            "title: {x} y\n",
            "1:8 <{> `{` begins a group of keys, and text follows after its end\n= if it is part of the text, write `title: \"{x} y\"`\n",
        ),
        (
            "a: ] x\n",
            "1:4 <]> a value cannot begin with `]` unless it is in quotes\n= if it is part of the text, write `a: \"] x\"`\n",
        ),
        (
            "a: , x\n",
            "1:4 <,> a value cannot begin with `,` unless it is in quotes\n= if it is part of the text, write `a: \", x\"`\n",
        ),
        (
            "a: ? x\n",
            "1:4 <?> a value cannot begin with `?` unless it is in quotes\n= if it is part of the text, write `a: \"? x\"`\n",
        ),
        ("a: [x, y\nb: 2\n", "1:4 <[> this `[` is opened and never closed\n= write `a: [x, y]`\n"),
        ("a: [x,\n  y\nb: 2\n", "1:4 <[> this `[` is opened and never closed\n= close it with `]`\n"),
        ("a: {x: y\nb: 2\n", "1:4 <{> this `{` is opened and never closed\n= write `a: {x: y}`\n"),
        (
            "a: [x, y}\nb: 1\n",
            "1:4 <[> this `[` is closed by `}`\n= lists stand in `[` and `]`, groups of keys in `{` and `}`\n",
        ),
        ("a: [x]]\n", "1:7 <]> this `]` closes nothing that was opened\n= delete it: `a: [x]`\n"),
        (
            "a: [x,,y]\n",
            "1:7 <,> nothing stands before this comma\n= delete the comma, or write what is missing before it\n",
        ),
        ("a: [@x, y]\n", "1:5 <@> a value cannot begin with `@` unless it is in quotes\n= write `\"@x\"`\n"),
        (
            "a: [\"x\" \"y\"]\n",
            "1:7 <\"> the text ends at this quote, but more follows it\n= put a comma between two values; a text with quotes in it needs the other quotes around it\n",
        ),
        (
            "a: [- x]\n",
            "1:5 <-> between brackets a list has commas, not dashes\n= write `[one, two]`, or leave out the brackets and begin each line with `- `\n",
        ),
        (
            "a: {b: c: d}\n",
            "1:9 <:> a colon followed by a space begins a new value here; put the text in quotes\n= put the text that holds the colon in quotes\n",
        ),
        (
            "a: 1\n  b: 2\n",
            "2:3 <b: 2> this line is indented further than the one above, which already has a value\n= do not indent it; if it goes on with the text above, put the whole text in quotes\n",
        ),
        (
            "a: \"\"\n  b: 2\n",
            "2:3 <b: 2> this line is indented further than the one above, which already has a value\n= do not indent it; if it goes on with the text above, put the whole text in quotes\n",
        ),
        (
            "a:\n   b: 1\n  c: 2\n",
            "3:3 <c: 2> this line is indented by 2 spaces, which fits no line above\n= indent it by 0 or 3 spaces\n",
        ),
        (
            "a:\n  - b: 1\n   c: 2\n",
            "3:4 <c: 2> this line is indented by 3 spaces, which fits no line above\n= indent it by 0 or 4 spaces\n",
        ),
        (
            "  a: 1\nb: 2\n",
            "2:1 <b: 2> this line is not indented, but those above are\n= indent it by 2 spaces: keys that belong together begin in the same column\n",
        ),
        (
            "a:\n  - x\n - y\n",
            "3:2 <- y> this line is indented by 1 space, which fits no line above\n= indent it by 2 spaces\n",
        ),
        (
            "a:\n  - x\n   - y\n",
            "3:4 <-> this list item is indented so that it becomes part of the text above\n= indent it as the other items are, or give the key above no value; if it is part of the text, put the whole text in quotes\n",
        ),
        (
            "a: x\n  - y\n",
            "2:3 <-> this list item is indented so that it becomes part of the text above\n= indent it as the other items are, or give the key above no value; if it is part of the text, put the whole text in quotes\n",
        ),
        (
            "a: 1\n- b\n",
            "2:1 <- b> a list item stands where a key is expected\n= a list stands below a key that has no value of its own, as in `tags:` and, on the next line, `  - first`\n",
        ),
        (
            "- a\nb: 1\n",
            "2:1 <b: 1> a key stands where a list item is expected\n= begin it with `- ` if it is an item, or indent it if it belongs to the item above\n",
        ),
        (
            "a: |\n    x\n   y\n",
            "3:4 <y> this line is indented less than the first line of the text that it belongs to\n= indent it by 4 spaces, or more\n",
        ),
        ("a:\n  -x\n  -y\n", "2:3 <-> a space is missing after the dash of a list item\n= write `- x`\n"),
        ("a:\n  - x\n  -y\n", "3:3 <-> a space is missing after the dash of a list item\n= write `- y`\n"),
        (
            "a: - x\n",
            "1:4 <-> a list begins on the line after its key\n= write `a:` and, on the next line, `  - x`; if it is meant as text, write `a: \"- x\"`\n",
        ),
        (
            "a: 1\nno colon here\nb: 2\n",
            "2:1 <no colon here> `no colon here` has no colon, so it is neither a key nor a value\n= a key ends with a colon, as in `no colon here:`; a text that goes on from the line above is indented\n",
        ),
        (
            "a: 1\nlevel = 2\n",
            "2:1 <level = 2> `level = 2` has no colon, so it is neither a key nor a value\n= write `level: 2`\n",
        ),
        (
            "- a\n- b\nc\n",
            "3:1 <c> `c` has no colon, so it is neither a key nor a value\n= begin it with `- ` if it is an item; a text that goes on from the line above is indented\n",
        ),
        (
            "a: 1\n\"b\" 2\n",
            "2:1 <\"b\" 2> `\"b\" 2` has no colon, so it is neither a key nor a value\n= a key ends with a colon, as in `\"b\" 2:`; a text that goes on from the line above is indented\n",
        ),
        (
            "a: \"\\d+\"\n",
            "1:5 <\\d> `\\d` means nothing in a text in double quotes\n= in single quotes a backslash is a backslash: write `a: '\\d+'`\n",
        ),
        (
            "a: \"it's \\d\"\n",
            "1:10 <\\d> `\\d` means nothing in a text in double quotes\n= in single quotes a backslash is a backslash: write `a: 'it''s \\d'`\n",
        ),
        ("a: \"x\"# y\n", "1:7 <#> a comment needs a space before its `#`\n= write `a: \"x\" # y`\n"),
        (
            "a: x # y\n  z\n",
            "1:6 <#> a comment ends the text here, but the next line goes on with it\n= move the comment to a line of its own above; if it is part of the text, put the whole text in quotes\n",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "2:1 <---> a second document begins here, where only one is read\n= take out this line, or the rest of the file; a text of dashes alone needs quotes\n",
        ),
        (
            "%YAML 1.2\n---\na: b\n",
            "1:1 <%YAML 1.2> a line cannot begin with `%`\n= delete the line; if it goes on with the text above, put that text in quotes\n",
        ),
        (
            "? [a]\n: b\n",
            "1:3 <[> a key must be a simple text on one line\n= write a word and a colon, as in `title:`; if this is meant as text, put it in quotes\n",
        ),
        (
            "[a, b]: c\n",
            "1:1 <[> a key must be a simple text on one line\n= write a word and a colon, as in `title:`; if this is meant as text, put it in quotes\n",
        ),
        (
            "? a\n: b\n",
            "1:1 <? > a key must be a simple text on one line\n= write a word and a colon, as in `title:`; if this is meant as text, put it in quotes\n",
        ),
        (": x\n", "1:1 <:> no key stands before this colon\n= write a word before the colon, as in `title: …`\n"),
        (
            "a:\n  <<: {b: c}\n",
            "2:3 <<<> `<<` brings in keys from elsewhere, which is not possible here\n= write those keys out here\n",
        ),
        (
            "@a: b\n",
            "1:1 <@> a key cannot begin with `@` unless it is in quotes\n= if it is part of the text, write `\"@a\": b`\n",
        ),
        (
            "é: x\u{7}y\n",
            "1:5 <\u{7}> an invisible character (U+0007) stands here\n= delete it; it may have come with a text pasted from elsewhere\n",
        ),
        (
            "ü: “x”: y\n",
            "1:7 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `ü: \"“x”: y\"`\n",
        ),
        (
            "title: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word : x\n",
            "1:158 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `title: \"word word word word word word word word word word wo… word word word word word : x\"`\n",
        ),
    ];

    #[test]
    fn all_mistakes_within_values_are_told_in_one_run() {
        let text = "title: Ethics: an introduction\nowner: @anna\nnote: *Important* text\nlevel:2\nok: yes\nok: no\n";
        let places: Vec<_> = read(text, 0).1.iter().map(|p| Position::of(text, p.span.start as usize).line).collect();
        assert_eq!(places, [1, 2, 3, 4, 6]);
    }

    #[test]
    fn a_file_of_mistakes_ends_in_a_few_findings() {
        let (tree, problems) = read(&"a: @x\n".repeat(1000), 0);
        assert_eq!(tree, None);
        assert!(problems.len() <= 2 * MOST_PROBLEMS);
    }

    #[test]
    fn a_mended_line_can_be_read() {
        for (text, _) in BROKEN {
            let problems = read(text, 0).1;
            let [problem] = problems.as_slice() else {
                continue;
            };
            let help = problem.help.as_deref().unwrap_or_default();
            let Some(mended) =
                help.rsplit_once("write `").and_then(|(_, m)| m.strip_suffix('`').filter(|m| !m.contains("`,")))
            else {
                continue;
            };
            let (tree, problems) = read(mended, 0);
            assert!(tree.is_some() && problems.is_empty(), "{text}: {mended}");
        }
    }

    #[test]
    fn hostile_texts_get_one_answer() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n";
        assert!(read(bomb, 0).0.is_none());
        let nested: String = (0..700).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        let hostile = [
            "[".repeat(400_000),
            "[".repeat(200_000),
            "{a: ".repeat(50_000),
            "- ".repeat(100_000),
            "{".repeat(70),
            nested,
            "x".repeat(1_000_000),
            format!("a: \"{}", "x".repeat(200_000)),
            ">".repeat(50_000),
            "[{a: 1},".repeat(30_000),
        ];
        for text in hostile {
            let (tree, problems) = read(&text, 0);
            assert_eq!(tree, None);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].message.len() < 600);
        }
    }

    #[test]
    fn depth_is_allowed_up_to_the_limit() {
        let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&lists(MOST_DEPTH), 0).0.is_some());
        assert_eq!(
            told(&lists(MOST_DEPTH + 1)).lines().next(),
            Some("1:65 <[> lists or keys lie within each other more than 64 deep here")
        );
    }

    #[test]
    fn size_is_allowed_up_to_the_limit() {
        let text = format!("a: {}", "é".repeat(MOST_BYTES / 2 - 2));
        assert!(read(&text, 0).0.is_some());
        let (tree, problems) = read(&(text + "éé"), 0);
        assert_eq!(tree, None);
        assert_eq!(problems[0].code, &codes::TOO_BIG);
    }

    /// Pieces of which broken YAML is made.
    const PIECES: &[&str] = &[
        "a",
        "b",
        "key",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "\t",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " # ",
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "|\n",
        ">2",
        "?",
        "? ",
        "%",
        "@",
        "`",
        "---",
        "...",
        "\n---\n",
        "\\",
        "\\x",
        "\\u00e9",
        "é",
        "“",
        "~",
        "null",
        "<<",
        "<<: ",
        "1.10",
        "\u{feff}",
        "\u{7}",
        "\u{2028}",
        "\u{85}",
        "\r",
        "a: b\n",
        "a: |\n  x\n",
        "- x\n",
        "a: \"x\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            check_spans(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn no_yaml_like_text_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..25)) {
            check_spans(&pieces.concat());
        }

        /// The archived parser that the project was asked to use: what both read, both read alike.
        #[test]
        fn it_agrees_with_the_archived_parser(pieces in prop::collection::vec((0..4u8, prop::collection::vec(prop::sample::select(PIECES), 0..6)), 1..6)) {
            let mut yaml = String::new();
            for (index, (kind, pieces)) in pieces.iter().enumerate() {
                let value = pieces.concat().replace(['\u{85}', '\u{2028}', '\r'], "x");
                yaml += &match kind {
                    0 => format!("k{index}: {}\n", value.replace('\n', " ")),
                    1 => format!("k{index}: '{}'\n", value.replace('\'', "''")),
                    2 => format!("k{index}: |\n  x{}\n", value.replace('\n', "\n  ")),
                    _ => format!("k{index}: >-\n  x{}\n", value.replace('\n', "\n  ")),
                };
            }
            let (ours, _) = read(&yaml, 0);
            let theirs = serde_yaml_0_9::from_str::<serde_yaml_0_9::Value>(&yaml);
            if let (Some(ours), Ok(theirs)) = (ours, theirs) {
                prop_assert_eq!(as_archived(&ours), theirs, "{}", yaml);
            }
        }

        /// Whatever the archived writer writes comes back.
        #[test]
        fn it_reads_what_the_archived_writer_writes(map in prop::collection::btree_map("[a-z0-9é:#'~ -]{0,8}", ".{0,20}|[a-c: \n#'\"-]{0,12}", 1..5)) {
            let yaml = serde_yaml_0_9::to_string(&map).expect("strings can be written");
            let (tree, problems) = read(&yaml, 0);
            prop_assert_eq!(problems, vec![], "{}", yaml);
            let Some(Value::Map(entries)) = tree.map(|tree| tree.value) else {
                return Err(TestCaseError::fail(yaml));
            };
            for (entry, (key, text)) in entries.iter().zip(&map) {
                prop_assert_eq!(&entry.key, key, "{}", &yaml);
                match &entry.value.value {
                    Value::Scalar { text: ours, .. } => prop_assert_eq!(ours, text, "{}", &yaml),
                    other => prop_assert!(false, "{:?} in {}", other, &yaml),
                }
            }
            prop_assert_eq!(entries.len(), map.len());
        }
    }

    /// Our tree as the archived parser would give it: plain texts converted by that parser.
    fn as_archived(node: &Node) -> serde_yaml_0_9::Value {
        use serde_yaml_0_9::Value as Theirs;
        match &node.value {
            Value::Null => Theirs::Null,
            // One line and no more than a word can be a number or a truth value.
            Value::Scalar { text, plain: true } if !text.contains([' ', '\n', '\t']) => {
                let item = serde_yaml_0_9::from_str::<Theirs>(&format!("- {text}"));
                item.ok().and_then(|list| list.get(0).cloned()).unwrap_or(Theirs::String(text.clone()))
            }
            Value::Scalar { text, .. } => Theirs::String(text.clone()),
            Value::List(nodes) => Theirs::Sequence(nodes.iter().map(as_archived).collect()),
            Value::Map(entries) => Theirs::Mapping(
                entries.iter().map(|e| (Theirs::String(e.key.clone()), as_archived(&e.value))).collect(),
            ),
        }
    }
}
