//! Links from texts to the glossary: each term where a page first has it.

use super::Plan;
use crate::base::{Address, Links};
use crate::markdown::{Terms, Wording};
use crate::model::{About, Framework};
use crate::settings::SiteSettings;
use crate::site::addresses;
use std::sync::Arc;

/// The terms of the glossary, and where each is explained. It holds no words of any text, so that it stays while only those
/// change.
#[derive(Clone)]
pub struct Explained(Option<Arc<Glossary>>);

struct Glossary {
    terms: Terms,
    hrefs: Vec<String>,
}

impl Explained {
    pub fn of(framework: &Framework, settings: &SiteSettings, links: Links) -> Explained {
        if !settings.glossary_links || framework.terms().len() == 0 {
            return Explained(None);
        }
        let wordings = framework.terms().enumerate().flat_map(|(at, (_, term))| {
            let wording = move |words, is_abbreviation| Wording { term: at, words, is_abbreviation };
            let words = std::iter::once(term.about.title()).chain(term.forms.iter().map(String::as_str));
            let abbreviation = term.abbreviation.iter().map(move |words| wording(words.as_str(), true));
            words.map(move |words| wording(words, false)).chain(abbreviation)
        });
        let terms = Terms::new(wordings);
        let href = |(_, term)| links.to_anchor(&addresses::glossary(), &addresses::term_anchor(term));
        Explained(Some(Arc::new(Glossary { terms, hrefs: framework.terms().map(href).collect() })))
    }
}

impl Plan {
    /// The body of an entity as HTML for its own page, with terms linked; its highest heading gets the rank `top`.
    pub(super) fn explained(&self, about: &About, top: u8, address: &Address) -> String {
        let (prose, from, root) = (about.body.own(), about.place.file, address.root());
        let Some(glossary) = self.explained.0.as_deref() else { return self.html(prose, top, from, address) };
        let resolve = |link: &_| self.targets.resolve(&self.framework, &self.sources, link, from, &root, self.links);
        prose.html_with_terms(top, &resolve, &glossary.terms, &|term| format!("{root}{}", glossary.hrefs[term]))
    }
}
