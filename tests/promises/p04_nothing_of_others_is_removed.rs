//! Gradus never deletes or overwrites what it did not make.

use crate::run::Project;
use gradus::cli::Exit;

#[test]
fn nothing_of_others_is_removed_in_a_folder_that_gradus_did_not_write() {
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
fn nothing_of_others_is_removed_beside_the_site() {
    let project = Project::base();
    project.gradus(&["build"]);
    project.write("public/CNAME", "example.org");
    project.write("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    assert_eq!(project.read("public/CNAME"), "example.org");
    assert!(project.read("public/new/index.html").contains("<h1>New</h1>"));
}
