//! The formulas of a workbook. All are ours and made of these parts: no text from content stands in one, but for the
//! names of worksheets, which are quoted.

use std::fmt::Write;

pub enum Formula {
    /// How many cells of a range hold anything.
    Filled(Range),
    /// How many hold a number.
    Rated(Range),
    /// How many hold this.
    Equal(Range, Sought),
    Sum(Range),
    /// What another cell holds.
    Same(At),
    /// "Name: ______   Role: ______", with what was written for each.
    WrittenIn(Vec<(&'static str, At)>),
}

#[derive(Clone, Copy)]
pub enum Sought {
    Text(&'static str),
    Number(u32),
}

/// A cell: the worksheet's place in the book, row and column, all from zero.
#[derive(Clone, Copy)]
pub struct At {
    pub worksheet: usize,
    pub row: u32,
    pub column: u16,
}

/// A column's cells, from the first row to the last one.
#[derive(Clone, Copy)]
pub struct Range {
    pub from: At,
    pub last: u32,
}

/// What is there to write on where nothing was written.
const BLANK: &str = "__________________________";
const BETWEEN: &str = "    ";

/// How a format writes formulas.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Excel,
    OpenDocument,
}

impl Formula {
    /// The formula, without the mark that says that it is one.
    pub fn written<'a>(&self, dialect: Dialect, name: &dyn Fn(usize) -> &'a str) -> String {
        let at = |at: &At| dialect.cell(at, name);
        let range = |range: &Range| dialect.range(range, name);
        let comma = if dialect == Dialect::Excel { ',' } else { ';' };
        match self {
            Formula::Filled(cells) => format!("COUNTA({})", range(cells)),
            Formula::Rated(cells) => format!("COUNT({})", range(cells)),
            Formula::Equal(cells, Sought::Text(text)) => format!("COUNTIF({}{comma}\"{text}\")", range(cells)),
            Formula::Equal(cells, Sought::Number(number)) => format!("COUNTIF({}{comma}{number})", range(cells)),
            Formula::Sum(cells) => format!("SUM({})", range(cells)),
            Formula::Same(cell) => at(cell),
            Formula::WrittenIn(lines) => {
                let mut out = String::new();
                for (place, (label, cell)) in lines.iter().enumerate() {
                    let between = if place == 0 { String::new() } else { format!("&\"{BETWEEN}\"&") };
                    let cell = at(cell);
                    let _ = write!(out, "{between}\"{label}: \"&IF({cell}=\"\"{comma}\"{BLANK}\"{comma}{cell})");
                }
                out
            }
        }
    }

    /// What `WrittenIn` comes to on an empty sheet.
    pub fn unwritten(labels: &[&str]) -> String {
        labels.iter().map(|label| format!("{label}: {BLANK}")).collect::<Vec<_>>().join(BETWEEN)
    }
}

impl Dialect {
    fn cell<'a>(self, at: &At, name: &dyn Fn(usize) -> &'a str) -> String {
        let sheet = quoted(name(at.worksheet));
        let place = absolute(at.row, at.column);
        match self {
            Dialect::Excel => format!("{sheet}!{place}"),
            Dialect::OpenDocument => format!("[${sheet}.{place}]"),
        }
    }

    fn range<'a>(self, range: &Range, name: &dyn Fn(usize) -> &'a str) -> String {
        let sheet = quoted(name(range.from.worksheet));
        let (from, to) = (absolute(range.from.row, range.from.column), absolute(range.last, range.from.column));
        match self {
            Dialect::Excel => format!("{sheet}!{from}:{to}"),
            Dialect::OpenDocument => format!("[${sheet}.{from}:.{to}]"),
        }
    }
}

/// A worksheet's name as references hold it; every program takes the quotation marks, needed or not.
pub fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

fn absolute(row: u32, column: u16) -> String {
    format!("${}${}", letters(column), row + 1)
}

/// "A", "B", …, "AA".
pub fn letters(column: u16) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_written_for_each_kind_of_program() {
        let name = |_: usize| "6 It's";
        let from = At { worksheet: 1, row: 6, column: 0 };
        let cells = Range { from, last: 9 };
        let ticked = Formula::Equal(cells, Sought::Text("☑"));
        assert_eq!(ticked.written(Dialect::Excel, &name), "COUNTIF('6 It''s'!$A$7:$A$10,\"☑\")");
        assert_eq!(ticked.written(Dialect::OpenDocument, &name), "COUNTIF([$'6 It''s'.$A$7:.$A$10];\"☑\")");
        assert_eq!(Formula::Same(from).written(Dialect::OpenDocument, &name), "[$'6 It''s'.$A$7]");
        let written = Formula::WrittenIn(vec![("Name", from), ("Role", from)]).written(Dialect::Excel, &name);
        assert!(written.starts_with("\"Name: \"&IF('6 It''s'!$A$7=\"\",\"___"), "{written}");
        assert!(written.contains("&\"    \"&\"Role: \"&IF("), "{written}");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
