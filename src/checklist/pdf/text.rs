//! Setting text: words to lines of a width, in the order in which they are read, also where two directions of writing
//! meet.

use super::Missing;
use super::fonts::Fonts;
use super::shape::{Glyph, Shapers};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How a stretch of text looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    Regular,
    Bold,
}

/// A line of text, set.
#[derive(Clone, Debug)]
pub struct Line {
    /// The text of all of its paragraph: glyphs say which bytes of it they stand for.
    pub text: Arc<str>,
    pub size: f32,
    /// From left to right.
    pub runs: Vec<Run>,
    /// Without the space at its end.
    pub width: f32,
    /// How far the space at its end hangs out at the left, where writing runs to the left.
    pub hangs: f32,
}

/// Glyphs of one font, from left to right.
#[derive(Clone, Debug)]
pub struct Run {
    /// None for a character that no font has.
    pub face: Option<usize>,
    pub glyphs: Vec<Glyph>,
    /// In points.
    pub width: f32,
}

/// A character that no font has takes this much room, as a share of the size.
pub const BOX_WIDTH: f32 = 0.6;

pub struct Typesetter<'f> {
    fonts: &'f Fonts,
    shapers: Shapers<'f>,
    right_to_left: bool,
    /// The statement that is being set.
    statement: Option<String>,
    missing: Vec<Missing>,
    /// What is missing so far: in this statement, and outside statements.
    known: [HashSet<char>; 2],
}

/// A piece of a word: one font, one level of direction.
#[derive(Clone)]
struct Piece {
    face: Option<usize>,
    level: Level,
    glyphs: Vec<Glyph>,
    width: f32,
    space: bool,
}

