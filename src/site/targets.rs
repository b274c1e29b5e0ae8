//! Where links in texts lead: by id (`[[AI-041]]`), by file (`../levels/1.md`), by address (`/levels/1/`).

use super::addresses;
use crate::base::{Address, FileId, Links, SourcePath, percent_encode};
use crate::markdown::{Link, LinkKind, Resolved};
use crate::model::{CapabilityRef, Framework};
use crate::source::Sources;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// A place on the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goal {
    pub address: Address,
    /// What a page is asked for, as a link writes it: `level=1`.
    pub query: Option<String>,
    pub anchor: Option<String>,
    /// What a link by id shows: the current wording.
    pub title: String,
}

/// Why a link leads nowhere.
#[derive(PartialEq, Eq, Debug)]
pub enum Broken {
    /// Nothing has this id.
    Id,
    /// There is no such file; the path that was looked for.
    File(String),
    /// The page exists and has no such place.
    Anchor(String),
    /// Neither a file, nor an address from the top.
    Unclear,
}

/// Everything that a text can link to. Knows no words of any text, so that it stays while only those change; but for
/// headings, which are places.
pub struct Targets {
    by_id: HashMap<String, Named>,
    by_file: HashMap<SourcePath, Goal>,
    images: HashSet<String>,
    /// The places on each page. Most texts link to none: made when the first one does.
    anchors: OnceLock<HashMap<Address, HashSet<String>>>,
}

/// What has an id. A capability is shown by its current wording.
#[derive(Clone)]
enum Named {
    Group(Goal),
    Capability(CapabilityRef),
}

/// What a link in a text turned out to be.
pub enum Found {
    External(String),
    Internal(Goal),
    Image(Address),
}

impl Targets {
    pub fn new(framework: &Framework, sources: &Sources) -> Targets {
        let (by_id, by_file) = rayon::join(|| by_id(framework), || by_file(framework, sources));
        let images = framework.images().iter().map(|(_, path)| path.clone()).collect();
        Targets { by_id, by_file, images, anchors: OnceLock::new() }
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.by_id.keys().map(String::as_str)
    }

    /// What a link leads to. Addresses from the top are believed here; `check_links` looks at them.
    pub fn find(&self, framework: &Framework, sources: &Sources, link: &Link, from: FileId) -> Result<Found, Broken> {
        let folder = sources.path(from).folder();
        let (path, anchor) = match link.target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty())),
            None => (link.target.as_str(), None),
        };
        match link.kind {
            LinkKind::Reference => {
                let goal = match self.by_id.get(path).ok_or(Broken::Id)? {
                    Named::Group(goal) => goal.clone(),
                    Named::Capability(at) => capability(framework, *at),
                };
                self.with_anchor(framework, &goal, anchor).map(Found::Internal)
            }
            LinkKind::Image => {
                let path = path_from(&decode(path), folder)?;
                match self.images.contains(&path) {
                    true => Ok(Found::Image(Address::file(path))),
                    false => Err(Broken::File(format!("content/{path}"))),
                }
            }
            LinkKind::Link if has_scheme(&link.target) => Ok(Found::External(link.target.clone())),
            LinkKind::Link => self.internal(framework, sources, path, anchor, from).map(Found::Internal),
        }
    }

    fn internal(
        &self,
        framework: &Framework,
        sources: &Sources,
        path: &str,
        anchor: Option<String>,
        from: FileId,
    ) -> Result<Goal, Broken> {
        if path.is_empty() {
            let own = self.by_file.get(sources.path(from)).ok_or(Broken::Unclear)?;
            return self.with_anchor(framework, own, anchor);
        }
        if let Some(address) = path.strip_prefix('/').filter(|path| !path.ends_with(".md")) {
            let (address, query) = match address.split_once('?') {
                Some((address, query)) => (decode(address), Some(encoded(query)).filter(|query| !query.is_empty())),
                None => (decode(address), None),
            };
            let address = match address.as_str() {
                "" => Address::home(),
                file if file.contains('.') && !file.ends_with('/') => Address::file(file),
                page => Address::page([page.trim_end_matches('/')]),
            };
            let goal = Goal { address, query, anchor: None, title: String::new() };
            return self.with_anchor(framework, &goal, anchor);
        }
        let path = decode(path);
        let is_file = path.ends_with(".md");
        let wanted = path_from(&path, sources.path(from).folder())?;
        let file = if is_file {
            format!("content/{wanted}")
        } else {
            format!("content/{}/_index.md", wanted.trim_end_matches('/'))
        };
        let goal = SourcePath::new(&file).and_then(|path| self.by_file.get(&path));
        match goal {
            Some(goal) => self.with_anchor(framework, goal, anchor),
            None if is_file || sources.find(&file).is_some() => Err(Broken::File(file)),
            None => Err(Broken::Unclear),
        }
    }

    fn with_anchor(&self, framework: &Framework, goal: &Goal, anchor: Option<String>) -> Result<Goal, Broken> {
        let Some(anchor) = anchor.map(|anchor| decode(&anchor)) else { return Ok(goal.clone()) };
        let anchors = self.anchors.get_or_init(|| anchors(framework));
        let known = anchors.get(&goal.address).is_some_and(|anchors| anchors.contains(&anchor));
        match known {
            true => Ok(Goal { anchor: Some(anchor), ..goal.clone() }),
            false => Err(Broken::Anchor(anchor)),
        }
    }

    /// The link as a page writes it; `None` where it leads nowhere.
    pub fn resolve(
        &self,
        framework: &Framework,
        sources: &Sources,
        link: &Link,
        from: FileId,
        root: &str,
        links: Links,
    ) -> Option<Resolved> {
        Some(match self.find(framework, sources, link, from).ok()? {
            Found::External(href) => {
                let external = !href.starts_with("mailto:");
                Resolved { href, text: None, external }
            }
            Found::Image(address) => Resolved { href: format!("{root}{}", links.to(&address)), ..Resolved::default() },
            Found::Internal(goal) => {
                let href = links.to_place(&goal.address, goal.query.as_deref(), goal.anchor.as_deref());
                let text = Some(goal.title).filter(|title| !title.is_empty());
                Resolved { href: format!("{root}{href}"), text, external: false }
            }
        })
    }
}

