//! The glossary: all terms on one page.

use super::{Page, Plan, View};
use crate::base::Address;
use crate::site::{Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "glossary.html", summary: "all glossary terms", pages };

#[derive(Serialize)]
struct GlossaryPage {
    terms: Vec<TermOnPage>,
}

#[derive(Serialize)]
struct TermOnPage {
    anchor: String,
    title: String,
    abbreviation: Option<String>,
    forms: Vec<String>,
    text: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    if plan.framework.terms().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&VIEW, addresses::glossary(), None, show)]
}

fn show(plan: &Plan, address: &Address) -> (Head, GlossaryPage) {
    let terms = plan.framework.terms().map(|(_, term)| TermOnPage {
        anchor: addresses::term_anchor(term),
        title: term.about.title().to_owned(),
        abbreviation: term.abbreviation.clone(),
        forms: term.forms.clone(),
        text: plan.html(term.about.body.own(), 3, term.about.place.file, address),
    });
    let content = GlossaryPage { terms: terms.collect() };
    let head = plan.head("Glossary", address, "");
    (head, content)
}
