//! Which files the index is cut into, and what goes into which.

/// Up to so many records, everything is in `head.js`.
const SMALL: usize = 400;

/// How many files of each sort there are for a number of records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    pub records: usize,
    /// With words, and where they stand.
    pub words: usize,
    /// With what results show.
    pub shown: usize,
}

impl Layout {
    /// The files are small, because a query needs few of the words in one: a file of 16 records has about 2 KB. A hundred
    /// files of words are enough to choose from, until they grow large.
    pub fn of(records: usize) -> Layout {
        let files = |each: usize| if records > SMALL { records.div_ceil(each) } else { 0 };
        Layout { records, words: files(20).min(files(50).max(100)), shown: files(PER_FILE) }
    }

    pub fn is_small(&self) -> bool {
        self.shown == 0
    }
}

/// How many records are shown from one file.
pub const PER_FILE: usize = 16;

/// The names of all files for a number of records, below `search/`.
pub fn files(records: usize) -> Vec<String> {
    let layout = Layout::of(records);
    let words = (0..layout.words).map(|at| format!("words-{at}.js"));
    let shown = (0..layout.shown).map(|at| format!("records-{at}.js"));
    std::iter::once("head.js".to_owned()).chain(words).chain(shown).collect()
}

/// Cuts a row of things into so many stretches of about the same size: where each begins. Some may be empty.
pub fn cut(sizes: &[usize], parts: usize) -> Vec<usize> {
    let mut left: usize = sizes.iter().sum();
    let mut starts = Vec::with_capacity(parts);
    let mut at = 0;
    for part in 0..parts {
        starts.push(at);
        let share = left.div_ceil(parts - part);
        let mut taken = 0;
        // A thing that would go further beyond the share than it falls short now begins the next stretch.
        while at < sizes.len() && (taken == 0 || taken + sizes[at] / 2 < share) {
            taken += sizes[at];
            at += 1;
        }
        left -= taken;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_framework_has_one_file() {
        assert_eq!(files(400), ["head.js"]);
        assert_eq!(files(0), ["head.js"]);
        let many = files(401);
        assert!(many.contains(&"words-0.js".to_owned()) && many.contains(&"records-25.js".to_owned()), "{many:?}");
    }

    #[test]
    fn every_thing_is_in_one_stretch() {
        for (sizes, parts) in [(vec![1; 10], 3), (vec![100, 1, 1, 1], 3), (vec![], 2), (vec![5], 4), (vec![0; 9], 2)] {
            let starts = cut(&sizes, parts);
            assert_eq!(starts.len(), parts);
            assert!(starts.is_sorted() && starts[0] == 0, "{starts:?}");
        }
        assert_eq!(cut(&[1; 9], 3), [0, 3, 6]);
        assert_eq!(cut(&[100, 1, 1, 1], 2), [0, 1]);
    }
}
