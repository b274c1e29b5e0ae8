//! Edits, made in a text.

use super::Edit;

/// The text with these edits made, and how many were: of two that touch the same characters, the first one is.
pub fn applied<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> (String, usize) {
    let mut edits: Vec<&Edit> = edits.into_iter().filter(|edit| text.get(edit.span.range()).is_some()).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let (mut at, mut made) = (0, 0);
    for edit in edits {
        let range = edit.span.range();
        if range.start < at || (made > 0 && range.start == at && range.is_empty()) {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&edit.text);
        at = range.end;
        made += 1;
    }
    out.push_str(&text[at..]);
    (out, made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use proptest::prelude::*;

    #[test]
    fn of_two_edits_of_the_same_characters_one_is_made() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        let edits = [edit(4, 6, "X"), edit(0, 2, "aa"), edit(5, 7, "Y"), edit(90, 99, "Z")];
        assert_eq!(applied("0123456789", &edits), ("aa23X6789".to_owned(), 2));
    }

    proptest! {
        #[test]
        fn only_what_an_edit_covers_changes(
            text in "[a-zé\n]{0,60}",
            cuts in prop::collection::vec((0..60_usize, 0..9_usize), 0..5),
        ) {
            let edits: Vec<Edit> = cuts
                .iter()
                .map(|(start, length)| Edit { span: Span::new(*start, start + length), text: "#".into() })
                .collect();
            let (out, made) = applied(&text, &edits);
            let mut rest = out.as_str();
            // What stands between the marks is the text's own, in order.
            let mut at = 0;
            for part in out.split('#') {
                let found = text[at..].find(part).expect("it was there");
                at += found + part.len();
                rest = &rest[part.len()..];
                rest = rest.strip_prefix('#').unwrap_or(rest);
            }
            prop_assert_eq!(out.matches('#').count(), made);
            prop_assert!(rest.is_empty());
        }
    }
}
