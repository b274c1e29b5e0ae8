//! The worksheets that are written by hand: the action plan, and who signs.

use super::{Cell, Line, Look, Page, Value, Worksheet};
use crate::checklist::{Blank, Declaration, Sheet};

pub fn worksheets(sheet: &Sheet, page: &Page) -> Vec<Worksheet> {
    let layout = sheet.form.layout;
    let plan = layout.plan().map(|plan| worksheet(sheet, "Action plan", &plan, None, page));
    let signed = layout.signatories().map(|who| worksheet(sheet, "Signatures", &who, layout.declaration(), page));
    plan.into_iter().chain(signed).collect()
}

fn worksheet(sheet: &Sheet, name: &str, blank: &Blank, declaration: Option<Declaration>, page: &Page) -> Worksheet {
    let large = sheet.form.large;
    let shares: f64 = blank.columns.iter().map(|column| f64::from(column.share)).sum();
    let widths: Vec<f64> = blank.columns.iter().map(|column| page.width * f64::from(column.share) / shares).collect();
    let wide = |look: Look, value: Value| Line::wide(look, value, &widths, large);
    let mut lines = vec![
        wide(Look::Identity, Value::text(&sheet.identity())),
        wide(Look::Title, Value::text(blank.title)),
        Line::gap(),
        Line { height: None, cells: blank.columns.iter().map(|column| Cell::text(Look::Head, column.title)).collect() },
    ];
    // A signature needs fourteen millimetres.
    let height = if blank.signed { 42.0 } else { 48.0 };
    lines.extend((0..blank.rows).map(|_| Line {
        height: Some(height),
        cells: blank.columns.iter().map(|_| Cell::empty(Look::Free)).collect(),
    }));
    if let Some(declaration) = declaration {
        lines.push(Line::gap());
        lines.push(wide(Look::Subtitle, Value::text(declaration.title)));
        lines.push(wide(Look::Text, Value::text(declaration.text)));
        lines.extend(declaration.lines.iter().map(|label| signature(label, widths.len())));
    }
    Worksheet { name: name.to_owned(), widths, lines, table: None }
}

/// "Assessor's signature", and a line to write on.
fn signature(label: &str, columns: usize) -> Line {
    let label = Cell { span: 2, ..Cell::text(Look::Label, label) };
    let entry = Cell { span: (columns - 2) as u16, ..Cell::empty(Look::Entry) };
    Line { height: Some(42.0), cells: vec![label, entry] }
}
