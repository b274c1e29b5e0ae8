//! What `gradus check` says besides its findings: how many there are, what was left out, what was mended or would be.

use super::mend::File;
use super::{CheckArgs, Env};
use crate::base::lines::unified;
use crate::base::{Diagnostic, plural};
use crate::cli::report;

/// The last lines: how many there are, and what was not looked at.
pub fn conclude(env: &mut Env, args: &CheckArgs, findings: &[Diagnostic], failed: bool, left_out: &str) {
    let has_errors = findings.iter().any(Diagnostic::is_error);
    if args.format.write.is_none() {
        match (findings.is_empty(), has_errors, failed) {
            (true, ..) if left_out.is_empty() => env.say("Nothing is wrong."),
            (true, ..) => env.say("Nothing is wrong with what was asked for."),
            (_, true, _) => report::summary(env, findings, "mend the errors and check again"),
            (_, false, true) => report::summary(env, findings, "with --strict, warnings are errors"),
            (_, false, false) => report::summary(env, findings, "no errors"),
        }
    }
    if !left_out.is_empty() {
        env.say(&report::visible(left_out));
    }
}

/// What `--fix` did, or would do.
pub struct Counts {
    pub mended: usize,
    pub ordered: usize,
    pub files: usize,
}

impl Counts {
    /// "3 findings in 2 files"; `None` where nothing was done.
    fn said(&self) -> Option<String> {
        let ordered = format!("the order of keys in {}", plural(self.ordered, "file"));
        let mended = plural(self.mended, "finding");
        match (self.mended, self.ordered) {
            (0, 0) => None,
            (0, _) => Some(ordered),
            (_, 0) => Some(format!("{mended} in {}", plural(self.files, "file"))),
            _ => Some(format!("{mended}, and {ordered}")),
        }
    }
}

pub fn mended(counts: &Counts) -> String {
    let done = counts.said().map(|what| format!("Mended {what}."));
    done.unwrap_or_else(|| "There was nothing that `--fix` could mend.".to_owned())
}

pub fn would(counts: &Counts, left: usize) -> String {
    let left = if left == 0 { "nothing".to_owned() } else { plural(left, "finding") };
    let done = counts.said().map(|what| format!("`--fix` would mend {what}; {left} would be left."));
    done.unwrap_or_else(|| "There is nothing that `--fix` could mend.".to_owned())
}

/// What `--fix` would write. A line of an author's text is shown so that neither a terminal nor a log obeys it.
pub fn show(env: &mut Env, files: &[File]) {
    let shown = |line: &str| {
        let line = line.split('\t').map(report::visible).collect::<Vec<_>>().join("\t");
        match line.trim_start().starts_with("::") {
            true => line.replacen("::", "\\u{3a}:", 1),
            false => line,
        }
    };
    for file in files {
        let path = report::visible(file.path.as_str());
        let _ = write!(
            env.out,
            "{}",
            unified((&format!("a/{path}"), &format!("b/{path}")), &file.before, &file.after, &shown)
        );
    }
}
