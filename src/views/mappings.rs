//! Mappings to other frameworks.

use super::profiles::target_crumb;
use super::{Page, Plan, View};
use crate::base::Address;
use crate::model::MappingRef;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "mappings.html", summary: "the list of mappings", pages: index };
pub static VIEW: View = View { template: "mapping.html", summary: "a mapping, row by row", pages };

#[derive(Serialize)]
struct MappingsPage {
    mappings: Vec<MappingCard>,
}

#[derive(Serialize)]
struct MappingCard {
    link: Crumb,
    description: Option<String>,
    version: Option<String>,
    rows: usize,
}

fn index(plan: &Plan) -> Vec<Page> {
    if plan.framework.mappings().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&INDEX, addresses::mappings(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, MappingsPage) {
    let cards = plan.framework.mappings().map(|(_, mapping)| MappingCard {
        link: plan.crumb(mapping.about.title(), &addresses::mapping(mapping)),
        description: mapping.about.description().map(str::to_owned),
        version: mapping.version.clone(),
        rows: mapping.rows.len(),
    });
    let content = MappingsPage { mappings: cards.collect() };
    let head = plan.head("Mappings", address, "");
    (head, content)
}

#[derive(Serialize)]
struct MappingPage {
    text: String,
    scheme: String,
    version: Option<String>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    from: Crumb,
    /// In words: "close to".
    relation: Option<&'static str>,
    to: String,
    note: Option<String>,
}

/// SKOS's relations in words.
fn in_words(relation: &str) -> &'static str {
    match relation {
        "exact" => "the same as",
        "close" => "close to",
        "broad" => "part of the broader",
        "narrow" => "holds the narrower",
        _ => "related to",
    }
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.mappings().map(|(handle, mapping)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        Page::new(&VIEW, addresses::mapping(mapping), Some(mapping.about.place), show)
    });
    pages.collect()
}

fn show(plan: &Plan, address: &Address, handle: MappingRef) -> (Head, MappingPage) {
    let mapping = &plan.framework[handle];
    let rows = mapping.rows.iter().map(|row| Row {
        from: target_crumb(plan, row.from),
        relation: row.relation.as_deref().map(in_words),
        to: row.to.clone(),
        note: row.note.clone(),
    });
    let content = MappingPage {
        text: plan.body(&mapping.about, address),
        scheme: mapping.scheme.clone(),
        version: mapping.version.clone(),
        rows: rows.collect(),
    };
    let mut head = plan.head_of(&mapping.about, address, "");
    head.breadcrumb.push(plan.crumb("Mappings", &addresses::mappings()));
    (head, content)
}
