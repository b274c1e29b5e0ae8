//! What refers to something by its place: links by file, by address and by a group's path, targets of profiles and
//! mappings. When files go elsewhere, each such reference is written anew where it would no longer lead to the same
//! thing, at its own place in the text; all else stays as its author wrote it.

use super::change::moved;
use crate::base::percent_encode;
use crate::markdown::{self, Link, LinkKind};
use crate::model::Framework;
use crate::parse::{Document, Front};
use crate::site::{decode, has_scheme, path_from};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Where files go, and what that does to the names of groups.
pub struct Moves {
    /// Files or folders below `content/`, from and to.
    pairs: Vec<(String, String)>,
    before: GroupNames,
    after: GroupNames,
    /// Ids of capabilities, which come before names of groups.
    ids: BTreeSet<String>,
}

/// The names by which groups can be referred to, and the path of each.
type GroupNames = BTreeMap<String, String>;

impl Moves {
    /// `pairs` are paths of files or folders below `content/`.
    pub fn new(framework: &Framework, pairs: Vec<(String, String)>) -> Moves {
        let mut moves = Moves { pairs, before: GroupNames::new(), after: GroupNames::new(), ids: BTreeSet::new() };
        let paths: Vec<String> = framework.groups().map(|(_, group)| group.path.clone()).collect();
        moves.after = names(paths.iter().map(|path| moves.group(path)));
        moves.before = names(paths.into_iter());
        moves.ids = framework.capabilities().map(|(_, capability)| capability.id.clone()).collect();
        moves
    }

    /// Where a path below `content/` is afterwards.
    fn path(&self, path: &str) -> String {
        let new = self.pairs.iter().find_map(|(from, to)| moved(path, from, to));
        new.unwrap_or_else(|| path.to_owned())
    }

    /// A group's path afterwards.
    pub fn group(&self, path: &str) -> String {
        let new = self.path(&format!("domains/{path}"));
        new.strip_prefix("domains/").unwrap_or(path).to_owned()
    }

    /// What a reference to a group has to be; `None` if it may stay.
    fn name(&self, name: &str) -> Option<String> {
        let path = self.before.get(name).filter(|_| !self.ids.contains(name))?;
        let new = self.group(path);
        if self.after.get(name) == Some(&new) {
            return None;
        }
        // A short name stays short where the new folder's name is enough.
        let last = new.rsplit('/').next().unwrap_or(&new);
        let is_enough = !name.contains('/') && self.after.get(last) == Some(&new) && !self.ids.contains(last);
        Some(if is_enough { last.to_owned() } else { new })
    }

    /// What a link in the file at this old path has to be; `None` if it may stay.
    fn link(&self, kind: LinkKind, target: &str, file: &str) -> Option<String> {
        let (path, anchor) = target.find('#').map_or((target, ""), |at| target.split_at(at));
        if kind == LinkKind::Reference {
            return Some(self.name(path)? + anchor);
        }
        if path.is_empty() || (kind == LinkKind::Link && has_scheme(target)) {
            return None;
        }
        let plain = decode(path);
        if kind == LinkKind::Link && plain.starts_with('/') && !plain.ends_with(".md") {
            return Some(self.address(&plain)? + anchor);
        }
        let (old, new) = (folder(file), self.path(file));
        let goal = self.path(&path_from(&plain, &format!("content/{old}")).ok()?);
        let from = folder(&new);
        if path_from(&plain, &format!("content/{from}")).ok().as_deref() == Some(goal.as_str()) {
            return None;
        }
        let slash = if plain.ends_with('/') { "/" } else { "" };
        let goal = if plain.starts_with('/') { format!("/{goal}") } else { relative(from, &goal) };
        Some(percent_encode(&goal) + slash + anchor)
    }

    /// An address from the top of the site.
    fn address(&self, address: &str) -> Option<String> {
        let bare = address.trim_matches('/');
        let before = if bare.starts_with("domains/") {
            ""
        } else {
            // A group's checklists have its path behind `/in/`.
            let sheets = bare.starts_with("checklists/") || bare.starts_with("c/");
            &bare[..bare.find("/in/").filter(|_| sheets)? + "/in/".len()]
        };
        let path = &bare[before.len()..];
        let new = if before.is_empty() { self.path(path) } else { self.group(path) };
        let slash = if address.ends_with('/') { "/" } else { "" };
        (new != path).then(|| format!("/{}{slash}", percent_encode(&format!("{before}{new}"))))
    }

