//! The part of a line that is shown with a finding: the mark, and as much around it as there is room for, with an ellipsis
//! where that is not all.

use super::visible;
use crate::base::{Place, Position, columns, first_columns, last_columns, shortened};
use crate::source::Sources;
use std::ops::Range;

/// What is shown of the line of a place, with what could trick a terminal made visible, and where the place is in it.
pub struct Shown {
    pub path: String,
    pub at: Position,
    pub text: String,
    pub range: Range<usize>,
}

impl Shown {
    pub fn new(sources: &Sources, place: Place, label: &str, room: usize) -> Shown {
        let whole = sources.text(place.file);
        let start = whole.floor_char_boundary((place.span.start as usize).min(whole.len()));
        let line_start = whole[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = whole[start..].find('\n').map_or(whole.len(), |at| start + at);
        // A place of several lines is shown by its first.
        let end = whole.floor_char_boundary((place.span.end as usize).clamp(start, line_end));
        // First roughly, because signs that are shown by their codes take more room than they have now.
        let before = ending(&whole[line_start..start], room);
        let marked = shortened(&whole[start..end], room, room);
        let after = beginning(&whole[end..line_end], room);
        let mut parts = [&before, &marked, &after].map(|part| visible(part));
        if visible(&parts.concat()) != parts.concat() {
            // A sign that a log would obey stands across the edge of the mark.
            parts = parts.map(|part| part.replace('#', "\\u{23}"));
        }
        let [before, marked, after] = within(parts, columns(label) + 1, room);
        let range = before.len()..before.len() + marked.len();
        Shown {
            path: visible(sources.path(place.file).as_str()),
            at: Position::of(whole, start),
            text: format!("{before}{marked}{after}"),
            range,
        }
    }
}

/// What stands before a mark, the mark and what stands behind it, in so many columns. What is said of the mark stands below
/// the line and to the right.
fn within([before, marked, after]: [String; 3], said: usize, room: usize) -> [String; 3] {
    // A mark that does not fit is cut to half of the room, so that what is said of it stands beside it.
    let fits = columns(&marked) + 2 <= room;
    let marked = if fits { marked } else { shortened(&marked, room / 3, room / 6) };
    let free = room - columns(&marked);
    let behind = columns(&after).min(free / 2).max(said.min(free));
    let left = columns(&before).min(free - behind);
    [ending(&before, left), marked, beginning(&after, free - left)]
}

/// So many columns before a mark, of which an ellipsis takes one where that is not all.
fn ending(text: &str, room: usize) -> String {
    if last_columns(text, room) == text {
        text.to_owned()
    } else {
        format!("…{}", last_columns(text, room.saturating_sub(1)))
    }
}

/// So many columns behind it.
fn beginning(text: &str, room: usize) -> String {
    if first_columns(text, room) == text {
        text.to_owned()
    } else {
        format!("{}…", first_columns(text, room.saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::human::human;
    use super::*;
    use crate::base::{Diagnostic, Span, codes};
    use crate::fix::Mends;
    use crate::source::SourceFile;

    /// What is said on so many columns of a mark in a line, with a label; and the lines of it that show the text and the mark.
    fn said(before: &str, marked: &str, after: &str, width: usize) -> (String, String, String) {
        let file = SourceFile::text("content/a.md", &format!("above\n{before}{marked}{after}\nbelow")).unwrap();
        let sources = Sources::new([file]);
        let start = "above\n".len() + before.len();
        let span = Span::new(start, start + marked.len());
        let place = Place { file: sources.find("content/a.md").unwrap(), span };
        let finding = Diagnostic::new(&codes::NO_ALT, place, format!("no `{marked}`")).label("is not there");
        let all = human(&finding, &sources, &Mends::new(&sources), false, width);
        let line = |sign: &str| all.lines().find(|line| line.starts_with(sign)).unwrap_or_else(|| panic!("{all}"));
        let marks = all.lines().find(|line| line.contains("━")).unwrap_or_else(|| panic!("{all}"));
        (all.clone(), line("2 │").to_owned(), marks.to_owned())
    }

    /// What stands above the marks, by columns of a terminal.
    fn above<'a>(line: &'a str, marks: &str) -> &'a str {
        let before = &marks[..marks.find('━').expect("marks")];
        let marks: String = marks[before.len()..].chars().take_while(|c| "━…".contains(*c)).collect();
        let start = first_columns(line, columns(before)).len();
        first_columns(&line[start..], columns(&marks))
    }

    #[test]
    fn of_a_long_line_what_stands_around_the_mark_is_shown() {
        let texts = ["x ", "漢字 ", "x\u{301}a ", "é\t", "👩 ", "كلمة "];
        for width in [60, 80, 140] {
            for (text, count) in texts.iter().flat_map(|text| [0, 1, 30, 10_000].map(|count| (text, count))) {
                for (more, marked) in
                    [0, 1, 10_000].into_iter().flat_map(|more| ["here", "漢字x\u{301}"].map(|it| (more, it)))
                {
                    let (before, after) = (text.repeat(count), text.repeat(more));
                    let (all, line, marks) = said(&before, marked, &after, width);
                    assert!(columns(&line) <= width, "{}: {all}", columns(&line));
                    assert!(columns(&marks) <= width, "{}: {all}", columns(&marks));
                    assert_eq!(above(&line, &marks), marked, "{all}");
                    // What stands before and behind is all of it, or an ellipsis says that it is not.
                    let (left, right) = line["2 │ ".len()..].split_once(marked).expect("the mark");
                    let (wanted, also) = (visible(&before), visible(&after));
                    assert!(
                        left == wanted || left.starts_with('…') && wanted.ends_with(&left['…'.len_utf8()..]),
                        "{all}"
                    );
                    let right = right.trim_end();
                    assert!(
                        right == also.trim_end() || right.ends_with('…') && also.starts_with(&right[..right.len() - 3]),
                        "{all}"
                    );
                    let column = before.chars().count() + 1;
                    assert!(all.contains(&format!("content/a.md:2:{column}\n")), "{column}: {all}");
                }
            }
        }
    }

    #[test]
    fn of_a_long_mark_the_beginning_and_the_end_are_shown() {
        for text in ["x", "漢", "x\u{301}", "\u{202e}", "👩", "a\t"] {
            for count in [200, 40_000] {
                let marked = format!("<{}>", text.repeat(count));
                for around in [0, 10_000] {
                    let (all, line, marks) = said(&"b ".repeat(around), &marked, &" c".repeat(around), 80);
                    assert!(columns(&line) <= 80 && columns(&marks) <= 80, "{all}");
                    let shown = above(&line, &marks);
                    assert!(shown.starts_with('<') && shown.contains('…') && shown.ends_with('>'), "{shown}: {all}");
                    assert!(all.len() < 3_000, "{}", all.len());
                }
            }
        }
    }

    #[test]
    fn a_place_is_that_of_the_file_also_behind_signs_that_are_not_seen() {
        let (all, line, marks) = said("a\u{200b}\u{202e}\t", "here", "", 80);
        assert!(all.contains("content/a.md:2:5\n"), "{all}");
        assert_eq!(above(&line, &marks), "here", "{all}");
    }
}
