//! The list of all groups.

use super::item::GroupItem;
use super::{Plan, View};
use crate::base::Address;
use crate::site::{Head, Page, addresses};
use serde::Serialize;
use std::sync::Arc;

pub static VIEW: View = View { template: "domains.html", summary: "the tree of groups", pages };

/// Deeper groups are listed on their parents' pages.
const RANKS: usize = 2;

#[derive(Serialize)]
struct DomainsPage {
    groups: Vec<GroupItem>,
}

fn pages(plan: &Arc<Plan>) -> Vec<Page> {
    vec![plan.page(&VIEW, addresses::domains(), None, show)]
}

fn show(plan: &Plan, address: &Address) -> (Head, DomainsPage) {
    let head = plan.head(&plan.group_name(0).many, address, "domains");
    let groups = plan.framework.top_groups().map(|(handle, _)| plan.group_item(handle, RANKS)).collect();
    (head, DomainsPage { groups })
}
