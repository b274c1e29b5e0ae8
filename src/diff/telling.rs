//! A difference in words, for people. What we say and what the content says are kept apart to the end, so that each
//! form has one place where it makes content harmless.

use super::change::{Affects, Change, Diff, Kind, LevelName, Name, Subject};
use super::words::{Amount, Word};
use crate::parse::snapshot::Mapping;

pub enum Piece {
    /// Ours.
    Plain(String),
    /// From the content: an id or a title.
    Name(String),
    /// From the content: a sentence.
    Said(String),
    /// From the content: a sentence, and what changed in it.
    Words(Vec<Word>),
}

pub type Line = Vec<Piece>;

pub struct Telling {
    pub title: Line,
    pub lead: Vec<Line>,
    pub remarks: Vec<String>,
    pub sections: Vec<Section>,
}

/// The changes of one class.
pub struct Section {
    pub heading: String,
    /// Nothing in it asks for a second look.
    pub harmless: bool,
    pub items: Vec<Item>,
}

/// One change.
pub struct Item {
    pub head: Line,
    pub lines: Vec<Line>,
}

pub fn telling(diff: &Diff) -> Telling {
    let version = |version: &str| if version.is_empty() { plain("(no version)") } else { name(&shortened(version)) };
    let mut title = vec![plain("Changes of "), name(&shortened(&diff.new.title))];
    if diff.old.version == diff.new.version {
        // Work goes on under the number of the last release until the next one.
        title.extend([plain(" since "), version(&diff.old.version)]);
    } else {
        title.extend([plain(" from "), version(&diff.old.version), plain(" to "), version(&diff.new.version)]);
    }
    let sections = diff.counts().into_iter().map(|(class, count)| Section {
        heading: format!("{} ({count})", class.heading),
        harmless: class.affects == Affects::No && class.size == super::Size::Patch,
        items: diff.changes.iter().filter(|change| change.class.id == class.id).map(item).collect(),
    });
    Telling { title, lead: lead(diff), remarks: diff.remarks.clone(), sections: sections.collect() }
}

fn lead(diff: &Diff) -> Vec<Line> {
    let count = diff.changes.len();
    if count == 0 {
        return vec![vec![plain(&diff.counted())]];
    }
    let changes = if count == 1 { "change" } else { "changes" };
    let mut lines = vec![vec![plain(&format!("{count} {changes}: {}", diff.counted()))]];
    let (size, because) = (diff.next.size.name(), &diff.next.because);
    lines.push(vec![plain(&match &diff.next.version {
        Some(version) => format!("next version: {version} ({size}), because: {because}"),
        None => format!("next version: a {size} step, because: {because}"),
    })]);
    if diff.next.enough == Some(false) {
        let it = name(&shortened(&diff.new.version));
        lines.push(vec![plain("the new version calls itself "), it, plain(", which is too small a step")]);
    }
    lines
}

/// One change in words.
pub fn item(change: &Change) -> Item {
    let mut head: Line = Vec::new();
    match change.subject {
        Subject::Framework => head.push(plain("framework")),
        Subject::Level => head.push(plain("level")),
        Subject::Archetype => head.push(plain("archetype")),
        Subject::Process => head.push(plain("thinking skill")),
        Subject::Group => head.push(plain("group")),
        Subject::Capability => {}
    }
    let space = |head: &mut Line| {
        if !head.is_empty() {
            head.push(plain(" "));
        }
    };
    if !change.id.is_empty() {
        space(&mut head);
        head.push(name(&change.id));
    }
    if let Some(group) = &change.group {
        head.extend([plain(if head.is_empty() { "in " } else { ", in " }), name(&group.title)]);
    }
    let mut lines: Vec<Line> = Vec::new();
    if change.subject != Subject::Capability {
        if change.title != change.id {
            space(&mut head);
            head.push(name(&change.title));
        }
    } else if !change.kinds.iter().any(|kind| says(kind, &change.title)) {
        lines.push(vec![said(&change.title)]);
    }
    lines.extend(change.kinds.iter().flat_map(|kind| told(change.subject, kind)));
    let answer = match change.affects {
        Affects::Yes => "yes",
        Affects::Maybe => "maybe",
        Affects::No => "no",
    };
    lines.push(vec![plain(&format!("affects earlier assessments: {answer}, {}", change.because))]);
    lines.extend(shows(change));
    Item { head, lines }
}

