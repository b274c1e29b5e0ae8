//! The parts of a sheet round its table: what is on every page, the title, lines to fill in, how to use it, what is
//! planned and signed, and where to see whether the sheet still stands.

use super::mark::{Band, Flow, Ink, Mark};
use super::measures::{HAIR, MM, Measures, baseline, line};
use super::table;
use super::tags::{Node, Role, Tree};
use super::text::{Line, Typesetter, Weight};
use crate::checklist::{Blank, Column, Declaration, RATINGS, Sheet, qr};
use std::rc::Rc;

/// What stands at the top of every page.
pub struct Frame {
    pub lines: Vec<Line>,
    /// With the room below it.
    pub height: f32,
}

/// The identity line, which no page is without.
pub fn frame(identity: &str, measures: &Measures, setter: &mut Typesetter) -> Frame {
    let lines = setter.even_lines(identity, Weight::Regular, measures.small, measures.measure());
    let height = lines.len() as f32 * line(measures.small) + 1.2 * MM + 4.0 * MM;
    Frame { lines, height }
}

/// All that a sheet holds, in reading order.
pub fn flows(sheet: &Sheet, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Vec<Flow> {
    let layout = sheet.form.layout;
    let mut flows = vec![title(&sheet.title(), measures, setter, tree)];
    let lines = writing_lines(layout.lines, 10.5 * MM, measures, setter, tree);
    flows.push(Flow { bands: lines, before: 1.0 * MM, ..Flow::default() });
    flows.push(Flow { before: 5.0 * MM, ..Flow::of(how(sheet, measures, setter, tree)) });
    if layout.columns.contains(&Column::Rating) {
        flows.push(Flow { before: 2.0 * MM, ..Flow::of(ratings(measures, setter, tree)) });
    }
    if !layout.columns.is_empty() {
        flows.push(Flow { before: 5.0 * MM, ..table::table(sheet, measures, setter, tree) });
    }
    setter.about(None);
    flows.extend(layout.plan().map(|plan| blank(&plan, measures, setter, tree)));
    flows.extend(layout.signatories().map(|signatories| blank(&signatories, measures, setter, tree)));
    flows.extend(layout.declaration().map(|declaration| declared(&declaration, measures, setter, tree)));
    flows.extend(sheet.stands.as_ref().map(|address| stands(address, measures, setter, tree)));
    flows
}

/// The title of all of it.
pub fn title(text: &str, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let node = tree.add(Role::Heading(1, text.to_owned()), None);
    let lines = setter.even_lines(text, Weight::Bold, measures.title, measures.measure());
    // Letters of this size stand closer than those of a text.
    let leading = measures.title * 1.2;
    let height = lines.len() as f32 * leading;
    let mark = |(at, text): (usize, Line)| Mark {
        x: measures.start,
        y: baseline(measures.title) - (line(measures.title) - leading) / 2.0 + at as f32 * leading,
        width: text.width,
        node: Some(node),
        ink: Ink::Text(text),
    };
    let marks = lines.into_iter().enumerate().map(mark).collect();
    Flow::of(Band { height, marks, bookmark: Some(text.to_owned()), ..Band::default() })
}

/// Labels, two side by side, each with a line to write on after it. All lines of a column begin and end together.
pub fn writing_lines(
    labels: &[&str],
    height: f32,
    measures: &Measures,
    setter: &mut Typesetter,
    tree: &mut Tree,
) -> Vec<Band> {
    let (gap, after) = (8.0 * MM, 2.5 * MM);
    let height = height.max(line(measures.read) + 3.0 * MM);
    let set: Vec<Line> = labels.iter().map(|label| setter.line(label, Weight::Regular, measures.read)).collect();
    let widest = |column: usize| set.iter().skip(column).step_by(2).map(|line| line.width).fold(0.0, f32::max) + after;
    let rule = (measures.measure() - gap - widest(0) - widest(1)) / 2.0;
    let starts = [measures.start, measures.start + widest(0) + rule + gap];
    let list = tree.add(Role::List, None);
    let mut bands = Vec::new();
    let y = height - 1.8 * MM;
    for pair in set.chunks(2) {
        let mut band = Band::room(height);
        for (column, label) in pair.iter().enumerate() {
            let item = tree.add(Role::Item, Some(list));
            let node = tree.add(Role::Body, Some(item));
            let x = starts[column];
            band.marks.push(Mark { x, y, width: label.width, node: Some(node), ink: Ink::Text(label.clone()) });
            let line = x + widest(column);
            band.marks.push(Mark { x: line, y: y + 1.0, width: rule.max(0.0), node: None, ink: Ink::Rule });
        }
        bands.push(band);
    }
    bands
}

/// A paragraph over the whole width.
pub fn paragraph(text: &str, node: Node, measures: &Measures, setter: &mut Typesetter) -> Band {
    let lines = setter.lines(text, Weight::Regular, measures.read, measures.measure());
    let height = lines.len() as f32 * line(measures.read);
    let marks = Mark::lines(measures.start, baseline(measures.read), lines, Some(node)).collect();
    Band { height, marks, ..Band::default() }
}

fn how(sheet: &Sheet, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Band {
    let node = tree.add(Role::Paragraph, None);
    paragraph(&sheet.how(), node, measures, setter)
}

/// What the ratings mean, side by side.
fn ratings(measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Band {
    let (size, gap) = (measures.read, 7.0 * MM);
    let node = tree.add(Role::Paragraph, None);
    let label = setter.line("Rating: ", Weight::Regular, size);
    let list = tree.add(Role::List, None);
    let mut band = Band::default();
    let (mut x, mut y) = (measures.start + label.width + 3.0 * MM, baseline(size));
    band.marks.push(Mark { x: measures.start, y, width: label.width, node: Some(node), ink: Ink::Text(label) });
    for (at, means) in RATINGS.iter().enumerate() {
        let number = setter.line(&format!("{} ", at + 1), Weight::Bold, size);
        let means = setter.line(means, Weight::Regular, size);
        let (first, second) = (number.width + 2.0 * MM, means.width);
        if x + first + second > measures.start + measures.measure() {
            (x, y) = (measures.start, y + line(size));
        }
        let item = tree.add(Role::Item, Some(list));
        let (label, body) = (tree.add(Role::Label, Some(item)), tree.add(Role::Body, Some(item)));
        band.marks.push(Mark { x, y, width: number.width, node: Some(label), ink: Ink::Text(number) });
        band.marks.push(Mark { x: x + first, y, width: second, node: Some(body), ink: Ink::Text(means) });
        x += first + second + gap;
    }
    band.height = y - baseline(size) + line(size);
    band
}

pub fn heading(text: &str, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Band {
    let node = tree.add(Role::Heading(2, text.to_owned()), None);
    let lines = setter.lines(text, Weight::Bold, measures.heading, measures.measure());
    let height = lines.len() as f32 * line(measures.heading) + 1.5 * MM;
    let marks = Mark::lines(measures.start, baseline(measures.heading), lines, Some(node)).collect();
    Band { height, marks, bookmark: Some(text.to_owned()), with_next: true, ..Band::default() }
}

/// A table of empty rows.
fn blank(blank: &Blank, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let title = heading(blank.title, measures, setter, tree);
    let titles: Vec<&str> = blank.columns.iter().map(|column| column.title).collect();
    let shares: Vec<f32> = blank.columns.iter().map(|column| f32::from(column.share)).collect();
    let columns = table::Columns::shared(&titles, &shares, measures, setter);
    let node = tree.add(Role::Table(blank.title.to_owned()), None);
    let head = table::head(&titles, &columns, node, measures, setter, tree);
    let rows = tree.add(Role::Rows, Some(node));
    let height = if blank.signed { 14.0 * MM } else { 12.0 * MM };
    let band = |_| {
        let row = tree.add(Role::Row, Some(rows));
        for _ in blank.columns {
            tree.add(Role::Cell, Some(row));
        }
        Band { height, under: HAIR, columns: Rc::clone(&columns.between), ..Band::default() }
    };
    let bands = (0..blank.rows).map(band).collect();
    Flow { before: 9.0 * MM, title: Some(title), head: Some(head), bands, whole: true }
}

fn declared(declaration: &Declaration, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let title = heading(declaration.title, measures, setter, tree);
    let node = tree.add(Role::Paragraph, None);
    let mut bands = vec![paragraph(declaration.text, node, measures, setter)];
    bands.extend(writing_lines(declaration.lines, 14.0 * MM, measures, setter, tree));
    Flow { before: 9.0 * MM, title: Some(title), bands, whole: true, ..Flow::default() }
}

/// The address that says whether the sheet still stands, for the eye, for a mouse and for a telephone.
fn stands(address: &str, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let size = measures.small;
    let code = qr::modules(address).map(Rc::new);
    let square = if code.is_some() { 24.0 * MM } else { 0.0 };
    let gap = if code.is_some() { 5.0 * MM } else { 0.0 };
    let x = measures.start + square + gap;
    let width = measures.measure() - square - gap;
    let node = tree.add(Role::Paragraph, None);
    let question = [("Does this sheet still stand? ", Weight::Bold), ("See ", Weight::Regular)];
    let question = setter.paragraph(&question, size, width, setter.right_to_left());
    let link = tree.add(Role::Link(address.to_owned()), Some(node));
    let address_lines = setter.address(address, size, width);
    let text = (question.len() + address_lines.len()) as f32 * line(size);
    let height = text.max(square);
    let y = ((square - text) / 2.0).max(0.0) + baseline(size);
    let below = y + question.len() as f32 * line(size);
    let mut marks: Vec<Mark> = Mark::lines(x, y, question, Some(node)).collect();
    marks.extend(Mark::lines(x, below, address_lines, Some(link)));
    if let Some(code) = code {
        let figure = tree.add(Role::Figure(format!("QR code: {address}")), None);
        let ink = Ink::Code(code);
        marks.push(Mark { x: measures.start, y: 0.0, width: square, node: Some(figure), ink });
    }
    Flow { before: 7.0 * MM, ..Flow::of(Band { height, marks, ..Band::default() }) }
}