    /// The places of a document's text that have to change, and what stands there then.
    pub fn edits(&self, document: &Document, text: &str) -> Vec<(Range<usize>, String)> {
        let mut edits: BTreeMap<(usize, usize), String> = BTreeMap::new();
        let mut put = |range: Range<usize>, new: String| edits.insert((range.start, range.end), new);
        for name in targets(document) {
            let range = name.place.span.range();
            let (Some(new), Some(typed)) = (self.name(&name.value), text.get(range.clone())) else { continue };
            put(range, typed.replace(&name.value, &new));
        }
        let file = document.path.as_str().trim_start_matches("content/").to_owned();
        let lead = document.body.lead.iter().flat_map(|lead| lead.prose.links());
        for link in lead.chain(document.body.rest.links()) {
            let Some(new) = self.link(link.kind, &link.target, &file) else { continue };
            let range = link.span.range();
            let Some(typed) = text.get(range.clone()) else { continue };
            put(range, typed.replacen(&link.target, &new, 1));
        }
        for statement in statements(document) {
            let range = statement.place.span.range();
            let Some(typed) = text.get(range.clone()) else { continue };
            let reading = markdown::read(&statement.value, 0);
            let lead = reading.lead.iter().flat_map(|lead| lead.prose.links());
            let links: Vec<&Link> = lead.chain(reading.rest.links()).collect();
            let new = links.iter().fold(typed.to_owned(), |text, link| {
                let Some(new) = self.link(link.kind, &link.target, &file) else { return text };
                let open = if link.kind == LinkKind::Reference { "[[" } else { "(" };
                text.replace(&format!("{open}{}", link.target), &format!("{open}{new}"))
            });
            if new != typed {
                put(range, new);
            }
        }
        edits.into_iter().map(|((start, end), new)| (start..end, new)).collect()
    }
}

/// A text with some places changed.
pub fn apply(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits.iter().filter(|(range, _)| range.start <= range.end) {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        at = range.end;
    }
    out + &text[at..]
}

fn targets(document: &Document) -> Vec<&crate::base::Located<String>> {
    match &document.front {
        Some(Front::Profile(front)) => front.targets.iter().map(|(name, _)| name).collect(),
        Some(Front::Mapping(front)) => front.rows.iter().filter_map(|row| row.from.as_ref()).collect(),
        _ => Vec::new(),
    }
}

fn statements(document: &Document) -> Vec<&crate::base::Located<String>> {
    match &document.front {
        Some(Front::Capability(front)) => {
            front.statements.iter().flatten().filter_map(|statement| statement.text.as_ref()).collect()
        }
        _ => Vec::new(),
    }
}

/// Every path, and every last folder that only one group has.
fn names(paths: impl Iterator<Item = String>) -> GroupNames {
    let mut all = GroupNames::new();
    let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in paths {
        let last = path.rsplit('/').next().unwrap_or_default().to_owned();
        folders.entry(last).or_default().push(path.clone());
        all.insert(path.clone(), path);
    }
    for (folder, mut paths) in folders {
        if let (1, Some(path)) = (paths.len(), paths.pop()) {
            all.entry(folder).or_insert(path);
        }
    }
    all
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The way from a folder to a file, both below `content/`.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves() -> Moves {
        let pairs = vec![("domains/ai/robotics".to_owned(), "domains/care/robots".to_owned())];
        let paths = || ["ai", "ai/robotics", "ai/robotics/arms", "care"].map(str::to_owned).into_iter();
        let mut moves = Moves { pairs, before: names(paths()), after: GroupNames::new(), ids: BTreeSet::new() };
        moves.after = names(paths().map(|path| moves.group(&path)));
        moves
    }

    #[test]
    fn a_reference_stays_where_it_still_leads_to_the_same_group() {
        let name = |name: &str| moves().name(name);
        assert_eq!(name("ai/robotics").as_deref(), Some("care/robots"));
        assert_eq!(name("robotics").as_deref(), Some("robots"));
        assert_eq!(name("ai/robotics/arms").as_deref(), Some("care/robots/arms"));
        assert_eq!((name("arms"), name("ai"), name("AI-001"), name("nothing")), (None, None, None, None));
    }

    #[test]
    fn links_by_file_follow_both_ends() {
        let link = |target: &str, file: &str| moves().link(LinkKind::Link, target, file);
        let inside = "domains/ai/robotics/AI-041.md";
        assert_eq!(link("../../../levels/1.md#x", inside), None);
        assert_eq!(link("../AI-001.md#x", inside).as_deref(), Some("../../ai/AI-001.md#x"));
        assert_eq!(link("arms/_index.md", inside), None);
        assert_eq!(
            link("../domains/ai/robotics/AI-041.md", "pages/about.md").as_deref(),
            Some("../domains/care/robots/AI-041.md")
        );
        assert_eq!(
            link("/domains/ai/robotics/AI-041.md", "pages/about.md").as_deref(),
            Some("/domains/care/robots/AI-041.md")
        );
        assert_eq!(link("https://example.org/domains/ai/robotics/", inside), None);
        assert_eq!(link("#evidence", inside), None);
    }

    #[test]
    fn addresses_from_the_top_follow() {
        let link = |target: &str| moves().link(LinkKind::Link, target, "pages/about.md");
        assert_eq!(link("/domains/ai/robotics/#level-1").as_deref(), Some("/domains/care/robots/#level-1"));
        assert_eq!(link("/checklists/level-1/in/ai/robotics/").as_deref(), Some("/checklists/level-1/in/care/robots/"));
        assert_eq!((link("/domains/ai/"), link("/levels/1/"), link("/")), (None, None, None));
    }

    #[test]
    fn the_way_between_two_folders_is_the_shortest() {
        assert_eq!(relative("a/b", "a/c/x.md"), "../c/x.md");
        assert_eq!(relative("", "a/x.md"), "a/x.md");
        assert_eq!(relative("a", "a/x.md"), "x.md");
    }
}
