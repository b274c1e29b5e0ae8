//! Rows of comma-separated values (RFC 4180) whose texts no spreadsheet program runs.

/// What tells spreadsheet programs that a file is UTF-8; they take it for another encoding otherwise.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Adds a row and its line end.
pub fn row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&escape(cell));
    }
    out.push_str("\r\n");
}

/// A cell. Text that a spreadsheet would run as a formula gets an apostrophe in front, which the program does not show.
fn escape(cell: &str) -> String {
    let cell: String = cell.chars().filter(|c| !c.is_control()).collect();
    let runs = cell.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let cell = if runs { format!("'{cell}") } else { cell };
    if cell.contains(['"', ',', '\'', ';']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(escape("=SUM(A1)"), "\"'=SUM(A1)\"");
        assert_eq!(escape("@x"), "\"'@x\"");
        assert_eq!(escape("\t=x"), "\"'=x\"");
        assert_eq!(escape("say \"hi\", all"), "\"say \"\"hi\"\", all\"");
        assert_eq!(escape("plain\ttext"), "plaintext");
    }

    #[test]
    fn rows_end_as_the_standard_says() {
        let mut out = String::new();
        row(&mut out, ["a", "", "b c"]);
        row(&mut out, ["d"]);
        assert_eq!(out, "a,,b c\r\nd\r\n");
    }
}
