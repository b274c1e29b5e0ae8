//! A group: a domain, a sub-domain, or deeper.

use super::checklists::SheetLink;
use super::item::{Count, CountRow, GroupItem, LevelTag, counted};
use super::listing::{MOST, Part};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::checklist::Slice;
use crate::model::{Framework, GroupRef, LevelRef, StatementRef};
use crate::render::Data;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "group.html", summary: "a group", pages };

#[derive(Serialize)]
struct GroupPage {
    number: String,
    /// "Sub-domain".
    name: String,
    /// What the groups in it are called.
    part_name: String,
    text: String,
    counted: String,
    /// The groups in it.
    groups: Vec<GroupItem>,
    levels: Vec<LevelTag>,
    /// Statements by group and level; the cells lead to their place on this page, or to the group's.
    counts: Vec<CountRow>,
    places: Vec<PlaceOnPage>,
    /// Further pages of the group's own statements, where there are too many.
    further: Vec<Part>,
    checklists: Vec<SheetLink>,
    previous: Option<Crumb>,
    next: Option<Crumb>,
}

/// The statements that one group holds itself.
#[derive(Serialize)]
struct PlaceOnPage {
    anchor: String,
    /// Empty for the page's own group.
    number: String,
    title: String,
    href: String,
    is_own: bool,
    text: Option<String>,
    levels: Vec<LevelOnPage>,
}

#[derive(Serialize)]
struct LevelOnPage {
    anchor: String,
    level: LevelTag,
    items: Vec<Data>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    plan.framework.groups().flat_map(|(handle, _)| pages_of(plan, handle)).collect()
}

fn pages_of(plan: &Plan, handle: GroupRef) -> Vec<Page> {
    let group = &plan.framework[handle];
    let own = plan.framework.statements_in(handle).count();
    let pages = own.div_ceil(MOST).max(1);
    let page = |page: usize| {
        let address = addresses::page_of_list(&addresses::group(group), page);
        let show = move |plan: &Plan, address: &Address| match page {
            0 => first(plan, address, handle, pages),
            _ => further(plan, address, handle, (page, pages)),
        };
        Page::new(&VIEW, address, Some(group.about.place), show)
    };
    (0..pages).map(page).collect()
}

/// The group's own statements on one of its pages.
fn chunk(plan: &Plan, handle: GroupRef, page: usize) -> Vec<StatementRef> {
    plan.framework.statements_in(handle).skip(page * MOST).take(MOST).map(|(at, _)| at).collect()
}

fn first(plan: &Plan, address: &Address, handle: GroupRef, pages: usize) -> (Head, GroupPage) {
    let framework = &plan.framework;
    let group = &framework[handle];
    let total = framework.statements_below(handle).len();
    let own = framework.statements_in(handle).count();
    let further = (1..pages).map(|page| Part {
        link: plan.crumb(page_title(plan, handle, (page, pages)), &addresses::page_of_list(address, page)),
        count: MOST.min(own - page * MOST),
    });
    let mut places = Vec::new();
    if own > 0 {
        places.push(place(plan, handle, true, &chunk(plan, handle, 0)));
    }
    let whole = total <= MOST;
    if whole {
        for (below, _) in framework.groups_below(handle) {
            let statements: Vec<StatementRef> = framework.statements_in(below).map(|(at, _)| at).collect();
            if !statements.is_empty() {
                places.push(place(plan, below, false, &statements));
            }
        }
    }
    let content = GroupPage {
        number: group.number.clone(),
        name: plan.group_name(group.depth).one.clone(),
        part_name: plan.group_name(group.depth + 1).one.clone(),
        text: plan.body(&group.about, address),
        counted: counted(total, &plan.settings.names.statement),
        groups: framework.children(handle).map(|(child, _)| plan.group_item(child, 1)).collect(),
        levels: plan.level_tags(),
        counts: counts(plan, handle, whole),
        places,
        further: further.collect(),
        checklists: checklists(plan, handle),
        previous: neighbour(plan, handle, framework.groups().rev()),
        next: neighbour(plan, handle, framework.groups()),
    };
    (head(plan, handle, address), content)
}

/// A page, from one, of a group with more statements of its own than a page can hold.
fn further(plan: &Plan, address: &Address, handle: GroupRef, (page, pages): (usize, usize)) -> (Head, GroupPage) {
    let group = &plan.framework[handle];
    let start = addresses::group(group);
    let mut head = head(plan, handle, address);
    head.breadcrumb.push(plan.crumb(group.about.title(), &start));
    head.title = page_title(plan, handle, (page, pages));
    let statements = chunk(plan, handle, page);
    let next = Some(page + 1).filter(|next| *next < pages);
    let content = GroupPage {
        number: group.number.clone(),
        name: plan.group_name(group.depth).one.clone(),
        part_name: plan.group_name(group.depth + 1).one.clone(),
        text: String::new(),
        counted: counted(statements.len(), &plan.settings.names.statement),
        groups: Vec::new(),
        levels: plan.level_tags(),
        counts: Vec::new(),
        places: vec![place(plan, handle, true, &statements)],
        further: Vec::new(),
        checklists: Vec::new(),
        previous: None,
        next: next.map(|next| plan.crumb(format!("Page {}", next + 1), &addresses::page_of_list(&start, next))),
    };
    (head, content)
}

