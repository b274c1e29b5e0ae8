//! Commands that change content: what they write is sound, all else stays byte for byte, and a refusal changes nothing.

use crate::run::{Project, tree};
use gradus::cli::Exit;
use std::path::Path;

const NEW: &[&str] = &[
    "new",
    "capability",
    "--group",
    "robotics",
    "--level",
    "2",
    "--archetype",
    "embedder",
    "--text",
    "I can stop it.",
];

fn sound(project: &Project) {
    let ran = project.gradus(&["check", "--strict"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
}

fn paths(project: &Project) -> Vec<String> {
    tree(project.path()).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn ids_of_new_capabilities_follow_each_other_and_what_was_used_is_never_given_again() {
    let project = Project::base();
    project.write("content/releases/1.0.0.md", "---\nversion: \"1.0.0\"\ndate: 2026-01-01\n---\n");
    let frozen = r#"{"format":"gradus-framework/1","version":"1.0.0","title":"T","capabilities":[{"id":"AI-050","group":"ai","statements":[{"level":1,"text":"I could."}]}]}"#;
    project.write("content/releases/1.0.0.json", frozen);
    let retired =
        "---\nid: AI-050\nlevel: 1\narchetypes: [creator]\nretired: { reason: \"Nobody could.\" }\n---\nI could.\n";
    project.write("content/domains/ai/AI-050.md", retired);
    for id in ["AI-051", "AI-052"] {
        let ran = project.gradus(NEW);
        assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
        assert!(ran.err.contains(&format!("Made content/domains/ai/robotics/{id}.md")), "{}", ran.err);
    }
    project.write("content/domains/ai/x.md", "---\nid: AI-070\nlevel: 1\ndraft: true\n---\nI can.\n");
    assert!(project.gradus(NEW).err.contains("AI-071"));
    sound(&project);
}

#[test]
fn every_kind_that_can_be_made_is_sound() {
    let project = Project::base();
    for args in [
        &["new", "group", "--title", "A: \"new\" #1 group", "--in", "ai"][..],
        &["new", "level", "--title", "- Expert"],
        &["new", "archetype", "--title", "User", "--example", "no"],
        &["new", "process", "--title", "Create", "--verb", "make,*design"],
        &["new", "profile", "--title", "Nurse", "--target", "robotics=2,AI-001=1"],
        &["new", "resource", "--title", "Guide", "--url", "https://example.org/", "--capability", "AI-041"],
        &["new", "mapping", "--title", "Other", "--scheme", "o: 1"],
        &["new", "term", "--title", "Robot", "--text", "A machine."],
        &["new", "page", "--title", "Help", "--text", "Text."],
        &["new", "release"],
        NEW,
    ] {
        let ran = project.gradus(args);
        assert_eq!(ran.exit, Exit::Fine, "{args:?} {}", ran.err);
        sound(&project);
        let again = project.gradus(args);
        assert!(again.exit == Exit::Failed || ["capability", "level"].contains(&args[1]), "{args:?}");
    }
}

#[test]
fn a_group_goes_there_and_back_and_the_files_are_as_before_but_for_old_addresses() {
    let project = Project::base();
    project.write("content/domains/care/_index.md", "---\ntitle: Care\n---\nCare.\n");
    project.write("content/pages/about.md", "---\r\ntitle: About # us\r\n---\r\nSee [[ai/robotics]], [it](../domains/ai/robotics/AI-041.md) and [[robotics]].\r\n");
    project.write("content/domains/ai/robotics/stop.png", b"\x89PNG not really");
    project.write("content/domains/ai/robotics/.notes", "mine");
    let before = tree(project.path());
    let there = project.gradus(&["mv", "robotics", "care"]);
    assert_eq!(there.exit, Exit::Fine, "{}", there.err);
    sound(&project);
    assert!(
        project
            .read("content/pages/about.md")
            .contains("See [[care/robotics]], [it](../domains/care/robotics/AI-041.md) and [[robotics]].\r\n")
    );
    assert!(project.read("content/domains/care/robotics/_index.md").contains("aliases: [/domains/ai/robotics/]\n"));
    assert!(Path::new(&project.path().join("content/domains/care/robotics/.notes")).is_file());
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    assert!(project.path().join("public/domains/ai/robotics/index.html").is_file(), "the old address leads on");
    std::fs::remove_dir_all(project.path().join("public")).expect("the site is ours");
    let back = project.gradus(&["mv", "robotics", "ai"]);
    assert_eq!(back.exit, Exit::Fine, "{}", back.err);
    sound(&project);
    let alias = "aliases: [/domains/care/robotics/]\n";
    for ((path, old), (now, new)) in before.iter().zip(tree(project.path())) {
        assert_eq!(*path, now);
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(&new).replace(alias, ""));
        assert_eq!(old, new, "{path}");
    }
}

#[test]
fn a_capability_goes_with_its_translations() {
    let project = Project::base();
    let yml = project.read("gradus.yml").replace("version:", "languages: [cy]\n  version:");
    project.write("gradus.yml", yml);
    project.write("content/domains/ai/robotics/AI-041.cy.md", "---\n---\nGallaf.\n");
    let ran = project.gradus(&["mv", "AI-041", "ai"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    let there = paths(&project);
    for name in ["AI-041.md", "AI-041.cy.md"] {
        assert!(there.contains(&format!("content/domains/ai/{name}")), "{there:?}");
        assert!(!there.contains(&format!("content/domains/ai/robotics/{name}")), "{there:?}");
    }
    sound(&project);
}

#[test]
fn a_capability_leaves_others_whose_ids_begin_like_its_own() {
    let project = Project::base();
    project.write("content/domains/care/_index.md", "---\ntitle: Care\n---\nCare.\n");
    for id in ["1.1", "1.1.1", "1.1.cy"] {
        let text = format!("---\nid: {id}\nlevel: 1\narchetypes: [creator]\n---\nI can do {id}.\n");
        project.write(&format!("content/domains/ai/{id}.md"), text);
    }
    let ran = project.gradus(&["mv", "1.1", "care"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    let there = paths(&project);
    for path in ["care/1.1.md", "ai/1.1.1.md", "ai/1.1.cy.md"] {
        assert!(there.contains(&format!("content/domains/{path}")), "{there:?}");
    }
}

#[test]
fn a_release_is_whole_or_nothing() {
    let project = Project::base();
    // What stands where the new settings are first written is in the way, also for those who may write everywhere.
    let in_the_way = format!(".gradus.yml.{}.gradus/x", std::process::id());
    project.write(&in_the_way, "");
    let before = tree(project.path());
    let release = ["release", "2.0.0", "--date", "2026-01-31"];
    let refused = project.gradus(&release);
    assert_eq!(refused.exit, Exit::Failed, "{}", refused.err);
    assert!(refused.err.contains("could not write `gradus.yml`"), "{}", refused.err);
    assert!(refused.err.contains("nothing was changed"), "{}", refused.err);
    assert!(tree(project.path()) == before);
    assert!(!project.path().join("content/releases").exists(), "a folder for releases was not there, and is not now");
    project.remove(&in_the_way);
    std::fs::remove_dir(project.path().join(&in_the_way).parent().expect("a folder")).expect("it is ours");
    let ran = project.gradus(&release);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    sound(&project);
}

#[test]
fn a_release_changes_one_line_of_settings_as_any_editor_saved_them() {
    let project = Project::base();
    let yml = format!("\u{feff}{}", project.read("gradus.yml").replace('\n', "\r\n"));
    project.write("gradus.yml", &yml);
    let ran = project.gradus(&["release", "2.0.0", "--quiet"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Fine, ""));
    assert_eq!(project.read("gradus.yml"), yml.replace("1.0.0", "2.0.0"));
    sound(&project);
}

#[test]
fn no_version_is_released_that_could_not_be_a_file_or_an_address() {
    let project = Project::base();
    let before = tree(project.path());
    for version in ["1.1.", "1..1", "-1", "con", "1.1-"] {
        for args in [&["release", "--any-version", "--", version][..], &["new", "release", "--version", version]] {
            let ran = project.gradus(args);
            assert_eq!(ran.exit, Exit::Failed, "{args:?} {}", ran.err);
        }
    }
    assert!(tree(project.path()) == before);
}

#[test]
fn retiring_writes_one_line_and_the_reason_is_read_as_it_was_typed() {
    let project = Project::base();
    let before = project.read("content/domains/ai/AI-001.md");
    let reason = "Covered: \"AI-041\" says it # better, {at} last";
    let ran = project.gradus(&["retire", "AI-001", "--reason", reason, "--replaced-by", "AI-041", "--since", "2.0.0"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    let after = project.read("content/domains/ai/AI-001.md");
    let added: Vec<&str> = after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!(after.replace(&format!("{}\n", added[0]), ""), before);
    sound(&project);
    let shown = project.gradus(&["show", "AI-001", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("JSON");
    assert_eq!(shown["retired"]["reason"], reason);
    assert_eq!(project.gradus(&["retire", "AI-001", "--reason", "x"]).exit, Exit::Failed);
}

#[test]
fn looking_refusing_and_trying_change_nothing() {
    let project = Project::base();
    let before = tree(project.path());
    for args in [
        &["list", "--status", "all"][..],
        &["show", "AI-041"],
        &["stats"],
        &["new", "capability"],
        &["new", "page", "--title", "About"],
        &["new", "archetype", "--title", "Maker", "--code", "C"],
        &["mv", "robotics", "/", "--dry-run"],
        &["mv", "robotics", "nowhere"],
        &["retire", "AI-041", "--reason", "\u{202e}x", "--dry-run"],
        &["retire", "AI-041", "--reason", "x", "--replaced-by", "AI-999"],
    ] {
        project.gradus(args);
        assert!(tree(project.path()) == before, "{args:?}");
    }
}

#[test]
fn nothing_that_is_shown_is_obeyed_by_a_terminal() {
    let project = Project::base();
    let evil = "x\\u{1b}]0;t\\u{7}".replace("\\u{1b}", "\u{1b}").replace("\\u{7}", "\u{7}");
    project.write(
        "content/domains/ai/AI-002.md",
        format!("---\nid: AI-002\nlevel: 1\narchetypes: [creator]\n---\nI can {evil}.\n\nMore {evil}\n"),
    );
    for args in [
        &["list"][..],
        &["list", "--format", "json"],
        &["list", "--format", "markdown"],
        &["list", "--format", "csv"],
        &["show", "AI-002"],
        &["show", "AI-002", "--format", "json"],
        &["show", &evil],
        &["stats"],
        &["retire", "AI-002", "--reason", &evil, "--dry-run"],
        &["new", "page", "--title", &evil, "--dry-run"],
    ] {
        let ran = project.gradus(args);
        let said = ran.out + &ran.err;
        assert!(!said.contains(['\u{1b}', '\u{7}']), "{args:?}: {said:?}");
    }
}
