//! From what somebody typed to the thing that is meant. Half an id, a slip and a name that several things have are errors
//! that say what there is.

use super::Wrong;
use super::thing::{SORTS, Thing};
use crate::model::*;
use crate::source::Sources;

/// How many candidates an error lists.
const MOST_LISTED: usize = 8;

/// Anything, by its name, by its folder and name (`levels/1`), or by its file.
pub fn anything(of: &Framework, sources: &Sources, typed: &str) -> Result<Thing, Wrong> {
    let wanted = typed.trim().trim_matches('/');
    let all = || SORTS.iter().flat_map(|sort| (sort.all)(of));
    if let Some(thing) = all().find(|thing| sources.path(thing.about(of).place.file).as_str() == wanted) {
        return Ok(thing);
    }
    let bare = wanted.strip_prefix("content/").unwrap_or(wanted);
    let sorted = bare.split_once('/').and_then(|(folder, name)| {
        let sort = SORTS.iter().find(|sort| sort.folder == folder || sort.words.contains(&folder))?;
        let things = (sort.all)(of);
        things.into_iter().find(|thing| thing.name(of).eq_ignore_ascii_case(name))
    });
    if let Some(thing) = sorted {
        return Ok(thing);
    }
    let mut found: Vec<Thing> = all().filter(|thing| thing.name(of).eq_ignore_ascii_case(wanted)).collect();
    if found.is_empty() {
        found.extend(group(of, wanted).ok().map(Thing::Group));
    }
    match found[..] {
        [one] => Ok(one),
        [] => Err(nothing(of, typed)),
        _ => {
            let named = found.iter().map(|thing| format!("`{}/{}`", thing.sort().folder, thing.name(of)));
            let help = format!("say which: {}", named.collect::<Vec<_>>().join(", "));
            Err(Wrong::new(format!("`{typed}` is the name of several things")).help(help))
        }
    }
}

pub fn capability(of: &Framework, typed: &str) -> Result<CapabilityRef, Wrong> {
    let wanted = typed.trim();
    let exact = of.capabilities().find(|(_, it)| it.id == wanted);
    let found = exact.or_else(|| of.capabilities().find(|(_, it)| it.id.eq_ignore_ascii_case(wanted)));
    if let Some((at, _)) = found {
        return Ok(at);
    }
    let wrong = Wrong::new(format!("there is no capability `{typed}`"));
    match (of.absent_id(wanted), half(of, wanted)) {
        (Some(absence), _) => Err(absent(wanted, absence)),
        (None, Some(help)) => Err(wrong.help(help)),
        (None, None) => {
            let ids: Vec<&str> = of.capabilities().map(|(_, it)| it.id.as_str()).collect();
            Err(wrong.help("`gradus list --format ids` shows all of them").near(typed, ids))
        }
    }
}

/// By its path, its folder's name where only one group has it, or its number.
pub fn group(of: &Framework, typed: &str) -> Result<GroupRef, Wrong> {
    let wanted = typed.trim().trim_matches('/');
    let wanted = wanted.strip_prefix("content/").unwrap_or(wanted);
    let wanted = wanted.strip_prefix("domains/").unwrap_or(wanted);
    let exact = of.groups().find(|(_, group)| group.path == wanted);
    if let Some((at, _)) = exact.or_else(|| of.groups().find(|(_, group)| group.number == wanted)) {
        return Ok(at);
    }
    let last = |group: &Group| group.path.rsplit('/').next().unwrap_or_default().to_owned();
    let found: Vec<(GroupRef, &Group)> = of.groups().filter(|(_, group)| last(group) == wanted).collect();
    match found[..] {
        [(at, _)] => Ok(at),
        [] if of.absent_id(wanted).is_some() => Err(absent(wanted, of.absent_id(wanted).unwrap_or(Absence::Broken))),
        [] => {
            let names: Vec<String> = of.groups().flat_map(|(_, group)| [last(group), group.path.clone()]).collect();
            let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
            names.sort_unstable();
            names.dedup();
            let wrong = Wrong::new(format!("there is no group `{typed}`"));
            Err(wrong.help("`gradus list groups` shows all of them").near(wanted, names))
        }
        _ => {
            let paths: Vec<String> = found.iter().map(|(_, group)| format!("`{}`", group.path)).collect();
            let help = format!("give its whole path: {}", paths.join(", "));
            Err(Wrong::new(format!("several groups have the folder `{wanted}`")).help(help))
        }
    }
}

pub fn level(of: &Framework, typed: &str) -> Result<LevelRef, Wrong> {
    let number = |level: &Level| level.number.to_string();
    let found = of.levels().find(|(_, it)| number(it) == typed.trim());
    let numbers: Vec<String> = of.levels().map(|(_, it)| number(it)).collect();
    let wrong = || {
        Wrong::new(format!("there is no level `{typed}`"))
            .near(typed, numbers.iter().map(String::as_str).collect::<Vec<_>>())
    };
    found.map(|(at, _)| at).ok_or_else(wrong)
}

