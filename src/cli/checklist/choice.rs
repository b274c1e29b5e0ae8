//! What was asked for of a checklist: names of levels, archetypes, groups and profiles, looked up.

use super::{ChecklistArgs, Wrong};
use crate::base::suggest;
use crate::checklist::Choice;
use crate::model::Framework;

pub fn choice(args: &ChecklistArgs, framework: &Framework) -> Result<Choice, Wrong> {
    let mut choice = Choice::default();
    for typed in &args.level {
        let found = framework.levels().find(|(_, level)| level.number.to_string() == typed.trim());
        let numbers: Vec<String> = framework.levels().map(|(_, level)| level.number.to_string()).collect();
        let (handle, _) = found.ok_or_else(|| unknown("level", typed, numbers.iter().map(String::as_str)))?;
        choice.levels.push(handle);
    }
    for typed in &args.archetype {
        let found = framework.archetypes().find(|(_, archetype)| {
            [&archetype.slug, &archetype.plural.to_lowercase()].contains(&&typed.trim().to_lowercase())
        });
        let slugs = || framework.archetypes().map(|(_, archetype)| archetype.slug.as_str());
        let (handle, _) = found.ok_or_else(|| unknown("archetype", typed, slugs()))?;
        choice.archetypes.push(handle);
    }
    for typed in &args.domain {
        let wanted = typed.trim().trim_matches('/');
        let fits = |path: &str| path == wanted || path.rsplit('/').next() == Some(wanted);
        let exact = framework.groups().find(|(_, group)| group.path == wanted || group.number == wanted);
        let found = exact.or_else(|| framework.groups().find(|(_, group)| fits(&group.path)));
        let paths = || framework.groups().map(|(_, group)| group.path.as_str());
        let (handle, _) = found.ok_or_else(|| {
            let last = paths().filter_map(|path| path.rsplit('/').next()).collect::<Vec<_>>();
            unknown("group", typed, last.into_iter())
        })?;
        choice.groups.push(handle);
    }
    if let Some(typed) = &args.profile {
        let found = framework.profiles().find(|(_, profile)| profile.slug == typed.trim());
        let slugs = || framework.profiles().map(|(_, profile)| profile.slug.as_str());
        choice.profile = Some(found.ok_or_else(|| unknown("profile", typed, slugs()))?.0);
    }
    choice.levels.sort_unstable();
    choice.levels.dedup();
    choice.archetypes.sort_unstable();
    choice.archetypes.dedup();
    choice.groups.sort_unstable();
    choice.groups.dedup();
    Ok(choice)
}

pub fn unknown<'a>(what: &str, typed: &str, there: impl Iterator<Item = &'a str>) -> Wrong {
    let there: Vec<&str> = there.collect();
    let help = suggest::help(typed, there.iter().copied());
    Wrong(format!("there is no {what} `{typed}`"), help)
}
