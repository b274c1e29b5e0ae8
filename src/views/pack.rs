//! The cover of a pack of checklists, as a page of its own beside them. It is no page of the site.

use super::{Plan, Shown};
use crate::checklist::Pack;
use crate::checklist::pack::{FILE, HEADS, LINES};
use crate::render::Data;
use crate::site::addresses;
use serde::Serialize;

/// Its template.
pub const ALONE: &str = "pack-alone.html";

#[derive(Serialize)]
struct PackPage {
    title: String,
    identity: String,
    about: String,
    letter: bool,
    large: bool,
    /// What is written on it by hand.
    lines: &'static [&'static str],
    how: Vec<&'static str>,
    /// Of the list's columns. Titles are links, so that nobody needs the files' names.
    heads: Vec<&'static str>,
    entries: Vec<PackEntry>,
    style: String,
}

#[derive(Serialize)]
struct PackEntry {
    file: String,
    title: String,
    count: usize,
    edition: String,
}

pub fn alone(plan: &Plan, pack: &Pack, style: &str) -> Shown {
    let entry = |entry: &crate::checklist::pack::Entry| PackEntry {
        file: entry.file.clone(),
        title: entry.title.clone(),
        count: entry.count,
        edition: entry.edition.clone(),
    };
    let content = PackPage {
        title: pack.title(),
        identity: pack.identity(),
        about: pack.about(),
        letter: pack.form.paper == crate::settings::Paper::Letter,
        large: pack.form.large,
        lines: LINES,
        how: pack.how(),
        heads: HEADS.iter().copied().filter(|head| *head != FILE).collect(),
        entries: pack.entries.iter().map(entry).collect(),
        style: style.to_owned(),
    };
    let head = plan.head(pack.title(), &addresses::checklists(), "checklists");
    Shown { head, content: Data::of(&content) }
}
