//! How deep a text may nest. Browsers give up at some 500, and pulldown-cmark takes time in proportion to lines times
//! depth: a line of 100,000 `>` and as many short lines after it would take it minutes.

use std::ops::Range;

/// How many quotes, lists, emphases and the like may stand in each other.
pub(super) const DEEPEST: usize = 100;

/// The first line that opens more blocks in each other than may be, before anything is read.
///
/// It knows nothing of code blocks: there too, no line may begin with a hundred `>`.
pub(super) fn too_deep_line(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // A shorter one has no room for so many.
        if line.len() > DEEPEST {
            let mut at = start;
            for part in line.split_inclusive('\r') {
                if markers(part.as_bytes()) > DEEPEST && !is_thematic_break(part) {
                    return Some(at..at + part.trim_end().len());
                }
                at += part.len();
            }
        }
        start += line.len();
    }
    None
}

/// `- - -` is a list in a list in a list, unless nothing follows.
fn is_thematic_break(line: &str) -> bool {
    let mark = line.trim_start().chars().next();
    matches!(mark, Some('-' | '*')) && line.chars().all(|c| c.is_whitespace() || Some(c) == mark)
}

/// How many quotes, list items and definitions begin at the start of the line.
fn markers(line: &[u8]) -> usize {
    let mut count = 0;
    let mut rest = line.trim_ascii_start();
    while let Some(length) = marker(rest) {
        count += 1;
        rest = rest[length..].trim_ascii_start();
    }
    count
}

fn marker(rest: &[u8]) -> Option<usize> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = digits + 1;
    let then_space = rest.get(length).is_none_or(u8::is_ascii_whitespace);
    match (digits, rest.get(digits)?) {
        (0, b'>') => Some(length),
        (0, b'-' | b'+' | b'*' | b':') if then_space => Some(length),
        (1..=9, b'.' | b')') if then_space => Some(length),
        (0, b'[') if rest.starts_with(b"[^") => {
            let end = rest.windows(2).position(|pair| pair == b"]:")?;
            Some(end + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_opens_a_hundred_blocks_and_more_is_found() {
        for marker in [">", "> ", "- ", "+\t", "*  ", "1. ", "12) ", ": ", "[^a]: ", "> - "] {
            let deep = format!("a\n{}b\nc", marker.repeat(DEEPEST + 1));
            let line = too_deep_line(&deep).map(|range| &deep[range]);
            assert_eq!(line, deep.lines().nth(1), "{marker:?}");
            let fine = format!("a\n{}b\nc", marker.repeat(DEEPEST / 2));
            assert_eq!(too_deep_line(&fine), None, "{marker:?}");
        }
    }

    #[test]
    fn a_thematic_break_is_not_deep() {
        assert_eq!(too_deep_line(&"- ".repeat(500)), None);
        assert_eq!(too_deep_line(&"-".repeat(500)), None);
        assert_eq!(too_deep_line(&"1.1.".repeat(500)), None);
    }
}
