//! A level at which a group has no statement. Often right; a gap that nobody meant is only seen when somebody looks.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::{GroupRef, LevelRef};
use std::collections::BTreeSet;

pub static RULE: Rule = Rule { code: &codes::LEVEL_WITHOUT_STATEMENT, check };

/// A group with fewer statements than so many for each level is not meant to have all levels.
const A_LEVEL: usize = 2;

fn check(context: &Context) -> Vec<Diagnostic> {
    let framework = context.framework;
    let count = framework.levels().len();
    let missing = |group: GroupRef| -> Vec<LevelRef> {
        let seen: BTreeSet<LevelRef> = framework.statements_below(group).map(|(_, it)| it.level).collect();
        framework.levels().map(|(level, _)| level).filter(|level| !seen.contains(level)).collect()
    };
    let used: BTreeSet<LevelRef> = framework.statements().map(|(_, it)| it.level).collect();
    let mut findings = Vec::new();
    if framework.statements().len() < A_LEVEL * count {
        return findings;
    }
    for (level, it) in framework.levels().filter(|(level, _)| !used.contains(level)) {
        let message = format!("no statement stands at level {}", framework[level].number);
        let finding = Diagnostic::new(RULE.code, context.title_place(&it.about), message);
        findings.push(finding.help("write statements for it, or take the level out"));
    }
    let missing: Vec<Vec<LevelRef>> = framework.groups().map(|(group, _)| missing(group)).collect();
    for (group, it) in framework.groups() {
        if framework.statements_below(group).len() < A_LEVEL * count {
            continue;
        }
        // What the whole framework or the group around lacks is told there.
        let is_above = |level: &LevelRef| it.parent.is_some_and(|parent| missing[parent.index()].contains(level));
        let lacking = missing[group.index()].iter().filter(|level| used.contains(level) && !is_above(level));
        let lacking: Vec<String> = lacking.map(|level| framework[*level].number.to_string()).collect();
        let Some(((last, before), one)) = lacking.split_last().map(|split| (split, lacking.len() == 1)) else {
            continue;
        };
        let levels = if one { format!("level {last}") } else { format!("levels {} and {last}", before.join(", ")) };
        let message = format!("`{}` has no statement at {levels}", it.about.title());
        let finding = Diagnostic::new(RULE.code, context.title_place(&it.about), message);
        findings
            .push(finding.help(
                "write one, if the gap is not meant: whoever works through the levels finds nothing to do there",
            ));
    }
    findings
}
