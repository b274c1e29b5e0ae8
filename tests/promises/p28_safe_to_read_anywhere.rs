//! What content says is shown and not obeyed, by a terminal, the log of a build service, or a comment.

use crate::run::Project;
use gradus::cli::Exit;

#[test]
fn safe_to_read_on_a_terminal() {
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

#[test]
fn safe_to_read_in_every_form_and_from_every_command() {
    let project = Project::base();
    let sign = "\u{1b}[2J\u{202e}\u{7}";
    let text = "::error::x ##[error]x @org/team <script>alert(1)</script> ``` | a";
    project.write(
        "content/domains/ai/AI-002.md",
        format!("---\nid: AI-002\nlevel: 1\narchetypes: [creator]\ndescription: '{text}'\n---\nI can {text}.\n"),
    );
    let sound: &[&[&str]] =
        &[&["list"], &["show", "AI-002"], &["list", "--format", "json"], &["stats"], &["diff", ".", "."]];
    let forms = ["human", "json", "github", "gitlab", "sarif", "junit", "markdown"];
    let checks: Vec<Vec<&str>> = forms.iter().map(|form| vec!["check", "--format", form]).collect();
    let obeyed = |said: &str| {
        let line = said
            .lines()
            .any(|line| line.trim_start().starts_with("::error::x") || line.trim_start().starts_with("##["));
        line || said.chars().any(|c| (c.is_control() && !"\n\t".contains(c)) || "\u{202e}\u{2066}".contains(c))
    };
    for args in sound {
        let ran = project.gradus(args);
        let said = ran.out + &ran.err;
        assert!(!obeyed(&said), "{args:?}: {said}");
    }
    project.write(
        "content/pages/bad.md",
        format!("---\ntitle: \"A\"\n{sign}: {text}\nlevel: '{text}'\n---\n[a](javascript:{sign})\n"),
    );
    project.write(
        "content/pages/worse.md",
        format!("---\ntitle: A\n\n::error::x: ::error::x\n##[error]x: 1\n---\n{text}\n"),
    );
    for args in &checks {
        let ran = project.gradus(args);
        let said = ran.out + &ran.err;
        assert!(!obeyed(&said), "{args:?}: {said}");
        assert!(said.contains("bad.md"), "{args:?}: {said}");
    }
}
