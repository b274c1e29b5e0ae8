//! Every mistake is told with its place, what it is and how to mend it; all in one run, and never as a panic.
//! `p08-bad-input.test.mjs` gives the program a whole test suite of YAML.

use crate::cases::{mistakes, paths};
use crate::run::{Project, tree};
use gradus::base::Diagnostics;
use gradus::pipeline::{self, Options};
use gradus::source::{Read, SourceFile, Sources};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Codes of errors that no file of an author alone can bring about.
static ELSEWHERE: &[(&str, &str)] = &[
    ("G002", "a link or device is no text: p05"),
    ("G003", "a file of 2 MiB is no case: p09"),
    ("G006", "the system refuses to read: p23"),
    ("G017", "a frozen release is written by the program: p29"),
    ("G502", "a theme is no content: `gradus explain G502` has its example"),
    ("G601", "settings that are missing: tests/cases/cli"),
];

#[test]
fn bad_input_of_every_sort_is_a_case_with_its_finding_place_and_mend() {
    let (mut findings, mut placed, mut helped) = (0, 0, 0);
    let mut codes = BTreeSet::new();
    for text in paths("check").iter().map(|path| fs::read_to_string(path).expect("text")) {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some((severity, rest)) = line.split_once("[G") else { continue };
            if !["error", "warning", "note"].contains(&severity) {
                continue;
            }
            codes.insert(format!("G{}", &rest[..3]));
            findings += 1;
            let end = lines[at + 1..].iter().position(|line| line.contains("[G") || line.starts_with("~~~~"));
            let about = &lines[at + 1..at + 1 + end.unwrap_or(lines.len() - at - 1)];
            let place =
                about.first().is_some_and(|line| line.contains("╭▸ ") || line.contains("─▸ ") || line.contains("▸ "));
            placed += usize::from(place);
            helped += usize::from(about.iter().any(|line| line.contains("help: ") || line.contains("note: ")));
        }
    }
    assert!(mistakes().len() >= 100, "{} cases of which no site can be made", mistakes().len());
    assert!(findings >= 350, "{findings} findings");
    assert!(placed * 100 >= findings * 97, "{placed} of {findings} say where");
    assert!(helped * 100 >= findings * 75, "{helped} of {findings} say how to mend it");
    let missing: Vec<&str> = gradus::base::codes::ALL
        .iter()
        .map(|code| code.id)
        .filter(|id| !codes.contains(*id) && !ELSEWHERE.iter().any(|(other, _)| other == id))
        .collect();
    assert!(missing.is_empty(), "no case in tests/cases/check shows {missing:?}");
}

/// What the pipeline finds in the small framework with one more file.
fn check(path: &str, text: &str) -> pipeline::Built {
    let mut files: Vec<(String, String)> = tree(&crate::run::cases_folder().join("base"))
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
        .filter(|(other, _)| other != path)
        .collect();
    files.push((path.to_owned(), text.to_owned()));
    let files = files.iter().filter_map(|(path, text)| SourceFile::text(path, text));
    let read = Read { sources: Sources::new(files), findings: Diagnostics::new() };
    pipeline::check(read, &Options { rules: true, ..Options::default() }, None, &mut |_, _| ())
}

#[test]
fn bad_input_that_is_cut_off_anywhere_gets_an_answer() {
    let text = "---\nid: AI-002\ntitle: \"A \\u00e9 [b]\"\nlevel: 1\narchetypes: [creator, 'embedder']\nmappings:\n  - { scheme: a, id: \"1.10\" }\nextra: { a: |\n }\n---\nI can *name* [a](about.md).\n\n# A {#a}\n\n| a |\n|---|\n| b |\n\n> [!NOTE]\n> c[^1]\n\n[^1]: d\n";
    let step = if crate::run::is_long() { 1 } else { 7 };
    for end in (0..=text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
        let built = check("content/domains/ai/AI-002.md", &text[..end]);
        let failed = built.findings.iter().any(|finding| finding.severity == gradus::base::Severity::Error);
        assert_eq!(built.site.is_none(), failed, "{}", &text[..end]);
    }
}

