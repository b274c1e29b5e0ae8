//! Releases: versions of the framework that were given out, with their notes.

use super::{Page, Plan, View};
use crate::base::{Address, long_date};
use crate::model::ReleaseRef;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "releases.html", summary: "the list of releases", pages: index };
pub static VIEW: View = View { template: "release.html", summary: "a release with its notes", pages };

#[derive(Serialize)]
struct ReleasesPage {
    releases: Vec<ReleaseCard>,
}

#[derive(Serialize)]
struct ReleaseCard {
    link: Crumb,
    date: Option<String>,
    summary: Option<String>,
}

fn index(plan: &Plan) -> Vec<Page> {
    if plan.framework.releases().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&INDEX, addresses::releases(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, ReleasesPage) {
    let cards = plan.framework.releases().map(|(_, release)| ReleaseCard {
        link: plan.crumb(format!("Version {}", release.version), &addresses::release(release)),
        date: release.date.map(long_date),
        summary: release.summary.clone(),
    });
    let content = ReleasesPage { releases: cards.collect() };
    let head = plan.head("Releases", address, "");
    (head, content)
}

#[derive(Serialize)]
struct ReleasePage {
    version: String,
    date: Option<String>,
    summary: Option<String>,
    text: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.releases().map(|(handle, release)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        Page::new(&VIEW, addresses::release(release), Some(release.about.place), show)
    });
    pages.collect()
}

fn show(plan: &Plan, address: &Address, handle: ReleaseRef) -> (Head, ReleasePage) {
    let release = &plan.framework[handle];
    let content = ReleasePage {
        version: release.version.clone(),
        date: release.date.map(long_date),
        summary: release.summary.clone(),
        text: plan.body(&release.about, address),
    };
    let mut head = plan.head_of(&release.about, address, "");
    head.title = format!("Version {}", release.version);
    head.breadcrumb.push(plan.crumb("Releases", &addresses::releases()));
    (head, content)
}
