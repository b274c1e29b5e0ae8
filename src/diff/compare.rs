//! The comparison as a whole: who is who, what changed about each, and what that asks for.

use super::change::{Change, Diff, Edition, Kind, Name, Subject};
use super::fate::Fates;
use super::names::Names;
use super::pairing::{Pairs, Why, pairs};
use super::{capability, frame, groups, judge, next, order, shows};
use crate::parse::snapshot::{Capability, Snapshot};
use std::collections::HashMap;

/// What is different in the new version. It is the same for the same two versions, whatever files they came from.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Diff {
    let names = Names::of(old, new);
    let pairs = pairs(&old.capabilities, &new.capabilities);
    let groups = groups::pairs(old, new, &pairs.both);
    let mut changes = frame::changes(old, new, &names, &groups);
    changes.extend(capabilities(old, new, &names, &pairs, &groups));
    Diff {
        old: edition(old),
        new: edition(new),
        paired_by_text: pairs.by_text.is_some(),
        remarks: remarks(old, new, &pairs, &changes),
        next: next::next(&old.version, &new.version, &changes),
        changes,
    }
}

fn edition(of: &Snapshot) -> Edition {
    Edition { id: of.id.clone(), title: of.title.clone(), version: of.version.clone(), language: of.language.clone() }
}

fn capabilities(old: &Snapshot, new: &Snapshot, names: &Names, pairs: &Pairs, groups: &groups::Paths) -> Vec<Change> {
    let before = |at: usize| &*old.capabilities[at];
    let after = |at: usize| &*new.capabilities[at];
    let newly_retired = pairs.both.iter().filter(|(a, b)| before(*a).retired.is_none() && after(*b).retired.is_some());
    let fates = Fates::of(newly_retired.map(|(_, b)| after(*b)));

    let mut kinds: Vec<Vec<Kind>> = vec![Vec::new(); new.capabilities.len()];
    let mut was: Vec<Option<usize>> = vec![None; new.capabilities.len()];
    for (a, b) in &pairs.both {
        was[*b] = Some(*a);
        if old.capabilities[*a] == new.capabilities[*b] {
            continue;
        }
        let (one, other) = (before(*a), after(*b));
        let came_from = groups.get(one.group.as_str()).copied().unwrap_or(&one.group);
        kinds[*b] = capability::compare(names, one, other, came_from != other.group);
        if kinds[*b].iter().any(|kind| matches!(kind, Kind::Retired { .. })) {
            kinds[*b].extend(fates.became(other));
        }
    }
    for b in &pairs.added {
        // Whoever is listed as retired from the start was never asked of anybody.
        let listed = after(*b).retired.as_ref().map(|retired| capability::retirement(retired, false));
        kinds[*b].push(listed.unwrap_or(Kind::Added));
    }
    for (b, a) in &pairs.reused {
        kinds[*b].push(Kind::Reused { before: before(*a).words() });
    }
    for (b, kinds) in kinds.iter_mut().enumerate() {
        kinds.extend(Some(after(b)).filter(|it| it.retired.is_none()).and_then(|it| fates.replaces(&it.id)));
    }
    for (b, previous) in reordered(new, &was, &kinds, groups, old) {
        kinds[b].push(Kind::Order { after: previous });
    }

    let mut all = Vec::new();
    for (b, kinds) in kinds.into_iter().enumerate().filter(|(_, kinds)| !kinds.is_empty()) {
        all.push(change(names, was[b].map(before), Some(after(b)), kinds));
    }
    for a in &pairs.removed {
        let retired = before(*a).retired.is_some();
        all.push(change(names, Some(before(*a)), None, vec![Kind::Removed { retired }]));
    }
    all
}

