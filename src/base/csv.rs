//! Rows of comma-separated values (RFC 4180) whose texts no spreadsheet program runs.

use std::borrow::Cow;

/// What tells spreadsheet programs that a file is UTF-8; they take it for another encoding otherwise.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What begins, in UTF-8, U+0080 to U+00BF: the control characters beyond ASCII, and some signs.
const FIRST_BEYOND_ASCII: u8 = 0xc2;

/// Adds a row and its line end.
pub fn row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        escape(cell, out);
    }
    out.push_str("\r\n");
}

/// A cell. Text that a spreadsheet would run as a formula gets an apostrophe in front, which the program does not show.
fn escape(cell: &str, out: &mut String) {
    let mut cell = Cow::Borrowed(cell);
    if cell.bytes().any(|byte| byte.is_ascii_control() || byte == FIRST_BEYOND_ASCII) && cell.contains(char::is_control)
    {
        cell = cell.replace(char::is_control, "").into();
    }
    if cell.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) {
        cell = format!("'{cell}").into();
    }
    if cell.bytes().any(|byte| matches!(byte, b'"' | b',' | b'\'' | b';')) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(cell: &str) -> String {
        let mut out = String::new();
        escape(cell, &mut out);
        out
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(escaped("=SUM(A1)"), "\"'=SUM(A1)\"");
        assert_eq!(escaped("@x"), "\"'@x\"");
        assert_eq!(escaped("\t=x"), "\"'=x\"");
        assert_eq!(escaped("say \"hi\", all"), "\"say \"\"hi\"\", all\"");
        assert_eq!(escaped("plain\ttext"), "plaintext");
    }

    #[test]
    fn rows_end_as_the_standard_says() {
        let mut out = String::new();
        row(&mut out, ["a", "", "b c"]);
        row(&mut out, ["d"]);
        assert_eq!(out, "a,,b c\r\nd\r\n");
    }
}
