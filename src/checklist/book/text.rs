//! Texts as cells hold them.

/// The most that a cell of Excel holds, in UTF-16 units.
const MOST: usize = 32_767;

/// One line that fits into a cell.
pub fn line(text: &str) -> String {
    cut(crate::checklist::line::line(text), MOST)
}

/// A text of at most so many UTF-16 units; what was cut off shows as an ellipsis.
pub fn cut(mut text: String, most: usize) -> String {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units >= most
    });
    text.truncate(end.map_or(0, |(at, _)| at));
    text.push('…');
    text
}

/// The end of a text, of at most so many characters; what was cut off before it shows as an ellipsis.
pub fn end(text: &str, most: usize) -> String {
    let over = text.chars().count().saturating_sub(most);
    if over == 0 {
        return text.to_owned();
    }
    std::iter::once('…').chain(text.chars().skip(over + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("🦊🦊🦊".into(), 6), "🦊🦊🦊");
        assert_eq!(cut("🦊🦊🦊".into(), 5), "🦊🦊…");
        assert_eq!(cut("🦊🦊🦊".into(), 4), "🦊…");
        assert_eq!(cut("abc".into(), 2), "a…");
        assert_eq!(end("🦊bcd", 4), "🦊bcd");
        assert_eq!(end("🦊bcd", 3), "…cd");
        assert_eq!(line(&"é".repeat(40_000)).encode_utf16().count(), MOST);
    }
}
