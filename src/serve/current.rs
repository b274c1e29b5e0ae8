//! What is shown now, made ready for being sent: counted, shortened, and with its place in the order of versions.

use super::path::Mount;
use super::{Showing, Site, Told};
use serde::Serialize;
use std::sync::Arc;

pub(super) struct Current {
    /// Goes up with each `show`; 1 is the first.
    pub version: u64,
    pub site: Option<Arc<dyn Site>>,
    pub mount: Mount,
    pub findings: Findings,
}

/// Findings as pages get them.
#[derive(Default, Serialize)]
pub(super) struct Findings {
    pub counts: Counts,
    /// Errors first; not more than a page should hold.
    #[serde(rename = "findings")]
    pub shown: Vec<Told>,
}

/// Of all findings, also of those that are not shown.
#[derive(Default, Serialize)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

/// An event for pages.
#[derive(Serialize)]
struct News<'a> {
    version: u64,
    #[serde(flatten)]
    findings: &'a Findings,
}

impl Current {
    pub fn new(version: u64, showing: Showing, most: usize) -> Current {
        Current {
            version,
            site: showing.site,
            mount: Mount::new(&showing.mount),
            findings: Findings::new(showing.findings, most),
        }
    }

    /// As JSON in one line: `{"version":…,"counts":{…},"findings":[…]}`.
    pub fn news(&self) -> String {
        let news = News { version: self.version, findings: &self.findings };
        serde_json::to_string(&news).expect("plain data becomes JSON")
    }
}

impl Findings {
    pub fn new(mut told: Vec<Told>, most: usize) -> Findings {
        let count = |severity: &str| told.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (count("error"), count("warning"));
        let counts = Counts { errors, warnings, notes: told.len() - errors - warnings };
        told.sort_by_key(|finding| match finding.severity.as_str() {
            "error" => 0,
            "warning" => 1,
            _ => 2,
        });
        told.truncate(most);
        for finding in &mut told {
            finding.text = without_title(finding).to_owned();
        }
        Findings { counts, shown: told }
    }
}

impl Counts {
    pub fn all(&self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// The title stands above the text, so it is taken from the text's first line.
fn without_title(finding: &Told) -> &str {
    match finding.text.strip_prefix(&finding.title) {
        Some("") => "",
        Some(rest) if rest.starts_with('\n') => rest[1..].trim_end(),
        _ => finding.text.trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(severity: &str, title: &str, text: &str) -> Told {
        Told { severity: severity.to_owned(), title: title.to_owned(), place: None, text: text.to_owned() }
    }

    #[test]
    fn errors_come_first_and_what_is_left_out_is_counted() {
        let many =
            vec![told("warning", "w", ""), told("note", "n", ""), told("error", "e1", ""), told("error", "e2", "")];
        let findings = Findings::new(many, 3);
        let titles: Vec<&str> = findings.shown.iter().map(|finding| finding.title.as_str()).collect();
        assert_eq!(titles, ["e1", "e2", "w"]);
        assert_eq!((findings.counts.errors, findings.counts.warnings, findings.counts.notes), (2, 1, 1));
    }

    #[test]
    fn a_title_is_not_said_twice() {
        let text = |finding: Told| Findings::new(vec![finding], 9).shown.remove(0).text;
        assert_eq!(text(told("error", "error: a", "error: a\n --> b.md\n")), " --> b.md");
        assert_eq!(text(told("error", "error: a", "error: a")), "");
        assert_eq!(text(told("error", "error: a", "error: ab\nc")), "error: ab\nc");
    }

    #[test]
    fn the_news_is_one_line_of_json() {
        let findings = vec![told("error", "a\r\nb", "c\nd")];
        let current = Current::new(7, Showing { site: None, mount: "/".to_owned(), findings }, 9);
        assert_eq!(
            current.news(),
            r#"{"version":7,"counts":{"errors":1,"warnings":0,"notes":0},"findings":[{"severity":"error","title":"a\r\nb","place":null,"text":"c\nd"}]}"#
        );
    }
}
