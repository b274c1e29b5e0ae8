//! Leading verbs that no process lists: information, told once, for whoever keeps the lists.

use super::english::verbs;
use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use std::collections::BTreeMap;

pub static RULE: Rule = Rule { code: &codes::UNLISTED_VERBS, check };

/// Below this, lists of verbs are examples and no vocabulary.
const ENOUGH: usize = 20;
const MOST_NAMED: usize = 8;

fn check(context: &Context) -> Vec<Diagnostic> {
    let with_process = context.wordings.iter().filter(|wording| wording.statement.process.is_some());
    let with_verb: Vec<_> = with_process.filter_map(|wording| Some((wording, wording.stem.as_ref()?))).collect();
    let unlisted: Vec<_> = with_verb.iter().filter(|(_, stem)| context.lexicon.find(stem).is_none()).collect();
    // Lists that know few of the verbs are meant as examples.
    let Some((first, _)) =
        unlisted.first().filter(|_| with_verb.len() >= ENOUGH && 2 * unlisted.len() <= with_verb.len())
    else {
        return Vec::new();
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, stem) in &unlisted {
        *counts.entry(verbs::lemma(stem.verb, stem.form)).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> =
        counts.iter().take(MOST_NAMED).map(|(verb, count)| format!("`{verb}` ({count})")).collect();
    let more = counts.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!(
        "no process lists the first verb of {} of {} statements: {}{more}",
        unlisted.len(),
        with_verb.len(),
        named.join(", ")
    );
    let finding = Diagnostic::new(RULE.code, first.verb_place(context), message).label("the first of them").help(
        "add a verb to the `verbs` of the process that it shows, in `content/taxonomy/`; or leave it, if it shows none",
    );
    vec![finding]
}
