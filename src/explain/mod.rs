//! What each finding means, in words for authors: why it matters, an example that is wrong, the same mended. One file a
//! code in `texts/`; the summary stands in `base/codes.rs`. `gradus explain` and `docs/rules.md` are made from them.

mod document;
mod terminal;
mod text;

pub use document::document;
pub use terminal::terminal;
pub use text::{Example, Explanation, Part};

use crate::base::Code;
use include_dir::{Dir, include_dir};

static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/explain/texts");

/// The explanation of a code; `None` where nobody has written one.
pub fn explanation(code: &Code) -> Option<Explanation<'static>> {
    let file = TEXTS.get_file(format!("{}.md", code.id))?;
    text::read(file.contents_utf8()?)
}

/// The codes that have a text, by the names of their files.
pub fn explained() -> impl Iterator<Item = &'static str> {
    TEXTS.files().filter_map(|file| file.path().file_stem()?.to_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::codes;

    #[test]
    fn every_code_has_its_text_and_every_text_its_code() {
        for code in codes::ALL {
            assert!(explanation(code).is_some(), "src/explain/texts/{}.md is missing or lacks a heading", code.id);
        }
        for id in explained() {
            assert!(codes::ALL.iter().any(|code| code.id == id), "{id} is no code");
        }
    }

    #[test]
    fn texts_are_whole_sentences_and_each_example_has_its_mend() {
        for code in codes::ALL {
            let text = explanation(code).expect("a text");
            for part in [text.why, text.mend] {
                assert!(part.starts_with(char::is_uppercase) || part.starts_with('`'), "{}: {part}", code.id);
                assert!(part.ends_with(['.', ')']), "{}: {part}", code.id);
            }
            assert!(!text.wrong.is_empty() && !text.right.is_empty(), "{}", code.id);
        }
    }
}
