//! The cover of a pack as Markdown.

use super::{LINES, Pack};
use crate::checklist::line::line;
use crate::checklist::markdown::{escaped, heading};

pub fn markdown(pack: &Pack) -> Vec<u8> {
    let text = |text: &str| escaped(&line(text));
    let list = |items: Vec<String>| items.join("\n");
    let how = pack.how().iter().map(|how| format!("- {how}")).collect();
    // Files' names are made of letters, digits and hyphens, which are safe in an address.
    let entry = |entry: &super::Entry| {
        let statements = if entry.count == 1 { "statement" } else { "statements" };
        let about = format!("{} {statements}, edition {}", entry.count, entry.edition);
        format!("- [{0}]({0}): {1}. {about}", entry.file, text(&entry.title))
    };
    let blocks = [
        format!("# {}", heading(&pack.title())),
        text(&pack.about()),
        list(LINES.iter().map(|label| format!("- {label}:")).collect()),
        "## How to use this pack".to_owned(),
        list(how),
        "## What is in this pack".to_owned(),
        list(pack.entries.iter().map(entry).collect()),
    ];
    format!("{}\n", blocks.join("\n\n")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::pack::Entry;
    use crate::checklist::{Form, Layout};
    use crate::settings::Paper;

    #[test]
    fn what_authors_wrote_is_text_on_a_cover() {
        let pack = Pack {
            form: Form { layout: Layout::first(), paper: Paper::A4, large: false },
            layout: "Learner's checklist",
            framework: "*Ours* #".into(),
            version: "<1>".into(),
            language: "en".into(),
            right_to_left: false,
            reviewed: None,
            next_review: None,
            has_address: false,
            entries: vec![Entry {
                file: "level-1.md".into(),
                title: "[a](javascript:b) <i>\n# c".into(),
                count: 1,
                version: "<1>".into(),
                edition: "0123abcd".into(),
            }],
        };
        let text = String::from_utf8(markdown(&pack)).expect("UTF-8");
        assert!(
            text.starts_with("# \\*Ours\\* #: checklists\n\nVersion <1>. This pack holds one checklist,"),
            "{text}"
        );
        let entry = "\n- [level-1.md](level-1.md): [a\\](javascript:b) \\<i> # c. 1 statement, edition 0123abcd\n";
        assert!(text.ends_with(entry), "{text}");
    }
}
