//! The vocabulary every stage shares: places in text, findings, addresses and the output. Imports nothing of ours.

mod address;
pub mod codes;
mod columns;
pub mod csv;
mod date;
mod diagnostic;
mod escape;
mod fix;
mod hidden;
pub mod lines;
mod output;
mod slug;
mod text;
mod unlinked;
mod words;

pub use address::{Address, Links, percent_encode};
pub use codes::Code;
pub use columns::{columns, first_columns, last_columns, shortened};
pub use date::long_date;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use escape::escaped;
pub use fix::Fix;
pub use hidden::{is_hidden, is_unseen, turns_direction, uncommanded, unlogged, visible};
pub use output::{Bytes, Collision, Entry, Files, Key, Made, Output};
pub use slug::{file_fault, is_slug, slug};
pub use text::{FileId, Located, Place, Position, SourcePath, Span};
pub use unlinked::unlinked;
pub use words::{capital, plural, small};

pub mod suggest;
