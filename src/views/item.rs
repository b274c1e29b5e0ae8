//! The pieces that several page types show: a statement in a list, a tag, a count.

use super::Plan;
use super::checklists::{OfLayout, SheetRow};
use crate::base::escaped;
use crate::checklist::{Layout, Row, Words};
use crate::model::{ArchetypeRef, CapabilityRef, Framework, GroupRef, LevelRef, ProcessRef, StatementRef};
use crate::render::Data;
use crate::site::{Crumb, addresses};
use serde::Serialize;
use std::sync::OnceLock;

/// A statement in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: String,
    /// The place on a list's page, made from the id and, where there are several statements, the level.
    pub anchor: String,
    pub href: String,
    /// The capability's own title, where it has one.
    pub title: Option<String>,
    /// Inline HTML.
    pub text: String,
    /// The level's number. A list has many items: what all of them share, such as a level's title, is not in each.
    pub level: u32,
    /// Who it is meant for, to read: "Creators, Users". Empty for anybody.
    pub people: String,
    /// The process's title.
    pub process: Option<String>,
    /// "New in 1.1.0", "Changed in 1.1.0".
    pub mark: Option<String>,
    /// For filters: the slugs of the archetypes with spaces between, of the process, and the slug path of the group.
    pub archetype_slugs: String,
    pub process_slug: String,
    pub group: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct LevelTag {
    pub number: u32,
    pub title: String,
    pub href: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ArchetypeTag {
    pub slug: String,
    pub code: Option<String>,
    pub title: String,
    pub plural: String,
    pub href: String,
}

/// A group in a list or tree.
#[derive(Clone, Debug, Serialize)]
pub struct GroupItem {
    pub number: String,
    pub title: String,
    pub description: Option<String>,
    pub href: String,
    pub count: usize,
    /// "14 statements".
    pub counted: String,
    pub groups: Vec<GroupItem>,
}

/// One cell of a table of counts; no link where there is nothing.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    pub count: usize,
    pub href: Option<String>,
    /// For screen readers: what is counted.
    pub label: String,
}

/// A row of a table of counts.
#[derive(Clone, Debug, Serialize)]
pub struct CountRow {
    pub depth: usize,
    pub head: Crumb,
    pub cells: Vec<Count>,
    pub total: usize,
}

/// The pieces that stand on many pages, by position. Each is made when a page first needs it.
pub struct Items {
    statements: Cells,
    sheet_rows: Cells,
    layouts: Vec<OnceLock<OfLayout>>,
    linked: Cells,
    paths: Cells,
    levels: Cells,
    archetypes: Cells,
    processes: Cells,
}

type Cells = Vec<OnceLock<Data>>;

impl Items {
    pub fn of(framework: &Framework) -> Items {
        let cells = |count: usize| (0..count).map(|_| OnceLock::new()).collect();
        Items {
            statements: cells(framework.statements().len()),
            sheet_rows: cells(framework.statements().len()),
            layouts: (0..Layout::count()).map(|_| OnceLock::new()).collect(),
            linked: cells(framework.capabilities().len()),
            paths: cells(framework.groups().len()),
            levels: cells(framework.levels().len()),
            archetypes: cells(framework.archetypes().len()),
            processes: cells(framework.processes().len()),
        }
    }
}

/// A process, and what it means.
#[derive(Serialize)]
struct Meaning {
    title: String,
    href: String,
    description: Option<String>,
}

/// A capability that is linked to, by id and wording.
#[derive(Serialize)]
struct Linked {
    id: String,
    href: String,
    /// Inline HTML.
    text: String,
    level: Option<u32>,
}

impl Plan {
    /// A current statement in a list, as [`Item`].
    pub(super) fn item(&self, handle: StatementRef) -> Data {
        self.items.statements[handle.index()].get_or_init(|| Data::of(&self.new_item(handle))).clone()
    }

    /// A current statement on a sheet, as [`SheetRow`].
    pub(super) fn sheet_row(&self, handle: StatementRef, row: Row) -> Data {
        debug_assert_eq!(row.id, self.framework[self.framework[handle].capability].id, "another statement's row");
        self.items.sheet_rows[handle.index()].get_or_init(|| Data::of(&SheetRow::from(row))).clone()
    }

    pub(super) fn of_layout(&self, layout: &'static Layout) -> OfLayout {
        let new = || OfLayout::new(layout, &Words::of(&self.settings));
        self.items.layouts[layout.index()].get_or_init(new).clone()
    }

    /// As [`LevelTag`].
    pub(super) fn level(&self, handle: LevelRef) -> Data {
        self.items.levels[handle.index()].get_or_init(|| Data::of(&self.level_tag(handle))).clone()
    }

    /// As [`ArchetypeTag`].
    pub(super) fn archetype(&self, handle: ArchetypeRef) -> Data {
        self.items.archetypes[handle.index()].get_or_init(|| Data::of(&self.archetype_tag(handle))).clone()
    }

