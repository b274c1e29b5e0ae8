//! A text as one line, without what a reader would not see.

use crate::base::is_hidden;

/// Runs of white space become one space; characters that are not seen but change what is (control characters, those
/// that turn the direction of writing, code points that are no characters) become U+FFFD, so that their place is seen.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_shown_and_lines_are_joined() {
        assert_eq!(line(" a\tb\r\n c\u{0}d\u{202e} \u{ffff}"), "a b c\u{fffd}d\u{fffd} \u{fffd}");
        assert_eq!(line("'Môn, العربية 🦊"), "'Môn, العربية 🦊");
    }
}
