//! One key of a front matter, written by its place in the text: comments, blanks, quotes, line ends and every other key
//! stay byte for byte. The outcome is read again, and given out only if that one key is all that changed.

use crate::base::Span;
use crate::parse::front_matter;
use crate::parse::yaml::{self, Entry, Node, Value};

/// Why a front matter was left as it is; as a sentence that follows the file's name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left(pub &'static str);

const UNREADABLE: Left = Left("has a front matter that cannot be read; `gradus check` says why");
const BY_HAND: Left = Left("is written in a way that only a person can change; change it in an editor");

/// Adds a key as the last one. `value` is YAML on one line.
pub fn add(text: &str, key: &str, value: &str) -> Result<String, Left> {
    let front = Front::read(text)?;
    if front.entry(key).is_some() {
        return Err(BY_HAND);
    }
    let (at, added) = match front.braces() {
        // The keys stand in braces: before the closing one.
        Some(end) => {
            let comma = if front.entries.is_empty() { "" } else { ", " };
            (end, format!("{comma}{key}: {value}"))
        }
        None => (front.span.range().end, format!("{}{key}: {value}{}", front.indentation(), front.line_end())),
    };
    let new = format!("{}{added}{}", &text[..at], &text[at..]);
    front.only(&new, key, |old, now| old.is_none() && now.is_some())
}

/// Gives a key that has a single text, or none yet, another value.
pub fn set(text: &str, key: &str, value: &str) -> Result<String, Left> {
    let front = Front::read(text)?;
    let Some(entry) = front.entry(key) else { return add(text, key, value) };
    let Value::Scalar { .. } = entry.value.value else { return Err(BY_HAND) };
    let range = entry.value.span.range();
    if text[range.clone()].contains('\n') {
        return Err(BY_HAND);
    }
    let new = format!("{}{value}{}", &text[..range.start], &text[range.end..]);
    front.only(&new, key, |_, now| now.is_some())
}

/// Adds an entry to a key's list; the key, if there is none. `item` is YAML on one line.
pub fn add_to_list(text: &str, key: &str, item: &str) -> Result<String, Left> {
    let front = Front::read(text)?;
    let Some(entry) = front.entry(key) else { return add(text, key, &format!("[{item}]")) };
    let node = &entry.value;
    let range = node.span.range();
    let (cut, put) = match &node.value {
        Value::Scalar { .. } if !text[range.clone()].contains('\n') => {
            (range.clone(), format!("[{}, {item}]", &text[range]))
        }
        Value::List(items) if text[range.clone()].ends_with(']') => {
            let end = range.end - 1;
            let put = if items.is_empty() { item.to_owned() } else { format!(", {item}") };
            // Behind the last entry, so that a comma or comment that follows it stays where it is.
            let at = items.last().map_or(end, |last| last.span.range().end);
            (at..at, put)
        }
        Value::List(items) => {
            let (Some(first), Some(last)) = (items.first(), items.last()) else { return Err(BY_HAND) };
            let start = line_start(text, first.span.range().start);
            let end =
                text[last.span.range().end..].find('\n').map(|at| last.span.range().end + at + 1).ok_or(BY_HAND)?;
            let dash = text[start..].split(|c: char| c != ' ').next().unwrap_or_default();
            (end..end, format!("{dash}- {item}{}", front.line_end()))
        }
        _ => return Err(BY_HAND),
    };
    let new = format!("{}{put}{}", &text[..cut.start], &text[cut.end..]);
    front.only(&new, key, |old, now| {
        let (Some(old), Some(now)) = (old, now) else { return false };
        let (old, now) = (texts(old), texts(now));
        now.len() == old.len() + 1 && now[..old.len()] == old[..]
    })
}

