//! Kept releases as they were, for whoever has to know what a statement said: `/v/1.0.0/`. Only where the settings ask
//! for it. Search engines pass them over, and every page leads to what stands now.

use super::history::Edition;
use super::{Page, Plan, View};
use crate::base::Address;
use crate::diff::{Capability, Group, Snapshot};
use crate::markdown::{self, Prose};
use crate::model::ReleaseRef;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "version.html", summary: "a kept release as it was", pages: index };
pub static GROUP: View =
    View { template: "version-group.html", summary: "a group of a kept release as it was", pages: groups };
pub static CAPABILITY: View = View {
    template: "version-capability.html",
    summary: "a capability of a kept release as it was",
    pages: capabilities,
};

/// What every page of a kept release says of itself.
#[derive(Serialize)]
struct Then {
    version: String,
    /// The release's own page, with what changed.
    release: Crumb,
    /// What stands now in this place; none where nothing does.
    now: Option<Crumb>,
}

#[derive(Serialize)]
struct VersionPage {
    then: Then,
    title: String,
    groups: Vec<GroupThen>,
    /// How many statements it had.
    count: usize,
}

#[derive(Serialize)]
struct GroupThen {
    depth: usize,
    number: String,
    link: Crumb,
    /// Statements of its own.
    count: usize,
}

#[derive(Serialize)]
struct GroupPage {
    then: Then,
    number: String,
    title: String,
    levels: Vec<LevelThen>,
}

#[derive(Serialize)]
struct LevelThen {
    number: u32,
    title: String,
    statements: Vec<StatementThen>,
}

#[derive(Serialize)]
struct StatementThen {
    id: String,
    /// Of its page in this version.
    href: String,
    text: String,
    people: String,
    process: Option<String>,
}

#[derive(Serialize)]
struct CapabilityPage {
    then: Then,
    id: String,
    title: Option<String>,
    group: Option<Crumb>,
    levels: Vec<LevelThen>,
    guidance: String,
    /// Whether it was retired already, and why.
    retired: bool,
    reason: Option<String>,
}

/// Those that the site keeps.
fn kept(plan: &Plan) -> impl Iterator<Item = &Edition> {
    plan.editions().iter().filter(|_| plan.settings.site.versions)
}

fn find(plan: &Plan, release: ReleaseRef) -> &Edition {
    plan.editions().iter().find(|edition| edition.release == release).expect("its page was made from it")
}

fn index(plan: &Plan) -> Vec<Page> {
    let page = |edition: &Edition| {
        let release = edition.release;
        let show = move |plan: &Plan, address: &Address| show(plan, address, find(plan, release));
        Page::new(&INDEX, addresses::version(&plan.framework[release]), None, show).noindex()
    };
    kept(plan).map(page).collect()
}

fn groups(plan: &Plan) -> Vec<Page> {
    let pages = kept(plan).flat_map(|edition| {
        let release = edition.release;
        edition.snapshot().groups.iter().enumerate().filter(|(_, group)| is_path(&group.id)).map(move |(at, group)| {
            let show = move |plan: &Plan, address: &Address| {
                let edition = find(plan, release);
                show_group(plan, address, edition, &edition.snapshot().groups[at])
            };
            Page::new(&GROUP, group_address(plan, edition, &group.id), None, show).noindex()
        })
    });
    pages.collect()
}

fn capabilities(plan: &Plan) -> Vec<Page> {
    let pages = kept(plan).flat_map(|edition| {
        let release = edition.release;
        let all = edition.snapshot().capabilities.iter().enumerate().filter(|(_, it)| is_id(&it.id));
        all.map(move |(at, it)| {
            let show = move |plan: &Plan, address: &Address| {
                let edition = find(plan, release);
                show_capability(plan, address, edition, &edition.snapshot().capabilities[at])
            };
            Page::new(&CAPABILITY, capability_address(plan, edition, &it.id), None, show).noindex()
        })
    });
    pages.collect()
}

/// A frozen file is not trusted: only what can be an address becomes one.
fn is_path(path: &str) -> bool {
    path.split('/').all(crate::base::is_slug)
}

fn is_id(id: &str) -> bool {
    let fine = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    fine && id.starts_with(|c: char| c.is_ascii_alphanumeric()) && id.len() <= 60
}

fn version_address(plan: &Plan, edition: &Edition) -> Address {
    addresses::version(&plan.framework[edition.release])
}

fn group_address(plan: &Plan, edition: &Edition, path: &str) -> Address {
    version_address(plan, edition).below("domains").below(path)
}

fn capability_address(plan: &Plan, edition: &Edition, id: &str) -> Address {
    version_address(plan, edition).below("capabilities").below(&id.to_lowercase())
}

