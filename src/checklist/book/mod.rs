//! A sheet as a workbook: what every spreadsheet format holds, down to the cell. The formats only write it down, so that
//! they cannot disagree.

mod domain;
mod formula;
mod look;
mod measure;
mod name;
mod page;
mod record;
mod summary;
mod text;

use super::Sheet;
use jiff::civil::{Date, date};

pub use formula::{At, Dialect, Formula, Range, letters, quoted};
pub use look::{Across, Border, Down, Face, Kind, Look, Rule};
use measure::lines;
pub use measure::sentences;
pub use page::{BINDING, EDGE, FOOT, HEAD, Page};
pub use text::cut;

pub struct Book {
    pub title: String,
    /// The identity line: the document's subject, and what stands at the head of every page.
    pub identity: String,
    /// What stands at the foot of every page, beside its number.
    pub foot: String,
    /// When its content was reviewed; where nobody said, a fixed day, so that the same sheet gives the same bytes.
    pub date: Date,
    pub language: String,
    pub right_to_left: bool,
    pub page: Page,
    pub worksheets: Vec<Worksheet>,
    /// Large print.
    pub large: bool,
}

/// The lines at the head of a page, and the room that they and the foot take, in millimetres.
pub struct Band {
    pub points: u8,
    pub lines: Vec<String>,
    pub above: f64,
    pub below: f64,
}

pub struct Worksheet {
    /// Fit for every spreadsheet program, and no other's in this book.
    pub name: String,
    /// The widths of its columns, in millimetres.
    pub widths: Vec<f64>,
    pub lines: Vec<Line>,
    /// None where there is nothing to filter, and nothing long enough to scroll.
    pub table: Option<Table>,
}

/// The rows of a worksheet's table, from zero.
pub struct Table {
    /// The row of its heads. It stays on the screen with all above it, and comes again on every page.
    pub head: u32,
    pub last: u32,
}

/// A row.
#[derive(Default)]
pub struct Line {
    /// In points. None: as high as its text needs, and more when somebody writes more into it.
    pub height: Option<f64>,
    /// From the first column on, without a gap.
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub look: Look,
    /// How many columns it covers.
    pub span: u16,
    pub value: Value,
}

pub enum Value {
    Empty,
    /// One line without hidden characters. Never a formula, whatever it begins with.
    Text(String),
    /// The same, its beginning in bold.
    Led(String, String),
    /// A formula of ours, and what it comes to before anybody has written anything.
    Formula(Formula, Computed),
}

pub enum Computed {
    Number(u32),
    Text(String),
}

impl Book {
    pub fn new(sheet: &Sheet) -> Book {
        let page = Page::of(sheet);
        let domains: Vec<_> = sheet.domains().filter(|_| !sheet.form.layout.columns.is_empty()).collect();
        let titles = domains.iter().map(|groups| domain::title(groups));
        let records = record::worksheets(sheet, &page);
        let all = std::iter::once(SUMMARY.to_owned()).chain(titles).chain(records.iter().map(|it| it.name.clone()));
        let names = name::distinct(all);
        let tables: Vec<_> = domains.iter().map(|groups| domain::worksheet(sheet, groups, &page)).collect();
        let places = tables.iter().map(|(_, place)| place);
        let mut worksheets = vec![summary::worksheet(sheet, &domains, places, &page)];
        worksheets.extend(tables.into_iter().map(|(worksheet, _)| worksheet));
        worksheets.extend(records);
        for (worksheet, name) in worksheets.iter_mut().zip(names) {
            worksheet.name = name;
        }
        Book {
            title: text::line(&sheet.title()),
            identity: super::line::line(&sheet.identity()),
            foot: sheet.rating_key().unwrap_or_default(),
            date: sheet.reviewed.unwrap_or(date(2000, 1, 1)),
            language: sheet.language.clone(),
            right_to_left: sheet.right_to_left,
            page,
            worksheets,
            large: sheet.form.large,
        }
    }

    /// What stands on every page: the identity line, or as many characters of its end as a format can hold there.
    pub fn band(&self, most: usize) -> Band {
        let text = text::end(&self.identity, most.min(LONGEST_HEAD));
        let points = Look::Identity.face(self.large).points;
        let lines = sentences(&text, points.into(), self.page.width * 0.97);
        let line = f64::from(points) * 1.25 * 25.4 / 72.0;
        Band { points, above: HEAD + line * lines.len() as f64 + 4.0, below: FOOT + line + 4.0, lines }
    }

    /// The name of the worksheet that a formula refers to.
    pub fn name(&self, worksheet: usize) -> &str {
        &self.worksheets[worksheet].name
    }
}

/// No row of Excel is higher, in points.
const HIGHEST: f64 = 409.0;
/// The longest text at the head of a page, in characters: a title without an end should leave room for the rest.
const LONGEST_HEAD: usize = 400;

