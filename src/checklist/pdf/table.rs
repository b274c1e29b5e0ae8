//! The table of statements: its columns, its head, a row for each group and each statement.

use super::mark::{Band, Flow, Ink, Mark};
use super::measures::{FRAME, HAIR, MM, Measures, STRONG, baseline, below_middle, line};
use super::tags::{Node, Role, Tree};
use super::text::{Line, Typesetter, Weight};
use crate::checklist::{Column, NAMES, Row, Sheet, SheetGroup};
use std::rc::Rc;

/// Room in a cell: above and below, and beside the rule to its neighbour. Outer edges have no rule, and no such room.
pub const ABOVE: f32 = 1.6 * MM;
const BESIDE: f32 = 2.0 * MM;

/// A box to tick.
const TICK: f32 = 6.0 * MM;

/// Where columns start, and how much room for text each has.
pub struct Columns {
    pub x: Vec<f32>,
    pub room: Vec<f32>,
    /// Where they are parted.
    pub between: Rc<[f32]>,
}

impl Columns {
    /// Columns side by side, from the starting margin on.
    pub fn new(measures: &Measures, widths: impl Iterator<Item = f32>) -> Columns {
        let widths: Vec<f32> = widths.collect();
        let mut columns = Columns { x: Vec::new(), room: Vec::new(), between: Rc::default() };
        let (mut edge, mut between) = (measures.start, Vec::new());
        for (at, width) in widths.iter().enumerate() {
            let (before, after) =
                (if at == 0 { 0.0 } else { BESIDE }, if at + 1 == widths.len() { 0.0 } else { BESIDE });
            columns.x.push(edge + before);
            columns.room.push((width - before - after).max(1.0));
            edge += width;
            between.push(edge);
        }
        between.pop();
        columns.between = between.into();
        columns
    }

    /// Columns that share the whole width, but none so narrow that a word of its title is broken.
    pub fn shared(titles: &[&str], shares: &[f32], measures: &Measures, setter: &mut Typesetter) -> Columns {
        let least: Vec<f32> = titles
            .iter()
            .map(|title| setter.widest_word(title, Weight::Bold, measures.small) + 2.0 * BESIDE + 0.5)
            .collect();
        let mut widths: Vec<f32> = shares.iter().map(|_| 0.0).collect();
        let mut open: Vec<usize> = (0..shares.len()).collect();
        loop {
            let taken: f32 = widths.iter().sum();
            let parts: f32 = open.iter().map(|at| shares[*at]).sum();
            let share = |at: usize| (measures.measure() - taken) * shares[at] / parts;
            let Some(tight) = open.iter().position(|at| share(*at) < least[*at]) else {
                open.iter().for_each(|at| widths[*at] = share(*at));
                return Columns::new(measures, widths.into_iter());
            };
            let tight = open.remove(tight);
            widths[tight] = least[tight];
        }
    }
}

/// The table, with the room of its head on every page.
pub fn table(sheet: &Sheet, measures: &Measures, setter: &mut Typesetter, tree: &mut Tree) -> Flow {
    let kinds: Vec<Column> = sheet
        .form
        .layout
        .columns
        .iter()
        .flat_map(|column| std::iter::repeat_n(*column, if *column == Column::Names { NAMES } else { 1 }))
        .collect();
    let columns = columns(&kinds, sheet, measures, setter);
    let node = tree.add(Role::Table(sheet.title()), None);
    let head = if kinds.contains(&Column::Names) {
        names_head(sheet, &kinds, &columns, node, measures, setter, tree)
    } else {
        let titles: Vec<&str> = kinds.iter().map(|column| sheet.head(*column)).collect();
        head(&titles, &columns, node, measures, setter, tree)
    };
    let mut table = Table { kinds, columns, measures, setter, tree };
    let mut bands = Vec::with_capacity(sheet.count + sheet.groups.len());
    for group in &sheet.groups {
        let rows = table.tree.add(Role::Rows, Some(node));
        bands.push(table.group(group, rows));
        bands.extend(group.rows.iter().map(|row| table.row(row, rows)));
    }
    Flow { head: Some(head), bands, ..Flow::default() }
}

