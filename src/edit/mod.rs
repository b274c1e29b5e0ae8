//! Changes to content, as a person would make them in an editor: from a framework and the texts of its files to a list of
//! changes. Pure: the command line shows the changes, tries them in memory, and writes them.

pub mod change;
pub mod front_matter;
pub mod new;
pub mod quote;
pub mod release;
pub mod relocate;
pub mod retire;
pub mod rewrite;

pub use change::{Change, Plan};

pub use crate::look::Wrong;

/// Gives the text of a file as it is on the disk, by its path in the project.
pub type Texts<'a> = &'a dyn Fn(&str) -> Result<String, Wrong>;
