//! Whether a sheet that somebody put together still stands: one page for all choices. Its script reads from the address
//! which choice it was, and finds out what a ready sheet's page has been told already.

use super::standing::{ChangeLine, patterns};
use super::{Page, Plan, View};
use crate::base::{Address, long_date};
use crate::checklist::ready;
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;

pub static VIEW: View =
    View { template: "standing-choice.html", summary: "whether a checklist of one's own choice still stands", pages };

#[derive(Serialize)]
struct OwnStandingPage {
    version: String,
    reviewed: Option<String>,
    /// The files with the statements, behind `root`; the first one has the current ones, the others those of releases.
    files: Vec<String>,
    /// The page where one puts a sheet together.
    checklists: Crumb,
    /// Whether any sheets come ready made: then that page has them, too.
    ready: bool,
    /// Each sort of change, with names where others have texts.
    patterns: Vec<ChangeLine>,
}

fn pages(_: &Plan) -> Vec<Page> {
    vec![Page::new(&VIEW, addresses::standing(), None, show).noindex()]
}

fn show(plan: &Plan, address: &Address) -> (Head, OwnStandingPage) {
    let content = OwnStandingPage {
        version: plan.settings.framework.version.clone(),
        reviewed: plan.framework.home().and_then(|home| home.about.reviewed).map(long_date),
        files: plan.pool(),
        checklists: plan.crumb("Checklists", &addresses::checklists()),
        ready: !ready(&plan.framework, &plan.settings.checklists).is_empty(),
        patterns: patterns(plan),
    };
    let mut head = plan.head("Does this checklist still stand?", address, "checklists");
    head.breadcrumb.push(plan.crumb("Checklists", &addresses::checklists()));
    (head, content)
}
