//! The classes of changes: for each what it is called, how large a step it asks for, and whether it touches an
//! assessment made before. The rules of the next version are this list, and nothing else.

use super::change::Affects::{self, Maybe, No, Yes};
use super::next::Size::{self, Major, Minor, Patch};

#[derive(PartialEq, Eq, Debug)]
pub struct Class {
    pub id: &'static str,
    /// Above the changes of this class.
    pub heading: &'static str,
    /// After a count: for one, and for several.
    pub counted: (&'static str, &'static str),
    pub size: Size,
    /// Whether it leaves records that others keep pointing at nothing, or at something else.
    pub breaking: bool,
    pub affects: Affects,
    /// Why it does or does not affect an assessment, as half a sentence.
    pub because: &'static str,
}

macro_rules! classes {
    ($($name:ident = $id:literal, $heading:literal, ($one:literal, $many:literal), $size:ident $breaking:ident,
       $affects:ident $because:literal;)*) => {
        $(pub static $name: Class = Class {
            id: $id,
            heading: $heading,
            counted: ($one, $many),
            size: $size,
            breaking: classes!(@ $breaking),
            affects: $affects,
            because: $because,
        };)*

        /// All classes, the most serious first.
        pub static CLASSES: &[&Class] = &[$(&$name),*];
    };
    (@ breaking) => { true };
    (@ keeps) => { false };
}

