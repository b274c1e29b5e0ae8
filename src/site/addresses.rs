//! Which address each thing has. The only place that knows the shape of the site.

use crate::base::Address;
use crate::model::{
    About, Archetype, Capability, Framework, Group, Level, Mapping, OwnPage, Process, Profile, Release, Resource, Term,
};

pub fn domains() -> Address {
    Address::page(["domains"])
}

pub fn group(group: &Group) -> Address {
    Address::page(["domains", &group.path])
}

pub fn capabilities() -> Address {
    Address::page(["capabilities"])
}

/// The id in small letters, for ever. Made at once and not below `capabilities`, as every link needs one.
pub fn capability(capability: &Capability) -> Address {
    Address::page(["capabilities", &capability.id.to_lowercase()])
}

pub fn a_to_z() -> Address {
    capabilities().below("a-to-z")
}

pub fn search() -> Address {
    Address::page(["search"])
}

pub fn levels() -> Address {
    Address::page(["levels"])
}

pub fn level(level: &Level) -> Address {
    levels().below(&level.number.to_string())
}

pub fn archetypes() -> Address {
    Address::page(["archetypes"])
}

pub fn archetype(archetype: &Archetype) -> Address {
    archetypes().below(&archetype.slug)
}

pub fn compare() -> Address {
    archetypes().below("compare")
}

pub fn taxonomy() -> Address {
    Address::page(["taxonomy"])
}

pub fn process(process: &Process) -> Address {
    taxonomy().below(&process.slug)
}

pub fn matrix() -> Address {
    Address::page(["matrix"])
}

pub fn checklists() -> Address {
    Address::page(["checklists"])
}

/// The page that says whether a sheet that somebody put together still stands. Those of ready sheets are below it. Short,
/// because it stands on paper.
pub fn standing() -> Address {
    Address::page(["c"])
}

pub fn profiles() -> Address {
    Address::page(["profiles"])
}

pub fn profile(profile: &Profile) -> Address {
    profiles().below(&profile.slug)
}

pub fn resources() -> Address {
    Address::page(["resources"])
}

pub fn resource(resource: &Resource) -> Address {
    resources().below(&resource.slug)
}

pub fn mappings() -> Address {
    Address::page(["mappings"])
}

pub fn mapping(mapping: &Mapping) -> Address {
    mappings().below(&mapping.slug)
}

pub fn glossary() -> Address {
    Address::page(["glossary"])
}

/// The name of a term's place in the glossary.
pub fn term_anchor(term: &Term) -> String {
    format!("t-{}", term.slug)
}

pub fn releases() -> Address {
    Address::page(["releases"])
}

pub fn release(release: &Release) -> Address {
    releases().below(&release.slug)
}

/// The feed of what changed with each.
pub fn feed() -> Address {
    Address::file("releases/feed.xml")
}

/// A release as it was.
pub fn version(release: &Release) -> Address {
    Address::page(["v", &release.slug])
}

pub fn own_page(page: &OwnPage) -> Address {
    if page.path.is_empty() { Address::home() } else { Address::page([&page.path]) }
}

/// A page of a list that is too long for one, from zero; the first stands where the list begins.
pub fn page_of_list(start: &Address, page: usize) -> Address {
    if page == 0 { start.clone() } else { start.below(&format!("page-{}", page + 1)) }
}

/// The name of a level's place on a page.
pub fn level_anchor(level: &Level) -> String {
    format!("level-{}", level.number)
}

/// Every address that belongs to a wanted entity, with what the entity has: what `redirects`, `Targets` and
/// `check_links` go through. A term has its place on the glossary's page, and is not among them.
pub fn of_entities<'a>(framework: &'a Framework, wanted: &dyn Fn(&About) -> bool) -> Vec<(Address, &'a About)> {
    let mut all = Vec::new();
    all.extend(framework.home().filter(|it| wanted(&it.about)).map(|it| (own_page(it), &it.about)));
    all.extend(framework.groups().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (group(it), &it.about)));
    all.extend(framework.capabilities().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (capability(it), &it.about)));
    all.extend(framework.levels().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (level(it), &it.about)));
    all.extend(framework.archetypes().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (archetype(it), &it.about)));
    all.extend(framework.processes().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (process(it), &it.about)));
    all.extend(framework.profiles().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (profile(it), &it.about)));
    all.extend(framework.resources().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (resource(it), &it.about)));
    all.extend(framework.mappings().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (mapping(it), &it.about)));
    all.extend(framework.releases().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (release(it), &it.about)));
    all.extend(framework.pages().filter(|(_, it)| wanted(&it.about)).map(|(_, it)| (own_page(it), &it.about)));
    all
}
