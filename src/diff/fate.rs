//! What became of the retired: split into several, merged into one, and what stands in whose place.

use super::change::Kind;
use crate::parse::snapshot::Capability;
use std::collections::BTreeMap;

/// Told from what the newly retired say of themselves.
#[derive(Default)]
pub struct Fates<'a> {
    /// For each that stands in the place of others those that it replaces, in the order of the version.
    replaced: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Fates<'a> {
    pub fn of(newly_retired: impl Iterator<Item = &'a Capability>) -> Fates<'a> {
        let mut fates = Fates::default();
        for capability in newly_retired {
            for by in capability.retired.iter().flat_map(|retired| &retired.replaced_by) {
                let replaced = fates.replaced.entry(by).or_default();
                if replaced.last() != Some(&capability.id.as_str()) {
                    replaced.push(&capability.id);
                }
            }
        }
        fates
    }

    /// What a newly retired one became, where it is more than being replaced.
    pub fn became(&self, capability: &Capability) -> Option<Kind> {
        match &capability.retired.as_ref()?.replaced_by[..] {
            [] => None,
            [into] => {
                let with = self.replaced.get(into.as_str())?.iter().filter(|id| **id != capability.id);
                let with: Vec<String> = with.map(|id| (*id).to_owned()).collect();
                (!with.is_empty()).then(|| Kind::Merged { with, into: into.clone() })
            }
            several => Some(Kind::Split { into: several.to_vec() }),
        }
    }

    /// Those in whose place this one stands.
    pub fn replaces(&self, id: &str) -> Option<Kind> {
        let ids = self.replaced.get(id)?.iter().map(|id| (*id).to_owned()).collect();
        Some(Kind::Replaces { ids })
    }
}
