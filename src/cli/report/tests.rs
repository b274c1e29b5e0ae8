//! Hostile content through every form: it is shown, and nothing obeys it.

use super::*;
use crate::base::is_unseen;
use crate::base::{Fix, Place, Span, codes};
use crate::source::SourceFile;
use proptest::prelude::*;

/// What would do something, in one of the places where findings are shown.
static HOSTILE: &[&str] = &[
    "::error file=x::owned",
    "\n::add-mask::e\n",
    "%0A::warning::x %3A%2C",
    "##[error]x ##[add-mask]y ##vso[task.setvariable]z",
    "\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m",
    "\u{202e}txt.exe\u{2066}\u{200b}\u{61c}\u{e0041}",
    "]]></failure><script>alert(1)</script><!--",
    "<img src=x onerror=alert(1)>&amp;&#64;",
    "``` ` `` @everyone #1 GH-1 org/repo#1 [x](javascript:alert(1)) ![](https://e.org) | a | :smile: www.e.org",
    "` @everyone `",
    "\u{0}\u{8}\u{b}\u{fffe}\u{ffff}\u{2028}",
    "/close\n/assign me",
    "\"; rm -rf / #\\",
    "{0} [x](1) {{id}}",
];

/// A report with one finding for each text, which stands in all that a finding says, and in its file.
fn report_of<T>(texts: &[&str], then: impl Fn(&Report) -> T) -> T {
    let path = |at: usize| format!("content/{at} ::error:: `@x` <b>.md");
    let files = texts.iter().enumerate().filter_map(|(at, text)| SourceFile::text(&path(at), &format!("a\n{text}\nb")));
    let sources = Sources::new(files);
    let kinds = [&codes::UNKNOWN_KEY, &codes::NO_ALT];
    let mut findings: Vec<Diagnostic> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let place = Place { file: sources.find(&path(at)).unwrap(), span: Span::new(2, 3) };
            Diagnostic::new(kinds[at % 2], place, format!("unknown archetype `{text}`"))
                .label(*text)
                .help(format!("did you mean `{text}`?"))
                .related(place, *text)
                .fix(Some(Fix::Write { old: "e".into(), new: "f".into() }))
        })
        .collect();
    findings.sort_by_key(|finding| finding.place);
    findings.push(Diagnostic::nowhere(&codes::NO_SETTINGS, texts.concat()));
    let report = Report { findings: &findings, sources: &sources, below: "", strict: false, left_out: "" };
    then(&report)
}

fn all_forms(report: &Report) -> Vec<(&'static str, String)> {
    FORMATS.iter().filter_map(|format| Some((format.name, format.write?(report)))).collect()
}

/// Whether a runner of GitHub would take a line for a command: it looks behind blanks, and for `##[` anywhere.
fn is_command(line: &str) -> bool {
    line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
}

fn obeys_nothing(texts: &[&str]) {
    report_of(texts, |report| {
        for (name, text) in all_forms(report) {
            let unseen = text.chars().find(|c| is_unseen(*c) && *c != '\n');
            assert_eq!(unseen, None, "{name}: {text}");
            let commands = text.lines().filter(|line| is_command(line)).count();
            assert_eq!(commands, if name == "github" { report.findings.len() } else { 0 }, "{name}: {text}");
        }
    });
}

#[test]
fn no_form_has_a_sign_that_a_terminal_or_a_log_would_obey() {
    obeys_nothing(HOSTILE);
}

#[test]
fn each_command_of_github_is_one_of_ours_with_errors_first() {
    report_of(HOSTILE, |report| {
        let text = github::write(report);
        let kinds: Vec<&str> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert!(kinds.iter().all(|kind| ["::error", "::warning"].contains(kind)), "{kinds:?}");
        assert!(kinds.is_sorted(), "{kinds:?}");
        for line in text.lines() {
            let (properties, _) = line[2..].split_once("::").expect("a message");
            let (_, properties) = properties.split_once(' ').expect("properties");
            let names: Vec<&str> = properties.split(',').map(|it| it.split_once('=').expect("a value").0).collect();
            let known = ["file", "line", "col", "endColumn", "endLine", "title"];
            assert!(names.iter().all(|name| known.contains(name)), "{line}");
        }
    });
}

#[test]
fn forms_of_json_say_what_was_written() {
    report_of(HOSTILE, |report| {
        let of = |form: fn(&Report) -> String| -> serde_json::Value { serde_json::from_str(&form(report)).unwrap() };
        let (json, gitlab, sarif) = (of(json::write), of(gitlab::write), of(sarif::write));
        for (at, finding) in report.findings.iter().enumerate() {
            assert_eq!(json[at]["message"], finding.message);
            assert!(gitlab[at]["description"].as_str().unwrap().starts_with(&finding.message));
            let said = sarif["runs"][0]["results"][at]["message"]["text"].as_str().unwrap();
            assert!(!said.contains("]("), "{said}");
        }
    });
}

