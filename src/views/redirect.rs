//! The page at an old address, which leads on.

use super::{Page, Plan, View};
use crate::base::Address;
use crate::site::{Crumb, Head, Redirect};
use serde::Serialize;

/// Not in the list of views: its pages are made from aliases, of which some are findings.
static VIEW: View = View { template: "redirect.html", summary: "leads on from an old address", pages: |_| Vec::new() };

/// Leads on to where something now is.
#[derive(Serialize)]
struct RedirectPage {
    to: Crumb,
}

pub fn page(redirect: Redirect) -> Page {
    let Redirect { from, to, place } = redirect;
    let show = move |_: &Plan, address: &Address| {
        let head = Head { title: to.title.clone(), root: address.root(), ..Head::default() };
        (head, RedirectPage { to: to.clone() })
    };
    Page::new(&VIEW, from, Some(place), show).noindex()
}
