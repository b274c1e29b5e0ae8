//! Terms that are explained elsewhere, found in a text: whole words, the longest first, and each where it first stands.

/// The words of terms, in such order that a text is looked through once, however many terms there are.
#[derive(Debug)]
pub struct Terms {
    /// By the first byte, folded. Of those that could stand at one place the longest comes first.
    phrases: Vec<Vec<Phrase>>,
    /// Which two bytes begin a phrase: a few comparisons pass over nearly every word of a text.
    starts: Vec<bool>,
}

/// How a term is written in texts.
pub struct Wording<'a> {
    /// The position of the term.
    pub term: usize,
    pub words: &'a str,
    /// An abbreviation is meant only as it is written, and with an s for several.
    pub is_abbreviation: bool,
}

#[derive(Debug)]
struct Phrase {
    term: usize,
    letters: Vec<Letter>,
    is_abbreviation: bool,
}

#[derive(Debug)]
enum Letter {
    /// White space of any length.
    Gap,
    As(char),
    /// A small letter, which also stands for the capital.
    Any(char),
}

/// Where a term stands in a text, as bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Found {
    pub term: usize,
    pub start: usize,
    pub end: usize,
}

const FOLDED: usize = 129;

impl Terms {
    /// Where two terms have the same words, the first one has them.
    pub fn new<'a>(wordings: impl IntoIterator<Item = Wording<'a>>) -> Terms {
        let mut terms =
            Terms { phrases: (0..FOLDED).map(|_| Vec::new()).collect(), starts: vec![false; FOLDED * FOLDED] };
        for wording in wordings {
            let words = wording.words.trim();
            // A single letter is rarely a term, and often something else.
            if let [first, second, ..] = words.as_bytes()
                && words.chars().nth(1).is_some()
            {
                terms.starts[pair(*first, *second)] = true;
                terms.phrases[folded(*first)].push(Phrase::of(&wording));
            }
        }
        terms.phrases.iter_mut().for_each(|all| all.sort_by_key(|phrase| std::cmp::Reverse(phrase.letters.len())));
        terms
    }

    /// The first term from a place on, which is no place within a word.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<Found> {
        let bytes = text.as_bytes();
        let mut in_word = false;
        for (at, letter) in text[from..].char_indices() {
            let (start, begins) = (from + at, !in_word && letter.is_alphanumeric());
            in_word = continues(letter) || (in_word && joins(letter));
            let is_likely = || bytes.get(start + 1).is_some_and(|second| self.starts[pair(bytes[start], *second)]);
            if begins && is_likely() {
                let here = &text[start..];
                let fitting = |phrase: &Phrase| Some((phrase.term, start + phrase.length(here)?));
                if let Some((term, end)) = self.phrases[folded(bytes[start])].iter().find_map(fitting) {
                    return Some(Found { term, start, end });
                }
            }
        }
        None
    }
}

impl Phrase {
    fn of(wording: &Wording) -> Phrase {
        let mut letters = Vec::new();
        for word in wording.words.split_whitespace() {
            if !letters.is_empty() {
                letters.push(Letter::Gap);
            }
            let is_exact = wording.is_abbreviation || is_abbreviation(word);
            letters.extend(word.chars().map(plain).flat_map(|letter| match is_exact {
                true => vec![Letter::As(letter)],
                false => letter.to_lowercase().map(Letter::Any).collect(),
            }));
        }
        Phrase { term: wording.term, letters, is_abbreviation: wording.is_abbreviation }
    }

    /// How long it is at the beginning of a text, if it stands there as words of its own.
    fn length(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for letter in &self.letters {
            let next = rest.chars().next()?;
            rest = match letter {
                Letter::Gap if next.is_whitespace() => rest.trim_start(),
                Letter::As(letter) if plain(next) == *letter => &rest[next.len_utf8()..],
                Letter::Any(letter) if small(next) == *letter => &rest[next.len_utf8()..],
                _ => return None,
            };
        }
        if self.is_abbreviation && !ends(rest) {
            rest = rest.strip_prefix('s')?;
        }
        ends(rest).then(|| text.len() - rest.len())
    }
}

/// Two capitals, or a capital and a digit, are no word that a sentence may begin with.
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals > 1 || (capitals > 0 && word.chars().any(char::is_numeric))
}

/// Whether a word does not go on here.
fn ends(rest: &str) -> bool {
    let mut next = rest.chars();
    match next.next() {
        Some(letter) if joins(letter) => !next.next().is_some_and(char::is_alphanumeric),
        Some(letter) => !continues(letter),
        None => true,
    }
}

/// Letters and digits, and accents that stand behind a letter.
fn continues(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// What makes one word of two: `AI-041` is not about AI, nor is `ai.example.org`.
fn joins(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '.' | '/' | '@' | '_')
}

/// Hyphens and apostrophes have several forms.
fn plain(letter: char) -> char {
    match letter {
        '’' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => letter,
    }
}

fn small(letter: char) -> char {
    plain(letter).to_lowercase().next().unwrap_or(letter)
}

/// A byte that is the same for all that a phrase may begin with: letters in any case, all white space, all that is not ASCII.
fn folded(byte: u8) -> usize {
    match byte {
        0x80.. => 128,
        b'\t' | b'\n' => usize::from(b' '),
        _ => usize::from(byte.to_ascii_lowercase()),
    }
}

fn pair(first: u8, second: u8) -> usize {
    folded(first) * FOLDED + folded(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Terms {
        Terms::new(words.iter().enumerate().map(|(term, words)| Wording {
            term,
            words,
            is_abbreviation: words.chars().all(char::is_uppercase),
        }))
    }

    fn found<'t>(words: &[&str], text: &'t str) -> Vec<&'t str> {
        let terms = terms(words);
        let mut from = 0;
        let next = || {
            let found = terms.next(text, from)?;
            from = found.end;
            Some(&text[found.start..found.end])
        };
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn the_longest_term_is_found_in_any_case() {
        let words = ["bias", "Automation bias"];
        assert_eq!(found(&words, "Automation Bias, and bias."), ["Automation Bias", "bias"]);
    }

    #[test]
    fn only_whole_words_are_found() {
        assert_eq!(found(&["AI", "bias"], "AI-041 biased unbias bias-free ai.nhs.uk x/AI AI\u{301} MAI"), [""; 0]);
        assert_eq!(found(&["AI", "bias"], "“AI”—bias. (AI’s) AI/ -AI"), ["AI", "bias", "AI", "AI", "AI"]);
    }

    #[test]
    fn an_abbreviation_is_found_as_it_is_written_also_for_several() {
        assert_eq!(found(&["IT"], "it It IT ITs ITS"), ["IT", "ITs"]);
        assert_eq!(found(&["AI scribe"], "ai scribe, AI Scribe"), ["AI Scribe"]);
    }

    #[test]
    fn words_may_stand_on_two_lines_and_have_accents() {
        assert_eq!(
            found(&["p value", "Évaluation à part"], "a P\nvalue; ÉVALUATION  À part"),
            ["P\nvalue", "ÉVALUATION  À part"]
        );
    }

    #[test]
    fn of_two_terms_with_the_same_words_the_first_is_found_and_a_letter_is_none() {
        assert_eq!(terms(&["model", "Model"]).next("the model", 0).map(|found| found.term), Some(0));
        assert_eq!(found(&["R", "é", ""], "R é"), [""; 0]);
    }
}
