//! Findings for people and for programs: one form a file, each a function from a report to text. Whatever an author wrote
//! is shown here and not obeyed: not by a terminal, the log of a CI run, a comment, or what reads a form.

mod data;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod shown;

use super::Env;
use crate::base::{Diagnostic, FileId, Severity, percent_encode, plural};
use crate::source::Sources;

pub use crate::base::{uncommanded, visible};
pub use data::json;
pub use human::{print, told};
pub use markdown::MOST_OF_SUMMARY;

/// What a form is made of.
pub struct Report<'a> {
    /// In order of file and place.
    pub findings: &'a [Diagnostic],
    /// What the findings point into.
    pub sources: &'a Sources,
    /// The way from the top of the repository to the project, with a slash behind it; empty where they are one.
    pub below: &'a str,
    /// Whether warnings fail, too.
    pub strict: bool,
    /// What was not looked at, in words; empty where everything was.
    pub left_out: &'a str,
}

/// A form of findings.
pub struct Format {
    pub name: &'static str,
    pub about: &'static str,
    /// How it is made; `None` for the one for people, which is talk and no data.
    pub write: Option<fn(&Report) -> String>,
}

/// All forms, the first unless another is asked for.
pub static FORMATS: &[Format] = &[
    Format { name: "human", about: "For reading", write: None },
    Format { name: "json", about: "For programs: a list of findings", write: Some(json::write) },
    Format { name: "github", about: "Marks on a pull request of GitHub", write: Some(github::write) },
    Format { name: "gitlab", about: "GitLab's report of code quality", write: Some(gitlab::write) },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning and editors", write: Some(sarif::write) },
    Format { name: "junit", about: "JUnit XML, for what shows tests", write: Some(junit::write) },
    Format { name: "markdown", about: "For a comment or a summary", write: Some(markdown::write) },
];

impl Report<'_> {
    /// A file's path from the top of the repository.
    fn path(&self, file: FileId) -> String {
        format!("{}{}", self.below, self.sources.path(file))
    }

    /// The same as a reference for programs that take an address.
    fn uri(&self, file: FileId) -> String {
        percent_encode(&self.path(file))
    }

    /// Whether findings of this severity make the run fail.
    fn fails(&self, severity: Severity) -> bool {
        severity == Severity::Error || (self.strict && severity == Severity::Warning)
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// "2 errors, 1 warning"; empty where there is nothing.
fn counts<'a>(findings: impl Iterator<Item = &'a Diagnostic> + Clone) -> String {
    let count = |severity| findings.clone().filter(|finding| finding.severity == severity).count();
    let counts = SEVERITIES.map(|severity| (severity, count(severity))).into_iter().filter(|(_, count)| *count > 0);
    counts.map(|(severity, count)| plural(count, severity.name())).collect::<Vec<_>>().join(", ")
}

/// The data of a form, on standard output.
pub fn write(env: &mut Env, form: fn(&Report) -> String, report: &Report) {
    let _ = env.out.write_all(form(report).as_bytes());
}

/// The whole list as Markdown, for a page that has room for it.
pub fn long_markdown(report: &Report) -> String {
    markdown::within(report, MOST_OF_SUMMARY)
}

/// "3 errors, 1 warning: nothing was written".
pub fn summary(env: &mut Env, findings: &[Diagnostic], outcome: &str) {
    env.say(&format!("{}: {outcome}", counts(findings.iter())));
}

/// A number that stands for a finding and stays when lines above it come or go, so that a service knows it again. Of
/// findings that are alike in one file, the second and later ones have their own.
fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen = std::collections::HashMap::new();
    let one = |finding: &Diagnostic| {
        let path = finding.place.map(|place| report.path(place.file)).unwrap_or_default();
        let same = (finding.code.id, path.clone(), finding.message.clone());
        let before = seen.entry(same).and_modify(|count| *count += 1).or_insert(0_usize);
        let mut hasher = blake3::Hasher::new();
        for part in [finding.code.id, &path, &finding.message, &before.to_string()] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    };
    report.findings.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
