//! What a command would do to the files: the changes, in the order in which they are made.

use crate::base::lines::unified;
use crate::source::{SourceFile, Sources};
use std::collections::BTreeMap;

/// One change. Paths are from the project's folder, with `/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A file or a whole folder goes elsewhere. All of these come first.
    Move { from: String, to: String },
    /// A file gets another text. Its path is the one that it has after the moves.
    Replace { path: String, before: String, after: String },
    /// A new file. It is never written over one that is there.
    Create { path: String, text: String },
}

impl Change {
    /// The file, as it is called afterwards.
    pub fn path(&self) -> &str {
        match self {
            Change::Move { to, .. } => to,
            Change::Replace { path, .. } | Change::Create { path, .. } => path,
        }
    }
}

/// Changes, and what to say about them.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Plan {
    pub changes: Vec<Change>,
    /// What the author should know, a line each.
    pub notes: Vec<String>,
    /// What was done, in one line.
    pub done: String,
    /// What to do next, in one line.
    pub next: String,
}

impl Plan {
    /// The sources as they would be.
    pub fn after(&self, sources: &Sources) -> Sources {
        let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
        for (_, file) in sources.iter() {
            let path = self.changes.iter().fold(file.path.to_string(), |path, change| match change {
                Change::Move { from, to } => moved(&path, from, to).unwrap_or(path),
                _ => path,
            });
            if let Some(new) = crate::base::SourcePath::new(&path) {
                files.insert(path, SourceFile { path: new, content: file.content.clone() });
            }
        }
        for change in &self.changes {
            let (path, text) = match change {
                Change::Move { .. } => continue,
                Change::Replace { path, after, .. } => (path, after),
                Change::Create { path, text } => (path, text),
            };
            files.extend(SourceFile::text(path, text).map(|file| (path.clone(), file)));
        }
        Sources::new(files.into_values())
    }

    /// The changes for somebody to read, in the manner of a patch. A folder goes in one line.
    pub fn patch(&self) -> String {
        let mut out = String::new();
        for change in &self.changes {
            match change {
                Change::Move { from, to } => out.push_str(&format!("rename from {from}\nrename to {to}\n")),
                Change::Replace { path, before, after } => {
                    out.push_str(&unified((&format!("a/{path}"), &format!("b/{path}")), before, after, &str::to_owned));
                }
                Change::Create { path, text } => {
                    out.push_str(&unified(("/dev/null", &format!("b/{path}")), "", text, &str::to_owned));
                }
            }
        }
        out
    }
}

/// Where a path is after a file or folder went elsewhere; `None` if it stays.
pub fn moved(path: &str, from: &str, to: &str) -> Option<String> {
    let rest = path.strip_prefix(from)?;
    (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_begins_like_another_stays() {
        assert_eq!(moved("content/ai/x.md", "content/ai", "content/b/ai").as_deref(), Some("content/b/ai/x.md"));
        assert_eq!(moved("content/air/x.md", "content/ai", "content/b/ai"), None);
    }

    #[test]
    fn the_sources_are_as_the_files_would_be() {
        let sources = Sources::new(["a/x.md", "a/y.md", "b.md"].iter().filter_map(|path| SourceFile::text(path, path)));
        let plan = Plan {
            changes: vec![
                Change::Move { from: "a".into(), to: "c/a".into() },
                Change::Replace { path: "c/a/x.md".into(), before: "a/x.md".into(), after: "new".into() },
                Change::Create { path: "d.md".into(), text: "d".into() },
            ],
            ..Plan::default()
        };
        let after = plan.after(&sources);
        let said: Vec<(&str, &str)> = after.iter().map(|(id, file)| (file.path.as_str(), after.text(id))).collect();
        assert_eq!(said, [("b.md", "b.md"), ("c/a/x.md", "new"), ("c/a/y.md", "a/y.md"), ("d.md", "d")]);
    }
}
