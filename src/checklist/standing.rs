//! Whether a sheet still stands: what became of its statements since each release that was kept.

use super::{MOST_ROWS, Slice, edition_of};
use crate::model::{ArchetypeRef, Capability, Framework, LevelRef, Release, Statement, Target};
use crate::parse::{Frozen, FrozenStatement};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A sheet as an earlier version had it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Since {
    pub version: String,
    pub date: Option<Date>,
    /// The edition that stands on sheets of that version.
    pub edition: String,
    /// What changed since. Empty where the edition is the current one.
    pub changes: Vec<Change>,
}

/// What became of a statement. By the capability's id; where it has several statements, with the level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub id: String,
    pub what: What,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// It is new on this sheet.
    Added {
        text: String,
    },
    Reworded {
        before: String,
        after: String,
    },
    /// To another level, and so perhaps to another sheet.
    Moved {
        from: u32,
        to: u32,
        text: String,
    },
    Retired {
        text: String,
        replaced_by: Vec<String>,
    },
    /// It is still there, but this sheet no longer holds it, or nobody knows of it.
    Gone {
        text: String,
    },
}

/// Where the statements of each release whose wording was kept stand in it, for all sheets to find theirs. In the order
/// of the releases.
pub struct Earlier(Vec<ByLevel>);

/// Positions by level, and there by the slug path of each group that holds them; all of a level have the empty path.
type ByLevel = HashMap<u32, HashMap<String, Vec<usize>>>;

impl Earlier {
    pub fn of(framework: &Framework) -> Earlier {
        Earlier(kept(framework).map(|(_, frozen)| by_level(&frozen.statements)).collect())
    }
}

fn kept(framework: &Framework) -> impl Iterator<Item = (&Release, &Frozen)> {
    framework.releases().filter_map(|(_, release)| Some((release, release.frozen.as_deref()?)))
}

fn by_level(all: &[FrozenStatement]) -> ByLevel {
    let mut places = ByLevel::new();
    for (at, statement) in all.iter().enumerate() {
        let groups = places.entry(statement.level).or_default();
        let path = statement.group.as_str();
        let around = path.match_indices('/').map(|(end, _)| &path[..end]).chain([path]);
        for group in std::iter::once("").chain(around.filter(|group| !group.is_empty())) {
            match groups.get_mut(group) {
                Some(places) => places.push(at),
                None => _ = groups.insert(group.to_owned(), vec![at]),
            }
        }
    }
    places
}

/// For each release whose wording was kept, the newest first. `named` finds the capability that has an id now.
pub fn standing<'a>(
    framework: &'a Framework,
    slice: Slice,
    earlier: &Earlier,
    named: &dyn Fn(&str) -> Option<&'a Capability>,
) -> Vec<Since> {
    let current: Vec<Line> = slice.statements(framework).map(|at| Line::of(framework, &framework[at])).collect();
    let edition = edition_of(current.iter().map(Line::parts));
    kept(framework)
        .zip(&earlier.0)
        .map(|((release, frozen), places)| {
            let held = slice.held_then(framework, &frozen.statements, places);
            let then: Vec<Line> = held.into_iter().map(Line::frozen).collect();
            let edition_then = edition_of(then.iter().map(Line::parts));
            let changes = if edition_then == edition { Vec::new() } else { changes(framework, &then, &current, named) };
            Since { version: release.version.clone(), date: release.date, edition: edition_then, changes }
        })
        .collect()
}

/// What tells a statement on a sheet.
#[derive(Clone, Copy)]
struct Line<'a> {
    id: &'a str,
    level: u32,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn of(framework: &'a Framework, statement: &'a Statement) -> Line<'a> {
        Line {
            id: &framework[statement.capability].id,
            level: framework[statement.level].number,
            text: &statement.text.own().phrase.plain,
        }
    }

    fn frozen(statement: &'a FrozenStatement) -> Line<'a> {
        Line { id: &statement.id, level: statement.level, text: &statement.text }
    }

    fn parts(&self) -> (&'a str, u32, &'a str) {
        (self.id, self.level, self.text)
    }
}

