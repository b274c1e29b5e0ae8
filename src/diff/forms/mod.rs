//! The forms in which a difference is given out: one file each.

pub mod html;
pub mod human;
pub mod json;
pub mod markdown;
mod style;

use super::Diff;

pub struct Format {
    /// As it is asked for.
    pub name: &'static str,
    /// What it is for, as a line of help.
    pub about: &'static str,
    pub write: fn(&Diff) -> String,
}

pub static FORMATS: &[Format] = &[
    Format { name: "human", about: "for a terminal", write: human::write },
    Format { name: "markdown", about: "for a comment on a pull request", write: markdown::write },
    Format { name: "json", about: "for programs", write: json::write },
    Format { name: "html", about: "a page to read and send", write: html::write },
];
