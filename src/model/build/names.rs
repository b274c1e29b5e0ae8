//! Every kind of name that something can refer to, gathered while the framework is made.

use super::*;
use crate::parse::kind::{self, Kind};

/// Every kind of name that something can refer to.
pub(super) struct AllNames {
    pub(super) levels: Names<LevelRef>,
    pub(super) archetypes: Names<ArchetypeRef>,
    pub(super) processes: Names<ProcessRef>,
    pub(super) groups: Names<GroupRef>,
    pub(super) capabilities: Names<CapabilityRef>,
    pub(super) resources: Names<ResourceRef>,
    /// Groups by path (and by folder name where only one has it), and capabilities.
    pub(super) targets: Names<Target>,
}

impl AllNames {
    pub(super) fn new() -> AllNames {
        AllNames {
            levels: Names::new("level", &codes::UNKNOWN_LEVEL),
            archetypes: Names::new("archetype", &codes::UNKNOWN_ARCHETYPE),
            processes: Names::new("process", &codes::UNKNOWN_PROCESS),
            groups: Names::new("group", &codes::NO_GROUP),
            capabilities: Names::new("capability", &codes::UNKNOWN_CAPABILITY),
            resources: Names::new("resource", &codes::UNKNOWN_RESOURCE),
            targets: Names::new("group or capability", &codes::UNKNOWN_TARGET),
        }
    }

    /// Keeps the name of a document that will not be in the framework.
    pub(super) fn add_absent(&mut self, document: &Document, absence: Absence) {
        let stem = document.stem.as_str();
        let is = |kind: &'static Kind| std::ptr::eq(document.kind, kind);
        if is(&kind::archetype::KIND) {
            self.archetypes.add_absent(stem, absence);
        } else if is(&kind::level::KIND) {
            self.levels.add_absent(stem, absence);
        } else if is(&kind::process::KIND) {
            self.processes.add_absent(stem, absence);
        } else if is(&kind::resource::KIND) {
            self.resources.add_absent(stem, absence);
        } else if is(&kind::group::KIND) {
            let path = group_path(document);
            self.groups.add_absent(&path, absence);
            self.targets.add_absent(&path, absence);
            self.targets.add_absent(stem, absence);
        } else if is(&kind::capability::KIND) {
            let front_id = match &document.front {
                Some(Front::Capability(front)) => front.id.as_ref().map(|id| id.value.as_str()),
                _ => None,
            };
            let id = front_id.or(document.salvaged_id.as_deref()).unwrap_or(stem);
            self.add_absent_capability(id, absence);
        }
        // Nothing refers to the other kinds by name.
    }

    pub(super) fn add_absent_capability(&mut self, id: &str, absence: Absence) {
        self.capabilities.add_absent(id, absence);
        self.targets.add_absent(id, absence);
    }
}

pub(super) fn group_path(document: &Document) -> String {
    let folders = document.folders.iter().map(String::as_str);
    folders.chain([document.stem.as_str()]).collect::<Vec<_>>().join("/")
}
