//! Commands of GitHub's workflows, which become marks on the lines of a pull request. A step shows ten of each kind, so
//! errors come first; the whole list goes into the step's summary.

use super::{Report, SEVERITIES, visible};
use crate::base::{Diagnostic, Position, Severity};

pub fn write(report: &Report) -> String {
    let of = |severity| report.findings.iter().filter(move |finding| finding.severity == severity);
    SEVERITIES.into_iter().flat_map(of).map(|finding| line(report, finding)).collect()
}

fn line(report: &Report, finding: &Diagnostic) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(place) = finding.place {
        let text = report.sources.text(place.file);
        let start = Position::of(text, place.span.start as usize);
        let end = Position::of(text, place.span.end as usize);
        properties.extend([("file", report.path(place.file)), ("line", start.line.to_string())]);
        // Columns are taken only where the mark is on one line.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
        properties.push(("endLine", end.line.to_string()));
    }
    properties.push(("title", format!("{} [{}]", finding.severity.name(), finding.code.id)));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut said = vec![finding.message.clone()];
    said.extend(Some(finding.label.clone()).filter(|label| !label.is_empty()));
    said.extend(finding.help.as_ref().map(|help| format!("help: {help}")));
    let said: Vec<String> = said.iter().map(|line| data(line)).collect();
    // `%0A` is a new line in the mark, and none in the log.
    format!("::{kind} {}::{}\n", properties.join(","), said.join("%0A"))
}

/// A text behind the last `::`.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// A value before it, where colons and commas divide.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