/// The first worksheet's name, and its place in the book.
const SUMMARY: &str = "Summary";
const SUMMARY_AT: usize = 0;

impl Worksheet {
    /// How high a row is, in points: more than its text needs rather than less.
    pub fn height(&self, line: &Line, large: bool) -> f64 {
        let mut column = 0;
        let heights = line.cells.iter().map(|cell| {
            let width: f64 = self.widths.iter().skip(column).take(cell.span.into()).sum();
            column += usize::from(cell.span);
            cell.height(width, large)
        });
        line.height.unwrap_or_else(|| heights.fold(0.0, f64::max)).min(HIGHEST)
    }

    /// Each cell with the row and the column at which it begins.
    pub fn cells(&self) -> impl Iterator<Item = (u32, u16, &Cell)> {
        self.lines.iter().enumerate().flat_map(|(row, line)| {
            let mut next = 0;
            line.cells.iter().map(move |cell| {
                let column = next;
                next += cell.span;
                (row as u32, column, cell)
            })
        })
    }
}

impl Line {
    /// A row of one cell that covers so many columns, and is as high as its text needs there. (No program finds that
    /// height by itself where a cell covers several columns.)
    fn wide(look: Look, value: Value, widths: &[f64], large: bool) -> Line {
        let cell = Cell { look, span: widths.len() as u16, value };
        Line { height: Some(cell.height(widths.iter().sum(), large)), cells: vec![cell] }
    }

    fn gap() -> Line {
        Line { height: Some(10.0), cells: Vec::new() }
    }
}

impl Cell {
    fn new(look: Look, value: Value) -> Cell {
        Cell { look, span: 1, value }
    }

    fn text(look: Look, text: &str) -> Cell {
        Cell::new(look, Value::text(text))
    }

    fn empty(look: Look) -> Cell {
        Cell::new(look, Value::Empty)
    }

    /// In points, of a cell that is so many millimetres wide.
    fn height(&self, width: f64, large: bool) -> f64 {
        let face = self.look.face(large);
        let points = f64::from(face.points);
        // Programs differ a little in how wide a letter is, and each leaves some room beside the text.
        let room = (width - 1.6 - if face.indented { INDENT } else { 0.0 }) * 0.97;
        let lines = match &self.value {
            _ if !face.wrap => 1,
            Value::Text(text) => lines(text, points, room).len(),
            Value::Led(lead, rest) => lines(&format!("{lead}{rest}"), points, room).len(),
            _ => 1,
        };
        (lines as f64 * points * 1.25 + 6.0).ceil()
    }
}

/// How much farther an indented text stands from its border, in millimetres.
const INDENT: f64 = 2.4;

impl Value {
    fn text(text: &str) -> Value {
        Value::Text(text::line(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Layout, sample};

    #[test]
    fn every_row_of_a_table_is_as_wide_as_its_worksheet() {
        for layout in crate::settings::LAYOUTS {
            let book = Book::new(&sample::sheet(layout));
            for worksheet in &book.worksheets {
                let Some(table) = &worksheet.table else { continue };
                for line in &worksheet.lines[table.head as usize..=table.last as usize] {
                    let width: usize = line.cells.iter().map(|cell| usize::from(cell.span)).sum();
                    assert_eq!(width, worksheet.widths.len(), "{layout} {}", worksheet.name);
                }
            }
        }
    }

    #[test]
    fn every_worksheet_fits_the_width_of_its_page() {
        for layout in crate::settings::LAYOUTS {
            for large in [false, true] {
                let mut sheet = sample::sheet(layout);
                sheet.form.large = large;
                let book = Book::new(&sheet);
                for worksheet in &book.worksheets {
                    let width: f64 = worksheet.widths.iter().sum();
                    assert!(width <= book.page.width + 0.1, "{layout} {}: {width}", worksheet.name);
                    assert!(worksheet.widths.iter().all(|width| *width >= 7.0), "{layout} {:?}", worksheet.widths);
                }
            }
        }
    }

    #[test]
    fn a_domain_has_a_worksheet_and_a_layout_without_a_table_has_none() {
        let names = |layout: &str| -> Vec<String> {
            Book::new(&sample::sheet(layout)).worksheets.into_iter().map(|it| it.name).collect()
        };
        let ethics = "7 Ethics law rules (all of them";
        assert_eq!(names("learner"), ["Summary", "6 AI & co", ethics, "Action plan"]);
        assert_eq!(names("assessor"), ["Summary", "6 AI & co", ethics, "Action plan", "Signatures"]);
        assert_eq!(names("blank"), ["Summary", "Action plan", "Signatures"]);
        assert!(Layout::named("blank").is_some_and(|layout| layout.columns.is_empty()));
    }
}
