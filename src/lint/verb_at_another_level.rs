//! A verb that this framework itself keeps for another level: what it does everywhere else says more than any list.

use super::english::verbs;
use super::wording::Wording;
use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::LevelRef;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule { code: &codes::VERB_AT_ANOTHER_LEVEL, check };

/// Fewer uses of a verb are no habit.
const ENOUGH: usize = 10;
/// One use in so many may be an exception.
const ONE_IN: usize = 10;
/// Neighbouring levels share verbs.
const FAR: usize = 2;

fn check(context: &Context) -> Vec<Diagnostic> {
    let mut uses: BTreeMap<String, Vec<&Wording>> = BTreeMap::new();
    for wording in &context.wordings {
        if let Some(stem) = &wording.stem {
            uses.entry(verbs::lemma(stem.verb, stem.form)).or_default().push(wording);
        }
    }
    let mut findings = Vec::new();
    for (verb, uses) in uses.into_iter().filter(|(_, uses)| uses.len() >= ENOUGH) {
        let mut by_level: BTreeMap<LevelRef, usize> = BTreeMap::new();
        for wording in &uses {
            *by_level.entry(wording.statement.level).or_default() += 1;
        }
        let Some((usual, count)) = by_level.into_iter().max_by_key(|(_, count)| *count) else { continue };
        if (uses.len() - count) * ONE_IN > uses.len() {
            continue;
        }
        let number = |level: LevelRef| context.framework[level].number;
        let example = uses.iter().find(|wording| wording.statement.level == usual);
        for wording in &uses {
            let level = wording.statement.level;
            if level.index().abs_diff(usual.index()) < FAR {
                continue;
            }
            let message = format!(
                "`{verb}` stands at level {} in {count} of {} statements; here it stands at level {}",
                number(usual),
                uses.len(),
                number(level)
            );
            let finding = Diagnostic::new(RULE.code, wording.verb_place(context), message)
                .label(format!("at level {}", number(level)))
                .help(format!("choose another verb, or see whether the statement belongs to level {}", number(usual)));
            findings.push(match example {
                Some(example) => {
                    finding.related(example.verb_place(context), format!("at level {}, for example", number(usual)))
                }
                None => finding,
            });
        }
    }
    findings
}
