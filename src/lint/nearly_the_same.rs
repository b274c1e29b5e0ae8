//! Two statements that say nearly the same: people tick both without knowing why there are two, and later only one of
//! them is mended.

use super::likeness;
use super::{Context, Rule};
use crate::base::{Diagnostic, codes};

pub static RULE: Rule = Rule { code: &codes::NEARLY_THE_SAME, check };

/// How like two statements of one level are that are told.
const LEAST: f64 = 0.8;
/// At another level a few other words make another demand; only the same words are told.
const SAME: f64 = 1.0;
/// Where more than one statement in so many has a double, that is how the framework was made: told once.
const ONE_IN: usize = 20;
/// So many are told one by one in any case.
const FEW: usize = 5;
/// Shorter statements are like each other by chance.
const FEWEST_WORDS: usize = 5;

fn check(context: &Context) -> Vec<Diagnostic> {
    let wordings: Vec<_> =
        context.wordings.iter().filter(|wording| wording.plain.split_whitespace().count() >= FEWEST_WORDS).collect();
    let texts: Vec<&str> = wordings.iter().map(|wording| wording.plain).collect();
    // Statements of one capability are meant to be like each other.
    let may = |a: usize, b: usize| wordings[a].statement.capability != wordings[b].statement.capability;
    let told = |(first, second, likeness): &(usize, usize, f64)| {
        wordings[*first].statement.level == wordings[*second].statement.level || *likeness == SAME
    };
    let pairs: Vec<_> = likeness::likest(&texts, LEAST, may).into_iter().filter(told).collect();
    let id = |of: usize| &context.framework[wordings[of].statement.capability].id;
    let finding = |(first, second, likeness): &(usize, usize, f64)| {
        let words = if *likeness == SAME { "the same" } else { "nearly the same" };
        let message = format!("`{}` says {words} as `{}`", id(*second), id(*first));
        Diagnostic::new(RULE.code, wordings[*second].place, message)
            .related(wordings[*first].place, format!("`{}`", id(*first)))
            .help("keep one of the two and retire the other, or say in the words how they differ: where, with what, for whom")
    };
    if pairs.len() <= FEW || pairs.len() * ONE_IN <= wordings.len() {
        return pairs.iter().map(finding).collect();
    }
    let named: Vec<String> = pairs.iter().take(FEW).map(|(a, b, _)| format!("`{}` and `{}`", id(*a), id(*b))).collect();
    let mut one = finding(&pairs[0]);
    one.message = format!("{} of {} statements say the same as another one, or nearly", pairs.len(), wordings.len());
    one.help = Some(format!(
        "begin with {}; if the framework is meant to say things twice, write `checks: {{ ignore: [{}] }}` in `gradus.yml`",
        named.join(", "),
        RULE.code.id
    ));
    vec![one]
}
