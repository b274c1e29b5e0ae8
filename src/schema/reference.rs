//! What the reference for authors (docs/content.md) says of each key: the tables there are read, so that no key is
//! described twice.

use crate::base::unlinked;

static REFERENCE: &str = include_str!("../../docs/content.md");

/// The part with the keys that every kind has.
const COMMON: &str = "Keys that every kind has";

/// Where the keys inside a key are described: its path, the heading, and which table below that.
static INSIDE: &[(&str, &str, usize)] = &[
    ("statements", "Capability", 1),
    ("mappings", "Capability", 2),
    ("retired", "Retired capabilities", 0),
    ("rows", "Mapping", 1),
    ("framework", "`framework` (required)", 0),
    ("names", "`names`", 0),
    ("names.*", "`names`", 1),
    ("site", "`site`", 0),
    ("ids", "`ids`", 0),
    ("checklists", "`checklists`", 0),
    ("data", "`data`", 0),
    ("review", "`review`", 0),
    ("search", "`search`", 0),
    ("checks", "`checks`", 0),
];

/// A line of a table: the key, and the words for it.
struct Row<'a> {
    key: &'a str,
    kind: &'a str,
    what: &'a str,
}

/// The words for the key at the end of a path, below the heading of its kind; empty where there are none.
pub fn of_key(heading: &str, is_kind: bool, path: &[&str]) -> String {
    let Some((key, outer)) = path.split_last() else { return String::new() };
    let own = match outer {
        [] => table(heading, 0),
        _ => inside(outer),
    };
    let common = if is_kind && outer.is_empty() { table(COMMON, 0) } else { Vec::new() };
    let found: Vec<&Row> = own.iter().chain(&common).filter(|row| row.key == *key).collect();
    let what = found.iter().map(|row| row.what).find(|what| !what.is_empty());
    plain(what.or_else(|| found.iter().map(|row| row.kind).find(|kind| !kind.is_empty())).unwrap_or_default())
}

/// All keys that are described for a kind or for the settings, as paths with dots.
#[cfg(test)]
pub fn keys(heading: &str, is_kind: bool) -> Vec<String> {
    if !is_kind {
        let mut keys = Vec::new();
        for (path, heading, at) in INSIDE.iter().filter(|(_, heading, _)| heading.starts_with('`')) {
            // Any one will do where all are alike.
            let path = path.replace('*', "level");
            keys.extend(table(heading, *at).into_iter().map(|row| format!("{path}.{}", row.key)));
        }
        return keys;
    }
    let mut keys: Vec<String> =
        table(heading, 0).into_iter().chain(table(COMMON, 0)).map(|row| row.key.to_owned()).collect();
    for (path, below, at) in INSIDE.iter().filter(|(path, ..)| keys.iter().any(|key| key == path)).collect::<Vec<_>>() {
        keys.extend(table(below, *at).into_iter().map(|row| format!("{path}.{}", row.key)));
    }
    keys
}

fn inside(outer: &[&str]) -> Vec<Row<'static>> {
    let path = outer.join(".");
    let any = outer.split_last().map(|(_, before)| [before, &["*"]].concat().join(".")).unwrap_or_default();
    let found =
        INSIDE.iter().find(|(known, ..)| *known == path).or_else(|| INSIDE.iter().find(|(known, ..)| *known == any));
    found.map(|(_, heading, at)| table(heading, *at)).unwrap_or_default()
}

/// The rows of a table below a heading, up to the next heading of any rank; the first table is number 0.
fn table(heading: &str, at: usize) -> Vec<Row<'static>> {
    let lines =
        REFERENCE.lines().skip_while(|line| line.trim_start_matches('#').trim() != heading || !line.starts_with('#'));
    let part: Vec<&str> =
        lines.skip(1).take_while(|line| !line.starts_with("## ") && !line.starts_with("### ")).collect();
    let mut tables = part.split(|line| !line.starts_with('|')).filter(|lines| !lines.is_empty());
    let Some(lines) = tables.nth(at) else { return Vec::new() };
    let Some((head, rows)) = lines.split_first() else { return Vec::new() };
    let head = cells(head);
    let column = |name: &str| head.iter().position(|cell| *cell == name);
    let (kind, what) = (column("type"), column("what"));
    let rows = rows.iter().skip(1).map(|line| {
        let cells = cells(line);
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at).copied()).unwrap_or_default();
        Row { key: cells[0].trim_matches('`'), kind: cell(kind), what: cell(what) }
    });
    rows.collect()
}

/// The cells of a table's line.
fn cells(line: &'static str) -> Vec<&'static str> {
    line.trim().trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('|').trim()).collect()
}

/// Words for reading as they are: of a link its text; no signs of code.
fn plain(markdown: &str) -> String {
    unlinked(markdown, |words, _| (!words.contains(['[', ']'])).then(|| words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_the_one_of_the_nearest_table() {
        assert_eq!(of_key("Capability", true, &["related"]), "the other side shows it too");
        assert_eq!(of_key("Capability", true, &["retired", "reason"]), "why, as a sentence");
        assert_eq!(of_key("Level", true, &["title"]), "what it is called");
        assert_eq!(of_key("Settings: gradus.yml", false, &["names", "level", "one"]), "the word for one");
    }

    #[test]
    fn links_and_brackets_are_read_as_words() {
        assert_eq!(plain("see [drafts](#drafts)"), "see drafts");
        assert_eq!(plain("old addresses: `[/old/]`"), "old addresses: `[/old/]`");
    }
}
