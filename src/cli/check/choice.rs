//! Which findings a run looks at: in some files and folders, of some kinds, or since a revision. Everything is checked all
//! the same, and what is left out is counted and said.

use super::since::Since;
use super::{CheckArgs, Env, Exit};
use crate::base::{Diagnostic, codes, plural};
use crate::cli::{change, explain};
use crate::source::{SETTINGS, Sources};
use std::path::{Path, PathBuf};

pub struct Choice {
    /// From the project; none for everything.
    paths: Vec<PathBuf>,
    /// Codes, or how they begin; none for all.
    select: Vec<String>,
    ignore: Vec<String>,
    pub since: Option<Since>,
}

/// Why a finding is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Elsewhere,
    Before,
    OtherCode,
}

impl Choice {
    /// From the arguments; one that names nothing is said, and ends the run.
    pub fn new(env: &mut Env, project: &Path, args: &CheckArgs) -> Result<Choice, Exit> {
        let mut paths = Vec::new();
        for path in &args.paths {
            let full = env.dir.join(path).canonicalize().ok().zip(project.canonicalize().ok());
            let Some(inside) = full.and_then(|(full, project)| Some(full.strip_prefix(project).ok()?.to_path_buf()))
            else {
                env.fail(&format!("`{}` is no file or folder of this framework", path.display()), None);
                return Err(Exit::Failed);
            };
            paths.push(inside);
        }
        let select = known(env, &args.select)?;
        let ignore = known(env, &args.ignore)?;
        Ok(Choice { paths, select, ignore, since: None })
    }

    pub fn takes(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        self.refuses(finding, sources).is_none()
    }

    fn refuses(&self, finding: &Diagnostic, sources: &Sources) -> Option<Why> {
        let begins = |begin: &String| finding.code.id.starts_with(begin.as_str());
        if (!self.select.is_empty() && !self.select.iter().any(begins)) || self.ignore.iter().any(begins) {
            return Some(Why::OtherCode);
        }
        let path = Path::new(sources.path(finding.place?.file).as_str());
        if !self.paths.is_empty() && !self.paths.iter().any(|wanted| path.starts_with(wanted)) {
            return Some(Why::Elsewhere);
        }
        let is_new = self.since.as_ref().is_none_or(|since| since.is_new(finding, sources));
        (!is_new).then_some(Why::Before)
    }

    /// Whether a file is one of those that are looked at.
    pub fn takes_file(&self, path: &str) -> bool {
        (self.paths.is_empty() || self.paths.iter().any(|wanted| Path::new(path).starts_with(wanted)))
            && self.since.as_ref().is_none_or(|since| since.has_changed(path))
    }

    /// What is looked at, and what is not, in words: empty where nothing was left out.
    /// Where the settings failed, what is wrong with them is never left out: nobody knows what is wrong besides.
    pub fn apply(&self, findings: Vec<Diagnostic>, sources: &Sources, failed: bool) -> (Vec<Diagnostic>, String) {
        let is_why = |it: &Diagnostic| it.place.is_none_or(|place| sources.path(place.file).as_str() == SETTINGS);
        let mut reasons = Vec::new();
        let mut kept = Vec::with_capacity(findings.len());
        for finding in findings {
            match self.refuses(&finding, sources).filter(|_| !(failed && finding.is_error() && is_why(&finding))) {
                Some(why) => reasons.push(why),
                None => kept.push(finding),
            }
        }
        let revision = self.since.as_ref().map_or("", |since| since.revision.as_str());
        let before = format!("that did not come after `{revision}`");
        let said =
            [(Why::Elsewhere, "in other files"), (Why::Before, before.as_str()), (Why::OtherCode, "with other codes")];
        let counted = said.iter().filter_map(|(why, words)| {
            let count = reasons.iter().filter(|reason| *reason == why).count();
            (count > 0).then(|| format!("{} {words}", plural(count, "finding")))
        });
        let counted: Vec<String> = counted.collect();
        (kept, if counted.is_empty() { String::new() } else { format!("Left out: {}.", counted.join(", ")) })
    }
}

/// Codes and how they begin, in capitals; each has to be one.
fn known(env: &mut Env, typed: &[String]) -> Result<Vec<String>, Exit> {
    let mut known = Vec::new();
    for code in typed.iter().map(|code| code.trim().to_uppercase()) {
        if code.is_empty() || !codes::ALL.iter().any(|it| it.id.starts_with(&code)) {
            return Err(change::fail(env, &explain::no_such(&code)));
        }
        known.push(code);
    }
    Ok(known)
}
