//! Fonts: those that the program carries, and those that a framework brings along. None is looked for on the system, so
//! that a sheet is the same everywhere.

use harfrust::ShaperData;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use std::sync::Arc;

/// The fonts of all sheets, read once. Letters are looked for in the framework's own fonts first, then in Noto Sans
/// (Latin, Greek, Cyrillic), then in DejaVu Sans (Arabic, Hebrew, Armenian, Georgian, signs).
pub struct Fonts {
    faces: Vec<Face>,
    /// Which faces are asked for a letter, in that order.
    regular: Vec<usize>,
    bold: Vec<usize>,
}

/// One font file.
pub(super) struct Face {
    data: FontData,
    pub(super) embedded: krilla::text::Font,
    pub(super) shaping: ShaperData,
    /// Units to the size of letters.
    pub(super) em: f32,
}

#[derive(Clone)]
enum FontData {
    Built(&'static [u8]),
    Own(Arc<Vec<u8>>),
}

/// Why a font file of a framework's own cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FontFault {
    /// No TrueType or OpenType font.
    NoFont,
    /// Its makers forbid that it is embedded.
    NotEmbeddable,
}

impl FontFault {
    /// Why, as the end of a sentence that begins with the file's name.
    pub fn reason(self) -> &'static str {
        match self {
            FontFault::NoFont => "is no TrueType or OpenType font",
            FontFault::NotEmbeddable => "may not be embedded: its licence says so",
        }
    }
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts::new(Vec::new()).expect("the fonts that the program carries are fonts")
    }
}

impl Fonts {
    /// The framework's own font files, as bytes, and the built-in ones after them. A file counts as bold if its weight
    /// is 600 or more. The error says which file, from zero, is at fault.
    pub fn new(own: Vec<Vec<u8>>) -> Result<Fonts, (usize, FontFault)> {
        let mut fonts = Fonts { faces: Vec::new(), regular: Vec::new(), bold: Vec::new() };
        for (at, bytes) in own.into_iter().enumerate() {
            let data = FontData::Own(Arc::new(bytes));
            let bold = is_bold(&data).map_err(|fault| (at, fault))?;
            let face = fonts.add(data).ok_or((at, FontFault::NoFont))?;
            if bold { fonts.bold.push(face) } else { fonts.regular.push(face) }
        }
        let own_regular = fonts.regular.clone();
        let built = [notosans::REGULAR_TTF, notosans::BOLD_TTF, dejavu::sans::regular(), dejavu::sans::bold()];
        let built = built.map(|bytes| fonts.add(FontData::Built(bytes)).expect("a font that the program carries"));
        fonts.regular.extend([built[0], built[2]]);
        fonts.bold.push(built[1]);
        // A heading in the framework's own script is better light than in boxes.
        fonts.bold.extend(own_regular);
        fonts.bold.push(built[3]);
        Ok(fonts)
    }

    fn add(&mut self, data: FontData) -> Option<usize> {
        let font = data.font()?;
        // What shaping and embedding stand on. Without letters it is no font for text.
        let em = f32::from(font.head().ok()?.units_per_em());
        (font.hhea().is_ok() && font.hmtx().is_ok() && font.maxp().is_ok()).then_some(())?;
        (font.charmap().mappings().next().is_some() && em > 0.0).then_some(())?;
        font.outline_glyphs().format()?;
        let shaping = ShaperData::new(&font);
        let embedded = match &data {
            FontData::Built(bytes) => krilla::text::Font::new((*bytes).into(), 0)?,
            FontData::Own(bytes) => krilla::text::Font::new(Arc::clone(bytes).into(), 0)?,
        };
        self.faces.push(Face { data, embedded, shaping, em });
        Some(self.faces.len() - 1)
    }

    pub(super) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The faces that are asked for a letter, by index.
    pub(super) fn chain(&self, bold: bool) -> &[usize] {
        if bold { &self.bold } else { &self.regular }
    }
}

impl Face {
    pub(super) fn font(&self) -> FontRef<'_> {
        self.data.font().expect("it was read before")
    }
}

impl FontData {
    fn font(&self) -> Option<FontRef<'_>> {
        let bytes = match self {
            FontData::Built(bytes) => *bytes,
            FontData::Own(bytes) => bytes.as_slice(),
        };
        FontRef::from_index(bytes, 0).ok()
    }
}

fn is_bold(data: &FontData) -> Result<bool, FontFault> {
    let font = data.font().ok_or(FontFault::NoFont)?;
    // Bit 1 alone means "restricted": https://learn.microsoft.com/typography/opentype/spec/os2#fstype
    if font.os2().is_ok_and(|os2| os2.fs_type() & 0xf == 2) {
        return Err(FontFault::NotEmbeddable);
    }
    Ok(font.attributes().weight.value() >= 600.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Fonts::default());
    }

    #[test]
    fn a_file_that_is_no_font_is_named() {
        let files = vec![notosans::REGULAR_TTF.to_vec(), b"no font".to_vec()];
        assert_eq!(Fonts::new(files).err(), Some((1, FontFault::NoFont)));
        let mut short = notosans::REGULAR_TTF.to_vec();
        short.truncate(300);
        assert_eq!(Fonts::new(vec![short]).err(), Some((0, FontFault::NoFont)));
    }

    #[test]
    fn the_frameworks_own_fonts_come_first_and_bold_ones_are_known() {
        let own = Fonts::new(vec![dejavu::serif::bold().to_vec(), dejavu::serif::regular().to_vec()]).expect("fonts");
        assert_eq!(own.chain(true), [0, 3, 1, 5]);
        assert_eq!(own.chain(false), [1, 2, 4]);
    }
}
