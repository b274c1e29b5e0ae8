//! Versions that git remembers: read without touching the working tree, and with a plain answer where there is none.

use crate::run::Project;
use gradus::cli::Exit;
use std::process::{Command, Stdio};

/// A project in a repository, its framework in a folder of it.
fn repository() -> Project {
    let project = Project::base();
    git(&project, &["init", "--quiet", "--initial-branch=main"]);
    commit(&project, "first");
    project
}

fn git(project: &Project, args: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C").arg(project.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(args);
    let status = git.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("git is there");
    assert!(status.success(), "git {args:?}");
}

fn commit(project: &Project, message: &str) {
    git(project, &["add", "--all"]);
    git(project, &["commit", "--quiet", "--message", message]);
}

fn reworded(project: &Project) {
    let text = project.read("content/domains/ai/AI-001.md");
    project.write("content/domains/ai/AI-001.md", text.replace("my team", "my ward"));
}

#[test]
fn a_change_is_told_against_a_branch_a_tag_and_an_older_commit() {
    let project = repository();
    git(&project, &["tag", "v1"]);
    reworded(&project);
    for revision in ["main", "v1", "HEAD"] {
        let ran = project.gradus(&["diff", revision]);
        assert!(ran.out.contains("my [-team-]{+ward+}"), "{revision}: {}{}", ran.out, ran.err);
    }
    commit(&project, "second");
    let ran = project.gradus(&["diff", "HEAD"]);
    assert!(ran.out.contains("nothing changed"), "{}", ran.out);
    let ran = project.gradus(&["diff", "HEAD~1", "HEAD"]);
    assert!(ran.out.contains("my [-team-]{+ward+}"), "{}", ran.out);
}

#[test]
fn a_framework_may_stand_in_a_folder_of_the_repository() {
    let project = Project::empty();
    crate::run::copy(&crate::run::cases_folder().join("base"), &project.path().join("docs/framework"));
    git(&project, &["init", "--quiet", "--initial-branch=main"]);
    commit(&project, "first");
    let path = "docs/framework/content/domains/ai/AI-001.md";
    project.write(path, project.read(path).replace("my team", "my ward"));
    let ran = project.gradus(&["-C", "docs/framework", "diff", "main"]);
    assert!(ran.out.contains("my [-team-]{+ward+}"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_moved_file_is_no_change_of_meaning_but_of_place() {
    let project = repository();
    let text = project.read("content/domains/ai/AI-001.md");
    project.remove("content/domains/ai/AI-001.md");
    project.write("content/domains/ai/another-name.md", text);
    let ran = project.gradus(&["diff", "main"]);
    assert!(ran.out.contains("nothing changed"), "{}", ran.out);
}

#[test]
fn the_working_tree_and_the_index_stay_as_they_are() {
    let project = repository();
    reworded(&project);
    let index = std::fs::read(project.path().join(".git/index")).expect("an index");
    let before = project.read("content/domains/ai/AI-001.md");
    project.gradus(&["diff", "HEAD"]);
    assert_eq!(std::fs::read(project.path().join(".git/index")).expect("an index"), index);
    assert_eq!(project.read("content/domains/ai/AI-001.md"), before);
}

#[test]
fn what_git_does_not_know_is_said_and_no_option_gets_through() {
    let project = repository();
    for revision in ["nothing", "HEAD~9", "main:content", "--all", "-h", "--output=x", "", " ", "main\nmain"] {
        let ran = project.gradus(&["diff", "--", revision]);
        assert_eq!(ran.exit, Exit::Failed, "{revision}");
        assert!(ran.err.starts_with("error: git knows no revision"), "{revision}: {}", ran.err);
        assert!(!project.path().join("x").exists());
    }
    let alone = Project::base();
    let ran = alone.gradus(&["diff", "main"]);
    assert!(ran.err.contains("this folder is in no git repository"), "{}", ran.err);
}

#[test]
fn a_version_before_the_framework_came_is_said() {
    let project = Project::empty();
    project.write("README.md", "Soon.\n");
    git(&project, &["init", "--quiet", "--initial-branch=main"]);
    commit(&project, "first");
    crate::run::copy(&crate::run::cases_folder().join("base"), project.path());
    let ran = project.gradus(&["diff", "main"]);
    assert!(ran.err.contains("there was no framework in this folder"), "{}", ran.err);
}
