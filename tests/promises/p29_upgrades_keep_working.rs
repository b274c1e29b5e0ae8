//! Projects of every version that was released load with this one. A folder in `tests/promises/upgrades/` is a project as
//! it was written for the version of its name; none is ever changed, and each release adds one.

use crate::run::{Project, copy};
use gradus::cli::Exit;
use std::path::Path;

#[test]
fn upgrades_keep_projects_and_releases_of_every_version_working() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promises/upgrades");
    let mut versions = 0;
    for entry in std::fs::read_dir(folder).expect("there").map(|entry| entry.expect("an entry")) {
        let project = Project::empty();
        copy(&entry.path(), project.path());
        let ran = project.gradus(&["build", "--strict"]);
        assert_eq!(ran.exit, Exit::Fine, "{}: {}", entry.path().display(), ran.err);
        let data: serde_json::Value = serde_json::from_str(&project.read("public/data/framework.json")).expect("JSON");
        let ids: Vec<&str> =
            data["capabilities"].as_array().expect("a list").iter().filter_map(|it| it["id"].as_str()).collect();
        assert_eq!(ids.join("\n"), project.read("ids.txt").trim(), "{}", entry.path().display());
        // What a release carried can be compared with.
        let ran = project.gradus(&["diff", "1.0.0"]);
        assert_eq!(ran.exit, Exit::Fine, "{}: {}", entry.path().display(), ran.err);
        versions += 1;
    }
    assert!(versions >= 1);
}

#[test]
fn upgrades_that_bring_a_form_from_later_are_told_and_not_guessed() {
    let project = Project::base();
    let ran = project.gradus(&["release", "1.0.0"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    let frozen: Vec<_> = walkdir::WalkDir::new(project.path().join("content/releases"))
        .into_iter()
        .filter_map(|entry| entry.ok().map(walkdir::DirEntry::into_path))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    assert!(!frozen.is_empty());
    for path in frozen {
        let text = std::fs::read_to_string(&path).expect("text");
        assert!(text.contains("gradus-framework/1"), "{text}");
        std::fs::write(&path, text.replace("gradus-framework/1", "gradus-framework/9")).expect("written");
    }
    let ran = project.gradus(&["check"]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.err.contains("G017") && ran.err.contains("help"), "{}", ran.err);
}
