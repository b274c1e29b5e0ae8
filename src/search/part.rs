//! A part of the lexicon as it stands in a file: forms in order, which term each belongs to, and where the terms stand.

use super::code::{front_coded, number};
use super::lexicon::{Form, Lexicon};
use serde::Serialize;
use std::collections::HashMap;

/// Forms and their terms. Terms are numbered as their first forms come.
#[derive(Serialize)]
pub struct Part {
    pub forms: String,
    /// For each form: 0 for a term of its own, else how many terms before the next new one its term came.
    pub terms: String,
    /// By term, `!` between.
    pub postings: String,
}

impl Part {
    /// Of forms in the script's order, with each form all others of its term.
    pub fn of(forms: &[&Form], lexicon: &Lexicon) -> Part {
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut terms = String::new();
        let mut postings = Vec::new();
        for form in forms {
            let next = postings.len() as u32;
            let known = *numbers.entry(form.term).or_insert(next);
            if known == next {
                postings.push(lexicon.postings(form.term));
                number(0, &mut terms);
            } else {
                number(next - known, &mut terms);
            }
        }
        Part { forms: front_coded(forms.iter().map(|form| &*form.text)), terms, postings: postings.join("!") }
    }
}
