//! What changed in the statements of a capability: their levels, words, processes and archetypes.

use super::change::{Kind, Name};
use super::names::Names;
use super::words::{Amount, wording};
use crate::parse::snapshot::{Capability, Statement};

pub fn compare(names: &Names, old: &Capability, new: &Capability) -> Vec<Kind> {
    let (both, gone, come) = pairs(&old.statements, &new.statements);
    let several = old.statements.len() > 1 || new.statements.len() > 1;
    let mut kinds = Vec::new();
    let (mut processes, mut archetypes) = (Vec::new(), Vec::new());
    for (before, after) in &both {
        let level = several.then(|| names.level(after.level));
        if before.level != after.level {
            kinds.push(Kind::Level { from: names.level(before.level), to: names.level(after.level) });
        }
        if let Some(wording) = wording(&before.text, &after.text) {
            let (amount, share, words) = (wording.amount, wording.share, wording.words);
            kinds.push(Kind::Wording { level: level.clone(), amount, share, words });
        }
        processes.push((level.clone(), process(names, before, after)));
        archetypes.push((level, people(names, before, after)));
    }
    kinds.extend(told(processes).into_iter().map(|(level, (from, to))| Kind::Process { level, from, to }));
    kinds.extend(told(archetypes).into_iter().map(|(level, (added, removed))| Kind::Archetypes {
        level,
        added,
        removed,
    }));
    let gone = gone.into_iter();
    kinds.extend(gone.map(|it| Kind::StatementRemoved { level: names.level(it.level), text: it.text.clone() }));
    let come = come.into_iter();
    kinds.extend(come.map(|it| Kind::StatementAdded { level: names.level(it.level), text: it.text.clone() }));
    kinds
}

/// What is the same at all levels is told once, without a level.
fn told<L: Clone, C: PartialEq>(all: Vec<(Option<L>, Option<C>)>) -> Vec<(Option<L>, C)> {
    let alike = all.len() > 1 && all.windows(2).all(|two| two[0].1 == two[1].1);
    let changed = all.into_iter().filter_map(|(level, change)| Some((level, change?)));
    if alike { changed.take(1).map(|(_, change)| (None, change)).collect() } else { changed.collect() }
}

fn process(names: &Names, old: &Statement, new: &Statement) -> Option<(Option<Name>, Option<Name>)> {
    let name = |of: &Statement| of.process.as_deref().map(|id| names.process(id));
    (old.process != new.process).then(|| (name(old), name(new)))
}

fn people(names: &Names, old: &Statement, new: &Statement) -> Option<(Vec<Name>, Vec<Name>)> {
    let (added, removed) = differences(&old.archetypes, &new.archetypes)?;
    let named = |ids: Vec<String>| ids.iter().map(|id| names.archetype(id)).collect();
    Some((named(added), named(removed)))
}

/// What is new in a list, and what is gone from it. Its order means nothing.
pub fn differences<T: Clone + PartialEq>(old: &[T], new: &[T]) -> Option<(Vec<T>, Vec<T>)> {
    let without = |all: &[T], others: &[T]| -> Vec<T> {
        all.iter()
            .enumerate()
            .filter(|(at, it)| !others.contains(it) && !all[..*at].contains(it))
            .map(|(_, it)| it.clone())
            .collect()
    };
    let (added, removed) = (without(new, old), without(old, new));
    (!added.is_empty() || !removed.is_empty()).then_some((added, removed))
}

type Paired<'a> = (Vec<(&'a Statement, &'a Statement)>, Vec<&'a Statement>, Vec<&'a Statement>);

/// Which statement of the one is which of the other; then what is gone, and what is new.
fn pairs<'a>(old: &'a [Statement], new: &'a [Statement]) -> Paired<'a> {
    if let ([before], [after]) = (old, new) {
        return (vec![(before, after)], Vec::new(), Vec::new());
    }
    let mut gone: Vec<&Statement> = old.iter().collect();
    let mut come: Vec<(usize, &Statement)> = new.iter().enumerate().collect();
    let mut both: Vec<(usize, &Statement, &Statement)> = Vec::new();
    static SAME: &[fn(&Statement, &Statement) -> bool] = &[
        |old, new| old == new,
        |old, new| old.level == new.level && old.text == new.text,
        |old, new| old.text == new.text,
        |old, new| old.level == new.level,
        |old, new| wording(&old.text, &new.text).is_none_or(|wording| wording.amount != Amount::Rewritten),
    ];
    for same in SAME {
        gone.retain(|before| {
            let found = come.iter().position(|(_, after)| same(before, after));
            if let Some(at) = found {
                let (nth, after) = come.remove(at);
                both.push((nth, before, after));
            }
            found.is_none()
        });
    }
    both.sort_by_key(|(nth, ..)| *nth);
    (both.into_iter().map(|(_, a, b)| (a, b)).collect(), gone, come.into_iter().map(|(_, it)| it).collect())
}
