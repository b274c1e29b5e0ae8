//! What `gradus explain` says is true: each wrong example has its finding, and the same mended has not. And
//! `docs/rules.md` is what the program says.

use crate::run::Project;
use gradus::base::{Code, codes};
use gradus::explain::{self, Example, Explanation, Part};

/// The codes that a run finds with the files of an example; `None` where the example has none.
fn found(example: &Example) -> Option<Vec<String>> {
    let project = Project::base();
    let mut files = example.parts.iter().filter_map(|part| match part {
        Part::File(path, text) => Some((path, text)),
        Part::Words(_) => None,
    });
    files.clone().next()?;
    files.by_ref().for_each(|(path, text)| project.write(path, text));
    let ran = project.gradus(&["check", "--format", "json"]);
    let findings: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let codes =
        findings.as_array().expect("a list").iter().map(|finding| finding["code"].as_str().expect("a code").to_owned());
    Some(codes.collect())
}

/// What the examples of all codes find that they should not, or do not find that they should.
fn faults(
    example: fn(Explanation<'static>) -> Example<'static>,
    expected: impl Fn(&str) -> Vec<String>,
) -> Vec<String> {
    let fault = |code: &&'static Code| {
        let text = explain::explanation(code).expect("a text");
        let found = found(&example(text)).filter(|found| *found != expected(code.id))?;
        Some(format!("{} finds {found:?}", code.id))
    };
    codes::ALL.iter().filter_map(fault).collect()
}

#[test]
fn each_wrong_example_has_this_finding_alone() {
    assert_eq!(faults(|text| text.wrong, |id| vec![id.to_owned()]), Vec::<String>::new());
}

#[test]
fn each_right_example_has_no_finding() {
    assert_eq!(faults(|text| text.right, |_| Vec::new()), Vec::<String>::new());
}

#[test]
fn docs_rules_is_what_the_program_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let said = Project::base().gradus(&["explain", "--format", "markdown"]).out;
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, said).expect("writable");
        return;
    }
    let written = std::fs::read_to_string(path).expect("docs/rules.md");
    assert!(written == said, "docs/rules.md is not current: UPDATE=1 cargo test --test it explanations");
}
