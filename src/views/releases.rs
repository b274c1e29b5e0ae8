//! Releases: versions of the framework that were given out, with their notes and, where they were kept, what changed.

use super::history::{Edition, Told};
use super::{Page, Plan, View};
use crate::base::{Address, Links, escaped, long_date};
use crate::diff::{self, Diff, Piece, Word};
use crate::model::{Release, ReleaseRef};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "releases.html", summary: "the list of releases", pages: index };
pub static VIEW: View =
    View { template: "release.html", summary: "a release with its notes and what changed with it", pages };

#[derive(Serialize)]
struct ReleasesPage {
    releases: Vec<ReleaseCard>,
    /// "3 added, 1 retired", since the newest kept release.
    unreleased: Option<String>,
    /// The address of the feed.
    feed: Option<String>,
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
    let unreleased = plan.since_release().filter(|diff| !diff.is_empty());
    let content = ReleasesPage {
        releases: cards.collect(),
        unreleased: unreleased.map(Diff::counted),
        feed: plan.settings.site.base_url.is_some().then(|| plan.links.to(&addresses::feed())),
    };
    let head = plan.head("Releases", address, "");
    (head, content)
}

#[derive(Serialize)]
struct ReleasePage {
    version: String,
    date: Option<String>,
    summary: Option<String>,
    text: String,
    /// The release that it is compared with.
    before: Option<Crumb>,
    /// "3 added, 1 retired".
    counted: Option<String>,
    sections: Vec<Changes>,
    /// How it read, where the site keeps that.
    frozen: Option<Crumb>,
}

/// The changes of one class.
#[derive(Serialize)]
struct Changes {
    heading: String,
    changes: Vec<Told>,
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
    let editions = plan.editions();
    let at = editions.iter().position(|edition| edition.release == handle);
    let link = |release: &Release| plan.crumb(format!("Version {}", release.version), &addresses::release(release));
    let diff = at.and_then(|at| editions[at].diff());
    let sections = diff.map(|diff| {
        diff::telling(diff).sections.into_iter().map(|section| Changes {
            heading: section.heading,
            changes: section.items.into_iter().map(|item| plan.told(item)).collect(),
        })
    });
    let content = ReleasePage {
        version: release.version.clone(),
        date: release.date.map(long_date),
        summary: release.summary.clone(),
        text: plan.body(&release.about, address),
        before: at.filter(|at| *at > 0).map(|at| link(&plan.framework[editions[at - 1].release])),
        counted: diff.map(|diff| if diff.is_empty() { "Nothing changed".to_owned() } else { diff.counted() }),
        sections: sections.into_iter().flatten().collect(),
        frozen: at
            .filter(|_| plan.settings.site.versions)
            .map(|_| plan.crumb(format!("Version {} as it was", release.version), &addresses::version(release))),
    };
    let mut head = plan.head_of(&release.about, address, "");
    head.title = format!("Version {}", release.version);
    head.breadcrumb.push(plan.crumb("Releases", &addresses::releases()));
    (head, content)
}

/// What changed with each release, as Atom (RFC 4287), the newest first. It needs the site's address.
pub fn feed(plan: &Plan) -> Option<String> {
    let base = plan.settings.site.base_url.as_ref().filter(|_| plan.framework.releases().len() > 0)?;
    let url = |address: &Address| format!("{base}{}", Links::default().to(address));
    let about = &plan.settings.framework;
    let dated = |release: &Release| release.date.map(|date| format!("{date}T00:00:00Z"));
    // A feed is as new as its newest entry; a release without a date cannot be one.
    let newest = plan.framework.releases().find_map(|(_, release)| dated(release))?;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n\
         <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n<updated>{newest}</updated>\n<author><name>{}</name></author>\n",
        escaped(about.language.tag()),
        escaped(&format!("{}: releases", about.title)),
        escaped(&url(&addresses::releases())),
        escaped(&url(&addresses::feed())),
        escaped(&url(&addresses::releases())),
        escaped(about.publisher.as_deref().unwrap_or(&about.title)),
    );
    for (handle, release) in plan.framework.releases() {
        let Some(date) = dated(release) else { continue };
        let address = escaped(&url(&addresses::release(release)));
        let edition = plan.editions().iter().find(|edition| edition.release == handle);
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n<updated>{date}</updated>\n<content type=\"text\">{}</content>\n</entry>\n",
            escaped(&format!("Version {}", release.version)),
            escaped(&told(release, edition)),
        ));
    }
    out.push_str("</feed>\n");
    Some(out)
}

/// More changes in a feed nobody reads; its page has them all.
const MOST_IN_FEED: usize = 100;

/// A release as plain text.
fn told(release: &Release, edition: Option<&Edition>) -> String {
    let mut out: Vec<String> = release.summary.iter().cloned().collect();
    let Some(diff) = edition.and_then(|edition| edition.diff()) else { return out.join("\n") };
    out.push(diff.counted());
    for change in diff.changes.iter().take(MOST_IN_FEED) {
        let item = diff::item(change);
        let head = text(&item.head);
        let lines: Vec<String> = item.lines.iter().map(text).collect();
        out.push(format!("{head}: {}", lines.join("; ")));
    }
    if diff.changes.len() > MOST_IN_FEED {
        out.push(format!("and {} more", diff.changes.len() - MOST_IN_FEED));
    }
    out.join("\n")
}

fn text(line: &diff::Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Plain(text) | Piece::Name(text) => text.clone(),
        Piece::Said(text) => format!("“{text}”"),
        Piece::Words(words) => {
            let side = |leave: fn(&Word) -> bool| -> String {
                words.iter().filter(|word| !leave(word)).map(Word::text).collect()
            };
            let (before, now) =
                (side(|word| matches!(word, Word::Added(_))), side(|word| matches!(word, Word::Removed(_))));
            format!("“{before}” is now “{now}”")
        }
    };
    line.iter().map(piece).collect()
}
