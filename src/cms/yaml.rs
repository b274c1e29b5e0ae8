//! Plain data as YAML. Every text stands in double quotes with JSON's escapes, which YAML shares: so none of an author's can
//! be taken for anything but text.

use crate::base::is_unseen;
use serde_json::Value;

pub fn text(value: &Value) -> String {
    let mut out = String::new();
    block(value, 0, &mut out);
    out
}

fn block(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (at, (key, value)) in members.iter().enumerate() {
                // The first key of an entry of a list stands behind its hyphen.
                if at > 0 || !out.ends_with("- ") {
                    out.push_str(&"  ".repeat(depth));
                }
                out.push_str(&name(key));
                out.push(':');
                below(value, depth + 1, out);
            }
        }
        Value::Array(entries) if !entries.is_empty() => {
            for entry in entries {
                out.push_str(&"  ".repeat(depth));
                out.push_str("- ");
                match entry {
                    Value::Object(members) if !members.is_empty() => block(entry, depth + 1, out),
                    _ => {
                        out.push_str(&scalar(entry));
                        out.push('\n');
                    }
                }
            }
        }
        other => {
            out.push_str(&scalar(other));
            out.push('\n');
        }
    }
}

/// What stands behind a key's colon: on the same line, or in a block below.
fn below(value: &Value, depth: usize, out: &mut String) {
    let is_block = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(entries) => entries.iter().any(|entry| entry.is_object()),
        _ => false,
    };
    if is_block {
        out.push('\n');
        block(value, depth, out);
    } else {
        out.push(' ');
        out.push_str(&scalar(value));
        out.push('\n');
    }
}

/// On one line.
fn scalar(value: &Value) -> String {
    match value {
        Value::Array(entries) => format!("[{}]", entries.iter().map(scalar).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

fn name(key: &str) -> String {
    let is_word =
        key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if is_word { key.to_owned() } else { quoted(key) }
}

/// Characters that are not seen are written by their code.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in Value::from(text).to_string().chars() {
        if is_unseen(c) {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn blocks_are_laid_out_and_texts_are_quoted() {
        let value = json!({ "a": "x: y # z", "list": [{ "name": "n", "inner": { "k": 1 } }, { "name": "m" }], "s": ["p", 2], "none": [] });
        let expected = "a: \"x: y # z\"\nlist:\n  - name: \"n\"\n    inner:\n      k: 1\n  - name: \"m\"\ns: [\"p\", 2]\nnone: []\n";
        assert_eq!(text(&value), expected);
    }

    #[test]
    fn what_is_written_is_read_as_what_it_was() {
        let hostile = "\u{202e}a\u{85}b\"\\\n- x: !!y {{z}} 'q' \u{1f600} @%`|";
        let value = json!({ "key": hostile, "list": [{ "1": hostile }, { "v": [hostile, true, 3] }] });
        let written = text(&value);
        let read: Value = serde_yaml_0_9::from_str(&written).expect("YAML");
        assert_eq!(read, value, "{written}");
        assert!(!written.contains(['\u{202e}', '\u{85}']), "{written}");
    }
}