#[test]
fn bad_input_that_is_a_random_change_of_the_seeds_breaks_no_target() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, target) in super::targets::TARGETS {
        let files = walkdir::WalkDir::new(seeds.join(name)).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|entry| entry.file_type().is_file());
        let texts: Vec<String> = files.map(|entry| fs::read_to_string(entry.path()).expect("text")).collect();
        assert!(!texts.is_empty(), "{name} has no seed");
        texts.iter().for_each(|text| target(text));
        let is_slow = ["projects", "addresses"].contains(name);
        let times = match (crate::run::is_long(), is_slow) {
            (true, true) => 10_000,
            (true, false) => 200_000,
            (false, true) => 20,
            (false, false) => 300,
        };
        for _ in 0..times {
            let mut text: Vec<char> = texts[random(texts.len())].chars().collect();
            for _ in 0..1 + random(6) {
                let (at, other) = (random(text.len()), random(text.len()));
                match random(5) {
                    0 if !text.is_empty() => drop(text.remove(at)),
                    1 => text.truncate(at.max(1)),
                    2 if !text.is_empty() => text.swap(at, other),
                    3 => text.extend_from_within(at.min(other)..at.max(other)),
                    _ => text.insert(at, SIGNS[random(SIGNS.len())]),
                }
            }
            target(&text.into_iter().collect::<String>());
        }
    }
}

/// Characters that mean something to some reader.
static SIGNS: &[char] = &[
    ':',
    '-',
    '[',
    ']',
    '{',
    '}',
    '"',
    '\'',
    '#',
    '|',
    '>',
    '<',
    '&',
    '*',
    '!',
    '%',
    '@',
    '`',
    '\n',
    '\t',
    ' ',
    '\r',
    '/',
    '\\',
    '.',
    '~',
    '^',
    '(',
    ')',
    '=',
    '_',
    '0',
    'a',
    'A',
    '\0',
    '\u{1b}',
    '\u{e9}',
    '\u{301}',
    '\u{202e}',
    '\u{feff}',
    '\u{2028}',
    '\u{1f469}',
];

#[test]
#[ignore = "reads an npm package; tests/run installs it"]
fn bad_input_is_no_example_of_commonmark_wherever_it_stands() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/commonmark-spec/spec.txt");
    let spec = fs::read_to_string(spec).expect("the commonmark-spec package is installed");
    let fence = format!("{} example\n", "`".repeat(32));
    let examples: Vec<String> = spec
        .split(&fence)
        .skip(1)
        .filter_map(|rest| rest.split_once("\n.\n").map(|(markdown, _)| markdown.replace('→', "\t")))
        .collect();
    assert!(examples.len() > 600, "{}", examples.len());
    // All in one site, each on its own page and in the fields of others; what is refused is a finding of that file.
    let project = Project::base();
    for (at, markdown) in examples.iter().enumerate() {
        let quoted = serde_json::to_string(markdown).expect("a text");
        project.write(
            &format!("content/pages/e{at}.md"),
            format!("---\ntitle: {quoted}\ndescription: {quoted}\n---\n{markdown}\n"),
        );
        project.write(
            &format!("content/domains/ai/E-{at}.md"),
            format!(
                "---\nid: E-{at}\narchetypes: [creator]\nstatements: {{ 1: {{ text: {quoted} }} }}\n---\n{markdown}\n"
            ),
        );
        project.write(&format!("content/glossary/e{at}.md"), format!("---\ntitle: {quoted}\n---\n{markdown}\n"));
    }
    let ran = project.gradus(&["check", "--format", "json"]);
    let findings: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
    let panics = findings.iter().filter(|finding| finding["code"] == "G407").count();
    assert_eq!(panics, 0, "the reader of Markdown ended on {panics} of them");
    let broken: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .filter_map(|finding| finding["file"].as_str().or(finding["path"].as_str()))
        .collect();
    assert!(broken.len() < examples.len(), "{} files with an error", broken.len());
    for file in &broken {
        project.remove(file);
    }
    let ran = project.gradus(&["build", "--quiet"]);
    assert_eq!(ran.exit, gradus::cli::Exit::Fine, "{}", ran.err);
}

#[test]
fn bad_input_in_a_very_long_line_gets_an_answer_that_can_be_read() {
    let project = Project::base();
    let long = |text: &str| text.repeat(40_000 / text.len());
    let texts = [
        format!("---\ntitle: A\n---\n{} [one](one.md) {}\n", long("many words "), long("many more ")),
        format!("---\ntitle: B\n---\n[two]({}.md)\n", long("漢字")),
        format!("---\ntitle: C\n{}: 3\n---\nText.\n", long("key")),
        format!("---\ntitle: D\naliases: [{}]\n---\nText.\n", long("a`b")),
    ];
    for (at, text) in texts.iter().enumerate() {
        project.write(&format!("content/pages/long-{at}.md"), text);
    }
    for form in ["human", "json", "github", "gitlab", "sarif", "junit", "markdown"] {
        let ran = project.gradus(&["check", "--format", form]);
        let said = if form == "human" { &ran.err } else { &ran.out };
        for at in 0..texts.len() {
            assert!(said.contains(&format!("long-{at}.md")), "{form}: {said}");
        }
        assert!(said.len() < 20_000, "{form}: {} bytes", said.len());
    }
}
