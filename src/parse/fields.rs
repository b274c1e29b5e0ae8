//! Reading the keys of one mapping: each key is asked for by name and type, what was not asked for is unknown.
//!
//! Asking is declaring: the keys that a kind asks for are the keys it has, so "did you mean" cannot miss one.

use super::shape::{Shape, Takes};
use super::yaml::{Entry, Node, Value};
use crate::base::{Code, Diagnostic, FileId, Fix, Located, Place, Span, codes, suggest, turns_direction};
use jiff::civil::Date;
use std::collections::HashMap;

pub struct Fields<'a> {
    file: FileId,
    /// What the mapping is, for messages: "a capability", "a mapping's row".
    what: &'static str,
    /// Where the mapping stands.
    span: Span,
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    /// Keys that were there and asked for.
    taken: Vec<&'static str>,
    /// It is no mapping at all: there is a finding, and nothing more to say about its keys.
    is_broken: bool,
    findings: &'a mut Vec<Diagnostic>,
    /// Nothing is read, and what is asked for is noted here.
    noting: Option<&'a mut Shape>,
}

impl<'a> Fields<'a> {
    /// The fields of a mapping; anything else is a finding and has no fields.
    pub fn of(node: Option<Node>, what: &'static str, file: FileId, findings: &'a mut Vec<Diagnostic>) -> Fields<'a> {
        let span = node.as_ref().map_or(Span::default(), |node| node.span);
        let mut fields = Fields {
            file,
            what,
            span,
            entries: Vec::new(),
            asked: Vec::new(),
            is_broken: false,
            taken: Vec::new(),
            findings,
            noting: None,
        };
        match node.map(|node| node.value) {
            Some(Value::Map(entries)) => fields.entries = entries,
            None | Some(Value::Null) => {}
            Some(other) => {
                let help = "write one `key: value` a line";
                let message = format!("{what} is made of keys and values, and this is {}", name_of(&other));
                fields.find(&codes::WRONG_TYPE, span, message, help);
                fields.is_broken = true;
            }
        }
        fields
    }

    /// No fields at all, for a reader to show what it asks for. Every key seems to be there, and has no value.
    pub(super) fn noting(shape: &'a mut Shape, file: FileId, findings: &'a mut Vec<Diagnostic>) -> Fields<'a> {
        Fields { noting: Some(shape), ..Fields::of(None, "", file, findings) }
    }

    fn note(&mut self, key: &'static str, takes: Takes) {
        if let Some(shape) = &mut self.noting {
            shape.note(key, takes);
        }
    }

    /// Something to go on with where nothing is read: a mapping without keys.
    fn stand_in(&self) -> Node {
        Node { value: Value::Map(Vec::new()), span: Span::default() }
    }

    /// Where the mapping stands, for findings about what it lacks.
    pub fn place(&self) -> Place {
        Place { file: self.file, span: self.span }
    }

    pub fn has(&mut self, key: &'static str) -> bool {
        self.ask(key);
        self.noting.is_some() || self.entries.iter().any(|entry| entry.key == key)
    }

    /// Whether the author meant to give a key, perhaps in another spelling or with a wrong value: whatever is wrong with
    /// it has a finding of its own, so that it must not be called missing as well.
    pub fn meant(&mut self, key: &'static str) -> bool {
        let near = |entry: &Entry| suggest::nearest(&entry.key, [key]).is_some();
        self.has(key) || self.is_broken || self.entries.iter().any(near)
    }

    /// A finding that only the caller can see, such as a value out of range.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    fn find(&mut self, code: &'static Code, span: Span, message: String, help: impl Into<String>) {
        let place = Place { file: self.file, span };
        self.findings.push(Diagnostic::new(code, place, message).help(help));
    }

    /// Where a key with an empty mapping stands; `None` where its value is anything else, which has its own finding.
    pub fn place_of(&self, key: &str) -> Option<Place> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        matches!(&entry.value.value, Value::Map(entries) if entries.is_empty())
            .then_some(Place { file: self.file, span: entry.key_span })
    }

    fn at<T>(&self, value: T, span: Span) -> Located<T> {
        Located::new(value, Place { file: self.file, span })
    }

    fn ask(&mut self, key: &'static str) {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Entry> {
        self.ask(key);
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        self.taken.push(key);
        Some(self.entries.remove(at))
    }

    /// Takes a value that must be there if its key is: an empty one is a finding.
    fn value(&mut self, key: &'static str) -> Option<Node> {
        let entry = self.take(key)?;
        if matches!(entry.value.value, Value::Null) {
            let help = format!("write a value after `{key}:`, or take the line out");
            self.find(&codes::WRONG_TYPE, entry.key_span, format!("`{key}` has no value"), help);
            return None;
        }
        Some(entry.value)
    }

    /// Says that a required key is missing.
    pub fn missing(&mut self, key: &'static str, example: &str) {
        if self.meant(key) {
            return;
        }
        let message = format!("{} needs the key `{key}`", self.what);
        let span = Span::new(self.span.start as usize, self.span.start as usize);
        self.find(&codes::MISSING_KEY, span, message, format!("add a line such as `{key}: {example}`"));
    }

    /// As `missing`, for a key that is not there at all.
    pub fn require(&mut self, key: &'static str, example: &str) {
        if let Some(shape) = &mut self.noting {
            shape.require(key);
        }
        if !self.has(key) {
            self.missing(key, example);
        }
    }

    /// Says which values are the only ones that the caller will take; for those who want to offer them.
    pub fn only<'v>(&mut self, key: &'static str, values: impl IntoIterator<Item = &'v str>) {
        if let Some(shape) = &mut self.noting {
            shape.note_values(key, values);
        }
    }

    /// Text of any number of lines, trimmed, not empty.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.note(key, Takes::Text);
        let node = self.value(key)?;
        self.scalar(key, node)
    }

    /// One line of text.
    pub fn line(&mut self, key: &'static str) -> Option<Located<String>> {
        self.note(key, Takes::Line);
        let text = self.text(key)?;
        Some(text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// One line of text, for a key where an empty one means "none": that is `Some(None)`.
    pub fn line_or_none(&mut self, key: &'static str) -> Option<Option<Located<String>>> {
        self.note(key, Takes::LineOrNone);
        let node = self.value(key)?;
        if matches!(&node.value, Value::Scalar { text, .. } if text.trim().is_empty()) {
            return Some(None);
        }
        self.scalar(key, node).map(Some)
    }

    /// One line of text that has to be there.
    pub fn required_line(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        self.require(key, example);
        self.line(key)
    }

    /// A node as text, trimmed, not empty.
    pub fn scalar(&mut self, key: &str, node: Node) -> Option<Located<String>> {
        match node.value {
            Value::Scalar { text, .. } if text.contains(turns_direction) => {
                let message = format!("`{key}` has a hidden character that changes the direction of text");
                self.find(&codes::BAD_VALUE, node.span, message, "delete the value and type it again");
                None
            }
            Value::Scalar { text, .. } if !text.trim().is_empty() => Some(self.at(text.trim().to_owned(), node.span)),
            Value::Scalar { .. } | Value::Null => {
                self.find(
                    &codes::WRONG_TYPE,
                    node.span,
                    format!("`{key}` is empty"),
                    "write a text, or take the key out",
                );
                None
            }
            other => {
                let message = format!("`{key}` takes a text, and this is {}", name_of(&other));
                self.find(&codes::WRONG_TYPE, node.span, message, format!("write `{key}: some text`"));
                None
            }
        }
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<Located<String>> {
        self.note(key, Takes::List);
        let Some(node) = self.value(key) else { return Vec::new() };
        let items = match node.value {
            Value::List(items) => items,
            Value::Scalar { .. } => vec![node],
            other => {
                let message = format!("`{key}` takes a list, and this is {}", name_of(&other));
                self.find(&codes::WRONG_TYPE, node.span, message, format!("write `{key}: [one, two]`"));
                return Vec::new();
            }
        };
        self.texts(key, items)
    }

    fn texts(&mut self, key: &str, items: Vec<Node>) -> Vec<Located<String>> {
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            if let Value::List(_) | Value::Map(_) = item.value {
                let message = format!("each entry of `{key}` is a text, and this is {}", name_of(&item.value));
                self.find(&codes::WRONG_TYPE, item.span, message, format!("write `{key}: [one, two]`"));
                continue;
            }
            texts.extend(self.scalar(key, item));
        }
        texts
    }

    /// The values of a list as they are; a single value counts as a list of one.
    pub fn nodes(&mut self, key: &'static str) -> Vec<Node> {
        self.note(key, Takes::Nodes);
        if self.noting.is_some() {
            return vec![self.stand_in()];
        }
        match self.value(key) {
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// A date, as `2026-11-22`.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.note(key, Takes::Date);
        let text = self.line(key)?;
        match text.value.parse() {
            Ok(date) if text.value.len() == 10 => Some(Located::new(date, text.place)),
            _ => {
                let message = format!("`{}` is not a date", text.value);
                self.find(&codes::BAD_VALUE, text.place.span, message, "write year, month and day: `2026-11-22`");
                None
            }
        }
    }

    /// A whole number, which may be negative.
    pub fn number(&mut self, key: &'static str) -> Option<Located<i64>> {
        self.note(key, Takes::Number);
        let text = self.line(key)?;
        match text.value.parse() {
            Ok(number) => Some(Located::new(number, text.place)),
            Err(_) => {
                let message = format!("`{key}` takes a whole number, not `{}`", text.value);
                self.find(&codes::WRONG_TYPE, text.place.span, message, format!("write `{key}: 10`"));
                None
            }
        }
    }

    /// `true` or `false`; false where absent. Only these two words, so that `NO` is never taken for one.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    /// The same for what may be so where it is absent.
    pub fn flag_or(&mut self, key: &'static str, default: bool) -> bool {
        self.note(key, Takes::Flag);
        let Some(text) = self.line(key) else { return default };
        if !matches!(text.value.as_str(), "true" | "false") {
            let message = format!("`{key}` is `true` or `false`, not `{}`", text.value);
            let finding =
                Diagnostic::new(&codes::WRONG_TYPE, text.place, message).help(format!("write `{key}: {}`", !default));
            let lower = text.value.to_lowercase();
            let is_word = matches!(lower.as_str(), "true" | "false");
            self.findings.push(finding.fix(is_word.then(|| Fix::Write { old: text.value.clone(), new: lower })));
        }
        text.value == "true"
    }

    /// A text out of a fixed few.
    pub fn choice(&mut self, key: &'static str, choices: &[&str]) -> Option<Located<String>> {
        self.only(key, choices.iter().copied());
        let text = self.line(key)?;
        if choices.contains(&text.value.as_str()) {
            return Some(text);
        }
        let help = suggest::help(&text.value, choices.iter().copied());
        let message = format!("`{key}` cannot be `{}`", text.value);
        let finding = Diagnostic::new(&codes::BAD_VALUE, text.place, message).help(help.unwrap_or_default());
        self.findings.push(finding.fix(Fix::name(&text.value, choices.iter().copied())));
        None
    }

    /// An address outside the site: `https://…` or `http://…`.
    pub fn url(&mut self, key: &'static str) -> Option<Located<String>> {
        self.note(key, Takes::Url);
        let text = self.line(key)?;
        if is_web_address(&text.value) {
            return Some(text);
        }
        let message = format!("`{}` is not a web address", text.value);
        self.find(&codes::BAD_VALUE, text.place.span, message, "write the whole address, with `https://` in front");
        None
    }

    /// A mapping inside this one, as its own fields; `None` where absent.
    pub fn child(&mut self, key: &'static str, what: &'static str) -> Option<Fields<'_>> {
        self.note(key, Takes::Child);
        if self.noting.is_some() {
            let inner = self.noting.as_mut()?.inner()?;
            return Some(Fields::noting(inner, self.file, self.findings));
        }
        let node = self.value(key)?;
        Some(Fields::of(Some(node), what, self.file, self.findings))
    }

    /// A mapping whose keys the author chooses, each with its value.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(Located<String>, Node)> {
        self.note(key, Takes::Pairs);
        if self.noting.is_some() {
            return vec![(self.at(String::new(), Span::default()), self.stand_in())];
        }
        self.entries_of(key)
    }

    fn entries_of(&mut self, key: &'static str) -> Vec<(Located<String>, Node)> {
        let Some(node) = self.value(key) else { return Vec::new() };
        match node.value {
            Value::Map(entries) => {
                let pair = |entry: Entry| (self.at(entry.key, entry.key_span), entry.value);
                entries.into_iter().map(pair).collect()
            }
            other => {
                let message = format!("`{key}` takes keys with values, and this is {}", name_of(&other));
                self.find(&codes::WRONG_TYPE, node.span, message, format!("write `{key}: {{ name: value }}`"));
                Vec::new()
            }
        }
    }

    /// As `pairs`, for values that are single texts.
    pub fn text_pairs(&mut self, key: &'static str) -> Vec<(Located<String>, Located<String>)> {
        self.note(key, Takes::TextPairs);
        let pairs = self.entries_of(key);
        pairs
            .into_iter()
            .filter_map(|(name, node)| {
                let text = self.scalar(&name.value, node)?;
                Some((name, text))
            })
            .collect()
    }

    /// As `pairs`, for values that are lists of texts.
    pub fn list_pairs(&mut self, key: &'static str) -> Vec<(Located<String>, Vec<Located<String>>)> {
        self.note(key, Takes::ListPairs);
        let mut out = Vec::new();
        for (name, node) in self.entries_of(key) {
            let items = match node.value {
                Value::List(items) => items,
                _ => vec![node],
            };
            let texts = self.texts(key, items);
            out.push((name, texts));
        }
        out
    }

    /// A list of mappings, each read by `read`.
    pub fn rows<T>(&mut self, key: &'static str, what: &'static str, read: impl Fn(&mut Fields) -> T) -> Vec<T> {
        self.note(key, Takes::Rows);
        if self.noting.is_some() {
            let row = self.stand_in();
            return vec![self.read(row, what, &read)];
        }
        let Some(node) = self.value(key) else { return Vec::new() };
        let Value::List(items) = node.value else {
            let message = format!("`{key}` takes a list, and this is {}", name_of(&node.value));
            self.find(&codes::WRONG_TYPE, node.span, message, "begin each entry on a line of its own with `- `");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            if !matches!(item.value, Value::Map(_)) {
                let message =
                    format!("each entry of `{key}` is made of keys and values, and this is {}", name_of(&item.value));
                self.find(&codes::WRONG_TYPE, item.span, message, "write `- { key: value, key: value }`");
                continue;
            }
            out.push(self.read(item, what, &read));
        }
        out
    }

    /// The fields of a node that was taken as a pair's value.
    pub fn read<T>(&mut self, node: Node, what: &'static str, read: impl FnOnce(&mut Fields) -> T) -> T {
        let mut fields = match self.noting.as_mut().and_then(|shape| shape.inner()) {
            Some(inner) => Fields::noting(inner, self.file, self.findings),
            None => Fields::of(Some(node), what, self.file, self.findings),
        };
        let value = read(&mut fields);
        fields.finish();
        value
    }

    /// The author's own corner: any shape, and not looked at.
    pub fn free(&mut self, key: &'static str) {
        self.note(key, Takes::Free);
        self.take(key);
    }

    /// Whatever was not asked for is a key that this kind does not have.
    pub fn finish(mut self) {
        let left = std::mem::take(&mut self.entries);
        let meant: Vec<Option<&'static str>> = left.iter().map(|entry| self.meant_by(entry)).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        meant.iter().flatten().for_each(|key| *times.entry(*key).or_default() += 1);
        for (entry, meant) in left.into_iter().zip(meant) {
            let message = format!("{} has no key `{}`", self.what, entry.key);
            let own = if self.asked.contains(&"extra") { "; what is your own goes under `extra:`" } else { "" };
            let help = match suggest::nearest(&entry.key, self.asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its keys are: {}{own}", self.asked.join(", ")),
            };
            let place = Place { file: self.file, span: entry.key_span };
            // Two keys that seem to mean the same one are for their author to sort out.
            let meant = meant.filter(|key| times[key] == 1);
            let fix = meant.map(|key| Fix::Write { old: entry.key, new: key.to_owned() });
            self.findings.push(Diagnostic::new(&codes::UNKNOWN_KEY, place, message).help(help).fix(fix));
        }
    }

    /// The key that was meant beyond doubt, if it does not stand there as well.
    fn meant_by(&self, entry: &Entry) -> Option<&'static str> {
        suggest::sure(&entry.key, self.asked.iter().copied()).filter(|key| !self.taken.contains(key))
    }
}

pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
            && !text.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Scalar { .. } => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "keys with values",
    }
}
