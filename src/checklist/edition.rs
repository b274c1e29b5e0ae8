//! Which edition of its content a sheet is, so that paper can be told from newer paper.

use crate::model::{Framework, StatementRef};

/// The first eight hexadecimal digits of a hash of the statements: which ones, in which order, at which level, in which
/// words. Changes of guidance, or of who a statement is meant for, leave what stands on paper as it is.
pub fn edition(framework: &Framework, statements: &[StatementRef]) -> String {
    let lines = statements.iter().map(|at| {
        let statement = &framework[*at];
        let level = framework[statement.level].number;
        (framework[statement.capability].id.as_str(), level, statement.text.own().phrase.plain.as_str())
    });
    edition_of(lines)
}

/// The same of what a release kept: id, level and text of each statement.
pub fn edition_of<'a>(lines: impl Iterator<Item = (&'a str, u32, &'a str)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (id, level, text) in lines {
        // No id, number or text holds a control character, so no two lists look the same.
        hasher.update(format!("{id}\u{1f}{level}\u{1f}{text}\u{1e}").as_bytes());
    }
    hasher.finalize().to_hex()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_levels_and_order_make_an_edition() {
        let one = [("AI-1", 1, "Say"), ("AI-2", 1, "Do")];
        let edition = |lines: &[(&'static str, u32, &'static str)]| edition_of(lines.iter().copied());
        assert_eq!(edition(&one), edition(&one));
        assert_ne!(edition(&one), edition(&[("AI-2", 1, "Do"), ("AI-1", 1, "Say")]));
        assert_ne!(edition(&one), edition(&[("AI-1", 2, "Say"), ("AI-2", 1, "Do")]));
        assert_ne!(edition(&one), edition(&[("AI-1", 1, "Say so"), ("AI-2", 1, "Do")]));
        assert_eq!(edition(&one).len(), 8);
    }
}
