//! A sheet as a PDF: tagged, PDF/UA-1, the same text and order as the page, with letters that need no system's fonts.
//!
//! ```text
//! Sheet ─parts, table→ Flows of bands ─pages→ pages ─draw→ bytes
//! ```
//! What is on a page is known before anything is drawn, because each page says how many there are.

mod cover;
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

pub use cover::cover;
pub use fonts::{Coverage, FontFault, Fonts};

use super::Sheet;
use jiff::civil::Date;
use mark::Flow;
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
    let frame = parts::frame(&sheet.identity(), &measures, &mut setter);
    let flows = parts::flows(sheet, &measures, &mut setter, &mut tree);
    let about = About {
        title: sheet.title(),
        identity: sheet.identity(),
        language: &sheet.language,
        right_to_left: sheet.right_to_left,
        reviewed: sheet.reviewed,
    };
    made(&about, &measures, flows, &frame, setter, &tree)
}

/// What a document says of itself.
struct About<'a> {
    title: String,
    identity: String,
    language: &'a str,
    right_to_left: bool,
    reviewed: Option<Date>,
}

/// Flows on pages, drawn.
fn made(
    about: &About,
    measures: &Measures,
    flows: Vec<Flow>,
    frame: &parts::Frame,
    mut setter: Typesetter,
    tree: &tags::Tree,
) -> Result<Pdf, String> {
    let pages = pages::pages(flows, measures.top + frame.height, measures.foot());
    let count = pages.len();
    let bytes = draw::draw(about, measures, pages, frame, &mut setter, tree)?;
    Ok(Pdf { bytes, pages: count, missing: setter.missing() })
}
