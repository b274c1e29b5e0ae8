//! The formats of sheets that are files of their own. One file a format; adding one is a file here and its line in
//! `FORMATS`. HTML is not among them: it is made by templates.

use super::csv::csv;
use super::markdown::markdown;
use super::ods::ods;
use super::pdf::{Fonts, Missing, Pdf};
use super::xlsx::xlsx;
use super::{Pack, Sheet, pack, pdf};

/// A way to write a sheet.
pub struct Format {
    /// What the command line calls it; also how its files end.
    pub id: &'static str,
    /// Whether it can be shown on a terminal.
    pub text: bool,
    /// Whether it comes on pages, for ink: then it holds no more than `MOST_ROWS`.
    pub paged: bool,
    /// The same of a pack's cover; none where the list of the pack is enough.
    pub cover: Option<Cover>,
    pub make: fn(&Sheet, &Fonts) -> Result<Written, String>,
}

/// How a pack's cover is written.
pub type Cover = fn(&Pack, &Fonts) -> Result<Written, String>;

/// A sheet, written.
pub struct Written {
    pub bytes: Vec<u8>,
    /// Characters that no font has; a reader sees a box.
    pub missing: Vec<Missing>,
}

pub static FORMATS: &[Format] = &[
    Format {
        id: "pdf",
        text: false,
        paged: true,
        cover: Some(|pack, fonts| pdf::cover(pack, fonts).map(Written::from)),
        make: |sheet, fonts| pdf::pdf(sheet, fonts).map(Written::from),
    },
    Format { id: "xlsx", text: false, paged: false, cover: None, make: |sheet, _| whole(xlsx(sheet)) },
    Format { id: "ods", text: false, paged: false, cover: None, make: |sheet, _| whole(ods(sheet)) },
    Format { id: "csv", text: true, paged: false, cover: None, make: |sheet, _| whole(csv(sheet, true)) },
    Format {
        id: "md",
        text: true,
        paged: false,
        cover: Some(|made, _| whole(pack::markdown(made))),
        make: |sheet, _| whole(markdown(sheet)),
    },
];

pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

impl From<Pdf> for Written {
    fn from(pdf: Pdf) -> Written {
        Written { bytes: pdf.bytes, missing: pdf.missing }
    }
}

fn whole(bytes: impl Into<Vec<u8>>) -> Result<Written, String> {
    Ok(Written { bytes: bytes.into(), missing: Vec::new() })
}
