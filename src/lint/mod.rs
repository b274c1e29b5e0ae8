//! The rules of this field: what a framework may say, and what will probably hurt whoever works with it. One rule a
//! file. They see the whole framework, change nothing in it, and never decide what a site consists of.

mod archetype_without_statement;
mod below_its_requirements;
mod context;
mod english;
mod group_named_differently;
mod level_without_statement;
mod lexicon;
mod likeness;
mod long_statement;
mod mixed_spelling;
mod mixed_stems;
mod nearly_the_same;
mod refers_to_retired;
mod replaced_in_a_circle;
mod resource_not_seen;
mod retired_without_reason;
mod review;
mod two_abilities;
mod unknown_abbreviation;
mod unlisted_verbs;
mod verb_at_another_level;
mod verb_of_another_process;
mod wording;

pub use context::Context;

use crate::base::{Code, Diagnostic};
use rayon::prelude::*;

/// A rule: the code of what it finds, and how it looks.
pub struct Rule {
    pub code: &'static Code,
    pub check: fn(&Context) -> Vec<Diagnostic>,
}

/// All rules. Each code has its line in `base/codes.rs` and its explanation in `explain/texts/`.
pub static RULES: &[&Rule] = &[
    &verb_of_another_process::RULE,
    &unlisted_verbs::RULE,
    &verb_at_another_level::RULE,
    &two_abilities::RULE,
    &long_statement::RULE,
    &mixed_stems::RULE,
    &mixed_spelling::RULE,
    &unknown_abbreviation::RULE,
    &below_its_requirements::RULE,
    &level_without_statement::RULE,
    &archetype_without_statement::RULE,
    &nearly_the_same::RULE,
    &review::OVERDUE,
    &review::DUE,
    &resource_not_seen::RULE,
    &group_named_differently::RULE,
    &retired_without_reason::RULE,
    &refers_to_retired::RULE,
    &replaced_in_a_circle::RULE,
];

/// What all rules find, in the order of the rules.
pub fn check(context: &Context) -> Vec<Diagnostic> {
    RULES.par_iter().flat_map_iter(|rule| (rule.check)(context)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_code_of_its_own_that_is_no_error() {
        let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.code.id).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
        assert!(RULES.iter().all(|rule| rule.code.severity != crate::base::Severity::Error));
    }
}
