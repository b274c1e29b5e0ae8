//! A resource whose link nobody has looked at for a year.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes, long_date};

pub static RULE: Rule = Rule { code: &codes::RESOURCE_NOT_SEEN, check };

const A_YEAR: i32 = 365;

fn check(context: &Context) -> Vec<Diagnostic> {
    let Some(today) = context.today else { return Vec::new() };
    let old = context.framework.resources().filter_map(|(_, resource)| {
        let seen = resource.checked.filter(|seen| (today - *seen).get_days() > A_YEAR)?;
        resource.url.as_ref().map(|_| (resource, seen))
    });
    let finding = |(resource, seen): (&crate::model::Resource, jiff::civil::Date)| {
        let place = context.key_place(resource.about.place.file, "checked");
        Diagnostic::new(RULE.code, place, format!("nobody has looked at this link since {}", long_date(seen))).help(
            "open the link; if it still shows what the title says, set `checked` to today, and if not, mend `url`",
        )
    };
    old.map(finding).collect()
}
