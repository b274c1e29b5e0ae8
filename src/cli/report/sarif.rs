//! SARIF 2.1.0, for code scanning and for editors: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use super::data::{FoundAt, json};
use super::{Report, fingerprints};
use crate::base::{Code, Diagnostic, FileId, Place, capital};
use crate::fix::Mends;
use serde_json::{Value, json};

pub fn write(report: &Report) -> String {
    let mut codes: Vec<&'static Code> = report.findings.iter().map(|finding| finding.code).collect();
    codes.sort_by_key(|code| code.id);
    codes.dedup_by_key(|code| code.id);
    let mut files: Vec<FileId> = report.findings.iter().filter_map(|finding| Some(finding.place?.file)).collect();
    // Findings are in order of file already.
    files.dedup();
    let all = report.findings.iter().zip(fingerprints(report));
    let mends = Mends::new(report.sources);
    let results: Vec<Value> = all.map(|(finding, own)| result(report, &mends, finding, &codes, own)).collect();
    json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gradus",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": files.iter().map(|file| json!({ "location": location(report, *file) })).collect::<Vec<_>>(),
            "results": results,
        }],
    }))
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "shortDescription": { "text": capital(code.summary) },
        "help": { "text": format!("{}. `gradus explain {}` says more.", capital(code.summary), code.id) },
        "defaultConfiguration": { "level": code.severity.name() },
    })
}

fn result(report: &Report, mends: &Mends, finding: &Diagnostic, codes: &[&Code], fingerprint: String) -> Value {
    let mut said = vec![finding.message.clone()];
    said.extend(Some(finding.label.clone()).filter(|label| !label.is_empty()));
    said.extend(finding.help.as_ref().map(|help| format!("help: {help}")));
    let mut result = json!({
        "ruleId": finding.code.id,
        "ruleIndex": codes.iter().position(|code| code.id == finding.code.id),
        "level": finding.severity.name(),
        "message": { "text": words(&said.join("\n")) },
        "partialFingerprints": { "gradusFinding/v1": fingerprint },
    });
    if let Some(place) = finding.place {
        result["locations"] = json!([{ "physicalLocation": physical(report, place) }]);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().zip(1..).map(|((place, what), id)| {
            json!({ "id": id, "physicalLocation": physical(report, *place), "message": { "text": words(what) } })
        });
        result["relatedLocations"] = related.collect();
    }
    if let (Some(edit), Some(place)) = (mends.edit(finding), finding.place) {
        let place = Place { span: edit.span, ..place };
        result["fixes"] = json!([{
            "description": { "text": "What `gradus check --fix` writes" },
            "artifactChanges": [{
                "artifactLocation": location(report, place.file),
                "replacements": [{ "deletedRegion": region(report, place), "insertedContent": { "text": edit.text } }],
            }],
        }]);
    }
    result
}

/// `[text](1)` is a link in a message; what an author wrote leads nowhere.
fn words(text: &str) -> String {
    text.replace("](", "] (")
}

fn location(report: &Report, file: FileId) -> Value {
    json!({ "uri": report.uri(file), "uriBaseId": "%SRCROOT%" })
}

fn physical(report: &Report, place: Place) -> Value {
    json!({ "artifactLocation": location(report, place.file), "region": region(report, place) })
}

fn region(report: &Report, place: Place) -> Value {
    let at = FoundAt::new(report.sources, place);
    json!({ "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column })
}
