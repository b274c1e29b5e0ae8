//! Any other page that an author wrote.

use super::{Page, Plan, View};
use crate::base::Address;
use crate::model::PageRef;
use crate::site::{Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "page.html", summary: "a page of the author's own", pages };

#[derive(Serialize)]
struct AuthorsPage {
    text: String,
    /// The headings of the second rank, as anchor and text; empty where there are few.
    contents: Vec<(String, String)>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.pages().map(|(handle, page)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        Page::new(&VIEW, addresses::own_page(page), Some(page.about.place), show)
    });
    pages.collect()
}

fn show(plan: &Plan, address: &Address, handle: PageRef) -> (Head, AuthorsPage) {
    let page = &plan.framework[handle];
    let headings = page.about.body.own().headings();
    let top = headings.iter().map(|heading| heading.rank).min().unwrap_or_default();
    let contents: Vec<_> = headings
        .iter()
        .filter(|heading| heading.rank == top)
        .map(|heading| (heading.id.clone(), heading.text.clone()))
        .collect();
    let content = AuthorsPage {
        text: plan.body(&page.about, address),
        contents: if contents.len() > 2 { contents } else { Vec::new() },
    };
    (plan.head_of(&page.about, address, ""), content)
}
