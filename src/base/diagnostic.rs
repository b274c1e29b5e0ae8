//! A finding: what is wrong, where, and how to mend it. Data only; printing is the command line's.

use super::{Code, FileId, Fix, Place, shortened};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The site cannot be built truthfully: the build writes nothing.
    Error,
    /// The site is built; something in it will probably hurt a reader.
    Warning,
    /// Worth knowing, often right as it is.
    Note,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One finding. Messages are lower case, put what the author typed in backticks, and end without a full stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub code: &'static Code,
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where; `None` when no one file is to blame.
    pub place: Option<Place>,
    /// Said at the place itself, under the marked text.
    pub label: String,
    /// Other places that matter, each with what stands there.
    pub related: Vec<(Place, String)>,
    /// How to mend it.
    pub help: Option<String>,
    /// How it can be mended without anybody's judgement.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic { place: Some(place), ..Diagnostic::nowhere(code, message) }
    }

    /// A finding that belongs to no file, such as a missing folder.
    pub fn nowhere(code: &'static Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity,
            message: readable(message.into()),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = readable(label.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(readable(help.into()));
        self
    }

    /// As `help`, where there may be nothing to say.
    pub fn maybe_help(mut self, help: Option<String>) -> Diagnostic {
        self.help = help.map(readable).or(self.help);
        self
    }

    /// A mend that a program may write, where there is one.
    pub fn fix(mut self, fix: Option<Fix>) -> Diagnostic {
        self.fix = fix;
        self
    }

    pub fn related(mut self, place: Place, what: impl Into<String>) -> Diagnostic {
        self.related.push((place, readable(what.into())));
        self
    }
}

/// What a finding says, with whatever it quotes cut to what a person reads: an author can type a word of a megabyte, and it
/// would go into every form of the finding several times.
fn readable(said: String) -> String {
    const QUOTED: usize = 120;
    const ALL: usize = 2_000;
    if said.len() <= QUOTED {
        return said;
    }
    let parts = said.split('`').enumerate();
    let parts: Vec<String> = parts
        .map(|(at, part)| if at % 2 == 1 { shortened(part, QUOTED, QUOTED / 3) } else { part.to_owned() })
        .collect();
    shortened(&parts.join("`"), ALL, ALL / 4)
}

/// The findings of a run. Sorted by file and place when taken out, so that their order never depends on threads.
#[derive(Clone, Default, Debug)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(others);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In order of file, place and code, each finding once. `rank` is a file's position among all.
    pub fn sorted(mut self, rank: impl Fn(FileId) -> usize) -> Vec<Diagnostic> {
        let place = |of: &Diagnostic| of.place.map(|place| (rank(place.file), place.span));
        self.0.sort_by(|a, b| (place(a), a.code.id, &a.message).cmp(&(place(b), b.code.id, &b.message)));
        self.0.dedup();
        self.0
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::codes;

    #[test]
    fn what_a_finding_quotes_is_cut_and_what_it_says_is_not() {
        let typed = "x".repeat(40_000);
        let finding = Diagnostic::nowhere(&codes::NO_SETTINGS, format!("there is no file `{typed}`"))
            .label(format!("so `{typed}` leads nowhere"))
            .help(format!("write `{typed}`, or `y`"));
        assert_eq!(finding.message, format!("there is no file `{}…{}`", &typed[..120], &typed[..40]));
        assert!(finding.label.starts_with("so `x") && finding.label.ends_with("x` leads nowhere"), "{}", finding.label);
        assert!(finding.help.unwrap().ends_with("x`, or `y`"));
    }

    #[test]
    fn a_finding_is_short_also_where_an_author_types_backticks() {
        for typed in ["`".repeat(40_000), "a`".repeat(40_000), format!("`{}", "b".repeat(40_000))] {
            let finding = Diagnostic::nowhere(&codes::NO_SETTINGS, format!("there is no file `{typed}`, it says"));
            assert!(finding.message.len() < 3_000, "{}", finding.message.len());
            assert!(finding.message.ends_with("it says"), "{}", finding.message);
        }
    }
}
