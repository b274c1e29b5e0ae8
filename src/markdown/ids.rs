//! Ids of headings and footnotes: unique in a text, and never one that a page keeps for itself.

use std::collections::{HashMap, HashSet};

use crate::base::slug;

const RESERVED: [&str; 4] = ["main", "top", "search", "content"];
/// Of levels, footnotes, groups, terms, and statements (`item.rs` of the views gives `c-`, and `s1-` where there are several).
const RESERVED_STARTS: [&str; 6] = ["level-", "fn-", "fnref-", "g-", "t-", "c-"];

/// Long enough to be told apart, short enough for an address.
const LONGEST: usize = 80;

/// An id made from a heading's text. It begins with a letter, as style sheets and validators like it.
pub(super) fn from_text(text: &str) -> String {
    let slug = short_slug(text);
    match slug.chars().next() {
        None => "section".to_owned(),
        Some(first) if !first.is_alphabetic() => format!("section-{slug}"),
        Some(_) => unreserved(slug),
    }
}

/// An id that an author may have, made from the one that the author gave.
pub(super) fn unreserved(id: String) -> String {
    let of_statement = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('-');
    let is_reserved = RESERVED.contains(&id.as_str())
        || RESERVED_STARTS.iter().any(|start| id.starts_with(start))
        || id.strip_prefix('s').is_some_and(of_statement);
    if is_reserved { format!("section-{id}") } else { id }
}

pub(super) fn short_slug(text: &str) -> String {
    let start: String = text.chars().take(LONGEST).collect();
    slug(&start)
}

/// The ids that are taken.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The number to try next for a wish that was taken: without it, a thousand equal headings cost a million looks.
    next: HashMap<String, usize>,
}

impl Ids {
    /// Takes the wished id, or if it is taken the first free one of `-2`, `-3` …
    pub(super) fn take(&mut self, wish: &str) -> String {
        if self.taken.insert(wish.to_owned()) {
            return wish.to_owned();
        }
        let number = self.next.entry(wish.to_owned()).or_insert(2);
        loop {
            let id = format!("{wish}-{number}");
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_never_one_that_pages_keep() {
        for (text, id) in [
            ("Main", "section-main"),
            ("Level 2", "section-level-2"),
            ("G 1", "section-g-1"),
            ("C AI 1", "section-c-ai-1"),
            ("S2: here", "section-s2-here"),
            ("S here", "section-s-here"),
            ("Steps here", "steps-here"),
            ("Fn x", "section-fn-x"),
            ("Mainly", "mainly"),
            ("2026", "section-2026"),
            ("!", "section"),
        ] {
            assert_eq!(from_text(text), id);
        }
        assert_eq!(unreserved("top".to_owned()), "section-top");
        assert!(from_text(&"long ".repeat(1000)).len() <= LONGEST);
    }

    #[test]
    fn a_taken_id_gets_the_next_free_number() {
        let mut ids = Ids::default();
        let taken: Vec<String> = ["a", "a-2", "a", "a", "a-2"].map(|wish| ids.take(wish)).into();
        assert_eq!(taken, ["a", "a-2", "a-3", "a-4", "a-2-2"]);
    }
}
