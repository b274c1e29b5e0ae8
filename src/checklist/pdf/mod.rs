//! A sheet as a PDF: tagged, PDF/UA-1, the same text and order as the page, with letters that need no system's fonts.
//!
//! ```text
//! Sheet ─parts, table→ Flows of bands ─pages→ pages ─draw→ bytes
//! ```
//! What is on a page is known before anything is drawn, because each page says how many there are.

mod draw;
mod fonts;
mod mark;
mod measures;
mod pages;
mod parts;
mod shape;
mod table;
mod tags;
mod text;

#[cfg(test)]
mod tests;

pub use fonts::{FontFault, Fonts};

use super::Sheet;
use measures::Measures;
use text::Typesetter;

/// A sheet as a file, and what could not be shown as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// Each character that no font has, once for each statement, in reading order. An empty box stands in its place;
    /// whoever copies the text, or has it read aloud, still gets the character.
    pub missing: Vec<Missing>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    pub character: char,
    /// The id of the statement that it stands in; none for a title, or a line that is on every page.
    pub statement: Option<String>,
}

/// The same sheet and fonts give the same bytes. An error is what the writer of PDFs says of a font that it cannot
/// embed; no text is an error.
pub fn pdf(sheet: &Sheet, fonts: &Fonts) -> Result<Pdf, String> {
    let measures = Measures::of(&sheet.form);
    let mut setter = Typesetter::new(fonts, &sheet.language, sheet.right_to_left);
    let mut tree = tags::Tree::default();
    let frame = parts::frame(sheet, &measures, &mut setter);
    let flows = parts::flows(sheet, &measures, &mut setter, &mut tree);
    let pages = pages::pages(flows, measures.top + frame.height, measures.foot());
    let count = pages.len();
    let bytes = draw::draw(sheet, &measures, pages, &frame, &mut setter, &tree)?;
    Ok(Pdf { bytes, pages: count, missing: setter.missing() })
}
