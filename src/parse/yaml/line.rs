//! One line as its author sees it: its indentation, key and value, and how it looks when it is mended. Read from the
//! characters alone, for where something is mistyped the parser has no answer.

use std::ops::Range;

/// One line of the text; what it gives are offsets in the text.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl<'a> Line<'a> {
    pub(super) fn at(text: &'a str, at: usize) -> Line<'a> {
        let at = text.floor_char_boundary(at.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let length = text[start..].find('\n').unwrap_or(text.len() - start);
        Line { text: &text[start..start + length], start }
    }

    /// The lines above with something on them, from the nearest up.
    pub(super) fn above(self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
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
    pub(super) fn below(self, text: &'a str) -> Option<Line<'a>> {
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

    pub(super) fn end(self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn trimmed(self) -> &'a str {
        self.text.trim()
    }

    /// The line without the blanks around it.
    pub(super) fn whole(self) -> Range<usize> {
        self.start + self.indent()..self.start + self.text.trim_end().len().max(self.indent())
    }

    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    pub(super) fn is_item(self) -> bool {
        self.trimmed() == "-" || self.trimmed().starts_with("- ")
    }

    /// Where its content starts, after indentation and dashes.
    pub(super) fn body(self) -> usize {
        let mut at = self.indent();
        while self.text[at..].starts_with("- ") {
            at += 1;
            at = self.text.len() - self.text[at..].trim_start().len();
        }
        self.start + at
    }

    /// The colon after its key, if it has a key.
    pub(super) fn colon(self) -> Option<usize> {
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
    pub(super) fn value(self) -> Range<usize> {
        let from = self.colon().map_or(self.body(), |colon| colon + 1) - self.start;
        let from = self.text.len() - self.text[from..].trim_start().len();
        let value = &self.text[from..];
        let quoted =
            value.chars().next().filter(|c| matches!(c, '"' | '\'')).and_then(|quote| value.rfind(quote)).unwrap_or(0);
        let comment = value[quoted..].find(" #").map(|at| quoted + at);
        let value = value[..comment.unwrap_or(value.len())].trim_end();
        self.start + from..self.start + from + value.len()
    }

    pub(super) fn get(self, range: Range<usize>) -> &'a str {
        let from = range.start.saturating_sub(self.start);
        let to = range.end.saturating_sub(self.start).min(self.text.len());
        self.text.get(from..to).unwrap_or_default()
    }

    /// The line with a part of it replaced, as it is shown in a help.
    pub(super) fn with(self, range: Range<usize>, new: &str) -> String {
        let line = format!("{}{new}{}", self.get(self.start..range.start), self.get(range.end..self.end()));
        shorten(line.trim())
    }

    pub(super) fn quoted(self, range: Range<usize>) -> String {
        self.with(range.clone(), &quote(self.get(range)))
    }
}

/// Long lines are cut in the middle, so that both quotes stay in sight.
pub(super) fn shorten(line: &str) -> String {
    crate::base::shortened(line, 60, 30)
}

/// The text in quotes that need the fewest changes.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

pub(super) fn spaces(count: usize) -> String {
    match count {
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    }
}

/// `level:2`: the colon's place in the line. Times (`12:30`) and links (`https://`) are texts.
pub(super) fn glued_colon(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let word = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let first = line.chars().next()?;
    let after = line.get(word..)?.strip_prefix(':')?;
    let glued = !after.is_empty() && !after.starts_with([' ', '\t', '/', ':']);
    (first.is_alphabetic() && glued).then_some(word)
}

/// `-user`; a number below zero is a value.
pub(super) fn glued_dash(line: &str) -> bool {
    let rest = line.strip_prefix('-');
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || "\"'“‘".contains(c)))
}