/// The change of one capability. At least one of the two versions has it.
fn change(names: &Names, old: Option<&Capability>, new: Option<&Capability>, mut kinds: Vec<Kind>) -> Change {
    let subject = Subject::Capability;
    kinds.sort_by_key(|kind| judge::class(subject, kind).rank());
    let (affects, because) = judge::affects(subject, &kinds);
    let shown = new.or(old).cloned().unwrap_or_default();
    let was = old.filter(|old| !old.id.is_empty() && old.id != shown.id).map(|old| old.id.clone());
    let group: Option<Name> = (!shown.group.is_empty()).then(|| names.group(&shown.group));
    Change {
        subject,
        title: shown.title.clone().unwrap_or_else(|| shown.words()),
        was,
        group,
        class: judge::class(subject, &kinds[0]),
        affects,
        because,
        shows: shows::shows(names, &kinds, old, new),
        id: shown.id,
        kinds,
    }
}

/// Those that stand elsewhere among their siblings, and after which one. What has another level, process or id stands
/// elsewhere because of that, and is not told again.
fn reordered(
    new: &Snapshot,
    was: &[Option<usize>],
    kinds: &[Vec<Kind>],
    groups: &groups::Paths,
    old: &Snapshot,
) -> Vec<(usize, Option<String>)> {
    /// Where it stands now, where it stood, and what stands before it now.
    type Place<'a> = (usize, usize, Option<&'a str>);
    let mut siblings: HashMap<&str, Vec<Place>> = HashMap::new();
    let mut last: HashMap<&str, &str> = HashMap::new();
    for (b, capability) in new.capabilities.iter().enumerate().filter(|(_, it)| it.retired.is_none()) {
        let previous = last.insert(&capability.group, &capability.id);
        let Some(a) = was[b] else { continue };
        let before = &old.capabilities[a];
        let same_group = groups.get(before.group.as_str()).copied().unwrap_or(&before.group) == capability.group;
        let elsewhere = |kind: &Kind| {
            matches!(kind, Kind::Level { .. } | Kind::Process { .. } | Kind::Renumbered { .. } | Kind::Restored)
        };
        if same_group && !kinds[b].iter().any(elsewhere) {
            siblings.entry(&capability.group).or_default().push((b, a, previous));
        }
    }
    let mut all = Vec::new();
    for group in siblings.values() {
        let before: Vec<usize> = group.iter().map(|(_, a, _)| *a).collect();
        all.extend(order::moved(&before).into_iter().map(|at| (group[at].0, group[at].2.map(str::to_owned))));
    }
    all.sort();
    all
}

fn remarks(old: &Snapshot, new: &Snapshot, pairs: &Pairs, changes: &[Change]) -> Vec<String> {
    let mut all = Vec::new();
    if old.id != new.id {
        all.push(
            "the two versions have different framework ids: make sure that they are of the same framework".to_owned(),
        );
    }
    if let Some(why) = pairs.by_text {
        let why = match why {
            Why::NoIds => "capabilities of one version have no ids",
            Why::OtherIds => "the two versions have next to no id in common",
            Why::OtherMeaning => "most ids that both versions have stand for something else now",
        };
        let (found, of) = (pairs.both.len(), old.capabilities.len());
        all.push(format!(
            "{why}, so capabilities were paired by what they say; {found} of {of} were found again, and a pair can be wrong"
        ));
    }
    let count = |is: fn(&Kind) -> bool| changes.iter().filter(|change| change.kinds.iter().any(is)).count();
    let renumbered = count(|kind| matches!(kind, Kind::Renumbered { .. }));
    if renumbered > 0 {
        let what = if renumbered == 1 { "1 capability has" } else { &format!("{renumbered} capabilities have") };
        all.push(format!(
            "{what} another id, with the same words or nearly: keep the old id, or the records, mappings and links that others have no longer find it"
        ));
    }
    let reused = count(|kind| matches!(kind, Kind::Reused { .. }));
    if reused > 0 {
        let what = if reused == 1 { "1 id stands" } else { &format!("{reused} ids stand") };
        all.push(format!("{what} for something else than before: give what is new a new id"));
    }
    all
}
