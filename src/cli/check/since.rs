//! What is wrong since a revision of git: in files that changed, and in others where it was not there before. Whoever
//! renames an id breaks files that nobody touched, and has to hear of it.

use super::{Env, Exit};
use crate::base::{Diagnostic, codes};
use crate::pipeline::{self, Built, Options};
use crate::source::{Sources, revision};
use std::collections::HashSet;
use std::path::Path;

pub struct Since {
    pub revision: String,
    changed: HashSet<String>,
    before: HashSet<Known>,
    /// Some rules are silent while there are errors, so that it is not known what they would have said.
    was_broken: bool,
}

/// By what a finding is known again, wherever in its file it has moved to: code, file, message.
type Known = (&'static str, String, String);

/// Looks at the project as it was; what cannot be looked up is said, and ends the run.
pub fn since(env: &mut Env, project: &Path, name: &str, now: &Built, options: &Options) -> Result<Since, Exit> {
    let then = revision(project, name).map_err(|none| {
        env.fail(&none.message, Some(&none.help));
        Exit::Failed
    })?;
    let changed = now.sources.changed_since(&then.sources);
    let changed = changed.iter().map(|path| path.as_str().to_owned()).collect();
    let mut since = Since { revision: name.to_owned(), changed, before: HashSet::new(), was_broken: false };
    // Checking what was costs as much as checking what is; mostly all findings are in what changed.
    if now.findings.iter().any(|finding| !since.is_in_changed(finding, &now.sources)) {
        let then = pipeline::check(then, options, None, &mut |_, _| ());
        // A revision is read without its theme and its fonts, which no rule looks at.
        let left_out = [&codes::NO_THEME, &codes::BAD_FONT];
        since.was_broken = then.findings.iter().any(|it| it.is_error() && !left_out.contains(&it.code));
        since.before = then.findings.iter().map(|finding| known(finding, &then.sources)).collect();
    }
    Ok(since)
}

impl Since {
    /// Whether a finding is in a file that changed, or was not there before. What belongs to no file always counts.
    pub fn is_new(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        let is_known = || self.before.contains(&known(finding, sources)) || (self.was_broken && !finding.is_error());
        self.is_in_changed(finding, sources) || !is_known()
    }

    pub fn has_changed(&self, path: &str) -> bool {
        self.changed.contains(path)
    }

    fn is_in_changed(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        finding.place.is_none_or(|place| self.has_changed(sources.path(place.file).as_str()))
    }
}

fn known(finding: &Diagnostic, sources: &Sources) -> Known {
    let path = finding.place.map(|place| sources.path(place.file).to_string()).unwrap_or_default();
    (finding.code.id, path, finding.message.clone())
}
