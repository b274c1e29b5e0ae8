//! Profiles: roles and personas, and what each needs.

use super::checklists::SheetLink;
use super::item::{ArchetypeTag, LevelTag, counted};
use super::listing::{Section, sections};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::checklist::{MOST_ROWS, Slice};
use crate::model::{ProfileRef, StatementRef, Target};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "profiles.html", summary: "the list of profiles", pages: index };
pub static VIEW: View = View { template: "profile.html", summary: "a profile with its statements", pages };

#[derive(Serialize)]
struct ProfilesPage {
    profiles: Vec<ProfileCard>,
}

#[derive(Serialize)]
struct ProfileCard {
    link: Crumb,
    description: Option<String>,
    archetypes: Vec<ArchetypeTag>,
    counted: String,
}

fn index(plan: &Plan) -> Vec<Page> {
    if plan.framework.profiles().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&INDEX, addresses::profiles(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, ProfilesPage) {
    let cards = plan.framework.profiles().map(|(handle, profile)| ProfileCard {
        link: plan.crumb(profile.about.title(), &addresses::profile(profile)),
        description: profile.about.description().map(str::to_owned),
        archetypes: profile.archetypes.iter().map(|at| plan.archetype_tag(*at)).collect(),
        counted: counted(Slice::Profile(handle).statements(&plan.framework).count(), &plan.settings.names.statement),
    });
    let content = ProfilesPage { profiles: cards.collect() };
    let head = plan.head("Profiles", address, "");
    (head, content)
}

#[derive(Serialize)]
struct ProfilePage {
    text: String,
    archetypes: Vec<ArchetypeTag>,
    targets: Vec<TargetRow>,
    counted: String,
    /// Empty where the statements are too many for a page.
    sections: Vec<Section>,
    checklist: Option<SheetLink>,
}

#[derive(Serialize)]
struct TargetRow {
    link: Crumb,
    level: LevelTag,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let pages = plan.framework.profiles().map(|(handle, profile)| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle);
        Page::new(&VIEW, addresses::profile(profile), Some(profile.about.place), show)
    });
    pages.collect()
}

fn show(plan: &Plan, address: &Address, handle: ProfileRef) -> (Head, ProfilePage) {
    let profile = &plan.framework[handle];
    let framework = &plan.framework;
    let slice = Slice::Profile(handle);
    let statements: Vec<StatementRef> = slice.statements(framework).collect();
    let targets = profile
        .targets
        .iter()
        .map(|(target, level)| TargetRow { link: target_crumb(plan, *target), level: plan.level_tag(*level) });
    let fits = (1..=MOST_ROWS).contains(&statements.len());
    let content = ProfilePage {
        text: plan.body(&profile.about, address),
        archetypes: profile.archetypes.iter().map(|at| plan.archetype_tag(*at)).collect(),
        targets: targets.collect(),
        counted: counted(statements.len(), &plan.settings.names.statement),
        sections: if fits { sections(plan, &statements) } else { Vec::new() },
        checklist: plan.sheet_link(format!("Checklist: {}", profile.about.title()), slice),
    };
    let mut head = plan.head_of(&profile.about, address, "");
    head.breadcrumb.push(plan.crumb("Profiles", &addresses::profiles()));
    (head, content)
}

/// A group or capability as a link.
pub fn target_crumb(plan: &Plan, target: Target) -> Crumb {
    match target {
        Target::Group(group) => plan.group_crumb(group),
        Target::Capability(at) => {
            let capability = &plan.framework[at];
            let title = if capability.titled {
                format!("{} {}", capability.id, capability.about.title())
            } else {
                capability.id.clone()
            };
            plan.crumb(title, &addresses::capability(capability))
        }
    }
}