fn then(plan: &Plan, edition: &Edition, now: Option<Crumb>) -> Then {
    let release = &plan.framework[edition.release];
    let title = format!("Version {}", release.version);
    Then { version: release.version.clone(), release: plan.crumb(title, &addresses::release(release)), now }
}

fn head(plan: &Plan, edition: &Edition, address: &Address, title: String) -> Head {
    let release = &plan.framework[edition.release];
    let mut head = plan.head(format!("{title} (version {})", release.version), address, "");
    head.breadcrumb.push(plan.crumb("Releases", &addresses::releases()));
    if *address != addresses::version(release) {
        head.breadcrumb.push(plan.crumb(format!("Version {}", release.version), &addresses::version(release)));
    }
    head
}

fn show(plan: &Plan, address: &Address, edition: &Edition) -> (Head, VersionPage) {
    let Snapshot { title, groups, capabilities, .. } = edition.snapshot();
    let current = capabilities.iter().filter(|it| it.retired.is_none());
    let group = |group: &Group| GroupThen {
        depth: group.id.matches('/').count(),
        number: group.number.clone(),
        link: plan.crumb(group.title.clone(), &group_address(plan, edition, &group.id)),
        count: edition.current_in(&group.id).map(|it| it.statements.len()).sum(),
    };
    let content = VersionPage {
        then: then(plan, edition, Some(plan.top())),
        title: title.clone(),
        groups: groups.iter().filter(|it| is_path(&it.id)).map(group).collect(),
        count: current.map(|it| it.statements.len()).sum(),
    };
    (head(plan, edition, address, title.clone()), content)
}

fn show_group(plan: &Plan, address: &Address, edition: &Edition, group: &Group) -> (Head, GroupPage) {
    let own: Vec<&Capability> = edition.current_in(&group.id).collect();
    let content = GroupPage {
        then: then(plan, edition, plan.group_at(&group.id).map(|at| plan.group_crumb(at))),
        number: group.number.clone(),
        title: group.title.clone(),
        levels: levels(plan, edition, &own),
    };
    (head(plan, edition, address, group.title.clone()), content)
}

/// The statements of some capabilities, by level.
fn levels(plan: &Plan, edition: &Edition, capabilities: &[&Capability]) -> Vec<LevelThen> {
    let Snapshot { levels, archetypes, processes, .. } = edition.snapshot();
    let statements = |number: u32| {
        let all = capabilities.iter().flat_map(|it| it.statements.iter().map(move |statement| (it, statement)));
        all.filter(move |(_, statement)| statement.level == number).map(|(it, statement)| {
            let people = archetypes.iter().filter(|known| statement.archetypes.contains(&known.id));
            let people: Vec<&str> = people.map(|known| known.plural.as_deref().unwrap_or(&known.title)).collect();
            let process = processes.iter().find(|known| Some(&known.id) == statement.process.as_ref());
            StatementThen {
                id: it.id.clone(),
                href: plan.links.to(&capability_address(plan, edition, &it.id)),
                text: statement.text.clone(),
                people: people.join(", "),
                process: process.map(|known| known.title.clone()),
            }
        })
    };
    let all = levels.iter().map(|level| LevelThen {
        number: level.number,
        title: level.title.clone(),
        statements: statements(level.number).collect(),
    });
    all.filter(|level| !level.statements.is_empty()).collect()
}

fn show_capability(plan: &Plan, address: &Address, edition: &Edition, it: &Capability) -> (Head, CapabilityPage) {
    let now = plan.named(&it.id).map(|known| plan.crumb(known.id.clone(), &addresses::capability(known)));
    let group = edition.group(&it.group).filter(|group| is_path(&group.id));
    // Links lead nowhere: what they led to may be gone. Their text stays.
    let read = markdown::read(it.guidance.as_deref().unwrap_or_default(), 0);
    let prose = read.lead.map_or_else(|| read.rest.clone(), |lead| Prose::join(&lead.prose, &read.rest));
    let content = CapabilityPage {
        then: then(plan, edition, now),
        id: it.id.clone(),
        title: it.title.clone(),
        group: group.map(|group| plan.crumb(group.title.clone(), &group_address(plan, edition, &group.id))),
        levels: levels(plan, edition, &[it]),
        guidance: prose.html(3, &|_| None),
        retired: it.retired.is_some(),
        reason: it.retired.as_ref().and_then(|retired| retired.reason.clone()),
    };
    let title = it.title.as_ref().map_or_else(|| it.id.clone(), |title| format!("{} {title}", it.id));
    (head(plan, edition, address, title), content)
}
