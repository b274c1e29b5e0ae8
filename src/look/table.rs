//! A table, and its forms: aligned text, Markdown, CSV, JSON. Cells are JSON values, so that a number stays one and a list
//! stays a list for programs; for people each is a text.

use crate::base::{capital, columns, csv, first_columns};
use serde_json::{Map, Value};

#[derive(Clone, Default, PartialEq, Debug)]
pub struct Table {
    /// Names of the columns: keys for programs, heads for people.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Table {
        Table { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Without a column, if it has one of that name.
    fn drop_column(&mut self, name: &str) {
        let Some(at) = self.columns.iter().position(|column| column == name) else { return };
        self.columns.remove(at);
        for row in &mut self.rows {
            row.remove(at);
        }
    }

    /// As people are shown it: without the columns that only programs need, and another one in the place of a long one.
    pub fn short(mut self) -> Table {
        self.drop_column("file");
        if self.columns.iter().any(|column| column == "group_number") {
            self.drop_column("group");
        }
        for column in self.columns.iter_mut().filter(|column| *column == "group_number") {
            *column = "group".to_owned();
        }
        self
    }

    /// For a terminal of so many columns; the last column is cut where it does not fit. `shown` makes a text safe.
    pub fn text(&self, width: Option<usize>, shown: &dyn Fn(&str) -> String) -> String {
        let heads = self.columns.iter().map(|name| (shown(&name.replace('_', " ").to_uppercase()), false)).collect();
        let cell = |value: &Value| (shown(&plain(value)), value.is_number());
        let rows = self.rows.iter().map(|row| row.iter().map(cell).collect());
        let lines: Vec<Vec<(String, bool)>> = std::iter::once(heads).chain(rows).collect();
        aligned(&lines, width)
    }

    pub fn json(&self) -> Value {
        let object = |row: &Vec<Value>| {
            let pairs = self.columns.iter().zip(row).map(|(name, value)| (name.clone(), value.clone()));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }

    pub fn csv(&self) -> String {
        let mut out = String::from(csv::BYTE_ORDER_MARK);
        csv::row(&mut out, self.columns.iter().map(String::as_str));
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(plain).collect();
            csv::row(&mut out, cells.iter().map(String::as_str));
        }
        out
    }

    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let heads: Vec<String> = self.columns.iter().map(|name| escaped(&head(name))).collect();
        let numeric = |at: usize| !self.rows.is_empty() && self.rows.iter().all(|row| row[at].is_number());
        let rule: Vec<String> =
            (0..heads.len()).map(|at| if numeric(at) { "--:".to_owned() } else { "---".to_owned() }).collect();
        let rows = self.rows.iter().map(|row| line(&row.iter().map(|cell| escaped(&plain(cell))).collect::<Vec<_>>()));
        line(&heads) + &line(&rule) + &rows.collect::<String>()
    }
}

fn head(name: &str) -> String {
    capital(&name.replace('_', " "))
}

/// A cell as a text; of a list, its entries.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// Text in which Markdown sees no sign and no HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' | '@' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            _ if crate::base::is_unseen(c) => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// Columns under each other; numbers to the right. The last one is cut to the width.
fn aligned(lines: &[Vec<(String, bool)>], width: Option<usize>) -> String {
    let count = lines.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..count).map(|at| lines.iter().map(|line| columns(&line[at].0)).max().unwrap_or(0)).collect();
    let numeric: Vec<bool> = (0..count).map(|at| lines.len() > 1 && lines[1..].iter().all(|line| line[at].1)).collect();
    let mut out = String::new();
    for line in lines {
        let mut shown = String::new();
        for (at, (text, _)) in line.iter().enumerate() {
            let gap = if at == 0 { "" } else { "  " };
            let pad = " ".repeat(widths[at] - columns(text));
            shown.push_str(gap);
            shown.push_str(&if numeric[at] { format!("{pad}{text}") } else { format!("{text}{pad}") });
        }
        out.push_str(&cut(shown.trim_end(), width));
        out.push('\n');
    }
    out
}

fn cut(line: &str, width: Option<usize>) -> String {
    let Some(width) = width.filter(|width| columns(line) > *width) else { return line.to_owned() };
    first_columns(line, width.saturating_sub(1)).trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn table() -> Table {
        let mut table = Table::new(vec!["id", "level", "next_review"]);
        table.rows.push(vec![json!("AI-001"), json!(2), json!("数据")]);
        table.rows.push(vec![json!("B"), json!(10), json!(["a|b", "<i>"])]);
        table
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let same = |text: &str| text.to_owned();
        assert_eq!(
            table().text(None, &same),
            "ID      LEVEL  NEXT REVIEW\nAI-001      2  数据\nB          10  a|b <i>\n"
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_says_so() {
        let same = |text: &str| text.to_owned();
        assert_eq!(table().text(Some(18), &same).lines().nth(1), Some("AI-001      2  数…"));
    }

    #[test]
    fn no_cell_of_a_markdown_table_is_obeyed() {
        assert_eq!(
            table().markdown(),
            "| Id | Level | Next review |\n| --- | --: | --- |\n| AI-001 | 2 | 数据 |\n| B | 10 | a\\|b &lt;i&gt; |\n"
        );
    }

    #[test]
    fn programs_get_lists_and_numbers() {
        assert_eq!(table().json()[1], json!({ "id": "B", "level": 10, "next_review": ["a|b", "<i>"] }));
    }
}