pub fn archetype(of: &Framework, typed: &str) -> Result<ArchetypeRef, Wrong> {
    let wanted = typed.trim().to_lowercase();
    let found = of.archetypes().find(|(_, it)| it.slug == wanted || it.plural.to_lowercase() == wanted);
    let slugs: Vec<&str> = of.archetypes().map(|(_, it)| it.slug.as_str()).collect();
    found.map(|(at, _)| at).ok_or_else(|| Wrong::new(format!("there is no archetype `{typed}`")).near(typed, slugs))
}

pub fn profile(of: &Framework, typed: &str) -> Result<ProfileRef, Wrong> {
    let wanted = typed.trim().to_lowercase();
    let found = of.profiles().find(|(_, it)| it.slug == wanted);
    let slugs: Vec<&str> = of.profiles().map(|(_, it)| it.slug.as_str()).collect();
    found.map(|(at, _)| at).ok_or_else(|| Wrong::new(format!("there is no profile `{typed}`")).near(typed, slugs))
}

pub fn process(of: &Framework, typed: &str) -> Result<ProcessRef, Wrong> {
    let wanted = typed.trim().to_lowercase();
    let found = of.processes().find(|(_, it)| it.slug == wanted);
    let slugs: Vec<&str> = of.processes().map(|(_, it)| it.slug.as_str()).collect();
    found.map(|(at, _)| at).ok_or_else(|| Wrong::new(format!("there is no process `{typed}`")).near(typed, slugs))
}

/// What to say where no capability and no single group has the name: whichever of the two has a better idea of what was
/// meant. `of_group` is what is wrong with it as a group.
pub fn neither(of: &Framework, typed: &str, of_group: Wrong) -> Wrong {
    let wanted = typed.trim().trim_matches('/');
    if let Some(absence) = of.absent_id(wanted) {
        return absent(wanted, absence);
    }
    // Then several have it.
    if of.groups().any(|(_, group)| group.path.rsplit('/').next() == Some(wanted)) {
        return of_group;
    }
    let ids = of.capabilities().map(|(_, it)| it.id.as_str());
    let near = || Some(format!("did you mean `{}`?", crate::base::suggest::nearest(typed, ids)?));
    let help = half(of, wanted).or_else(near).or(of_group.help);
    Wrong { message: format!("there is no capability and no group `{typed}`"), help }
}

fn nothing(of: &Framework, typed: &str) -> Wrong {
    let wanted = typed.trim().trim_matches('/');
    if let Some(absence) = of.absent_id(wanted) {
        return absent(wanted, absence);
    }
    let wrong = Wrong::new(format!("there is nothing called `{typed}`"));
    if let Some(help) = half(of, wanted) {
        return wrong.help(help);
    }
    // A group may be named by its last folder.
    let last = |name: String| name.rsplit('/').next().unwrap_or_default().to_owned();
    let names = SORTS.iter().flat_map(|sort| (sort.all)(of)).map(|thing| thing.name(of));
    let names: Vec<String> = names.flat_map(|name| [last(name.clone()), name]).collect();
    let help = "`gradus list` shows all statements, `gradus list groups` all groups";
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match crate::base::suggest::nearest(wanted, names) {
        Some(near) => wrong.help(format!("did you mean `{near}`?")),
        None => wrong.help(help),
    }
}

fn absent(name: &str, absence: Absence) -> Wrong {
    match absence {
        Absence::Draft => Wrong::new(format!("`{name}` is a draft"))
            .help("`list` and `show` see drafts with `--drafts`; for all else, take `draft: true` out of its file"),
        Absence::Broken => Wrong::new(format!("the file of `{name}` has an error")).help("`gradus check` says which"),
    }
}

/// The help for a part of an id: the ids that have it.
fn half(of: &Framework, typed: &str) -> Option<String> {
    let wanted = typed.to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let digits = wanted.trim_start_matches('0');
    let is_number = wanted.chars().all(|c| c.is_ascii_digit());
    let fits = |id: &str| {
        let id = id.to_lowercase();
        let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_code = stem.trim_end_matches(['-', '.', '_']) == wanted;
        is_code || (is_number && id[stem.len()..].trim_start_matches('0') == digits)
    };
    let ids: Vec<&str> = of.capabilities().map(|(_, it)| it.id.as_str()).filter(|id| fits(id)).collect();
    let listed: Vec<String> = ids.iter().take(MOST_LISTED).map(|id| format!("`{id}`")).collect();
    let more = ids.len().saturating_sub(MOST_LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!ids.is_empty()).then(|| format!("write the whole id: {}{more}", listed.join(", ")))
}
