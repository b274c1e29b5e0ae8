//! Texts stay as they were typed, and a field that is unknown, twice, empty or of another type is a finding.

use crate::run::Project;
use gradus::cli::Exit;

#[test]
fn front_matter_means_what_it_says() {
    let project = Project::base();
    project.write("gradus.yml", "framework: { id: x, title: NO, version: 1.10 }\n");
    project.write("content/domains/ai/_index.md", "---\ntitle: 08\nnumber: 1.10\n---\nText.\n");
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    let data = project.read("public/data/framework.json");
    for text in ["\"title\": \"NO\"", "\"version\": \"1.10\"", "\"title\": \"08\"", "\"number\": \"1.10\""] {
        assert!(data.contains(text), "{text} is missing from {data}");
    }
}

#[test]
fn front_matter_that_is_unknown_twice_empty_or_mistyped_is_a_finding() {
    let kinds = [
        ("levels/2.md", "title: Two"),
        ("archetypes/creator.md", "title: Creator"),
        ("taxonomy/remember.md", "title: Remember\norder: 1"),
        ("domains/ai/_index.md", "title: AI"),
        ("domains/ai/AI-002.md", "id: AI-002\nlevel: 1\narchetypes: [creator]"),
        ("profiles/p.md", "title: P"),
        ("resources/r.md", "title: R"),
        ("mappings/m.md", "title: M\nscheme: m"),
        ("glossary/g.md", "title: G"),
        ("pages/about.md", "title: About"),
    ];
    for (path, front) in kinds {
        for (code, line) in [
            ("G012", "colour: red"),
            ("G013", "weight: 1\nweight: 2"),
            ("G015", "description:"),
            ("G015", "draft: maybe"),
            ("G015", "weight: heavy"),
            ("G016", "reviewed: soon"),
            ("G015", "aliases: { a: b }"),
        ] {
            let project = Project::base();
            project.write(&format!("content/{path}"), format!("---\n{front}\n{line}\n---\nI can.\n"));
            let ran = project.gradus(&["check"]);
            assert_eq!(ran.exit, Exit::Findings, "{path}, {line}");
            let at = format!("{path}:{}:", front.lines().count() + line.lines().count() + 1);
            assert!(ran.err.contains(code) && ran.err.contains(&at), "{path}, {line}: {}", ran.err);
        }
    }
}
