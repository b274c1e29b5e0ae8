//! All capabilities as one table that can be filtered.

use super::item::{ArchetypeTag, LevelTag};
use super::listing::{Listing, cut};
use super::{Plan, View};
use crate::model::StatementRef;
use crate::site::{Crumb, Page, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "capabilities.html", summary: "all statements as a table to filter", pages };

#[derive(Serialize)]
struct CapabilitiesPage {
    listing: Listing,
    /// Set on pages that hold one group's part.
    scope: Option<Crumb>,
    levels: Vec<LevelTag>,
    archetypes: Vec<ArchetypeTag>,
    /// Slug and title.
    groups: Vec<(String, String)>,
    processes: Vec<(String, String)>,
    a_to_z: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let framework = plan.framework;
    let all: Vec<StatementRef> = framework.statements().map(|(handle, _)| handle).collect();
    let title = format!("All {}", plan.settings.names.capability.many.to_lowercase());
    let cuts = cut(plan, &addresses::capabilities(), &title, &all);
    cuts.into_iter()
        .map(|part| {
            let mut head = plan.head(&title, &part.address, "capabilities");
            head.breadcrumb.extend(part.above);
            if let Some(group) = part.scope {
                head.title = format!("{title}: {}", framework[group].about.title());
            }
            head.title.push_str(&part.suffix);
            let content = CapabilitiesPage {
                listing: part.listing,
                scope: part.scope.map(|group| plan.group_crumb(group)),
                levels: plan.level_tags(),
                archetypes: plan.archetype_tags(),
                groups: framework
                    .top_groups()
                    .filter(|_| part.scope.is_none())
                    .map(|(_, group)| (group.path.clone(), format!("{} {}", group.number, group.about.title())))
                    .collect(),
                processes: framework
                    .processes()
                    .map(|(_, process)| (process.slug.clone(), process.about.title().to_owned()))
                    .collect(),
                a_to_z: plan.links.to(&addresses::a_to_z()),
            };
            Page { address: part.address, template: VIEW.template, head, content: Box::new(content), origin: None }
        })
        .collect()
}
