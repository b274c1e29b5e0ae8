//! JUnit XML, for services that show tests: each file is a test, which fails where the check does.

use super::{Report, counts, visible};
use crate::base::{Diagnostic, Position, escaped};
use crate::source::{Content, SETTINGS};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The test of what belongs to no file.
const FRAMEWORK: &str = "the framework";

pub fn write(report: &Report) -> String {
    let mut tests: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for (file, source) in report.sources.iter() {
        let path = source.path.as_str();
        if matches!(source.content, Content::Text(_)) && (path == SETTINGS || path.starts_with("content/")) {
            tests.insert(report.path(file), Vec::new());
        }
    }
    for finding in report.findings {
        let name = finding.place.map_or(FRAMEWORK.to_owned(), |place| report.path(place.file));
        tests.entry(name).or_default().push(finding);
    }
    let failed = tests.values().filter(|findings| fails(report, findings)).count();
    let counts = format!("tests=\"{}\" failures=\"{failed}\" errors=\"0\"", tests.len());
    let cases: String = tests.iter().map(|(path, findings)| case(report, path, findings)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gradus check\" {counts}>\n\
         <testsuite name=\"gradus check\" {counts} skipped=\"0\">\n{cases}</testsuite>\n</testsuites>\n"
    )
}

fn fails(report: &Report, findings: &[&Diagnostic]) -> bool {
    findings.iter().any(|finding| report.fails(finding.severity))
}

fn case(report: &Report, path: &str, findings: &[&Diagnostic]) -> String {
    let name = escaped(&visible(path));
    let head = format!("<testcase classname=\"gradus check\" name=\"{name}\"");
    if findings.is_empty() {
        return format!("{head}/>\n");
    }
    let text: String = findings.iter().map(|finding| lines(report, path, finding)).collect();
    let text = escaped(&text);
    let inside = if fails(report, findings) {
        let counts = counts(findings.iter().copied());
        format!("<failure message=\"{counts}\" type=\"{}\">\n{text}</failure>", findings[0].code.id)
    } else {
        format!("<system-out>\n{text}</system-out>")
    };
    format!("{head}>\n{inside}\n</testcase>\n")
}

/// A finding as lines, each of which begins with words of ours.
fn lines(report: &Report, path: &str, finding: &Diagnostic) -> String {
    let mut out = format!("{}[{}]: {}\n", finding.severity.name(), finding.code.id, visible(&finding.message));
    if let Some(place) = finding.place {
        let at = Position::of(report.sources.text(place.file), place.span.start as usize);
        let label = Some(visible(&finding.label)).filter(|label| !label.is_empty());
        let label = label.map(|label| format!(": {label}")).unwrap_or_default();
        writeln!(out, "at {}:{}:{}{label}", visible(path), at.line, at.column).expect("a text takes everything");
    }
    if let Some(help) = &finding.help {
        writeln!(out, "help: {}", visible(help)).expect("a text takes everything");
    }
    out
}
