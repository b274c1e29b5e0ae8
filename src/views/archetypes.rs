//! Archetypes: the list of them, each with its statements, and how they differ.

use super::checklists::SheetLink;
use super::filters::{Filters, filters};
use super::item::{ArchetypeTag, Count, CountRow, LevelTag, counted};
use super::listing::{Cut, Listing, MOST, cut};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::checklist::Slice;
use crate::model::{ArchetypeRef, Statement, StatementRef};
use crate::render::Data;
use crate::site::{Crumb, Head, addresses};
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
    if plan.framework.archetypes().len() == 0 {
        return Vec::new();
    }
    vec![Page::new(&INDEX, addresses::archetypes(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, ArchetypesPage) {
    let framework = &plan.framework;
    let cards = framework.archetypes().map(|(handle, archetype)| ArchetypeCard {
        tag: plan.archetype_tag(handle),
        description: archetype.about.description().map(str::to_owned),
        examples: archetype.examples.clone(),
        counted: counted(statements_of(plan, handle).len(), &plan.settings.names.statement),
    });
    let compare = (framework.archetypes().len() > 1).then(|| plan.links.to(&addresses::compare()));
    let content = ArchetypesPage { archetypes: cards.collect(), compare };
    let head = plan.head(&plan.settings.names.archetype.many, address, "archetypes");
    (head, content)
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
    filters: Filters,
    scope: Option<Crumb>,
    checklists: Vec<SheetLink>,
    others: Vec<ArchetypeTag>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    plan.framework.archetypes().flat_map(|(handle, _)| pages_of(plan, handle)).collect()
}

fn pages_of(plan: &Plan, handle: ArchetypeRef) -> Vec<Page> {
    let archetype = &plan.framework[handle];
    let address = addresses::archetype(archetype);
    let cuts = cut(plan, &address, &archetype.plural, &statements_of(plan, handle));
    let page = |part: Cut| {
        let address = part.address.clone();
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle, &part);
        Page::new(&VIEW, address, Some(archetype.about.place), show)
    };
    cuts.into_iter().map(page).collect()
}

fn show(plan: &Plan, address: &Address, handle: ArchetypeRef, part: &Cut) -> (Head, ArchetypePage) {
    let framework = &plan.framework;
    let archetype = &framework[handle];
    let mut head = plan.head_of(&archetype.about, address, "archetypes");
    head.title = match part.scope {
        Some(group) => format!("{}: {}", archetype.plural, framework[group].about.title()),
        None => archetype.plural.clone(),
    };
    head.title.push_str(&part.suffix);
    head.breadcrumb.push(plan.crumb(&plan.settings.names.archetype.many, &addresses::archetypes()));
    head.breadcrumb.extend(part.above.iter().cloned());
    let first = part.is_first();
    let content = ArchetypePage {
        tag: plan.archetype_tag(handle),
        text: if first { plan.body(&archetype.about, address) } else { String::new() },
        examples: archetype.examples.clone(),
        counted: counted(part.total, &plan.settings.names.statement),
        levels: plan.level_tags(),
        counts: if first { counts(plan, &statements_of(plan, handle)) } else { Vec::new() },
        listing: part.listing(plan),
        filters: filters(plan, part, Some(("archetype", &archetype.slug))),
        scope: part.scope.map(|group| plan.group_crumb(group)),
        checklists: if first { checklists(plan, handle) } else { Vec::new() },
        others: plan.archetype_tags().into_iter().filter(|tag| tag.slug != archetype.slug).collect(),
    };
    (head, content)
}

/// Domain by level, of some statements.
fn counts(plan: &Plan, statements: &[StatementRef]) -> Vec<CountRow> {
    let framework = &plan.framework;
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

fn checklists(plan: &Plan, handle: ArchetypeRef) -> Vec<SheetLink> {
    let framework = &plan.framework;
    let whole = std::iter::once((Slice::Archetype(handle), "All levels".to_owned()));
    let by_level = framework.levels().map(|(level, entity)| {
        (Slice::ArchetypeLevel(handle, level), format!("Level {}: {}", entity.number, entity.about.title()))
    });
    let all = whole.chain(by_level);
    all.filter_map(|(slice, title)| plan.sheet_link(title, slice)).collect()
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
    items: Vec<Data>,
}

fn compare(plan: &Plan) -> Vec<Page> {
    if plan.framework.archetypes().len() < 2 {
        return Vec::new();
    }
    vec![Page::new(&COMPARE, addresses::compare(), None, comparison)]
}

fn comparison(plan: &Plan, address: &Address) -> (Head, ComparePage) {
    let framework = &plan.framework;
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
        plan.head(format!("Compare {}", plan.settings.names.archetype.many.to_lowercase()), address, "archetypes");
    head.breadcrumb.push(plan.crumb(&plan.settings.names.archetype.many, &addresses::archetypes()));
    (head, content)
}
