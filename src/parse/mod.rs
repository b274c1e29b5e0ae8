//! Text to documents: each content file is split into front matter and body, its kind told by its folder, its keys read.
//! Never fails: a mistake is a finding, and a file that cannot be read is a document that says so.

mod document;
pub mod fields;
mod frozen;
pub mod kind;
mod language;
pub mod shape;
pub mod snapshot;
pub mod yaml;

pub use document::{Document, Front, FrozenFile, INDEX, Memory, Parsed, front_matter, parse};
pub use frozen::{Frozen, FrozenId, FrozenStatement};
pub use kind::Kind;
pub use language::Language;
pub use shape::{Key, Shape, Takes};

use crate::base::{Diagnostic, FileId, Place};

impl yaml::Problem {
    /// The problem as a finding of the file it was read from.
    pub fn into_finding(self, file: FileId) -> Diagnostic {
        let place = |span| Place { file, span };
        let finding = Diagnostic::new(self.code, place(self.span), self.message);
        let finding = finding.label(self.label).maybe_help(self.help);
        match self.related {
            Some((span, what)) => finding.related(place(span), what),
            None => finding,
        }
    }
}
