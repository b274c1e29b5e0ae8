//! A mended text, put back into the file as its author saved it: with its byte order mark and its line ends.

use crate::base::lines::changes;

/// What the file becomes: `raw` is what stands in it, `old` and `new` the text before and after. Lines that did not
/// change keep their bytes. `None` if the file does not hold the old text, or holds it with letters in two parts.
pub fn on_disk(raw: &str, old: &str, new: &str) -> Option<String> {
    let (mark, rest) = match raw.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", raw),
    };
    let saved = lines(rest);
    let ours: Vec<&str> = old.split('\n').collect();
    if saved.len() != ours.len() || saved.iter().zip(&ours).any(|((text, _), own)| text != own) {
        return None;
    }
    let mended: Vec<&str> = new.split('\n').collect();
    // The line end that a new line gets: the one of the first line.
    let usual = if saved[0].1.is_empty() { "\n" } else { saved[0].1 };
    let mut out = mark.to_owned();
    let mut at = 0;
    let mut written: Vec<(&str, &str)> = Vec::with_capacity(mended.len());
    for change in changes(&ours, &mended) {
        written.extend(&saved[at..change.old.start]);
        let ends = saved[change.old.clone()].iter().map(|(_, end)| *end).chain(std::iter::repeat(usual));
        written.extend(mended[change.new.clone()].iter().copied().zip(ends));
        at = change.old.end;
    }
    written.extend(&saved[at..]);
    let last = written.len() - 1;
    for (place, (text, end)) in written.into_iter().enumerate() {
        out.push_str(text);
        // What was the end of the file may have become a line, and the other way round.
        out.push_str(match (place == last, end) {
            (true, _) => "",
            (false, "") => usual,
            (false, end) => end,
        });
    }
    Some(out)
}

/// Lines and their ends; the last has none.
fn lines(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n']) {
        let length = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        lines.push((&rest[..at], &rest[at..at + length]));
        rest = &rest[at + length..];
    }
    lines.push((rest, ""));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_the_byte_order_mark_stay() {
        let raw = "\u{feff}a\r\nb\rc\nd\r\n";
        assert_eq!(on_disk(raw, "a\nb\nc\nd\n", "a\nB\nc\nd\n").unwrap(), "\u{feff}a\r\nB\rc\nd\r\n");
        assert_eq!(on_disk(raw, "a\nb\nc\nd\n", "a\nc\nd\n").unwrap(), "\u{feff}a\r\nc\nd\r\n");
        assert_eq!(on_disk("a\r\nb", "a\nb", "a\nb\nc").unwrap(), "a\r\nb\r\nc");
    }

    #[test]
    fn a_file_that_holds_something_else_is_left_alone() {
        assert_eq!(on_disk("a\nx\n", "a\nb\n", "a\nc\n"), None);
        assert_eq!(on_disk("cafe\u{301}\nb\n", "caf\u{e9}\nb\n", "caf\u{e9}\nc\n"), None);
    }

    #[test]
    fn the_same_text_is_the_same_file() {
        for raw in ["", "\n", "a", "a\r\n\r\n", "\u{feff}a\rb"] {
            let text = raw.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(on_disk(raw, &text, &text).unwrap(), raw, "{raw:?}");
        }
    }
}
