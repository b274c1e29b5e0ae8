//! GitLab's report of code quality: <https://docs.gitlab.com/ci/testing/code_quality/>.

use super::data::json;
use super::{Report, fingerprints};
use crate::base::{Diagnostic, Position, Severity};
use crate::source::SETTINGS;
use serde::Serialize;

pub fn write(report: &Report) -> String {
    let all = report.findings.iter().zip(fingerprints(report));
    let issues: Vec<Issue> = all.map(|(finding, fingerprint)| issue(report, finding, fingerprint)).collect();
    json(&issues)
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issue(report: &Report, finding: &Diagnostic, fingerprint: String) -> Issue {
    let location = match finding.place {
        Some(place) => {
            let line = |at: u32| Position::of(report.sources.text(place.file), at as usize).line;
            let lines = Lines { begin: line(place.span.start), end: line(place.span.end) };
            Location { path: report.path(place.file), lines }
        }
        // GitLab takes none without a file; the settings speak for the whole framework.
        None => Location { path: format!("{}{SETTINGS}", report.below), lines: Lines { begin: 1, end: 1 } },
    };
    let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    Issue {
        description: format!("{}{help}", finding.message),
        check_name: finding.code.id,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location,
    }
}
