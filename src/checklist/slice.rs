//! Slices: which statements a sheet holds.

use super::{MOST_ROWS, Subject};
use crate::base::Address;
use crate::model::{ArchetypeRef, Framework, GroupRef, LevelRef, ProfileRef, Statement, StatementRef, Target};
use crate::settings::{ChecklistSettings, Names};
use crate::site::addresses;

/// The choices of statements that come ready made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slice {
    Level(LevelRef),
    LevelGroup(LevelRef, GroupRef),
    /// A part, from zero, of a group that has too many statements of a level for one sheet and no groups to divide it.
    LevelGroupPart(LevelRef, GroupRef, u32),
    Archetype(ArchetypeRef),
    ArchetypeLevel(ArchetypeRef, LevelRef),
    Profile(ProfileRef),
}

/// The slices that the site has sheets of.
pub fn ready(framework: &Framework, settings: &ChecklistSettings) -> Vec<Slice> {
    let mut all = candidates(framework);
    all.retain(|slice| slice.is_ready(settings) && slice.is_sheet(framework));
    all
}

/// Every slice that has a statement and is small enough to be a sheet.
pub fn slices(framework: &Framework) -> Vec<Slice> {
    let mut all = candidates(framework);
    all.retain(|slice| slice.is_sheet(framework));
    all
}

fn candidates(framework: &Framework) -> Vec<Slice> {
    let mut all = Vec::new();
    for (level, _) in framework.levels() {
        all.push(Slice::Level(level));
        all.extend(framework.groups().flat_map(|(group, _)| level_of_group(framework, level, group)));
    }
    for (archetype, _) in framework.archetypes() {
        all.push(Slice::Archetype(archetype));
        all.extend(framework.levels().map(|(level, _)| Slice::ArchetypeLevel(archetype, level)));
    }
    all.extend(framework.profiles().map(|(profile, _)| Slice::Profile(profile)));
    all
}

fn level_of_group(framework: &Framework, level: LevelRef, group: GroupRef) -> Vec<Slice> {
    let own = framework.statements_in(group).filter(|(_, statement)| statement.level == level).count();
    let parts = if own > MOST_ROWS { own.div_ceil(MOST_ROWS) } else { 0 };
    let parts = (0..parts as u32).map(|part| Slice::LevelGroupPart(level, group, part));
    std::iter::once(Slice::LevelGroup(level, group)).chain(parts).collect()
}

impl Slice {
    /// The sheets of one group, by level.
    pub fn of_group(framework: &Framework, group: GroupRef) -> Vec<Slice> {
        let all = framework.levels().flat_map(|(level, _)| level_of_group(framework, level, group));
        all.filter(|slice| slice.is_sheet(framework)).collect()
    }

    /// Whether it has a statement and is small enough to be a sheet.
    pub fn is_sheet(self, framework: &Framework) -> bool {
        (1..=MOST_ROWS).contains(&self.statements(framework).take(MOST_ROWS + 1).count())
    }

    /// Whether sheets of its sort come ready made.
    pub fn is_ready(self, settings: &ChecklistSettings) -> bool {
        settings.ready.iter().any(|sort| sort == self.sort())
    }

