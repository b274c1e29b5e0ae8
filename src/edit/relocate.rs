//! A capability or a group goes to another group. Ids stay, old addresses lead on, and what refers to a place follows it.

use super::rewrite::{Moves, apply};
use super::{Change, Plan, Texts, front_matter};
use crate::base::{is_slug, slug};
use crate::look::Wrong;
use crate::model::{CapabilityRef, GroupRef};
use crate::parse::{Document, Front, Language, parse};
use crate::pipeline::Known;
use crate::source::{Content, SourceFile, Sources};

pub fn capability(known: &Known, texts: Texts, at: CapabilityRef, to: GroupRef) -> Result<Plan, Wrong> {
    let framework = &known.framework;
    let (capability, group) = (&framework[at], &framework[to]);
    if capability.group == to {
        return Err(Wrong::new(format!("`{}` stands in `{}` already", capability.id, group.path)));
    }
    let own = known.sources.path(capability.about.place.file).as_str();
    let stem = own.strip_suffix(".md").unwrap_or(own);
    // Its translations go with it. A point alone makes no translation: `1.1.1.md` is another capability than `1.1.md`.
    let languages = known.settings.as_ref().map(|settings| &settings.framework.languages[..]).unwrap_or_default();
    let is_language = |tag: &str| Language::new(tag).is_some_and(|tag| languages.contains(&tag));
    let is_its = |path: &str| {
        let rest = path.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".md"));
        rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.').is_some_and(is_language))
    };
    let paths: Vec<&str> =
        known.sources.iter().map(|(_, file)| file.path.as_str()).filter(|path| is_its(path)).collect();
    let mut pairs = Vec::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        let new = format!("content/domains/{}/{name}", group.path);
        if known.sources.find(&new).is_some() {
            let help = "two files of one folder cannot have one name: rename one of them first";
            return Err(Wrong::new(format!("there is a file `{new}` already")).help(help));
        }
        pairs.push((path.to_owned(), new));
    }
    let next = "its id, and so its address, stay as they were; nothing that refers to it by id changes".to_owned();
    let done = format!("Moved {} to {}", capability.id, group.path);
    plan(known, texts, pairs, Plan { done, next, ..Plan::default() })
}

/// `to` is the group to stand in; the top, if none. `name` is the folder's new name, if it gets one.
pub fn group(
    known: &Known,
    texts: Texts,
    at: GroupRef,
    to: Option<GroupRef>,
    name: Option<&str>,
) -> Result<Plan, Wrong> {
    let framework = &known.framework;
    let old = &framework[at].path;
    let folder = name.unwrap_or_else(|| old.rsplit('/').next().unwrap_or(old));
    if !is_slug(folder) {
        let better = slug(folder);
        let help = if better.is_empty() {
            "use small letters, digits and hyphens".to_owned()
        } else {
            format!("write `--as {better}`")
        };
        return Err(Wrong::new(format!("a folder `{folder}` cannot become an address")).help(help));
    }
    if let Some(to) = to.filter(|to| framework.holds(at, *to)) {
        let message = format!("`{old}` cannot go into `{}`, which stands in it or is it", framework[to].path);
        return Err(Wrong::new(message).help("name a group outside it, or `/` for the top"));
    }
    let new = to.map_or_else(|| folder.to_owned(), |to| format!("{}/{folder}", framework[to].path));
    if new == *old {
        let help = "name another group, `/` for the top, or another folder name with `--as`";
        return Err(Wrong::new(format!("`{old}` stands there already")).help(help));
    }
    let target = format!("content/domains/{new}");
    if known.sources.iter().any(|(_, file)| file.path.as_str().starts_with(&format!("{target}/"))) {
        let help = "give it another folder name with `--as`";
        return Err(Wrong::new(format!("there is a folder `{target}` already")).help(help));
    }
    let source = format!("content/domains/{old}");
    let mut notes = Vec::new();
    let above = to.map(|to| format!("{}.", framework[to].number)).unwrap_or_default();
    let number = front_matter::get(&texts(&format!("{source}/_index.md"))?, "number");
    if let Some(number) =
        number.filter(|number| !number.starts_with(&above) || above.is_empty() && number.contains('.'))
    {
        notes.push(format!(
            "its number is still `{number}`; change it in `{target}/_index.md` if it does not fit there"
        ));
    }
    notes.push("sheets that were printed for it carry the old address of their list".to_owned());
    let next = "old addresses lead on to the new ones; `gradus check` looks at everything once more".to_owned();
    let done = format!("Moved {old} to {new}");
    plan(known, texts, vec![(source, target)], Plan { notes, done, next, ..Plan::default() })
}

