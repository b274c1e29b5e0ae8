//! A statement as the rules read it: its words, where they stand, and how it begins.

use super::Context;
use super::english::stem::{self, Stem};
use crate::base::{Place, Span};
use crate::model::Statement;

pub struct Wording<'a> {
    pub statement: &'a Statement,
    /// On one line, without markup.
    pub plain: &'a str,
    /// The whole statement in its file.
    pub place: Place,
    /// How it begins; `None` where it begins with no verb, or the language is not English.
    pub stem: Option<Stem<'a>>,
    /// Where its process is declared, if it is.
    pub process: Option<Place>,
}

impl<'a> Wording<'a> {
    /// Of all current statements, in reading order.
    pub fn all(context: &Context<'a>) -> Vec<Wording<'a>> {
        let is_english = context.is_english();
        let framework = context.framework;
        let wording = |statement: &'a Statement| {
            let about = &framework[statement.capability].about;
            let plain = statement.text.own().phrase.plain.as_str();
            let front = context.capability(about);
            let number = framework[statement.level].number.to_string();
            let mut rows = front.iter().flat_map(|front| front.statements.iter().flatten());
            let row = rows.find(|row| row.level.value == number);
            let lead = context.document(about.place.file).and_then(|document| document.body.lead.as_ref());
            let place = match (row, lead) {
                (Some(row), _) => row.text.as_ref().map_or(row.level.place, |text| text.place),
                (None, Some(lead)) => Place { span: lead.span, ..about.place },
                (None, None) => about.place,
            };
            let own = row.and_then(|row| row.process.as_ref());
            let process = own.or(front.and_then(|front| front.process.as_ref())).map(|process| process.place);
            let stem = if is_english { stem::of(plain) } else { None };
            Wording { statement, plain, place, stem, process }
        };
        framework.statements().map(|(_, statement)| wording(statement)).collect()
    }

    /// Where a word of the statement stands in the file; the whole statement where markup hides it.
    pub fn place_of(&self, word: &str, context: &Context) -> Place {
        let written = context.at(self.place);
        let is_whole = |at: &usize| {
            let before = written[..*at].chars().next_back();
            let after = written[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        };
        let found = written.match_indices(word).map(|(at, _)| at).find(is_whole);
        found.map_or(self.place, |at| {
            let start = self.place.span.start as usize + at;
            Place { span: Span::new(start, start + word.len()), ..self.place }
        })
    }

    /// The leading verb in the file.
    pub fn verb_place(&self, context: &Context) -> Place {
        self.stem.as_ref().map_or(self.place, |stem| self.place_of(stem.verb, context))
    }
}
