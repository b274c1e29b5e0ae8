//! What the site consists of: pages as plain data, and the addresses between them. No handle to the model.

pub mod addresses;
mod links;
mod redirects;
mod targets;
mod well_known;

pub use links::{check_addresses, check_links};
pub use redirects::redirects;
pub use targets::{Goal, Targets};
pub use well_known::well_known;

use crate::base::{Address, Place};
use serde::Serialize;

/// A page before it is rendered: where it is, and how what stands on it is made.
pub struct Page {
    pub address: Address,
    /// The template's name: `capability.html`.
    pub template: &'static str,
    /// Where what it is about was written, for findings.
    pub origin: Option<Place>,
    /// Whether search engines should pass it over.
    pub noindex: bool,
    show: Box<dyn Fn() -> Shown + Send + Sync>,
}

/// What stands on a page.
pub struct Shown {
    pub head: Head,
    /// What the template shows, as `content`.
    pub content: Box<dyn erased_serde::Serialize + Send + Sync>,
}

impl Page {
    pub fn new(
        address: Address,
        template: &'static str,
        origin: Option<Place>,
        show: impl Fn() -> Shown + Send + Sync + 'static,
    ) -> Page {
        Page { address, template, origin, noindex: false, show: Box::new(show) }
    }

    /// The same page, for search engines to pass over.
    pub fn noindex(self) -> Page {
        Page { noindex: true, ..self }
    }

    /// Makes what stands on it: the same each time, so a page need not be kept in memory.
    pub fn shown(&self) -> Shown {
        let mut shown = (self.show)();
        shown.head.noindex = self.noindex;
        shown
    }
}

/// What every page has, whatever it is about. In templates: `page`.
#[derive(Clone, Default, Debug, Serialize)]
pub struct Head {
    pub title: String,
    pub description: Option<String>,
    /// The way to the top of the site: `../../`. Stands before every link.
    pub root: String,
    /// From the home page down to the page above this one.
    pub breadcrumb: Vec<Crumb>,
    /// Absolute; only with a base URL.
    pub canonical: Option<String>,
    pub edit_url: Option<String>,
    pub suggest_url: Option<String>,
    /// As people read dates: "22 November 2026".
    pub reviewed: Option<String>,
    pub next_review: Option<String>,
    /// The entry of the main navigation that this page belongs to; empty for none.
    pub section: &'static str,
    /// Whether search engines should pass it over.
    pub noindex: bool,
}

/// A link with its text, relative to the top of the site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Crumb {
    pub title: String,
    pub href: String,
}
