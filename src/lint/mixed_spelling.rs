//! British and American spelling side by side. Which of the two is right the settings say (`en-GB`, `en-US`), and where
//! they do not, what the framework itself mostly writes.

use super::english::spelling::{self, Question, Spelling, Table};
use super::english::words::words;
use super::{Context, Rule};
use crate::base::{Diagnostic, Place, Span, codes};
use crate::parse::Document;
use rayon::prelude::*;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule { code: &codes::MIXED_SPELLING, check };

/// One word in so many may be a slip; more of them are a second habit, and get one finding together.
const ONE_IN: usize = 5;
/// So many are told one by one in any case.
const FEW: usize = 3;

/// A word that has two spellings, the first of it in its file.
struct Seen<'a> {
    word: &'a str,
    place: Place,
    spelling: &'a Spelling,
}

fn check(context: &Context) -> Vec<Diagnostic> {
    if !context.is_english() {
        return Vec::new();
    }
    let table = spelling::table();
    let documents: Vec<&Document> = context.documents().collect();
    let seen: Vec<Vec<Seen>> = documents.par_iter().map(|document| of(context, document, &table)).collect();
    let seen: Vec<Seen> = seen.into_iter().flatten().collect();
    [Question::Nation, Question::Ending].into_iter().flat_map(|question| answer(context, question, &seen)).collect()
}

fn of<'a>(context: &Context, document: &Document, table: &'a Table) -> Vec<Seen<'a>> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for (offset, text) in context.pieces(document) {
        for word in words(text) {
            // A capital inside a sentence is a name, and names are spelt as their owners spell them.
            if word.text.len() < 4 || (!word.begins && word.text.starts_with(char::is_uppercase)) {
                continue;
            }
            let Some((name, spelling)) = table.find(word.text) else { continue };
            if known.insert(name) {
                let span = Span::new(word.start, word.start + word.text.len()).shifted(offset);
                found.push(Seen { word: name, place: Place { file: document.file, span }, spelling });
            }
        }
    }
    found
}

fn answer(context: &Context, question: Question, seen: &[Seen]) -> Vec<Diagnostic> {
    let seen: Vec<&Seen> = seen.iter().filter(|seen| seen.spelling.question == question).collect();
    let first = seen.iter().filter(|seen| seen.spelling.is_first).count();
    let tag = context.settings.framework.language.tag();
    let wants_first = match (tag, question) {
        ("en-US", _) => false,
        ("en-GB", Question::Nation) => true,
        _ => 2 * first >= seen.len(),
    };
    let odd: Vec<&&Seen> = seen.iter().filter(|seen| seen.spelling.is_first != wants_first).collect();
    let usual = seen.len() - odd.len();
    let (ours, theirs) = match (question, wants_first) {
        (Question::Nation, true) => ("British spelling", "American spelling"),
        (Question::Nation, false) => ("American spelling", "British spelling"),
        (Question::Ending, true) => ("`-ise`", "`-ize`"),
        (Question::Ending, false) => ("`-ize`", "`-ise`"),
    };
    let habit = match (tag, question) {
        ("en-US", _) | ("en-GB", Question::Nation) => format!("this framework is in `{tag}`"),
        _ if usual == 1 => format!("one other word here has {ours}"),
        _ => format!("{usual} other words here have {ours}"),
    };
    if odd.len() <= FEW || odd.len() * ONE_IN <= seen.len() {
        let finding = |seen: &&&Seen| {
            let message = format!("`{}` has {theirs}, and {habit}", seen.word);
            Diagnostic::new(RULE.code, seen.place, message).help(format!("write `{}`", seen.spelling.other))
        };
        return odd.iter().map(finding).collect();
    }
    let Some(one) = odd.first() else { return Vec::new() };
    let message = format!("{} words have {theirs}, and {habit}", odd.len());
    let finding = Diagnostic::new(RULE.code, one.place, message)
        .label("the first of them")
        .help(format!("choose one way for the whole framework; for {ours}, this word is `{}`", one.spelling.other));
    vec![finding]
}
