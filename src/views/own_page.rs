//! Any other page that an author wrote.

use super::{Plan, View};
use crate::site::{Page, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "page.html", summary: "a page of the author's own", pages };

#[derive(Serialize)]
struct AuthorsPage {
    text: String,
    /// The headings of the second rank, as anchor and text; empty where there are few.
    contents: Vec<(String, String)>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.pages().map(|(_, page)| {
        let address = addresses::own_page(page);
        let headings = page.about.body.own().headings();
        let top = headings.iter().map(|heading| heading.rank).min().unwrap_or_default();
        let contents: Vec<_> = headings
            .iter()
            .filter(|heading| heading.rank == top)
            .map(|heading| (heading.id.clone(), heading.text.clone()))
            .collect();
        let content = AuthorsPage {
            text: plan.body(&page.about, &address),
            contents: if contents.len() > 2 { contents } else { Vec::new() },
        };
        let head = plan.head_of(&page.about, &address, "");
        Page { address, template: VIEW.template, head, content: Box::new(content), origin: Some(page.about.place) }
    });
    pages.collect()
}
