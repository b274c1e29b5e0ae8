//! Texts, which may stand in several languages.

use crate::markdown::{Phrase, Prose};
use crate::parse::Language;
use std::sync::Arc;

/// A value in the framework's own language, and in others where somebody translated it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Localised<T> {
    own: T,
    others: Vec<(Language, T)>,
}

impl<T> Localised<T> {
    pub fn new(own: T) -> Localised<T> {
        Localised { own, others: Vec::new() }
    }

    /// In the framework's own language.
    pub fn own(&self) -> &T {
        &self.own
    }

    /// The same in every language, but for the framework's own; `None` if there are others, which may not fit it.
    pub(super) fn retold(&self, own: T) -> Option<Localised<T>> {
        self.others.is_empty().then(|| Localised::new(own))
    }

    pub(super) fn translate(&mut self, language: Language, text: T) {
        self.others.push((language, text));
    }
}

/// A statement's words: as written, and as one line.
#[derive(Clone, Debug)]
pub struct StatementText {
    pub prose: Prose,
    pub phrase: Arc<Phrase>,
}
