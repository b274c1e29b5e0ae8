//! What `list`, `show` and `stats` share: reading a framework as far as it can be read, with a note where that is not all.

use super::report;
use super::{Env, Global};
use crate::base::{Diagnostic, plural};
use crate::look::Wrong;
use crate::pipeline::{self, Known, Options};

/// The framework, or nothing where the settings cannot be read, which is said.
pub fn known(env: &mut Env, global: &Global, drafts: bool) -> Option<Known> {
    let project = env.project(global)?;
    let read = env.read(&project)?;
    let known = pipeline::framework(read, &Options { drafts, overrides: env.overrides(), ..Options::default() });
    if known.settings.is_none() {
        report::print(env, &known.findings, &known.sources);
        report::summary(env, &known.findings, "there is nothing to show");
        return None;
    }
    let errors = known.findings.iter().filter(|finding| Diagnostic::is_error(finding)).count();
    if errors > 0 {
        let (is, errors) = (if errors == 1 { "is" } else { "are" }, plural(errors, "error"));
        env.say(&format!("note: there {is} {errors} in the content, so this may not be all; `gradus check` says more"));
    }
    Some(known)
}

/// How wide a line may be: what fits on a terminal, and whole lines for whatever else reads.
pub fn width(env: &Env) -> Option<usize> {
    env.out_width
}

/// A text for people. It may stand in the log of a build service, too, which takes some lines for commands.
pub fn put_lines(env: &mut Env, text: &str) {
    put(env, &report::uncommanded(text));
}

/// Data, byte for byte.
pub fn put(env: &mut Env, text: &str) {
    let _ = env.out.write_all(text.as_bytes());
}

pub fn put_json(env: &mut Env, value: &serde_json::Value) {
    put(env, &report::json(value));
}

/// A flag that does not go with the rest.
pub fn unfit(flag: &str, with: &str) -> Wrong {
    Wrong::new(format!("`--{flag}` is for statements")).help(format!("leave it out, or leave `{with}` out"))
}
