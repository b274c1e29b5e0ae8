//! Sheets for tests: a small one with a hostile text in every place.

use super::{Domain, Form, Layout, Row, Sheet, SheetGroup, Words};
use crate::settings::{Name, Paper};

/// Texts that have broken some program.
pub static HOSTILE: &[&str] = &[
    "=SUM(A1)",
    "+1",
    "-1",
    "@x",
    "'tis an apostrophe",
    "<b>bold</b> & &amp; &lt;",
    "_x0041_ stays",
    "-- ]]> \"quoted\" {{ x }}",
    "يمكنني استخدام السجل الإلكتروني 123",
    "Gallaf ddefnyddio'r cofnod ŵ ŷ",
    "🦊👩🏽\u{200d}⚕️ emoji",
    "ok",
    "12",
    "1. a list",
    "*a* `b` [c](d) <e@f.gh>",
];

pub fn sheet(layout: &str) -> Sheet {
    let layout = Layout::named(layout).expect("a layout");
    let row = |id: String, text: &str| Row {
        id,
        level: 2,
        title: None,
        text: text.into(),
        html: String::new(),
        first: false,
    };
    let mut robots = row("AI-001".into(), "I can't see \"it\", yet.");
    robots.title = Some("Robots".into());
    robots.first = true;
    let long = "I can say in many words what others say in few. ".repeat(19);
    let hostile = HOSTILE.iter().copied().chain([long.trim()]);
    let hostile = hostile.enumerate().map(|(at, text)| row(format!("HO-{at}"), text)).collect();
    let domain = |number: &str, title: &str| Domain { number: number.into(), title: title.into() };
    let group = |number: &str, title: &str, domain: &Domain, rows: Vec<Row>| SheetGroup {
        number: number.into(),
        title: title.into(),
        domain: domain.clone(),
        rows,
    };
    let ai = domain("6", "AI & co");
    let other = domain("7", "Ethics: law/rules [all of them] and 'more'");
    let groups = vec![
        group("6.4", "Robotics", &ai, vec![robots, row("AI-002".into(), "I can stop a robot.")]),
        group("6.5", "=1+1", &ai, vec![row("AI-003".into(), "I can start it again.")]),
        group("7", "Ethics: law/rules", &other, hostile),
    ];
    Sheet {
        form: Form { layout, paper: Paper::A4, large: layout.large },
        subject: "Level 2: Independent".into(),
        framework: "Our framework".into(),
        version: "1.0".into(),
        language: "en".into(),
        right_to_left: false,
        reviewed: jiff::civil::Date::new(2026, 11, 22).ok(),
        next_review: None,
        edition: "0a1b2c3d".into(),
        stands: Some("https://example.org/c/level-2/?v=1.0&h=0a1b2c3d".into()),
        words: Words {
            domain: Name { one: "Domain".into(), many: "Domains".into() },
            statement: Name { one: "Statement".into(), many: "Statements".into() },
        },
        count: groups.iter().map(|group| group.rows.len()).sum(),
        counted: format!("{} statements", groups.iter().map(|group| group.rows.len()).sum::<usize>()),
        groups,
    }
}
