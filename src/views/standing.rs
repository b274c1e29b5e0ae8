//! Whether a printed sheet still stands: the page whose address, with version and edition, is on every sheet.

use super::{Page, Plan, View};
use crate::base::{Address, long_date};
use crate::checklist::{Change, Since, Slice, What, edition, ready};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;
use std::fmt::Display;

pub static VIEW: View = View { template: "standing.html", summary: "whether a printed checklist still stands", pages };

#[derive(Serialize)]
struct StandingPage {
    /// What the sheet is about: "Level 2: Independent".
    subject: String,
    version: String,
    /// The current one.
    edition: String,
    reviewed: Option<String>,
    /// The sheet as it is now.
    sheet: Crumb,
    /// As earlier versions had it, the newest first.
    since: Vec<SinceVersion>,
}

#[derive(Serialize)]
struct SinceVersion {
    version: String,
    date: Option<String>,
    edition: String,
    /// Whether it is the current edition.
    stands: bool,
    counted: String,
    changes: Vec<ChangeLine>,
}

#[derive(Serialize)]
pub struct ChangeLine {
    /// `added`, `reworded`, `moved`, `retired` or `gone`.
    sort: &'static str,
    id: String,
    /// The capability's page, where there is one.
    href: Option<String>,
    /// "Reworded", "New on this sheet".
    what: String,
    /// How it was, as plain text.
    before: Option<String>,
    /// How it is.
    after: Option<String>,
    /// What takes its place.
    instead: Vec<Crumb>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let page = |slice: Slice| {
        let show = move |plan: &Plan, address: &Address| show(plan, address, slice);
        Page::new(&VIEW, slice.stands(&plan.framework), None, show).noindex()
    };
    ready(&plan.framework, &plan.settings.checklists).into_iter().map(page).collect()
}

fn show(plan: &Plan, address: &Address, slice: Slice) -> (Head, StandingPage) {
    let framework = &plan.framework;
    let statements: Vec<_> = slice.statements(framework).collect();
    let edition = edition(framework, &statements);
    let subject = slice.title(framework, &plan.settings.names);
    let since = plan.standing(slice).into_iter().map(|since| line(plan, since, &edition));
    let reviewed = framework.home().and_then(|home| home.about.reviewed);
    let content = StandingPage {
        version: plan.settings.framework.version.clone(),
        reviewed: reviewed.map(long_date),
        sheet: plan.crumb(subject.clone(), &slice.address(framework)),
        since: since.collect(),
        subject: subject.clone(),
        edition,
    };
    let mut head = plan.head(format!("Does this checklist still stand? {subject}"), address, "checklists");
    head.breadcrumb.push(plan.crumb("Checklists", &addresses::checklists()));
    (head, content)
}

fn line(plan: &Plan, since: Since, edition: &str) -> SinceVersion {
    SinceVersion {
        version: since.version,
        date: since.date.map(long_date),
        stands: since.edition == edition,
        edition: since.edition,
        counted: match since.changes.len() {
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        },
        changes: since.changes.into_iter().map(|change| change_line(plan, change)).collect(),
    }
}

fn change_line(plan: &Plan, change: Change) -> ChangeLine {
    let href = |id: &str| {
        let found = plan.named(id);
        found.map(|it| plan.links.to(&addresses::capability(it)))
    };
    worded(plan, change, &href)
}

fn worded(plan: &Plan, Change { id, what }: Change, href: &dyn Fn(&str) -> Option<String>) -> ChangeLine {
    let (sort, what, before, after, instead) = match what {
        What::Added { text } => ("added", "New on this sheet".to_owned(), None, Some(text), Vec::new()),
        What::Reworded { before, after } => ("reworded", "Reworded".to_owned(), Some(before), Some(after), Vec::new()),
        What::Moved { from, to, text } => ("moved", moved(plan, &from, &to), None, Some(text), Vec::new()),
        What::Retired { text, replaced_by } => ("retired", "Retired".to_owned(), Some(text), None, replaced_by),
        What::Gone { text } => ("gone", "No longer on this sheet".to_owned(), Some(text), None, Vec::new()),
    };
    let instead = instead.into_iter().filter_map(|id| Some(Crumb { href: href(&id)?, title: id }));
    ChangeLine { sort, href: href(&id), what, before, after, instead: instead.collect(), id }
}

fn moved(plan: &Plan, from: &dyn Display, to: &dyn Display) -> String {
    let level = plan.settings.names.level.one.to_lowercase();
    format!("Moved from {level} {from} to {level} {to}")
}

/// One change of each sort, with names where others have texts, for a script that finds out about changes itself.
pub fn patterns(plan: &Plan) -> Vec<ChangeLine> {
    let name = |name: &str| format!("~{name}~");
    let all = [
        What::Added { text: name("after") },
        What::Reworded { before: name("before"), after: name("after") },
        What::Moved { from: 0, to: 0, text: name("after") },
        What::Retired { text: name("before"), replaced_by: vec![name("instead")] },
        What::Gone { text: name("before") },
    ];
    let href = |id: &str| Some(plan.links.to(&addresses::capabilities().below(id)));
    let line = |what: What| {
        let is_moved = matches!(what, What::Moved { .. });
        let line = worded(plan, Change { id: name("id"), what }, &href);
        if is_moved { ChangeLine { what: moved(plan, &name("from"), &name("to")), ..line } } else { line }
    };
    all.into_iter().map(line).collect()
}
