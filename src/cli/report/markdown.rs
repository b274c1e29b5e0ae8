//! Findings as Markdown, for a comment on a pull request or the summary of a run: safe against anything that an author
//! wrote. What is not plain words stands in code, where no mention, reference, HTML, link or emphasis is read.

use super::{Report, counts, visible};
use crate::base::{Diagnostic, Position};

/// A comment on GitHub has 65,536 characters; something is left for what stands around.
const MOST_OF_COMMENT: usize = 60_000;
/// The summary of a step has 1 MiB.
pub const MOST_OF_SUMMARY: usize = 900_000;

pub fn write(report: &Report) -> String {
    within(report, MOST_OF_COMMENT)
}

/// The list, as far as it goes into so many bytes.
pub fn within(report: &Report, most: usize) -> String {
    let counts = counts(report.findings.iter());
    let mut out = match report.findings.is_empty() {
        true => "**Nothing is wrong.**\n".to_owned(),
        false => format!("**{counts}**\n"),
    };
    if !report.left_out.is_empty() {
        out.push_str(&format!("\n{}\n", prose(report.left_out)));
    }
    let mut file = None;
    for (at, finding) in report.findings.iter().enumerate() {
        let mut entry = String::new();
        let own = finding.place.map(|place| place.file);
        if at == 0 || own != file {
            let path = own.map_or("The framework".to_owned(), |file| code(&report.path(file)));
            entry.push_str(&format!("\n{path}\n\n"));
        }
        file = own;
        entry.push_str(&item(report, finding));
        if out.len() + entry.len() > most {
            let more = report.findings.len() - at;
            out.push_str(&format!("\nand {more} more, which did not fit: `gradus check` shows all.\n"));
            break;
        }
        out.push_str(&entry);
    }
    out
}

/// "- **error** in line 4: unknown archetype `embeder` (G102) …"
fn item(report: &Report, finding: &Diagnostic) -> String {
    let place = finding.place.map_or(String::new(), |place| {
        let at = Position::of(report.sources.text(place.file), place.span.start as usize);
        format!(" in line {}", at.line)
    });
    let name = finding.severity.name();
    let mut out = format!("- **{name}**{place}: {} ({})\n", prose(&finding.message), finding.code.id);
    for said in Some(&finding.label).into_iter().chain(&finding.help).filter(|said| !said.is_empty()) {
        out.push_str(&format!("  - {}\n", prose(said)));
    }
    out
}

/// What stands in backticks in a message is code, and what is in plain words around it stays so. Where anything else is
/// about, all of it is code.
fn prose(text: &str) -> String {
    let text = visible(text);
    let parts: Vec<&str> = text.split('`').collect();
    let is_paired = parts.len() % 2 == 1;
    if !is_paired || parts.iter().step_by(2).any(|part| !is_plain(part)) {
        return code(&text);
    }
    let shown = |(at, part): (usize, &&str)| match at % 2 {
        0 => (*part).to_owned(),
        _ => code(part),
    };
    parts.iter().enumerate().map(shown).collect()
}

/// Words in which no form of Markdown reads anything but words.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " ,.;:()'\"?+…→-".contains(c);
    let mut pairs = text.chars().zip(text.chars().skip(1));
    let lower = text.to_lowercase();
    text.chars().all(plain)
        // An emoji's name, a link, a number of an issue.
        && !pairs.any(|(a, b)| a == ':' && !b.is_whitespace())
        && !["www.", "gh-", "--"].iter().any(|sign| lower.contains(sign))
}

/// A span of code that holds any text: its fence is longer than every row of backticks in it.
fn code(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
