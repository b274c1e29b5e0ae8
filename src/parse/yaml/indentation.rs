//! Mistakes in where a line begins: a tab, or a column that fits nothing above. The help counts the right spaces.

use super::line::{Line, shorten, spaces};
use super::mistake::Mistake;

pub(super) fn tab(text: &str, at: usize) -> Mistake {
    let mut start = Line::at(text, at).start;
    while start < text.len() {
        let line = Line::at(text, start);
        if let Some(tab) = line.text[..line.indent()].find('\t') {
            let mended = line.text[..line.indent()].replace('\t', "  ");
            let tab = line.start + tab;
            let mended = format!("{mended}{}", line.text.trim());
            return Mistake::new(tab..tab + 1, "a tab stands in the indentation, which takes only spaces", "this tab")
                .help(format!("write `{}`", shorten(&mended)));
        }
        start = line.end() + 1;
    }
    let tab = text[at..].find('\t').map_or(at, |found| at + found);
    let end = text.ceil_char_boundary((tab + 1).min(text.len()));
    Mistake::new(tab..end, "a tab cannot stand here", "this tab").help("write a space in its place")
}

/// `- x` deeper than the item above it, which YAML reads as more of that item's text.
pub(super) fn swallowed_item(line: Line) -> Mistake {
    let dash = line.start + line.indent();
    Mistake::new(
        dash..dash + 1,
        "this list item is indented so that it becomes part of the text above",
        "this dash",
    )
    .help("indent it as the other items are, or give the key above no value; if it is part of the text, put the whole text in quotes")
}

/// The line fits nowhere: it stands too deep, too shallow, or is an item among keys.
pub(super) fn indentation(text: &str, line: Line) -> Mistake {
    let at = line.whole();
    let mistake = |message: String, label: &str| Mistake::new(at.clone(), message, label);
    let Some(above) = line.above(text).next() else {
        return mistake("this line cannot be read".to_owned(), "here")
            .help("each line is a key, a colon, a space and a value, as in `title: Ethics`");
    };
    let indent = line.indent();
    if let Some(column) = block_column(text, line) {
        return mistake(
            "this line is indented less than the first line of the text that it belongs to".to_owned(),
            "not indented enough",
        )
        .help(format!("indent it by {}, or more", spaces(column)));
    }
    let levels = levels(text, line);
    if levels.is_empty() || levels.contains(&indent) {
        let beside = line.above(text).find(|above| above.indent() <= indent);
        return match (line.is_item(), beside.is_some_and(Line::is_item)) {
            (true, false) => mistake("a list item stands where a key is expected".to_owned(), "this item")
                .help("a list stands below a key that has no value of its own, as in `tags:` and, on the next line, `  - first`"),
            (false, true) => mistake("a key stands where a list item is expected".to_owned(), "this key")
                .help("begin it with `- ` if it is an item, or indent it if it belongs to the item above"),
            _ => mistake("this line cannot follow the one above".to_owned(), "here")
                .help("each line is a key, a colon, a space and a value, as in `title: Ethics`"),
        };
    }
    let mend = match levels.as_slice() {
        [0] => "do not indent it".to_owned(),
        [one] => format!("indent it by {}", spaces(*one)),
        [first, .., last] => format!("indent it by {first} or {last} spaces"),
        [] => String::new(),
    };
    if indent > above.indent() && levels.iter().all(|level| *level < indent) {
        return mistake(
            "this line is indented further than the one above, which already has a value".to_owned(),
            "indented too far",
        )
        .help(format!("{mend}; if it goes on with the text above, put the whole text in quotes"));
    }
    if indent == 0 {
        return mistake("this line is not indented, but those above are".to_owned(), "not indented")
            .help(format!("{mend}: keys that belong together begin in the same column"));
    }
    mistake(format!("this line is indented by {}, which fits no line above", spaces(indent)), "wrong indentation")
        .help(mend)
}

/// The column of the text that a `|` or `>` above announces, if the line stands between the key's column and that.
fn block_column(text: &str, line: Line) -> Option<usize> {
    let key = line.above(text).find(|above| above.indent() < line.indent())?;
    let announced = key.get(key.value()).starts_with(['|', '>']);
    let column = key.below(text)?.indent();
    (announced && column > line.indent()).then_some(column)
}

/// The indentations at which the line could go on with what is open above it: of keys if it is a key, else of items.
fn levels(text: &str, line: Line) -> Vec<usize> {
    let mut levels = Vec::new();
    let mut inner = usize::MAX;
    for above in line.above(text) {
        if above.indent() >= inner {
            continue;
        }
        inner = above.indent();
        let column = above.body() - above.start;
        match (line.is_item(), above.is_item()) {
            (true, true) => levels.push(inner),
            (true, false) => {}
            (false, _) if above.colon().is_some() => levels.push(column),
            (false, _) => {}
        }
        if inner == 0 {
            break;
        }
    }
    levels.sort_unstable();
    levels.dedup();
    levels
}
