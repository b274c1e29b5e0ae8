//! What a list of statements can be filtered by on its own page, without asking the search.

use super::Plan;
use super::listing::Cut;
use crate::base::percent_encode;
use crate::model::{GroupRef, Statement};
use crate::site::addresses;
use serde::Serialize;

/// The filters of one page of a list.
#[derive(Serialize)]
pub struct Filters {
    /// Empty where the page has no statement of its own.
    facets: Vec<Facet>,
    /// Where the list goes on on other pages, which filters do not reach: the whole list in the search.
    search: Option<String>,
}

/// What things are chosen by.
#[derive(Serialize)]
pub struct Facet {
    /// As in addresses: `level`.
    pub name: &'static str,
    pub title: String,
    pub values: Vec<FacetValue>,
}

#[derive(Serialize)]
pub struct FacetValue {
    /// As in addresses: `2`.
    pub value: String,
    pub title: String,
}

/// The filters of a list that holds one value of a facet, such as one level; `None` for a list of all statements.
pub fn filters(plan: &Plan, part: &Cut, fixed: Option<(&'static str, &str)>) -> Filters {
    let names = &plan.settings.names;
    let all = [
        ("level", &names.level.one, levels(plan, part)),
        ("archetype", &names.archetype.one, archetypes(plan, part)),
        ("domain", &plan.group_name(0).one, groups(plan, part)),
        ("process", &names.process.one, processes(plan, part)),
    ];
    // What all statements of the page share divides nothing.
    let useful = all.into_iter().filter(|(name, _, values)| values.len() > 1 && fixed.is_none_or(|it| it.0 != *name));
    let facets = useful.map(|(name, title, values)| Facet { name, title: title.clone(), values });
    let search = plan.links.to(&addresses::search());
    let whole = match fixed {
        Some((name, value)) => format!("{search}?{name}={}", percent_encode(value)),
        None => search,
    };
    Filters {
        facets: facets.filter(|_| !part.statements().is_empty()).collect(),
        search: (!part.is_whole()).then_some(whole),
    }
}

fn any(plan: &Plan, part: &Cut, holds: impl Fn(&Statement) -> bool) -> bool {
    part.statements().iter().any(|at| holds(&plan.framework[*at]))
}

fn levels(plan: &Plan, part: &Cut) -> Vec<FacetValue> {
    let all = plan.framework.levels().filter(|(at, _)| any(plan, part, |it| it.level == *at));
    all.map(|(_, it)| FacetValue { value: it.number.to_string(), title: format!("{} {}", it.number, it.about.title()) })
        .collect()
}

fn archetypes(plan: &Plan, part: &Cut) -> Vec<FacetValue> {
    let all = plan.framework.archetypes().filter(|(at, _)| any(plan, part, |it| it.archetypes.contains(at)));
    all.map(|(_, it)| FacetValue { value: it.slug.clone(), title: it.plural.clone() }).collect()
}

fn processes(plan: &Plan, part: &Cut) -> Vec<FacetValue> {
    let all = plan.framework.processes().filter(|(at, _)| any(plan, part, |it| it.process == Some(*at)));
    all.map(|(_, it)| FacetValue { value: it.slug.clone(), title: it.about.title().to_owned() }).collect()
}

/// The outermost groups that divide what is on the page.
fn groups(plan: &Plan, part: &Cut) -> Vec<FacetValue> {
    let framework = &plan.framework;
    let holds = |at: &GroupRef| any(plan, part, |it| framework.holds(*at, it.group));
    let mut within = part.scope;
    let found = loop {
        let inside: Vec<GroupRef> = match within {
            Some(group) => framework.children(group).map(|(at, _)| at).filter(|at| holds(at)).collect(),
            None => framework.top_groups().map(|(at, _)| at).filter(|at| holds(at)).collect(),
        };
        match inside[..] {
            [only] => within = Some(only),
            _ => break inside,
        }
    };
    let value = |at: GroupRef| {
        let group = &framework[at];
        FacetValue { value: group.path.clone(), title: format!("{} {}", group.number, group.about.title()) }
    };
    found.into_iter().map(value).collect()
}
