//! The list of all groups.

use super::item::GroupItem;
use super::{Plan, View};
use crate::site::{Page, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "domains.html", summary: "the tree of groups", pages };

/// Deeper groups are listed on their parents' pages.
const RANKS: usize = 2;

#[derive(Serialize)]
struct DomainsPage {
    groups: Vec<GroupItem>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let address = addresses::domains();
    let head = plan.head(&plan.group_name(0).many, &address, "domains");
    let groups = plan.framework.top_groups().map(|(handle, _)| plan.group_item(handle, RANKS)).collect();
    vec![Page { address, template: VIEW.template, head, content: Box::new(DomainsPage { groups }), origin: None }]
}
