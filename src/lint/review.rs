//! Reviews that are overdue, and those that are due soon.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes, long_date};
use jiff::civil::Date;

pub static OVERDUE: Rule = Rule { code: &codes::REVIEW_OVERDUE, check: overdue };
pub static DUE: Rule = Rule { code: &codes::REVIEW_DUE, check: due };

fn overdue(context: &Context) -> Vec<Diagnostic> {
    let is_late = |days: i64| days < 0;
    find(context, is_late, |day| format!("the review was due on {}", long_date(day)), &OVERDUE)
}

fn due(context: &Context) -> Vec<Diagnostic> {
    let soon = 0..=context.settings.warn_days;
    find(context, |days| soon.contains(&days), |day| format!("the review is due on {}", long_date(day)), &DUE)
}

/// Those whose next review is so many days from today.
fn find(context: &Context, when: impl Fn(i64) -> bool, message: fn(Date) -> String, rule: &Rule) -> Vec<Diagnostic> {
    let Some(today) = context.today else { return Vec::new() };
    let retired = context.framework.capabilities().filter(|(_, it)| it.retired.is_some());
    let retired: std::collections::HashSet<_> = retired.map(|(_, it)| it.about.place.file).collect();
    let documents = context.documents().filter(|document| !retired.contains(&document.file));
    let finding = |document: &crate::parse::Document| {
        let day = document.front.as_ref()?.common().next_review?;
        let days = i64::from((day - today).get_days());
        when(days).then(|| {
            Diagnostic::new(rule.code, context.key_place(document.file, "next_review"), message(day)).help(
                "read it again with people who use it, mend what is no longer true, and set `reviewed` and `next_review` anew",
            )
        })
    };
    documents.filter_map(finding).collect()
}
