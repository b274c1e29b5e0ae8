//! Resources: things to learn from.

use super::item::LevelTag;
use super::{Page, Plan, View};
use crate::base::{Address, long_date};
use crate::model::ResourceRef;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "resources.html", summary: "the list of resources", pages: index };
pub static VIEW: View = View { template: "resource.html", summary: "a resource", pages };

#[derive(Serialize)]
struct ResourcesPage {
    resources: Vec<ResourceCard>,
}

#[derive(Serialize)]
struct ResourceCard {
    link: Crumb,
    description: Option<String>,
    provider: Option<String>,
    form: Option<String>,
    cost: Option<String>,
}

fn index(plan: &Plan) -> Vec<Page> {
    if plan.framework.resources().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&INDEX, addresses::resources(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, ResourcesPage) {
    let cards = plan.framework.resources().map(|(_, resource)| ResourceCard {
        link: plan.crumb(resource.about.title(), &addresses::resource(resource)),
        description: resource.about.description().map(str::to_owned),
        provider: resource.provider.clone(),
        form: resource.form.clone(),
        cost: resource.cost.clone(),
    });
    let content = ResourcesPage { resources: cards.collect() };
    let head = plan.head("Resources", address, "");
    (head, content)
}

#[derive(Serialize)]
struct ResourcePage {
    text: String,
    url: Option<String>,
    provider: Option<String>,
    form: Option<String>,
    duration: Option<String>,
    cost: Option<String>,
    /// When the link was last seen to work.
    checked: Option<String>,
    levels: Vec<LevelTag>,
    capabilities: Vec<CapabilityLine>,
}

#[derive(Serialize)]
struct CapabilityLine {
    link: Crumb,
    /// Inline HTML.
    text: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.resources().map(|(handle, resource)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        Page::new(&VIEW, addresses::resource(resource), Some(resource.about.place), show)
    });
    pages.collect()
}

fn show(plan: &Plan, address: &Address, handle: ResourceRef) -> (Head, ResourcePage) {
    let resource = &plan.framework[handle];
    let framework = &plan.framework;
    let capabilities = resource.capabilities.iter().map(|at| {
        let capability = &framework[*at];
        let first = capability.statements.first().filter(|_| !capability.titled);
        let text = first.map(|at| framework[*at].text.own().phrase.html.clone());
        CapabilityLine {
            link: super::profiles::target_crumb(plan, crate::model::Target::Capability(*at)),
            text: text.unwrap_or_default(),
        }
    });
    let content = ResourcePage {
        text: plan.body(&resource.about, address),
        url: resource.url.clone(),
        provider: resource.provider.clone(),
        form: resource.form.clone(),
        duration: resource.duration.clone(),
        cost: resource.cost.clone(),
        checked: resource.checked.map(long_date),
        levels: resource.levels.iter().map(|at| plan.level_tag(*at)).collect(),
        capabilities: capabilities.collect(),
    };
    let mut head = plan.head_of(&resource.about, address, "");
    head.breadcrumb.push(plan.crumb("Resources", &addresses::resources()));
    (head, content)
}
