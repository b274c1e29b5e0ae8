//! Two statements that say nearly the same: people tick both without knowing why there are two, and later only one of
//! them is mended.

use super::likeness::{SAME, Text, likest};
use super::wording::Wording;
use super::{Context, Rule};
use crate::base::{Diagnostic, codes};

pub static RULE: Rule = Rule { code: &codes::NEARLY_THE_SAME, check };

/// How like two statements of one level are that are told. At another level a few other words make another demand.
const LEAST: f64 = 0.8;
/// Where more than one statement in so many has a double, that is how the framework was made: told once.
const ONE_IN: usize = 20;
/// So many are told one by one in any case.
const FEW: usize = 5;
/// Shorter statements are like each other by chance.
const FEWEST_WORDS: usize = 5;

fn check(context: &Context) -> Vec<Diagnostic> {
    let wordings: Vec<&Wording> =
        context.wordings.iter().filter(|wording| wording.plain.split_whitespace().count() >= FEWEST_WORDS).collect();
    // Statements of one capability are meant to be like each other.
    let texts = wordings.iter().map(|wording| {
        let statement = wording.statement;
        Text { words: wording.plain, owner: statement.capability.index(), level: statement.level.index() }
    });
    let pairs = likest(&texts.collect::<Vec<_>>(), LEAST);
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
