//! No text of any field executes, wherever it is shown. `p02-content-cannot-run.test.mjs` opens such pages in a browser.

use crate::run::{Project, tree};
use gradus::cli::Exit;

/// Text for every place that an author can write into; each holds something that would run if it were not escaped.
static HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\\\"><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% include \\\"base.html\\\" %}",
    "'; alert(1) //",
    "</title><svg onload=alert(1)>",
    "=cmd|' /C calc'!A0",
];

#[test]
fn content_cannot_run_whatever_field_it_stands_in() {
    for text in HOSTILE {
        let project = Project::base();
        let q = format!("\"{text}\"");
        project.write("gradus.yml", format!("framework: {{ id: x, title: {q}, version: {q}, licence: {q}, publisher: {q}, description: {q} }}\nnames: {{ groups: [{q}], capability: {q}, level: {q}, archetype: {q}, process: {q} }}\nsite: {{ suggest_url: \"https://example.org/?id={{id}}\", edit_url: \"https://example.org/{{path}}\" }}\n"));
        project.write("content/_index.md", format!("---\ntitle: {q}\ndescription: {q}\n---\n{text}\n"));
        project.write("content/levels/1.md", format!("---\ntitle: {q}\ndescription: {q}\n---\n{text}\n"));
        project.write(
            "content/archetypes/creator.md",
            format!("---\ntitle: {q}\nplural: {q}\ncode: {q}\ndescription: {q}\nexamples: [{q}]\n---\n{text}\n"),
        );
        project.write(
            "content/taxonomy/remember.md",
            format!("---\ntitle: {q}\norder: 1\nverbs: [{q}]\ndescription: {q}\n---\n{text}\n"),
        );
        project.write(
            "content/domains/ai/_index.md",
            format!("---\ntitle: {q}\nnumber: {q}\ndescription: {q}\n---\n{text}\n\n# {text}\n"),
        );
        project.write("content/domains/ai/AI-001.md", format!("---\nid: AI-001\ntitle: {q}\ndescription: {q}\nlevel: 1\nmappings: [{{ scheme: {q}, id: {q}, note: {q} }}]\narchetypes: [creator]\nresources: [r]\n---\nI can {text}\n\n## {text}\n\n[x]({text})\n"));
        project.write(
            "content/domains/ai/AI-002.md",
            format!("---\nid: AI-002\narchetypes: [creator]\nstatements: {{ 1: {{ text: {q} }} }}\n---\n{text}\n"),
        );
        project.write("content/domains/ai/AI-003.md", format!("---\nid: AI-003\nlevel: 1\narchetypes: [creator]\nretired: {{ since: {q}, reason: {q}, replaced_by: [AI-001] }}\n---\nI can {text}\n"));
        project.write(
            "content/profiles/p.md",
            format!("---\ntitle: {q}\ndescription: {q}\ntargets: {{ ai: 1 }}\n---\n{text}\n"),
        );
        project.write(
            "content/resources/r.md",
            format!("---\ntitle: {q}\nprovider: {q}\ntype: {q}\nduration: {q}\ncost: {q}\n---\n{text}\n"),
        );
        project.write(
            "content/mappings/m.md",
            format!(
                "---\ntitle: {q}\nscheme: {q}\nversion: {q}\nrows: [{{ from: ai, to: {q}, note: {q} }}]\n---\n{text}\n"
            ),
        );
        project
            .write("content/glossary/g.md", format!("---\ntitle: {q}\nabbreviation: {q}\nforms: [{q}]\n---\n{text}\n"));
        project.write(
            "content/releases/1.md",
            format!("---\nversion: {q}\ndate: 2026-01-01\nsummary: {q}\n---\n{text}\n"),
        );
        project.write("content/pages/about.md", format!("---\ntitle: {q}\ndescription: {q}\n---\n{text}\n"));
        let ran = project.gradus(&["build"]);
        // A text that cannot stand in a link's place or as a version is refused; all others are shown.
        if ran.exit != Exit::Fine {
            project.remove("content/releases/1.md");
            project.write(
                "content/domains/ai/AI-001.md",
                format!(
                    "---\nid: AI-001\ntitle: {q}\nlevel: 1\narchetypes: [creator]\nresources: [r]\n---\nI can {text}\n"
                ),
            );
        }
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Fine, "{text}: {}", ran.err);
        for (path, bytes) in tree(&project.path().join("public")) {
            let Ok(page) = String::from_utf8(bytes) else { continue };
            if path.ends_with(".html") {
                let page = page.replace("<script src=", "");
                for never in ["<script", "<img src=x", "<svg", "onerror=alert(1)>", "49 ", "<iframe"] {
                    assert!(!page.contains(never), "{path} holds `{never}` from `{text}`");
                }
            }
            if path.ends_with(".csv") {
                assert!(
                    !page.lines().any(|line| line.split(',').any(|cell| cell.trim_matches('"').starts_with('='))),
                    "{path} has a formula"
                );
            }
        }
    }
}
