//! Large frameworks. That a preview does not grow with a thousand rebuilds is in `tests/it/serve.rs`.

use crate::run::is_long;
use crate::run::{Project, tree};
use gradus::cli::Exit;

#[test]
fn big_lists_are_cut_and_every_statement_is_reachable() {
    let project = Project::base();
    for at in 0..1203 {
        project.write(
            &format!("content/domains/ai/X-{at}.md"),
            format!("---\nid: X-{at}\nlevel: 1\narchetypes: [creator]\n---\nI can do thing {at}.\n"),
        );
    }
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    let pages: Vec<(String, String)> = tree(&project.path().join("public"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    for list in ["capabilities/in/", "levels/1/in/", "archetypes/creator/in/", "domains/ai/", "capabilities/a-to-z/"] {
        let parts: Vec<&(String, String)> = pages.iter().filter(|(path, _)| path.starts_with(list)).collect();
        for at in [0, 499, 500, 1202] {
            let id = format!("/x-{at}/\"");
            assert!(parts.iter().any(|(_, page)| page.contains(&id)), "{list} lacks {id}");
        }
    }
    for (path, page) in &pages {
        assert!(page.matches("class=\"id\"").count() <= 2 * 501, "{path} grows without bound");
    }
}

#[test]
fn big_frameworks_of_twenty_thousand_capabilities_are_built() {
    if !is_long() {
        return;
    }
    let project = Project::base();
    for at in 0..20_000 {
        let group = format!("content/domains/ai/g{}", at / 200);
        if at % 200 == 0 {
            project.write(&format!("{group}/_index.md"), format!("---\ntitle: Group {at}\n---\nText.\n"));
        }
        project.write(
            &format!("{group}/X-{at}.md"),
            format!("---\nid: X-{at}\nlevel: 1\narchetypes: [creator]\n---\nI can do thing {at}.\n"),
        );
    }
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    assert!(project.read("public/capabilities/x-19999/index.html").contains("I can do thing 19999."));
}