/// How wide each column is: as its content wants it, and the statements get the rest.
fn columns(kinds: &[Column], sheet: &Sheet, measures: &Measures, setter: &mut Typesetter) -> Columns {
    let large = measures.large;
    let ids = sheet.groups.iter().flat_map(|group| &group.rows).map(|row| row.id.as_str());
    let widest = ids.map(|id| setter.line(id, Weight::Regular, measures.small).width).fold(0.0, f32::max);
    let mut wanted = |column: Column, at: usize| {
        let (usual, large_print) = match column {
            Column::Statement => return None,
            Column::Tick => (13.0, 18.0),
            Column::Note => (34.0, 42.0),
            Column::Rating => (26.0, 38.0),
            Column::Evidence => (30.0, 42.0),
            Column::Initials => (17.0, 28.0),
            Column::Date => (18.0, 30.0),
            Column::Names => return Some(if large { 10.0 } else { 9.5 } * MM),
            // Ids of up to 12 or so characters stand on one line; longer ones are broken.
            Column::Id => ((widest / MM).clamp(8.0, 26.0), (widest / MM).clamp(14.0, 36.0)),
        };
        let sides = if at == 0 || at + 1 == kinds.len() { BESIDE } else { 2.0 * BESIDE };
        let title = setter.line(sheet.head(column), Weight::Bold, measures.small).width + sides;
        let content = if large { large_print } else { usual } * MM;
        let content = if column == Column::Id { content + sides + 0.5 } else { content };
        Some(content.max(title))
    };
    let wanted: Vec<Option<f32>> = kinds.iter().enumerate().map(|(at, column)| wanted(*column, at)).collect();
    let rest = measures.measure() - wanted.iter().flatten().sum::<f32>();
    Columns::new(measures, wanted.into_iter().map(|width| width.unwrap_or(rest)))
}

/// The row at the head of a table, and its place in the structure, with nothing in it yet.
fn empty_head(height: f32, columns: &Columns, table: Node, tree: &mut Tree) -> (Node, Band) {
    let head = tree.add(Role::Head, Some(table));
    let row = tree.add(Role::Row, Some(head));
    (row, Band { height, under: STRONG, columns: Rc::clone(&columns.between), ..Band::default() })
}

/// A row of titles.
pub fn head(
    titles: &[&str],
    columns: &Columns,
    table: Node,
    measures: &Measures,
    setter: &mut Typesetter,
    tree: &mut Tree,
) -> Band {
    let size = measures.small;
    let set: Vec<Vec<Line>> =
        titles.iter().zip(&columns.room).map(|(title, room)| setter.lines(title, Weight::Bold, size, *room)).collect();
    let tallest = set.iter().map(Vec::len).max().unwrap_or(1);
    let (row, mut band) = empty_head(tallest as f32 * line(size) + 2.0 * MM, columns, table, tree);
    for (at, lines) in set.into_iter().enumerate() {
        let node = tree.add(Role::ColumnHead(1), Some(row));
        // Titles stand at the foot of the row.
        let y = 0.8 * MM + (tallest - lines.len()) as f32 * line(size) + baseline(size);
        band.marks.extend(Mark::lines(columns.x[at], y, lines, Some(node)));
    }
    band
}

/// The head of a roster: room to write a name in each column, over the column's number.
fn names_head(
    sheet: &Sheet,
    kinds: &[Column],
    columns: &Columns,
    table: Node,
    measures: &Measures,
    setter: &mut Typesetter,
    tree: &mut Tree,
) -> Band {
    let size = measures.small;
    let height = 30.0 * MM;
    let y = height - 1.2 * MM - line(size) + baseline(size);
    let (row, mut band) = empty_head(height, columns, table, tree);
    let mut person = 0;
    for (at, kind) in kinds.iter().enumerate() {
        let node = Some(tree.add(Role::ColumnHead(1), Some(row)));
        if *kind != Column::Names {
            let text = setter.line(sheet.head(*kind), Weight::Bold, size);
            band.marks.push(Mark { x: columns.x[at], y, width: text.width, node, ink: Ink::Text(text) });
            continue;
        }
        person += 1;
        let text = setter.line(&person.to_string(), Weight::Regular, size);
        let (width, name) = (text.width, format!("{} {person}", kind.title()));
        let x = middle(columns, at, kinds.len()) - width / 2.0;
        band.marks.push(Mark { x, y, width, node, ink: Ink::Named(text, name) });
    }
    band
}

/// The middle of a column as it is seen: between its rules, or its rule and the margin.
fn middle(columns: &Columns, at: usize, count: usize) -> f32 {
    let start = columns.x[at] - if at == 0 { 0.0 } else { BESIDE };
    let end = columns.x[at] + columns.room[at] + if at + 1 == count { 0.0 } else { BESIDE };
    (start + end) / 2.0
}

