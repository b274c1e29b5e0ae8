//! Any choice of statements: levels, archetypes and groups, several of each, or a profile. What the command line and
//! the page where one puts a sheet together ask for; the ready slices are choices, too.

use super::{Slice, Subject};
use crate::base::percent_encode;
use crate::model::{ArchetypeRef, Framework, GroupRef, LevelRef, ProfileRef, Statement, StatementRef};
use crate::settings::{Names, Settings};
use crate::site::addresses;

/// Where nothing of a kind is chosen, all of it is meant. Among themselves they narrow each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    pub levels: Vec<LevelRef>,
    pub archetypes: Vec<ArchetypeRef>,
    pub groups: Vec<GroupRef>,
    pub profile: Option<ProfileRef>,
}

impl Choice {
    /// The choice that a slice is. A part of a group is none.
    pub fn of(slice: Slice) -> Option<Choice> {
        let none = Choice::default();
        match slice {
            Slice::Level(level) => Some(Choice { levels: vec![level], ..none }),
            Slice::LevelGroup(level, group) => Some(Choice { levels: vec![level], groups: vec![group], ..none }),
            Slice::LevelGroupPart(..) => None,
            Slice::Archetype(archetype) => Some(Choice { archetypes: vec![archetype], ..none }),
            Slice::ArchetypeLevel(archetype, level) => {
                Some(Choice { levels: vec![level], archetypes: vec![archetype], ..none })
            }
            Slice::Profile(profile) => Some(Choice { profile: Some(profile), ..none }),
        }
    }

    /// What a sheet of it is about.
    pub fn subject(&self, framework: &Framework, settings: &Settings) -> Subject {
        let slice = self.slice().filter(|slice| slice.is_sheet(framework));
        let named = slice.map(|slice| slice.subject(framework, &settings.names));
        match named {
            Some(subject) if slice.is_some_and(|slice| slice.is_ready(&settings.checklists)) => subject,
            Some(subject) => Subject { stands: self.stands(framework), ..subject },
            None => Subject {
                title: self.title(framework, &settings.names),
                statements: self.statements(framework),
                stands: self.stands(framework),
            },
        }
    }

    /// The slice that it is, if it is one.
    fn slice(&self) -> Option<Slice> {
        match (&self.levels[..], &self.archetypes[..], &self.groups[..], self.profile) {
            (&[level], [], [], None) => Some(Slice::Level(level)),
            (&[level], [], &[group], None) => Some(Slice::LevelGroup(level, group)),
            ([], &[archetype], [], None) => Some(Slice::Archetype(archetype)),
            (&[level], &[archetype], [], None) => Some(Slice::ArchetypeLevel(archetype, level)),
            ([], [], [], Some(profile)) => Some(Slice::Profile(profile)),
            _ => None,
        }
    }

    /// In reading order.
    fn statements(&self, framework: &Framework) -> Vec<StatementRef> {
        let of_profile = self.profile.map(Slice::Profile);
        let held = |statement: &Statement| {
            (self.levels.is_empty() || self.levels.contains(&statement.level))
                && (self.archetypes.is_empty() || statement.archetypes.iter().any(|at| self.archetypes.contains(at)))
                && (self.groups.is_empty() || self.groups.iter().any(|at| framework.holds(*at, statement.group)))
                && of_profile.is_none_or(|slice| slice.holds(framework, statement))
        };
        framework.statements().filter(|(_, statement)| held(statement)).map(|(handle, _)| handle).collect()
    }

    /// The address of the page that says whether a sheet of it still stands, up to where version and edition follow. The
    /// page is one for all choices, and its script reads from the address which choice it was.
    fn stands(&self, framework: &Framework) -> String {
        format!("{}?{}", addresses::standing(), self.query(framework))
    }

    /// As the address of a page has it, which then may go on: `level=2&archetype=user,embedder&`.
    pub fn query(&self, framework: &Framework) -> String {
        let levels = self.levels.iter().map(|at| framework[*at].number.to_string()).collect();
        let archetypes = self.archetypes.iter().map(|at| framework[*at].slug.clone()).collect();
        let groups = self.groups.iter().map(|at| framework[*at].path.clone()).collect();
        let profile = self.profile.iter().map(|at| framework[*at].slug.clone()).collect();
        let parts: [(&str, Vec<String>); 4] =
            [("level", levels), ("archetype", archetypes), ("domain", groups), ("profile", profile)];
        let chosen = parts.iter().filter(|(_, values)| !values.is_empty());
        let query = chosen.map(|(name, values)| {
            let values: Vec<String> = values.iter().map(|value| percent_encode(value)).collect();
            format!("{name}={}&", values.join(","))
        });
        query.collect()
    }

    /// "Levels 1 and 2, Embedders and Users, 6.4 Robotics".
    pub(super) fn title(&self, framework: &Framework, names: &Names) -> String {
        let mut parts = Vec::new();
        parts.extend(self.profile.map(|at| framework[at].about.title().to_owned()));
        let numbers: Vec<String> = self.levels.iter().map(|at| framework[*at].number.to_string()).collect();
        match &numbers[..] {
            [] => {}
            [one] => parts.push(format!("{} {one}", names.level.one)),
            many => parts.push(format!("{} {}", names.level.many, listed(many))),
        }
        let people: Vec<String> = self.archetypes.iter().map(|at| framework[*at].plural.clone()).collect();
        let groups = self.groups.iter().map(|at| &framework[*at]);
        let groups: Vec<String> = groups.map(|group| format!("{} {}", group.number, group.about.title())).collect();
        parts.extend([people, groups].iter().filter(|words| !words.is_empty()).map(|words| listed(words)));
        if parts.is_empty() { format!("All {}", names.statement.many.to_lowercase()) } else { parts.join(", ") }
    }
}

/// "a, b and c".
fn listed(words: &[String]) -> String {
    match words {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => words.concat(),
    }
}
