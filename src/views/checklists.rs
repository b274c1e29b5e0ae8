//! Checklists: the list of ready sheets, and each sheet in each layout that the settings choose.

use super::{Page, Plan, View, long_date};
use crate::base::Address;
use crate::checklist::{Layout, NAMES, Sheet, Slice, layouts, slices};
use crate::model::StatementRef;
use crate::settings::Paper;
use crate::site::{Crumb, Head, addresses};
use rayon::prelude::*;
use serde::Serialize;

pub static INDEX: View = View { template: "checklists.html", summary: "the list of ready checklists", pages: index };
pub static VIEW: View = View { template: "sheet.html", summary: "a printable checklist", pages };

#[derive(Serialize)]
struct ChecklistsPage {
    layouts: Vec<&'static Layout>,
    parts: Vec<SheetList>,
}

/// The sheets of one kind: by level, by archetype, by profile.
#[derive(Serialize)]
struct SheetList {
    title: String,
    sheets: Vec<ReadySheet>,
}

#[derive(Serialize)]
struct ReadySheet {
    title: String,
    count: usize,
    /// A link a layout.
    links: Vec<Crumb>,
    /// Sheets of parts of it.
    narrower: Vec<ReadySheet>,
}

fn index(_: &Plan) -> Vec<Page> {
    vec![Page::new(&INDEX, addresses::checklists(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, ChecklistsPage) {
    let framework = &plan.framework;
    let layouts = layouts(&plan.settings.checklists.layouts);
    let mut by_level: Vec<ReadySheet> = Vec::new();
    let mut by_archetype: Vec<ReadySheet> = Vec::new();
    let mut by_profile: Vec<ReadySheet> = Vec::new();
    for slice in slices(framework) {
        let count = slice.statements(framework).count();
        let links = layouts.iter().map(|layout| plan.crumb(layout.title, &address_of(plan, slice, layout)));
        let sheet = ReadySheet { title: short_title(plan, slice), count, links: links.collect(), narrower: Vec::new() };
        match slice {
            Slice::Level(_) => by_level.push(sheet),
            Slice::Archetype(_) => by_archetype.push(sheet),
            Slice::Profile(_) => by_profile.push(sheet),
            Slice::ArchetypeLevel(archetype, _) => {
                within(plan, &mut by_archetype, Slice::Archetype(archetype)).narrower.push(sheet)
            }
            // Deeper groups are offered on their own pages.
            Slice::LevelGroup(level, group) | Slice::LevelGroupPart(level, group, _) if framework[group].depth == 0 => {
                within(plan, &mut by_level, Slice::Level(level)).narrower.push(sheet)
            }
            Slice::LevelGroup(..) | Slice::LevelGroupPart(..) => {}
        }
    }
    let names = &plan.settings.names;
    let parts = [
        (format!("By {}", names.level.one.to_lowercase()), by_level),
        (format!("By {}", names.archetype.one.to_lowercase()), by_archetype),
        ("By profile".to_owned(), by_profile),
    ];
    let parts =
        parts.into_iter().filter(|(_, sheets)| !sheets.is_empty()).map(|(title, sheets)| SheetList { title, sheets });
    let content = ChecklistsPage { layouts, parts: parts.collect() };
    let head = plan.head("Checklists", address, "checklists");
    (head, content)
}

/// The entry of the wider slice, made without links where the slice itself is too large for a sheet.
fn within<'a>(plan: &Plan, list: &'a mut Vec<ReadySheet>, wider: Slice) -> &'a mut ReadySheet {
    let title = short_title(plan, wider);
    if list.last().is_none_or(|last| last.title != title) {
        let count = wider.statements(&plan.framework).count();
        list.push(ReadySheet { title, count, links: Vec::new(), narrower: Vec::new() });
    }
    list.last_mut().expect("an entry was just made")
}

#[derive(Serialize)]
struct SheetPage {
    /// What the sheet is about: "Level 2: Independent, 6.4 Robotics".
    slice: String,
    layout: &'static Layout,
    other_layouts: Vec<Crumb>,
    letter: bool,
    version: String,
    framework: String,
    reviewed: Option<String>,
    next_review: Option<String>,
    /// The page's own address, to find it again from paper.
    address: Option<String>,
    count: usize,
    groups: Vec<SheetGroup>,
    ratings: Vec<&'static str>,
    /// The table's columns.
    width: usize,
    names: Vec<usize>,
    back: Crumb,
}

#[derive(Serialize)]
struct SheetGroup {
    number: String,
    title: String,
    rows: Vec<SheetRow>,
}

#[derive(Serialize)]
struct SheetRow {
    id: String,
    /// Inline HTML.
    text: String,
    level: u32,
    title: Option<String>,
}

/// What the ratings 1 to 4 of the rating column mean.
static RATINGS: &[&str] = &["not yet", "with support", "on my own", "I can teach it"];

fn pages(plan: &Plan) -> Vec<Page> {
    let layouts = layouts(&plan.settings.checklists.layouts);
    let all = slices(&plan.framework);
    all.par_iter().flat_map_iter(|slice| layouts.iter().map(|layout| page(plan, *slice, layout))).collect()
}

fn page(plan: &Plan, slice: Slice, layout: &'static Layout) -> Page {
    let address = address_of(plan, slice, layout);
    Page::new(&VIEW, address, None, move |plan: &Plan, address: &Address| show(plan, address, slice, layout))
}

fn show(plan: &Plan, address: &Address, slice: Slice, layout: &'static Layout) -> (Head, SheetPage) {
    let framework = &plan.framework;
    let sheet = Sheet::new(framework, slice);
    let title = full_title(plan, slice);
    let row = |at: &StatementRef| {
        let statement = &framework[*at];
        let capability = &framework[statement.capability];
        SheetRow {
            id: capability.id.clone(),
            text: statement.text.own().phrase.html.clone(),
            level: framework[statement.level].number,
            title: capability.titled.then(|| capability.about.title().to_owned()),
        }
    };
    let groups = sheet.groups.iter().map(|(group, rows)| SheetGroup {
        number: framework[*group].number.clone(),
        title: framework[*group].about.title().to_owned(),
        rows: rows.iter().map(row).collect(),
    });
    let others = layouts(&plan.settings.checklists.layouts).into_iter().filter(|other| other.id != layout.id);
    let home = framework.home().map(|home| &home.about);
    let base = plan.settings.site.base_url.as_ref();
    let content = SheetPage {
        slice: title.clone(),
        layout,
        other_layouts: others.map(|other| plan.crumb(other.title, &address_of(plan, slice, other))).collect(),
        letter: plan.settings.checklists.paper == Paper::Letter,
        version: plan.settings.framework.version.clone(),
        framework: plan.settings.framework.title.clone(),
        reviewed: home.and_then(|about| about.reviewed).map(long_date),
        next_review: home.and_then(|about| about.next_review).map(long_date),
        address: base.map(|base| format!("{base}{}", crate::base::Links::default().to(address))),
        count: sheet.count(),
        groups: groups.collect(),
        ratings: RATINGS.to_vec(),
        width: layout.width(),
        names: (1..=NAMES).collect(),
        back: plan.crumb("All checklists", &addresses::checklists()),
    };
    let mut head = plan.head(format!("{}: {title}", layout.title), address, "checklists");
    head.breadcrumb.push(plan.crumb("Checklists", &addresses::checklists()));
    (head, content)
}

/// The first layout stands at the slice's own address.
fn address_of(plan: &Plan, slice: Slice, layout: &Layout) -> Address {
    let base = slice.address(&plan.framework);
    let first = plan.settings.checklists.layouts.first();
    if first.is_some_and(|first| first == layout.id) { base } else { base.below(&format!("as-{}", layout.id)) }
}

fn full_title(plan: &Plan, slice: Slice) -> String {
    let framework = &plan.framework;
    match slice {
        Slice::LevelGroup(level, _) | Slice::LevelGroupPart(level, ..) => {
            format!("{}, {}", level_title(plan, level), short_title(plan, slice))
        }
        Slice::ArchetypeLevel(archetype, level) => {
            format!("{}, {}", framework[archetype].plural, level_title(plan, level))
        }
        _ => short_title(plan, slice),
    }
}

/// What tells a sheet from its neighbours in a list.
fn short_title(plan: &Plan, slice: Slice) -> String {
    let framework = &plan.framework;
    match slice {
        Slice::Level(level) | Slice::ArchetypeLevel(_, level) => level_title(plan, level),
        Slice::LevelGroup(_, group) => plan.group_crumb(group).title,
        Slice::LevelGroupPart(_, group, part) => format!("{}, part {}", plan.group_crumb(group).title, part + 1),
        Slice::Archetype(archetype) => framework[archetype].plural.clone(),
        Slice::Profile(profile) => framework[profile].about.title().to_owned(),
    }
}

fn level_title(plan: &Plan, level: crate::model::LevelRef) -> String {
    let level = &plan.framework[level];
    format!("{} {}: {}", plan.settings.names.level.one, level.number, level.about.title())
}
