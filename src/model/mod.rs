//! What the content means: one `Framework`, in which every reference is resolved and every order is fixed.
//!
//! Nothing here means "not known yet". The lists are in reading order: groups as a tree is read aloud, capabilities
//! and statements after their group, so that everything below a group is one range.

mod build;
mod entities;
mod ids;
mod next_id;
mod order;
mod references;
mod retold;
mod text;

pub use build::build;
pub use entities::*;
pub use next_id::{UsedIds, code_of_id};
pub use order::natural;
pub use retold::retold;
pub use text::{Localised, StatementText};

use crate::base::FileId;
use std::collections::BTreeMap;
use std::ops::{Index, Range};
use std::sync::Arc;

macro_rules! handles {
    ($($(#[$doc:meta])* $handle:ident => $entity:ident in $list:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $handle(u32);

        impl $handle {
            fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// Its place in the list, from zero.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Index<$handle> for Framework {
            type Output = $entity;

            fn index(&self, handle: $handle) -> &$entity {
                &self.$list[handle.0 as usize]
            }
        }

        impl Framework {
            /// All of them, in reading order.
            pub fn $list(&self) -> impl DoubleEndedIterator<Item = ($handle, &$entity)> + ExactSizeIterator {
                self.$list.iter().enumerate().map(|(at, entity)| ($handle::new(at), &**entity))
            }
        }
    )*};
}

handles! {
    /// A level, by rising number.
    LevelRef => Level in levels;
    /// An archetype, by weight and title.
    ArchetypeRef => Archetype in archetypes;
    /// A process of the taxonomy, lower-order thinking first.
    ProcessRef => Process in processes;
    /// A group, each before the groups in it.
    GroupRef => Group in groups;
    /// A capability, by group.
    CapabilityRef => Capability in capabilities;
    /// A profile, by weight and title.
    ProfileRef => Profile in profiles;
    /// A resource, by weight and title.
    ResourceRef => Resource in resources;
    /// A mapping, by weight and title.
    MappingRef => Mapping in mappings;
    /// A glossary term, by title.
    TermRef => Term in terms;
    /// A release, the newest first.
    ReleaseRef => Release in releases;
    /// A page of the author's own, by weight and title.
    PageRef => OwnPage in pages;
}

/// A statement. Current ones come first and in reading order, those of retired capabilities after them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StatementRef(u32);

impl StatementRef {
    /// Its place in the list, from zero.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Index<StatementRef> for Framework {
    type Output = Statement;

    fn index(&self, handle: StatementRef) -> &Statement {
        &self.statements[handle.0 as usize]
    }
}

/// A capability framework, whole. A clone shares its entities.
#[derive(Clone, Default, Debug)]
pub struct Framework {
    levels: Vec<Arc<Level>>,
    archetypes: Vec<Arc<Archetype>>,
    processes: Vec<Arc<Process>>,
    groups: Vec<Arc<Group>>,
    capabilities: Vec<Arc<Capability>>,
    /// Those that are not retired.
    current_capabilities: Vec<CapabilityRef>,
    statements: Vec<Arc<Statement>>,
    /// How many of the statements are current.
    current: u32,
    profiles: Vec<Arc<Profile>>,
    resources: Vec<Arc<Resource>>,
    mappings: Vec<Arc<Mapping>>,
    terms: Vec<Arc<Term>>,
    releases: Vec<Arc<Release>>,
    pages: Vec<Arc<OwnPage>>,
    home: Option<Arc<OwnPage>>,
    images: Vec<(FileId, String)>,
    absent_ids: BTreeMap<String, Absence>,
    absent_files: BTreeMap<FileId, Absence>,
}

/// Why something that has a file is not in the framework.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    /// It has an error of its own.
    Broken,
    /// It is a draft, and drafts were not asked for.
    Draft,
}

