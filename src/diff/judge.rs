//! Which class a change is of, and so what it means for an assessment made before.

use super::change::{Affects, Kind, Subject};
use super::class::*;
use super::words::{Amount, turning};

pub fn class(subject: Subject, kind: &Kind) -> &'static Class {
    use Subject::*;
    match (subject, kind) {
        (_, Kind::Reused { .. }) => &REUSED,
        (_, Kind::Renumbered { .. }) => &RENUMBERED,
        (Level, Kind::Removed { .. }) => &LEVEL_REMOVED,
        (Archetype, Kind::Removed { .. }) => &ARCHETYPE_REMOVED,
        (Process, Kind::Removed { .. }) => &PROCESS_REMOVED,
        (Group, Kind::Removed { .. }) => &GROUP_REMOVED,
        (_, Kind::Removed { .. }) => &REMOVED,
        (_, Kind::StatementRemoved { .. }) => &STATEMENT_REMOVED,
        (_, Kind::Level { .. }) => &LEVEL,
        (_, Kind::Split { .. }) => &SPLIT,
        (_, Kind::Merged { .. }) => &MERGED,
        (_, Kind::Retired { .. }) => &RETIRED,
        (_, Kind::Wording { amount: Amount::Rewritten, .. }) => &REWRITTEN,
        (_, Kind::Wording { amount: Amount::Words, .. }) => &WORDING,
        (_, Kind::Wording { amount: Amount::Marks, .. }) => &MARKS,
        (_, Kind::Restored) => &RESTORED,
        (Level, Kind::Added) => &LEVEL_ADDED,
        (Archetype, Kind::Added) => &ARCHETYPE_ADDED,
        (Process, Kind::Added) => &PROCESS_ADDED,
        (Group, Kind::Added) => &GROUP_ADDED,
        (_, Kind::Added) => &ADDED,
        (_, Kind::StatementAdded { .. }) => &STATEMENT_ADDED,
        (_, Kind::Process { .. }) => &PROCESS,
        (_, Kind::Archetypes { .. }) => &ARCHETYPES,
        (_, Kind::Requires { .. }) => &REQUIRES,
        (Group, Kind::Moved { .. }) => &GROUP_MOVED,
        (_, Kind::Moved { .. }) => &MOVED,
        (Level, Kind::Renamed { .. }) => &LEVEL_RENAMED,
        (Archetype, Kind::Renamed { .. }) => &ARCHETYPE_RENAMED,
        (Process, Kind::Renamed { .. }) => &PROCESS_RENAMED,
        (Group, Kind::Renamed { .. }) => &GROUP_RENAMED,
        (Framework, Kind::Renamed { .. }) => &FRAMEWORK_RENAMED,
        (Capability, Kind::Renamed { .. }) => &RENAMED,
        (_, Kind::Numbered { .. }) => &GROUP_NUMBERED,
        (_, Kind::Address { .. }) => &GROUP_ADDRESS,
        (_, Kind::Replaces { .. }) => &REPLACES,
        (_, Kind::Mappings { .. }) => &MAPPINGS,
        (_, Kind::Resources { .. }) => &RESOURCES,
        (_, Kind::Related { .. }) => &RELATED,
        (_, Kind::Guidance { .. }) => &GUIDANCE,
        (_, Kind::Retirement { .. }) => &RETIREMENT,
        (Capability, Kind::Order { .. }) => &ORDER,
        (_, Kind::Order { .. }) => &FRAME_ORDER,
    }
}

/// What all of it together means: the strongest of what each means alone.
pub fn affects(subject: Subject, kinds: &[Kind]) -> (Affects, String) {
    // The kinds stand with the most serious first, so the first of the strongest is the one to name.
    let mut strongest: Option<(&Class, &Kind)> = None;
    for kind in kinds {
        let class = class(subject, kind);
        if strongest.is_none_or(|(other, _)| class.affects > other.affects) {
            strongest = Some((class, kind));
        }
    }
    match strongest {
        Some((_, Kind::Removed { retired: true })) => (Affects::No, "it was not assessed any more".to_owned()),
        Some((class, Kind::Wording { words, .. })) if class.id == WORDING.id => match turning(words) {
            Some(what) => (class.affects, format!("{what} changed, which can turn the meaning: read it again")),
            None => (class.affects, class.because.to_owned()),
        },
        Some((class, _)) => (class.affects, class.because.to_owned()),
        None => (Affects::No, String::new()),
    }
}
