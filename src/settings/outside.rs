//! Keys that stand in no file: from the command line and from the environment.

use crate::base::{Diagnostic, Span};
use crate::parse::yaml::{Entry, Node, Value};

/// The environment variables that override keys, out of all variables.
pub fn overrides(variables: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let ours = variables.filter_map(|(name, value)| Some((name.strip_prefix("GRADUS_")?.to_lowercase(), value)));
    let mut ours: Vec<_> = ours.filter(|(name, _)| name.contains("__")).collect();
    ours.sort();
    ours
}

/// Of a value that stands in no file.
pub(super) const SPAN: Span = Span { start: u32::MAX, end: u32::MAX };

/// A finding about a value that stands in no file says so, and has no place.
pub fn place_outside(finding: &mut Diagnostic) {
    if finding.place.is_some_and(|place| place.span == SPAN) {
        finding.place = None;
        finding.message.push_str(", as the command line or a `GRADUS_…` variable has it");
    }
}

/// `site__base_url` sets `base_url` of `site`, making the mapping where it is missing.
pub(super) fn override_key(node: &mut Node, name: &str, value: &str) {
    let mut at = node;
    for part in name.split("__") {
        if !matches!(at.value, Value::Map(_)) {
            at.value = Value::Map(Vec::new());
        }
        let Value::Map(entries) = &mut at.value else { return };
        let index = entries.iter().position(|entry| entry.key == part).unwrap_or_else(|| {
            let value = Node { value: Value::Null, span: SPAN };
            entries.push(Entry { key: part.to_owned(), key_span: SPAN, value });
            entries.len() - 1
        });
        at = &mut entries[index].value;
    }
    *at = Node { value: Value::Scalar { text: value.to_owned(), plain: false }, span: SPAN };
}
