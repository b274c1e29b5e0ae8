//! The page that a server shows for an address that does not exist.

use super::item::GroupItem;
use super::{Page, Plan, View};
use crate::base::Address;
use crate::site::Head;
use serde::Serialize;

pub static VIEW: View = View { template: "404.html", summary: "shown for addresses that do not exist", pages };

#[derive(Serialize)]
struct NotFoundPage {
    groups: Vec<GroupItem>,
}

fn pages(_: &Plan) -> Vec<Page> {
    let page = Page::new(&VIEW, Address::file("404.html"), None, show);
    vec![page.noindex()]
}

fn show(plan: &Plan, address: &Address) -> (Head, NotFoundPage) {
    // It is shown at any depth, so its links start at the site's own path.
    let root = plan.settings.site.mount().to_owned();
    let head = Head { root, canonical: None, ..plan.head("Page not found", address, "") };
    let groups = plan.framework.top_groups().map(|(handle, _)| plan.group_item(handle, 0)).collect();
    (head, NotFoundPage { groups })
}