#[test]
fn xml_has_no_element_but_ours() {
    report_of(HOSTILE, |report| {
        let text = junit::write(report);
        let elements = text.split('<').skip(1);
        for element in elements {
            let name: String = element.chars().take_while(|c| !c.is_whitespace() && !">/".contains(*c)).collect();
            let ours = ["?xml", "testsuites", "testsuite", "testcase", "failure", "system-out", ""];
            assert!(ours.contains(&name.as_str()), "{element}");
        }
        assert!(!text.contains("]]>") && !text.contains(['\u{fffe}', '\u{ffff}']), "{text}");
        assert!(
            text.split('&')
                .skip(1)
                .all(|rest| ["amp;", "lt;", "gt;", "quot;", "apos;"].iter().any(|it| rest.starts_with(it)))
        );
    });
}

/// What is left of Markdown without its spans of code, as CommonMark reads them: a row of backticks ends with the next
/// row as long.
fn outside_code(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        out.push_str(&rest[..at]);
        let length = rest[at..].chars().take_while(|c| *c == '`').count();
        let behind = &rest[at + length..];
        let mut from = 0;
        let end = loop {
            let Some(found) = behind[from..].find('`').map(|found| from + found) else { break None };
            let row = behind[found..].chars().take_while(|c| *c == '`').count();
            if row == length {
                break Some(found + row);
            }
            from = found + row;
        };
        assert!(end.is_some(), "a span of code without an end: {line}");
        rest = &behind[end.unwrap()..];
    }
    out + rest
}

fn is_safe_markdown(texts: &[&str]) {
    report_of(texts, |report| {
        for line in markdown::write(report).lines() {
            let outside = outside_code(line);
            let words = outside.trim_start().trim_start_matches("- ").replace("**", "");
            let fine = |c: char| c.is_alphanumeric() || " ,.;:()'\"?+…→-".contains(c);
            assert!(words.chars().all(fine), "{line}");
            assert!(!words.to_lowercase().contains("gh-1") && !words.contains("www."), "{line}");
        }
    });
}

#[test]
fn markdown_has_what_an_author_wrote_in_code() {
    is_safe_markdown(HOSTILE);
}

#[test]
fn markdown_stays_within_a_comment_and_says_what_is_not_there() {
    let long = "x".repeat(3000);
    let texts: Vec<&str> = std::iter::repeat_n(long.as_str(), 40).collect();
    report_of(&texts, |report| {
        let text = markdown::write(report);
        assert!(text.len() < 65_536);
        assert!(text.contains("more, which did not fit"), "{}", &text[text.len() - 200..]);
    });
}

#[test]
fn a_report_of_nothing_is_a_sound_document() {
    let sources = Sources::default();
    let report = Report { findings: &[], sources: &sources, below: "", strict: false, left_out: "" };
    for (name, text) in all_forms(&report) {
        match name {
            "json" | "gitlab" => assert_eq!(text, "[]\n"),
            "sarif" => assert!(text.contains("\"results\": []"), "{text}"),
            "junit" => assert!(text.contains("<testsuite ") && text.ends_with("</testsuites>\n"), "{text}"),
            "github" => assert_eq!(text, ""),
            "markdown" => assert_eq!(text, "**Nothing is wrong.**\n"),
            _ => panic!("{name} is not looked at"),
        }
    }
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_differs_between_findings() {
    let of = |text: &str| {
        let sources = Sources::new(SourceFile::text("content/x.md", text));
        let finding = |at: usize, what: &str| {
            let place = Place { file: sources.find("content/x.md").unwrap(), span: Span::new(at, at + 1) };
            Diagnostic::new(&codes::UNKNOWN_KEY, place, what)
        };
        let at = text.find("a: ").unwrap();
        let findings = [finding(at, "one"), finding(at + 1, "one"), finding(at, "two")];
        fingerprints(&Report { findings: &findings, sources: &sources, below: "", strict: false, left_out: "" })
    };
    let prints = of("a: 1\n");
    assert_eq!(prints, of("# new\n\na: 1\n"));
    assert!(prints[0] != prints[1] && prints[0] != prints[2]);
}

proptest! {
    #[test]
    fn no_text_at_all_is_obeyed(text in "([`:#@<>\\[\\]|%\n\r\u{1b}\u{202e}a ]|::|##\\[|GH-1|www\\.|\\PC){0,24}") {
        obeys_nothing(&[&text, "a"]);
        is_safe_markdown(&[&text]);
    }
}
