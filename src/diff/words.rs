//! What changed inside a text, word by word, and how much of it.

use super::marks;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A run of words. Same and removed ones together are the old text, same and added ones the new text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    Same(String),
    Removed(String),
    Added(String),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amount {
    /// Spelling, punctuation and capital letters only.
    Marks,
    Words,
    /// More of its words differ than stay.
    Rewritten,
}

/// How two texts differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    pub amount: Amount,
    /// How many of a hundred words differ.
    pub share: u8,
    pub words: Vec<Word>,
}

/// Beyond this many pieces that differ, in both texts together, all that lies between is taken as one: the time for
/// finding the shortest difference grows with the square.
const MOST_PIECES: usize = 1600;

/// None where they are the same.
pub fn wording(old: &str, new: &str) -> Option<Wording> {
    if old == new {
        return None;
    }
    let (before, after) = (tokens(old), tokens(new));
    let ops = differences(&before, &after);
    let (mut changed, mut all, mut kept) = (0, 0, 0);
    for op in &ops {
        let (removed, added) = (words_in(&before[op.old_range()]), words_in(&after[op.new_range()]));
        all += removed + added;
        if !matches!(op, DiffOp::Equal { .. }) {
            changed += removed + added;
        } else {
            kept += added;
        }
    }
    // Single words that happen to be in both would only hide that it is another text.
    let nothing_stayed = kept * 2 < words_in(&before).min(words_in(&after));
    let share = (changed * 100).div_ceil(all.max(1)).min(100) as u8;
    let whole = || vec![Word::Removed(old.to_owned()), Word::Added(new.to_owned())];
    let told = |words: Vec<Word>| words.into_iter().filter(|word| !word.text().is_empty()).collect();
    let amount = if marks::same_but_for_marks(old, new) {
        Amount::Marks
    } else if changed * 2 > all {
        Amount::Rewritten
    } else {
        Amount::Words
    };
    let words = if nothing_stayed { whole() } else { runs(&before, &after, &ops) };
    Some(Wording { amount, share, words: told(words) })
}

impl Word {
    pub fn text(&self) -> &str {
        match self {
            Word::Same(text) | Word::Removed(text) | Word::Added(text) => text,
        }
    }
}

/// Words that turn the meaning of a sentence though they are few and short.
static TURNING: &[&str] = &[
    "not",
    "no",
    "never",
    "cannot",
    "without",
    "unless",
    "except",
    "only",
    "must",
    "should",
    "may",
    "all",
    "any",
    "some",
    "always",
    "or",
    "under",
    "over",
    "before",
    "after",
    "independently",
    "supervised",
    "unsupervised",
    "supervision",
];

/// The first such word that is new or gone, or that it is a number. The answer is ours and no part of the text.
pub fn turning(words: &[Word]) -> Option<String> {
    let changed = words.iter().filter(|word| !matches!(word, Word::Same(_)));
    changed.flat_map(|word| tokens(word.text())).find_map(|word| {
        let number = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let known = TURNING.iter().find(|turning| word.eq_ignore_ascii_case(turning));
        if number && is_word(word) {
            Some("a number".to_owned())
        } else {
            known.map(|word| format!("the word `{word}`"))
        }
    })
}

/// Words, white space and signs, each as one piece; together they are the text.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut before: Option<Sort> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let mut sort = Sort::of(c);
        // A hyphen or an apostrophe inside a word, and a point inside a number, are part of it.
        let joins = match c {
            '-' | '\'' | '\u{2019}' => characters.peek().is_some_and(|(_, next)| next.is_alphanumeric()),
            '.' | ',' => characters.peek().is_some_and(|(_, next)| next.is_ascii_digit()),
            _ => false,
        };
        if joins && before == Some(Sort::Word) {
            sort = Sort::Word;
        }
        let goes_on = before == Some(sort) && matches!(sort, Sort::Word | Sort::Space);
        if !goes_on && at > start {
            all.push(&text[start..at]);
            start = at;
        }
        before = Some(sort);
    }
    if start < text.len() {
        all.push(&text[start..]);
    }
    all
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Word,
    Space,
    /// A sign, or a character of a script that writes words without spaces between.
    Alone,
}

impl Sort {
    fn of(c: char) -> Sort {
        match c {
            _ if c.is_whitespace() => Sort::Space,
            '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Sort::Alone,
            _ if c.is_alphanumeric() || (!c.is_ascii() && !is_sign(c)) => Sort::Word,
            _ => Sort::Alone,
        }
    }
}

/// Signs beyond ASCII: quotation marks, dashes and their like. Other characters may belong to a word.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{205e}')
}

pub fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

fn words_in(tokens: &[&str]) -> usize {
    tokens.iter().filter(|token| is_word(token)).count()
}

fn differences(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let room = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let (old, new) = (before.len() - start - end, after.len() - start - end);
    if old + new <= MOST_PIECES {
        return capture_diff_slices(Algorithm::Myers, before, after);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let between = DiffOp::Replace { old_index: start, old_len: old, new_index: start, new_len: new };
    vec![equal(0, 0, start), between, equal(start + old, start + new, end)]
}

/// Joins what differs, so that a reader meets few whole changes in place of many small ones.
fn runs(before: &[&str], after: &[&str], ops: &[DiffOp]) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    for (at, op) in ops.iter().enumerate() {
        let (old, new) = (&before[op.old_range()], &after[op.new_range()]);
        let between = at > 0 && at + 1 < ops.len();
        if matches!(op, DiffOp::Equal { .. }) && !(between && words_in(old) == 0 && is_space(old)) {
            flush(&mut all, &mut removed, &mut added);
            all.push(Word::Same(old.concat()));
        } else {
            removed.extend(old.iter().copied());
            added.extend(new.iter().copied());
        }
    }
    flush(&mut all, &mut removed, &mut added);
    all
}

fn is_space(tokens: &[&str]) -> bool {
    tokens.iter().all(|token| token.trim().is_empty())
}

fn flush(all: &mut Vec<Word>, removed: &mut String, added: &mut String) {
    for (text, word) in [(removed, Word::Removed as fn(String) -> Word), (added, Word::Added)] {
        if !text.is_empty() {
            all.push(word(std::mem::take(text)));
        }
    }
}