fn page_title(plan: &Plan, handle: GroupRef, (page, pages): (usize, usize)) -> String {
    format!("{}, page {} of {pages}", plan.framework[handle].about.title(), page + 1)
}

fn head(plan: &Plan, handle: GroupRef, address: &Address) -> Head {
    let framework = &plan.framework;
    let mut head = plan.head_of(&framework[handle].about, address, "domains");
    head.breadcrumb.push(plan.crumb(&plan.group_name(0).many, &addresses::domains()));
    let above = framework.path_to(handle).into_iter().filter(|at| *at != handle);
    head.breadcrumb.extend(above.map(|at| plan.crumb(framework[at].about.title(), &addresses::group(&framework[at]))));
    head
}

/// A row for the group's own statements and for each group in it; cells lead to the place.
fn counts(plan: &Plan, handle: GroupRef, whole: bool) -> Vec<CountRow> {
    let framework = &plan.framework;
    let own = framework.statements_in(handle).next().is_some();
    let children: Vec<GroupRef> = match whole {
        true => framework
            .groups_below(handle)
            .map(|(at, _)| at)
            .filter(|at| framework.statements_in(*at).next().is_some())
            .collect(),
        false => framework.children(handle).map(|(at, _)| at).collect(),
    };
    let rows = own.then_some(handle).into_iter().chain(children);
    rows.map(|at| {
        let group = &framework[at];
        let direct = at == handle || whole;
        let statements: Vec<_> = match direct {
            true => framework.statements_in(at).map(|(_, statement)| statement.level).collect(),
            false => framework.statements_below(at).map(|(_, statement)| statement.level).collect(),
        };
        let cells = framework.levels().map(|(level, entity)| {
            let count = statements.iter().filter(|at| **at == level).count();
            let href = match direct {
                true => plan
                    .links
                    .to_anchor(&addresses::group(&framework[handle]), &anchor(framework, at, at == handle, level)),
                false => plan.links.to(&addresses::group(group)),
            };
            Count {
                count,
                href: (count > 0).then_some(href),
                label: format!("{}, level {}", group.about.title(), entity.number),
            }
        });
        let head = match at == handle {
            true => Crumb { title: "General".to_owned(), href: String::new() },
            false => plan.group_crumb(at),
        };
        CountRow { depth: 0, head, cells: cells.collect(), total: statements.len() }
    })
    .collect()
}

fn anchor(framework: &Framework, group: GroupRef, is_own: bool, level: LevelRef) -> String {
    let level = addresses::level_anchor(&framework[level]);
    match is_own {
        true => level,
        false => format!("{level}-of-{}", framework[group].path.replace('/', "--")),
    }
}

fn place(plan: &Plan, handle: GroupRef, is_own: bool, statements: &[StatementRef]) -> PlaceOnPage {
    let framework = &plan.framework;
    let group = &framework[handle];
    let runs = statements.chunk_by(|a, b| framework[*a].level == framework[*b].level);
    let levels = runs.map(|run| {
        let level = framework[run[0]].level;
        LevelOnPage {
            anchor: anchor(framework, handle, is_own, level),
            level: plan.level_tag(level),
            items: run.iter().map(|at| plan.item(*at)).collect(),
        }
    });
    PlaceOnPage {
        anchor: format!("g-{}", group.path.replace('/', "--")),
        number: group.number.clone(),
        title: group.about.title().to_owned(),
        href: plan.links.to(&addresses::group(group)),
        is_own,
        text: group.about.description().map(str::to_owned),
        levels: levels.collect(),
    }
}

fn checklists(plan: &Plan, handle: GroupRef) -> Vec<SheetLink> {
    let title = |slice: Slice| match slice {
        Slice::LevelGroup(level, _) => level_title(plan, level),
        Slice::LevelGroupPart(level, _, part) => format!("{}, part {}", level_title(plan, level), part + 1),
        _ => String::new(),
    };
    let slices = Slice::of_group(&plan.framework, handle).into_iter();
    slices.filter_map(|slice| plan.sheet_link(title(slice), slice)).collect()
}

fn level_title(plan: &Plan, level: LevelRef) -> String {
    plan.framework[level].full_name(&plan.settings.names.level.one)
}

/// The next of the groups with the same parent, in the order of `groups`.
fn neighbour<'a>(
    plan: &Plan,
    of: GroupRef,
    groups: impl Iterator<Item = (GroupRef, &'a crate::model::Group)>,
) -> Option<Crumb> {
    let parent = plan.framework[of].parent;
    let mut siblings = groups.filter(|(_, group)| group.parent == parent).skip_while(|(at, _)| *at != of).skip(1);
    siblings.next().map(|(at, _)| plan.group_crumb(at))
}
