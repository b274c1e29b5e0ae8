//! Why nothing was written, in words for people who do not program.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Nothing was written, or all of it was taken back. The texts hold paths as they are: whoever prints them makes
/// control characters visible.
#[derive(Debug)]
pub enum EmitError {
    /// Writing there could destroy what is not ours. `why` continues a sentence about the path, `help` says what to do.
    Refused { path: PathBuf, why: String, help: String },
    /// The system did not let us. `doing` continues "could not", as in `write` or `create the folder`.
    Io { path: PathBuf, doing: &'static str, source: io::Error },
}

impl EmitError {
    /// For `map_err`: turns the system's error at `path` into ours.
    pub(super) fn at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> EmitError {
        move |source| EmitError::Io { path: path.to_owned(), doing, source }
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
            EmitError::Refused { .. } => None,
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
