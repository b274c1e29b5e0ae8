//! What refers to a capability: who will be surprised when it goes.

use super::thing::{SORTS, Thing};
use crate::markdown::{Link, LinkKind, Prose};
use crate::model::*;

/// Something that names a capability, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Referrer {
    pub thing: Thing,
    /// "requires it".
    pub how: &'static str,
}

/// Everything that names it, each way once, in the order of the sorts.
pub fn referrers(of: &Framework, at: CapabilityRef) -> Vec<Referrer> {
    let mut all = Vec::new();
    let mut add = |thing, how| all.push(Referrer { thing, how });
    for (from, other) in of.capabilities().filter(|(from, _)| *from != at) {
        let thing = Thing::Capability(from);
        if other.requires.contains(&at) {
            add(thing, "requires it");
        }
        if other.related.contains(&at) {
            add(thing, "names it as related");
        }
        if other.retired.as_ref().is_some_and(|retired| retired.replaced_by.contains(&at)) {
            add(thing, "is replaced by it");
        }
    }
    let is_it = |target: &Target| *target == Target::Capability(at);
    for (from, profile) in of.profiles() {
        if profile.targets.iter().any(|(target, _)| is_it(target)) {
            add(Thing::Profile(from), "asks for it");
        }
    }
    for (from, mapping) in of.mappings() {
        if mapping.rows.iter().any(|row| is_it(&row.from)) {
            add(Thing::Mapping(from), "maps it");
        }
    }
    for (from, resource) in of.resources() {
        if resource.capabilities.contains(&at) {
            add(Thing::Resource(from), "helps to learn it");
        }
    }
    let id = &of[at].id;
    let leads_here = |link: &Link| {
        link.kind == LinkKind::Reference && link.target.split('#').next().unwrap_or_default() == id.as_str()
    };
    for thing in SORTS.iter().flat_map(|sort| (sort.all)(of)).filter(|thing| *thing != Thing::Capability(at)) {
        let statements: Vec<&Prose> = match thing {
            Thing::Capability(from) => of[from].statements.iter().map(|it| &of[*it].text.own().prose).collect(),
            _ => Vec::new(),
        };
        let prose = std::iter::once(thing.about(of).body.own()).chain(statements);
        if prose.flat_map(Prose::links).any(leads_here) {
            add(thing, "links to it");
        }
    }
    all
}
