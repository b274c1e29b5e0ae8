//! A capability: its statement, or one statement a level, and everything that hangs on it.

use super::history::Bit;
use super::{Page, Plan, View};
use crate::base::{Address, long_date};
use crate::diff::{self, Change};
use crate::export;
use crate::model::{Capability, CapabilityRef, Framework, ReleaseRef, StatementRef};
use crate::render::Data;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "capability.html", summary: "a capability", pages };

/// The most back-links that a page lists.
const MOST_BACK: usize = 50;

#[derive(Serialize)]
struct CapabilityPage {
    id: String,
    /// Only where its author gave it one.
    title: Option<String>,
    /// The statement as inline HTML, to stand as the page's heading where there is no title.
    wording: String,
    /// The group's [path](Plan::path).
    groups: Data,
    /// One in shape A, one a level in shape B.
    statements: Vec<StatementOnPage>,
    level_count: usize,
    guidance: String,
    /// What the next level of the same group asks for.
    next_level: Option<NextLevel>,
    /// These three as `Linked`.
    requires: Vec<Data>,
    related: Vec<Data>,
    referred_by: Vec<Data>,
    /// How many more there are.
    referred_by_more: usize,
    resources: Vec<ResourceLink>,
    mappings: Vec<MappingLine>,
    retired: Option<Tombstone>,
    history: Vec<Past>,
    /// The version of the newest kept release.
    last_release: Option<String>,
    cite: String,
    /// The same as data, where the site has it.
    json: Option<String>,
    markdown: Option<String>,
    previous: Option<Crumb>,
    next: Option<Crumb>,
}

#[derive(Serialize)]
struct StatementOnPage {
    anchor: String,
    /// As `LevelTag`.
    level: Data,
    /// `None` where the page's heading says all of it.
    text: Option<String>,
    /// As `ArchetypeTag`.
    archetypes: Vec<Data>,
    /// As `Meaning`.
    process: Option<Data>,
}

#[derive(Serialize)]
struct NextLevel {
    level: Data,
    statements: Vec<Data>,
}

#[derive(Serialize)]
struct ResourceLink {
    link: Crumb,
    provider: Option<String>,
}

#[derive(Serialize)]
struct MappingLine {
    scheme: String,
    id: String,
    relation: Option<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Tombstone {
    since: Option<String>,
    reason: Option<String>,
    replaced_by: Vec<Data>,
}

/// What a release, or the time since the last one, did to it. The newest first.
#[derive(Serialize)]
struct Past {
    /// None is since the newest.
    release: Option<Crumb>,
    date: Option<String>,
    /// Empty for its first release.
    lines: Vec<Vec<Bit>>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let page = |(handle, capability): (CapabilityRef, &Capability)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        let page = Page::new(&VIEW, addresses::capability(capability), Some(capability.about.place), show);
        if capability.retired.is_some() { page.noindex() } else { page }
    };
    plan.framework.capabilities().map(page).collect()
}

fn show(plan: &Plan, address: &Address, handle: CapabilityRef) -> (Head, CapabilityPage) {
    let framework = &plan.framework;
    let capability = &framework[handle];
    let statements = capability.statements.iter().map(|at| statement(plan, *at, capability, address));
    let linked = |handles: &[CapabilityRef]| handles.iter().map(|at| plan.linked(*at)).collect::<Vec<_>>();
    let resources = capability.resources.iter().map(|at| ResourceLink {
        link: plan.crumb(framework[*at].about.title(), &addresses::resource(&framework[*at])),
        provider: framework[*at].provider.clone(),
    });
    let mappings = capability.mappings.iter().map(|mapped| MappingLine {
        scheme: mapped.scheme.clone(),
        id: mapped.id.clone(),
        relation: mapped.relation.clone(),
        note: mapped.note.clone(),
    });
    let retired = capability.retired.as_ref().map(|retired| Tombstone {
        since: retired.since.clone(),
        reason: retired.reason.clone(),
        replaced_by: linked(&retired.replaced_by),
    });
    let (previous, next) = framework.neighbours(handle);
    let crumb = |capability: &Capability| plan.crumb(&capability.id, &addresses::capability(capability));
    let data = |name: &str| {
        let beside = export::beside(&plan.settings).find(|beside| beside.name == name)?;
        Some(plan.links.to(&data_address(capability, beside.ending)))
    };
    let content = CapabilityPage {
        id: capability.id.clone(),
        title: capability.titled.then(|| capability.about.title().to_owned()),
        wording: capability
            .statements
            .first()
            .map(|at| framework[*at].text.own().phrase.html.clone())
            .unwrap_or_default(),
        groups: plan.path(capability.group),
        statements: statements.collect(),
        level_count: framework.levels().len(),
        guidance: plan.explained(&capability.about, 3, address),
        next_level: next_level(plan, capability),
        requires: linked(&capability.requires),
        related: linked(&capability.related),
        referred_by: linked(&capability.referred_by[..capability.referred_by.len().min(MOST_BACK)]),
        referred_by_more: capability.referred_by.len().saturating_sub(MOST_BACK),
        resources: resources.collect(),
        mappings: mappings.collect(),
        retired,
        history: history(plan, capability),
        last_release: plan.editions().last().map(|edition| edition.snapshot().version.clone()),
        cite: cite(plan, capability, address),
        json: data("json"),
        markdown: data("markdown"),
        previous: previous.map(crumb),
        next: next.map(crumb),
    };
    (head(plan, capability, address), content)
}

