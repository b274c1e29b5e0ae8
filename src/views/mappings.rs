//! Mappings to other frameworks.

use super::item::LevelTag;
use super::profiles::target_crumb;
use super::{Page, Plan, View};
use crate::base::Address;
use crate::model::{CapabilityRef, Group, GroupRef, Mapping, MappingRef, Target};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;
use std::collections::HashSet;

pub static INDEX: View = View { template: "mappings.html", summary: "the list of mappings", pages: index };
pub static VIEW: View = View { template: "mapping.html", summary: "a mapping, row by row", pages };

#[derive(Serialize)]
struct MappingsPage {
    mappings: Vec<MappingCard>,
}

#[derive(Serialize)]
struct MappingCard {
    link: Crumb,
    description: Option<String>,
    version: Option<String>,
    rows: usize,
}

fn index(plan: &Plan) -> Vec<Page> {
    if plan.framework.mappings().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&INDEX, addresses::mappings(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, MappingsPage) {
    let cards = plan.framework.mappings().map(|(_, mapping)| MappingCard {
        link: plan.crumb(mapping.about.title(), &addresses::mapping(mapping)),
        description: mapping.about.description().map(str::to_owned),
        version: mapping.version.clone(),
        rows: mapping.rows.len(),
    });
    let content = MappingsPage { mappings: cards.collect() };
    let head = plan.head("Mappings", address, "");
    (head, content)
}

#[derive(Serialize)]
struct MappingPage {
    text: String,
    scheme: String,
    version: Option<String>,
    rows: Vec<Row>,
    /// What of this framework it reaches; only where it names capabilities, as a course does.
    coverage: Option<Coverage>,
}

/// Group by level: how many statements have a row.
#[derive(Serialize)]
struct Coverage {
    levels: Vec<LevelTag>,
    /// "47 of 195 statements".
    counted: String,
    rows: Vec<CoverageRow>,
}

#[derive(Serialize)]
struct CoverageRow {
    depth: usize,
    head: Crumb,
    /// A cell a level, and one for all.
    cells: Vec<CoverageCell>,
}

#[derive(Serialize)]
struct CoverageCell {
    covered: usize,
    of: usize,
    /// "covered", "thin" or "missing"; empty where there is nothing to cover.
    word: &'static str,
}

#[derive(Serialize)]
struct Row {
    from: Crumb,
    /// In words: "close to".
    relation: Option<&'static str>,
    to: String,
    note: Option<String>,
}

/// SKOS's relations in words.
fn in_words(relation: &str) -> &'static str {
    match relation {
        "exact" => "the same as",
        "close" => "close to",
        "broad" => "part of the broader",
        "narrow" => "holds the narrower",
        _ => "related to",
    }
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.mappings().map(|(handle, mapping)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        Page::new(&VIEW, addresses::mapping(mapping), Some(mapping.about.place), show)
    });
    pages.collect()
}

fn show(plan: &Plan, address: &Address, handle: MappingRef) -> (Head, MappingPage) {
    let mapping = &plan.framework[handle];
    let rows = mapping.rows.iter().map(|row| Row {
        from: target_crumb(plan, row.from),
        relation: row.relation.as_deref().map(in_words),
        to: row.to.clone(),
        note: row.note.clone(),
    });
    let content = MappingPage {
        text: plan.body(&mapping.about, address),
        scheme: mapping.scheme.clone(),
        version: mapping.version.clone(),
        rows: rows.collect(),
        coverage: coverage(plan, mapping),
    };
    let mut head = plan.head_of(&mapping.about, address, "");
    head.breadcrumb.push(plan.crumb("Mappings", &addresses::mappings()));
    (head, content)
}

/// More rows than this are no overview; then domains alone are shown.
const MOST_ROWS: usize = 60;

fn coverage(plan: &Plan, mapping: &Mapping) -> Option<Coverage> {
    let framework = &plan.framework;
    let named: HashSet<CapabilityRef> = mapping
        .rows
        .iter()
        .filter_map(|row| match row.from {
            Target::Capability(capability) => Some(capability),
            Target::Group(_) => None,
        })
        .collect();
    // Where it names groups, a statement's having no row of its own means nothing.
    if named.len() * 2 < mapping.rows.len().max(1) {
        return None;
    }
    let cell = |group: Option<GroupRef>, level: Option<_>| {
        let within = |inner| group.is_none_or(|group| framework.holds(group, inner));
        let all = framework.statements().map(|(_, statement)| statement);
        let all = all.filter(|it| within(it.group) && level.is_none_or(|level| it.level == level));
        let (mut covered, mut of) = (0, 0);
        for statement in all {
            of += 1;
            covered += usize::from(named.contains(&statement.capability));
        }
        CoverageCell { covered, of, word: word(covered, of) }
    };
    let row = |(handle, group): (GroupRef, &Group)| {
        let levels = framework.levels().map(|(level, _)| cell(Some(handle), Some(level)));
        let cells = levels.chain([cell(Some(handle), None)]).collect();
        CoverageRow { depth: group.depth, head: plan.group_crumb(handle), cells }
    };
    let deepest = if framework.groups().len() > MOST_ROWS { 0 } else { usize::MAX };
    let groups = framework.groups().filter(|(_, group)| group.depth <= deepest).take(MOST_ROWS);
    let whole = cell(None, None);
    let name = plan.settings.names.statement.many.to_lowercase();
    Some(Coverage {
        levels: plan.level_tags(),
        counted: format!("{} of {} {name}", whole.covered, whole.of),
        rows: groups.map(row).collect(),
    })
}

/// Half of the statements are a fair part of a course; one or two of many are a mention.
fn word(covered: usize, of: usize) -> &'static str {
    match (covered, of) {
        (_, 0) => "",
        (0, _) => "missing",
        _ if covered * 2 >= of => "covered",
        _ => "thin",
    }
}
