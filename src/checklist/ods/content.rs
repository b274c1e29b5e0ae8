//! `content.xml`: the cells, what may be written into them, and how they look.

use super::styles::{cell_style, date_style};
use super::xml::{document, millimetres, spaced};
use crate::base::escaped;
use crate::checklist::book::{
    Book, Cell, Computed, Dialect, Line, Look, Rule, Table, Value, Worksheet, letters, quoted,
};
use std::collections::BTreeMap;
use std::fmt::Write;

pub fn content(book: &Book) -> String {
    let mut styles = Styles::default();
    let mut tables = String::new();
    for worksheet in &book.worksheets {
        table(book, worksheet, &mut styles, &mut tables);
    }
    let looks: String = Look::ALL.iter().map(|look| cell_style(*look, book)).collect();
    let inner = format!(
        "<office:automatic-styles>{}{}{}{}</office:automatic-styles><office:body><office:spreadsheet>\
         <table:content-validations>{}</table:content-validations>{tables}\
         <table:database-ranges>{}</table:database-ranges></office:spreadsheet></office:body>",
        table_style(book),
        date_style(),
        styles.written(),
        looks,
        Rule::ALL.map(validation).concat(),
        filters(book)
    );
    document("office:document-content", &inner)
}

fn table_style(book: &Book) -> String {
    let direction = if book.right_to_left { "rl-tb" } else { "lr-tb" };
    format!(
        "<style:style style:name=\"sheet\" style:family=\"table\" style:master-page-name=\"page\">\
         <style:table-properties table:display=\"true\" style:writing-mode=\"{direction}\"/></style:style>\
         <style:style style:name=\"bold\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\" \
         style:font-weight-asian=\"bold\" style:font-weight-complex=\"bold\"/></style:style>"
    )
}

/// The styles of columns and rows, which are named by what they say.
#[derive(Default)]
struct Styles {
    columns: BTreeMap<String, String>,
    rows: BTreeMap<String, String>,
}

impl Styles {
    fn column(&mut self, width: f64) -> String {
        let name = format!("c{:.0}", width * 10.0);
        let style = format!(
            "<style:style style:name=\"{name}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{}\"/></style:style>",
            millimetres(width)
        );
        self.columns.insert(name.clone(), style);
        name
    }

    /// A row of a fixed height: where a program finds it itself, it does so for the screen, and on paper the last line
    /// of a text may not fit.
    fn row(&mut self, points: f64) -> String {
        let name = format!("r{:.0}", points * 10.0);
        let style = format!(
            "<style:style style:name=\"{name}\" style:family=\"table-row\"><style:table-row-properties \
             style:row-height=\"{points:.1}pt\" style:use-optimal-row-height=\"false\"/></style:style>"
        );
        self.rows.insert(name.clone(), style);
        name
    }

    fn written(&self) -> String {
        self.columns.values().chain(self.rows.values()).map(String::as_str).collect()
    }
}

fn table(book: &Book, worksheet: &Worksheet, styles: &mut Styles, out: &mut String) {
    // The first row is for the screen; each page has the same at its head.
    let printed = range(worksheet, 1, worksheet.lines.len() as u32 - 1);
    let _ = write!(
        out,
        "<table:table table:name=\"{}\" table:style-name=\"sheet\" table:print-ranges=\"{}\">",
        escaped(&worksheet.name),
        escaped(&printed)
    );
    for width in &worksheet.widths {
        let _ = write!(out, "<table:table-column table:style-name=\"{}\"/>", styles.column(*width));
    }
    let head = worksheet.table.as_ref().map(|table| table.head as usize);
    for (row, line) in worksheet.lines.iter().enumerate() {
        let repeated = head == Some(row);
        if repeated {
            out.push_str("<table:table-header-rows>");
        }
        let style = styles.row(worksheet.height(line, book.large));
        let _ = write!(out, "<table:table-row table:style-name=\"{style}\">");
        cells(book, line, out);
        out.push_str("</table:table-row>");
        if repeated {
            out.push_str("</table:table-header-rows>");
        }
    }
    out.push_str("</table:table>");
}

fn cells(book: &Book, line: &Line, out: &mut String) {
    if line.cells.is_empty() {
        out.push_str("<table:table-cell/>");
    }
    for cell in &line.cells {
        written(book, cell, out);
        for _ in 1..cell.span {
            let _ = write!(out, "<table:covered-table-cell table:style-name=\"{:?}\"/>", cell.look);
        }
    }
}

fn written(book: &Book, cell: &Cell, out: &mut String) {
    let _ = write!(out, "<table:table-cell table:style-name=\"{:?}\"", cell.look);
    if cell.span > 1 {
        let _ = write!(out, " table:number-columns-spanned=\"{}\"", cell.span);
    }
    if let Some(rule) = cell.look.rule() {
        let _ = write!(out, " table:content-validation-name=\"{rule:?}\"");
    }
    let text =
        |text: &str| format!(" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>", spaced(text));
    let number = |number: u32| {
        format!(" office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>")
    };
    let rest = match &cell.value {
        Value::Empty => "/>".to_owned(),
        Value::Text(said) => text(said),
        Value::Led(lead, rest) => format!(
            " office:value-type=\"string\"><text:p><text:span text:style-name=\"bold\">{}</text:span>{}</text:p></table:table-cell>",
            spaced(lead),
            spaced(rest)
        ),
        Value::Formula(formula, computed) => {
            let formula = formula.written(Dialect::OpenDocument, &|at| book.name(at));
            let _ = write!(out, " table:formula=\"of:={}\"", escaped(&formula));
            match computed {
                Computed::Number(value) => number(*value),
                Computed::Text(said) => {
                    let _ = write!(out, " office:string-value=\"{}\"", escaped(said));
                    text(said)
                }
            }
        }
    };
    out.push_str(&rest);
}

fn validation(rule: Rule) -> String {
    let (condition, list) = match rule.choices() {
        Some(choices) => {
            let choices: Vec<String> = choices.iter().map(|choice| format!("\"{choice}\"")).collect();
            (format!("cell-content-is-in-list({})", choices.join(";")), "unsorted")
        }
        // The first of January 2000 as a number of days.
        None => ("cell-content-is-date() and cell-content()>=36526".to_owned(), "none"),
    };
    format!(
        "<table:content-validation table:name=\"{rule:?}\" table:condition=\"of:{}\" \
         table:allow-empty-cell=\"true\" table:display-list=\"{list}\"><table:error-message table:display=\"true\" \
         table:message-type=\"stop\"><text:p>{}</text:p></table:error-message></table:content-validation>",
        escaped(&condition),
        escaped(rule.refusal())
    )
}

fn filters(book: &Book) -> String {
    let filter = |(at, worksheet): (usize, &Worksheet)| {
        let Table { head, last } = worksheet.table.as_ref()?;
        Some(format!(
            "<table:database-range table:name=\"__Anonymous_Sheet_DB__{at}\" table:target-range-address=\"{}\" \
             table:display-filter-buttons=\"true\"/>",
            escaped(&range(worksheet, *head, *last))
        ))
    };
    book.worksheets.iter().enumerate().filter_map(filter).collect()
}

/// A range that is as wide as the worksheet.
fn range(worksheet: &Worksheet, first: u32, last: u32) -> String {
    let name = quoted(&worksheet.name);
    let column = letters(worksheet.widths.len() as u16 - 1);
    format!("{name}.A{}:{name}.{column}{}", first + 1, last + 1)
}
