//! Characters that are not seen and change what is.

/// Characters that change what a reader sees without being seen: control characters (but tab and newline), those that
/// turn or embed the direction of writing, and code points that are no characters.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}
