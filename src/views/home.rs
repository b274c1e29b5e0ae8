//! The home page.

use super::item::{ArchetypeTag, GroupItem, counted};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::site::{Crumb, Head};
use serde::Serialize;

pub static VIEW: View = View { template: "home.html", summary: "the home page", pages };

#[derive(Serialize)]
struct HomePage {
    /// The author's own text.
    text: String,
    /// "195 statements", "4 levels" …
    facts: Vec<String>,
    checklists: String,
    groups: Vec<GroupItem>,
    archetypes: Vec<ArchetypeCard>,
    levels: Vec<LevelCard>,
    profiles: Vec<Crumb>,
    release: Option<NewRelease>,
}

#[derive(Serialize)]
struct ArchetypeCard {
    tag: ArchetypeTag,
    description: Option<String>,
    counted: String,
}

#[derive(Serialize)]
struct LevelCard {
    number: u32,
    title: String,
    description: Option<String>,
    href: String,
    counted: String,
    /// `None` where the level is too large for one sheet.
    checklist: Option<String>,
}

#[derive(Serialize)]
struct NewRelease {
    link: Crumb,
    date: Option<String>,
    summary: Option<String>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let origin = plan.framework.home().map(|home| home.about.place);
    vec![Page::new(&VIEW, Address::home(), origin, show)]
}

fn show(plan: &Plan, address: &Address) -> (Head, HomePage) {
    let framework = &plan.framework;
    let head = match framework.home() {
        Some(home) => plan.head_of(&home.about, address, ""),
        None => plan.head(&plan.settings.framework.title, address, ""),
    };
    let description = head.description.or_else(|| plan.settings.framework.description.clone());
    let head = Head { breadcrumb: Vec::new(), description, ..head };
    let archetypes = framework.archetypes().map(|(handle, archetype)| ArchetypeCard {
        tag: plan.archetype_tag(handle),
        description: archetype.about.description().map(str::to_owned),
        counted: counted(
            framework.statements().filter(|(_, statement)| statement.archetypes.contains(&handle)).count(),
            &plan.settings.names.statement,
        ),
    });
    let levels = framework.levels().map(|(handle, level)| LevelCard {
        number: level.number,
        title: level.about.title().to_owned(),
        description: level.about.description().map(str::to_owned),
        href: plan.level_tag(handle).href,
        counted: counted(
            framework.statements().filter(|(_, statement)| statement.level == handle).count(),
            &plan.settings.names.statement,
        ),
        checklist: plan.sheet_link("", crate::checklist::Slice::Level(handle)).map(|link| link.href),
    });
    let profiles = framework
        .profiles()
        .map(|(_, profile)| plan.crumb(profile.about.title(), &crate::site::addresses::profile(profile)));
    let release = framework.releases().next().map(|(_, release)| NewRelease {
        link: plan.crumb(format!("Version {}", release.version), &crate::site::addresses::release(release)),
        date: release.date.map(crate::base::long_date),
        summary: release.summary.clone(),
    });
    let names = &plan.settings.names;
    let mut facts =
        vec![counted(framework.statements().len(), &names.statement), counted(framework.levels().len(), &names.level)];
    if framework.archetypes().len() > 0 {
        facts.push(counted(framework.archetypes().len(), &names.archetype));
    }
    let content = HomePage {
        text: framework.home().map(|home| plan.body(&home.about, address)).unwrap_or_default(),
        facts,
        checklists: plan.links.to(&crate::site::addresses::checklists()),
        groups: framework.top_groups().map(|(handle, _)| plan.group_item(handle, 0)).collect(),
        archetypes: archetypes.collect(),
        levels: levels.collect(),
        profiles: profiles.collect(),
        release,
    };
    (head, content)
}
