//! What became of a framework from one kept release to the next, and since. Made when a page first asks for it, from the
//! frozen releases, and once for all pages; without any there is no history.

use super::Plan;
use crate::checklist::{Earlier, Since, Slice, standing};
use crate::diff::{self, Change, Diff, Group, Piece, Snapshot, Subject, Word};
use crate::model::{Capability, CapabilityRef, Framework, GroupRef, ReleaseRef};
use crate::parse::Frozen;
use crate::site::addresses;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// Shared by all plans that have the same releases.
#[derive(Clone, Default)]
pub struct History(Arc<OnceLock<Kept>>);

/// The kept releases, the oldest first.
struct Kept {
    editions: Vec<Edition>,
    /// The capabilities that have a page now.
    named: BTreeMap<String, CapabilityRef>,
    /// The groups that have one, by slug path.
    groups: HashMap<String, GroupRef>,
    /// What sheets held then.
    earlier: Earlier,
}

pub struct Edition {
    pub release: ReleaseRef,
    frozen: Arc<Frozen>,
    /// From the edition before; none for the first.
    changes: Option<Changes>,
    /// Where each capability stands in the snapshot.
    places: BTreeMap<String, usize>,
    /// Where each group does.
    groups: HashMap<String, usize>,
    /// Where those capabilities of each group do that were not retired.
    current: HashMap<String, Vec<usize>>,
}

impl Edition {
    /// What it said.
    pub fn snapshot(&self) -> &Snapshot {
        &self.frozen.snapshot
    }

    /// All that changed with it; none for the first.
    pub fn diff(&self) -> Option<&Diff> {
        self.changes.as_ref().map(|changes| &changes.diff)
    }

    pub fn change(&self, id: &str) -> Option<&Change> {
        self.changes.as_ref()?.of(id)
    }

    pub fn group(&self, path: &str) -> Option<&Group> {
        self.groups.get(path).map(|at| &self.snapshot().groups[*at])
    }

    /// The capabilities of a group itself that were not retired.
    pub fn current_in(&self, path: &str) -> impl Iterator<Item = &diff::Capability> {
        self.current.get(path).into_iter().flatten().map(|at| &*self.snapshot().capabilities[*at])
    }

    fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }
}

/// From one version to the next.
struct Changes {
    diff: Diff,
    /// For each capability that changed, which change.
    by_id: HashMap<String, usize>,
}

impl Changes {
    fn between(old: &Snapshot, new: &Snapshot) -> Changes {
        let diff = diff::compare(old, new);
        let mut by_id = HashMap::new();
        for (at, change) in diff.changes.iter().enumerate().filter(|(_, it)| it.subject == Subject::Capability) {
            // Where an id stands for something else now, what had it before comes later.
            by_id.entry(change.id.clone()).or_insert(at);
        }
        Changes { diff, by_id }
    }

    fn of(&self, id: &str) -> Option<&Change> {
        self.by_id.get(id).map(|at| &self.diff.changes[*at])
    }
}

/// What changed since the newest kept release; each plan has its own.
#[derive(Default)]
pub struct SinceRelease {
    /// A plan of which this one is the same in other words, and what that said.
    before: Option<(Framework, Arc<Snapshot>)>,
    found: OnceLock<Option<Found>>,
}

struct Found {
    now: Arc<Snapshot>,
    changes: Changes,
}

impl SinceRelease {
    /// For the plan that comes from another one by other words.
    pub fn after(before: &Plan) -> SinceRelease {
        let known = &before.since_release;
        let said = known.found.get().map(|found| Some((before.framework.clone(), Arc::clone(&found.as_ref()?.now))));
        SinceRelease { before: said.unwrap_or_else(|| known.before.clone()), found: OnceLock::new() }
    }
}

impl History {
    fn kept(&self, framework: &Framework) -> &Kept {
        self.0.get_or_init(|| {
            let named = framework.capabilities().map(|(at, it)| (it.id.clone(), at)).collect();
            let groups = framework.groups().map(|(at, it)| (it.path.clone(), at)).collect();
            let mut kept = Kept { editions: Vec::new(), named, groups, earlier: Earlier::of(framework) };
            for (release, it) in framework.releases().rev() {
                let Some(frozen) = &it.frozen else { continue };
                let snapshot = &frozen.snapshot;
                let changes = kept.editions.last().map(|before| Changes::between(before.snapshot(), snapshot));
                let places = snapshot.capabilities.iter().enumerate().map(|(at, it)| (it.id.clone(), at)).collect();
                let mut groups = HashMap::new();
                for (at, group) in snapshot.groups.iter().enumerate() {
                    groups.entry(group.id.clone()).or_insert(at);
                }
                let mut current: HashMap<String, Vec<usize>> = HashMap::new();
                for (at, it) in snapshot.capabilities.iter().enumerate().filter(|(_, it)| it.retired.is_none()) {
                    current.entry(it.group.clone()).or_default().push(at);
                }
                kept.editions.push(Edition { release, frozen: Arc::clone(frozen), changes, places, groups, current });
            }
            kept
        })
    }
}