classes! {
    REUSED = "reused", "Ids given to something else", ("id given to something else", "ids given to something else"),
        Major breaking, Yes "records kept under this id now speak of something else";
    RENUMBERED = "renumbered", "Ids that changed", ("id changed", "ids changed"),
        Major breaking, Yes "records kept under the old id no longer lead here";
    REMOVED = "removed", "Removed", ("removed", "removed"),
        Major breaking, Yes "nothing says any more what was assessed";
    STATEMENT_REMOVED = "statement-removed", "Removed at a level", ("removed at a level", "removed at a level"),
        Major breaking, Yes "what was assessed at this level is no longer asked";
    LEVEL = "level", "At another level", ("at another level", "at another level"),
        Major breaking, Yes "it was assessed as part of another level";
    LEVEL_REMOVED = "level-removed", "Levels removed", ("level removed", "levels removed"),
        Major breaking, Yes "nobody can be at this level any more";
    SPLIT = "split", "Split", ("split", "split"),
        Major keeps, Yes "its parts are now assessed one by one";
    MERGED = "merged", "Merged", ("merged", "merged"),
        Major keeps, Yes "it is now assessed together with others";
    RETIRED = "retired", "Retired", ("retired", "retired"),
        Major keeps, Yes "it is no longer assessed";
    ARCHETYPE_REMOVED = "archetype-removed", "Archetypes removed", ("archetype removed", "archetypes removed"),
        Major keeps, Yes "nothing is asked of these people any more";
    REWRITTEN = "rewritten", "Rewritten", ("rewritten", "rewritten"),
        Major keeps, Yes "so much is worded anew that something else may have been assessed";
    RESTORED = "restored", "Restored", ("restored", "restored"),
        Minor keeps, Maybe "an assessment from before it was retired may stand again";
    ADDED = "added", "Added", ("added", "added"),
        Minor keeps, No "nobody has been assessed on it yet";
    STATEMENT_ADDED = "statement-added", "Added at a level", ("added at a level", "added at a level"),
        Minor keeps, No "nobody has been assessed on it at this level yet";
    PROCESS = "process", "Another kind of thinking", ("with another kind of thinking", "with another kind of thinking"),
        Minor keeps, Maybe "another kind of thinking is asked for: what was shown may not be enough";
    ARCHETYPES = "archetypes", "For other people", ("for other people", "for other people"),
        Minor keeps, Maybe "it is asked of other people than before";
    REQUIRES = "requires", "Building on something else", ("building on something else", "building on something else"),
        Minor keeps, Maybe "what has to come first is different";
    LEVEL_ADDED = "level-added", "Levels added", ("level added", "levels added"),
        Minor keeps, No "nobody has been assessed at it yet";
    ARCHETYPE_ADDED = "archetype-added", "Archetypes added", ("archetype added", "archetypes added"),
        Minor keeps, No "nobody has been assessed as one yet";
    PROCESS_REMOVED = "process-removed", "Thinking skills removed", ("thinking skill removed", "thinking skills removed"),
        Minor keeps, No "each statement that had it is told on its own";
    PROCESS_ADDED = "process-added", "Thinking skills added", ("thinking skill added", "thinking skills added"),
        Minor keeps, No "each statement that has it is told on its own";
    GROUP_REMOVED = "group-removed", "Groups removed", ("group removed", "groups removed"),
        Minor keeps, No "each statement that was in it is told on its own";
    GROUP_ADDED = "group-added", "Groups added", ("group added", "groups added"),
        Minor keeps, No "each statement in it is told on its own";
    WORDING = "wording", "Reworded", ("reworded", "reworded"),
        Patch keeps, Maybe "some words differ: read whether it still asks for the same";
    MARKS = "marks", "Spelling and punctuation", ("mended in spelling or punctuation", "mended in spelling or punctuation"),
        Patch keeps, No "only spelling, punctuation or capital letters differ";
    LEVEL_RENAMED = "level-renamed", "Levels renamed", ("level renamed", "levels renamed"),
        Patch keeps, Maybe "records name the level as it was called then";
    ARCHETYPE_RENAMED = "archetype-renamed", "Archetypes renamed", ("archetype renamed", "archetypes renamed"),
        Patch keeps, No "only the name differs";
    PROCESS_RENAMED = "process-renamed", "Thinking skills renamed", ("thinking skill renamed", "thinking skills renamed"),
        Patch keeps, No "only the name differs";
    FRAMEWORK_RENAMED = "framework-renamed", "The framework's name", ("new name of the framework", "new names of the framework"),
        Patch keeps, No "only the name differs";
    MOVED = "moved", "Moved to another group", ("moved to another group", "moved to another group"),
        Patch keeps, No "it asks for the same in another place";
    RENAMED = "renamed", "Renamed", ("renamed", "renamed"),
        Patch keeps, No "only its name differs, and not what it asks for";
    GROUP_MOVED = "group-moved", "Groups moved", ("group moved", "groups moved"),
        Patch keeps, No "what is in it asks for the same";
    GROUP_ADDRESS = "group-address", "Groups at another address", ("group at another address", "groups at another address"),
        Patch keeps, No "what is in it asks for the same";
    GROUP_RENAMED = "group-renamed", "Groups renamed", ("group renamed", "groups renamed"),
        Patch keeps, No "what is in it asks for the same";
    GROUP_NUMBERED = "group-numbered", "Groups with another number", ("group with another number", "groups with another number"),
        Patch keeps, No "what is in it asks for the same";
    REPLACES = "replaces", "In the place of others", ("in the place of others", "in the place of others"),
        Patch keeps, No "whoever was assessed on what it replaces is told there";
    MAPPINGS = "mappings", "Mapped otherwise", ("mapped otherwise", "mapped otherwise"),
        Patch keeps, No "it asks for the same, whatever others call it";
    RESOURCES = "resources", "With other resources", ("with other resources", "with other resources"),
        Patch keeps, No "what helps to learn it is not assessed";
    RELATED = "related", "With other links", ("with other links", "with other links"),
        Patch keeps, No "it asks for the same";
    GUIDANCE = "guidance", "Guidance only", ("changed in guidance only", "changed in guidance only"),
        Patch keeps, No "the statement itself is as it was";
    RETIREMENT = "retirement", "Notes on what is retired", ("note on what is retired", "notes on what is retired"),
        Patch keeps, No "it was not assessed any more";
    ORDER = "order", "In another order", ("in another order", "in another order"),
        Patch keeps, No "it asks for the same";
    FRAME_ORDER = "frame-order", "Groups and others in another order",
        ("change of order among groups and others", "changes of order among groups and others"),
        Patch keeps, No "only the order differs";
}

impl Class {
    /// From zero, the most serious.
    pub fn rank(&self) -> usize {
        CLASSES.iter().position(|class| class.id == self.id).unwrap_or(CLASSES.len())
    }
}
