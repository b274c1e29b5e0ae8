//! Fonts: those that the program carries, and those that a framework brings along. None is looked for on the system, so
//! that a sheet is the same everywhere.

use super::draw::can_embed;
use super::text::shown;
use crate::base::Bytes;
use harfrust::ShaperData;
use skrifa::charmap::Charmap;
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
    Own(Bytes),
}

/// Why a font file of a framework's own cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FontFault {
    /// No TrueType or OpenType font.
    NoFont,
    /// Its makers forbid that it is embedded.
    NotEmbeddable,
    /// It cannot be put into a PDF, for some other reason.
    NotWritable,
}

impl FontFault {
    /// Why, as the end of a sentence that begins with the file's name.
    pub fn reason(self) -> &'static str {
        match self {
            FontFault::NoFont => "is no TrueType or OpenType font",
            FontFault::NotEmbeddable => "may not be put into a PDF: its makers forbid it",
            FontFault::NotWritable => "cannot be put into a PDF: something in it is broken",
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
    pub fn new(own: Vec<Bytes>) -> Result<Fonts, (usize, FontFault)> {
        let mut fonts = Fonts { faces: Vec::new(), regular: Vec::new(), bold: Vec::new() };
        for (at, bytes) in own.into_iter().enumerate() {
            let data = FontData::Own(bytes);
            let bold = is_bold(&data).map_err(|fault| (at, fault))?;
            let face = fonts.add(data).ok_or((at, FontFault::NoFont))?;
            if !fonts.faces[face].is_embeddable() {
                return Err((at, FontFault::NotWritable));
            }
            if bold { fonts.bold.push(face) } else { fonts.regular.push(face) }
        }
        let (own_regular, own_bold) = (fonts.regular.clone(), fonts.bold.clone());
        let built = BUILT_IN.map(|bytes| fonts.add(FontData::Built(bytes())).expect("a font that the program carries"));
        fonts.regular.extend([built[0], built[2]]);
        fonts.bold.push(built[1]);
        // A heading is better light than in boxes, and a text better bold: both have letters from all fonts.
        fonts.bold.extend(own_regular);
        fonts.bold.extend([built[3], built[2], built[0]]);
        fonts.regular.extend(own_bold);
        fonts.regular.extend([built[3], built[1]]);
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
            FontData::Own(bytes) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes.clone());
                krilla::text::Font::new(shared.into(), 0)?
            }
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

/// The fonts that the program carries: for texts, and for what those lack. Each pair is regular and bold.
static BUILT_IN: [fn() -> &'static [u8]; 4] =
    [|| notosans::REGULAR_TTF, || notosans::BOLD_TTF, dejavu::sans::regular, dejavu::sans::bold];

/// Which characters there are letters for. Far quicker to have than the fonts themselves.
pub struct Coverage<'f>(Vec<Charmap<'f>>);

impl<'f> Coverage<'f> {
    /// Of a framework's fonts; without any, of those that the program carries.
    pub fn of(fonts: Option<&'f Fonts>) -> Coverage<'f> {
        match fonts {
            Some(fonts) => Coverage(fonts.faces.iter().map(|face| face.font().charmap()).collect()),
            None => {
                let fonts = BUILT_IN.iter().map(|bytes| FontRef::from_index(bytes(), 0));
                Coverage(fonts.filter_map(|font| Some(font.ok()?.charmap())).collect())
            }
        }
    }

    /// Whether a PDF would show an empty box for it.
    pub fn lacks(&self, c: char) -> bool {
        let has = |charmap: &Charmap, c: char| charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0);
        shown(c).is_some_and(|c| !is_joiner(c) && !self.0.iter().any(|charmap| has(charmap, c)))
    }
}

/// Characters that are never seen and only say how others join: whatever font is at hand will do for them.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}')
}

impl Face {
    pub(super) fn font(&self) -> FontRef<'_> {
        self.data.font().expect("it was read before")
    }

    /// Whether its letters can be put into a PDF: seen by doing it with one of them.
    fn is_embeddable(&self) -> bool {
        let font = self.font();
        let letter = font.charmap().mappings().find_map(|(code, glyph)| Some((char::from_u32(code)?, glyph.to_u32())));
        letter.is_some_and(|(letter, glyph)| can_embed(&self.embedded, letter, glyph))
    }
}

impl FontData {
    fn font(&self) -> Option<FontRef<'_>> {
        let bytes = match self {
            FontData::Built(bytes) => *bytes,
            FontData::Own(bytes) => bytes.as_ref(),
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
        let file = Bytes::from_static;
        let files = vec![file(notosans::REGULAR_TTF), file(b"no font")];
        assert_eq!(Fonts::new(files).err(), Some((1, FontFault::NoFont)));
        let short = file(&notosans::REGULAR_TTF[..300]);
        assert_eq!(Fonts::new(vec![short]).err(), Some((0, FontFault::NoFont)));
    }

    #[test]
    fn the_frameworks_own_fonts_come_first_and_bold_ones_are_known() {
        let own = [dejavu::serif::bold(), dejavu::serif::regular()].map(Bytes::from_static);
        let own = Fonts::new(own.to_vec()).expect("fonts");
        assert_eq!(own.chain(true), [0, 3, 1, 5, 4, 2]);
        assert_eq!(own.chain(false), [1, 2, 4, 0, 5, 3]);
    }

    #[test]
    fn what_a_font_lacks_is_what_would_be_a_box() {
        let covered = Coverage::of(None);
        for c in ['a', 'ŵ', 'Ж', 'ع', 'ש', '☐', '\u{200d}', '\u{ad}', '\n', '\u{2066}', '\u{301}'] {
            assert!(!covered.lacks(c), "{c:?}");
        }
        for c in ['寿', 'क', '👍', '\u{e000}', '한'] {
            assert!(covered.lacks(c), "{c:?}");
        }
        let own = Fonts::new(vec![Bytes::from_static(dejavu::serif::regular())]).expect("fonts");
        assert!(Coverage::of(Some(&own)).lacks('寿') && !Coverage::of(Some(&own)).lacks('ع'));
    }

    #[test]
    fn bold_and_regular_texts_lack_the_same_characters() {
        let fonts = Fonts::default();
        let maps = |bold: bool| -> Vec<Charmap> {
            fonts.chain(bold).iter().map(|face| fonts.faces[*face].font().charmap()).collect()
        };
        let (regular, bold) = (maps(false), maps(true));
        let has =
            |maps: &[Charmap], c: char| maps.iter().any(|map| map.map(c).is_some_and(|glyph| glyph.to_u32() != 0));
        assert_eq!(('\u{20}'..='\u{1ffff}').find(|c| has(&regular, *c) != has(&bold, *c)), None);
    }
}
