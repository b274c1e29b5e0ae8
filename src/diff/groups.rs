//! Which group is which. A group is its folder's path; where a path is gone and another is new, they are one group
//! under another name if they hold mostly the same, so that a renamed folder is not told as hundreds of moves.

use crate::parse::snapshot::{Capability, Group, Snapshot};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From the path of a group in the old version to its path in the new one.
pub type Paths<'a> = HashMap<&'a str, &'a str>;

pub fn pairs<'a>(old: &'a Snapshot, new: &'a Snapshot, capabilities: &[(usize, usize)]) -> Paths<'a> {
    let paths = |all: &'a [Group]| all.iter().map(|group| group.id.as_str()).collect::<BTreeSet<_>>();
    let (before, after) = (paths(&old.groups), paths(&new.groups));
    let mut all: Paths = before.intersection(&after).map(|path| (*path, *path)).collect();
    let gone: BTreeSet<&str> = before.difference(&after).copied().collect();
    let come: BTreeSet<&str> = after.difference(&before).copied().collect();
    if gone.is_empty() || come.is_empty() {
        return all;
    }
    let mut votes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut held_before, mut held_after) = (BTreeMap::new(), BTreeMap::new());
    let both = capabilities.iter().map(|(a, b)| (&old.capabilities[*a], &new.capabilities[*b]));
    for (was, is) in both {
        count(&mut held_before, was);
        count(&mut held_after, is);
        for (from, to) in ancestors(&was.group).zip(ancestors(&is.group)) {
            if gone.contains(from) && come.contains(to) {
                *votes.entry((from, to)).or_default() += 1;
            }
        }
    }
    // Most of what the one held is in the other, and most of what the other holds came from it.
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for ((from, to), votes) in &votes {
        let most = |held: &BTreeMap<&str, usize>, path: &str| votes * 2 > held.get(path).copied().unwrap_or_default();
        if most(&held_before, from) && most(&held_after, to) && taken.insert(to) {
            all.insert(from, to);
        }
    }
    // Empty ones have their title only.
    let titles: HashMap<&str, &str> = new.groups.iter().rev().map(|it| (it.title.as_str(), it.id.as_str())).collect();
    for group in
        old.groups.iter().filter(|it| gone.contains(it.id.as_str()) && !held_before.contains_key(it.id.as_str()))
    {
        let same = titles.get(group.title.as_str()).filter(|path| come.contains(*path) && !taken.contains(*path));
        if let Some(path) = same.filter(|_| !all.contains_key(group.id.as_str()))
            && !held_after.contains_key(path)
        {
            taken.insert(path);
            all.insert(&group.id, path);
        }
    }
    all
}

fn count<'a>(held: &mut BTreeMap<&'a str, usize>, capability: &'a Capability) {
    for path in ancestors(&capability.group) {
        *held.entry(path).or_default() += 1;
    }
}

/// The group itself, then those that it stands in.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(parent, _)| parent))
        .filter(|it| !it.is_empty())
}
