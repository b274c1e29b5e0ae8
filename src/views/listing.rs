//! Lists that grow with the framework: one page while it can be read, cut by group into further pages past that.

use super::Plan;
use crate::base::Address;
use crate::model::{GroupRef, StatementRef};
use crate::render::Data;
use crate::site::{Crumb, addresses};
use serde::Serialize;

/// The most statements on one page.
pub const MOST: usize = 500;

/// What one page of a list shows: statements by group, or links to the parts, or both.
#[derive(Debug, Serialize)]
pub struct Listing {
    /// Over all parts.
    pub total: usize,
    pub sections: Vec<Section>,
    pub parts: Vec<Part>,
    pub pager: Option<Pager>,
}

/// The statements of one group.
#[derive(Debug, Serialize)]
pub struct Section {
    pub anchor: String,
    pub number: String,
    pub title: String,
    pub href: String,
    /// The groups around it, outermost first.
    pub within: Vec<String>,
    pub items: Vec<Data>,
}

/// A part of the list that has a page of its own.
#[derive(Debug, Serialize)]
pub struct Part {
    pub link: Crumb,
    pub count: usize,
}

#[derive(Debug, Serialize)]
pub struct Pager {
    pub page: usize,
    pub pages: usize,
    /// Every page of the list, in order.
    pub links: Vec<Crumb>,
}

/// One page of a list: what will stand on it.
pub struct Cut {
    pub address: Address,
    /// The group that it is cut down to.
    pub scope: Option<GroupRef>,
    /// The pages above it in the same list.
    pub above: Vec<Crumb>,
    /// ", page 2 of 6": for the titles of further pages.
    pub suffix: String,
    /// Over all parts.
    pub total: usize,
    /// The list's own address.
    base: Address,
    statements: Vec<StatementRef>,
    /// The parts that have pages of their own, and how many statements each has.
    parts: Vec<(GroupRef, usize)>,
    /// From zero, of how many.
    page: (usize, usize),
}

impl Cut {
    /// Whether it is the list's first page, which also introduces the list.
    pub fn is_first(&self) -> bool {
        self.address == self.base
    }

    /// Whether it has all statements of the list, so that no other page has any.
    pub fn is_whole(&self) -> bool {
        self.is_first() && self.total == self.statements.len()
    }

    /// The statements that stand on this page itself.
    pub fn statements(&self) -> &[StatementRef] {
        &self.statements
    }

    pub fn listing(&self, plan: &Plan) -> Listing {
        let (page, pages) = self.page;
        let start = part_address(plan, &self.base, self.scope);
        let pager = (pages > 1).then(|| Pager {
            page: page + 1,
            pages,
            links: (0..pages)
                .map(|at| plan.crumb((at + 1).to_string(), &addresses::page_of_list(&start, at)))
                .collect(),
        });
        let parts = self.parts.iter().map(|(handle, count)| {
            let group = &plan.framework[*handle];
            let address = part_address(plan, &self.base, Some(*handle));
            Part { link: plan.crumb(format!("{} {}", group.number, group.about.title()), &address), count: *count }
        });
        Listing { total: self.total, sections: sections(plan, &self.statements), parts: parts.collect(), pager }
    }
}

/// The pages of a list at `address`. `title` is what the first page is called in the breadcrumb of the others.
pub fn cut(plan: &Plan, address: &Address, title: &str, statements: &[StatementRef]) -> Vec<Cut> {
    let mut pages = Vec::new();
    cut_scope(plan, address, None, &[plan.crumb(title, address)], statements, &mut pages);
    pages
}

fn part_address(plan: &Plan, base: &Address, scope: Option<GroupRef>) -> Address {
    match scope {
        None => base.clone(),
        Some(group) => base.below("in").below(&plan.framework[group].path),
    }
}

fn cut_scope(
    plan: &Plan,
    base: &Address,
    scope: Option<GroupRef>,
    above: &[Crumb],
    statements: &[StatementRef],
    pages: &mut Vec<Cut>,
) {
    let here = part_address(plan, base, scope);
    let (own, below): (Vec<StatementRef>, Vec<StatementRef>) = match statements.len() > MOST {
        true => statements.iter().partition(|handle| Some(plan.framework[**handle].group) == scope),
        false => (statements.to_vec(), Vec::new()),
    };
    let children: Vec<(GroupRef, &[StatementRef])> = below
        .chunk_by(|a, b| part_of(plan, *a, scope) == part_of(plan, *b, scope))
        .map(|run| (part_of(plan, run[0], scope), run))
        .collect();
    let chunks: Vec<&[StatementRef]> = if own.is_empty() { vec![&[]] } else { own.chunks(MOST).collect() };
    for (page, chunk) in chunks.iter().enumerate() {
        let first = page == 0;
        pages.push(Cut {
            address: addresses::page_of_list(&here, page),
            scope,
            above: above[..above.len() - usize::from(first)].to_vec(),
            suffix: if first { String::new() } else { format!(", page {} of {}", page + 1, chunks.len()) },
            total: statements.len(),
            base: base.clone(),
            statements: chunk.to_vec(),
            parts: if first { children.iter().map(|(group, run)| (*group, run.len())).collect() } else { Vec::new() },
            page: (page, chunks.len()),
        });
    }
    for (group, run) in children {
        let address = part_address(plan, base, Some(group));
        let above = [above, &[plan.crumb(plan.framework[group].about.title(), &address)]].concat();
        cut_scope(plan, base, Some(group), &above, run, pages);
    }
}

/// The group directly below the scope that a statement stands in.
fn part_of(plan: &Plan, statement: StatementRef, scope: Option<GroupRef>) -> GroupRef {
    let depth = scope.map_or(0, |scope| plan.framework[scope].depth + 1);
    let mut at = plan.framework[statement].group;
    while let Some(parent) = plan.framework[at].parent.filter(|_| plan.framework[at].depth > depth) {
        at = parent;
    }
    at
}

/// Statements in reading order, by group.
pub fn sections(plan: &Plan, statements: &[StatementRef]) -> Vec<Section> {
    let runs = statements.chunk_by(|a, b| plan.framework[*a].group == plan.framework[*b].group);
    runs.map(|run| {
        let handle = plan.framework[run[0]].group;
        let group = &plan.framework[handle];
        let crumb = plan.group_crumb(handle);
        let path = plan.framework.path_to(handle);
        Section {
            anchor: format!("g-{}", group.path.replace('/', "--")),
            number: group.number.clone(),
            title: group.about.title().to_owned(),
            href: crumb.href,
            within: path[..path.len() - 1].iter().map(|at| plan.framework[*at].about.title().to_owned()).collect(),
            items: run.iter().map(|handle| plan.item(*handle)).collect(),
        }
    })
    .collect()
}
