//! Checklists: one model of a sheet, from which every form is made, so that the forms cannot disagree.
//! Knows nothing of themes and pages.

mod book;
mod choice;
mod csv;
mod edition;
mod format;
mod lacking;
mod layout;
mod line;
mod markdown;
mod ods;
mod own_fonts;
pub mod pack;
pub mod pdf;
pub mod pool;
pub mod qr;
#[cfg(test)]
mod sample;
mod script;
mod sheet;
mod slice;
mod standing;
mod xlsx;

pub use choice::Choice;
pub use csv::csv;
pub use edition::{edition, edition_of};
pub use format::{FORMATS, Format, Written, format};
pub use lacking::{HELP as LACKING_HELP, lacked, lacking};
pub use layout::{Blank, BlankColumn, Column, Declaration, Layout, NAMES, RATINGS, layouts};
pub use markdown::markdown;
pub use ods::ods;
pub use own_fonts::own_fonts;
pub use pack::Pack;
pub use sheet::{DO_FIRST, Domain, FIRST, Form, Row, Sheet, SheetGroup, Subject, Words, stands};
pub use slice::{Slice, ready, slices};
pub use standing::{Change, Earlier, Since, What, standing};
pub use xlsx::xlsx;

/// More statements than this are no sheet that anybody signs; such a slice is offered by group, and a group in parts.
pub const MOST_ROWS: usize = 500;
