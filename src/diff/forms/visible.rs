//! Text from content on one line, with what could trick a reader or a program made visible.

use crate::base::is_hidden;

/// White space becomes single spaces. Characters that are not seen, and those that turn the direction of writing, are
/// shown by their numbers.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if is_hidden(c) || is_unseen(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            _ => out.push(c),
        }
    }
    out
}

/// Characters without a shape. Joiners are not among them, because scripts need them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{61c}' | '\u{e0000}'..='\u{e007f}')
}
