//! The cover of a pack as a PDF: what the pack is, who keeps it, how to use it, and which sheets are in it.

use super::mark::{Band, Flow, Ink, Mark};
use super::measures::{HAIR, MM, Measures, baseline, line};
use super::parts::{self, frame, heading, paragraph, writing_lines};
use super::table::{self, ABOVE, Columns};
use super::tags::{Node, Role, Tree};
use super::text::{Typesetter, Weight};
use super::{About, Fonts, Pdf, made};
use crate::checklist::pack::{Entry, HEADS, LINES, Pack};
use std::rc::Rc;

/// The same pack and fonts give the same bytes.
pub fn cover(pack: &Pack, fonts: &Fonts) -> Result<Pdf, String> {
    let measures = Measures::of(&pack.form);
    let mut setter = Typesetter::new(fonts, &pack.language, pack.right_to_left);
    let mut tree = Tree::default();
    let frame = frame(&pack.identity(), &measures, &mut setter);
    let flows = flows(pack, &measures, &mut setter, &mut tree);
    let about = About {
        title: pack.title(),
        identity: pack.identity(),
        language: &pack.language,
        right_to_left: pack.right_to_left,
        reviewed: pack.reviewed,
    };
    made(&about, &measures, flows, &frame, setter, &tree)
}

/// The cover's own page is as wide as a sheet's, and its list begins on the next one where it does not fit.
pub fn flows(pack: &Pack, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Vec<Flow> {
    let title = Flow { before: 20.0 * MM, ..parts::title(&pack.title(), measures, setter, tree) };
    let node = tree.add(Role::Paragraph, None);
    let about = Flow { before: 6.0 * MM, ..Flow::of(paragraph(&pack.about(), node, measures, setter)) };
    let bands = writing_lines(LINES, 12.0 * MM, measures, setter, tree);
    let lines = Flow { before: 6.0 * MM, bands, ..Flow::default() };
    let how = how(pack, measures, setter, tree);
    vec![Flow::of(Band::room(12.0 * MM)), title, about, lines, how, list(pack, measures, setter, tree)]
}

fn how(pack: &Pack, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let title = heading("How to use this pack", measures, setter, tree);
    let list = tree.add(Role::List, None);
    let (size, indent) = (measures.read, 7.0 * MM);
    let mut bands = Vec::new();
    for (at, text) in pack.how().into_iter().enumerate() {
        let item = tree.add(Role::Item, Some(list));
        let (label, body) = (tree.add(Role::Label, Some(item)), tree.add(Role::Body, Some(item)));
        let number = setter.line(&format!("{}.", at + 1), Weight::Regular, size);
        let lines = setter.lines(text, Weight::Regular, size, measures.measure() - indent);
        let height = lines.len() as f32 * line(size) + 1.5 * MM;
        let (x, y) = (measures.start, baseline(size));
        let mut marks = vec![Mark { x, y, width: number.width, node: Some(label), ink: Ink::Text(number) }];
        marks.extend(Mark::lines(x + indent, y, lines, Some(body)));
        bands.push(Band { height, marks, ..Band::default() });
    }
    Flow { before: 10.0 * MM, title: Some(title), bands, whole: true, ..Flow::default() }
}

/// The sheets, one a row.
fn list(pack: &Pack, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let title = heading("What is in this pack", measures, setter, tree);
    // No edition is broken, nor any head.
    let widest: Vec<&str> = HEADS.iter().map(|head| if *head == "Edition" { "88888888" } else { *head }).collect();
    let columns = Columns::shared(&widest, &[34.0, 42.0, 12.0, 12.0], measures, setter);
    let node = tree.add(Role::Table("What is in this pack".to_owned()), None);
    let head = table::head(HEADS, &columns, node, measures, setter, tree);
    let rows = tree.add(Role::Rows, Some(node));
    let bands = pack.entries.iter().map(|entry| row(entry, &columns, rows, measures, setter, tree)).collect();
    Flow { before: 10.0 * MM, title: Some(title), head: Some(head), bands, ..Flow::default() }
}

fn row(
    entry: &Entry,
    columns: &Columns,
    rows: Node,
    measures: &Measures,
    setter: &mut Typesetter,
    tree: &mut Tree,
) -> Band {
    let size = measures.small;
    let row = tree.add(Role::Row, Some(rows));
    let mut band = Band { under: HAIR, columns: Rc::clone(&columns.between), ..Band::default() };
    let texts = [entry.title.clone(), entry.file.clone(), entry.count.to_string(), entry.edition.clone()];
    for (at, text) in texts.iter().enumerate() {
        let role = if at == 0 { Role::RowHead } else { Role::Cell };
        let cell = tree.add(role, Some(row));
        let lines = setter.lines(text, Weight::Regular, size, columns.room[at]);
        band.height = band.height.max(lines.len() as f32 * line(size) + 2.0 * ABOVE);
        band.marks.extend(Mark::lines(columns.x[at], ABOVE + baseline(size), lines, Some(cell)));
    }
    band
}