fn by_file(framework: &Framework, sources: &Sources) -> HashMap<SourcePath, Goal> {
    let mut goals = HashMap::with_capacity(sources.len());
    for (address, about) in addresses::of_entities(framework, &|_| true) {
        let goal = Goal { address, query: None, anchor: None, title: about.title().to_owned() };
        goals.insert(sources.path(about.place.file).clone(), goal);
    }
    for (_, term) in framework.terms() {
        let anchor = Some(addresses::term_anchor(term));
        let title = term.about.title().to_owned();
        let goal = Goal { address: addresses::glossary(), query: None, anchor, title };
        goals.insert(sources.path(term.about.place.file).clone(), goal);
    }
    goals
}

fn by_id(framework: &Framework) -> HashMap<String, Named> {
    let mut named = HashMap::with_capacity(framework.capabilities().len() + 2 * framework.groups().len());
    for (_, group) in framework.groups() {
        let title = format!("{} {}", group.number, group.about.title());
        let goal = Goal { address: addresses::group(group), query: None, anchor: None, title };
        named.insert(group.path.clone(), Named::Group(goal));
    }
    // A group can be named by its folder alone, where no other group's folder has that name.
    let mut folders: HashMap<&str, Vec<&str>> = HashMap::new();
    for (_, group) in framework.groups() {
        folders.entry(group.path.rsplit('/').next().unwrap_or_default()).or_default().push(&group.path);
    }
    for (folder, paths) in folders {
        if let ([only], false) = (&paths[..], named.contains_key(folder)) {
            let goal = named[*only].clone();
            named.insert(folder.to_owned(), goal);
        }
    }
    let capabilities = framework.capabilities();
    named.extend(capabilities.map(|(handle, capability)| (capability.id.clone(), Named::Capability(handle))));
    named
}

/// Headings, terms, and the levels on the pages of groups and capabilities.
fn anchors(framework: &Framework) -> HashMap<Address, HashSet<String>> {
    let mut anchors: HashMap<Address, HashSet<String>> = HashMap::new();
    for (address, about) in addresses::of_entities(framework, &|_| true) {
        let headings = about.body.own().headings().iter().map(|heading| heading.id.clone());
        anchors.entry(address).or_default().extend(headings);
    }
    for (_, term) in framework.terms() {
        anchors.entry(addresses::glossary()).or_default().insert(addresses::term_anchor(term));
    }
    for (_, statement) in framework.statements() {
        let level = addresses::level_anchor(&framework[statement.level]);
        anchors.entry(addresses::group(&framework[statement.group])).or_default().insert(level);
    }
    for (_, capability) in framework.capabilities() {
        let levels = capability.statements.iter().map(|statement| &framework[framework[*statement].level]);
        anchors.entry(addresses::capability(capability)).or_default().extend(levels.map(addresses::level_anchor));
    }
    anchors
}

/// Where a capability is, and what a link by its id shows.
fn capability(framework: &Framework, at: CapabilityRef) -> Goal {
    let capability = &framework[at];
    let wording = match (capability.titled, capability.statements.first()) {
        (false, Some(statement)) => &framework[*statement].text.own().phrase.plain,
        _ => capability.about.title(),
    };
    let title = format!("{}: {wording}", capability.id);
    Goal { address: addresses::capability(capability), query: None, anchor: None, title }
}

/// A path of a file, percent signs undone, from `content/` on.
pub fn path_from(path: &str, folder: &str) -> Result<String, Broken> {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').skip(1).collect() };
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Broken::Unclear)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// A query as typed, but for what no address may hold.
fn encoded(query: &str) -> String {
    let may_stand =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    let written = |c: char| if may_stand(c) { c.to_string() } else { percent_encode(&c.to_string()) };
    query.chars().map(written).collect()
}

/// Whether a link leads to another site or writes a mail.
pub fn has_scheme(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':')
}

/// Percent signs undone where they stand for UTF-8; else as typed.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten();
        let value = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match value {
            Some(value) => {
                bytes.push(value);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
