//! A port in use, a terminal that is none, a reader that goes away: one clear line, or none. Ports and browsers are in
//! `tests/it/serve.rs`.

use super::bench::{clean, said};
use crate::run::Project;

fn shell(project: &Project, line: &str) -> std::process::Output {
    let mut shell = clean("sh");
    shell.arg("-c").arg(line).arg(env!("CARGO_BIN_EXE_gradus")).current_dir(project.path());
    shell.output().expect("a shell")
}

#[test]
fn one_clear_line_where_a_port_is_in_use() {
    let project = Project::base();
    let other = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("an address").port();
    let output = shell(&project, &format!("\"$0\" serve --port {port}"));
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said.lines().filter(|line| line.starts_with("error")).count(), 1, "{said}");
    assert!(said.contains(&port.to_string()) && said.contains("help"), "{said}");
}

#[test]
fn one_clear_line_or_none_where_nobody_reads_and_no_panic() {
    let project = Project::base();
    for at in 0..300 {
        project.write(&format!("content/pages/b{at}.md"), "---\ntitle: A\ncolour: red\n---\nText.\n");
    }
    let full = shell(&project, "\"$0\" schema capability >/dev/full");
    let told = said(&full);
    assert_eq!(full.status.code(), Some(2), "{told}");
    assert!(told.contains("No space left on device"), "{told}");
    for line in [
        "\"$0\" check 2>&1 | head -c 10",
        "\"$0\" check --format json | head -c 10",
        "\"$0\" check --format sarif | true",
        "\"$0\" check >&- 2>&-",
        "\"$0\" check --format json >/dev/full",
        "\"$0\" check 2>/dev/full",
        "\"$0\" list >/dev/full",
        "\"$0\" explain G102 | true",
        "\"$0\" --help | true",
        "\"$0\" --help >/dev/full",
        "\"$0\" schema capability >&-",
    ] {
        let output = shell(&project, line);
        said(&output);
        assert_ne!(output.status.code(), Some(101), "{line}");
        assert_ne!(output.status.code(), Some(134), "{line}");
    }
}

#[test]
fn one_clear_line_has_no_colours_where_there_is_no_terminal() {
    let project = Project::base();
    project.write("content/pages/bad.md", "---\ntitle: A\ncolour: red\n---\nText.\n");
    for line in ["\"$0\" check", "\"$0\" build", "TERM=dumb \"$0\" list", "\"$0\" nonsense", "\"$0\" build -o /"] {
        let said = said(&shell(&project, line));
        assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{line}: {said:?}");
    }
}
