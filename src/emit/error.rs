//! Why nothing was written, in words for people who do not program.

use crate::base::Diagnostic;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Nothing was written, or all of it was taken back. The texts hold paths as they are: whoever prints them makes
/// control characters visible.
#[derive(Debug)]
pub enum EmitError {
    /// Writing there could destroy what is not ours. `why` continues a sentence about the path, `help` says what to do.
    Refused { path: PathBuf, why: String, help: String },
    /// Files that could not be made, because a template has mistakes: each once.
    Faulty(Vec<Diagnostic>),
    /// The system did not let us. `doing` continues "could not", as in `write` or `create the folder`.
    Io { path: PathBuf, doing: &'static str, source: io::Error },
}

impl EmitError {
    /// For `map_err`: turns the system's error at `path` into ours.
    pub(super) fn at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> EmitError {
        move |source| EmitError::Io { path: path.to_owned(), doing, source }
    }

    pub(super) fn faulty(mistake: Diagnostic) -> EmitError {
        EmitError::Faulty(vec![mistake])
    }

    /// All results, or what went wrong: the first failure of the system, else every mistake of a template once, however
    /// many files it spoils.
    pub(super) fn all<T>(results: Vec<Result<T, EmitError>>) -> Result<Vec<T>, EmitError> {
        let mut all = Vec::with_capacity(results.len());
        let mut mistakes: Vec<Diagnostic> = Vec::new();
        for result in results {
            match result {
                Ok(value) => all.push(value),
                Err(EmitError::Faulty(found)) => mistakes.extend(found),
                Err(error) => return Err(error),
            }
        }
        mistakes.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        mistakes.dedup_by(|a, b| (a.place, &a.message) == (b.place, &b.message));
        if mistakes.is_empty() { Ok(all) } else { Err(EmitError::Faulty(mistakes)) }
    }

    pub(super) fn is_missing(&self) -> bool {
        matches!(self, EmitError::Io { source, .. } if source.kind() == ErrorKind::NotFound)
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmitError::Refused { path, why, help } => {
                write!(f, "nothing was written because of `{}`: {why}; {help}", path.display())
            }
            EmitError::Faulty(mistakes) => {
                let told: Vec<&str> = mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
                write!(f, "the theme cannot be used: {}", told.join("; "))
            }
            EmitError::Io { path, doing, source } => {
                write!(f, "could not {doing} `{}`: {source}", path.display())?;
                match plainly(source.kind()) {
                    Some(plain) => write!(f, "; {plain}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for EmitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            EmitError::Refused { .. } | EmitError::Faulty(_) => None,
            EmitError::Io { source, .. } => Some(source),
        }
    }
}

fn plainly(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::StorageFull => Some("the disk is full: free some space and build again"),
        ErrorKind::QuotaExceeded => Some("your share of the disk is used up"),
        ErrorKind::PermissionDenied => Some("this user is not allowed to do that there"),
        ErrorKind::ReadOnlyFilesystem => Some("this disk can only be read"),
        ErrorKind::NotFound => Some("something removed it during the build"),
        _ => None,
    }
}
