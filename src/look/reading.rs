//! Reading figures: how long statements are, and how hard to read. Information, never a judgement: a long word may be the
//! right one.
//!
//! The measure is the Coleman-Liau index (M. Coleman and T. L. Liau, "A computer readability formula designed for machine
//! scoring", Journal of Applied Psychology 60, 1975): 0.0588 L - 0.296 S - 15.8, where L is letters and S sentences in 100
//! words. It comes out as a year of school in the United States. It counts letters and no syllables, so that two programs
//! come to the same figure. It was made for English.

/// What is counted of texts.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Figures {
    pub texts: usize,
    pub sentences: usize,
    pub words: usize,
    pub letters: usize,
    /// Of the longest text.
    pub most_words: usize,
}

impl Figures {
    pub fn add(&mut self, text: &str) {
        let counted = count(text);
        if counted.words == 0 {
            return;
        }
        self.texts += 1;
        self.sentences += counted.sentences;
        self.words += counted.words;
        self.letters += counted.letters;
        self.most_words = self.most_words.max(counted.words);
    }

    pub fn words_per_text(&self) -> Option<f64> {
        ratio(self.words, self.texts)
    }

    pub fn words_per_sentence(&self) -> Option<f64> {
        ratio(self.words, self.sentences)
    }

    /// The Coleman-Liau index; none below 100 words, for which it was not made.
    pub fn school_year(&self) -> Option<f64> {
        let per_hundred = |count: usize| count as f64 * 100.0 / self.words as f64;
        (self.words >= 100).then(|| 0.0588 * per_hundred(self.letters) - 0.296 * per_hundred(self.sentences) - 15.8)
    }
}

fn ratio(of: usize, by: usize) -> Option<f64> {
    (by > 0).then(|| of as f64 / by as f64)
}

fn count(text: &str) -> Figures {
    let mut figures = Figures { texts: 1, ..Figures::default() };
    for line in text.lines() {
        let mut is_open = false;
        for word in line.split_whitespace() {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            if letters == 0 {
                continue;
            }
            figures.words += 1;
            figures.letters += letters;
            is_open = true;
            let bare = word.trim_end_matches(['"', '\'', ')', ']', '”', '’']);
            // "e.g." and "Dr." end no sentence, but "ward." does.
            if bare.ends_with(['.', '!', '?', '…']) && !is_abbreviation(bare) {
                figures.sentences += 1;
                is_open = false;
            }
        }
        // A heading or an entry of a list is one, too.
        figures.sentences += usize::from(is_open);
    }
    figures
}

fn is_abbreviation(word: &str) -> bool {
    let inner = word.trim_end_matches('.').trim_start_matches(['(', '"', '\'', '“', '‘']);
    inner.contains('.') && inner.split('.').all(|part| part.chars().count() == 1)
        || ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "etc", "vs", "cf", "No"].contains(&inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_sentences_are_counted_as_people_would() {
        let of = |text: &str| (count(text).words, count(text).sentences);
        assert_eq!(of("I can ask for help, e.g. from Dr. Jones."), (9, 1));
        assert_eq!(of("Stop. Wait! Why? (Then go.)"), (5, 4));
        assert_eq!(of("A heading\nAn entry\n\n– "), (4, 2));
        assert_eq!(of("DCB0129 is 2.0 - done"), (4, 1));
    }

    #[test]
    fn the_index_is_that_of_its_authors_formula() {
        let mut figures = Figures::default();
        figures.add(&"abcde ".repeat(99));
        assert_eq!(figures.school_year(), None);
        figures.add("fghij.");
        // 500 letters and 2 sentences in 100 words.
        assert!((figures.school_year().unwrap() - (0.0588 * 500.0 - 0.296 * 2.0 - 15.8)).abs() < 1e-9);
        assert_eq!((figures.words_per_text(), figures.most_words), (Some(50.0), 99));
        assert_eq!(Figures::default().words_per_text(), None);
    }
}
