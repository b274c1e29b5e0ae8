//! Shaping: letters to glyphs, with kerning, marks and joined letters. Words are shaped one by one and remembered,
//! because a sheet says the same words again and again.

use super::fonts::{Fonts, is_joiner};
use harfrust::{Direction, Language, Script, ShapeOptions, ShapePlan, Shaper, UnicodeBuffer};
use skrifa::{FontRef, MetadataProvider, charmap::Charmap};
use std::collections::HashMap;
use std::rc::Rc;

/// A glyph in its place. Lengths are multiples of the letters' size; `start..end` are the bytes that it stands for.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub id: u32,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    pub start: u32,
    pub end: u32,
}

/// A word in one font and direction: its glyphs from left to right.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub glyphs: Vec<Glyph>,
    pub width: f32,
}

/// All that is needed to shape with some fonts, for one sheet.
pub struct Shapers<'f> {
    fonts: &'f Fonts,
    shapers: Vec<Shaper<'f>>,
    charmaps: Vec<Charmap<'f>>,
    language: Option<Language>,
    plans: HashMap<(usize, bool, Script), ShapePlan>,
    /// By face and direction.
    words: Vec<HashMap<String, Rc<Word>>>,
    buffer: Option<UnicodeBuffer>,
}

impl<'f> Shapers<'f> {
    pub fn new(fonts: &'f Fonts, language: &str) -> Shapers<'f> {
        let open: Vec<FontRef<'f>> = fonts.faces().iter().map(|face| face.font()).collect();
        let shaper = |(face, font): (&'f super::fonts::Face, &FontRef<'f>)| face.shaping.shaper(font).build();
        Shapers {
            fonts,
            shapers: fonts.faces().iter().zip(&open).map(shaper).collect(),
            charmaps: open.iter().map(|font| font.charmap()).collect(),
            language: language.parse().ok(),
            plans: HashMap::new(),
            words: vec![HashMap::new(); open.len() * 2],
            buffer: Some(UnicodeBuffer::new()),
        }
    }

    /// The face that a letter is taken from; `None` if no font has it. A mark stays with the letter before it.
    pub fn face(&self, c: char, bold: bool, before: Option<usize>) -> Option<usize> {
        let has = |face: &usize| self.charmaps[*face].map(c).is_some_and(|glyph| glyph.to_u32() != 0);
        if let Some(before) = before
            && (is_joiner(c) || (unicode_normalization::char::is_combining_mark(c) && has(&before)))
        {
            return Some(before);
        }
        let chain = self.fonts.chain(bold);
        chain.iter().copied().find(has).or_else(|| is_joiner(c).then(|| chain[0]))
    }

    /// The glyphs of a word in a face that has all its letters.
    pub fn word(&mut self, face: usize, right_to_left: bool, word: &str) -> Rc<Word> {
        let known = face * 2 + usize::from(right_to_left);
        if let Some(word) = self.words[known].get(word) {
            return Rc::clone(word);
        }
        let shaped = Rc::new(self.shape(face, right_to_left, word));
        self.words[known].insert(word.to_owned(), Rc::clone(&shaped));
        shaped
    }

    fn shape(&mut self, face: usize, right_to_left: bool, word: &str) -> Word {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(word);
        buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        buffer.guess_segment_properties();
        let shaper = &self.shapers[face];
        let (direction, script) = (buffer.direction(), buffer.script());
        let language = buffer.language();
        let plan = self
            .plans
            .entry((face, right_to_left, script))
            .or_insert_with(|| ShapePlan::new(shaper, direction, Some(script), language.as_ref(), &[]));
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(plan)));
        let em = self.fonts.faces()[face].em;
        let glyphs: Vec<Glyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| Glyph {
                id: info.glyph_id,
                advance: position.x_advance as f32 / em,
                dx: position.x_offset as f32 / em,
                dy: position.y_offset as f32 / em,
                start: info.cluster,
                end: 0,
            })
            .collect();
        self.buffer = Some(shaped.clear());
        let glyphs = with_ends(glyphs, word.len() as u32);
        Word { width: glyphs.iter().map(|glyph| glyph.advance).sum(), glyphs }
    }
}

/// Each glyph stands for the bytes up to where the next cluster starts, whichever way the glyphs run.
fn with_ends(mut glyphs: Vec<Glyph>, length: u32) -> Vec<Glyph> {
    let mut starts: Vec<u32> = glyphs.iter().map(|glyph| glyph.start).collect();
    starts.sort_unstable();
    starts.dedup();
    for glyph in &mut glyphs {
        let next = starts.partition_point(|start| *start <= glyph.start);
        glyph.end = starts.get(next).copied().unwrap_or(length);
    }
    glyphs
}