struct Table<'a, 'f> {
    kinds: Vec<Column>,
    columns: Columns,
    measures: &'a Measures,
    setter: &'a mut Typesetter<'f>,
    tree: &'a mut Tree,
}

impl Table<'_, '_> {
    /// A group's title, and room for how many of its statements are done.
    fn group(&mut self, group: &SheetGroup, rows: Node) -> Band {
        self.setter.about(None);
        let (size, measures) = (self.measures.read, self.measures);
        let title = format!("{} {}", group.number, group.title);
        let row = self.tree.add(Role::Row, Some(rows));
        let head = self.tree.add(Role::ColumnHead(self.kinds.len() as u32), Some(row));
        let node = Some(self.tree.add(Role::Heading(2, title.clone()), Some(head)));
        let count = Some(self.tree.add(Role::Paragraph, Some(head)));
        let of = self.setter.line(&format!("____ of {}", group.rows.len()), Weight::Regular, size);
        let room = measures.measure() - of.width - 4.0 * MM;
        let lines = self.setter.lines(&title, Weight::Bold, size, room);
        let y = 2.6 * MM + baseline(size);
        let last = y + lines.len().saturating_sub(1) as f32 * line(size);
        let height = last - baseline(size) + line(size) + 1.4 * MM;
        let mut marks: Vec<Mark> = Mark::lines(measures.start, y, lines, node).collect();
        let x = measures.start + measures.measure() - of.width;
        marks.push(Mark { x, y: last, width: of.width, node: count, ink: Ink::Text(of) });
        Band { height, marks, over: FRAME, under: HAIR, with_next: true, bookmark: Some(title), ..Band::default() }
    }

    /// A statement. Everything in a row stands on the line of its first words.
    fn row(&mut self, row: &Row, rows: Node) -> Band {
        self.setter.about(Some(&row.id));
        let (size, small) = (self.measures.read, self.measures.small);
        let above = if self.measures.landscape && !self.measures.large { 1.2 * MM } else { ABOVE };
        let ticked = self.kinds.contains(&Column::Tick);
        let middle_of_first = above + if ticked { TICK.max(line(size)) } else { line(size) } / 2.0;
        let y = middle_of_first + below_middle(size);
        let mut band = Band { under: HAIR, columns: Rc::clone(&self.columns.between), ..Band::default() };
        band.height = 2.0 * middle_of_first;
        let node = self.tree.add(Role::Row, Some(rows));
        for at in 0..self.kinds.len() {
            let (x, room) = (self.columns.x[at], self.columns.room[at]);
            let role = if self.kinds[at] == Column::Id { Role::RowHead } else { Role::Cell };
            let cell = Some(self.tree.add(role, Some(node)));
            let lines = match self.kinds[at] {
                Column::Id => self.setter.lines(&row.id, Weight::Regular, small, room),
                Column::Statement => self.statement(row, room),
                Column::Tick => {
                    let y = middle_of_first - TICK / 2.0;
                    band.marks.push(Mark { x, y, width: TICK, node: cell, ink: Ink::Box });
                    continue;
                }
                Column::Rating => {
                    self.rating(x, y, room, cell, &mut band);
                    continue;
                }
                _ => continue,
            };
            if let Some(last) = lines.last() {
                let leading = line(last.size);
                let below = y + (lines.len() - 1) as f32 * leading - below_middle(last.size) + leading / 2.0 + above;
                band.height = band.height.max(below);
            }
            band.marks.extend(Mark::lines(x, y, lines, cell));
        }
        band
    }

    fn statement(&mut self, row: &Row, room: f32) -> Vec<Line> {
        let lead = row.lead();
        let mut spans = Vec::with_capacity(2);
        if !lead.is_empty() {
            spans.push((lead.as_str(), Weight::Bold));
        }
        spans.push((row.text.as_str(), Weight::Regular));
        self.setter.paragraph(&spans, self.measures.read, room, self.setter.right_to_left())
    }

    /// Numbers to put a ring round, as far apart as the cell allows.
    fn rating(&mut self, x: f32, y: f32, room: f32, cell: Option<Node>, band: &mut Band) {
        let numbers = crate::checklist::RATINGS.len();
        let each = room / numbers as f32;
        for number in 1..=numbers {
            let space = if number < numbers { " " } else { "" };
            let text = self.setter.line(&format!("{number}{space}"), Weight::Regular, self.measures.read);
            let x = x + each * (number as f32 - 0.5) - text.width / 2.0;
            band.marks.push(Mark { x, y, width: text.width, node: cell, ink: Ink::Text(text) });
        }
    }
}
