//! Anything of a framework that has a file: its name as people type it, and the sorts of things there are.

use crate::model::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    Capability(CapabilityRef),
    Group(GroupRef),
    Level(LevelRef),
    Archetype(ArchetypeRef),
    Process(ProcessRef),
    Profile(ProfileRef),
    Resource(ResourceRef),
    Mapping(MappingRef),
    Term(TermRef),
    Release(ReleaseRef),
    Page(PageRef),
}

/// A sort of things, by the words that people have for it.
pub struct Sort {
    /// What `gradus list` takes; the first is the one that is shown.
    pub words: &'static [&'static str],
    /// "a level".
    pub one: &'static str,
    /// The folder below `content/`.
    pub folder: &'static str,
    /// In reading order.
    pub all: fn(&Framework) -> Vec<Thing>,
}

pub static SORTS: &[Sort] = &[
    Sort {
        words: &["capabilities", "capability"],
        one: "a capability",
        folder: "capabilities",
        all: |of| of.capabilities().map(|(at, _)| Thing::Capability(at)).collect(),
    },
    Sort {
        words: &["groups", "group", "domains", "domain"],
        one: "a group",
        folder: "domains",
        all: |of| of.groups().map(|(at, _)| Thing::Group(at)).collect(),
    },
    Sort {
        words: &["levels", "level"],
        one: "a level",
        folder: "levels",
        all: |of| of.levels().map(|(at, _)| Thing::Level(at)).collect(),
    },
    Sort {
        words: &["archetypes", "archetype"],
        one: "an archetype",
        folder: "archetypes",
        all: |of| of.archetypes().map(|(at, _)| Thing::Archetype(at)).collect(),
    },
    Sort {
        words: &["processes", "process", "taxonomy"],
        one: "a process",
        folder: "taxonomy",
        all: |of| of.processes().map(|(at, _)| Thing::Process(at)).collect(),
    },
    Sort {
        words: &["profiles", "profile"],
        one: "a profile",
        folder: "profiles",
        all: |of| of.profiles().map(|(at, _)| Thing::Profile(at)).collect(),
    },
    Sort {
        words: &["resources", "resource"],
        one: "a resource",
        folder: "resources",
        all: |of| of.resources().map(|(at, _)| Thing::Resource(at)).collect(),
    },
    Sort {
        words: &["mappings", "mapping"],
        one: "a mapping",
        folder: "mappings",
        all: |of| of.mappings().map(|(at, _)| Thing::Mapping(at)).collect(),
    },
    Sort {
        words: &["terms", "term", "glossary"],
        one: "a glossary term",
        folder: "glossary",
        all: |of| of.terms().map(|(at, _)| Thing::Term(at)).collect(),
    },
    Sort {
        words: &["releases", "release"],
        one: "a release",
        folder: "releases",
        all: |of| of.releases().map(|(at, _)| Thing::Release(at)).collect(),
    },
    Sort {
        words: &["pages", "page"],
        one: "a page",
        folder: "pages",
        all: |of| of.pages().map(|(at, _)| Thing::Page(at)).collect(),
    },
];

impl Thing {
    /// Its name in references and at the command line.
    pub fn name(self, of: &Framework) -> String {
        match self {
            Thing::Capability(at) => of[at].id.clone(),
            Thing::Group(at) => of[at].path.clone(),
            Thing::Level(at) => of[at].number.to_string(),
            Thing::Archetype(at) => of[at].slug.clone(),
            Thing::Process(at) => of[at].slug.clone(),
            Thing::Profile(at) => of[at].slug.clone(),
            Thing::Resource(at) => of[at].slug.clone(),
            Thing::Mapping(at) => of[at].slug.clone(),
            Thing::Term(at) => of[at].slug.clone(),
            Thing::Release(at) => of[at].version.clone(),
            Thing::Page(at) => of[at].path.clone(),
        }
    }

    pub fn about(self, of: &Framework) -> &About {
        match self {
            Thing::Capability(at) => &of[at].about,
            Thing::Group(at) => &of[at].about,
            Thing::Level(at) => &of[at].about,
            Thing::Archetype(at) => &of[at].about,
            Thing::Process(at) => &of[at].about,
            Thing::Profile(at) => &of[at].about,
            Thing::Resource(at) => &of[at].about,
            Thing::Mapping(at) => &of[at].about,
            Thing::Term(at) => &of[at].about,
            Thing::Release(at) => &of[at].about,
            Thing::Page(at) => &of[at].about,
        }
    }

    pub fn sort(self) -> &'static Sort {
        let at = match self {
            Thing::Capability(_) => 0,
            Thing::Group(_) => 1,
            Thing::Level(_) => 2,
            Thing::Archetype(_) => 3,
            Thing::Process(_) => 4,
            Thing::Profile(_) => 5,
            Thing::Resource(_) => 6,
            Thing::Mapping(_) => 7,
            Thing::Term(_) => 8,
            Thing::Release(_) => 9,
            Thing::Page(_) => 10,
        };
        &SORTS[at]
    }

    /// Its title; of a capability without one, its first statement.
    pub fn title(self, of: &Framework) -> String {
        match self {
            Thing::Capability(at) => match (of[at].titled, of[at].statements.first()) {
                (false, Some(first)) => of_statement(of, *first),
                _ => of[at].about.title().to_owned(),
            },
            Thing::Group(at) => format!("{} {}", of[at].number, of[at].about.title()),
            other => other.about(of).title().to_owned(),
        }
    }
}

/// A statement's words on one line.
pub fn of_statement(of: &Framework, at: StatementRef) -> String {
    of[at].text.own().phrase.plain.clone()
}