impl Plan {
    /// The kept releases, the oldest first.
    pub(super) fn editions(&self) -> &[Edition] {
        &self.history.kept(&self.framework).editions
    }

    /// The first release that had a capability.
    pub(super) fn first_edition(&self, capability: &Capability) -> Option<&Edition> {
        self.editions().iter().find(|edition| edition.has(&capability.id))
    }

    /// The capability that has an id now, retired ones too.
    pub(super) fn named(&self, id: &str) -> Option<&Capability> {
        let named = &self.history.kept(&self.framework).named;
        named.get(id).map(|at| &self.framework[*at])
    }

    /// The group that has a slug path now.
    pub(super) fn group_at(&self, path: &str) -> Option<GroupRef> {
        self.history.kept(&self.framework).groups.get(path).copied()
    }

    /// What became of a sheet since each kept release, the newest first.
    pub(super) fn standing(&self, slice: Slice) -> Vec<Since> {
        let kept = self.history.kept(&self.framework);
        standing(&self.framework, slice, &kept.earlier, &|id| self.named(id))
    }

    /// All that changed since the newest kept release.
    pub(super) fn since_release(&self) -> Option<&Diff> {
        Some(&self.changes_since_release()?.diff)
    }

    /// What changed about one capability since then.
    pub(super) fn change_since_release(&self, capability: &Capability) -> Option<&Change> {
        self.changes_since_release()?.of(&capability.id)
    }

    fn changes_since_release(&self) -> Option<&Changes> {
        let found = self.since_release.found.get_or_init(|| {
            let last = self.editions().last()?.snapshot();
            let (framework, settings, sources) = (&self.framework, &self.settings, &self.sources);
            let now = match &self.since_release.before {
                Some((before, said)) => Snapshot::again(framework, settings, sources, (before, said)),
                None => Snapshot::of(framework, settings, sources).sharing(last),
            };
            let changes = Changes::between(last, &now);
            Some(Found { now: Arc::new(now), changes })
        });
        found.as_ref().map(|found| &found.changes)
    }

    /// "New in 1.1.0", "Changed in 1.1.0": what the newest release says of a capability that a reader should look at.
    pub(super) fn mark(&self, capability: &Capability) -> Option<String> {
        let last = self.editions().last()?;
        let change = last.change(&capability.id)?;
        let version = &last.snapshot().version;
        match change.class.id {
            "added" | "restored" => Some(format!("New in {version}")),
            _ if change.affects != diff::Affects::No => Some(format!("Changed in {version}")),
            _ => None,
        }
    }
}

/// A change in words, for templates.
#[derive(Serialize)]
pub struct Told {
    pub head: Vec<Bit>,
    pub lines: Vec<Vec<Bit>>,
}

/// A stretch of text: `plain` (ours), `name` or `said` (the framework's), and of a wording what is `same`, `removed` or
/// `added`.
#[derive(Serialize)]
pub struct Bit {
    kind: &'static str,
    text: String,
    /// Of a capability that has a page.
    href: Option<String>,
}

impl Plan {
    pub(super) fn told(&self, item: diff::Item) -> Told {
        Told { head: self.bits(item.head), lines: item.lines.into_iter().map(|line| self.bits(line)).collect() }
    }

    fn bits(&self, line: diff::Line) -> Vec<Bit> {
        let mut bits = Vec::new();
        for piece in line {
            let mut add = |kind, text, href| bits.push(Bit { kind, text, href });
            match piece {
                Piece::Plain(text) => add("plain", text, None),
                Piece::Name(text) => {
                    let known = self.named(&text);
                    let href = known.map(|it| self.links.to(&addresses::capability(it)));
                    add("name", text, href);
                }
                Piece::Said(text) => add("said", text, None),
                Piece::Words(words) => {
                    for word in words {
                        match word {
                            Word::Same(text) => add("same", text, None),
                            Word::Removed(text) => add("removed", text, None),
                            Word::Added(text) => add("added", text, None),
                        }
                    }
                }
            }
        }
        bits
    }
}
