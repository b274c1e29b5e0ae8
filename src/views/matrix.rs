//! The matrix: how many statements each group and each archetype has at each level.

use super::item::{Count, CountRow, LevelTag};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::checklist::Slice;
use crate::model::{GroupRef, LevelRef, Statement};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static VIEW: View = View { template: "matrix.html", summary: "groups and archetypes by level, counted", pages };

/// Past this many groups the table shows the top ones; each group's page has its own table.
const MOST_GROUPS: usize = 150;

#[derive(Serialize)]
struct MatrixPage {
    levels: Vec<LevelTag>,
    groups: Vec<CountRow>,
    archetypes: Vec<CountRow>,
    /// Of all groups.
    total: CountRow,
}

fn pages(_: &Plan) -> Vec<Page> {
    vec![Page::new(&VIEW, addresses::matrix(), None, show)]
}

fn show(plan: &Plan, address: &Address) -> (Head, MatrixPage) {
    let framework = &plan.framework;
    let all_groups: Vec<GroupRef> = framework.groups().map(|(handle, _)| handle).collect();
    let shown: Vec<GroupRef> = match all_groups.len() <= MOST_GROUPS {
        true => all_groups,
        false => framework.top_groups().map(|(handle, _)| handle).collect(),
    };
    let groups = shown.into_iter().map(|handle| {
        let group = &framework[handle];
        let href = |level: LevelRef| sheet(plan, Slice::LevelGroup(level, handle));
        let head = plan.group_crumb(handle);
        row(plan, group.depth, head, framework.statements_below(handle).map(|(_, it)| it), href)
    });
    let archetypes = framework.archetypes().map(|(handle, archetype)| {
        let href = |level: LevelRef| sheet(plan, Slice::ArchetypeLevel(handle, level));
        let head = plan.crumb(&archetype.plural, &addresses::archetype(archetype));
        let meant = framework.statements().map(|(_, it)| it).filter(|it| it.archetypes.contains(&handle));
        row(plan, 0, head, meant, href)
    });
    let all = Crumb { title: "All".to_owned(), href: plan.links.to(&addresses::capabilities()) };
    let level_href = |level: LevelRef| Some(plan.level_tag(level).href);
    let content = MatrixPage {
        levels: plan.level_tags(),
        groups: groups.collect(),
        archetypes: archetypes.collect(),
        total: row(plan, 0, all, framework.statements().map(|(_, it)| it), level_href),
    };
    let head = plan.head("Matrix", address, "");
    (head, content)
}

fn sheet(plan: &Plan, slice: Slice) -> Option<String> {
    plan.sheet_link("", slice).map(|link| link.href)
}

fn row<'a>(
    plan: &Plan,
    depth: usize,
    head: Crumb,
    statements: impl Iterator<Item = &'a Statement>,
    href: impl Fn(LevelRef) -> Option<String>,
) -> CountRow {
    let levels: Vec<LevelRef> = statements.map(|statement| statement.level).collect();
    let cells = plan.framework.levels().map(|(level, entity)| {
        let count = levels.iter().filter(|at| **at == level).count();
        // A sheet of more than that is not made; its cell is a number without a link.
        let linked = (1..=crate::checklist::MOST_ROWS).contains(&count);
        let href = linked.then(|| href(level)).flatten();
        Count { count, href, label: format!("{}, level {}", head.title, entity.number) }
    });
    CountRow { depth, cells: cells.collect(), total: levels.len(), head }
}
