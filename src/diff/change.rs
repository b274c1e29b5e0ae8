//! What a comparison finds: changes, one for each thing that changed, with all that is different about it.

use super::class::Class;
use super::next::Next;
use super::words::{Amount, Word};
use crate::parse::snapshot::Mapping;
use serde::Serialize;

/// All that is different between two versions, the frame first (levels, archetypes, processes, groups), then
/// capabilities in the order of the new version, then those that are gone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Diff {
    pub old: Edition,
    pub new: Edition,
    /// Ids could not be followed, so capabilities were paired by what they say.
    pub paired_by_text: bool,
    /// What has to be known to read the changes rightly, as sentences.
    pub remarks: Vec<String>,
    pub next: Next,
    pub changes: Vec<Change>,
}

/// Which version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Edition {
    pub id: String,
    pub title: String,
    pub version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// One thing that changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    pub subject: Subject,
    /// Its id now; where it is gone, the id that it had. A level's is its number, a group's its path.
    pub id: String,
    /// The id that it had, where that was another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What to call it: its title or, without one, what it says.
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Name>,
    /// What is different, the most serious first; never empty.
    pub kinds: Vec<Kind>,
    /// The class of the first of these.
    #[serde(serialize_with = "class_id")]
    pub class: &'static Class,
    pub affects: Affects,
    /// Why, as half a sentence.
    pub because: String,
    /// Which checklists and archetype views show it. Empty where only its own page does.
    pub shows: Vec<Shown>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    Framework,
    Level,
    Archetype,
    Process,
    Group,
    Capability,
}

/// Whether an assessment that was made before says the same as it did.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Affects {
    No,
    Maybe,
    Yes,
}

/// A level, and the archetypes at it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
    pub level: LevelName,
    pub archetypes: Vec<Name>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Name {
    pub id: String,
    pub title: String,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct LevelName {
    pub number: u32,
    pub title: String,
}

/// One way in which a thing is different. Where a capability has statements at several levels, `level` says at which;
/// none is all of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// Its id stood for something else before, which said this.
    Reused {
        before: String,
    },
    /// It has another id than before.
    Renumbered {
        from: String,
    },
    /// It is gone; `retired` if it had been retired before.
    Removed {
        retired: bool,
    },
    StatementRemoved {
        level: LevelName,
        text: String,
    },
    Level {
        from: LevelName,
        to: LevelName,
    },
    /// Retired, and several others stand in its place.
    Split {
        into: Vec<String>,
    },
    /// Retired with others; one stands in the place of all.
    Merged {
        with: Vec<String>,
        into: String,
    },
    Retired {
        since: Option<String>,
        reason: Option<String>,
        replaced_by: Vec<String>,
    },
    Wording {
        level: Option<LevelName>,
        amount: Amount,
        share: u8,
        words: Vec<Word>,
    },
    /// It was retired, and is no more.
    Restored,
    Added,
    StatementAdded {
        level: LevelName,
        text: String,
    },
    Process {
        level: Option<LevelName>,
        from: Option<Name>,
        to: Option<Name>,
    },
    Archetypes {
        level: Option<LevelName>,
        added: Vec<Name>,
        removed: Vec<Name>,
    },
    Requires {
        added: Vec<String>,
        removed: Vec<String>,
    },
    /// To another group or, for a group, to another parent.
    Moved {
        from: Option<Name>,
        to: Option<Name>,
    },
    Renamed {
        from: String,
        to: String,
    },
    /// The number that a group shows.
    Numbered {
        from: String,
        to: String,
    },
    /// The folder of a group, and so its address.
    Address {
        from: String,
        to: String,
    },
    /// It stands in the place of those.
    Replaces {
        ids: Vec<String>,
    },
    Mappings {
        added: Vec<Mapping>,
        removed: Vec<Mapping>,
    },
    Resources {
        added: Vec<String>,
        removed: Vec<String>,
    },
    Related {
        added: Vec<String>,
        removed: Vec<String>,
    },
    Guidance {
        amount: Amount,
        share: u8,
    },
    /// What is said of its retirement, or that it is listed among the retired ones.
    Retirement {
        since: Option<String>,
        reason: Option<String>,
        replaced_by: Vec<String>,
    },
    /// It stands elsewhere among its siblings: after this one, or first.
    Order {
        after: Option<String>,
    },
}

impl Diff {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// What leaves records that others keep pointing at nothing, or at something else.
    pub fn breaking(&self) -> Vec<&Change> {
        self.changes.iter().filter(|change| change.is_breaking()).collect()
    }

    /// "3 added, 1 retired".
    pub fn counted(&self) -> String {
        let counts: Vec<String> = self.counts().into_iter().map(|(class, count)| class.counted(count)).collect();
        if counts.is_empty() { "nothing changed".to_owned() } else { counts.join(", ") }
    }

    /// How many changes there are of each class that occurs, the most serious first.
    pub fn counts(&self) -> Vec<(&'static Class, usize)> {
        let count = |class: &Class| self.changes.iter().filter(|change| change.class.id == class.id).count();
        super::CLASSES.iter().map(|class| (*class, count(class))).filter(|(_, count)| *count > 0).collect()
    }
}

impl Change {
    pub fn is_breaking(&self) -> bool {
        self.kinds.iter().any(|kind| super::judge::class(self.subject, kind).breaking)
    }
}

fn class_id<S: serde::Serializer>(class: &&'static Class, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(class.id)
}
