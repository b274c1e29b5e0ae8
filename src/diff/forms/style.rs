//! How a form writes the pieces of a telling. What we say goes out as it is; whatever the content says is made harmless by
//! the one function that the form gives, and then marked.

use super::super::Word;
use super::super::telling::{Line, Piece};

/// What stands before and after.
pub type Around = (String, String);

pub struct Style {
    pub plain: fn(&str) -> String,
    /// Makes what the content says harmless in this form.
    pub content: fn(&str) -> String,
    pub name: Around,
    pub said: Around,
    pub removed: Around,
    pub added: Around,
}

/// `("<del>", "</del>")` as it is kept.
pub fn around(before: &str, after: &str) -> Around {
    (before.to_owned(), after.to_owned())
}

impl Style {
    pub fn line(&self, line: &Line) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Plain(text) => (self.plain)(text),
            Piece::Name(text) => within(&self.name, &(self.content)(text)),
            Piece::Said(text) => within(&self.said, &(self.content)(text)),
            Piece::Words(words) => within(&self.said, &words.iter().map(|word| self.word(word)).collect::<String>()),
        };
        line.iter().map(piece).collect()
    }

    fn word(&self, word: &Word) -> String {
        let text = (self.content)(word.text());
        match word {
            Word::Same(_) => text,
            Word::Removed(_) => within(&self.removed, &text),
            Word::Added(_) => within(&self.added, &text),
        }
    }
}

fn within((before, after): &Around, text: &str) -> String {
    format!("{before}{text}{after}")
}

/// Text from content on one line: white space becomes single spaces.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
