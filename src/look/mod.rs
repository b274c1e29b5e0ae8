//! Looking at a framework from the command line: what there is, one thing with all that hangs on it, how far it covers what
//! it should. Pure: from a framework to tables and cards, which the command line prints.

pub mod card;
pub mod coverage;
pub mod find;
pub mod list;
pub mod reading;
pub mod referrers;
pub mod review;
pub mod show;
pub mod stats;
pub mod table;
pub mod thing;

pub use card::Card;
pub use table::Table;
pub use thing::Thing;

/// What is wrong with what was typed, and what to do about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    pub message: String,
    pub help: Option<String>,
}

impl Wrong {
    pub fn new(message: impl Into<String>) -> Wrong {
        Wrong { message: message.into(), help: None }
    }

    pub fn help(self, help: impl Into<String>) -> Wrong {
        Wrong { help: Some(help.into()), ..self }
    }

    /// With the nearest of the names that would have been right, or all of them where they are few.
    pub fn near<'a>(self, typed: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> Wrong {
        Wrong { help: crate::base::suggest::help(typed, names).or(self.help), ..self }
    }
}
