//! The parts of a framework. Plain data; what holds between them is made true in `build`.

use super::text::{Localised, StatementText};
use super::{ArchetypeRef, CapabilityRef, GroupRef, LevelRef, ProcessRef, ResourceRef, StatementRef};
use crate::base::{Located, Place};
use crate::markdown::Prose;
use crate::parse::Frozen;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// What every entity has.
#[derive(Clone, Debug)]
pub struct About {
    pub title: Localised<String>,
    pub description: Option<Localised<String>>,
    pub weight: Option<i64>,
    /// Whether it is marked as a draft; then it is here because drafts were asked for.
    pub draft: bool,
    pub tags: Vec<String>,
    pub owner: Option<String>,
    pub reviewed: Option<Date>,
    pub next_review: Option<Date>,
    /// Old addresses that lead here.
    pub aliases: Vec<Located<String>>,
    /// Where it is named: a capability's id, else its file.
    pub place: Place,
    pub body: Localised<Prose>,
}

#[derive(Clone, Debug)]
pub struct Level {
    pub about: About,
    pub number: u32,
}

#[derive(Clone, Debug)]
pub struct Archetype {
    pub about: About,
    /// The file's name.
    pub slug: String,
    pub code: Option<String>,
    pub plural: String,
    pub examples: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Process {
    pub about: About,
    pub slug: String,
    pub verbs: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Group {
    pub about: About,
    /// Its folders below `content/domains/`, with `/` between: its id in references and its address.
    pub path: String,
    /// For display: "6.4".
    pub number: String,
    pub code: Option<String>,
    /// 0 for a domain, 1 for a sub-domain, and so on.
    pub depth: usize,
    pub parent: Option<GroupRef>,
    /// The last group in it, or itself.
    pub(super) last: GroupRef,
    /// The statements below it.
    pub(super) statements: Range<u32>,
}

#[derive(Clone, Debug)]
pub struct Capability {
    pub about: About,
    pub id: String,
    /// Whether its author gave it a title of its own; else `about.title` is the id.
    pub titled: bool,
    pub group: GroupRef,
    /// By rising level; one in shape A, one or more in shape B.
    pub statements: Vec<StatementRef>,
    pub resources: Vec<ResourceRef>,
    pub related: Vec<CapabilityRef>,
    pub requires: Vec<CapabilityRef>,
    /// Capabilities that name this one as related or required.
    pub referred_by: Vec<CapabilityRef>,
    pub mappings: Vec<MappedTo>,
    pub retired: Option<Retired>,
    /// Where its author wrote what stands beside the statements.
    pub guidance: Place,
}

/// A statement: the atom that is searched, ticked, rated and compared.
#[derive(Clone, Debug)]
pub struct Statement {
    pub capability: CapabilityRef,
    pub group: GroupRef,
    pub level: LevelRef,
    /// In the order of the archetypes, each once.
    pub archetypes: Vec<ArchetypeRef>,
    pub process: Option<ProcessRef>,
    pub text: Localised<StatementText>,
}

#[derive(Clone, Debug)]
pub struct MappedTo {
    pub scheme: String,
    pub id: String,
    pub relation: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Retired {
    pub since: Option<String>,
    pub reason: Option<String>,
    pub replaced_by: Vec<CapabilityRef>,
}

/// A group or a single capability, as profiles and mappings point to them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    Group(GroupRef),
    Capability(CapabilityRef),
}

#[derive(Clone, Debug)]
pub struct Profile {
    pub about: About,
    pub slug: String,
    pub archetypes: Vec<ArchetypeRef>,
    /// What is needed, and to which level.
    pub targets: Vec<(Target, LevelRef)>,
}

#[derive(Clone, Debug)]
pub struct Resource {
    pub about: About,
    pub slug: String,
    pub url: Option<String>,
    pub provider: Option<String>,
    pub form: Option<String>,
    pub duration: Option<String>,
    pub cost: Option<String>,
    pub levels: Vec<LevelRef>,
    /// Named here or naming this resource themselves.
    pub capabilities: Vec<CapabilityRef>,
    pub checked: Option<Date>,
}

#[derive(Clone, Debug)]
pub struct Mapping {
    pub about: About,
    pub slug: String,
    pub scheme: String,
    pub version: Option<String>,
    pub rows: Vec<MappingRow>,
}

#[derive(Clone, Debug)]
pub struct MappingRow {
    pub from: Target,
    pub to: String,
    pub relation: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Term {
    pub about: About,
    pub slug: String,
    pub abbreviation: Option<String>,
    pub forms: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Release {
    pub about: About,
    /// The file's name.
    pub slug: String,
    pub version: String,
    pub date: Option<Date>,
    pub summary: Option<String>,
    /// What the framework said then, if that was kept.
    pub frozen: Option<Arc<Frozen>>,
}

/// A page that an author wrote, the home page among them.
#[derive(Clone, Debug)]
pub struct OwnPage {
    pub about: About,
    /// Its address's words with `/` between; empty for the home page.
    pub path: String,
}

impl Level {
    /// "Level 2: Independent", where levels are called `Level`.
    pub fn full_name(&self, called: &str) -> String {
        format!("{called} {}: {}", self.number, self.about.title())
    }
}

impl About {
    /// The title in the framework's own language.
    pub fn title(&self) -> &str {
        self.title.own()
    }

    pub fn description(&self) -> Option<&str> {
        self.description.as_ref().map(|text| text.own().as_str())
    }
}
