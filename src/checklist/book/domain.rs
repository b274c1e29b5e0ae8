//! The worksheet of a domain: its statements in a table, by group.

use super::look::OPEN;
use super::{At, Cell, Computed, Formula, Line, Look, Page, Range, Table, Value, Worksheet, summary};
use crate::checklist::{Column, NAMES, Row, Sheet, SheetGroup};

/// Where the summary finds what it counts, in the worksheet that the summary knows the place of.
pub struct Place {
    first: u32,
    last: u32,
    columns: &'static [Column],
}

impl Place {
    /// The cells of a column. The column of names has one range a person.
    pub fn cells(&self, worksheet: usize, column: Column, person: usize) -> Option<Range> {
        let at = self.columns.iter().position(|other| *other == column)?;
        let from = At { worksheet, row: self.first, column: (at + person) as u16 };
        Some(Range { from, last: self.last })
    }
}

pub fn title(groups: &[SheetGroup]) -> String {
    let domain = &groups[0].domain;
    format!("{} {}", domain.number, domain.title)
}

pub fn worksheet(sheet: &Sheet, groups: &[SheetGroup], page: &Page) -> (Worksheet, Place) {
    let layout = sheet.form.layout;
    let large = sheet.form.large;
    let wide = |look: Look, value: Value| Line::wide(look, value, &page.columns, large);
    let mut lines = vec![
        wide(Look::Identity, Value::text(&sheet.identity())),
        wide(Look::Title, Value::text(&sheet.title())),
        wide(Look::Subtitle, Value::text(&title(groups))),
    ];
    // Large print has room for one of them side by side, other sheets for two.
    let labels: Vec<(usize, &&str)> = layout.lines.iter().enumerate().collect();
    lines.extend(labels.chunks(if large { 1 } else { 2 }).map(|labels| {
        let names: Vec<&str> = labels.iter().map(|(_, label)| **label).collect();
        let cells = labels.iter().map(|(at, label)| (**label, summary::line_at(*at))).collect();
        let value = Value::Formula(Formula::WrittenIn(cells), Computed::Text(Formula::unwritten(&names)));
        let mut line = wide(Look::WrittenIn, value);
        line.height = Some(if large { 36.0 } else { 26.0 });
        line
    }));
    lines.push(Line::gap());
    let head = lines.len() as u32;
    lines.push(heads(sheet));
    for group in groups {
        lines.push(group_line(group, layout.width(), large));
        lines.extend(group.rows.iter().map(|row| row_line(row, layout.columns)));
    }
    let last = lines.len() as u32 - 1;
    if let Some(text) = sheet.where_it_stands() {
        lines.push(Line::gap());
        lines.push(wide(Look::Text, Value::text(&text)));
    }
    let table = Some(Table { head, last });
    let worksheet = Worksheet { name: String::new(), widths: page.columns.clone(), lines, table };
    (worksheet, Place { first: head + 1, last, columns: layout.columns })
}

fn heads(sheet: &Sheet) -> Line {
    let columns = sheet.form.layout.columns;
    let cells = columns.iter().flat_map(|column| match column {
        Column::Names => (0..NAMES).map(|person| person_cell(sheet, person)).collect(),
        Column::Tick | Column::Id | Column::Rating | Column::Date | Column::Initials => {
            vec![Cell::text(Look::HeadCentred, sheet.head(*column))]
        }
        column => vec![Cell::text(Look::Head, sheet.head(*column))],
    });
    // Names stand upright.
    let height = columns.contains(&Column::Names).then_some(90.0);
    Line { height, cells: cells.collect() }
}

/// A person's name is written once, in the summary.
fn person_cell(sheet: &Sheet, person: usize) -> Cell {
    let number = Computed::Text(summary::person_number(person));
    Cell::new(Look::Person, Value::Formula(Formula::Same(summary::person_at(sheet, person)), number))
}

/// The title runs on over the empty cells beside it: a cell that covers several would keep a table from being sorted.
fn group_line(group: &SheetGroup, width: usize, large: bool) -> Line {
    let title = format!("{} {}: ____ of {}", group.number, group.title, group.rows.len());
    let cells = (0..width).map(|at| if at == 0 { Cell::text(Look::Group, &title) } else { Cell::empty(Look::Group) });
    Line { height: Some(if large { 34.0 } else { 24.0 }), cells: cells.collect() }
}

fn row_line(row: &Row, columns: &[Column]) -> Line {
    let cells = columns.iter().flat_map(|column| match column {
        Column::Tick => vec![Cell::text(Look::Tick, OPEN)],
        Column::Id => vec![Cell::text(Look::Id, &row.id)],
        Column::Statement => vec![Cell::new(Look::Statement, statement(row))],
        Column::Rating => vec![Cell::empty(Look::Rating)],
        Column::Date => vec![Cell::empty(Look::Date)],
        Column::Names => (0..NAMES).map(|_| Cell::empty(Look::Mark)).collect(),
        Column::Note | Column::Evidence | Column::Initials => vec![Cell::empty(Look::Free)],
    });
    Line { height: None, cells: cells.collect() }
}

fn statement(row: &Row) -> Value {
    match row.lead() {
        lead if lead.is_empty() => Value::text(&row.text),
        // The two together have to fit into one cell.
        lead => match super::text::line(&format!("{lead}{}", row.text)) {
            whole if whole.starts_with(&lead) => Value::Led(lead.clone(), whole[lead.len()..].to_owned()),
            whole => Value::Text(whole),
        },
    }
}