/// The moves, and every text that has to follow.
fn plan(known: &Known, texts: Texts, pairs: Vec<(String, String)>, plan: Plan) -> Result<Plan, Wrong> {
    let below = |path: &str| path.strip_prefix("content/").unwrap_or(path).to_owned();
    let moves = Moves::new(&known.framework, pairs.iter().map(|(from, to)| (below(from), below(to))).collect());
    let mut changes: Vec<Change> =
        pairs.iter().map(|(from, to)| Change::Move { from: from.clone(), to: to.clone() }).collect();
    for document in &parse(&known.sources, None).documents {
        let old = document.path.as_str();
        let addresses = addresses(document, &moves);
        let needed = moves.edits(document, known.sources.text(document.file)).len();
        if needed == 0 && addresses.is_none() {
            continue;
        }
        let left = |why: &str| Wrong::new(format!("`{old}` {why}"));
        let before = texts(old)?;
        let mut after = rewritten(&moves, old, &before, needed).ok_or_else(|| {
            left("is saved in a way that cannot be changed here")
                .help("save it as UTF-8 with ordinary line ends, then try again")
        })?;
        if let Some((was, is)) = addresses {
            for typed in [is.as_str(), is.trim_end_matches('/')] {
                after = front_matter::remove_from_list(&after, "aliases", typed).map_err(|it| left(it.0))?;
            }
            after = front_matter::add_to_list(&after, "aliases", &as_alias(&was)).map_err(|it| left(it.0))?;
        }
        let path = pairs.iter().find_map(|(from, to)| super::change::moved(old, from, to));
        changes.push(Change::Replace { path: path.unwrap_or_else(|| old.to_owned()), before, after });
    }
    Ok(Plan { changes, ..plan })
}

/// A group's old and new address, where they differ.
fn addresses(document: &Document, moves: &Moves) -> Option<(String, String)> {
    let Some(Front::Group(_)) = document.front else { return None };
    let folders = document.folders.iter().map(String::as_str);
    let old = folders.chain([document.stem.as_str()]).collect::<Vec<_>>().join("/");
    let new = moves.group(&old);
    let is_own = document.language.is_none();
    (is_own && new != old).then(|| (format!("/domains/{old}/"), format!("/domains/{new}/")))
}

fn as_alias(address: &str) -> String {
    let is_plain = address.chars().all(|c| c.is_ascii_alphanumeric() || "-/".contains(c));
    if is_plain { address.to_owned() } else { super::quote::quoted(address) }
}

/// A file's text with its references written anew; `None` where it cannot be told what its author sees.
fn rewritten(moves: &Moves, path: &str, text: &str, needed: usize) -> Option<String> {
    let bare = text.trim_start_matches('\u{feff}');
    let mark = &text[..text.len() - bare.len()];
    let path = crate::base::SourcePath::new(path)?;
    let one = Sources::new([SourceFile { path, content: Content::Text(bare.to_owned()) }]);
    let documents = parse(&one, None).documents;
    let edits = moves.edits(documents.first()?, bare);
    (edits.len() == needed).then(|| format!("{mark}{}", apply(bare, &edits)))
}
