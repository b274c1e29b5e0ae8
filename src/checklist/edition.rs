//! Which edition of its content a sheet is, so that paper can be told from newer paper.

use crate::model::{Framework, StatementRef};

/// Eight hexadecimal digits of a hash of the statements: which ones, at which level, in which words. Their order,
/// guidance, and who they are meant for may change without making paper old.
pub fn edition(framework: &Framework, statements: &[StatementRef]) -> String {
    let lines = statements.iter().map(|at| {
        let statement = &framework[*at];
        let level = framework[statement.level].number;
        (framework[statement.capability].id.as_str(), level, statement.text.own().phrase.plain.as_str())
    });
    edition_of(lines)
}

/// The same of what a release kept: id, level and text of each statement.
///
/// The hash is FNV-1a of 32 bits, because a page's script has to come to the same one, and every change of a single
/// character changes it: <http://www.isthe.com/chongo/tech/comp/fnv/>. It guards against mistakes, not against forgers.
pub fn edition_of<'a>(lines: impl Iterator<Item = (&'a str, u32, &'a str)>) -> String {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_unstable();
    let mut hash: u32 = 0x811c_9dc5;
    for (id, level, text) in lines {
        // No id, number or text holds a control character, so no two lists look the same.
        for part in [id, "\u{1f}", &level.to_string(), "\u{1f}", text, "\u{1e}"] {
            for byte in part.bytes() {
                hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
    }
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_levels_make_an_edition_and_order_does_not() {
        let one = [("AI-1", 1, "Say"), ("AI-2", 1, "Do")];
        let edition = |lines: &[(&'static str, u32, &'static str)]| edition_of(lines.iter().copied());
        assert_eq!(edition(&one), edition(&one));
        assert_eq!(edition(&one), edition(&[("AI-2", 1, "Do"), ("AI-1", 1, "Say")]));
        assert_ne!(edition(&one), edition(&[("AI-1", 2, "Say"), ("AI-2", 1, "Do")]));
        assert_ne!(edition(&one), edition(&[("AI-1", 1, "Say so"), ("AI-2", 1, "Do")]));
        assert_eq!(edition(&one).len(), 8);
    }
}
