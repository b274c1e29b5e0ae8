//! How wide a text is on a screen, and the part of a long one that fits. Used wherever an author's text may be longer than
//! anybody reads.

/// How many columns of a terminal a text takes: two for the wide letters of East Asia and for pictures, none for marks that
/// stand over another letter.
pub fn columns(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

fn of_char(c: char) -> usize {
    if unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}')
    {
        return 0;
    }
    let wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}' | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}');
    if wide { 2 } else { 1 }
}

/// The longest beginning of so many columns, with the marks over its last letter. Marks without end are cut, too.
pub fn first_columns(text: &str, most: usize) -> &str {
    let end = reach(text.char_indices(), most).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The longest end of so many columns, which does not begin with the marks of a letter that is left out.
pub fn last_columns(text: &str, most: usize) -> &str {
    let start = reach(text.char_indices().rev(), most).map_or(0, |(at, c)| at + c.len_utf8());
    let end = &text[start..];
    if start == 0 { end } else { end.trim_start_matches(|c| of_char(c) == 0) }
}

/// The first character that does not fit.
fn reach(mut chars: impl Iterator<Item = (usize, char)>, most: usize) -> Option<(usize, char)> {
    let (mut used, mut count) = (0, 0);
    chars.find(|(_, c)| {
        used += of_char(*c);
        count += 1;
        used > most || count > 4 * most
    })
}

/// A text that is wider than both together, as its beginning and its end. Both quotes of a quoted text stay in sight.
pub fn shortened(text: &str, head: usize, tail: usize) -> String {
    let start = first_columns(text, head + tail + 1);
    if start.len() == text.len() {
        return text.to_owned();
    }
    format!("{}…{}", first_columns(text, head), last_columns(text, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_letter_is_two_columns_and_a_mark_over_one_is_none() {
        assert_eq!(columns("数据e\u{301}"), 5);
        assert_eq!(first_columns("数据", 3), "数");
        assert_eq!(last_columns("数据", 3), "据");
    }

    #[test]
    fn no_mark_comes_away_from_its_letter() {
        assert_eq!(first_columns("ae\u{301}\u{302}b", 2), "ae\u{301}\u{302}");
        assert_eq!(last_columns("ae\u{301}\u{302}b", 1), "b");
        assert_eq!(last_columns("ae\u{301}\u{302}b", 2), "e\u{301}\u{302}b");
        assert_eq!(last_columns("\u{301}b", 5), "\u{301}b", "what is not cut stays");
    }

    #[test]
    fn marks_without_end_are_cut() {
        let tower = format!("e{}", "\u{301}".repeat(40_000));
        assert_eq!(first_columns(&tower, 10).chars().count(), 40);
        assert!(shortened(&tower, 10, 10).chars().count() <= 81);
    }

    #[test]
    fn a_text_keeps_its_beginning_and_its_end() {
        assert_eq!(shortened("abcdefgh", 3, 2), "abc…gh");
        assert_eq!(shortened("abcdef", 3, 2), "abcdef", "an ellipsis would save nothing");
        assert_eq!(shortened("数据据据据数", 4, 3), "数据…数");
    }
}
