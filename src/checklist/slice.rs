//! Slices: which statements a sheet holds.

use super::MOST_ROWS;
use crate::base::Address;
use crate::model::{ArchetypeRef, Framework, GroupRef, LevelRef, ProfileRef, Statement, StatementRef, Target};
use crate::site::addresses;

/// The choices of statements that come ready made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slice {
    Level(LevelRef),
    LevelGroup(LevelRef, GroupRef),
    Archetype(ArchetypeRef),
    ArchetypeLevel(ArchetypeRef, LevelRef),
    Profile(ProfileRef),
}

/// Every slice that has a statement and is small enough to be a sheet.
pub fn slices(framework: &Framework) -> Vec<Slice> {
    let mut all = Vec::new();
    for (level, _) in framework.levels() {
        all.push(Slice::Level(level));
        all.extend(framework.groups().map(|(group, _)| Slice::LevelGroup(level, group)));
    }
    for (archetype, _) in framework.archetypes() {
        all.push(Slice::Archetype(archetype));
        all.extend(framework.levels().map(|(level, _)| Slice::ArchetypeLevel(archetype, level)));
    }
    all.extend(framework.profiles().map(|(profile, _)| Slice::Profile(profile)));
    all.retain(|slice| (1..=MOST_ROWS).contains(&slice.statements(framework).count()));
    all
}

impl Slice {
    /// Its statements, in reading order.
    pub fn statements(self, framework: &Framework) -> impl Iterator<Item = StatementRef> + '_ {
        let everywhere = framework.statements().map(|(handle, _)| handle);
        let below = |group| framework.statements_below(group).map(|(handle, _)| handle);
        let (all, some) = match self {
            Slice::LevelGroup(_, group) => (None, Some(below(group))),
            _ => (Some(everywhere), None),
        };
        let all = all.into_iter().flatten().chain(some.into_iter().flatten());
        all.filter(move |handle| self.holds(framework, &framework[*handle]))
    }

    fn holds(self, framework: &Framework, statement: &Statement) -> bool {
        match self {
            Slice::Level(level) | Slice::LevelGroup(level, _) => statement.level == level,
            Slice::Archetype(archetype) => statement.archetypes.contains(&archetype),
            Slice::ArchetypeLevel(archetype, level) => {
                statement.level == level && statement.archetypes.contains(&archetype)
            }
            Slice::Profile(profile) => needed(framework, profile, statement),
        }
    }

    /// The address of its first layout.
    pub fn address(self, framework: &Framework) -> Address {
        let top = addresses::checklists();
        let level = |level: LevelRef| addresses::level_anchor(&framework[level]);
        let archetype = |archetype: ArchetypeRef| format!("archetype-{}", framework[archetype].slug);
        match self {
            Slice::Level(at) => top.below(&level(at)),
            Slice::LevelGroup(at, group) => top.below(&level(at)).below("in").below(&framework[group].path),
            Slice::Archetype(at) => top.below(&archetype(at)),
            Slice::ArchetypeLevel(at, of) => top.below(&archetype(at)).below(&level(of)),
            Slice::Profile(profile) => top.below(&format!("profile-{}", framework[profile].slug)),
        }
    }
}

/// Whether a profile asks for a statement: one of its targets holds it, the target's level is as high, and it is meant
/// for one of the profile's archetypes (for anybody where the profile names none).
fn needed(framework: &Framework, profile: ProfileRef, statement: &Statement) -> bool {
    let profile = &framework[profile];
    let meant = profile.archetypes.is_empty()
        || statement.archetypes.iter().any(|archetype| profile.archetypes.contains(archetype));
    meant
        && profile.targets.iter().any(|(target, level)| {
            let held = match target {
                Target::Capability(capability) => statement.capability == *capability,
                Target::Group(group) => framework.path_to(statement.group).contains(group),
            };
            held && statement.level <= *level
        })
}
