//! Drawing: pages of marks to the bytes of a PDF. Black on white, letters as letters, everything tagged or furniture.

use super::About;
use super::fonts::Fonts;
use super::mark::{Band, Ink, Mark};
use super::measures::{FRAME, HAIR, MM, Measures, STRONG, baseline, line};
use super::pages::Page;
use super::parts::Frame;
use super::shape::Glyph;
use super::tags::{Drawn, Node, Role, Tree};
use super::text::{BOX_WIDTH, Line, Typesetter, Weight};
use crate::checklist::qr::Qr;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::{Location, Surface};
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId};
use krilla::{Document, SerializeSettings};
use std::ops::Range;

pub fn draw(
    about: &About,
    measures: &Measures,
    pages: Vec<Page>,
    frame: &Frame,
    setter: &mut Typesetter,
    tree: &Tree,
) -> Result<Vec<u8>, String> {
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = accessible.map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut drawn = Drawn::new(tree);
    let mut outline = Outline::new();
    let count = pages.len();
    for (at, bands) in pages.into_iter().enumerate() {
        let number = setter.line(&format!("Page {} of {count}", at + 1), Weight::Regular, measures.small);
        let paper = Paper { measures, fonts: setter.fonts(), right_to_left: setter.right_to_left(), page: at };
        let settings = PageSettings::from_wh(measures.width, measures.height).ok_or("no such paper")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        surface.set_fill(Some(Fill::default()));
        paper.furniture(frame, &number, &mut surface);
        paper.rules(&bands, &mut surface);
        let links = paper.marks(&bands, tree, &mut drawn, &mut surface);
        surface.finish();
        for (node, address, rect) in links {
            let target = Target::Action(Action::Link(LinkAction::new(address.clone())));
            let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), Some(address));
            drawn.push(node, page.add_tagged_annotation(annotation));
        }
        page.finish();
        for (y, band) in &bands {
            if let Some(title) = &band.bookmark {
                outline.push_child(OutlineNode::new(title.clone(), XyzDestination::new(at, Point::from_xy(0.0, *y))));
            }
        }
    }
    document.set_outline(outline);
    document.set_tag_tree(tree.tagged(drawn, about.language));
    document.set_metadata(metadata(about));
    document.finish().map_err(|error| error.to_string())
}

/// Whether a font can be written into a PDF.
pub fn can_embed(font: &Font, letter: char, glyph: u32) -> bool {
    let mut document = Document::new();
    let Some(settings) = PageSettings::from_wh(100.0, 100.0) else { return false };
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let text = letter.to_string();
    let end = text.len() as u32;
    let glyph = Glyph { id: glyph, advance: 1.0, dx: 0.0, dy: 0.0, start: 0, end };
    surface.draw_glyphs(Point::from_xy(10.0, 50.0), &[glyph], font.clone(), &text, 12.0, false);
    surface.finish();
    page.finish();
    document.finish().is_ok()
}

/// The only date is that of the last review: the same sheet gives the same bytes.
fn metadata(about: &About) -> Metadata {
    let direction = if about.right_to_left { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    let metadata = Metadata::new()
        .title(super::text::plain(&about.title))
        .description(super::text::plain(&about.identity))
        .language(about.language.to_owned())
        .creator("Gradus".to_owned())
        .text_direction(direction);
    match about.reviewed {
        Some(date) => metadata.creation_date(
            DateTime::new(date.year().unsigned_abs()).month(date.month().unsigned_abs()).day(date.day().unsigned_abs()),
        ),
        None => metadata,
    }
}

struct Paper<'a> {
    measures: &'a Measures,
    fonts: &'a Fonts,
    right_to_left: bool,
    page: usize,
}

/// An address, and where on the page it is.
type Link = (Node, String, Rect);

