//! The search: a page whose script asks the index. Without script it leads to every list that can be read instead.

use super::item::GroupItem;
use super::{Page, Plan, View};
use crate::base::Address;
use crate::search;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "search.html", summary: "the search", pages };

/// The most groups that are listed by name; the tree of groups has a page of its own.
const MOST_GROUPS: usize = 200;

#[derive(Serialize)]
struct SearchPage {
    /// The files of the index, behind `root`; the first one is what every query needs.
    files: Vec<String>,
    /// What results can be narrowed by.
    facets: Vec<FacetHead>,
    level_count: usize,
    a_to_z: String,
    /// Lists of everything that has one level, one archetype, one process.
    browse: Vec<Browse>,
    groups: Vec<GroupItem>,
}

#[derive(Serialize)]
struct FacetHead {
    /// As in addresses: `level`.
    name: &'static str,
    title: String,
}

#[derive(Serialize)]
struct Browse {
    title: String,
    links: Vec<Crumb>,
}

fn pages(_: &Plan) -> Vec<Page> {
    vec![Page::new(&VIEW, addresses::search(), None, show)]
}

fn show(plan: &Plan, address: &Address) -> (Head, SearchPage) {
    let framework = &plan.framework;
    let names = &plan.settings.names;
    let head = |name, title: &str| FacetHead { name, title: title.to_owned() };
    let facets = [
        (true, head("level", &names.level.one)),
        (framework.archetypes().len() > 0, head("archetype", &names.archetype.one)),
        (true, head("domain", &plan.group_name(0).one)),
        (framework.processes().len() > 0, head("process", &names.process.one)),
        (true, head("kind", "Kind")),
    ];
    let levels = framework.levels().map(|(_, it)| plan.crumb(it.full_name(&names.level.one), &addresses::level(it)));
    let archetypes = framework.archetypes().map(|(_, it)| plan.crumb(&it.plural, &addresses::archetype(it)));
    let processes = framework.processes().map(|(_, it)| plan.crumb(it.about.title(), &addresses::process(it)));
    let browse = [
        Browse { title: names.level.many.clone(), links: levels.collect() },
        Browse { title: names.archetype.many.clone(), links: archetypes.collect() },
        Browse { title: names.process.many.clone(), links: processes.collect() },
    ];
    let depth = depth(plan);
    let content = SearchPage {
        files: files(plan),
        facets: facets.into_iter().filter(|(there, _)| *there).map(|(_, facet)| facet).collect(),
        level_count: framework.levels().len(),
        a_to_z: plan.links.to(&addresses::a_to_z()),
        browse: browse.into_iter().filter(|list| !list.links.is_empty()).collect(),
        groups: framework.top_groups().map(|(at, _)| plan.group_item(at, depth)).collect(),
    };
    (plan.head("Search", address, ""), content)
}

/// How many ranks below the outermost groups can be listed.
fn depth(plan: &Plan) -> usize {
    let deepest = plan.framework.groups().map(|(_, group)| group.depth).max().unwrap_or_default();
    let few = |depth: &usize| plan.framework.groups().filter(|(_, group)| group.depth <= *depth).count() <= MOST_GROUPS;
    (1..=deepest).take_while(few).last().unwrap_or_default()
}

/// The files of the index, the one that every query needs first.
fn files(plan: &Plan) -> Vec<String> {
    let names = search::files(search::count(&plan.framework));
    names.into_iter().map(|name| plan.links.to(&Address::file(format!("search/{name}")))).collect()
}
