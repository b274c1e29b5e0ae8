//! Characters that are not seen and change what is; and text in which nothing hides.

/// Characters that change what a reader sees without being seen: control characters (but tab and newline), those that
/// turn or embed the direction of writing, and code points that are no characters.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || turns_direction(c)
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// The characters that let text show in another order than it is written.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Hidden ones, tab, newline, and those of no width in which something could hide: what a program shows by its code.
/// Joiners are not among them, because scripts need them.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || is_hidden(c)
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text on one line that nothing obeys, neither a terminal nor the log of a CI run: what is not seen is shown by its code,
/// and the signs by which a log would take a line for a command are broken up.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push_str("\\n"),
            _ if is_unseen(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            _ => out.push(c),
        }
    }
    unlogged(&out, "#\\u{23}")
}

/// `##[error]` and `##vso[…]` are commands wherever they stand in a line of a log. `broken` stands for two `#`.
pub fn unlogged(text: &str, broken: &str) -> String {
    if !text.contains("##") {
        return text.to_owned();
    }
    ["##[", "##vso["].iter().fold(text.to_owned(), |text, sign| text.replace(sign, &sign.replacen("##", broken, 1)))
}

/// A text of several lines in which none begins as a command of a log does, `::error::`.
pub fn uncommanded(text: &str) -> String {
    let line = |line: &str| match line.trim_start().starts_with("::") {
        true => line.replacen(':', "\\u{3a}", 1),
        false => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_a_cursor_or_speaks_to_a_log_is_left() {
        let shown = visible("a\u{1b}[31m\u{202e}b\n::error::c ##[add-mask]d ##vso[task]e\u{e0041}");
        assert!(!shown.contains(is_unseen), "{shown}");
        assert!(!shown.contains("##[") && !shown.contains("##vso["), "{shown}");
        assert!(shown.contains("\\u{1b}[31m"), "{shown}");
        assert_eq!(uncommanded("a ::b\n  ::error::c\n"), "a ::b\n  \\u{3a}:error::c\n");
        assert_eq!(visible("## a [b] café 👩\u{200d}⚕\u{fe0f}"), "## a [b] café 👩\u{200d}⚕\u{fe0f}");
    }
}