/// Takes an entry out of a key's list, and the key with its last entry. The text as it is, if no entry is that one.
pub fn remove_from_list(text: &str, key: &str, item: &str) -> Result<String, Left> {
    let front = Front::read(text)?;
    let Some(entry) = front.entry(key) else { return Ok(text.to_owned()) };
    let node = &entry.value;
    let all = texts(node);
    let Some(at) = all.iter().position(|text| *text == item) else { return Ok(text.to_owned()) };
    // With a list in the list, the place among the texts is no place among the entries.
    let is_plain = |items: &[Node]| items.iter().all(|item| matches!(item.value, Value::Scalar { .. }));
    if matches!(&node.value, Value::List(items) if !is_plain(items)) {
        return Err(BY_HAND);
    }
    let cut = match &node.value {
        _ if all.len() == 1 => {
            let start = line_start(text, entry.key_span.range().start);
            let end = line_end(text, node.span.range().end);
            let before = text[start..entry.key_span.range().start].trim();
            let after = text[node.span.range().end..end].trim();
            if !before.is_empty() || !after.is_empty() || text[start..end].contains('#') {
                return Err(BY_HAND);
            }
            start..end
        }
        Value::List(items) if text[node.span.range()].ends_with(']') => match items.get(at + 1) {
            Some(next) => items[at].span.range().start..next.span.range().start,
            None => items[at - 1].span.range().end..items[at].span.range().end,
        },
        Value::List(items) => {
            let span = items[at].span.range();
            let (start, end) = (line_start(text, span.start), line_end(text, span.end));
            if text[start..span.start].trim() != "-" || !text[span.end..end].trim().is_empty() {
                return Err(BY_HAND);
            }
            start..end
        }
        _ => return Err(BY_HAND),
    };
    if text[cut.clone()].contains('#') {
        return Err(BY_HAND);
    }
    let new = format!("{}{}", &text[..cut.start], &text[cut.end..]);
    front.only(&new, key, |_, now| match now {
        Some(now) => texts(now).iter().all(|text| *text != item) && texts(now).len() + 1 == all.len(),
        None => all.len() == 1,
    })
}

/// The text that a key has, if it has a single one.
pub fn get(text: &str, key: &str) -> Option<String> {
    let front = Front::read(text).ok()?;
    match &front.entry(key)?.value.value {
        Value::Scalar { text, .. } => Some(text.clone()),
        _ => None,
    }
}

/// A front matter, read: its place in the text, and its keys.
struct Front<'a> {
    text: &'a str,
    span: Span,
    root: Option<Span>,
    entries: Vec<Entry>,
}

impl Front<'_> {
    fn read(text: &str) -> Result<Front<'_>, Left> {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let span = front_matter(&text[mark..]).ok_or(UNREADABLE)?.shifted(mark);
        let (tree, problems) = yaml::read(&text[span.range()], span.start as usize);
        if !problems.is_empty() {
            return Err(UNREADABLE);
        }
        let root = tree.as_ref().map(|node| node.span);
        let entries = match tree.map(|node| node.value) {
            Some(Value::Map(entries)) => entries,
            None => Vec::new(),
            Some(_) => return Err(UNREADABLE),
        };
        Ok(Front { text, span, root, entries })
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Where the brace stands that closes the keys, if they stand in braces.
    fn braces(&self) -> Option<usize> {
        let root = self.root?.range();
        (self.text[root.clone()].starts_with('{') && self.text[root.clone()].ends_with('}')).then(|| root.end - 1)
    }

    /// The blanks that each key has in front of it.
    fn indentation(&self) -> &str {
        let Some(first) = self.entries.first() else { return "" };
        let start = first.key_span.range().start;
        let before = &self.text[line_start(self.text, start)..start];
        if before.chars().all(|c| c == ' ') { before } else { "" }
    }

    /// How this text ends its lines, by the first one.
    fn line_end(&self) -> &'static str {
        let first = self.text.find('\n').unwrap_or_default();
        if self.text[..first].ends_with('\r') { "\r\n" } else { "\n" }
    }

    /// The new text, if it says the same but for one key, of which `is_meant` says whether it is as meant.
    fn only(
        &self,
        new: &str,
        key: &str,
        is_meant: impl FnOnce(Option<&Node>, Option<&Node>) -> bool,
    ) -> Result<String, Left> {
        let now = Front::read(new).map_err(|_| BY_HAND)?;
        let others = |front: &Front| -> Vec<(String, Node)> {
            let kept = front.entries.iter().filter(|entry| entry.key != key);
            kept.map(|entry| (entry.key.clone(), without_places(&entry.value))).collect()
        };
        let value = |front: &'_ Front| front.entry(key).map(|entry| entry.value.clone());
        let body = |front: &'_ Front| front.text[front.span.range().end..].to_owned();
        let same = others(self) == others(&now) && body(self) == body(&now);
        match same && is_meant(value(self).as_ref(), value(&now).as_ref()) {
            true => Ok(new.to_owned()),
            false => Err(BY_HAND),
        }
    }
}

/// The texts of a list; of a single text, that.
fn texts(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Scalar { text, .. } => vec![text],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn without_places(node: &Node) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(without_places).collect()),
        Value::Map(entries) => {
            let bare = |entry: &Entry| Entry {
                key: entry.key.clone(),
                key_span: Span::default(),
                value: without_places(&entry.value),
            };
            Value::Map(entries.iter().map(bare).collect())
        }
        other => other.clone(),
    };
    Node { value, span: Span::default() }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Behind the line's end.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

#[cfg(test)]
#[path = "front_matter_tests.rs"]
mod tests;