/// Whether the text shown as a change is the title, which would then be told twice.
fn says(kind: &Kind, title: &str) -> bool {
    match kind {
        Kind::Wording { words, .. } => {
            let now = words.iter().filter(|word| !matches!(word, Word::Removed(_)));
            now.map(Word::text).collect::<String>() == title
        }
        _ => false,
    }
}

fn shows(change: &Change) -> Option<Line> {
    if change.subject != Subject::Capability {
        return None;
    }
    if change.shows.is_empty() {
        return Some(vec![plain("shows on its own page only")]);
    }
    let mut line = vec![plain("shows on checklists of ")];
    for (at, shown) in change.shows.iter().enumerate() {
        if at > 0 {
            line.push(plain("; "));
        }
        line.extend(level(&shown.level));
        if !shown.archetypes.is_empty() {
            line.push(plain(" for "));
            line.extend(names(&shown.archetypes));
        }
    }
    Some(line)
}

/// What a kind of change says, one line or several.
fn told(subject: Subject, kind: &Kind) -> Vec<Line> {
    match kind {
        Kind::Reused { before } => vec![vec![plain("the id stood for something else before: "), said(before)]],
        Kind::Renumbered { from } => vec![vec![plain("the id was "), name(from), plain(": keep the old id")]],
        Kind::Removed { retired: true } => one("it was retired, and is now gone: its id and its page should stay"),
        Kind::Removed { .. } if subject == Subject::Capability => {
            one("gone without a trace: retire it instead, so that its id and its page stay")
        }
        Kind::Removed { .. } => one("removed"),
        Kind::StatementRemoved { level: at, text } => {
            vec![[vec![plain("no statement any more at ")], level(at), vec![plain(": "), said(text)]].concat_line()]
        }
        Kind::StatementAdded { level: at, text } => {
            vec![[vec![plain("new at ")], level(at), vec![plain(": "), said(text)]].concat_line()]
        }
        Kind::Level { from, to } => {
            vec![[vec![plain("moved from ")], level(from), vec![plain(" to ")], level(to)].concat_line()]
        }
        Kind::Split { into } => vec![[vec![plain("split into ")], ids(into)].concat_line()],
        Kind::Merged { with, into } => {
            vec![[vec![plain("merged with ")], ids(with), vec![plain(" into "), name(into)]].concat_line()]
        }
        Kind::Retired { since, reason, replaced_by } => retired("retired", since, reason, replaced_by),
        Kind::Retirement { since, reason, replaced_by } => retired("listed as retired", since, reason, replaced_by),
        Kind::Wording { level: at, amount, share, words } => {
            let mut line = Line::new();
            if let Some(at) = at {
                line.push(plain("at "));
                line.extend(level(at));
                line.push(plain(": "));
            }
            line.push(Piece::Words(words.clone()));
            line.push(plain(&format!(" ({})", how_much(*amount, *share))));
            vec![line]
        }
        Kind::Guidance { amount, share } => one(&format!("the guidance changed ({})", how_much(*amount, *share))),
        Kind::Restored => one("no longer retired"),
        // That it stands in its section says so.
        Kind::Added => Vec::new(),
        Kind::Process { level: at, from, to } => {
            let process = |of: &Option<Name>| of.as_ref().map_or_else(|| plain("none"), |of| name(&of.title));
            let mut line =
                vec![plain("kind of thinking: "), process(from), plain(" before, "), process(to), plain(" now")];
            line.extend(at.iter().flat_map(at_level));
            vec![line]
        }
        Kind::Archetypes { level: at, added, removed } => {
            let mut lines = pair("now for ", names(added), "no longer for ", names(removed));
            for line in &mut lines {
                line.extend(at.iter().flat_map(at_level));
            }
            lines
        }
        Kind::Requires { added, removed } => pair("now builds on ", ids(added), "no longer builds on ", ids(removed)),
        Kind::Related { added, removed } => {
            pair("now linked with ", ids(added), "no longer linked with ", ids(removed))
        }
        Kind::Resources { added, removed } => {
            pair("now with the resources ", ids(added), "no longer with the resources ", ids(removed))
        }
        Kind::Mappings { added, removed } => {
            pair("now mapped to ", mappings(added), "no longer mapped to ", mappings(removed))
        }
        Kind::Moved { from, to } => {
            let group = |of: &Option<Name>| of.as_ref().map_or_else(|| plain("the top"), |of| name(&of.title));
            vec![vec![plain("moved from "), group(from), plain(" to "), group(to)]]
        }
        Kind::Renamed { from, to } => {
            let called = |text: &str| if text.is_empty() { plain("without a name") } else { name(text) };
            vec![vec![plain("was called "), called(from), plain(", is called "), called(to)]]
        }
        Kind::Numbered { from, to } => vec![vec![plain("the number was "), name(from), plain(", is "), name(to)]],
        Kind::Address { from, to } => vec![vec![
            plain("the folder was "),
            name(from),
            plain(", is "),
            name(to),
            plain(": give the group `aliases` with its old address"),
        ]],
        Kind::Replaces { ids: of } => vec![[vec![plain("stands in the place of ")], ids(of)].concat_line()],
        Kind::Order { after: Some(after) } => vec![vec![plain("now stands after "), name(after)]],
        Kind::Order { after: None } => one("now stands first"),
    }
}

