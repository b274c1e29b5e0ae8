//! Releases: versions of the framework that were given out, with their notes.

use super::{Plan, View, long_date};
use crate::model::Release;
use crate::site::{Crumb, Page, addresses};
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
    let address = addresses::releases();
    let cards = plan.framework.releases().map(|(_, release)| ReleaseCard {
        link: plan.crumb(format!("Version {}", release.version), &addresses::release(release)),
        date: release.date.map(long_date),
        summary: release.summary.clone(),
    });
    let content = ReleasesPage { releases: cards.collect() };
    let head = plan.head("Releases", &address, "");
    vec![Page { address, template: INDEX.template, head, content: Box::new(content), origin: None }]
}

#[derive(Serialize)]
struct ReleasePage {
    version: String,
    date: Option<String>,
    summary: Option<String>,
    text: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    plan.framework.releases().map(|(_, release)| page(plan, release)).collect()
}

fn page(plan: &Plan, release: &Release) -> Page {
    let address = addresses::release(release);
    let content = ReleasePage {
        version: release.version.clone(),
        date: release.date.map(long_date),
        summary: release.summary.clone(),
        text: plan.body(&release.about, &address),
    };
    let mut head = plan.head_of(&release.about, &address, "");
    head.title = format!("Version {}", release.version);
    head.breadcrumb.push(plan.crumb("Releases", &addresses::releases()));
    Page { address, template: VIEW.template, head, content: Box::new(content), origin: Some(release.about.place) }
}
