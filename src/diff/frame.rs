//! What changed around the capabilities: the framework's name, levels, archetypes, processes and groups.

use super::change::{Change, Kind, LevelName, Name, Shown, Subject};
use super::groups::Paths;
use super::names::{Names, group_title};
use super::{judge, order};
use crate::parse::snapshot::{Archetype, Group, Level, Process, Snapshot};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

pub fn changes(old: &Snapshot, new: &Snapshot, names: &Names, paths: &Paths) -> Vec<Change> {
    let mut all = Vec::new();
    if old.title != new.title {
        let kinds = vec![Kind::Renamed { from: old.title.clone(), to: new.title.clone() }];
        all.extend(change(Subject::Framework, &new.id, &new.title, kinds));
    }
    all.extend(levels(&first_of_each(&old.levels, |it| it.number), &first_of_each(&new.levels, |it| it.number)));
    let archetype = |it: &&Archetype| Item {
        id: it.id.clone(),
        title: it.title.clone(),
        all_names: format!("{} / {}", it.title, it.plural.as_deref().unwrap_or(&it.title)),
    };
    let archetypes = |of: &Snapshot| first_of_each(&of.archetypes, |it| it.id.clone()).iter().map(archetype).collect();
    all.extend(list(Subject::Archetype, archetypes(old), archetypes(new)));
    let process = |it: &&Process| Item { id: it.id.clone(), title: it.title.clone(), all_names: it.title.clone() };
    let processes = |of: &Snapshot| first_of_each(&of.processes, |it| it.id.clone()).iter().map(process).collect();
    all.extend(list(Subject::Process, processes(old), processes(new)));
    all.extend(groups(old, new, names, paths));
    all
}

/// What has the same id twice is looked at once; checks tell of it.
fn first_of_each<T, K: Hash + Eq>(all: &[T], key: impl Fn(&T) -> K) -> Vec<&T> {
    let mut met = HashSet::new();
    all.iter().filter(|it| met.insert(key(it))).collect()
}

fn change(subject: Subject, id: &str, title: &str, mut kinds: Vec<Kind>) -> Option<Change> {
    kinds.sort_by_key(|kind| judge::class(subject, kind).rank());
    let class = judge::class(subject, kinds.first()?);
    let (affects, because) = judge::affects(subject, &kinds);
    let (id, title) = (id.to_owned(), title.to_owned());
    Some(Change { subject, id, was: None, title, group: None, kinds, class, affects, because, shows: Vec::new() })
}

fn levels(old: &[&Level], new: &[&Level]) -> Vec<Change> {
    let find = |all: &[&Level], number: u32| all.iter().find(|it| it.number == number).map(|it| it.title.clone());
    let kinds = new.iter().map(|it| {
        let kind = match find(old, it.number) {
            None => vec![Kind::Added],
            Some(from) if from != it.title => vec![Kind::Renamed { from, to: it.title.clone() }],
            Some(_) => Vec::new(),
        };
        (*it, kind)
    });
    let gone = old.iter().filter(|it| find(new, it.number).is_none());
    kinds
        .chain(gone.map(|it| (*it, vec![Kind::Removed { retired: false }])))
        .filter_map(|(it, kinds)| {
            let level = LevelName { number: it.number, title: it.title.clone() };
            let shows = vec![Shown { level, archetypes: Vec::new() }];
            change(Subject::Level, &it.number.to_string(), &it.title, kinds).map(|change| Change { shows, ..change })
        })
        .collect()
}

/// An archetype or a process.
struct Item {
    id: String,
    title: String,
    /// All that it is called, to see whether that changed.
    all_names: String,
}