fn how_much(amount: Amount, share: u8) -> String {
    match amount {
        Amount::Marks => "spelling or punctuation only".to_owned(),
        Amount::Words => format!("{share} % of the words"),
        Amount::Rewritten => format!("rewritten, {share} % of the words"),
    }
}

fn retired(what: &str, since: &Option<String>, reason: &Option<String>, replaced_by: &[String]) -> Vec<Line> {
    let mut line = vec![plain(what)];
    if let Some(since) = since {
        line.extend([plain(" since "), name(since)]);
    }
    if let Some(reason) = reason {
        line.extend([plain(": "), said(reason)]);
    }
    let mut lines = vec![line];
    if !replaced_by.is_empty() {
        lines.push([vec![plain("use instead: ")], ids(replaced_by)].concat_line());
    }
    lines
}

/// What came, and what went; a line for each that is not empty.
fn pair(came: &str, added: Line, went: &str, removed: Line) -> Vec<Line> {
    let lines = [(came, added), (went, removed)].into_iter().filter(|(_, line)| !line.is_empty());
    lines.map(|(what, line)| [vec![plain(what)], line].concat_line()).collect()
}

fn level(of: &LevelName) -> Line {
    let mut line = vec![plain(&format!("level {}", of.number))];
    if !of.title.is_empty() {
        line.extend([plain(" "), name(&of.title)]);
    }
    line
}

fn at_level(of: &LevelName) -> Line {
    [vec![plain(", at ")], level(of)].concat_line()
}

fn names(all: &[Name]) -> Line {
    listed(all.iter().map(|it| vec![name(&it.title)]))
}

fn ids(all: &[String]) -> Line {
    listed(all.iter().map(|id| vec![name(id)]))
}

fn mappings(all: &[Mapping]) -> Line {
    listed(all.iter().map(|it| {
        let mut line = vec![name(&it.scheme), plain(" "), name(&it.id)];
        if let Some(relation) = &it.relation {
            line.extend([plain(" ("), name(relation), plain(")")]);
        }
        line
    }))
}

fn listed(all: impl Iterator<Item = Line>) -> Line {
    let mut line = Line::new();
    for it in all {
        if !line.is_empty() {
            line.push(plain(", "));
        }
        line.extend(it);
    }
    line
}

fn one(text: &str) -> Vec<Line> {
    vec![vec![plain(text)]]
}

fn plain(text: &str) -> Piece {
    Piece::Plain(text.to_owned())
}

fn name(text: &str) -> Piece {
    Piece::Name(text.to_owned())
}

fn said(text: &str) -> Piece {
    Piece::Said(text.to_owned())
}

/// A heading has to fit everywhere, however long a name is.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

trait ConcatLine {
    fn concat_line(self) -> Line;
}

impl<const N: usize> ConcatLine for [Line; N] {
    fn concat_line(self) -> Line {
        self.into_iter().flatten().collect()
    }
}
