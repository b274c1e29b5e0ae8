//! Editors' differences in encoding give the same pages; what is no UTF-8 text is named.

use crate::run::{Project, tree};
use gradus::cli::Exit;

#[test]
fn encodings_that_editors_choose_make_the_same_pages() {
    let text = "---\nid: AI-001\nlevel: 1\narchetypes: [creator]\n---\nI can name a caf\u{e9}.\n";
    let sites: Vec<_> = [
        text.to_owned(),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.replace('\u{e9}', "e\u{301}"),
        text.replace('\n', "\r"),
    ]
    .into_iter()
    .map(|text| {
        let project = Project::base();
        project.write("content/domains/ai/AI-001.md", text);
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
        tree(&project.path().join("public"))
    })
    .collect();
    assert!(sites.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn encodings_other_than_utf_8_are_named_and_nothing_is_guessed() {
    let text = "---\ntitle: Caf\u{e9}\n---\nText.\n";
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    let latin: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    let others = [
        ("UTF-16", [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat()),
        ("UTF-16", [b"\xfe\xff".to_vec(), wide(u16::to_be_bytes)].concat()),
        ("", latin),
        ("NUL", text.replace("Text", "Te\0xt").into_bytes()),
        ("", b"---\ntitle: A\n---\n\xc3\x28 \xed\xa0\x80 \xf8\x88\x80\x80\n".to_vec()),
    ];
    for (name, bytes) in others {
        let project = Project::base();
        project.write("content/pages/other.md", &bytes);
        let ran = project.gradus(&["check"]);
        assert_eq!(ran.exit, Exit::Findings, "{bytes:?}");
        assert!(ran.err.contains("G001") && ran.err.contains("other.md") && ran.err.contains(name), "{}", ran.err);
        assert_eq!(ran.err.matches("error[").count(), 1, "{}", ran.err);
    }
}
