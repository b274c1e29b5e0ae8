//! Which lines differ between two texts, and how that is shown to people and to `git apply`: as a unified diff.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Lines of the old text that become lines of the new one. Between two of these, both texts are the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Past so many lines that differ on both sides, the middle of a file is one change: nobody reads it line by line, and the
/// time for finding the shortest difference grows with the square.
const MOST: usize = 1000;

/// All changes, in order.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let ops = match old.len().min(new.len()) > MOST {
        true => vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }],
        false => capture_diff_slices(Algorithm::Myers, old, new),
    };
    let (mut at_old, mut at_new) = (head, head);
    let mut all: Vec<Change> = Vec::new();
    for op in ops {
        // Only the lengths count: where an operation says that it stands in the other text need not be exact.
        let (old, new) = (at_old..at_old + op.old_range().len(), at_new..at_new + op.new_range().len());
        (at_old, at_new) = (old.end, new.end);
        match all.last_mut() {
            _ if matches!(op, DiffOp::Equal { .. }) => {}
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                (last.old.end, last.new.end) = (old.end, new.end);
            }
            _ => all.push(Change { old, new }),
        }
    }
    all.retain(|change| !change.old.is_empty() || !change.new.is_empty());
    all
}

/// Lines that are shown around each change.
const AROUND: usize = 3;

/// The difference of two texts, under their names; empty where there is none. `shown` makes a line safe to look at.
pub fn unified(names: (&str, &str), old: &str, new: &str, shown: &dyn Fn(&str) -> String) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let all = changes(&old, &new);
    if all.is_empty() {
        return String::new();
    }
    let mut out = format!("--- {}\n+++ {}\n", names.0, names.1);
    for hunk in hunks(&all) {
        let (first, last) = (&hunk[0], &hunk[hunk.len() - 1]);
        let start = first.old.start.saturating_sub(AROUND);
        let new_start = first.new.start - (first.old.start - start);
        let end = (last.old.end + AROUND).min(old.len());
        let new_end = last.new.end + (end - last.old.end);
        out.push_str(&format!("@@ -{} +{} @@\n", lines(start, end), lines(new_start, new_end)));
        let mut put = |sign: char, line: &str| {
            let (text, is_whole) = line.strip_suffix('\n').map_or((line, false), |text| (text, true));
            let note = if is_whole { "" } else { "\\ No newline at end of file\n" };
            out.push_str(&format!("{sign}{}\n{note}", shown(text)));
        };
        let mut at = start;
        for change in hunk {
            old[at..change.old.start].iter().for_each(|line| put(' ', line));
            old[change.old.clone()].iter().for_each(|line| put('-', line));
            new[change.new.clone()].iter().for_each(|line| put('+', line));
            at = change.old.end;
        }
        old[at..end].iter().for_each(|line| put(' ', line));
    }
    out
}

/// Changes whose surroundings touch are shown as one piece.
fn hunks(all: &[Change]) -> Vec<&[Change]> {
    all.chunk_by(|a, b| b.old.start - a.old.end <= 2 * AROUND).collect()
}

/// "4,7": the first line and how many.
fn lines(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => (start + 1).to_string(),
        count => format!("{},{count}", start + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9";
        let got = unified(("a/x.md", "b/x.md"), old, "1\n2\n3\n4\nfive\n6\n7\n8\n9", &str::to_owned);
        assert_eq!(got, "--- a/x.md\n+++ b/x.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
        let got = unified(("a/x.md", "b/x.md"), "1\n2", "1\n", &str::to_owned);
        assert_eq!(got, "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1 @@\n 1\n-2\n\\ No newline at end of file\n");
        assert_eq!(unified(("a/x.md", "b/x.md"), old, old, &str::to_owned), "");
    }

    #[test]
    fn one_line_that_differs_is_one_change() {
        let (old, new) = (["a", "b", "c", "d"], ["a", "x", "c"]);
        let wanted = [Change { old: 1..2, new: 1..2 }, Change { old: 3..4, new: 3..3 }];
        assert_eq!(changes(&old, &new), wanted);
        assert_eq!(changes(&old, &old), []);
    }

    proptest! {
        #[test]
        fn the_changes_make_the_new_text_of_the_old(
            old in prop::collection::vec("[abc]", 0..20),
            new in prop::collection::vec("[abc]", 0..20),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let mut made: Vec<&str> = Vec::new();
            let mut at = 0;
            for change in changes(&old, &new) {
                prop_assert!(at <= change.old.start);
                made.extend(&old[at..change.old.start]);
                prop_assert_eq!(made.len(), change.new.start);
                made.extend(&new[change.new.clone()]);
                at = change.old.end;
            }
            made.extend(&old[at..]);
            prop_assert_eq!(made, new);
        }
    }
}
