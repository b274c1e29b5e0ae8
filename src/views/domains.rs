//! The list of all groups.

use super::item::GroupItem;
use super::{Page, Plan, View};
use crate::base::Address;
use crate::site::{Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "domains.html", summary: "the tree of groups", pages };

/// Deeper groups are listed on their parents' pages.
const RANKS: usize = 2;

#[derive(Serialize)]
struct DomainsPage {
    groups: Vec<GroupItem>,
}

fn pages(_: &Plan) -> Vec<Page> {
    vec![Page::new(&VIEW, addresses::domains(), None, show)]
}

fn show(plan: &Plan, address: &Address) -> (Head, DomainsPage) {
    let head = plan.head(&plan.group_name(0).many, address, "domains");
    let groups = plan.framework.top_groups().map(|(handle, _)| plan.group_item(handle, RANKS)).collect();
    (head, DomainsPage { groups })
}
