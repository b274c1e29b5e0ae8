//! A card: everything about one thing, as headed parts for people and as one object for programs.

use crate::base::columns;
use serde_json::{Map, Value, json};

/// Of a longer list people are shown the first; programs get all.
const MOST_ITEMS: usize = 200;

/// Names up to so many columns stand in a column of their own.
const MOST_NAME: usize = 44;

#[derive(Clone, Default, PartialEq, Debug)]
pub struct Card {
    /// The line at the top.
    pub title: String,
    /// The lines below it, without a heading.
    pub lines: Vec<String>,
    pub parts: Vec<Part>,
    /// What only programs are told, and first: kind, name, file.
    pub keys: Vec<(&'static str, Value)>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    pub heading: &'static str,
    /// For programs.
    pub key: &'static str,
    pub content: Content,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// Text in paragraphs.
    Text(String),
    /// One after the other: name and what it says.
    Items(Vec<Item>),
}

#[derive(Clone, Default, PartialEq, Debug)]
pub struct Item {
    pub name: String,
    pub text: String,
    /// What programs are told instead, such as a statement's level and words.
    pub keys: Vec<(&'static str, Value)>,
}

impl Card {
    /// A part, if there is anything in it.
    pub fn items(&mut self, heading: &'static str, key: &'static str, items: Vec<Item>) {
        if !items.is_empty() {
            self.parts.push(Part { heading, key, content: Content::Items(items) });
        }
    }

    pub fn text(&mut self, heading: &'static str, key: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.parts.push(Part { heading, key, content: Content::Text(text.trim().to_owned()) });
        }
    }

    /// For reading, lines of at most so many columns. `shown` makes a text safe.
    pub fn plain(&self, width: usize, shown: &dyn Fn(&str) -> String) -> String {
        let mut out = format!("{}\n", shown(&self.title));
        for line in &self.lines {
            out.push_str(&format!("{}\n", shown(line)));
        }
        for part in &self.parts {
            out.push_str(&format!("\n{}\n", part.heading));
            match &part.content {
                Content::Text(text) => {
                    for paragraph in text.lines() {
                        out.push_str(&wrapped(&shown(paragraph), width, "  ", "  "));
                    }
                }
                Content::Items(all) => {
                    let items = &all[..all.len().min(MOST_ITEMS)];
                    let names: Vec<String> = items.iter().map(|item| shown(&item.name)).collect();
                    let most = names.iter().map(|name| columns(name)).max().unwrap_or(0).min(MOST_NAME);
                    for (item, name) in items.iter().zip(names) {
                        let pad = " ".repeat(most.saturating_sub(columns(&name)));
                        let first = format!("  {name}{pad}  ");
                        out.push_str(&wrapped(&shown(&item.text), width, &first, &" ".repeat(most + 4)));
                    }
                    if all.len() > items.len() {
                        out.push_str(&format!("  and {} more; `--format json` has all\n", all.len() - items.len()));
                    }
                }
            }
        }
        out
    }

    pub fn json(&self) -> Value {
        let mut object = Map::new();
        for (key, value) in &self.keys {
            object.insert((*key).to_owned(), value.clone());
        }
        for part in &self.parts {
            let value = match &part.content {
                Content::Text(text) => json!(text),
                Content::Items(items) => items.iter().map(Item::json).collect(),
            };
            object.insert(part.key.to_owned(), value);
        }
        Value::Object(object)
    }
}

impl Item {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Item {
        Item { name: name.into(), text: text.into(), keys: Vec::new() }
    }

    fn json(&self) -> Value {
        if self.keys.is_empty() {
            return json!({ "name": self.name, "text": self.text });
        }
        let keys = self.keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        Value::Object(keys.collect())
    }
}

/// Words on lines of at most so many columns; a word that is longer has a line of its own.
fn wrapped(text: &str, width: usize, first: &str, next: &str) -> String {
    let mut out = String::new();
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && columns(&line) + 1 + columns(word) > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = next.to_owned();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    out + line.trim_end() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_longer_than_the_terminal() {
        assert_eq!(wrapped("one two three", 10, "- ", "  "), "- one two\n  three\n");
        assert_eq!(wrapped("incomprehensible x", 5, "", ""), "incomprehensible\nx\n");
        assert_eq!(wrapped("", 5, "- ", ""), "-\n");
    }

    #[test]
    fn people_are_shown_the_first_of_a_long_list_and_how_many_more_there_are() {
        let mut card = Card::default();
        card.items("Statements", "statements", vec![Item::new("A", "a"); MOST_ITEMS + 2]);
        let plain = card.plain(80, &str::to_owned);
        assert_eq!(plain.lines().filter(|line| *line == "  A  a").count(), MOST_ITEMS);
        assert!(plain.ends_with("  and 2 more; `--format json` has all\n"), "{plain}");
        assert_eq!(card.json()["statements"].as_array().map(Vec::len), Some(MOST_ITEMS + 2));
    }

    #[test]
    fn programs_get_the_keys_first_and_the_parts_after_them() {
        let mut card = Card { keys: vec![("id", json!("A"))], ..Card::default() };
        card.items("Requires", "requires", vec![Item::new("B", "b")]);
        card.items("Related", "related", Vec::new());
        assert_eq!(card.json().to_string(), r#"{"id":"A","requires":[{"name":"B","text":"b"}]}"#);
    }
}
