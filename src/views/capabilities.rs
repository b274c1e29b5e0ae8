//! All capabilities as one table that can be filtered.

use super::filters::{Filters, filters};
use super::item::{ArchetypeTag, LevelTag};
use super::listing::{Cut, Listing, cut};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::model::StatementRef;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "capabilities.html", summary: "all statements as a table to filter", pages };

#[derive(Serialize)]
struct CapabilitiesPage {
    listing: Listing,
    /// Set on pages that hold one group's part.
    scope: Option<Crumb>,
    levels: Vec<LevelTag>,
    archetypes: Vec<ArchetypeTag>,
    /// Whether the framework says what kind of thinking statements ask for.
    has_processes: bool,
    filters: Filters,
    a_to_z: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let all: Vec<StatementRef> = plan.framework.statements().map(|(handle, _)| handle).collect();
    let cuts = cut(plan, &addresses::capabilities(), &title(plan), &all);
    let page = |part: Cut| {
        let address = part.address.clone();
        Page::new(&VIEW, address, None, move |plan: &Plan, address: &Address| show(plan, address, &part))
    };
    cuts.into_iter().map(page).collect()
}

fn title(plan: &Plan) -> String {
    format!("All {}", plan.settings.names.capability.many.to_lowercase())
}

fn show(plan: &Plan, address: &Address, part: &Cut) -> (Head, CapabilitiesPage) {
    let framework = &plan.framework;
    let mut head = plan.head(title(plan), address, "capabilities");
    if let Some(group) = part.scope {
        head.title = format!("{}: {}", title(plan), framework[group].about.title());
    }
    head.title.push_str(&part.suffix);
    head.breadcrumb.extend(part.above.iter().cloned());
    let content = CapabilitiesPage {
        listing: part.listing(plan),
        scope: part.scope.map(|group| plan.group_crumb(group)),
        levels: plan.level_tags(),
        archetypes: plan.archetype_tags(),
        has_processes: framework.processes().len() > 0,
        filters: filters(plan, part, None),
        a_to_z: plan.links.to(&addresses::a_to_z()),
    };
    (head, content)
}
