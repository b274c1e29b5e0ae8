//! Views: which pages there are and what stands on each. One file a page type; adding one is a file here, its line in
//! `VIEWS`, and its template.

mod archetypes;
mod atoz;
mod builder;
mod capabilities;
mod capability;
pub mod checklists;
mod domains;
mod explained;
mod filters;
mod glossary;
mod group;
mod history;
mod home;
mod item;
mod levels;
mod listing;
mod mappings;
mod matrix;
mod not_found;
mod own_page;
mod own_standing;
pub mod pack;
mod profiles;
mod redirect;
mod releases;
mod resources;
mod search;
pub mod site;
mod standing;
mod taxonomy;
mod versions;

pub use atoz::AToZ;
pub use capability::data_address;
pub use explained::Explained;
pub use history::{History, SinceRelease};
pub use item::Items;
pub use releases::feed;

use crate::base::{Address, FileId, Links, Place, long_date};
use crate::export;
use crate::markdown::Prose;
use crate::model::{About, CapabilityRef, Framework};
use crate::render::Data;
use crate::search as index;
use crate::settings::Settings;
use crate::site::{Crumb, Head, Redirect, Targets};
use crate::source::Sources;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;

/// A page type.
pub struct View {
    pub template: &'static str,
    /// What the pages are, for the documentation of templates.
    pub summary: &'static str,
    pages: fn(&Plan) -> Vec<Page>,
}

pub static VIEWS: &[&View] = &[
    &home::VIEW,
    &domains::VIEW,
    &group::VIEW,
    &capability::VIEW,
    &capabilities::VIEW,
    &atoz::VIEW,
    &search::VIEW,
    &archetypes::INDEX,
    &archetypes::VIEW,
    &archetypes::COMPARE,
    &levels::INDEX,
    &levels::VIEW,
    &taxonomy::INDEX,
    &taxonomy::VIEW,
    &matrix::VIEW,
    &checklists::INDEX,
    &checklists::VIEW,
    &standing::VIEW,
    &own_standing::VIEW,
    &profiles::INDEX,
    &profiles::VIEW,
    &resources::INDEX,
    &resources::VIEW,
    &mappings::INDEX,
    &mappings::VIEW,
    &glossary::VIEW,
    &releases::INDEX,
    &releases::VIEW,
    &versions::INDEX,
    &versions::GROUP,
    &versions::CAPABILITY,
    &own_page::VIEW,
    &not_found::VIEW,
];

/// What every view is made from.
pub struct Plan {
    pub framework: Framework,
    pub settings: Settings,
    pub sources: Arc<Sources>,
    pub targets: Arc<Targets>,
    pub links: Links,
    /// The current statements as lists show them, each made when a list first needs it.
    pub items: Items,
    pub explained: Explained,
    pub history: History,
    pub since_release: SinceRelease,
    pub a_to_z: AToZ,
}

/// What stands on a page.
pub struct Shown {
    pub head: Head,
    /// What the template shows, as `content`.
    pub content: Data,
}

/// A page: where it is, and how what stands on it is made. It holds no words of any text, so that it stays while only
/// those change.
pub struct Page {
    pub address: Address,
    /// The template's name: `capability.html`.
    pub template: &'static str,
    /// Where what it is about was written, for findings.
    pub origin: Option<Place>,
    /// Whether search engines should pass it over.
    pub noindex: bool,
    show: Box<Show>,
}

type Show = dyn Fn(&Plan, &Address) -> Shown + Send + Sync;

impl Page {
    /// A page of a view. `show` makes what stands on it: the same each time for the same plan, as late as possible and
    /// as often as needed.
    fn new<C: Serialize>(
        view: &View,
        address: Address,
        origin: Option<Place>,
        show: impl Fn(&Plan, &Address) -> (Head, C) + Send + Sync + 'static,
    ) -> Page {
        let show = move |plan: &Plan, address: &Address| {
            let (head, content) = show(plan, address);
            Shown { head, content: Data::of(&content) }
        };
        Page { address, template: view.template, origin, noindex: false, show: Box::new(show) }
    }

    /// The same page, for search engines to pass over.
    fn noindex(self) -> Page {
        Page { noindex: true, ..self }
    }

    /// Makes what stands on it.
    pub fn shown(&self, plan: &Plan) -> Shown {
        let mut shown = (self.show)(plan, &self.address);
        shown.head.noindex = self.noindex;
        shown
    }
}

/// All pages but redirects, in the order of the views.
pub fn pages(plan: &Plan) -> Vec<Page> {
    let by_view: Vec<Vec<Page>> = VIEWS.par_iter().map(|view| (view.pages)(plan)).collect();
    by_view.into_iter().flatten().collect()
}

/// A page for each redirect.
pub fn redirects(redirects: Vec<Redirect>) -> Vec<Page> {
    redirects.into_iter().map(redirect::page).collect()
}

/// Whether the pages of one plan are those of the other, where the two differ in the words of this capability only.
pub fn same_pages(before: &Plan, after: &Plan, capability: CapabilityRef) -> bool {
    atoz::same_letter(before, after, capability)
}

impl Plan {
    /// What exports are made from.
    pub fn export(&self) -> export::Source<'_> {
        export::Source { framework: &self.framework, settings: &self.settings, sources: &self.sources }
    }

    /// What the index of the search is made from.
    pub fn search(&self) -> index::Source<'_> {
        index::Source { framework: &self.framework, settings: &self.settings, links: self.links }
    }

    /// A text as HTML for the page at `address`; its highest heading gets the rank `top`.
    fn html(&self, prose: &Prose, top: u8, from: FileId, address: &Address) -> String {
        let root = address.root();
        prose.html(top, &|link| self.targets.resolve(&self.framework, &self.sources, link, from, &root, self.links))
    }

    /// The body of an entity, below its page's own heading.
    fn body(&self, about: &About, address: &Address) -> String {
        self.explained(about, 2, address)
    }

    fn crumb(&self, title: impl Into<String>, address: &Address) -> Crumb {
        Crumb { title: title.into(), href: self.links.to(address) }
    }

    /// The crumb of the home page.
    fn top(&self) -> Crumb {
        self.crumb("Home", &Address::home())
    }

    /// The head of a page that the site makes itself.
    fn head(&self, title: impl Into<String>, address: &Address, section: &'static str) -> Head {
        let base = self.settings.site.base_url.as_ref();
        Head {
            title: title.into(),
            root: address.root(),
            breadcrumb: vec![self.top()],
            canonical: base.map(|base| format!("{base}{}", crate::base::Links::default().to(address))),
            section,
            ..Head::default()
        }
    }

    /// The head of an entity's page.
    fn head_of(&self, about: &About, address: &Address, section: &'static str) -> Head {
        let path = self.sources.path(about.place.file).as_str();
        let edit = self.settings.site.edit_url.as_ref();
        Head {
            description: about.description().map(str::to_owned),
            edit_url: edit.map(|url| url.replace("{path}", &crate::base::percent_encode(path))),
            reviewed: about.reviewed.map(long_date),
            next_review: about.next_review.map(long_date),
            ..self.head(about.title(), address, section)
        }
    }

    /// What a group is called by its depth: "Domain".
    fn group_name(&self, depth: usize) -> &crate::settings::Name {
        let names = &self.settings.names.groups;
        names.get(depth).or(names.last()).expect("settings give at least one name for groups")
    }
}
