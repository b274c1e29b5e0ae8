//! Texts that mean harm, or mean nothing at all.

use proptest::prelude::*;

use super::*;

#[test]
fn hostile_texts_get_one_answer() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n";
    assert!(read(bomb, 0).0.is_none());
    let nested: String = (0..700).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let hostile = [
        "[".repeat(400_000),
        "[".repeat(200_000),
        "{a: ".repeat(50_000),
        "- ".repeat(100_000),
        "{".repeat(70),
        nested,
        "x".repeat(1_000_000),
        format!("a: \"{}", "x".repeat(200_000)),
        ">".repeat(50_000),
        "[{a: 1},".repeat(30_000),
    ];
    for text in hostile {
        let (tree, problems) = read(&text, 0);
        assert_eq!(tree, None);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.len() < 600);
    }
}

#[test]
fn depth_is_allowed_up_to_the_limit() {
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&lists(MOST_DEPTH), 0).0.is_some());
    assert_eq!(
        told(&lists(MOST_DEPTH + 1)).lines().next(),
        Some("1:65 <[> lists or keys lie within each other more than 64 deep here")
    );
}

#[test]
fn size_is_allowed_up_to_the_limit() {
    let text = format!("a: {}", "é".repeat(MOST_BYTES / 2 - 2));
    assert!(read(&text, 0).0.is_some());
    let (tree, problems) = read(&(text + "éé"), 0);
    assert_eq!(tree, None);
    assert_eq!(problems[0].code, &codes::TOO_BIG);
}

/// Pieces of which broken YAML is made.
pub(super) const PIECES: &[&str] = &[
    "a",
    "b",
    "key",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "\t",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " # ",
    "&a",
    "*a",
    "!t",
    "|",
    ">",
    "|\n",
    ">2",
    "?",
    "? ",
    "%",
    "@",
    "`",
    "---",
    "...",
    "\n---\n",
    "\\",
    "\\x",
    "\\u00e9",
    "é",
    "“",
    "~",
    "null",
    "<<",
    "<<: ",
    "1.10",
    "\u{feff}",
    "\u{7}",
    "\u{2028}",
    "\u{85}",
    "\r",
    "a: b\n",
    "a: |\n  x\n",
    "- x\n",
    "a: \"x\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_spans(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_yaml_like_text_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..25)) {
        check_spans(&pieces.concat());
    }
}
