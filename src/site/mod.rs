//! What the site consists of: pages as plain data, and the addresses between them. No handle to the model.

pub mod addresses;
mod links;
mod redirects;
mod targets;
mod well_known;

pub use links::{check_addresses, check_links};
pub use redirects::{Redirect, redirects};
pub use targets::{Goal, Targets, decode, has_scheme, path_from};
pub use well_known::well_known;

use serde::Serialize;

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
