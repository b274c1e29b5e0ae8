//! What is not read, whatever was meant by it: too much, too deep, more than one document, invisible characters.

use super::line::Line;
use super::mistake::{Mistake, Paint};
use super::{MOST_BYTES, MOST_DEPTH, Problem};
use crate::base::codes;

pub(super) fn directive(line: Line) -> Mistake {
    Mistake::new(line.whole(), "a line cannot begin with `%`", "this line")
        .help("delete the line; if it goes on with the text above, put that text in quotes")
}

pub(super) fn second_document(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    Mistake::new(line.whole(), "a second document begins here, where only one is read", "the second begins here")
        .help("take out this line, or the rest of the file; a text of dashes alone needs quotes")
}

pub(super) fn too_big(text: &str) -> Problem {
    let kilobytes = text.len() / 1024;
    let line = Line::at(text, 0);
    let end = text.floor_char_boundary(line.end().min(80));
    let message =
        format!("this part of the file has {kilobytes} KB, more than the {} KB that can be read", MOST_BYTES / 1024);
    Problem {
        code: &codes::TOO_BIG,
        ..*Mistake::new(0..end, message, "it begins here")
            .help("move long texts out of it, into files of their own")
            .problem
    }
}

pub(super) fn too_deep(text: &str, at: usize) -> Mistake {
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let message = format!("lists or keys lie within each other more than {MOST_DEPTH} deep here");
    Mistake::new(at..end, message, "too deep").help("close the lists above, or leave some out")
}

pub(super) fn unprintable(text: &str, at: usize, character: char) -> Mistake {
    let at = text[at..].find(character).map_or(at, |found| at + found);
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    Mistake::new(at..end, format!("an invisible character (U+{:04X}) stands here", character as u32), "here")
        .help("delete it; it may have come with a text pasted from elsewhere")
        .paint(Paint::Blank(at..end))
}
