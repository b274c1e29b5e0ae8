//! Archetypes: the list of them, each with its statements, and how they differ.

use super::item::{ArchetypeTag, Count, CountRow, Item, LevelTag, counted};
use super::listing::{Listing, MOST, cut};
use super::{Plan, View};
use crate::checklist::Slice;
use crate::model::{ArchetypeRef, Statement, StatementRef};
use crate::site::{Crumb, Page, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "archetypes.html", summary: "the list of archetypes", pages: index };
pub static VIEW: View = View { template: "archetype.html", summary: "an archetype with its statements", pages };
pub static COMPARE: View =
    View { template: "archetypes-compare.html", summary: "how the archetypes differ", pages: compare };

#[derive(Serialize)]
struct ArchetypesPage {
    archetypes: Vec<ArchetypeCard>,
    compare: Option<String>,
}

#[derive(Serialize)]
struct ArchetypeCard {
    tag: ArchetypeTag,
    description: Option<String>,
    examples: Vec<String>,
    counted: String,
}

fn statements_of(plan: &Plan, archetype: ArchetypeRef) -> Vec<StatementRef> {
    let all = plan.framework.statements();
    all.filter(|(_, statement)| statement.archetypes.contains(&archetype)).map(|(handle, _)| handle).collect()
}

fn index(plan: &Plan) -> Vec<Page> {
    let framework = plan.framework;
    if framework.archetypes().len() == 0 {
        return Vec::new();
    }
    let address = addresses::archetypes();
    let cards = framework.archetypes().map(|(handle, archetype)| ArchetypeCard {
        tag: plan.archetype_tag(handle),
        description: archetype.about.description().map(str::to_owned),
        examples: archetype.examples.clone(),
        counted: counted(statements_of(plan, handle).len(), &plan.settings.names.statement),
    });
    let compare = (framework.archetypes().len() > 1).then(|| plan.links.to(&addresses::compare()));
    let content = ArchetypesPage { archetypes: cards.collect(), compare };
    let head = plan.head(&plan.settings.names.archetype.many, &address, "archetypes");
    vec![Page { address, template: INDEX.template, head, content: Box::new(content), origin: None }]
}

#[derive(Serialize)]
struct ArchetypePage {
    tag: ArchetypeTag,
    text: String,
    examples: Vec<String>,
    counted: String,
    levels: Vec<LevelTag>,
    /// Domain by level.
    counts: Vec<CountRow>,
    listing: Listing,
    scope: Option<Crumb>,
    checklists: Vec<Crumb>,
    others: Vec<ArchetypeTag>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    plan.framework.archetypes().flat_map(|(handle, _)| pages_of(plan, handle)).collect()
}

fn pages_of(plan: &Plan, handle: ArchetypeRef) -> Vec<Page> {
    let framework = plan.framework;
    let archetype = &framework[handle];
    let statements = statements_of(plan, handle);
    let address = addresses::archetype(archetype);
    let cuts = cut(plan, &address, &archetype.plural, &statements);
    cuts.into_iter()
        .map(|part| {
            let first = part.address == address;
            let mut head = plan.head_of(&archetype.about, &part.address, "archetypes");
            head.title = archetype.plural.clone();
            head.breadcrumb.push(plan.crumb(&plan.settings.names.archetype.many, &addresses::archetypes()));
            head.breadcrumb.extend(part.above);
            if let Some(group) = part.scope {
                head.title = format!("{}: {}", archetype.plural, framework[group].about.title());
            }
            head.title.push_str(&part.suffix);
            let content = ArchetypePage {
                tag: plan.archetype_tag(handle),
                text: if first { plan.body(&archetype.about, &address) } else { String::new() },
                examples: archetype.examples.clone(),
                counted: counted(part.listing.total, &plan.settings.names.statement),
                levels: plan.level_tags(),
                counts: if first { counts(plan, &statements) } else { Vec::new() },
                listing: part.listing,
                scope: part.scope.map(|group| plan.group_crumb(group)),
                checklists: checklists(plan, handle, &statements),
                others: plan.archetype_tags().into_iter().filter(|tag| tag.slug != archetype.slug).collect(),
            };
            Page {
                address: part.address,
                template: VIEW.template,
                head,
                content: Box::new(content),
                origin: Some(archetype.about.place),
            }
        })
        .collect()
}

