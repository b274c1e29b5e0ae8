//! The first worksheet: what the book is, how to use it, who it is about, and what is counted in the others.

use super::domain::Place;
use super::formula::Sought;
use super::look::TICKED;
use super::{At, Cell, Computed, Formula, Line, Look, Page, Range, SUMMARY_AT, Value, Worksheet};
use crate::checklist::{Column, NAMES, Sheet, SheetGroup};

/// Identity, title, how to use it, a gap; then a row for each line to fill in, a gap, and the heads of what is counted.
const FIRST_LINE: u32 = 4;

/// The cell in which somebody writes what a line of the layout asks for.
pub fn line_at(line: usize) -> At {
    At { worksheet: SUMMARY_AT, row: FIRST_LINE + line as u32, column: 1 }
}

/// The cell with a person's name, which is a number until somebody writes one.
pub fn person_at(sheet: &Sheet, person: usize) -> At {
    At { worksheet: SUMMARY_AT, row: head_row(sheet), column: 3 + person as u16 }
}

pub fn person_number(person: usize) -> String {
    (person + 1).to_string()
}

fn head_row(sheet: &Sheet) -> u32 {
    FIRST_LINE + sheet.form.layout.lines.len() as u32 + 1
}

/// Something that is counted in each domain.
struct Tally {
    head: String,
    look: Look,
    width: f64,
    column: Column,
    person: usize,
    count: fn(Range) -> Formula,
}

impl Tally {
    /// What it comes to before anybody has written anything, of so many statements.
    fn now(&self, statements: u32) -> u32 {
        if self.column == Column::Statement { statements } else { 0 }
    }
}

pub fn worksheet<'a>(
    sheet: &Sheet,
    domains: &[&[SheetGroup]],
    places: impl Iterator<Item = &'a Place>,
    page: &Page,
) -> Worksheet {
    let layout = sheet.form.layout;
    let large = sheet.form.large;
    let tallies = if layout.columns.is_empty() { Vec::new() } else { tallies(sheet) };
    let label = if large { 48.0 } else { 34.0 };
    let counted: f64 = tallies.iter().map(|tally| tally.width).sum();
    let mut widths = vec![label, page.beside(label + counted)];
    widths.extend(tallies.iter().map(|tally| tally.width));
    let wide = |look: Look, value: Value| Line::wide(look, value, &widths, large);
    let mut lines = vec![
        wide(Look::Identity, Value::text(&sheet.identity())),
        wide(Look::Title, Value::text(&sheet.title())),
        wide(Look::Text, Value::text(&how(sheet))),
        Line::gap(),
    ];
    lines.extend(layout.lines.iter().map(|label| Line {
        height: Some(if large { 36.0 } else { 26.0 }),
        cells: vec![Cell::text(Look::Label, label), Cell::empty(Look::Entry)],
    }));
    lines.push(Line::gap());
    if !tallies.is_empty() {
        lines.push(heads(sheet, &tallies));
        let first = lines.len() as u32;
        for (at, (groups, place)) in domains.iter().zip(places).enumerate() {
            lines.push(domain_line(groups, place, at + 1, &tallies));
        }
        let last = lines.len() as u32 - 1;
        lines.push(total(sheet, first, last, &tallies));
        lines.push(Line::gap());
    }
    lines.extend(sheet.where_it_stands().map(|text| wide(Look::Text, Value::text(&text))));
    Worksheet { name: String::new(), widths, lines, table: None }
}

fn how(sheet: &Sheet) -> String {
    let key = sheet.rating_key().map(|key| format!(" {key}")).unwrap_or_default();
    let has_names = sheet.form.layout.columns.contains(&Column::Names);
    let names = if has_names { " Names that are written here stand on every part." } else { "" };
    format!("{}{key}{names}", sheet.how())
}

fn tallies(sheet: &Sheet) -> Vec<Tally> {
    let either = |normal: f64, large: f64| if sheet.form.large { large } else { normal };
    let tally = |column: Column, head: &str, width: f64, count: fn(Range) -> Formula| Tally {
        head: head.to_owned(),
        look: Look::HeadCentred,
        width,
        column,
        person: 0,
        count,
    };
    let mut all = vec![tally(Column::Statement, &sheet.words.statement.many, either(25.0, 42.0), Formula::Filled)];
    for column in sheet.form.layout.columns {
        match column {
            Column::Tick => all.push(tally(*column, column.title(), either(20.0, 30.0), |cells| {
                Formula::Equal(cells, Sought::Text(TICKED))
            })),
            Column::Rating => {
                all.push(tally(*column, "Rated", either(18.0, 27.0), Formula::Rated));
                for (at, count) in EACH_RATING.iter().enumerate() {
                    all.push(tally(*column, &(at + 1).to_string(), either(12.0, 16.0), *count));
                }
            }
            Column::Names => all.extend((0..NAMES).map(|person| Tally {
                look: Look::Person,
                person,
                ..tally(*column, &person_number(person), either(9.0, 10.0), Formula::Filled)
            })),
            _ => {}
        }
    }
    all
}

static EACH_RATING: [fn(Range) -> Formula; 4] = [
    |cells| Formula::Equal(cells, Sought::Number(1)),
    |cells| Formula::Equal(cells, Sought::Number(2)),
    |cells| Formula::Equal(cells, Sought::Number(3)),
    |cells| Formula::Equal(cells, Sought::Number(4)),
];

fn heads(sheet: &Sheet, tallies: &[Tally]) -> Line {
    let mut cells = vec![Cell::text(Look::Head, &sheet.words.domain.one), Cell::empty(Look::Head)];
    cells.extend(tallies.iter().map(|tally| Cell::text(tally.look, &tally.head)));
    let upright = tallies.iter().any(|tally| tally.look == Look::Person);
    Line { height: upright.then_some(90.0), cells }
}

fn domain_line(groups: &[SheetGroup], place: &Place, worksheet: usize, tallies: &[Tally]) -> Line {
    let domain = &groups[0].domain;
    let rows = groups.iter().map(|group| group.rows.len() as u32).sum();
    let mut cells = vec![Cell::text(Look::Statement, &domain.number), Cell::text(Look::Statement, &domain.title)];
    cells.extend(tallies.iter().map(|tally| match place.cells(worksheet, tally.column, tally.person) {
        Some(range) => counted((tally.count)(range), tally.now(rows), Look::Count),
        None => Cell::empty(Look::Count),
    }));
    Line { height: None, cells }
}

fn total(sheet: &Sheet, first: u32, last: u32, tallies: &[Tally]) -> Line {
    let mut cells = vec![Cell::text(Look::TotalLabel, "All"), Cell::empty(Look::TotalLabel)];
    cells.extend(tallies.iter().enumerate().map(|(at, tally)| {
        let from = At { worksheet: SUMMARY_AT, row: first, column: 2 + at as u16 };
        counted(Formula::Sum(Range { from, last }), tally.now(sheet.count as u32), Look::Total)
    }));
    Line { height: None, cells }
}

fn counted(formula: Formula, now: u32, look: Look) -> Cell {
    Cell::new(look, Value::Formula(formula, Computed::Number(now)))
}
