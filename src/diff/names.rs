//! What ids are called: titles for people, from the version that knows them, the new one first.

use super::change::{LevelName, Name};
use crate::parse::snapshot::Snapshot;
use std::collections::HashMap;

pub struct Names<'a> {
    levels: HashMap<u32, &'a str>,
    archetypes: HashMap<&'a str, &'a str>,
    processes: HashMap<&'a str, &'a str>,
    groups: HashMap<&'a str, String>,
}

impl<'a> Names<'a> {
    pub fn of(old: &'a Snapshot, new: &'a Snapshot) -> Names<'a> {
        let mut names = Names {
            levels: HashMap::new(),
            archetypes: HashMap::new(),
            processes: HashMap::new(),
            groups: HashMap::new(),
        };
        for version in [old, new] {
            names.levels.extend(version.levels.iter().map(|it| (it.number, it.title.as_str())));
            let plural = |it: &'a super::Archetype| it.plural.as_deref().unwrap_or(&it.title);
            names.archetypes.extend(version.archetypes.iter().map(|it| (it.id.as_str(), plural(it))));
            names.processes.extend(version.processes.iter().map(|it| (it.id.as_str(), it.title.as_str())));
            names.groups.extend(version.groups.iter().map(|it| (it.id.as_str(), group_title(it))));
        }
        names
    }

    pub fn level(&self, number: u32) -> LevelName {
        LevelName { number, title: self.levels.get(&number).copied().unwrap_or_default().to_owned() }
    }

    pub fn archetype(&self, id: &str) -> Name {
        named(id, self.archetypes.get(id).copied())
    }

    pub fn process(&self, id: &str) -> Name {
        named(id, self.processes.get(id).copied())
    }

    pub fn group(&self, id: &str) -> Name {
        named(id, self.groups.get(id).map(String::as_str))
    }
}

pub fn group_title(group: &super::Group) -> String {
    format!("{} {}", group.number, group.title).trim().to_owned()
}

fn named(id: &str, title: Option<&str>) -> Name {
    let title = title.filter(|title| !title.is_empty()).unwrap_or(id);
    Name { id: id.to_owned(), title: title.to_owned() }
}