/// Domain by level, of some statements.
fn counts(plan: &Plan, statements: &[StatementRef]) -> Vec<CountRow> {
    let framework = plan.framework;
    let rows = framework.top_groups().map(|(top, group)| {
        let inside: Vec<&Statement> = statements
            .iter()
            .map(|at| &framework[*at])
            .filter(|statement| framework.holds(top, statement.group))
            .collect();
        let cells = framework.levels().map(|(level, entity)| Count {
            count: inside.iter().filter(|statement| statement.level == level).count(),
            href: None,
            label: format!("{}, level {}", group.about.title(), entity.number),
        });
        CountRow { depth: 0, head: plan.group_crumb(top), cells: cells.collect(), total: inside.len() }
    });
    rows.collect()
}

fn checklists(plan: &Plan, handle: ArchetypeRef, statements: &[StatementRef]) -> Vec<Crumb> {
    let framework = plan.framework;
    let whole = (statements.len() <= crate::checklist::MOST_ROWS)
        .then_some((Slice::Archetype(handle), "All levels".to_owned()));
    let by_level = framework.levels().map(|(level, entity)| {
        (Slice::ArchetypeLevel(handle, level), format!("Level {}: {}", entity.number, entity.about.title()))
    });
    let all = whole.into_iter().chain(by_level);
    let ready = all.filter(|(slice, _)| slice.is_sheet(framework));
    ready.map(|(slice, title)| plan.crumb(title, &slice.address(framework))).collect()
}

#[derive(Serialize)]
struct ComparePage {
    archetypes: Vec<ArchetypeTag>,
    /// Domain by archetype.
    counts: Vec<CountRow>,
    /// Archetype by archetype: statements that are meant for both.
    shared: Vec<CountRow>,
    only: Vec<OnlyFor>,
    everybody: usize,
}

/// Statements that are meant for one archetype alone.
#[derive(Serialize)]
struct OnlyFor {
    tag: ArchetypeTag,
    count: usize,
    /// Empty where there are too many to read here.
    items: Vec<Item>,
}

fn compare(plan: &Plan) -> Vec<Page> {
    let framework = plan.framework;
    if framework.archetypes().len() < 2 {
        return Vec::new();
    }
    let address = addresses::compare();
    let all: Vec<(StatementRef, &Statement)> = framework.statements().collect();
    let handles: Vec<ArchetypeRef> = framework.archetypes().map(|(handle, _)| handle).collect();
    let plural = |at: ArchetypeRef| framework[at].plural.clone();
    let counts = framework.top_groups().map(|(top, group)| {
        let inside: Vec<&Statement> = framework.statements_below(top).map(|(_, statement)| statement).collect();
        let cells = handles.iter().map(|at| Count {
            count: inside.iter().filter(|statement| statement.archetypes.contains(at)).count(),
            href: None,
            label: format!("{}, {}", group.about.title(), plural(*at)),
        });
        CountRow { depth: 0, head: plan.group_crumb(top), cells: cells.collect(), total: inside.len() }
    });
    let shared = handles.iter().map(|one| {
        let ours: Vec<&Statement> = all
            .iter()
            .map(|(_, statement)| *statement)
            .filter(|statement| statement.archetypes.contains(one))
            .collect();
        let cells = handles.iter().map(|other| Count {
            count: ours.iter().filter(|statement| statement.archetypes.contains(other)).count(),
            href: None,
            label: format!("{} and {}", plural(*one), plural(*other)),
        });
        let tag = plan.archetype_tag(*one);
        CountRow {
            depth: 0,
            head: Crumb { title: tag.plural, href: tag.href },
            cells: cells.collect(),
            total: ours.len(),
        }
    });
    let only = handles.iter().map(|at| {
        let alone: Vec<StatementRef> =
            all.iter().filter(|(_, statement)| statement.archetypes == [*at]).map(|(handle, _)| *handle).collect();
        let shown = if alone.len() * handles.len() <= MOST { &alone[..] } else { &[] };
        OnlyFor {
            tag: plan.archetype_tag(*at),
            count: alone.len(),
            items: shown.iter().map(|handle| plan.item(*handle)).collect(),
        }
    });
    let content = ComparePage {
        archetypes: plan.archetype_tags(),
        counts: counts.collect(),
        shared: shared.collect(),
        only: only.collect(),
        everybody: all.iter().filter(|(_, statement)| statement.archetypes.len() == handles.len()).count(),
    };
    let mut head =
        plan.head(format!("Compare {}", plan.settings.names.archetype.many.to_lowercase()), &address, "archetypes");
    head.breadcrumb.push(plan.crumb(&plan.settings.names.archetype.many, &addresses::archetypes()));
    vec![Page { address, template: COMPARE.template, head, content: Box::new(content), origin: None }]
}
