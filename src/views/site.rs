//! What all pages share: names, navigation, the footer. In templates: `site`.

use super::Plan;
use crate::settings::Name;
use crate::site::{Crumb, addresses};
use serde::Serialize;

#[derive(Serialize)]
pub struct Site {
    pub title: String,
    pub version: String,
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    pub licence: Option<String>,
    pub publisher: Option<String>,
    pub names: Words,
    pub nav: Vec<NavEntry>,
    /// Further lists, for the footer.
    pub lists: Vec<Crumb>,
    /// The author's own pages.
    pub pages: Vec<Crumb>,
    /// The way to the home page, behind `root`.
    pub home: String,
    pub search: Search,
    pub csp: &'static str,
    pub data: Vec<Crumb>,
}

#[derive(Serialize)]
pub struct Words {
    pub capability: Name,
    pub statement: Name,
    pub level: Name,
    pub archetype: Name,
    pub process: Name,
    pub group: Name,
}

/// The search: where a box leads, and the keys that lead to the box.
#[derive(Serialize)]
pub struct Search {
    pub href: String,
    pub shortcut: Option<String>,
}

/// An entry of the main navigation; `section` is what a page's head names.
#[derive(Serialize)]
pub struct NavEntry {
    pub section: &'static str,
    pub link: Crumb,
}

/// Nothing but the site's own files, no inline script or style, nothing embedded, nobody's frame.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

pub fn site(plan: &Plan) -> Site {
    let framework = &plan.framework;
    let names = &plan.settings.names;
    let entry =
        |section, title: &str, address: &crate::base::Address| NavEntry { section, link: plan.crumb(title, address) };
    let mut nav = vec![
        entry("domains", &plan.group_name(0).many, &addresses::domains()),
        entry("levels", &names.level.many, &addresses::levels()),
    ];
    if framework.archetypes().len() > 0 {
        nav.push(entry("archetypes", &names.archetype.many, &addresses::archetypes()));
    }
    nav.push(entry(
        "capabilities",
        &format!("All {}", names.capability.many.to_lowercase()),
        &addresses::capabilities(),
    ));
    nav.push(entry("checklists", "Checklists", &addresses::checklists()));
    let lists = [
        (true, "Search", addresses::search()),
        (true, "A to Z", addresses::a_to_z()),
        (true, "Matrix", addresses::matrix()),
        (framework.processes().len() > 0, names.process.many.as_str(), addresses::taxonomy()),
        (framework.profiles().len() > 0, "Profiles", addresses::profiles()),
        (framework.resources().len() > 0, "Resources", addresses::resources()),
        (framework.mappings().len() > 0, "Mappings", addresses::mappings()),
        (framework.terms().len() > 0, "Glossary", addresses::glossary()),
        (framework.releases().len() > 0, "Releases", addresses::releases()),
    ];
    let settings = &plan.settings.framework;
    Site {
        title: settings.title.clone(),
        version: settings.version.clone(),
        language: settings.language.tag().to_owned(),
        direction: if settings.language.is_right_to_left() { "rtl" } else { "ltr" },
        licence: settings.licence.clone(),
        publisher: settings.publisher.clone(),
        names: Words {
            capability: names.capability.clone(),
            statement: names.statement.clone(),
            level: names.level.clone(),
            archetype: names.archetype.clone(),
            process: names.process.clone(),
            group: plan.group_name(0).clone(),
        },
        nav,
        lists: lists
            .into_iter()
            .filter(|(there, ..)| *there)
            .map(|(_, title, address)| plan.crumb(title, &address))
            .collect(),
        pages: framework.pages().map(|(_, page)| plan.crumb(page.about.title(), &addresses::own_page(page))).collect(),
        home: plan.links.to(&crate::base::Address::home()),
        search: Search { href: plan.links.to(&addresses::search()), shortcut: plan.settings.search.shortcut.clone() },
        csp: POLICY,
        data: crate::export::FORMATS
            .iter()
            .map(|format| plan.crumb(format.title, &crate::base::Address::file(format.path)))
            .collect(),
    }
}
