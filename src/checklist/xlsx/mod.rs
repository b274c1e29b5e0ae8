//! A sheet as an XLSX workbook, for Excel and what reads its files.

mod growing;

use super::Sheet;
use super::book::{
    Across, BINDING, Book, Border, Cell, Computed, Dialect, Down, EDGE, FOOT, Face, HEAD, Kind, Look, Rule, Value, cut,
};
use crate::settings::Paper;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

/// The same sheet gives the same bytes.
pub fn xlsx(sheet: &Sheet) -> Vec<u8> {
    // Names, lengths and places are made to fit in `book`, so what is refused here is a mistake of ours.
    let book = Book::new(sheet);
    let workbook = written(&book).expect("a workbook of ours keeps the limits of Excel");
    growing::growing(&workbook, &book).expect("what the library wrote can be read")
}

fn written(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let faces = Look::ALL.map(|look| format(&look.face(book.large), book.right_to_left));
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(book)?);
    for own in &book.worksheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&own.name)?;
        page(worksheet, book);
        for (column, width) in own.widths.iter().enumerate() {
            // Excel counts widths in dots of 96 an inch.
            worksheet.set_column_width_pixels(column as u16, (width / 25.4 * 96.0) as u32)?;
        }
        for (row, line) in own.lines.iter().enumerate() {
            worksheet.set_row_height(row as u32, own.height(line, book.large))?;
        }
        for (row, column, cell) in own.cells() {
            write(worksheet, book, &faces, row, column, cell)?;
        }
        for (rule, column, first, last) in ruled(own) {
            worksheet.add_data_validation(first, column, last, column, &validation(rule)?)?;
        }
        let (last_row, last_column) = (own.lines.len() as u32 - 1, own.widths.len() as u16 - 1);
        // The first row is for the screen; each page has the same at its head.
        worksheet.set_print_area(1, 0, last_row, last_column)?;
        if let Some(table) = &own.table {
            worksheet.set_freeze_panes(table.head + 1, 0)?;
            worksheet.set_repeat_rows(table.head, table.head)?;
            worksheet.autofilter(table.head, 0, table.last, last_column)?;
        }
    }
    workbook.save_to_buffer()
}

/// No name of a person or a program's user; a date of the content.
fn properties(book: &Book) -> Result<DocProperties, XlsxError> {
    let date = &book.date;
    let date = ExcelDateTime::from_ymd(date.year().max(1900) as u16, date.month() as u8, date.day() as u8)?;
    let short = |text: &str| cut(text.to_owned(), 255);
    Ok(DocProperties::new()
        .set_title(short(&book.title))
        .set_subject(short(&book.identity))
        .set_creation_datetime(&date))
}

fn page(worksheet: &mut Worksheet, book: &Book) {
    let inches = |millimetres: f64| millimetres / 25.4;
    let band = book.band(MOST);
    let (left, right) = if book.right_to_left { (EDGE, BINDING) } else { (BINDING, EDGE) };
    worksheet
        .set_paper_size(if book.page.paper == Paper::A4 { 9 } else { 1 })
        .set_margins(inches(left), inches(right), inches(band.above), inches(band.below), inches(HEAD), inches(FOOT))
        .set_print_fit_to_pages(1, 0)
        .set_screen_gridlines(false)
        .set_right_to_left(book.right_to_left)
        .set_header_footer_scale_with_doc(false)
        .set_header(head(book))
        .set_footer(foot(book, band.points));
    if book.page.landscape {
        worksheet.set_landscape();
    }
}

const MOST: usize = 255;

/// The size comes before the font's name, so that a number at the text's beginning does not belong to it.
fn font_code(points: u8) -> String {
    format!("&{points}&\"Arial,Regular\"")
}

/// The identity line. Excel takes 255 UTF-16 units with all codes; where it is longer, its beginning goes, because the
/// edition stands at its end.
fn head(book: &Book) -> String {
    let side = if book.right_to_left { "R" } else { "L" };
    let fit = (8..=MOST).rev().step_by(8).find_map(|most| {
        let band = book.band(most);
        let text = format!("&{side}{}{}", font_code(band.points), marked(&band.lines.join("\n")));
        (text.encode_utf16().count() <= MOST).then_some(text)
    });
    fit.unwrap_or_default()
}

