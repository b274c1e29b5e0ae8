//! What can be an id: unique, safe in an address, and of the pattern that the settings give.

use crate::base::{Diagnostic, Located, codes};
use regex_lite::Regex;

pub struct IdRule {
    pattern: Option<(Regex, String)>,
}

impl IdRule {
    /// From the settings' pattern, which has to match the whole id.
    pub fn new(pattern: Option<&Located<String>>, findings: &mut Vec<Diagnostic>) -> IdRule {
        let Some(pattern) = pattern else { return IdRule { pattern: None } };
        match Regex::new(&format!("^(?:{})$", pattern.value)) {
            Ok(regex) => IdRule { pattern: Some((regex, pattern.value.clone())) },
            Err(_) => {
                let message = format!("`{}` is not a pattern", pattern.value);
                let help = "write a regular expression such as `[A-Z]{2,4}-[0-9]{3}`";
                findings.push(Diagnostic::new(&codes::BAD_VALUE, pattern.place, message).help(help));
                IdRule { pattern: None }
            }
        }
    }

    /// The finding for an id that will not do.
    pub fn fault(&self, id: &Located<String>) -> Option<Diagnostic> {
        let text = &id.value;
        let safe = text.len() <= 80
            && text.starts_with(char::is_alphanumeric)
            && text.ends_with(char::is_alphanumeric)
            && text.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
            && !text.contains("..");
        if !safe {
            let message = format!("`{text}` cannot be an id");
            let help = "an id has letters, digits, hyphens, dots and underscores, begins and ends with a letter or digit, and is no longer than 80";
            return Some(Diagnostic::new(&codes::BAD_VALUE, id.place, message).help(help));
        }
        let (regex, pattern) = self.pattern.as_ref()?;
        (!regex.is_match(text)).then(|| {
            let message = format!("the id `{text}` does not follow this framework's pattern");
            Diagnostic::new(&codes::ID_PATTERN, id.place, message)
                .label(format!("the pattern is `{pattern}`"))
                .help("change the id, or the pattern under `ids:` in `gradus.yml`")
        })
    }
}
