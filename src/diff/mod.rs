//! Two versions of a framework, compared by what they mean. A difference of files hides whether a statement asks for
//! something else; this tells it: which capability, what about it, whether an assessment made before still stands, and
//! where it shows.
//!
//! ```text
//! Snapshot ─┐
//!           ├ pairing ─→ who is who ─→ compare ─→ Diff ─→ forms
//! Snapshot ─┘
//! ```
//!
//! It follows ids and not files, groups or order. Where ids cannot be followed, it pairs by text, and says so.

mod alike;
mod capability;
mod change;
pub mod class;
mod compare;
mod fate;
pub mod forms;
mod frame;
mod groups;
mod judge;
mod marks;
mod names;
mod next;
mod of;
mod order;
mod pairing;
mod shows;
mod statements;
mod telling;
mod words;

#[cfg(test)]
mod tests;

pub use crate::parse::snapshot::{Archetype, Capability, Group, Level, Mapping, Process, Retired, Snapshot, Statement};
pub use change::{Affects, Change, Diff, Edition, Kind, LevelName, Name, Shown, Subject};
pub use class::{CLASSES, Class};
pub use compare::compare;
pub use forms::{FORMATS, Format};
pub use next::{Next, Size};
pub use telling::{Item, Line, Piece, Section, Telling, item, telling};
pub use words::{Amount, Word};