fn foot(book: &Book, points: u8) -> String {
    let font = font_code(points);
    let (left, right) = (format!("{font}{}", marked(&book.foot)), format!("{font}Page &P of &N"));
    let (left, right) = if book.right_to_left { (right, left) } else { (left, right) };
    format!("&L{left}&R{right}")
}

/// A text in which nothing is a code. (The library reads `&[` as the beginning of one, even where the `&` is escaped.)
fn marked(text: &str) -> String {
    text.replace("&[", "& [").replace('&', "&&")
}

fn write(
    worksheet: &mut Worksheet,
    book: &Book,
    faces: &[Format],
    row: u32,
    column: u16,
    cell: &Cell,
) -> Result<(), XlsxError> {
    let format = &faces[cell.look as usize];
    if cell.span > 1 {
        worksheet.merge_range(row, column, row, column + cell.span - 1, "", format)?;
    }
    match &cell.value {
        Value::Empty => worksheet.write_blank(row, column, format)?,
        // Without the mark, Excel would take the text for a formula as soon as somebody edits it.
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\'']) => {
            worksheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?
        }
        Value::Text(text) => worksheet.write_string_with_format(row, column, text, format)?,
        Value::Led(lead, rest) => {
            let plain = font(&cell.look.face(book.large));
            let bold = plain.clone().set_bold();
            // Excel reads `_x0041_` as a character, and here the library leaves it to us to prevent that.
            let [lead, rest] = [lead, rest].map(|text| text.replace("_x", "_x005F_x"));
            worksheet.write_rich_string_with_format(row, column, &[(&bold, &lead), (&plain, &rest)], format)?
        }
        Value::Formula(formula, computed) => {
            let written = formula.written(Dialect::Excel, &|at| book.name(at));
            let now = match computed {
                Computed::Number(number) => number.to_string(),
                Computed::Text(text) => text.clone(),
            };
            worksheet.write_formula_with_format(row, column, Formula::new(written).set_result(now), format)?
        }
    };
    Ok(())
}

fn font(face: &Face) -> Format {
    Format::new().set_font_name("Arial").set_font_size(face.points)
}

fn format(face: &Face, right_to_left: bool) -> Format {
    let mut format = font(face);
    if face.bold {
        format = format.set_bold();
    }
    if face.wrap {
        format = format.set_text_wrap();
    }
    if face.indented {
        format = format.set_indent(1);
    }
    if face.upright {
        format = format.set_rotation(90);
    }
    format = format.set_align(match face.across {
        Across::Centre => FormatAlign::Center,
        Across::Start if right_to_left => FormatAlign::Right,
        Across::Start => FormatAlign::Left,
    });
    format = format.set_align(match face.down {
        Down::Top => FormatAlign::Top,
        Down::Middle => FormatAlign::VerticalCenter,
        Down::Bottom => FormatAlign::Bottom,
    });
    if right_to_left {
        format = format.set_reading_direction(2);
    }
    let thin = FormatBorder::Thin;
    let format = match face.border {
        Border::None => format,
        Border::Below => format.set_border_bottom(thin),
        Border::Box => format.set_border(thin),
        Border::Rule => format.set_border_top(thin).set_border_bottom(thin),
        Border::Strong => format.set_border_top(thin).set_border_bottom(FormatBorder::Medium),
    };
    match face.kind {
        Kind::General => format,
        Kind::Text => format.set_num_format("@"),
        Kind::Date => format.set_num_format("dd mmm yyyy"),
    }
}

/// The cells that take only certain values, in runs down a column: rule, column, first row, last row.
fn ruled(worksheet: &super::book::Worksheet) -> Vec<(Rule, u16, u32, u32)> {
    let mut cells: Vec<(Rule, u16, u32)> =
        worksheet.cells().filter_map(|(row, column, cell)| Some((cell.look.rule()?, column, row))).collect();
    cells.sort_unstable();
    let runs = cells.chunk_by(|a, b| (a.0, a.1, a.2 + 1) == *b);
    runs.map(|run| (run[0].0, run[0].1, run[0].2, run[run.len() - 1].2)).collect()
}

fn validation(rule: Rule) -> Result<DataValidation, XlsxError> {
    let validation = match rule.choices() {
        Some(choices) => DataValidation::new().allow_list_strings(choices)?,
        None => {
            let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
            DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
        }
    };
    validation.set_error_message(rule.refusal())
}