fn list(subject: Subject, old: Vec<Item>, new: Vec<Item>) -> Vec<Change> {
    let places: HashMap<&str, usize> = old.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let kept: Vec<(usize, usize)> =
        new.iter().enumerate().filter_map(|(at, it)| Some((at, *places.get(it.id.as_str())?))).collect();
    let moved = order::moved(&kept.iter().map(|(_, before)| *before).collect::<Vec<_>>());
    let moved: HashSet<usize> = moved.into_iter().map(|at| kept[at].0).collect();
    let mut all = Vec::new();
    for (at, it) in new.iter().enumerate() {
        let mut kinds = Vec::new();
        match places.get(it.id.as_str()).map(|at| &old[*at]) {
            None => kinds.push(Kind::Added),
            Some(was) if was.all_names != it.all_names => {
                let from = if was.title == it.title { &was.all_names } else { &was.title };
                let to = if was.title == it.title { &it.all_names } else { &it.title };
                kinds.push(Kind::Renamed { from: from.clone(), to: to.clone() });
            }
            Some(_) => {}
        }
        if moved.contains(&at) {
            kinds.push(Kind::Order { after: at.checked_sub(1).map(|before| new[before].id.clone()) });
        }
        all.extend(change(subject, &it.id, &it.title, kinds));
    }
    let kept: HashSet<&str> = new.iter().map(|it| it.id.as_str()).collect();
    let gone = old.iter().filter(|it| !kept.contains(it.id.as_str()));
    all.extend(gone.filter_map(|it| change(subject, &it.id, &it.title, vec![Kind::Removed { retired: false }])));
    all
}

/// The path of the group in which it stands.
fn parent(group: &Group) -> Option<&str> {
    group.parent.as_deref().or_else(|| group.id.rsplit_once('/').map(|(parent, _)| parent))
}

fn slug(group: &Group) -> &str {
    group.id.rsplit('/').next().unwrap_or_default()
}

fn groups(old: &Snapshot, new: &Snapshot, names: &Names, paths: &Paths) -> Vec<Change> {
    let before = first_of_each(&old.groups, |it| it.id.clone());
    let after = first_of_each(&new.groups, |it| it.id.clone());
    let mut was: HashMap<&str, (usize, &Group)> = HashMap::new();
    for (at, group) in before.iter().enumerate() {
        if let Some(path) = paths.get(group.id.as_str()) {
            was.insert(path, (at, group));
        }
    }
    // The parent that a group of the old version would have now, had it not been moved.
    let parent_now = |group: &Group| parent(group).map(|path| paths.get(path).copied().unwrap_or(path).to_owned());
    let mut siblings: HashMap<Option<&str>, Vec<(&str, usize)>> = HashMap::new();
    let mut all: Vec<(&Group, Option<&Group>, Vec<Kind>)> = Vec::new();
    for group in &after {
        let mut kinds = Vec::new();
        let old_one = was.get(group.id.as_str());
        match old_one {
            None => kinds.push(Kind::Added),
            Some((at, old_one)) => {
                if parent_now(old_one).as_deref() == parent(group) {
                    siblings.entry(parent(group)).or_default().push((&group.id, *at));
                } else {
                    let name = |path: Option<&str>| -> Option<Name> { path.map(|path| names.group(path)) };
                    kinds.push(Kind::Moved { from: name(parent(old_one)), to: name(parent(group)) });
                }
                if slug(old_one) != slug(group) {
                    kinds.push(Kind::Address { from: old_one.id.clone(), to: group.id.clone() });
                }
                if old_one.title != group.title {
                    kinds.push(Kind::Renamed { from: old_one.title.clone(), to: group.title.clone() });
                }
                if old_one.number != group.number {
                    kinds.push(Kind::Numbered { from: old_one.number.clone(), to: group.number.clone() });
                }
            }
        }
        all.push((group, old_one.map(|(_, group)| *group), kinds));
    }
    let mut moved: HashMap<&str, Option<&str>> = HashMap::new();
    for group in siblings.values() {
        for at in order::moved(&group.iter().map(|(_, at)| *at).collect::<Vec<_>>()) {
            moved.insert(group[at].0, at.checked_sub(1).map(|before| group[before].0));
        }
    }
    let mut changes: Vec<Change> = Vec::new();
    for (group, old_one, mut kinds) in all {
        if let Some(previous) = moved.get(group.id.as_str()) {
            kinds.push(Kind::Order { after: previous.map(str::to_owned) });
        }
        let was = old_one.filter(|old_one| old_one.id != group.id).map(|old_one| old_one.id.clone());
        let told = change(Subject::Group, &group.id, &group_title(group), kinds);
        changes.extend(told.map(|change| Change { was, ..change }));
    }
    let gone = before.iter().filter(|group| !paths.contains_key(group.id.as_str()));
    changes.extend(gone.filter_map(|group| {
        change(Subject::Group, &group.id, &group_title(group), vec![Kind::Removed { retired: false }])
    }));
    changes
}
