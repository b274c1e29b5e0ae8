//! What was asked for of a checklist: names of levels, archetypes, groups and profiles, looked up.

use super::ChecklistArgs;
use crate::checklist::Choice;
use crate::look::{Wrong, find};
use crate::model::Framework;

pub fn choice(args: &ChecklistArgs, of: &Framework) -> Result<Choice, Wrong> {
    Ok(Choice {
        levels: each(&args.level, |typed| find::level(of, typed))?,
        archetypes: each(&args.archetype, |typed| find::archetype(of, typed))?,
        groups: each(&args.domain, |typed| find::group(of, typed))?,
        profile: args.profile.as_ref().map(|typed| find::profile(of, typed)).transpose()?,
    })
}

/// Each once, in the framework's order, however they were typed.
fn each<T: Ord>(typed: &[String], found: impl Fn(&str) -> Result<T, Wrong>) -> Result<Vec<T>, Wrong> {
    let mut all = typed.iter().map(|typed| found(typed)).collect::<Result<Vec<T>, Wrong>>()?;
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
