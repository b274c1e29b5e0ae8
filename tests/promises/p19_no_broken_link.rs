//! A link, anchor, image or reference that leads nowhere is an error, and ids of past releases stay or are declared gone.

use crate::run::Project;
use gradus::cli::Exit;

#[test]
fn no_broken_link_leaves_the_building() {
    let broken = [
        "[a](nowhere.md)",
        "[a](../nowhere/)",
        "[a](/nowhere/)",
        "[a](#nowhere)",
        "[a](about.md#nowhere)",
        "[[NO-1]]",
        "[[nowhere|a]]",
        "![a](nowhere.png)",
        "[a][b]\n\n[b]: nowhere.md",
        "[a](/levels/9/)",
        "[a](../domains/ai/NO-1.md)",
        "[a](/capabilities/no-1/)",
        "[a](/LEVELS/1/)",
        "[a](levels/1/)",
        "[a](/data/nowhere.json)",
        "[a](?q#nowhere)",
    ];
    for link in broken {
        for (path, front) in [
            ("content/pages/new.md", "title: New"),
            ("content/domains/ai/AI-002.md", "id: AI-002\nlevel: 1\narchetypes: [creator]"),
            ("content/glossary/new.md", "title: New"),
            ("content/levels/1.md", "title: New"),
        ] {
            let project = Project::base();
            project.write(path, format!("---\n{front}\n---\nI can.\n\n{link}\n"));
            let ran = project.gradus(&["build"]);
            assert_eq!(ran.exit, Exit::Findings, "{link} in {path}: {}", ran.err);
            let at = format!("{path}:{}:", front.lines().count() + if link.contains("\n\n") { 7 } else { 5 });
            let at_use = format!("{path}:{}:", front.lines().count() + 5);
            assert!(ran.err.contains(&at) || ran.err.contains(&at_use), "{link}: {}", ran.err);
            assert!(!project.path().join("public").exists());
        }
    }
}

#[test]
fn no_broken_link_comes_of_an_id_that_a_release_carried() {
    let project = Project::base();
    let ran = project.gradus(&["release", "1.0.0"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    project.remove("content/domains/ai/AI-001.md");
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Findings, "{}", ran.err);
    assert!(ran.err.contains("G206") && ran.err.contains("AI-001"), "{}", ran.err);
}
