//! The taxonomy: the list of processes, and each with its verbs and statements.

use super::item::counted;
use super::listing::{Listing, cut};
use super::{Plan, View};
use crate::model::{ProcessRef, StatementRef};
use crate::site::{Crumb, Page, addresses};
use serde::Serialize;

pub static INDEX: View = View { template: "taxonomy.html", summary: "the list of processes", pages: index };
pub static VIEW: View = View { template: "process.html", summary: "a process with its statements", pages };

#[derive(Serialize)]
struct TaxonomyPage {
    processes: Vec<ProcessCard>,
}

#[derive(Serialize)]
struct ProcessCard {
    link: Crumb,
    description: Option<String>,
    verbs: Vec<String>,
    counted: String,
}

fn statements_of(plan: &Plan, process: ProcessRef) -> Vec<StatementRef> {
    let all = plan.framework.statements();
    all.filter(|(_, statement)| statement.process == Some(process)).map(|(handle, _)| handle).collect()
}

fn index(plan: &Plan) -> Vec<Page> {
    if plan.framework.processes().len() == 0 {
        return Vec::new();
    }
    let address = addresses::taxonomy();
    let cards = plan.framework.processes().map(|(handle, process)| ProcessCard {
        link: plan.crumb(process.about.title(), &addresses::process(process)),
        description: process.about.description().map(str::to_owned),
        verbs: process.verbs.clone(),
        counted: counted(statements_of(plan, handle).len(), &plan.settings.names.statement),
    });
    let content = TaxonomyPage { processes: cards.collect() };
    let head = plan.head(&plan.settings.names.process.many, &address, "");
    vec![Page { address, template: INDEX.template, head, content: Box::new(content), origin: None }]
}

#[derive(Serialize)]
struct ProcessPage {
    text: String,
    verbs: Vec<String>,
    counted: String,
    listing: Listing,
    scope: Option<Crumb>,
    others: Vec<Crumb>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    plan.framework.processes().flat_map(|(handle, _)| pages_of(plan, handle)).collect()
}

fn pages_of(plan: &Plan, handle: ProcessRef) -> Vec<Page> {
    let framework = plan.framework;
    let process = &framework[handle];
    let address = addresses::process(process);
    let statements = statements_of(plan, handle);
    let cuts = cut(plan, &address, process.about.title(), &statements);
    cuts.into_iter()
        .map(|part| {
            let mut head = plan.head_of(&process.about, &part.address, "");
            head.breadcrumb.push(plan.crumb(&plan.settings.names.process.many, &addresses::taxonomy()));
            head.breadcrumb.extend(part.above);
            if let Some(group) = part.scope {
                head.title = format!("{}: {}", process.about.title(), framework[group].about.title());
            }
            head.title.push_str(&part.suffix);
            let first = part.address == address;
            let others = framework.processes().filter(|(at, _)| *at != handle);
            let content = ProcessPage {
                text: if first { plan.body(&process.about, &address) } else { String::new() },
                verbs: process.verbs.clone(),
                counted: counted(part.listing.total, &plan.settings.names.statement),
                listing: part.listing,
                scope: part.scope.map(|group| plan.group_crumb(group)),
                others: others.map(|(_, it)| plan.crumb(it.about.title(), &addresses::process(it))).collect(),
            };
            Page {
                address: part.address,
                template: VIEW.template,
                head,
                content: Box::new(content),
                origin: Some(process.about.place),
            }
        })
        .collect()
}
