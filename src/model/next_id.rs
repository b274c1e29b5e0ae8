//! The next free id of a code. Numbers only rise: what was ever used, by what is current, retired or in a release that
//! was given out, is never given again.

use super::Framework;
use std::collections::{BTreeMap, BTreeSet};

/// All ids that were ever used, as far as the files say.
#[derive(Clone, Default, Debug)]
pub struct UsedIds {
    /// In small letters, as ids that differ only in that share an address.
    taken: BTreeSet<String>,
    /// By everything before the last digits, as typed: the highest number, and how many digits it has.
    highest: BTreeMap<String, (u64, usize)>,
    /// By what stands between letters and digits, and the number of digits: how often.
    shapes: BTreeMap<(String, usize), usize>,
}

/// What an id of a framework that has none yet looks like.
const FIRST_SHAPE: (&str, usize) = ("-", 3);

impl UsedIds {
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> UsedIds {
        let mut used = UsedIds::default();
        // Sorted, so that of two ids that differ in capitals only it is always the same one that counts.
        for id in ids.into_iter().collect::<BTreeSet<_>>() {
            used.add(id);
        }
        used
    }

    pub fn add(&mut self, id: &str) {
        if !self.taken.insert(id.to_lowercase()) {
            return;
        }
        let Some((stem, digits)) = split(id) else { return };
        let Ok(number) = digits.parse::<u64>() else { return };
        let highest = self.highest.entry(stem.to_owned()).or_insert((number, digits.len()));
        *highest = (*highest).max((number, digits.len()));
        let between = stem[code_of(stem).len()..].to_owned();
        *self.shapes.entry((between, digits.len())).or_default() += 1;
    }

    /// Whether an id, or one that differs in capitals only, was ever used.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains(&id.to_lowercase())
    }

    /// The next id of a code: past the highest, as wide as its neighbours.
    pub fn next(&self, code: &str) -> String {
        let ours = || self.highest.iter().filter(|(stem, _)| code_of(stem).eq_ignore_ascii_case(code));
        let own = ours().max_by_key(|(_, highest)| **highest).map(|(stem, highest)| {
            // Written as the code is, where some ids are.
            let same = ours().find(|(stem, _)| code_of(stem) == code).map(|(stem, _)| stem);
            (same.unwrap_or(stem), highest)
        });
        let shape = self.shapes.iter().max_by_key(|(_, count)| **count).map(|(shape, _)| shape);
        let (between, width) = shape.map_or(FIRST_SHAPE, |(between, width)| (between.as_str(), *width));
        let (stem, mut number, width) = match own {
            Some((stem, (number, width))) => (stem.clone(), *number, *width),
            None => (format!("{code}{between}"), 0, width),
        };
        loop {
            number = number.saturating_add(1);
            let id = format!("{stem}{number:0width$}");
            if number == u64::MAX || !self.taken.contains(&id.to_lowercase()) {
                return id;
            }
        }
    }

    /// The next id of the code that an id has, to be given to it instead; `None` if it has no number.
    pub fn instead_of(&self, id: &str) -> Option<String> {
        split(id).map(|(stem, _)| self.next(code_of(stem)))
    }
}

/// The letters that an id begins with, as a group's `code` names them: `AI` of `AI-041`.
pub fn code_of_id(id: &str) -> Option<&str> {
    split(id).map(|(stem, _)| code_of(stem)).filter(|code| !code.is_empty())
}

/// Everything before the last digits, and those.
fn split(id: &str) -> Option<(&str, &str)> {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem.len() < id.len()).then(|| id.split_at(stem.len()))
}

fn code_of(stem: &str) -> &str {
    stem.trim_end_matches(['-', '.', '_'])
}

impl Framework {
    /// Ids of current and retired capabilities, of drafts and files that could not be read, and of all releases.
    pub fn used_ids(&self) -> UsedIds {
        let frozen = self.releases.iter().filter_map(|release| release.frozen.as_ref());
        let given_out = frozen.flat_map(|frozen| frozen.ids.iter().map(|known| known.id.as_str()));
        let here = self.capabilities.iter().map(|capability| capability.id.as_str());
        UsedIds::new(here.chain(given_out).chain(self.absent_ids.keys().map(String::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_next_number_is_past_the_highest_and_not_the_first_gap() {
        let used = UsedIds::new(["AI-001", "AI-041", "DM-007", "AI-9"]);
        assert_eq!(used.next("AI"), "AI-042");
        assert_eq!(used.next("DM"), "DM-008");
    }

    #[test]
    fn a_new_code_is_written_as_the_others_are() {
        assert_eq!(UsedIds::new(["AI.0001", "DM.0002"]).next("HF"), "HF.0001");
        assert_eq!(UsedIds::new([]).next("HF"), "HF-001");
        assert_eq!(UsedIds::new(["C1", "C2"]).next("D"), "D1");
    }

    #[test]
    fn ids_grow_wider_where_the_digits_run_out() {
        assert_eq!(UsedIds::new(["AI-999"]).next("AI"), "AI-1000");
    }

    #[test]
    fn the_code_may_be_typed_in_small_letters_and_the_id_is_not() {
        assert_eq!(UsedIds::new(["AI-041"]).next("ai"), "AI-042");
        assert_eq!(UsedIds::new(["AI-041", "ai-042"]).next("AI"), "AI-043");
    }

    #[test]
    fn codes_of_several_parts_are_whole() {
        let used = UsedIds::new(["V1.2-003", "V1.3-009", "EQ"]);
        assert_eq!(used.next("V1.2"), "V1.2-004");
        assert_eq!(used.instead_of("V1.3-009").as_deref(), Some("V1.3-010"));
        assert_eq!(used.instead_of("EQ"), None);
        assert_eq!(code_of_id("AI-041"), Some("AI"));
    }

    proptest! {
        #[test]
        fn the_next_id_was_never_used(ids in proptest::collection::vec("[A-Ca-c]{1,2}[-._]?[0-9]{0,22}", 0..30), code in "[A-C]{1,2}") {
            let used = UsedIds::new(ids.iter().map(String::as_str));
            let next = used.next(&code);
            prop_assert!(ids.iter().all(|id| !id.eq_ignore_ascii_case(&next)), "{next} of {ids:?}");
        }
    }
}