impl<'f> Typesetter<'f> {
    pub fn new(fonts: &'f Fonts, language: &str, right_to_left: bool) -> Typesetter<'f> {
        let shapers = Shapers::new(fonts, language);
        let known = Default::default();
        Typesetter { fonts, shapers, right_to_left, statement: None, missing: Vec::new(), known }
    }

    pub fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    pub fn right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// From here on, characters that no font has are missing in this statement.
    pub fn about(&mut self, statement: Option<&str>) {
        self.statement = statement.map(str::to_owned);
        self.known[0].clear();
    }

    fn misses(&mut self, character: char) {
        if self.known[usize::from(self.statement.is_none())].insert(character) {
            self.missing.push(Missing { character, statement: self.statement.clone() });
        }
    }

    pub fn missing(self) -> Vec<Missing> {
        self.missing
    }

    /// One stretch of text in lines of at most a width.
    pub fn lines(&mut self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Line> {
        self.paragraph(&[(text, weight)], size, width, self.right_to_left)
    }

    /// The same in as many lines, but as even as they can be: no line holds a single word if it need not.
    pub fn even_lines(&mut self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Line> {
        let mut lines = self.lines(text, weight, size, width);
        let (mut fits, mut narrow) = (width, width / 2.0);
        while lines.len() > 1 && fits - narrow > size / 2.0 {
            let tried = self.lines(text, weight, size, (fits + narrow) / 2.0);
            if tried.len() > lines.len() {
                narrow = (fits + narrow) / 2.0;
            } else {
                fits = (fits + narrow) / 2.0;
                lines = tried;
            }
        }
        lines
    }

    /// How wide the widest word is.
    pub fn widest_word(&mut self, text: &str, weight: Weight, size: f32) -> f32 {
        text.split_whitespace().map(|word| self.line(word, weight, size).width).fold(0.0, f32::max)
    }

    /// Text on one line, however long.
    pub fn line(&mut self, text: &str, weight: Weight, size: f32) -> Line {
        self.lines(text, weight, size, f32::INFINITY).pop().unwrap_or_else(|| Line::empty(size))
    }

    /// An address in lines: it is read from left to right in every language.
    pub fn address(&mut self, address: &str, size: f32, width: f32) -> Vec<Line> {
        self.paragraph(&[(address, Weight::Regular)], size, width, false)
    }

    /// Stretches of text, one after the other, in lines of at most a width. A word that is wider is broken where it
    /// must be. No lines for no text.
    pub fn paragraph(&mut self, spans: &[(&str, Weight)], size: f32, width: f32, right_to_left: bool) -> Vec<Line> {
        let mut text = String::new();
        let mut bold: Vec<Range<usize>> = Vec::new();
        for (span, weight) in spans {
            let start = text.len();
            text.extend(span.chars().filter_map(shown));
            if *weight == Weight::Bold {
                bold.push(start..text.len());
            }
        }
        let text: Arc<str> = text.into();
        let base = if right_to_left { Level::rtl() } else { Level::ltr() };
        let levels = levels(&text, base);
        let level = |at: usize| levels.as_ref().map_or(base, |levels| levels[at]);
        let mut lines = Lines { text: &text, base, size, width: width / size, done: Vec::new(), line: Vec::new() };
        let mut start = 0;
        for (end, kind) in linebreaks(&text) {
            let word = text[start..end].trim_end_matches(' ').len() + start;
            let pieces = self.pieces(&text, start..word, &bold, &level, false);
            let space = self.pieces(&text, word..end, &bold, &level, true);
            lines.add(pieces, space);
            if kind == BreakOpportunity::Mandatory && end < text.len() {
                lines.end();
            }
            start = end;
        }
        lines.end();
        lines.done
    }

    fn pieces(
        &mut self,
        text: &str,
        range: Range<usize>,
        bold: &[Range<usize>],
        level: &dyn Fn(usize) -> Level,
        space: bool,
    ) -> Vec<Piece> {
        let mut kinds: Vec<(usize, Level, Option<usize>)> = Vec::new();
        let mut before = None;
        for (at, c) in text[range.clone()].char_indices() {
            let at = at + range.start;
            let face = self.shapers.face(c, bold.iter().any(|bold| bold.contains(&at)), before);
            if face.is_none() {
                self.misses(c);
            }
            before = face;
            let level = level(at);
            // Each character that is missing stands by itself.
            if kinds.last().is_none_or(|last| last.1 != level || last.2 != face || face.is_none()) {
                kinds.push((at, level, face));
            }
        }
        let mut pieces = Vec::with_capacity(kinds.len());
        for (index, (start, level, face)) in kinds.iter().copied().enumerate() {
            let end = kinds.get(index + 1).map_or(range.end, |next| next.0);
            let (mut glyphs, width) = match face {
                Some(face) => {
                    let word = self.shapers.word(face, level.is_rtl(), &text[start..end]);
                    (word.glyphs.clone(), word.width)
                }
                None => {
                    let glyph =
                        Glyph { id: 0, advance: BOX_WIDTH, dx: 0.0, dy: 0.0, start: 0, end: (end - start) as u32 };
                    (vec![glyph], BOX_WIDTH)
                }
            };
            for glyph in &mut glyphs {
                glyph.start += start as u32;
                glyph.end += start as u32;
            }
            pieces.push(Piece { face, level, glyphs, width, space });
        }
        pieces
    }
}

/// Lines as they fill. Widths are multiples of the size.
struct Lines<'a> {
    text: &'a Arc<str>,
    base: Level,
    size: f32,
    width: f32,
    done: Vec<Line>,
    line: Vec<Piece>,
}

impl Lines<'_> {
    fn add(&mut self, word: Vec<Piece>, space: Vec<Piece>) {
        let wide: f32 = word.iter().map(|piece| piece.width).sum();
        let filled: f32 = self.line.iter().map(|piece| piece.width).sum();
        // A hundredth more: a text that was measured fits the width that was measured.
        if filled + wide > self.width + 0.01 && !self.line.is_empty() {
            self.end();
        }
        if wide > self.width + 0.01 {
            self.broken(word);
        } else {
            self.line.extend(word);
        }
        self.line.extend(space);
    }

    /// A word that is wider than a line, broken between letters.
    fn broken(&mut self, word: Vec<Piece>) {
        let mut filled = 0.0;
        for piece in word {
            let mut glyphs = piece.glyphs.clone();
            if piece.level.is_rtl() {
                glyphs.reverse();
            }
            let mut held: Vec<Glyph> = Vec::new();
            for cluster in glyphs.chunk_by(|a, b| a.start == b.start) {
                let wide: f32 = cluster.iter().map(|glyph| glyph.advance).sum();
                if filled + wide > self.width && filled > 0.0 {
                    self.hold(&piece, std::mem::take(&mut held));
                    self.end();
                    filled = 0.0;
                }
                filled += wide;
                held.extend_from_slice(cluster);
            }
            self.hold(&piece, held);
        }
    }

    fn hold(&mut self, piece: &Piece, mut glyphs: Vec<Glyph>) {
        if piece.level.is_rtl() {
            glyphs.reverse();
        }
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        if !glyphs.is_empty() {
            self.line.push(Piece { glyphs, width, ..piece.clone() });
        }
    }

    fn end(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return;
        }
        let text = line.iter().rposition(|piece| !piece.space).map_or(0, |last| last + 1);
        let mut hangs = 0.0;
        for piece in &mut line[text..] {
            piece.level = self.base;
            hangs += piece.width * self.size;
        }
        let width: f32 = line[..text].iter().map(|piece| piece.width).sum::<f32>() * self.size;
        let levels: Vec<Level> = line.iter().map(|piece| piece.level).collect();
        let mut runs: Vec<Run> = Vec::new();
        for at in ParagraphBidiInfo::reorder_visual(&levels) {
            let piece = &line[at];
            let wide = piece.width * self.size;
            match runs.last_mut() {
                Some(run) if run.face == piece.face && run.face.is_some() => {
                    run.glyphs.extend_from_slice(&piece.glyphs);
                    run.width += wide;
                }
                _ => runs.push(Run { face: piece.face, glyphs: piece.glyphs.clone(), width: wide }),
            }
        }
        let hangs = if self.base.is_rtl() { hangs } else { 0.0 };
        self.done.push(Line { text: Arc::clone(self.text), size: self.size, runs, width, hangs });
    }
}

impl Line {
    fn empty(size: f32) -> Line {
        Line { text: "".into(), size, runs: Vec::new(), width: 0.0, hangs: 0.0 }
    }
}

/// The level of direction of each byte, where any is written from right to left.
fn levels(text: &str, base: Level) -> Option<Vec<Level>> {
    if text.is_ascii() && base.is_ltr() {
        return None;
    }
    let bidi = ParagraphBidiInfo::new(text, Some(base));
    (bidi.has_rtl() || base.is_rtl()).then_some(bidi.levels)
}

/// A text without what is not set.
pub fn plain(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// A character as it is set: what ends a line or only steers a terminal becomes a space, and what no reader of PDFs may
/// get is left out, as are hyphens that only allow a break: nobody would see where they broke a word.
pub(super) fn shown(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}' => None,
        c if (c as u32 & 0xfffe) == 0xfffe => None,
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => Some(' '),
        c => Some(c),
    }
}
