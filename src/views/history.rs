//! What became of a framework from one kept release to the next, and since. Made when a page first asks for it, from the
//! frozen releases; without any there is no history.

use super::Plan;
use crate::diff::{self, Change, Diff, Piece, Snapshot, Subject, Word};
use crate::model::{Capability, CapabilityRef, Framework, ReleaseRef};
use crate::site::addresses;
use crate::source::Sources;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Shared by all plans that have the same releases.
#[derive(Clone, Default)]
pub struct History(Arc<OnceLock<Kept>>);

/// The kept releases, the oldest first.
struct Kept {
    editions: Vec<Edition>,
    /// The capabilities that have a page now.
    named: BTreeMap<String, CapabilityRef>,
}

pub struct Edition {
    pub release: ReleaseRef,
    pub snapshot: Snapshot,
    /// From the edition before; none for the first.
    pub diff: Option<Diff>,
    /// Where each capability stands in the snapshot.
    places: BTreeMap<String, usize>,
    /// For each capability that changed, which change.
    changes: BTreeMap<String, usize>,
}

impl Edition {
    pub fn change(&self, id: &str) -> Option<&Change> {
        self.changes.get(id).map(|at| &self.diff.as_ref().expect("what changed is in a difference").changes[*at])
    }

    fn capability(&self, id: &str) -> Option<&diff::Capability> {
        self.places.get(id).map(|at| &self.snapshot.capabilities[*at])
    }
}

impl History {
    fn kept(&self, framework: &Framework, sources: &Sources) -> &Kept {
        self.0.get_or_init(|| {
            let named = framework.capabilities().map(|(at, it)| (it.id.clone(), at)).collect();
            let mut kept = Kept { editions: Vec::new(), named };
            for (release, it) in framework.releases().rev() {
                let Some(frozen) = &it.frozen else { continue };
                let Ok(snapshot) = Snapshot::from_json(sources.text(frozen.file)) else { continue };
                let diff = kept.editions.last().map(|before| diff::compare(&before.snapshot, &snapshot));
                let changes = diff.iter().flat_map(by_id).collect();
                let places = snapshot.capabilities.iter().enumerate().map(|(at, it)| (it.id.clone(), at)).collect();
                kept.editions.push(Edition { release, snapshot, diff, places, changes });
            }
            kept
        })
    }
}

fn by_id(diff: &Diff) -> impl Iterator<Item = (String, usize)> {
    let changes = diff.changes.iter().enumerate().filter(|(_, change)| change.subject == Subject::Capability);
    changes.map(|(at, change)| (change.id.clone(), at))
}

impl Plan {
    /// The kept releases, the oldest first.
    pub(super) fn editions(&self) -> &[Edition] {
        &self.history.kept(&self.framework, &self.sources).editions
    }

    /// The first release that had a capability.
    pub(super) fn first_edition(&self, capability: &Capability) -> Option<&Edition> {
        self.editions().iter().find(|edition| edition.capability(&capability.id).is_some())
    }

    /// The capability that has an id now, retired ones too.
    pub(super) fn named(&self, id: &str) -> Option<&Capability> {
        let named = &self.history.kept(&self.framework, &self.sources).named;
        named.get(id).map(|at| &self.framework[*at])
    }

    /// All that changed since the newest kept release.
    pub(super) fn since_release(&self) -> Option<Diff> {
        let last = self.editions().last()?;
        Some(diff::compare(&last.snapshot, &Snapshot::of(&self.framework, &self.settings, &self.sources)))
    }

    /// What changed about one capability since then.
    pub(super) fn change_since_release(&self, capability: &Capability) -> Option<Change> {
        let last = self.editions().last()?;
        let before = last.capability(&capability.id);
        let now = Snapshot::of_one(&self.framework, &self.sources, capability);
        // Most have not changed, and this is asked for every page.
        if before == Some(&now) {
            return None;
        }
        let alone = |it: Option<&diff::Capability>| Snapshot {
            capabilities: it.into_iter().cloned().collect(),
            ..frame(&last.snapshot)
        };
        let changes = diff::compare(&alone(before), &alone(Some(&now))).changes;
        changes.into_iter().find(|change| change.subject == Subject::Capability && change.id == capability.id)
    }

    /// "New in 1.1.0", "Changed in 1.1.0": what the newest release says of a capability that a reader should look at.
    pub(super) fn mark(&self, capability: &Capability) -> Option<String> {
        let last = self.editions().last()?;
        let change = last.change(&capability.id)?;
        let version = &last.snapshot.version;
        match change.class.id {
            "added" | "restored" => Some(format!("New in {version}")),
            _ if change.affects != diff::Affects::No => Some(format!("Changed in {version}")),
            _ => None,
        }
    }
}

/// All of a version but its capabilities.
fn frame(of: &Snapshot) -> Snapshot {
    Snapshot {
        id: of.id.clone(),
        title: of.title.clone(),
        version: of.version.clone(),
        language: of.language.clone(),
        levels: of.levels.clone(),
        archetypes: of.archetypes.clone(),
        processes: of.processes.clone(),
        groups: of.groups.clone(),
        capabilities: Vec::new(),
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
