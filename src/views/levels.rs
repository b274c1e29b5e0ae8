//! Levels: the list of them, and each with its statements.

use super::checklists::SheetLink;
use super::filters::{Filters, filters};
use super::item::{LevelTag, counted};
use super::listing::{Cut, Listing, cut};
use super::{Page, Plan, View};
use crate::base::Address;
use crate::checklist::Slice;
use crate::model::{LevelRef, StatementRef};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "levels.html", summary: "the list of levels", pages: index };
pub static VIEW: View = View { template: "level.html", summary: "a level with its statements", pages };

#[derive(Serialize)]
struct LevelsPage {
    levels: Vec<LevelCard>,
}

#[derive(Serialize)]
struct LevelCard {
    level: LevelTag,
    text: String,
    counted: String,
}

fn statements_at(plan: &Plan, level: LevelRef) -> Vec<StatementRef> {
    let all = plan.framework.statements();
    all.filter(|(_, statement)| statement.level == level).map(|(handle, _)| handle).collect()
}

fn index(_: &Plan) -> Vec<Page> {
    vec![Page::new(&INDEX, addresses::levels(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, LevelsPage) {
    let cards = plan.framework.levels().map(|(handle, level)| LevelCard {
        level: plan.level_tag(handle),
        text: plan.html(level.about.body.own(), 3, level.about.place.file, address),
        counted: counted(statements_at(plan, handle).len(), &plan.settings.names.statement),
    });
    let content = LevelsPage { levels: cards.collect() };
    let head = plan.head(&plan.settings.names.level.many, address, "levels");
    (head, content)
}

#[derive(Serialize)]
struct LevelPage {
    level: LevelTag,
    level_count: usize,
    text: String,
    counted: String,
    /// What this level adds to the one below it.
    below: Option<Below>,
    listing: Listing,
    filters: Filters,
    scope: Option<Crumb>,
    checklists: Vec<SheetLink>,
    previous: Option<LevelTag>,
    next: Option<LevelTag>,
}

#[derive(Serialize)]
struct Below {
    level: LevelTag,
    /// How many statements the levels below have together.
    counted: String,
    /// Capabilities that begin at this level and have nothing below it.
    begin_here: usize,
}

fn pages(plan: &Plan) -> Vec<Page> {
    plan.framework.levels().flat_map(|(handle, _)| pages_of(plan, handle)).collect()
}

fn pages_of(plan: &Plan, handle: LevelRef) -> Vec<Page> {
    let level = &plan.framework[handle];
    let cuts = cut(plan, &addresses::level(level), &full_name(plan, handle), &statements_at(plan, handle));
    let page = |part: Cut| {
        let address = part.address.clone();
        let show = move |plan: &Plan, address: &Address| show(plan, address, handle, &part);
        Page::new(&VIEW, address, Some(level.about.place), show)
    };
    cuts.into_iter().map(page).collect()
}

fn full_name(plan: &Plan, handle: LevelRef) -> String {
    plan.framework[handle].full_name(&plan.settings.names.level.one)
}

fn show(plan: &Plan, address: &Address, handle: LevelRef, part: &Cut) -> (Head, LevelPage) {
    let framework = &plan.framework;
    let level = &framework[handle];
    let name = full_name(plan, handle);
    let before = framework.levels().rev().map(|(at, _)| at).find(|at| *at < handle);
    let after = framework.levels().map(|(at, _)| at).find(|at| *at > handle);
    let first = part.is_first();
    let mut head = plan.head_of(&level.about, address, "levels");
    head.title = match part.scope {
        Some(group) => format!("{name}, {}", framework[group].about.title()),
        None => name,
    };
    head.title.push_str(&part.suffix);
    head.breadcrumb.push(plan.crumb(&plan.settings.names.level.many, &addresses::levels()));
    head.breadcrumb.extend(part.above.iter().cloned());
    let content = LevelPage {
        level: plan.level_tag(handle),
        level_count: framework.levels().len(),
        text: if first { plan.body(&level.about, address) } else { String::new() },
        counted: counted(part.total, &plan.settings.names.statement),
        below: before.filter(|_| first).map(|before| below(plan, handle, before)),
        listing: part.listing(plan),
        filters: filters(plan, part, Some(("level", &level.number.to_string()))),
        scope: part.scope.map(|group| plan.group_crumb(group)),
        checklists: if first { checklists(plan, handle) } else { Vec::new() },
        previous: before.map(|at| plan.level_tag(at)),
        next: after.map(|at| plan.level_tag(at)),
    };
    (head, content)
}

/// What a level adds to the one `before` it.
fn below(plan: &Plan, handle: LevelRef, before: LevelRef) -> Below {
    let framework = &plan.framework;
    let lower = framework.statements().filter(|(_, statement)| statement.level < handle).count();
    let begins =
        |at: &StatementRef| framework[framework[*at].capability].statements.first().is_some_and(|first| first == at);
    Below {
        level: plan.level_tag(before),
        counted: counted(lower, &plan.settings.names.statement),
        begin_here: statements_at(plan, handle).iter().filter(|at| begins(at)).count(),
    }
}

fn checklists(plan: &Plan, level: LevelRef) -> Vec<SheetLink> {
    let framework = &plan.framework;
    let whole = std::iter::once((Slice::Level(level), "The whole level".to_owned()));
    let by_group = framework.top_groups().map(|(group, entity)| {
        (Slice::LevelGroup(level, group), format!("{} {}", entity.number, entity.about.title()))
    });
    let all = whole.chain(by_group);
    all.filter_map(|(slice, title)| plan.sheet_link(title, slice)).collect()
}