    /// As [`Meaning`].
    pub(super) fn process(&self, handle: ProcessRef) -> Data {
        let meaning = || {
            let process = &self.framework[handle];
            Data::of(&Meaning {
                title: process.about.title().to_owned(),
                href: self.links.to(&addresses::process(process)),
                description: process.about.description().map(str::to_owned),
            })
        };
        self.items.processes[handle.index()].get_or_init(meaning).clone()
    }

    /// A capability that is linked to, as [`Linked`].
    pub(super) fn linked(&self, handle: CapabilityRef) -> Data {
        self.items.linked[handle.index()].get_or_init(|| Data::of(&self.new_linked(handle))).clone()
    }

    /// The links to a group and to those around it, outermost first, as [`Crumb`]s.
    pub(super) fn path(&self, group: GroupRef) -> Data {
        let crumbs = || self.framework.path_to(group).into_iter().map(|at| self.group_crumb(at)).collect::<Vec<_>>();
        self.items.paths[group.index()].get_or_init(|| Data::of(&crumbs())).clone()
    }

    fn new_linked(&self, handle: CapabilityRef) -> Linked {
        let framework = &self.framework;
        let capability = &framework[handle];
        let first = capability.statements.first().map(|at| &framework[*at]);
        let text = match capability.titled {
            true => escaped(capability.about.title()),
            false => first.map(|statement| statement.text.own().phrase.html.clone()).unwrap_or_default(),
        };
        let single = capability.statements.len() == 1;
        Linked {
            id: capability.id.clone(),
            href: self.links.to(&addresses::capability(capability)),
            text,
            level: first.filter(|_| single).map(|statement| framework[statement.level].number),
        }
    }

    fn new_item(&self, handle: StatementRef) -> Item {
        let framework = &self.framework;
        let statement = &framework[handle];
        let capability = &framework[statement.capability];
        let address = addresses::capability(capability);
        let several = capability.statements.len() > 1;
        let href = match several {
            true => self.links.to_anchor(&address, &addresses::level_anchor(&framework[statement.level])),
            false => self.links.to(&address),
        };
        let anchor = match several {
            true => format!("s{}-{}", framework[statement.level].number, capability.id.to_lowercase()),
            false => format!("c-{}", capability.id.to_lowercase()),
        };
        let archetypes = || statement.archetypes.iter().map(|at| &framework[*at]);
        let process = statement.process.map(|at| &framework[at]);
        Item {
            id: capability.id.clone(),
            anchor,
            href,
            title: capability.titled.then(|| capability.about.title().to_owned()),
            text: statement.text.own().phrase.html.clone(),
            level: framework[statement.level].number,
            people: joined(archetypes().map(|it| it.plural.as_str()), ", "),
            process: process.map(|it| it.about.title().to_owned()),
            mark: self.mark(capability),
            archetype_slugs: joined(archetypes().map(|it| it.slug.as_str()), " "),
            process_slug: process.map(|it| it.slug.clone()).unwrap_or_default(),
            group: framework[statement.group].path.clone(),
        }
    }

    pub(super) fn level_tag(&self, level: LevelRef) -> LevelTag {
        let level = &self.framework[level];
        LevelTag {
            number: level.number,
            title: level.about.title().to_owned(),
            href: self.links.to(&addresses::level(level)),
        }
    }

    pub(super) fn level_tags(&self) -> Vec<LevelTag> {
        self.framework.levels().map(|(handle, _)| self.level_tag(handle)).collect()
    }

    pub(super) fn archetype_tag(&self, archetype: ArchetypeRef) -> ArchetypeTag {
        let archetype = &self.framework[archetype];
        ArchetypeTag {
            slug: archetype.slug.clone(),
            code: archetype.code.clone(),
            title: archetype.about.title().to_owned(),
            plural: archetype.plural.clone(),
            href: self.links.to(&addresses::archetype(archetype)),
        }
    }

    pub(super) fn archetype_tags(&self) -> Vec<ArchetypeTag> {
        self.framework.archetypes().map(|(handle, _)| self.archetype_tag(handle)).collect()
    }

    pub(super) fn group_crumb(&self, group: GroupRef) -> Crumb {
        let group = &self.framework[group];
        self.crumb(format!("{} {}", group.number, group.about.title()), &addresses::group(group))
    }

    /// A group and what is in it, `depth` ranks deep.
    pub(super) fn group_item(&self, handle: GroupRef, depth: usize) -> GroupItem {
        let group = &self.framework[handle];
        let children = self.framework.children(handle).filter(|_| depth > 0);
        GroupItem {
            number: group.number.clone(),
            title: group.about.title().to_owned(),
            description: group.about.description().map(str::to_owned),
            href: self.links.to(&addresses::group(group)),
            count: self.framework.statements_below(handle).len(),
            counted: counted(self.framework.statements_below(handle).len(), &self.settings.names.statement),
            groups: children.map(|(child, _)| self.group_item(child, depth - 1)).collect(),
        }
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut all = String::new();
    for word in words {
        all.push_str(if all.is_empty() { "" } else { between });
        all.push_str(word);
    }
    all
}

/// "1 statement", "14 statements".
pub fn counted(count: usize, name: &crate::settings::Name) -> String {
    let word = if count == 1 { &name.one } else { &name.many };
    format!("{count} {}", word.to_lowercase())
}