fn history(plan: &Plan, capability: &Capability) -> Vec<Past> {
    let Some(first) = plan.first_edition(capability) else { return Vec::new() };
    let past = |release: ReleaseRef, lines| {
        let it = &plan.framework[release];
        let link = plan.crumb(format!("Version {}", it.version), &addresses::release(it));
        Past { release: Some(link), date: it.date.map(long_date), lines }
    };
    let lines = |change: &Change| plan.told(diff::item(change)).lines;
    let now = plan.change_since_release(capability);
    let now = now.into_iter().map(|change| Past { release: None, date: None, lines: lines(change) });
    let changes = plan.editions().iter().rev().filter(|edition| edition.release != first.release);
    let changes = changes.filter_map(|edition| Some(past(edition.release, lines(edition.change(&capability.id)?))));
    now.chain(changes).chain([past(first.release, Vec::new())]).collect()
}

/// Where a capability's data stands, beside its page.
pub fn data_address(capability: &Capability, ending: &str) -> Address {
    let folder = addresses::capability(capability);
    Address::file(format!("{folder}{}.{ending}", capability.id.to_lowercase()))
}

fn head(plan: &Plan, capability: &Capability, address: &Address) -> Head {
    let framework = &plan.framework;
    let about = &capability.about;
    let wording = wording(framework, capability);
    let mut head = plan.head_of(about, address, "domains");
    head.breadcrumb.push(plan.crumb(&plan.group_name(0).many, &addresses::domains()));
    let path = framework.path_to(capability.group).into_iter();
    head.breadcrumb.extend(path.map(|at| plan.crumb(framework[at].about.title(), &addresses::group(&framework[at]))));
    head.title = match capability.titled {
        true => format!("{} {}", capability.id, about.title()),
        false => format!("{}: {wording}", capability.id),
    };
    head.description = head.description.or(Some(wording));
    head.suggest_url = plan
        .settings
        .site
        .suggest_url
        .as_ref()
        .map(|url| url.replace("{id}", &crate::base::percent_encode(&capability.id)));
    head
}

/// The first statement as plain text.
fn wording(framework: &Framework, capability: &Capability) -> String {
    let first = capability.statements.first();
    first.map(|at| framework[*at].text.own().phrase.plain.clone()).unwrap_or_default()
}

fn statement(plan: &Plan, handle: StatementRef, capability: &Capability, address: &Address) -> StatementOnPage {
    let framework = &plan.framework;
    let statement = &framework[handle];
    let prose = &statement.text.own().prose;
    let titled = capability.titled || capability.statements.len() > 1;
    StatementOnPage {
        anchor: addresses::level_anchor(&framework[statement.level]),
        level: plan.level(statement.level),
        text: (titled || !prose.links().is_empty()).then(|| plan.html(prose, 4, capability.about.place.file, address)),
        archetypes: statement.archetypes.iter().map(|at| plan.archetype(*at)).collect(),
        process: statement.process.map(|at| plan.process(at)),
    }
}

/// What the same group asks for one level up. Shape B shows its levels on the page itself.
fn next_level(plan: &Plan, capability: &Capability) -> Option<NextLevel> {
    let framework = &plan.framework;
    let [only] = capability.statements[..] else { return None };
    if capability.retired.is_some() {
        return None;
    }
    let level = framework[only].level;
    let (next, _) = framework.levels().find(|(at, _)| *at > level)?;
    let above = framework.statements_at(capability.group, next);
    let statements: Vec<Data> = above.take(12).map(|(_, statement)| plan.linked(statement.capability)).collect();
    (!statements.is_empty()).then(|| NextLevel { level: plan.level(next), statements })
}

/// "AI-041, in: Title, version 1.0.0 (22 November 2026). Publisher. https://…"
fn cite(plan: &Plan, capability: &Capability, address: &Address) -> String {
    let framework = &plan.settings.framework;
    let date = plan
        .framework
        .releases()
        .find(|(_, release)| release.version == framework.version)
        .and_then(|(_, release)| release.date);
    let mut cite = format!("{}, in: {}, version {}", capability.id, framework.title, framework.version);
    if let Some(date) = date {
        cite.push_str(&format!(" ({})", long_date(date)));
    }
    cite.push('.');
    if let Some(publisher) = &framework.publisher {
        cite.push_str(&format!(" {publisher}."));
    }
    if let Some(base) = &plan.settings.site.base_url {
        cite.push_str(&format!(" {base}{}", crate::base::Links::default().to(address)));
    }
    cite
}
