//! Where a change shows: the levels and, at each, the archetypes whose checklists and views hold the statement, before
//! or now.

use super::change::{Kind, Shown};
use super::names::Names;
use crate::parse::snapshot::Capability;
use std::collections::{BTreeMap, BTreeSet};

pub fn shows(names: &Names, kinds: &[Kind], old: Option<&Capability>, new: Option<&Capability>) -> Vec<Shown> {
    let mut levels: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    let Some(only) = levels_of(kinds) else { return Vec::new() };
    // A retired capability is on no checklist.
    let versions = [old, new].into_iter().flatten().filter(|capability| capability.retired.is_none());
    for statement in versions.flat_map(|capability| &capability.statements) {
        if only.is_empty() || only.contains(&statement.level) {
            let archetypes = levels.entry(statement.level).or_default();
            for archetype in &statement.archetypes {
                if !archetypes.contains(&archetype.as_str()) {
                    archetypes.push(archetype);
                }
            }
        }
    }
    let shown = |(level, archetypes): (u32, Vec<&str>)| Shown {
        level: names.level(level),
        archetypes: archetypes.into_iter().map(|id| names.archetype(id)).collect(),
    };
    levels.into_iter().map(shown).collect()
}

/// The levels whose sheets the changes reach: none of them, these, or all, which is an empty list.
fn levels_of(kinds: &[Kind]) -> Option<BTreeSet<u32>> {
    let mut levels = BTreeSet::new();
    let mut reaches = false;
    for kind in kinds {
        match kind {
            Kind::Guidance { .. }
            | Kind::Mappings { .. }
            | Kind::Related { .. }
            | Kind::Requires { .. }
            | Kind::Resources { .. }
            | Kind::Replaces { .. }
            | Kind::Retirement { .. } => continue,
            Kind::StatementAdded { level, .. } | Kind::StatementRemoved { level, .. } => {
                levels.insert(level.number);
            }
            Kind::Wording { level: Some(level), .. }
            | Kind::Process { level: Some(level), .. }
            | Kind::Archetypes { level: Some(level), .. } => {
                levels.insert(level.number);
            }
            Kind::Level { from, to } => levels.extend([from.number, to.number]),
            _ => return Some(BTreeSet::new()),
        }
        reaches = true;
    }
    reaches.then_some(levels)
}