fn changes<'a>(
    framework: &Framework,
    then: &[Line],
    now: &[Line],
    named: &dyn Fn(&str) -> Option<&'a Capability>,
) -> Vec<Change> {
    let texts: BTreeMap<(&str, u32), &str> = now.iter().map(|line| ((line.id, line.level), line.text)).collect();
    // Which statements of today have been told: those that were there, and those that came here from another level.
    let mut told: BTreeSet<(&str, u32)> = BTreeSet::new();
    let mut all = Vec::new();
    for line in then {
        told.insert((line.id, line.level));
        let what = match (texts.get(&(line.id, line.level)), named(line.id)) {
            (Some(text), _) if *text == line.text => continue,
            (Some(text), _) => What::Reworded { before: line.text.to_owned(), after: (*text).to_owned() },
            (None, Some(capability)) => left(framework, line, capability),
            (None, None) => What::Gone { text: line.text.to_owned() },
        };
        if let What::Moved { to, .. } = what {
            told.insert((line.id, to));
        }
        all.push(Change { id: line.id.to_owned(), what });
    }
    let new = now.iter().filter(|line| !told.contains(&(line.id, line.level)));
    all.extend(new.map(|line| Change { id: line.id.to_owned(), what: What::Added { text: line.text.to_owned() } }));
    all
}

/// Why a statement that stood on the sheet does so no more.
fn left(framework: &Framework, line: &Line, capability: &Capability) -> What {
    let text = line.text.to_owned();
    if let Some(retired) = &capability.retired {
        let replaced_by = retired.replaced_by.iter().map(|at| framework[*at].id.clone()).collect();
        return What::Retired { text, replaced_by };
    }
    match capability.statements[..] {
        [only] if framework[framework[only].level].number != line.level => {
            What::Moved { from: line.level, to: framework[framework[only].level].number, text }
        }
        _ => What::Gone { text },
    }
}

impl Slice {
    /// Those statements of an earlier version that a sheet of this slice held then.
    fn held_then<'a>(
        self,
        framework: &Framework,
        all: &'a [FrozenStatement],
        places: &ByLevel,
    ) -> Vec<&'a FrozenStatement> {
        let of = |level: LevelRef, group: &str| {
            let level = framework[level].number;
            places.get(&level).and_then(|groups| groups.get(group)).map_or(&[][..], Vec::as_slice)
        };
        let among: Box<dyn Iterator<Item = &FrozenStatement>> = match self {
            Slice::Level(level) | Slice::ArchetypeLevel(_, level) => Box::new(of(level, "").iter().map(|at| &all[*at])),
            Slice::LevelGroup(level, group) | Slice::LevelGroupPart(level, group, _) => {
                Box::new(of(level, &framework[group].path).iter().map(|at| &all[*at]))
            }
            Slice::Archetype(_) | Slice::Profile(_) => Box::new(all.iter()),
        };
        let held = among.filter(|statement| self.holds_then(framework, statement));
        match self {
            Slice::LevelGroupPart(_, _, part) => held.skip(part as usize * MOST_ROWS).take(MOST_ROWS).collect(),
            _ => held.collect(),
        }
    }

    pub(super) fn holds_then(self, framework: &Framework, statement: &FrozenStatement) -> bool {
        let at = |level: LevelRef| framework[level].number == statement.level;
        let is_for = |archetype: ArchetypeRef| statement.archetypes.contains(&framework[archetype].slug);
        match self {
            Slice::Level(level) => at(level),
            Slice::LevelGroup(level, group) => at(level) && below(&statement.group, &framework[group].path),
            Slice::LevelGroupPart(level, group, _) => at(level) && statement.group == framework[group].path,
            Slice::Archetype(archetype) => is_for(archetype),
            Slice::ArchetypeLevel(archetype, level) => at(level) && is_for(archetype),
            Slice::Profile(profile) => {
                let profile = &framework[profile];
                let meant = profile.archetypes.is_empty() || profile.archetypes.iter().any(|at| is_for(*at));
                meant
                    && profile.targets.iter().any(|(target, level)| {
                        let held = match target {
                            Target::Group(group) => below(&statement.group, &framework[*group].path),
                            Target::Capability(capability) => framework[*capability].id == statement.id,
                        };
                        held && statement.level <= framework[*level].number
                    })
            }
        }
    }
}

/// Whether a slug path is that of a group or of one in it.
fn below(path: &str, group: &str) -> bool {
    path.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
