//! What stands on a page, before it is drawn: marks in bands, bands in flows. Everything is placed from the side where
//! reading starts; drawing turns it round where that is the right one.

use super::measures::{below_middle, line};
use super::tags::Node;
use super::text::Line;
use crate::checklist::qr::Qr;
use std::rc::Rc;

/// Something to draw, placed in its band.
#[derive(Clone, Debug)]
pub struct Mark {
    /// From the starting edge of the paper.
    pub x: f32,
    /// From the top of the band: where the letters of a line stand, and the top of anything else.
    pub y: f32,
    pub width: f32,
    /// What it is for those who do not see it. None for what is only there for the eye.
    pub node: Option<Node>,
    pub ink: Ink,
}

#[derive(Clone, Debug)]
pub enum Ink {
    Text(Line),
    /// Text that is read as something else.
    Named(Line, String),
    /// An empty square to tick, as high as it is wide.
    Box,
    /// A line to write on.
    Rule,
    Code(Rc<Qr>),
}

/// A strip of a page that is moved as a whole: a line of a form, a row of a table.
#[derive(Clone, Debug, Default)]
pub struct Band {
    pub height: f32,
    pub marks: Vec<Mark>,
    /// It never stands last on a page.
    pub with_next: bool,
    /// How thick the rules at its top and bottom are; 0 for none.
    pub over: f32,
    pub under: f32,
    /// Where its columns are parted.
    pub columns: Rc<[f32]>,
    /// Its title among the bookmarks.
    pub bookmark: Option<String>,
}

/// Bands that belong together, such as a table.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Room before it, unless it begins a page.
    pub before: f32,
    /// Never parted from what follows.
    pub title: Option<Band>,
    /// Stands again at the top of each page that the bands go on to.
    pub head: Option<Band>,
    pub bands: Vec<Band>,
    /// Whether it begins on a new page rather than be parted, if it fits one.
    pub whole: bool,
}

impl Mark {
    /// Lines one below the other, the first of which stands at `y`.
    pub fn lines(x: f32, y: f32, lines: Vec<Line>, node: Option<Node>) -> impl Iterator<Item = Mark> {
        lines.into_iter().enumerate().map(move |(at, text)| Mark {
            x,
            y: y + at as f32 * line(text.size),
            width: text.width,
            node,
            ink: Ink::Text(text),
        })
    }

    /// How far down it reaches.
    fn bottom(&self) -> f32 {
        match &self.ink {
            Ink::Text(text) | Ink::Named(text, _) => self.y + line(text.size) / 2.0 - below_middle(text.size),
            Ink::Box | Ink::Code(_) => self.y + self.width,
            Ink::Rule => self.y,
        }
    }

    /// How far up it reaches.
    fn top(&self) -> f32 {
        match &self.ink {
            Ink::Text(text) | Ink::Named(text, _) => self.y - line(text.size) / 2.0 - below_middle(text.size),
            _ => self.y,
        }
    }
}

impl Band {
    pub fn room(height: f32) -> Band {
        Band { height, ..Band::default() }
    }

    /// The same for the eye only.
    pub fn as_furniture(&self) -> Band {
        let mut band = self.clone();
        band.marks.iter_mut().for_each(|mark| mark.node = None);
        band.bookmark = None;
        band
    }

    /// A band that is higher than a page, in two: what fits a height, and what does not. None if nothing fits.
    pub fn parted(&self, height: f32) -> Option<(Band, Band)> {
        let fits = |mark: &&Mark| mark.bottom() <= height;
        let cut = self.marks.iter().filter(|mark| !fits(mark)).map(Mark::top).reduce(f32::min)?;
        let (mut first, mut rest) = (self.clone(), self.clone());
        first.marks.retain(|mark| mark.bottom() <= cut + 0.01);
        rest.marks.retain(|mark| mark.bottom() > cut + 0.01);
        if first.marks.is_empty() {
            return None;
        }
        let room = self.marks.iter().map(Mark::top).reduce(f32::min).unwrap_or_default().max(0.0);
        first.height = height;
        first.under = 0.0;
        rest.over = 0.0;
        rest.bookmark = None;
        rest.marks.iter_mut().for_each(|mark| mark.y -= cut - room);
        rest.height = self.height - cut + room;
        Some((first, rest))
    }
}

impl Flow {
    pub fn of(band: Band) -> Flow {
        Flow { bands: vec![band], ..Flow::default() }
    }

    pub fn height(&self) -> f32 {
        let height = |band: &Option<Band>| band.as_ref().map_or(0.0, |band| band.height);
        height(&self.title) + height(&self.head) + self.bands.iter().map(|band| band.height).sum::<f32>()
    }
}