    /// Its statements, in reading order.
    pub fn statements(self, framework: &Framework) -> impl Iterator<Item = StatementRef> + '_ {
        let (group, own, part) = match self {
            Slice::LevelGroup(_, group) => (Some(group), false, None),
            Slice::LevelGroupPart(_, group, part) => (Some(group), true, Some(part as usize)),
            _ => (None, false, None),
        };
        let everywhere = group.is_none().then(|| framework.statements()).into_iter().flatten();
        let below = group.map(|group| framework.statements_below(group)).into_iter().flatten();
        let all = everywhere.chain(below).filter(move |(_, statement)| !own || Some(statement.group) == group);
        let held = all.filter(move |(_, statement)| self.holds(framework, statement)).map(|(handle, _)| handle);
        held.skip(part.unwrap_or_default() * MOST_ROWS).take(part.map_or(usize::MAX, |_| MOST_ROWS))
    }

    pub(super) fn holds(self, framework: &Framework, statement: &Statement) -> bool {
        match self {
            Slice::Level(level) | Slice::LevelGroup(level, _) | Slice::LevelGroupPart(level, ..) => {
                statement.level == level
            }
            Slice::Archetype(archetype) => statement.archetypes.contains(&archetype),
            Slice::ArchetypeLevel(archetype, level) => {
                statement.level == level && statement.archetypes.contains(&archetype)
            }
            Slice::Profile(profile) => needed(framework, profile, statement),
        }
    }

    /// What `checklists.ready` and `checklists.pdf` in the settings call slices of its sort.
    pub fn sort(self) -> &'static str {
        match self {
            Slice::Level(_) => "levels",
            Slice::LevelGroup(..) | Slice::LevelGroupPart(..) => "groups",
            Slice::Archetype(_) => "archetypes",
            Slice::ArchetypeLevel(..) => "archetype-levels",
            Slice::Profile(_) => "profiles",
        }
    }

    /// Its name as a file's: `archetype-user--level-1`.
    pub fn file_name(self, framework: &Framework) -> String {
        self.within(framework).replace('/', "--")
    }

    /// Its address's words below that of all checklists.
    fn within(self, framework: &Framework) -> String {
        let address = self.address(framework);
        let within = address.as_str().strip_prefix(addresses::checklists().as_str()).unwrap_or_default();
        within.trim_end_matches('/').to_owned()
    }

    /// The address of its sheet as PDF.
    pub fn pdf(self, framework: &Framework) -> Address {
        Address::file(format!("{}{}.pdf", self.address(framework), self.file_name(framework)))
    }

    /// The address of the picture of the code on its sheets.
    pub fn code(self, framework: &Framework) -> Address {
        Address::file(format!("{}code.svg", self.stands(framework)))
    }

    /// What a sheet of it is about.
    pub fn subject(self, framework: &Framework, names: &Names) -> Subject {
        Subject {
            title: self.title(framework, names),
            statements: self.statements(framework).collect(),
            stands: self.stands_page(framework),
        }
    }

    /// Where it is said whether a sheet of it still stands, up to where version and edition follow.
    pub fn stands_page(self, framework: &Framework) -> String {
        format!("{}?", self.stands(framework))
    }

    /// "Level 2: Independent, 6.4 Robotics".
    pub fn title(self, framework: &Framework, names: &Names) -> String {
        let short = self.short_title(framework, names);
        match self {
            Slice::LevelGroup(level, _) | Slice::LevelGroupPart(level, ..) => {
                format!("{}, {short}", Slice::Level(level).short_title(framework, names))
            }
            Slice::ArchetypeLevel(archetype, _) => format!("{}, {short}", framework[archetype].plural),
            _ => short,
        }
    }

    /// What tells a sheet from its neighbours in a list: "6.4 Robotics" among those of a level.
    pub fn short_title(self, framework: &Framework, names: &Names) -> String {
        let numbered = |group: GroupRef| format!("{} {}", framework[group].number, framework[group].about.title());
        match self {
            Slice::Level(at) | Slice::ArchetypeLevel(_, at) => framework[at].full_name(&names.level.one),
            Slice::LevelGroup(_, group) => numbered(group),
            Slice::LevelGroupPart(_, group, part) => format!("{}, part {}", numbered(group), part + 1),
            Slice::Archetype(archetype) => framework[archetype].plural.clone(),
            Slice::Profile(profile) => framework[profile].about.title().to_owned(),
        }
    }

    /// The address of the page that says whether a sheet of it still stands.
    pub fn stands(self, framework: &Framework) -> Address {
        addresses::standing().below(&self.within(framework))
    }

    /// The address of its first layout.
    pub fn address(self, framework: &Framework) -> Address {
        let top = addresses::checklists();
        let level = |level: LevelRef| addresses::level_anchor(&framework[level]);
        let archetype = |archetype: ArchetypeRef| format!("archetype-{}", framework[archetype].slug);
        match self {
            Slice::Level(at) => top.below(&level(at)),
            Slice::LevelGroup(at, group) => top.below(&level(at)).below("in").below(&framework[group].path),
            Slice::LevelGroupPart(at, group, part) => {
                let whole = Slice::LevelGroup(at, group).address(framework);
                whole.below(&format!("part-{}", part + 1))
            }
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
                Target::Group(group) => framework.holds(*group, statement.group),
            };
            held && statement.level <= *level
        })
}
