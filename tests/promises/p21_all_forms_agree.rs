//! All forms of a sheet carry the same statements in the same order; hostile sheets are in `tests/it/sheets.rs`.

use crate::run::Project;
use gradus::cli::Exit;

#[test]
fn all_forms_agree_on_the_statements_and_their_order() {
    let project = Project::base();
    let texts = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\u{9}tab", "a \"quote\", and a comma", "a | pipe"];
    for (at, text) in texts.iter().enumerate() {
        let text = serde_json::to_string(&format!("{text} word{at}x")).expect("a text");
        project.write(
            &format!("content/domains/ai/X-{at}.md"),
            format!("---\nid: X-{at}\narchetypes: [creator]\nstatements: {{ 1: {{ text: {text} }} }}\n---\n"),
        );
    }
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    let order = |text: &str, what: &str| -> Vec<usize> {
        let mut places: Vec<(usize, usize)> = (0..texts.len())
            .map(|at| (text.find(&format!("word{at}x")).unwrap_or_else(|| panic!("{what} lacks {at}: {text}")), at))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(_, at)| at).collect()
    };
    let page = order(&project.read("public/checklists/level-1/index.html"), "the page");
    for form in ["csv", "md", "html"] {
        let ran = project.gradus(&["checklist", "--level", "1", "--format", form, "-o", &format!("sheet.{form}")]);
        assert_eq!(ran.exit, Exit::Fine, "{form}: {}", ran.err);
        assert_eq!(order(&project.read(&format!("sheet.{form}")), form), page, "{form}");
    }
    for table in ["public/data/statements.csv", "sheet.csv"] {
        let table = project.read(table);
        for line in table.lines() {
            for cell in line.trim_start_matches('\u{feff}').split(",") {
                let cell = cell.trim_matches('"');
                assert!(!cell.starts_with(['=', '+', '@', '\t']), "a formula: {line}");
            }
        }
    }
}
