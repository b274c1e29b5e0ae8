//! What content might try on those who read a comparison of it: none of the forms obeys anything.

use gradus::diff::forms::{html, human, markdown};
use gradus::diff::{Capability, Diff, Group, Level, Retired, Snapshot, Statement, compare};
use std::sync::Arc;

fn capability(id: &str, text: &str) -> Arc<Capability> {
    let statement = Statement { level: 1, text: text.into(), ..Default::default() };
    Arc::new(Capability { id: id.into(), group: "a".into(), statements: vec![statement], ..Default::default() })
}

fn version() -> Snapshot {
    let texts = [
        "find the emergency stop",
        "write a letter to a patient",
        "read a chart",
        "plan a visit at home",
        "check a battery",
    ];
    Snapshot {
        id: "t".into(),
        title: "Test".into(),
        version: "1.0.0".into(),
        capabilities: texts.iter().enumerate().map(|(at, text)| capability(&format!("A-{at}"), text)).collect(),
        ..Default::default()
    }
}

/// What content might try on those who read a difference of it.
static HOSTILE: &[&str] = &[
    "@nurse and @org/team see #123, GH-12, org/repo#1 and 0123456789abcdef0123456789abcdef01234567",
    "[a](https://evil.example) ![b](https://evil.example/b.png) <https://evil.example> www.evil.example a@b.example",
    "<script>alert(1)</script><!-- --></code></li><img src=x onerror=alert(1)>&lt;b&gt;",
    "\n```\n# Heading\n::error::title\n##[error]x ##vso[task]x\n/close\n- [ ] task\n| a | b |\n|---|---|\n",
    "\u{1b}[31mred\u{7} \u{202e}turned\u{2066} \u{200b}\u{feff}",
    "**bold** _em_ ~~gone~~ \\` ``` `code` $x$ :smile: [^1] <details>",
];

fn hostile() -> Diff {
    let mut old = version();
    let mut new = version();
    for (at, text) in HOSTILE.iter().enumerate() {
        Arc::make_mut(&mut old.capabilities[at % 5]).statements[0].text.push_str(text);
        Arc::make_mut(&mut new.capabilities[(at + 1) % 5]).statements[0].text.push_str(text);
        new.capabilities.push(capability(text, text));
        Arc::make_mut(&mut new.capabilities[at % 5]).requires.push((*text).to_owned());
        new.groups.push(Group { id: (*text).into(), number: (*text).into(), title: (*text).into(), parent: None });
        new.levels.push(Level { number: 10 + at as u32, title: (*text).into() });
    }
    Arc::make_mut(&mut new.capabilities[4]).retired = Some(Retired {
        since: Some(HOSTILE[0].into()),
        reason: Some(HOSTILE[3].into()),
        replaced_by: vec![HOSTILE[2].into()],
    });
    new.title = HOSTILE.concat();
    new.version = HOSTILE[3].into();
    compare(&old, &new)
}

#[test]
fn a_comment_obeys_nothing_in_content() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let text = markdown::write(&hostile());
    let mut code = 0;
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Table(_) | Tag::FootnoteDefinition(_),
            ) => {
                panic!("{event:?}")
            }
            Event::TaskListMarker(_) | Event::FootnoteReference(_) => panic!("{event:?}"),
            Event::InlineHtml(html) | Event::Html(html) => match &*html {
                "<code>" => code += 1,
                "</code>" => code -= 1,
                "<ins>" | "</ins>" | "<del>" | "</del>" => assert_eq!(code, 1),
                html if html.starts_with("<details><summary>") || html.trim() == "</details>" => {}
                other => panic!("{other}"),
            },
            Event::Text(text) if code == 0 => {
                assert!(!text.contains(['@', '#', '<']) && !text.contains("://") && !text.contains("evil"), "{text}");
            }
            Event::Text(_) => {}
            _ => {}
        }
        assert!((0..=1).contains(&code));
    }
    assert!(text.lines().all(|line| line.trim_start().starts_with(['-', '#', '<', '*'])
        || line.is_empty()
        || line.starts_with(|c: char| c.is_ascii_alphanumeric())));
    assert!(!text.contains('@') && !text.contains("evil.example") && !text.contains("</code></li>"));
}

#[test]
fn a_terminal_and_a_log_obey_nothing_in_content() {
    let text = human::write(&hostile());
    assert!(!text.chars().any(|c| c != '\n' && gradus::base::is_hidden(c)), "{text}");
    assert!(!text.contains("##[") && !text.contains("##vso["));
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::") && !line.trim_start().starts_with('/'), "{line}");
    }
}

#[test]
fn a_page_has_no_element_from_content() {
    let text = html::write(&hostile());
    assert!(!text.contains("<script") && !text.contains("<img") && !text.contains("style="));
    for tag in
        text.split('<').skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap_or_default().trim_start_matches('/'))
    {
        let ours = [
            "!doctype", "html", "head", "meta", "title", "body", "main", "h1", "h2", "h3", "p", "strong", "ul", "li",
            "ins", "del", "q", "bdi", "details", "summary",
        ];
        assert!(ours.contains(&tag), "<{tag}>");
    }
}
