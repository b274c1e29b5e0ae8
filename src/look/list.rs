//! What there is, as a table: statements by what they are and stand for, or all things of a sort.

use super::table::Table;
use super::thing::{SORTS, Sort, Thing, of_statement};
use crate::model::*;
use crate::source::Sources;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Which statements are wanted. Where nothing is said of something, all are.
#[derive(Clone, Default, Debug)]
pub struct Wanted {
    pub levels: Vec<LevelRef>,
    pub groups: Vec<GroupRef>,
    pub archetypes: Vec<ArchetypeRef>,
    pub processes: Vec<ProcessRef>,
    pub status: Vec<Status>,
    /// Due for review on this day or before.
    pub due: Option<Date>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Current,
    Retired,
    Draft,
}

/// What the rows are in order of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Reading,
    Id,
    Level,
    Process,
    Review,
    Statement,
}

pub fn statements(of: &Framework, sources: &Sources, wanted: &Wanted, order: Order) -> Table {
    let mut found: Vec<(CapabilityRef, StatementRef)> = Vec::new();
    for (at, capability) in of.capabilities() {
        let fits = wanted.status.is_empty() || wanted.status.contains(&status(of, capability));
        let is_due = wanted.due.is_none_or(|day| capability.about.next_review.is_some_and(|next| next <= day));
        if fits && is_due {
            found.extend(capability.statements.iter().map(|statement| (at, *statement)));
        }
    }
    found.retain(|(_, at)| {
        let statement = &of[*at];
        (wanted.levels.is_empty() || wanted.levels.contains(&statement.level))
            && (wanted.groups.is_empty() || wanted.groups.iter().any(|group| of.holds(*group, statement.group)))
            && (wanted.archetypes.is_empty() || statement.archetypes.iter().any(|it| wanted.archetypes.contains(it)))
            && (wanted.processes.is_empty() || statement.process.is_some_and(|it| wanted.processes.contains(&it)))
    });
    // Statements stand in reading order already, retired ones last.
    found.sort_by_key(|(_, at)| at.index());
    match order {
        Order::Reading => {}
        Order::Id => found.sort_by_key(|(at, _)| at_id(of, *at)),
        Order::Level => found.sort_by_key(|(_, at)| of[*at].level),
        Order::Process => found.sort_by_key(|(_, at)| (of[*at].process.is_none(), of[*at].process)),
        Order::Review => found.sort_by_key(|(at, _)| (of[*at].about.next_review.is_none(), of[*at].about.next_review)),
        Order::Statement => found.sort_by_cached_key(|(_, at)| of_statement(of, *at).to_lowercase()),
    }
    let (with_status, with_review) = (wanted.status.len() != 1, wanted.due.is_some() || order == Order::Review);
    let mut columns = vec!["id", "level", "archetypes", "process", "group_number", "group"];
    columns.extend(with_status.then_some("status"));
    columns.extend(with_review.then_some("next_review"));
    columns.extend(["statement", "file"]);
    let mut table = Table::new(columns);
    for (at, statement) in found {
        let (capability, it) = (&of[at], &of[statement]);
        let archetypes: Vec<&str> = it.archetypes.iter().map(|at| of[*at].slug.as_str()).collect();
        let mut row = vec![
            json!(capability.id),
            json!(of[it.level].number),
            json!(archetypes),
            json!(it.process.map(|at| of[at].slug.as_str())),
            json!(of[it.group].number),
            json!(of[it.group].path),
        ];
        row.extend(with_status.then(|| json!(status(of, capability).word())));
        row.extend(with_review.then(|| json!(capability.about.next_review.map(|day| day.to_string()))));
        row.push(json!(of_statement(of, statement)));
        row.push(json!(sources.path(capability.about.place.file).as_str()));
        table.rows.push(row);
    }
    table
}

/// What stands in a group that is a draft is one, too.
fn status(of: &Framework, capability: &Capability) -> Status {
    let is_draft = |at: &GroupRef| of[*at].about.draft;
    match capability.about.draft || of.path_to(capability.group).iter().any(is_draft) {
        true => Status::Draft,
        false if capability.retired.is_some() => Status::Retired,
        false => Status::Current,
    }
}

/// Runs of digits count as numbers: capabilities are in that order inside a group, and here over all.
fn at_id(of: &Framework, at: CapabilityRef) -> Vec<(u64, String)> {
    natural(&of[at].id)
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Status::Current => "current",
            Status::Retired => "retired",
            Status::Draft => "draft",
        }
    }
}

/// The sort that a word stands for.
pub fn sort(word: &str) -> Option<&'static Sort> {
    SORTS.iter().find(|sort| sort.words.contains(&word))
}

/// All things of a sort: name, title, what is most asked of each, file.
pub fn things(of: &Framework, sources: &Sources, sort: &Sort) -> Table {
    let things = (sort.all)(of);
    let extra = things.first().map(|thing| details(of, *thing)).unwrap_or_default();
    let mut columns = vec!["name"];
    columns.extend(extra.iter().map(|(name, _)| *name));
    columns.extend(["title", "file"]);
    let mut table = Table::new(columns);
    for thing in things {
        let mut row = vec![json!(thing.name(of))];
        row.extend(details(of, thing).into_iter().map(|(_, value)| value));
        row.push(json!(thing.title(of)));
        row.push(json!(sources.path(thing.about(of).place.file).as_str()));
        table.rows.push(row);
    }
    table
}

/// What is counted or said of each thing of a sort; the same columns for all of one sort.
fn details(of: &Framework, thing: Thing) -> Vec<(&'static str, Value)> {
    let count = |fits: &dyn Fn(&Statement) -> bool| of.statements().filter(|(_, it)| fits(it)).count();
    match thing {
        Thing::Capability(at) => {
            let levels: Vec<u32> = of[at].statements.iter().map(|it| of[of[*it].level].number).collect();
            vec![("levels", json!(levels)), ("group", json!(of[of[at].group].path))]
        }
        Thing::Group(at) => {
            vec![("statements", json!(of.statements_below(at).len())), ("code", json!(of[at].code))]
        }
        Thing::Level(at) => vec![("statements", json!(count(&|it| it.level == at)))],
        Thing::Archetype(at) => vec![("statements", json!(count(&|it| it.archetypes.contains(&at))))],
        Thing::Process(at) => vec![("statements", json!(count(&|it| it.process == Some(at))))],
        Thing::Profile(at) => vec![("targets", json!(of[at].targets.len()))],
        Thing::Resource(at) => vec![
            ("capabilities", json!(of[at].capabilities.len())),
            ("checked", json!(of[at].checked.map(|day| day.to_string()))),
        ],
        Thing::Mapping(at) => vec![("scheme", json!(of[at].scheme)), ("rows", json!(of[at].rows.len()))],
        Thing::Term(at) => vec![("abbreviation", json!(of[at].abbreviation))],
        Thing::Release(at) => vec![("date", json!(of[at].date.map(|day| day.to_string())))],
        Thing::Page(_) => Vec::new(),
    }
}