impl Paper<'_> {
    /// From the starting edge to the left one.
    fn left(&self, x: f32, width: f32) -> f32 {
        near(if self.right_to_left { self.measures.width - x - width } else { x })
    }

    /// What stands at the top and the foot of every page.
    fn furniture(&self, frame: &Frame, number: &Line, surface: &mut Surface) {
        let (measures, size) = (self.measures, self.measures.small);
        surface.start_tagged(furniture(ArtifactType::Header));
        for (at, text) in frame.lines.iter().enumerate() {
            let y = measures.top + at as f32 * line(size) + baseline(size);
            self.text(text, measures.start, y, surface);
        }
        let y = measures.top + frame.lines.len() as f32 * line(size) + 1.2 * MM;
        self.stroke(&[(measures.start, y, measures.start + measures.measure(), y)], HAIR, surface);
        surface.end_tagged();
        surface.start_tagged(furniture(ArtifactType::Footer));
        let y = measures.height - measures.bottom - line(size) + baseline(size);
        self.text(number, measures.start + measures.measure() - number.width, y, surface);
        surface.end_tagged();
    }

    /// The rules between rows and columns: all of a thickness as one path.
    fn rules(&self, bands: &[(f32, Band)], surface: &mut Surface) {
        let (start, end) = (self.measures.start, self.measures.start + self.measures.measure());
        let mut rules: Vec<(f32, (f32, f32, f32, f32))> = Vec::new();
        let mut columns: Vec<(f32, f32, f32)> = Vec::new();
        for (y, band) in bands {
            let bottom = y + band.height;
            if band.over > 0.0 {
                rules.push((band.over, (start, *y, end, *y)));
            }
            if band.under > 0.0 {
                rules.push((band.under, (start, bottom, end, bottom)));
            }
            for x in band.columns.iter() {
                // A rule goes on from the row above.
                match columns.iter_mut().rev().find(|(other, ..)| other == x) {
                    Some((_, _, last)) if (*last - y).abs() < 0.01 => *last = bottom,
                    _ => columns.push((*x, *y, bottom)),
                }
            }
        }
        rules.extend(columns.into_iter().map(|(x, top, bottom)| (HAIR, (x, top, x, bottom))));
        for weight in [HAIR, FRAME, STRONG] {
            let strokes: Vec<_> = rules.iter().filter(|rule| rule.0 == weight).map(|rule| rule.1).collect();
            if !strokes.is_empty() {
                surface.start_tagged(furniture(ArtifactType::Layout));
                self.stroke(&strokes, weight, surface);
                surface.end_tagged();
            }
        }
    }

    fn stroke(&self, lines: &[(f32, f32, f32, f32)], width: f32, surface: &mut Surface) {
        let mut path = PathBuilder::new();
        for (x, y, to_x, to_y) in lines {
            path.move_to(self.left(*x, 0.0), near(*y));
            path.line_to(self.left(*to_x, 0.0), near(*to_y));
        }
        self.outline(path, width, surface);
    }

    fn outline(&self, path: PathBuilder, width: f32, surface: &mut Surface) {
        let Some(path) = path.finish() else { return };
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { width, ..Stroke::default() }));
        surface.draw_path(&path);
        surface.set_stroke(None);
        surface.set_fill(Some(Fill::default()));
    }

    /// Everything that is read, in the order in which it is read.
    fn marks(&self, bands: &[(f32, Band)], tree: &Tree, drawn: &mut Drawn, surface: &mut Surface) -> Vec<Link> {
        let mut links = Vec::new();
        let marks: Vec<(f32, &Mark)> =
            bands.iter().flat_map(|(y, band)| band.marks.iter().map(move |mark| (y + mark.y, mark))).collect();
        for together in marks.chunk_by(|(_, a), (_, b)| a.node == b.node) {
            let node = together[0].1.node;
            for (y, mark) in together {
                let Some(node) = node else { continue };
                match tree.role(node) {
                    Role::Link(address) => links.extend(self.link(node, address, *y, mark)),
                    Role::Figure(_) => drawn.place(node, self.page, self.square(*y, mark)),
                    _ => {}
                }
            }
            // What is read as something else is tagged by itself.
            for part in together.chunk_by(|(_, a), (_, b)| a.reads().is_none() && b.reads().is_none()) {
                self.tagged(part, node, drawn, surface);
            }
        }
        links
    }

    fn tagged(&self, marks: &[(f32, &Mark)], node: Option<Node>, drawn: &mut Drawn, surface: &mut Surface) {
        let mut open = |reads: Option<&str>, surface: &mut Surface| match node {
            Some(node) => {
                let tag = ContentTag::Span(SpanTag::empty().with_actual_text(reads));
                drawn.push(node, surface.start_tagged(tag));
            }
            None => {
                surface.start_tagged(furniture(ArtifactType::PaginationOther));
            }
        };
        open(marks[0].1.reads(), surface);
        for (y, mark) in marks {
            match &mark.ink {
                Ink::Text(text) | Ink::Named(text, _) => {
                    self.runs(text, mark.x, *y, surface, &mut |character, surface, draw| {
                        // A character that no font has is drawn, and read as what it is.
                        surface.end_tagged();
                        open(Some(character), surface);
                        draw(surface);
                        surface.end_tagged();
                        open(None, surface);
                    });
                }
                Ink::Box => self.frame(mark.x, *y, mark.width, mark.width, FRAME, surface),
                Ink::Rule => self.stroke(&[(mark.x, *y, mark.x + mark.width, *y)], HAIR, surface),
                Ink::Code(code) => self.code(code, mark.x, *y, mark.width, surface),
            }
        }
        surface.end_tagged();
    }

    fn text(&self, text: &Line, x: f32, y: f32, surface: &mut Surface) {
        self.runs(text, x, y, surface, &mut |_, surface, draw| draw(surface));
    }

    /// A line, run by run; what no font has goes through `strange`.
    fn runs(&self, text: &Line, x: f32, y: f32, surface: &mut Surface, strange: Strange) {
        let mut x = self.left(x, text.width) - text.hangs;
        for run in &text.runs {
            match run.face {
                Some(face) => {
                    let font = self.fonts.faces()[face].embedded.clone();
                    surface.draw_glyphs(
                        Point::from_xy(near(x), near(y)),
                        &run.glyphs,
                        font,
                        &text.text,
                        text.size,
                        false,
                    );
                }
                None => {
                    let character = &text.text[run.glyphs[0].start as usize..run.glyphs[0].end as usize];
                    strange(character, surface, &mut |surface| self.strange(x, y, text.size, surface));
                }
            }
            x += run.width;
        }
    }

    /// What stands for a character that no font has.
    fn strange(&self, x: f32, y: f32, size: f32, surface: &mut Surface) {
        let (width, height) = (size * (BOX_WIDTH - 0.12), size * 0.714);
        let mut path = PathBuilder::new();
        path.extend_rect(x + size * 0.06, y - height, width, height);
        self.outline(path, size / 18.0, surface);
    }

    /// A box whose outer side is `width`.
    fn frame(&self, x: f32, y: f32, width: f32, height: f32, line: f32, surface: &mut Surface) {
        let mut path = PathBuilder::new();
        let (x, y) = (self.left(x, width) + line / 2.0, y + line / 2.0);
        path.extend_rect(x, y, width - line, height - line);
        self.outline(path, line, surface);
    }

    /// Squares are drawn in their own measure: a code of many is a fifth as long that way.
    fn code(&self, code: &Qr, x: f32, y: f32, width: f32, surface: &mut Surface) {
        let side = width / code.size as f32;
        let mut path = PathBuilder::new();
        for (column, row, length) in code.bars() {
            path.extend_rect(column as f32, row as f32, length as f32, 1.0);
        }
        if let Some(path) = path.finish() {
            surface.push_transform(&Transform::from_row(side, 0.0, 0.0, side, self.left(x, width), near(y)));
            surface.draw_path(&path);
            surface.pop();
        }
    }

    fn link(&self, node: Node, address: &str, y: f32, mark: &Mark) -> Option<Link> {
        let Ink::Text(text) = &mark.ink else { return None };
        let (left, top) = (self.left(mark.x, mark.width), y - baseline(text.size));
        let rect = Rect::from_xywh(left, top, mark.width.max(1.0), line(text.size))?;
        Some((node, address.to_owned(), rect))
    }

    fn square(&self, y: f32, mark: &Mark) -> Option<Rect> {
        Rect::from_xywh(self.left(mark.x, mark.width), y, mark.width, mark.width)
    }
}

/// To the nearest hundredth of a point, which nobody sees, and which is shorter to write.
fn near(place: f32) -> f32 {
    (place * 100.0).round() / 100.0
}

/// Whoever is told of a character that no font has, and how to draw what stands for it.
type Strange<'a> = &'a mut dyn FnMut(&str, &mut Surface, &mut dyn FnMut(&mut Surface));

impl Mark {
    /// What it is read as, if not as what it shows.
    fn reads(&self) -> Option<&str> {
        match &self.ink {
            Ink::Named(_, name) => Some(name),
            Ink::Box => Some("☐"),
            _ => None,
        }
    }
}

trait Rectangles {
    fn extend_rect(&mut self, x: f32, y: f32, width: f32, height: f32);
}

impl Rectangles for PathBuilder {
    fn extend_rect(&mut self, x: f32, y: f32, width: f32, height: f32) {
        if let Some(rect) = Rect::from_xywh(near(x), near(y), near(width), near(height)) {
            self.push_rect(rect);
        }
    }
}

fn furniture<'a>(kind: ArtifactType) -> ContentTag<'a> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }

    fn text_range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, size: f32) -> f32 {
        self.dx * size
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.dy * size
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}
