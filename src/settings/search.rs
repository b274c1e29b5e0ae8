//! `search`: what people type and the texts say otherwise, and the keys that lead to the box.

use crate::base::{Diagnostic, Located, codes};
use crate::parse::fields::Fields;

#[derive(Clone, Debug)]
pub struct SearchSettings {
    /// A word or phrase, and others that mean the same.
    pub synonyms: Vec<(String, Vec<String>)>,
    /// The keys that lead to the search box: `mod+k`, where `mod` is Ctrl or Cmd. `None` for no such keys.
    pub shortcut: Option<String>,
}

pub(super) fn read(top: &mut Fields) -> SearchSettings {
    let mut settings = SearchSettings { synonyms: Vec::new(), shortcut: Some("mod+k".to_owned()) };
    let Some(mut fields) = top.child("search", "`search`") else { return settings };
    for (word, others) in fields.list_pairs("synonyms") {
        settings.synonyms.push((word.value, others.into_iter().map(|other| other.value).collect()));
    }
    if let Some(keys) = fields.line_or_none("shortcut") {
        settings.shortcut = keys.and_then(|keys| shortcut(&mut fields, keys));
    }
    fields.finish();
    settings
}

/// Keys held together, in small letters: `mod+k`. One key alone would be pressed by whoever dictates or slips.
fn shortcut(fields: &mut Fields, keys: Located<String>) -> Option<String> {
    let parts: Vec<String> = keys.value.split('+').map(|part| part.trim().to_lowercase()).collect();
    let (key, held) = parts.split_last()?;
    let is_key = key.chars().count() == 1 && !key.contains(char::is_whitespace);
    let is_held = held.iter().all(|part| ["mod", "ctrl", "alt", "shift"].contains(&part.as_str()));
    if is_key && is_held && held.iter().any(|part| part != "shift") {
        return Some(parts.join("+"));
    }
    let message = format!("`{}` is no shortcut", keys.value);
    let help = "write `mod+k`, where `mod` is Ctrl, or Cmd on a Mac (also `ctrl`, `alt`, `shift`), or `\"\"` for none";
    fields.push(Diagnostic::new(&codes::BAD_VALUE, keys.place, message).help(help));
    None
}
