//! Statements that begin in another way than the rest: "I can explain …" among "Explain …".

use super::english::stem::Style;
use super::wording::Wording;
use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use std::collections::BTreeMap;

pub static RULE: Rule = Rule { code: &codes::MIXED_STEMS, check };

/// Fewer statements have no habit.
const ENOUGH: usize = 10;
/// One statement in so many may be a slip; more of them are a second habit.
const ONE_IN: usize = 10;

fn check(context: &Context) -> Vec<Diagnostic> {
    let mut styles: BTreeMap<Style, Vec<&Wording>> = BTreeMap::new();
    for wording in &context.wordings {
        if let Some(stem) = &wording.stem {
            styles.entry(stem.style).or_default().push(wording);
        }
    }
    let all: usize = styles.values().map(Vec::len).sum();
    let Some((usual, count)) = styles.iter().map(|(style, of)| (*style, of.len())).max_by_key(|(_, count)| *count)
    else {
        return Vec::new();
    };
    let odd = all - count;
    if all < ENOUGH || odd == 0 {
        return Vec::new();
    }
    let others = styles.iter().filter(|(style, _)| **style != usual);
    let habit = usual.example();
    if odd * ONE_IN <= all {
        let finding = |wording: &&Wording| {
            let message = format!("this statement begins in another way than {count} of {all}");
            let label = format!("the others begin like `{habit}`");
            let help = format!("begin it like `{habit}`, too: on a checklist people read the statements in one go");
            Diagnostic::new(RULE.code, wording.verb_place(context), message).label(label).help(help)
        };
        return others.flat_map(|(_, wordings)| wordings.iter().map(finding)).collect();
    }
    // As many as that are no slips. One word for all of them will do.
    let Some((style, wordings)) = others.max_by_key(|(_, of)| of.len()) else { return Vec::new() };
    let message = format!(
        "statements begin in more than one way: {count} of {all} like `{habit}`, {} like `{}`",
        wordings.len(),
        style.example()
    );
    let finding = Diagnostic::new(RULE.code, wordings[0].verb_place(context), message)
        .label(format!("the first like `{}`", style.example()))
        .help("choose one way for the whole framework: on a checklist people read the statements in one go");
    vec![finding]
}
