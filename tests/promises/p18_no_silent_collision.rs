//! Two things that would share an address, a file, an id or an anchor are a finding that names both.

use crate::run::Project;
use gradus::cli::Exit;

fn capability(id: &str) -> String {
    format!("---\nid: {id}\nlevel: 1\narchetypes: [creator]\n---\nI can {id}.\n")
}

fn page(more: &str) -> String {
    format!("---\ntitle: A\n{more}---\nText.\n")
}

#[test]
fn no_silent_collision_of_addresses_files_ids_or_numbers() {
    let collisions: [(&str, [(&str, String); 2]); 13] = [
        ("an id twice", [("domains/ai/one.md", capability("X-1")), ("domains/ai/robotics/two.md", capability("X-1"))]),
        (
            "an id in other letters",
            [("domains/ai/one.md", capability("X-1")), ("domains/ai/two.md", capability("x-1"))],
        ),
        (
            "an alias twice",
            [("pages/one.md", page("aliases: [/old/]\n")), ("pages/two.md", page("aliases: [/old/]\n"))],
        ),
        (
            "an alias in other letters",
            [("pages/one.md", page("aliases: [/old/]\n")), ("pages/two.md", page("aliases: [/OLD/]\n"))],
        ),
        (
            "an alias in another form of Unicode",
            [("pages/one.md", page("aliases: [/caf\u{e9}/]\n")), ("pages/two.md", page("aliases: [/cafe\u{301}/]\n"))],
        ),
        (
            "an alias in other letters that have one capital",
            [("pages/one.md", page("aliases: [/stra\u{df}e/]\n")), ("pages/two.md", page("aliases: [/STRASSE/]\n"))],
        ),
        ("an alias on a page", [("pages/one.md", page("")), ("pages/two.md", page("aliases: [/one/]\n"))]),
        (
            "an alias on a file",
            [("pages/one.md", page("aliases: [/404.html]\n")), ("pages/two.md", page("aliases: [/_headers]\n"))],
        ),
        ("a page on a list", [("pages/levels.md", page("")), ("pages/domains.md", page(""))]),
        (
            "a page on a folder of ours",
            [("pages/assets.md", page("aliases: [/data/]\n")), ("pages/data.md", page("aliases: [/assets/]\n"))],
        ),
        ("images in other letters", [("pages/a.png", "1".into()), ("pages/A.png", "2".into())]),
        ("a code twice", [("archetypes/creator.md", page("code: C\n")), ("archetypes/embedder.md", page("code: C\n"))]),
        ("an order twice", [("taxonomy/remember.md", page("order: 1\n")), ("taxonomy/apply.md", page("order: 1\n"))]),
    ];
    for (what, files) in collisions {
        let project = Project::base();
        for (path, text) in &files {
            project.write(&format!("content/{path}"), text);
        }
        if what.starts_with("images") {
            project.write("content/pages/both.md", "---\ntitle: B\n---\n![a](a.png) ![b](A.png)\n");
        }
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Findings, "{what}: {}", ran.err);
        assert!(!project.path().join("public").exists(), "{what}");
        let both = files.iter().filter(|(path, _)| ran.err.contains(path)).count();
        assert!(both >= 1, "{what}: {}", ran.err);
        let two_of_authors = what.contains("twice") || what.contains("in other letters") || what.contains("Unicode");
        assert!(both == 2 || !two_of_authors, "{what} does not name both: {}", ran.err);
    }
}
