//! Any text as YAML on one line: whatever an author types at a command, the file says that and nothing else.

use crate::base::is_unseen;

/// A text in double quotes. Line breaks and tabs become spaces, as the value is one line.
pub fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len() + 2);
    out.push('"');
    for c in line.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // A YAML reader may refuse it, or an editor would not show it.
            _ if is_unseen(c) => out.push_str(&format!("\\U{:08x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A name without quotes where nothing can mistake it for anything else.
pub fn name(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_/".contains(c))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// `[one, two]`.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", names.into_iter().map(name).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::{self, Value};
    use proptest::prelude::*;

    fn read(value: &str) -> Option<String> {
        let (tree, _) = yaml::read(&format!("key: {value}\n"), 0);
        match tree?.value {
            Value::Map(mut entries) => match entries.pop()?.value.value {
                Value::Scalar { text, .. } => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    #[test]
    fn names_stay_bare_where_they_can() {
        assert_eq!(list(["user", "AI-041", "1.0", "no", "a b"]), "[user, AI-041, \"1.0\", \"no\", \"a b\"]");
    }

    proptest! {
        #[test]
        fn what_was_typed_is_what_is_read(text in "\\PC{0,40}|[\"\\\\\n\t:#{}\\[\\]*&!%@`'\u{7}\u{85}\u{202e}a ]{0,20}") {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(read(&quoted(&text)), Some(line.clone()));
            prop_assert_eq!(read(&name(&line)), Some(line));
        }
    }
}
