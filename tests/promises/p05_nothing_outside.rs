//! No name, id, alias, link or special file among the content leads out of the project or out of the output.

use crate::run::{Project, tree};
use gradus::cli::Exit;
use std::fs;

/// Ways to write a place above, or a place elsewhere.
static AWAY: &[&str] = &[
    "..",
    "../..",
    "../../etc/passwd",
    "/etc/passwd",
    "a/../../b",
    "./../b",
    "..\\..\\b",
    "\\\\server\\share",
    "C:\\b",
    "C:b",
    "%2e%2e/b",
    "%2e%2e%2fb",
    "..%2fb",
    "..%5cb",
    "%252e%252e%252fb",
    "..;/b",
    "....//b",
    "\u{ff0e}\u{ff0e}/b",
    "\u{2025}/b",
    "b\u{2215}..\u{2215}c",
    "~/b",
    "~root",
    "file:///etc/passwd",
    "//host/b",
    "a/..",
    "a/./../..",
    ".",
    "con",
    "nul.txt",
    ".gradus-manifest",
    "..\u{0}b",
    "b/\u{202e}c",
    "a//b",
    " ..",
    ".. ",
    "...",
    "%00",
    "\u{1}",
];

#[test]
fn nothing_outside_is_reached_by_any_id_slug_or_alias() {
    for (turn, name) in AWAY.iter().enumerate() {
        let project = Project::empty();
        crate::run::copy(&crate::run::cases_folder().join("base"), &project.path().join("inner"));
        let before = tree(project.path());
        let quoted = serde_json::to_string(name).expect("a text");
        let inner = |path: &str, text: String| project.write(&format!("inner/{path}"), text);
        // Each in a project of its own: an error writes nothing, and would hide what the others do.
        let places: [(&str, String); 9] = [
            (
                "content/domains/ai/AI-002.md",
                format!("---\nid: {quoted}\nlevel: 1\narchetypes: [creator]\n---\nI can.\n"),
            ),
            ("content/pages/a.md", format!("---\ntitle: A\naliases: [{quoted}]\n---\nText.\n")),
            (
                "content/domains/ai/AI-002.md",
                format!("---\nid: AI-002\nlevel: 1\narchetypes: [{quoted}]\n---\nI can.\n"),
            ),
            ("content/profiles/p.md", format!("---\ntitle: P\ntargets: {{ {quoted}: 1 }}\n---\nText.\n")),
            (
                "content/mappings/m.md",
                format!("---\ntitle: M\nscheme: {quoted}\nrows: [{{ from: AI-001, to: {quoted} }}]\n---\nText.\n"),
            ),
            ("content/releases/r.md", format!("---\nversion: {quoted}\ndate: 2026-01-01\n---\nText.\n")),
            (
                "content/pages/a.md",
                format!("---\ntitle: A\n---\n[a](<{name}>) ![b](<{name}>) [[{name}]]\n\n# A {{#{name}}}\n"),
            ),
            ("content/domains/ai/_index.md", format!("---\ntitle: AI\ncode: {quoted}\nnumber: {quoted}\n---\nText.\n")),
            ("gradus.yml", format!("framework: {{ id: {quoted}, title: A, version: {quoted} }}\n")),
        ];
        // Each name in each place where there is time, else in every fourth.
        let chosen = |at: usize| crate::run::is_long() || (at + turn).is_multiple_of(4);
        for (path, text) in places.into_iter().enumerate().filter(|(at, _)| chosen(*at)).map(|(_, place)| place) {
            let old = fs::read_to_string(project.path().join("inner").join(path)).ok();
            inner(path, text);
            let ran = crate::run::gradus(&project.path().join("inner"), &["build"]);
            // Without settings there is nothing to build.
            assert!(ran.exit != Exit::Failed || path == "gradus.yml", "{name} in {path}: {}", ran.err);
            match old {
                Some(old) => inner(path, old),
                None => project.remove(&format!("inner/{path}")),
            }
            let outside: Vec<_> =
                tree(project.path()).into_iter().filter(|(path, _)| !path.starts_with("inner/public/")).collect();
            assert_eq!(outside, before, "{name} in {path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_is_read_through_a_link() {
    let project = Project::base();
    fs::write(project.path().join("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink(project.path().join("secret.txt"), project.path().join("content/pages/leak.md"))
        .unwrap();
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.err.contains("G002") && ran.err.contains("leak.md"), "{}", ran.err);
}

/// Where something stands that is no plain file, and how it is made.
#[cfg(target_os = "linux")]
type Maker<'a> = (&'a str, &'a dyn Fn(&std::path::Path));

#[cfg(target_os = "linux")]
#[test]
fn nothing_outside_is_read_through_folders_pipes_sockets_and_devices() {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    let elsewhere = Project::base();
    let outside = elsewhere.path().join("content");
    let makers: [Maker; 7] = [
        ("pages/linked", &|path| symlink(outside.join("pages"), path).unwrap()),
        ("domains/ai/linked.md", &|path| symlink("/etc/passwd", path).unwrap()),
        ("pages/loop", &|path| symlink(".", path).unwrap()),
        ("pages/nowhere.md", &|path| symlink("/nowhere/at/all", path).unwrap()),
        ("pages/pipe.md", &|path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success())),
        ("pages/socket.md", &|path| drop(std::os::unix::net::UnixListener::bind(path).unwrap())),
        ("pages/zero.png", &|path| symlink("/dev/zero", path).unwrap()),
    ];
    for (name, make) in makers {
        let project = Project::base();
        make(&project.path().join("content").join(name));
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Findings, "{name}: {}", ran.err);
        assert!(ran.err.contains("G002") && ran.err.contains(name), "{name}: {}", ran.err);
        assert!(!project.path().join("public").exists(), "{name}");
    }
    for whole in ["content", "themes", "gradus.yml"] {
        let project = Project::base();
        let _ = fs::remove_dir_all(project.path().join(whole));
        let _ = fs::remove_file(project.path().join(whole));
        fs::create_dir_all(elsewhere.path().join("themes")).unwrap();
        symlink(elsewhere.path().join(whole), project.path().join(whole)).unwrap();
        let ran = project.gradus(&["build"]);
        assert_ne!(ran.exit, Exit::Fine, "{whole}: {}", ran.err);
        assert!(!project.path().join("public").exists(), "{whole}");
        assert!(ran.err.contains("G002"), "{whole}: {}", ran.err);
    }
}