impl Framework {
    /// Why nothing has this id, where there is a reason to be known.
    pub fn absent_id(&self, id: &str) -> Option<Absence> {
        self.absent_ids.get(id).copied()
    }

    /// Why nothing was made of this file, where there is a reason to be known.
    pub fn absent_file(&self, file: FileId) -> Option<Absence> {
        self.absent_files.get(&file).copied()
    }

    /// The current statements, in reading order: by group, then level, then as the level's order says.
    pub fn statements(&self) -> impl DoubleEndedIterator<Item = (StatementRef, &Statement)> + ExactSizeIterator {
        self.range(0..self.current)
    }

    /// The current statements of a group and of all groups in it.
    pub fn statements_below(
        &self,
        group: GroupRef,
    ) -> impl DoubleEndedIterator<Item = (StatementRef, &Statement)> + ExactSizeIterator {
        self.range(self[group].statements.clone())
    }

    /// The current statements of a group itself.
    pub fn statements_in(&self, group: GroupRef) -> impl Iterator<Item = (StatementRef, &Statement)> {
        self.statements_below(group).take_while(move |(_, statement)| statement.group == group)
    }

    /// Those of them at one level.
    pub fn statements_at(&self, group: GroupRef, level: LevelRef) -> impl Iterator<Item = (StatementRef, &Statement)> {
        let Range { start, end } = self[group].statements;
        let below = &self.statements[start as usize..end as usize];
        let own = &below[..below.partition_point(|it| it.group == group)];
        let at = |it: &dyn Fn(LevelRef) -> bool| start + own.partition_point(|one| it(one.level)) as u32;
        self.range(at(&|it| it < level)..at(&|it| it <= level))
    }

    fn range(
        &self,
        range: Range<u32>,
    ) -> impl DoubleEndedIterator<Item = (StatementRef, &Statement)> + ExactSizeIterator {
        let handles = range.clone().map(StatementRef);
        let statements = &self.statements[range.start as usize..range.end as usize];
        handles.zip(statements.iter().map(|statement| &**statement))
    }

    /// The groups in no group.
    pub fn top_groups(&self) -> impl Iterator<Item = (GroupRef, &Group)> {
        self.groups().filter(|(_, group)| group.parent.is_none())
    }

    /// The groups directly in a group.
    pub fn children(&self, of: GroupRef) -> impl Iterator<Item = (GroupRef, &Group)> {
        self.groups_below(of).filter(move |(_, group)| group.parent == Some(of))
    }

    /// All groups in a group, at any depth.
    pub fn groups_below(&self, of: GroupRef) -> impl Iterator<Item = (GroupRef, &Group)> {
        let last = self[of].last;
        (of.index() + 1..last.index() + 1).map(|at| (GroupRef::new(at), &*self.groups[at]))
    }

    /// Whether a group is another one, or stands in it at any depth.
    pub fn holds(&self, group: GroupRef, inner: GroupRef) -> bool {
        (group..=self[group].last).contains(&inner)
    }

    /// A group and the groups it stands in, outermost first.
    pub fn path_to(&self, group: GroupRef) -> Vec<GroupRef> {
        let mut path: Vec<_> = std::iter::successors(Some(group), |at| self[*at].parent).collect();
        path.reverse();
        path
    }

    pub fn home(&self) -> Option<&OwnPage> {
        self.home.as_deref()
    }

    /// The current capabilities before and after one, in reading order.
    pub fn neighbours(&self, of: CapabilityRef) -> (Option<&Capability>, Option<&Capability>) {
        let before = self.current_capabilities.partition_point(|at| *at < of);
        let after = before + usize::from(self.current_capabilities.get(before) == Some(&of));
        let at = |place: Option<usize>| Some(&self[*self.current_capabilities.get(place?)?]);
        (at(before.checked_sub(1)), at(Some(after)))
    }

    /// Images among the content: file, and path below `content/`.
    pub fn images(&self) -> &[(FileId, String)] {
        &self.images
    }
}
