//! The kinds of content, one file a kind: its folder, its keys. Adding a kind is a file here, a line in the list, and a
//! variant of `Front`.

pub mod archetype;
pub mod capability;
pub mod common;
pub mod group;
pub mod level;
pub mod mapping;
pub mod page;
pub mod process;
pub mod profile;
pub mod release;
pub mod resource;
pub mod term;

use super::Front;
use super::fields::Fields;
use super::shape::Shape;

/// One kind: where its files live, what messages call it, and how its front matter is read.
#[derive(Debug)]
pub struct Kind {
    /// The folder below `content/`.
    pub folder: &'static str,
    pub name: &'static str,
    /// Whether files may stand in folders below the folder.
    pub nested: bool,
    pub read: fn(&mut Fields) -> Front,
}

impl Kind {
    /// The keys that its front matter has.
    pub fn shape(&self) -> Shape {
        Shape::of(|mut fields| {
            (self.read)(&mut fields);
        })
    }
}

/// All kinds but the home page (`content/_index.md`) and groups (`_index.md` below `content/domains/`).
pub static KINDS: &[&Kind] = &[
    &archetype::KIND,
    &capability::KIND,
    &level::KIND,
    &mapping::KIND,
    &page::KIND,
    &process::KIND,
    &profile::KIND,
    &release::KIND,
    &resource::KIND,
    &term::KIND,
];
