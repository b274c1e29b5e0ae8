//! Levels: the list of them, and each with its statements.

use super::item::{LevelTag, counted};
use super::listing::{Listing, cut};
use super::{Plan, View};
use crate::checklist::Slice;
use crate::model::{LevelRef, StatementRef};
use crate::site::{Crumb, Page, addresses};
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

fn index(plan: &Plan) -> Vec<Page> {
    let address = addresses::levels();
    let cards = plan.framework.levels().map(|(handle, level)| LevelCard {
        level: plan.level_tag(handle),
        text: plan.html(level.about.body.own(), 3, level.about.place.file, &address),
        counted: counted(statements_at(plan, handle).len(), &plan.settings.names.statement),
    });
    let content = LevelsPage { levels: cards.collect() };
    let head = plan.head(&plan.settings.names.level.many, &address, "levels");
    vec![Page { address, template: INDEX.template, head, content: Box::new(content), origin: None }]
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
    scope: Option<Crumb>,
    checklists: Vec<Crumb>,
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
    let framework = plan.framework;
    let level = &framework[handle];
    let address = addresses::level(level);
    let statements = statements_at(plan, handle);
    let name = format!("{} {}: {}", plan.settings.names.level.one, level.number, level.about.title());
    let before = framework.levels().rev().map(|(at, _)| at).find(|at| *at < handle);
    let after = framework.levels().map(|(at, _)| at).find(|at| *at > handle);
    let cuts = cut(plan, &address, &name, &statements);
    cuts.into_iter()
        .map(|part| {
            let first = part.address == address;
            let mut head = plan.head_of(&level.about, &part.address, "levels");
            head.title = name.clone();
            head.breadcrumb.push(plan.crumb(&plan.settings.names.level.many, &addresses::levels()));
            head.breadcrumb.extend(part.above);
            if let Some(group) = part.scope {
                head.title = format!("{name}, {}", framework[group].about.title());
            }
            head.title.push_str(&part.suffix);
            let below = before.filter(|_| first).map(|before| Below {
                level: plan.level_tag(before),
                counted: counted(
                    framework.statements().filter(|(_, it)| it.level < handle).count(),
                    &plan.settings.names.statement,
                ),
                begin_here: statements
                    .iter()
                    .filter(|at| framework[framework[**at].capability].statements.first() == Some(at))
                    .count(),
            });
            let content = LevelPage {
                level: plan.level_tag(handle),
                level_count: framework.levels().len(),
                text: if first { plan.body(&level.about, &address) } else { String::new() },
                counted: counted(part.listing.total, &plan.settings.names.statement),
                below,
                listing: part.listing,
                scope: part.scope.map(|group| plan.group_crumb(group)),
                checklists: if first { checklists(plan, handle) } else { Vec::new() },
                previous: before.map(|at| plan.level_tag(at)),
                next: after.map(|at| plan.level_tag(at)),
            };
            Page {
                address: part.address,
                template: VIEW.template,
                head,
                content: Box::new(content),
                origin: Some(level.about.place),
            }
        })
        .collect()
}

fn checklists(plan: &Plan, level: LevelRef) -> Vec<Crumb> {
    let framework = plan.framework;
    let whole = std::iter::once((Slice::Level(level), "The whole level".to_owned()));
    let by_group = framework.top_groups().map(|(group, entity)| {
        (Slice::LevelGroup(level, group), format!("{} {}", entity.number, entity.about.title()))
    });
    let all = whole.chain(by_group);
    let ready = all.filter(|(slice, _)| slice.is_sheet(framework));
    ready.map(|(slice, title)| plan.crumb(title, &slice.address(framework))).collect()
}
