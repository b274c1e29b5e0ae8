//! What is promised to those who run this on strangers' content. Each test is named after its promise.

use crate::run::{Project, tree};
use gradus::cli::Exit;
use std::fs;

#[test]
fn an_error_leaves_the_last_good_site_as_it_was() {
    let project = Project::base();
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    let before = tree(&project.path().join("public"));
    project.write("content/domains/ai/AI-001.md", "---\nid: AI-001\nlevel: 9\n---\nI can.\n");
    project.write("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Findings, "{}", ran.err);
    assert_eq!(before, tree(&project.path().join("public")));
}

#[test]
fn a_folder_that_gradus_did_not_write_is_never_emptied() {
    let project = Project::base();
    project.write("public/thesis.doc", "years of work");
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Failed);
    assert!(ran.err.contains("public"), "{}", ran.err);
    assert_eq!(project.read("public/thesis.doc"), "years of work");
    for target in [".", "..", "content", "/", "themes", "fonts"] {
        let ran = project.gradus(&["build", "-o", target]);
        assert_eq!(ran.exit, Exit::Failed, "{target}: {}", ran.err);
    }
}

#[test]
fn what_others_put_beside_the_site_stays() {
    let project = Project::base();
    project.gradus(&["build"]);
    project.write("public/CNAME", "example.org");
    project.write("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    assert_eq!(project.read("public/CNAME"), "example.org");
    assert!(project.read("public/new/index.html").contains("<h1>New</h1>"));
}

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

#[test]
fn hostile_text_is_shown_and_not_obeyed_by_a_terminal() {
    let project = Project::base();
    project.write(
        "content/domains/ai/AI-001.md",
        "---\nid: AI-001\nlevel: \"\u{1b}[31m9\u{202e}\"\n\u{7}colour: 1\n---\nI can \u{1b}]0;x\u{7}.\n",
    );
    project.write("content/pages/a\u{1b}[31mb.md", "---\ntitle: A\n---\nA.\n");
    let checked = project.gradus(&["check"]);
    assert_eq!(checked.exit, Exit::Findings);
    let refused = project.gradus(&["check", "no\u{1b}[31msuch\u{202e}place"]);
    assert_eq!(refused.exit, Exit::Failed);
    let said = checked.err + &refused.err;
    let seen: Vec<char> = said.chars().filter(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}').collect();
    assert!(seen.is_empty(), "{seen:?} in {said}");
}

#[cfg(unix)]
#[test]
fn links_and_devices_among_the_content_are_findings() {
    let project = Project::base();
    fs::write(project.path().join("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink(project.path().join("secret.txt"), project.path().join("content/pages/leak.md"))
        .unwrap();
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.err.contains("G002") && ran.err.contains("leak.md"), "{}", ran.err);
}

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
fn every_page_has_the_strict_policy_and_works_without_script() {
    let project = Project::base();
    project.gradus(&["build"]);
    let mut pages = 0;
    for (path, bytes) in tree(&project.path().join("public")) {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            let policy = page.find("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; ");
            assert!(policy.is_some_and(|at| at < page.find("<title>").unwrap()), "{path}");
            assert!(!page.contains("unsafe-"), "{path}");
            pages += 1;
        }
    }
    assert!(pages > 20, "{pages}");
}

#[test]
fn editors_differences_in_encoding_make_the_same_pages() {
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
fn a_list_past_five_hundred_is_cut_and_every_statement_is_reachable() {
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
