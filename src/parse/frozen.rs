//! A frozen release: what the framework said when a version was given out, kept as `content/releases/1.0.0.json`.

use super::snapshot::Snapshot;
use crate::base::{Diagnostic, FileId, Place, Span, codes};
use std::collections::HashMap;

/// What a version said, in its own order.
#[derive(Clone, PartialEq, Debug)]
pub struct Frozen {
    pub file: FileId,
    /// All of it.
    pub snapshot: Snapshot,
    /// Of all its capabilities, retired ones too.
    pub ids: Vec<FrozenId>,
    /// Of those that were not retired.
    pub statements: Vec<FrozenStatement>,
}

/// An id that a version carried.
#[derive(Clone, PartialEq, Debug)]
pub struct FrozenId {
    pub id: String,
    /// Where the file names it.
    pub span: Span,
    pub is_retired: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct FrozenStatement {
    /// The capability's id.
    pub id: String,
    pub level: u32,
    pub text: String,
    /// Slugs.
    pub archetypes: Vec<String>,
    /// The slug path of its group.
    pub group: String,
}

impl Frozen {
    /// What each capability said, at each of its levels.
    pub fn texts(&self) -> HashMap<&str, Vec<&str>> {
        let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
        for statement in &self.statements {
            texts.entry(&statement.id).or_default().push(&statement.text);
        }
        texts
    }
}

/// Reads one; what cannot be read is a finding at its place.
pub fn read(file: FileId, text: &str) -> Result<Frozen, Box<Diagnostic>> {
    let fault = |span: Span, message: String| {
        let help = "a frozen release is never edited: take the file as it was from the history of the repository";
        Box::new(Diagnostic::new(&codes::FROZEN, Place { file, span }, message).help(help))
    };
    let snapshot = Snapshot::read(text).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        fault(Span::new(at, at), format!("this is not a frozen release: {what}"))
    })?;
    // Other programs' data may lack these.
    if snapshot.version.is_empty() || snapshot.capabilities.iter().any(|it| it.id.is_empty()) {
        let what = if snapshot.version.is_empty() { "it has no `version`" } else { "a capability has no `id`" };
        return Err(fault(Span::default(), format!("this is not a frozen release: {what}")));
    }
    let mut at = 0;
    let ids = snapshot.capabilities.iter().map(|capability| {
        // Ids stand in the file in the order in which they were read.
        let quoted = format!("\"{}\"", capability.id);
        let found = text[at..].find(&quoted).map(|found| at + found);
        at = found.map_or(at, |found| found + quoted.len());
        let span = found.map_or(Span::default(), |found| Span::new(found, found + quoted.len()));
        FrozenId { id: capability.id.clone(), span, is_retired: capability.retired.is_some() }
    });
    let ids = ids.collect();
    let current = snapshot.capabilities.iter().filter(|capability| capability.retired.is_none());
    let statements = current.flat_map(|it| {
        it.statements.iter().map(|statement| FrozenStatement {
            id: it.id.clone(),
            level: statement.level,
            text: statement.text.clone(),
            archetypes: statement.archetypes.clone(),
            group: it.group.clone(),
        })
    });
    let statements = statements.collect();
    Ok(Frozen { file, snapshot, ids, statements })
}

/// Of a line and column that count from one; columns are bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{ "format": "gradus-framework/1", "version": "1.0.0", "title": "T", "capabilities": [
        { "id": "A-1", "group": "a", "statements": [{ "level": 1, "text": "Say", "archetypes": ["user"] }] },
        { "id": "A-2", "group": "a", "retired": { "since": "0.9" }, "statements": [{ "level": 1, "text": "Do" }] }
    ] }"#;

    #[test]
    fn what_was_retired_then_is_no_part_of_it() {
        let frozen = read(FileId(0), TEXT).unwrap();
        let ids: Vec<&str> = frozen.statements.iter().map(|statement| statement.id.as_str()).collect();
        assert_eq!((frozen.snapshot.version.as_str(), ids), ("1.0.0", vec!["A-1"]));
        let carried: Vec<(&str, bool)> =
            frozen.ids.iter().map(|it| (&TEXT[it.span.start as usize..it.span.end as usize], it.is_retired)).collect();
        assert_eq!(carried, [("\"A-1\"", false), ("\"A-2\"", true)]);
    }

    #[test]
    fn any_other_text_is_a_finding_and_no_panic() {
        for cut in 0..TEXT.len() {
            let fault = read(FileId(0), &TEXT[..cut]).unwrap_err();
            assert!(fault.message.starts_with("this is not a frozen release"), "{}", fault.message);
        }
        for text in ["", "[]", "é", "{\"format\": \"é", &TEXT.replace("framework/1", "framework/9")] {
            assert!(read(FileId(0), text).is_err(), "{text}");
        }
    }
}
