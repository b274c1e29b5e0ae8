//! That a key is written and nothing else is touched, in files of this repository and in hostile ones.

use super::*;
use proptest::prelude::*;

#[test]
fn a_key_comes_last_and_comments_stay() {
    let text = "---\n# who\nid: AI-001 # never changes\n\nlevel: 1\n# the end\n---\nText\n";
    let want = "---\n# who\nid: AI-001 # never changes\n\nlevel: 1\n# the end\nretired: { reason: \"x\" }\n---\nText\n";
    assert_eq!(add(text, "retired", "{ reason: \"x\" }").unwrap(), want);
}

#[test]
fn line_ends_and_marks_of_other_editors_stay() {
    let text = "\u{feff}---\r\nid: A\r\nlevel: 1\r\n---\r\nText\r\n";
    let want = "\u{feff}---\r\nid: A\r\nlevel: 1\r\nweight: 3\r\n---\r\nText\r\n";
    assert_eq!(add(text, "weight", "3").unwrap(), want);
    assert_eq!(set(want, "weight", "4").unwrap(), want.replace("weight: 3", "weight: 4"));
}

#[test]
fn keys_in_braces_and_keys_that_are_indented_stay_so() {
    assert_eq!(
        add("---\n{ id: A, level: 1 }\n---\n", "weight", "3").unwrap(),
        "---\n{ id: A, level: 1 , weight: 3}\n---\n"
    );
    assert_eq!(add("---\n  id: A\n---\n", "weight", "3").unwrap(), "---\n  id: A\n  weight: 3\n---\n");
    assert_eq!(add("---\n---\n", "weight", "3").unwrap(), "---\nweight: 3\n---\n");
}

#[test]
fn a_text_of_several_lines_does_not_swallow_the_key() {
    let text = "---\nid: A\ndescription: >\n  one\n  two\n\n---\nText\n";
    assert_eq!(get(&add(text, "weight", "3").unwrap(), "weight").as_deref(), Some("3"));
}

#[test]
fn a_list_grows_in_its_own_form() {
    for (before, after) in [
        ("---\na: [/x/] # old\n---\n", "---\na: [/x/, /y/] # old\n---\n"),
        ("---\na: [/x/,]\n---\n", "---\na: [/x/, /y/,]\n---\n"),
        ("---\na: []\n---\n", "---\na: [/y/]\n---\n"),
        ("---\na: /x/ # old\n---\n", "---\na: [/x/, /y/] # old\n---\n"),
        ("---\na:\n  - /x/ # old\n  # next\nb: 1\n---\n", "---\na:\n  - /x/ # old\n  - /y/\n  # next\nb: 1\n---\n"),
        ("---\na:\n- /x/\n---\n", "---\na:\n- /x/\n- /y/\n---\n"),
        ("---\nb: 1\n---\n", "---\nb: 1\na: [/y/]\n---\n"),
    ] {
        assert_eq!(add_to_list(before, "a", "/y/").as_deref(), Ok(after));
        let back = remove_from_list(after, "a", "/y/").unwrap();
        assert_eq!(remove_from_list(&back, "a", "/y/").unwrap(), back);
        assert!(!back.contains("/y/"), "{back}");
    }
}

#[test]
fn what_would_lose_a_comment_is_left() {
    assert!(remove_from_list("---\na: [/y/] # why\n---\n", "a", "/y/").is_err());
    assert!(remove_from_list("---\na:\n  - /y/ # why\n  - /z/\n---\n", "a", "/y/").is_err());
    assert!(set("---\na: |\n  x\n---\n", "a", "y").is_err());
}

#[test]
fn what_cannot_be_read_is_left() {
    for text in [
        "",
        "Text",
        "---\nid: A\n",
        "---\nid: [\n---\n",
        "---\n- a\n---\n",
        "---\nid: A\nid: B\n---\n",
        "---\rid: A\r---\r",
    ] {
        assert!(add(text, "weight", "3").is_err(), "{text:?}");
    }
}

#[test]
fn an_entry_beside_a_list_in_the_list_is_left() {
    for list in ["[[a, b], /y/]", "[[/y/]]", "[/y/, { k: v }]", "[~, /y/]", "\n  - [a, b]\n  - /y/"] {
        let text = format!("---\na: {list}\n---\n");
        assert_eq!(remove_from_list(&text, "a", "/y/"), Err(BY_HAND), "{list}");
        assert_eq!(remove_from_list(&text, "a", "/z/").as_deref(), Ok(text.as_str()), "{list}");
    }
}

/// Every content file of this repository.
fn files() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = crate::source::read(root).expect("this repository is a project").sources;
    let markdown = sources.iter().filter(|(_, file)| file.path.as_str().ends_with(".md"));
    markdown.map(|(id, file)| (file.path.to_string(), sources.text(id).to_owned())).collect()
}

fn is_only_an_addition(before: &str, after: &str) -> bool {
    let start = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    after.len() > before.len()
        && before[start..].len() <= after.len()
        && after.as_bytes().ends_with(&before.as_bytes()[start..])
}

#[test]
fn in_every_file_of_this_repository_all_other_bytes_stay() {
    let mut changed = 0;
    for (path, text) in files() {
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let Ok(new) = add(&text, "retired", "{ reason: \"why: # not\" }") else { continue };
            assert!(is_only_an_addition(&text, &new), "{path}");
            let Ok(new) = add_to_list(&text, "aliases", "/old/") else { panic!("{path}") };
            assert!(is_only_an_addition(&text, &new), "{path}");
            changed += 1;
        }
    }
    assert!(changed > 500, "{changed}");
}

proptest! {
    #[test]
    fn nothing_but_the_key_changes_in_any_text(lines in proptest::collection::vec(
        "(id|a|b|weight|aliases): (x|\"y # z\"|'it''s'|\\[a, b\\]|\\[\\[a, c\\], b\\]|\\[a,\\]|\\{ k: v \\}|\\|||>-|1 # c)|  - item|  more|# note|\t||- x|  k: v|---|\u{85}|é: 日本", 0..12), crlf: bool) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text = format!("---{end}{}{end}---{end}Body{end}", lines.join(end));
        let _ = remove_from_list(&text, "a", "b");
        for new in [add(&text, "retired", "{ reason: \"r\" }"), add_to_list(&text, "aliases", "/y/")].into_iter().flatten() {
            let common = text.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
            prop_assert!(new.as_bytes().ends_with(b"Body\n") || new.as_bytes().ends_with(b"Body\r\n"));
            prop_assert!(common > 0 && new.len() > text.len());
        }
        if let Ok(new) = add(&text, "retired", "1") {
            prop_assert!(is_only_an_addition(&text, &new));
        }
    }
}
