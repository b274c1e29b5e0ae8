//! The formats of sheets that are files of their own. One file a format; adding one is a file here and its line in
//! `FORMATS`. HTML is not among them: it is made by templates.

use super::Sheet;

/// A way to write a sheet.
pub struct Format {
    /// What the command line calls it; also how its files end.
    pub id: &'static str,
    /// Whether it can be shown on a terminal.
    pub text: bool,
    pub make: fn(&Sheet) -> Vec<u8>,
}

pub static FORMATS: &[Format] = &[];

pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}
