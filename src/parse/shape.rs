//! The shape of a mapping: its keys, what each takes, and which must be there.
//!
//! Nobody writes a shape down. A reader is run once over nothing, and what it asks for is noted: so a shape cannot say
//! anything but what the reader reads. A reader has to ask for all its keys, also when it lacks one that it needs.

use super::fields::Fields;
use crate::base::FileId;

#[derive(Clone, Default, PartialEq, Debug)]
pub struct Shape {
    pub keys: Vec<Key>,
    /// The key whose value is being read by its caller, as of a pair.
    open: Option<usize>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub takes: Takes,
    /// The only values that do, where they are few and fixed; of the keys' values where it takes pairs.
    pub values: Vec<String>,
    /// The keys of what stands inside.
    pub inner: Option<Shape>,
}

/// What a key takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// Text of any number of lines.
    Text,
    Line,
    /// One line, or nothing for "none".
    LineOrNone,
    Number,
    Date,
    Flag,
    Url,
    /// A list of texts; a single text is a list of one.
    List,
    /// Keys of its own: `inner`.
    Child,
    /// A list of mappings, each with the keys of `inner`.
    Rows,
    /// A list of texts or of mappings with the keys of `inner`; one of them alone is a list of one.
    Nodes,
    /// Keys that the author chooses, and for each a text or the keys of `inner`.
    Pairs,
    TextPairs,
    ListPairs,
    /// Anything, and nobody looks.
    Free,
}

impl Shape {
    /// What a reader asks for.
    pub fn of(read: impl FnOnce(Fields)) -> Shape {
        let (mut shape, mut findings) = (Shape::default(), Vec::new());
        read(Fields::noting(&mut shape, FileId::default(), &mut findings));
        shape
    }

    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    fn at(&mut self, name: &'static str) -> usize {
        self.keys.iter().position(|key| key.name == name).unwrap_or_else(|| {
            self.keys.push(Key { name, required: false, takes: Takes::Free, values: Vec::new(), inner: None });
            self.keys.len() - 1
        })
    }

    pub(super) fn require(&mut self, name: &'static str) {
        let at = self.at(name);
        self.keys[at].required = true;
    }

    /// The first to ask says what is taken: a date is read as a line, and is a date.
    pub(super) fn note(&mut self, name: &'static str, takes: Takes) {
        let at = self.at(name);
        if self.keys[at].takes == Takes::Free {
            self.keys[at].takes = takes;
        }
        self.open = Some(at);
    }

    pub(super) fn note_values<'v>(&mut self, name: &'static str, values: impl IntoIterator<Item = &'v str>) {
        let at = self.at(name);
        self.keys[at].values = values.into_iter().map(str::to_owned).collect();
    }

    /// The shape of what stands in the key that was noted last.
    pub(super) fn inner(&mut self) -> Option<&mut Shape> {
        let at = self.open?;
        Some(self.keys[at].inner.get_or_insert_default())
    }
}
