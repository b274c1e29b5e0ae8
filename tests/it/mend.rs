//! `gradus check --fix` changes what it mends and nothing else, and `--since` looks at what is new.

use crate::run::{Project, Ran, tree};
use gradus::cli::Exit;
use proptest::prelude::*;
use std::path::Path;
use std::process::Command;

const CAPABILITY: &str = "content/domains/ai/AI-002.md";

fn with_capability(text: &str) -> Project {
    let project = Project::base();
    project.write(CAPABILITY, text);
    project
}

fn mended(text: &str) -> String {
    let project = with_capability(text);
    project.gradus(&["check", "--fix"]);
    std::fs::read_to_string(project.path().join(CAPABILITY)).expect("text")
}

#[test]
fn comments_quotes_and_order_stay() {
    let text = "---\n# about this\nid: AI-002 # the id\nLevel: 1   # begins\narchetypes: [\"embeder\",  'Creator' ] # who\nrelated:\n  - AI-001 # first\n  - ai-41  # by hand\n  - AI-001\n---\nI can.\n";
    let want = "---\n# about this\nid: AI-002 # the id\nlevel: 1   # begins\narchetypes: [\"embedder\",  'creator' ] # who\nrelated:\n  - AI-001 # first\n  - AI-041  # by hand\n---\nI can.\n";
    assert_eq!(mended(text), want);
    assert_eq!(mended(want), want, "a second time changes nothing");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay_as_their_editor_saves_them() {
    let text = "\u{feff}---\r\nid: AI-002\r\nlevel: 1\r\narchetypes: [embeder]\r\n---\r\nI can.\r\n";
    assert_eq!(mended(text), text.replace("embeder", "embedder"));
}

#[test]
fn a_file_with_accents_apart_is_left_alone_and_that_is_said() {
    let text = "---\nid: AI-002\nlevel: 1\narchetypes: [embeder]\n---\nI can order cafe\u{301}.\n";
    let project = with_capability(text);
    let ran = project.gradus(&["check", "--fix"]);
    assert_eq!(project.read(CAPABILITY), text);
    assert!(ran.err.contains("left as it is"), "{}", ran.err);
    assert_eq!(ran.exit, Exit::Findings);
}

#[test]
fn a_mend_that_would_bring_another_mistake_is_not_made() {
    // `reviewer` looks like `reviewed`, which takes a date.
    let text = "---\nid: AI-002\nlevel: 1\narchetypes: [embeder]\nreviewer: Ann\n---\nI can.\n";
    assert_eq!(mended(text), text.replace("embeder", "embedder"));
    // Two keys that mean one; a key that is there already.
    let text = "---\nid: AI-002\nlevel: 1\narchetypes: [creator]\narchetype: [embedder]\n---\nI can.\n";
    assert_eq!(mended(text), text);
    let text = "---\nid: AI-002\nlevel: 1\narchetype: [creator]\narchetypess: [embedder]\n---\nI can.\n";
    assert_eq!(mended(text), text);
    // Renaming the level would give it twice.
    let text = "---\nid: AI-002\narchetypes: [creator]\nstatements:\n  1: I can.\n  01: I could.\n---\n";
    assert_eq!(mended(text), text);
}

#[test]
fn a_slip_in_an_id_itself_is_not_spread_to_what_refers_to_it() {
    let text = "---\nid: AI-002\nlevel: 1\narchetypes: [creator]\nrelated: [AI-041]\n---\nI can. See [[AI-041]].\n";
    let project = with_capability(text);
    let path = "content/domains/ai/robotics/AI-041.md";
    let robot = project.read(path).replace("id: AI-041", "id: ai-41");
    project.write(path, &robot);
    project.gradus(&["check", "--fix"]);
    assert_eq!(project.read(CAPABILITY), text);
    assert_eq!(project.read(path), robot);
}

#[test]
fn only_what_was_asked_for_is_mended() {
    let text = "---\nid: AI-002\nlevel: 1\narchetypes: [embeder, creator, creator]\n---\nI can.\n";
    let project = with_capability(text);
    project.gradus(&["check", "--fix", "content/levels"]);
    assert_eq!(project.read(CAPABILITY), text);
    project.gradus(&["check", "--fix", "--select", "G108"]);
    assert_eq!(project.read(CAPABILITY), text.replace("creator, creator", "creator"));
}

#[test]
fn a_dry_run_writes_nothing_and_fails_as_a_check_does() {
    let project = with_capability("---\nid: AI-002\nlevel: 1\narchetypes: [embeder]\n---\nI can.\n");
    let before = tree(project.path());
    let ran = project.gradus(&["check", "--fix", "--dry-run"]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.out.contains("-archetypes: [embeder]\n+archetypes: [embedder]\n"), "{}", ran.out);
    assert_eq!(tree(project.path()), before);
}

#[test]
fn a_slip_in_many_files_is_mended_in_all() {
    let project = Project::base();
    for at in 100..160 {
        let text = format!("---\nid: AI-{at}\nlevel: 1\narchetypes: [embeder]\n---\nI can do {at}.\n");
        project.write(&format!("content/domains/ai/AI-{at}.md"), text);
    }
    let ran = project.gradus(&["check", "--fix"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    assert!(ran.err.contains("Mended 60 findings in 60 files."), "{}", ran.err);
}

#[test]
fn the_settings_are_mended_too() {
    let project = Project::base();
    project.write(
        "gradus.yml",
        "framework: { id: test, title: Test, version: \"1\" }\nchecklists: { paper: A4, layouts: [lerner] }\nchecks: { ignore: [g306] }\n",
    );
    let ran = project.gradus(&["check", "--fix"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    assert!(
        project
            .read("gradus.yml")
            .ends_with("checklists: { paper: a4, layouts: [learner] }\nchecks: { ignore: [G306] }\n")
    );
}

/// A capability in which one thing is mistyped, and the same without the mistake.
fn slips() -> impl Strategy<Value = (String, String)> {
    let quoted = prop::sample::select(vec!["", "\"", "'"]);
    let gap = prop::sample::select(vec![" ", "  ", "\t"]);
    let comment = prop::sample::select(vec!["", " # embeder, creatr", " # levl: 2"]);
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    let slip = prop::sample::select(vec![
        ("embedder", "embeder"),
        ("embedder", "Embedder"),
        ("creator", "creatro"),
        ("AI-041", "ai-41"),
        ("requires", "require"),
        ("archetypes", "Archetypes"),
        ("process", "proces"),
        ("apply", "aply"),
        ("draft: false", "draft: False"),
    ]);
    (quoted, gap, comment, end, slip).prop_map(|(q, gap, comment, end, (right, wrong))| {
        let gap = if gap == "\t" { " " } else { gap };
        let text = format!(
            "---{end}id: AI-002{comment}{end}level:{gap}1{end}process: {q}apply{q}{comment}{end}archetypes:{gap}[{q}creator{q},{gap}{q}embedder{q}]{comment}{end}requires:{end}  -{gap}{q}AI-041{q}{comment}{end}draft: false{end}---{end}I can see [[AI-001]], embeder.{end}"
        );
        // The first is the value or key; comments and words stand behind it.
        (text.clone(), text.replacen(right, wrong, 1))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_mend_gives_back_what_was_there_before_the_slip((right, wrong) in slips()) {
        let project = with_capability(&wrong);
        let others = |project: &Project| -> Vec<_> { tree(project.path()).into_iter().filter(|(path, _)| path != CAPABILITY).collect() };
        let before = others(&project);
        let ran = project.gradus(&["check", "--fix"]);
        prop_assert_eq!(project.read(CAPABILITY), right, "{}", ran.err);
        prop_assert_eq!(ran.exit, Exit::Fine);
        prop_assert_eq!(others(&project), before);
    }
}

#[test]
fn keys_are_put_in_order_where_that_is_asked_for() {
    let text = "---\narchetypes: [embeder]\n# the id\nid: AI-002\nlevel: 1 # begins\n---\nI can.\n";
    let project = with_capability(text);
    let ran = project.gradus(&["check", "--fix"]);
    assert_eq!(ran.exit, Exit::Fine);
    assert_eq!(project.read(CAPABILITY), text.replace("embeder", "embedder"));
    let ran = project.gradus(&["check", "--fix", "--order-keys", "content/domains/ai/AI-002.md"]);
    assert_eq!(ran.err, "Mended the order of keys in 1 file.\nNothing is wrong.\n");
    let want = "---\n# the id\nid: AI-002\nlevel: 1 # begins\narchetypes: [embedder]\n---\nI can.\n";
    assert_eq!(project.read(CAPABILITY), want);
}

fn git(dir: &Path, args: &[&str]) {
    let ran = Command::new("git")
        .arg("-C")
        .arg(dir)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .output()
        .expect("git");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// The base with a mistake in it, committed.
fn committed() -> Project {
    let project = with_capability("---\nid: AI-002\nlevel: 1\narchetypes: [nobody]\n---\nI can.\n");
    for args in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "one"]] {
        git(project.path(), args);
    }
    project
}

fn since(project: &Project) -> Ran {
    project.gradus(&["check", "--since", "HEAD"])
}

#[test]
fn since_a_revision_only_what_came_after_it_counts() {
    let project = committed();
    let ran = since(&project);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (
            Exit::Fine,
            "Nothing is wrong with what was asked for.\nLeft out: 1 finding that did not come after `HEAD`.\n"
        )
    );
    project.write("content/pages/about.md", "---\ntitle: About\n---\nSee [[AI-999]].\n");
    let ran = since(&project);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.err.contains("AI-999") && !ran.err.contains("nobody"), "{}", ran.err);
    assert!(ran.err.contains("Left out: 1 finding"), "{}", ran.err);
}

#[test]
fn since_a_revision_a_file_that_nobody_touched_can_be_broken() {
    let project = committed();
    let robot = project
        .read("content/domains/ai/robotics/AI-041.md")
        .replace("archetypes: [embedder]", "archetypes: [embedder]\nrelated: [AI-001]");
    project.write("content/domains/ai/robotics/AI-041.md", robot);
    git(project.path(), &["commit", "-q", "-a", "-m", "two"]);
    project.remove("content/domains/ai/AI-001.md");
    let ran = since(&project);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.err.contains("unknown capability `AI-001`"), "{}", ran.err);
    assert!(!ran.err.contains("nobody"), "{}", ran.err);
}

#[test]
fn services_are_told_paths_from_the_top_of_the_repository() {
    let project = committed();
    std::fs::create_dir(project.path().join("inner")).expect("folder");
    crate::run::copy(&crate::run::cases_folder().join("base"), &project.path().join("inner"));
    project.write("inner/content/pages/about.md", "---\ntitle: About\n---\nSee [[AI-999]].\n");
    let ran = project.gradus(&["check", "-C", "inner", "--format", "github"]);
    assert!(ran.out.starts_with("::error file=inner/content/pages/about.md,line=4,col=7,"), "{}", ran.out);
    let ran = project.gradus(&["check", "-C", "inner", "--format", "json"]);
    assert!(ran.out.contains("\"file\": \"content/pages/about.md\""), "{}", ran.out);
}

#[test]
fn github_gets_the_whole_list_as_the_summary_of_the_step() {
    let project = with_capability("---\nid: AI-002\nlevel: 1\narchetypes: [nobody]\n---\nI can.\n");
    let summary = project.path().join("summary.md");
    std::fs::write(&summary, "before\n").expect("file");
    let variables = [("GITHUB_STEP_SUMMARY".to_owned(), summary.display().to_string())];
    let ran = crate::run::gradus_with(project.path(), &["check", "--format", "github"], &variables);
    assert_eq!(ran.exit, Exit::Findings);
    let text = std::fs::read_to_string(&summary).expect("file");
    assert!(text.starts_with("before\n**1 error**\n\n`content/domains/ai/AI-002.md`\n\n- **error** in line 4: unknown archetype `nobody` (G102)\n"), "{text}");
}
