//! A sheet as comma-separated values, for other programs. Each row says of itself which sheet it is from.

use super::{Column, Layout, NAMES, Sheet, Words};
use crate::base::csv::{BYTE_ORDER_MARK, row};

/// The heads of what tells where a statement stands. They are the same in every framework, for programs that look.
pub static PLACE: &[&str] =
    &["Title", "First", "Level", "Domain number", "Domain", "Group number", "Group", "Framework", "Version", "Edition"];

/// The layout's columns, empty where a person writes, and then what tells where each statement stands. Spreadsheet
/// programs want the byte order mark; others may stumble over it.
///
/// A layout without a table (an action plan) gives the statements that it is about.
pub fn csv(sheet: &Sheet, byte_order_mark: bool) -> Vec<u8> {
    let mut out = String::from(if byte_order_mark { BYTE_ORDER_MARK } else { "" });
    let columns = columns(sheet.form.layout);
    let own: Vec<String> = columns.iter().flat_map(|column| heads(&sheet.words, *column)).collect();
    row(&mut out, own.iter().map(String::as_str).chain(PLACE.iter().copied()));
    for group in &sheet.groups {
        for statement in &group.rows {
            let own = columns.iter().flat_map(|column| match column {
                Column::Id => vec![statement.id.as_str()],
                Column::Statement => vec![statement.text.as_str()],
                Column::Names => vec![""; NAMES],
                _ => vec![""],
            });
            row(
                &mut out,
                own.chain([
                    statement.title.as_deref().unwrap_or_default(),
                    if statement.first { "yes" } else { "" },
                    &statement.level.to_string(),
                    &group.domain.number,
                    &group.domain.title,
                    &group.number,
                    &group.title,
                    &sheet.framework,
                    &sheet.version,
                    &sheet.edition,
                ]),
            );
        }
    }
    out.into_bytes()
}

/// A layout's own columns.
pub fn columns(layout: &Layout) -> &'static [Column] {
    match layout.columns {
        [] => &[Column::Id, Column::Statement],
        columns => columns,
    }
}

/// What stands at their heads.
pub fn heads(words: &Words, column: Column) -> Vec<String> {
    match column {
        Column::Names => (1..=NAMES).map(|name| format!("{} {name}", column.title())).collect(),
        column => vec![words.head(column).to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::sample;

    fn text(layout: &str) -> String {
        String::from_utf8(csv(&sample::sheet(layout), false)).expect("UTF-8")
    }

    #[test]
    fn a_row_stands_by_itself() {
        let text = text("learner");
        let mut lines = text.split("\r\n");
        assert_eq!(
            lines.next(),
            Some(
                "Done,Id,Statement,Note,Title,First,Level,Domain number,Domain,Group number,Group,Framework,Version,Edition"
            )
        );
        assert_eq!(
            lines.next(),
            Some(
                ",AI-001,\"I can't see \"\"it\"\", yet.\",,Robots,yes,2,6,AI & co,6.4,Robotics,Our framework,1.0,0a1b2c3d"
            )
        );
    }

    #[test]
    fn a_formula_of_an_author_is_text_and_every_row_is_one_line() {
        let text = text("roster");
        assert!(text.contains(",\"'=SUM(A1)\","), "{text}");
        assert!(text.ends_with("\r\n"));
        assert_eq!(text.split("\r\n").filter(|line| !line.is_empty()).count(), 1 + sample::sheet("roster").count);
        assert!(text.starts_with("Id,Statement,Person 1,Person 2,"));
    }

    #[test]
    fn the_byte_order_mark_is_asked_for() {
        assert!(csv(&sample::sheet("learner"), true).starts_with("\u{feff}Done".as_bytes()));
        assert!(csv(&sample::sheet("learner"), false).starts_with(b"Done"));
    }

    #[test]
    fn a_layout_without_a_table_gives_the_statements_that_it_is_about() {
        assert!(text("blank").starts_with("Id,Statement,Title"));
        assert!(text("blank").contains("AI-001"));
    }
}
