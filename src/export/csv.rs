//! The current statements as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark (spreadsheet programs take it
//! for another encoding otherwise).

use super::Source;
use super::json::uri;
use crate::site::addresses;

pub fn statements(source: &Source) -> Vec<u8> {
    let framework = source.framework;
    let mut out = String::from("\u{feff}");
    row(
        &mut out,
        [
            "id",
            "title",
            "statement",
            "level",
            "level_title",
            "archetypes",
            "process",
            "group_number",
            "group",
            "group_path",
            "uri",
        ],
    );
    for (_, statement) in framework.statements() {
        let capability = &framework[statement.capability];
        let group = &framework[statement.group];
        let level = &framework[statement.level];
        let archetypes: Vec<&str> = statement.archetypes.iter().map(|at| framework[*at].slug.as_str()).collect();
        row(
            &mut out,
            [
                capability.id.as_str(),
                if capability.titled { capability.about.title() } else { "" },
                &statement.text.own().phrase.plain,
                &level.number.to_string(),
                level.about.title(),
                &archetypes.join(" "),
                statement.process.map_or("", |at| framework[at].slug.as_str()),
                &group.number,
                group.about.title(),
                &group.path,
                &uri(source.settings, &addresses::capability(capability)),
            ],
        );
    }
    out.into_bytes()
}

fn row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
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
        assert_eq!(escape("say \"hi\", all"), "\"say \"\"hi\"\", all\"");
        assert_eq!(escape("plain\ttext"), "plaintext");
    }
}
