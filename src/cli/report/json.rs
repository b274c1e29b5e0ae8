//! Findings as JSON, the form `gradus-findings/1`: docs/checking.md lists its keys.

use super::Report;
use super::data::{FoundAt, json};
use crate::base::{Diagnostic, Place};
use crate::fix::Mends;
use crate::source::Sources;
use serde::Serialize;

pub fn write(report: &Report) -> String {
    let mends = Mends::new(report.sources);
    let findings = report.findings.iter().map(|finding| Finding::new(finding, report.sources, &mends));
    json(&findings.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<FoundAt>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    /// What `--fix` would write, and where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fix: Vec<Exchange>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: FoundAt,
    message: &'a str,
}

#[derive(Serialize)]
struct Exchange {
    #[serde(flatten)]
    place: FoundAt,
    text: String,
}

impl<'a> Finding<'a> {
    fn new(finding: &'a Diagnostic, sources: &Sources, mends: &Mends) -> Finding<'a> {
        let related = finding.related.iter();
        let related = related.map(|(place, message)| Related { place: FoundAt::new(sources, *place), message });
        let fix = mends.edit(finding).map(|edit| {
            let file = finding.place.unwrap_or_default().file;
            Exchange { place: FoundAt::new(sources, Place { file, span: edit.span }), text: edit.text }
        });
        Finding {
            code: finding.code.id,
            severity: finding.severity.name(),
            message: &finding.message,
            place: finding.place.map(|place| FoundAt::new(sources, place)),
            label: &finding.label,
            help: finding.help.as_deref(),
            related: related.collect(),
            fix: fix.into_iter().collect(),
        }
    }
}
