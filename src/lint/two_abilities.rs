//! One statement with two abilities in it, which an assessor can neither sign nor leave unsigned where somebody has one
//! of them. Told only where the words leave no doubt: the beginning is said twice, or the second verb asks for thinking
//! of quite another kind.

use super::english::stem::{self, Style};
use super::english::verbs;
use super::wording::Wording;
use super::{Context, Rule};
use crate::base::{Diagnostic, Place, codes};

pub static RULE: Rule = Rule { code: &codes::TWO_ABILITIES, check };

/// How far apart two processes stand that are no two sides of one ability.
const FAR: usize = 2;

/// Words that begin a part of a sentence that says what for, which, or when: a verb in it is no second ability.
static SUBORDINATE: &[&str] = &[
    "after", "because", "before", "by", "for", "how", "if", "that", "to", "until", "what", "when", "where", "whether",
    "which", "while", "who", "whom", "whose", "why", "so", "as", "with", "without",
];
/// Words behind which "plan" or "test" is a verb and no thing.
static OBJECT: &[&str] = &[
    "a", "an", "any", "each", "every", "her", "his", "its", "my", "our", "that", "the", "their", "them", "these",
    "this", "those", "what", "whether", "which", "who", "why", "how", "it", "your",
];

fn check(context: &Context) -> Vec<Diagnostic> {
    let find = |wording: &Wording| {
        let place = said_twice(wording, context).or_else(|| another_kind(wording, context))?;
        let finding = Diagnostic::new(RULE.code, place, "this statement holds two abilities")
            .label("here the second one begins")
            .help("make two statements of it, each with an id of its own; or keep the one that matters and say the rest as guidance");
        Some(finding)
    };
    context.wordings.iter().filter_map(find).collect()
}

/// "I can … and I can …", "Ability to … and ability to …", "Explain … . Design …".
fn said_twice(wording: &Wording, context: &Context) -> Option<Place> {
    let first = wording.stem.as_ref()?;
    let opening = match first.style {
        Style::I => Some("I can"),
        Style::We => Some("we can"),
        Style::You => Some("you can"),
        Style::Ability => Some("ability to"),
        Style::Skill => Some("skill in"),
        Style::Bare | Style::Third | Style::Can | Style::Gerund => None,
    };
    if let Some(opening) = opening {
        let lower = first.rest.to_ascii_lowercase();
        let again = ["and ", "; ", ". "].into_iter().find_map(|joint| {
            let at = lower.find(&format!("{joint}{} ", opening.to_ascii_lowercase()))? + joint.len();
            first.rest.get(at..at + opening.len())
        })?;
        return Some(last_place(wording, again, context));
    }
    // Two sentences, each of which begins with a verb in the same form.
    let (before, second) = first.rest.split_once(". ")?;
    let begins = stem::of(second)?;
    let is_list = context.lexicon.is_empty() || context.lexicon.find(&begins).is_some();
    let is_sentence = before.chars().next_back().is_some_and(char::is_lowercase) && !before.ends_with("e.g");
    (begins.style == first.style
        && is_list
        && is_sentence
        && begins.after.first().is_some_and(|word| OBJECT.contains(word)))
    .then(|| wording.place_of(begins.verb, context))
}

/// "Describe the risks and design a way to contain them."
fn another_kind(wording: &Wording, context: &Context) -> Option<Place> {
    let first = wording.stem.as_ref()?;
    let meant = context.lexicon.find(first)?.means()?;
    let words: Vec<&str> = first.rest.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        if SUBORDINATE.contains(&stem::bare(word).to_lowercase().as_str()) {
            return None;
        }
        // "Assess and apply a strategy": two verbs that share what they do it to are one ability in two words.
        if *word != "and" || at == 0 {
            continue;
        }
        let mut next = at + 1;
        while words.get(next).is_some_and(|word| *word == "then" || stem::is_adverb(word)) {
            next += 1;
        }
        let (Some(verb), Some(object)) = (words.get(next), words.get(next + 1)) else { continue };
        if !OBJECT.contains(&object.to_lowercase().as_str()) {
            continue;
        }
        let second =
            verbs::bares(verb, first.form).into_iter().find_map(|verb| context.lexicon.find_word(&verb)?.means());
        if second.is_some_and(|second| second.index().abs_diff(meant.index()) >= FAR) {
            return Some(last_place(wording, verb, context));
        }
    }
    None
}

/// Where words stand for the last time: the first time may be the statement's beginning.
fn last_place(wording: &Wording, words: &str, context: &Context) -> Place {
    let written = context.at(wording.place);
    let found = written.rfind(words).map(|at| wording.place.span.start as usize + at);
    found.map_or(wording.place, |start| Place {
        span: crate::base::Span::new(start, start + words.len()),
        ..wording.place
    })
}
