//! The framework's own verbs: which processes list which.

use super::english::stem::Stem;
use super::english::verbs::{self, AMBIGUOUS};
use crate::model::{Framework, ProcessRef};
use std::collections::HashMap;

/// Verbs, some of several words ("carry out"), and where they are listed.
#[derive(Default)]
pub struct Lexicon {
    listed: HashMap<Vec<String>, Vec<ProcessRef>>,
}

/// A leading verb that is listed.
pub struct Known<'a> {
    /// As the dictionary has it: "carry out".
    pub verb: String,
    pub processes: &'a [ProcessRef],
}

impl Known<'_> {
    /// The process that the verb stands for, where it stands for one.
    pub fn means(&self) -> Option<ProcessRef> {
        let is_ambiguous = AMBIGUOUS.binary_search(&self.verb.as_str()).is_ok();
        match self.processes {
            [one] if !is_ambiguous => Some(*one),
            _ => None,
        }
    }
}

impl Lexicon {
    pub fn new(framework: &Framework) -> Lexicon {
        let mut listed: HashMap<Vec<String>, Vec<ProcessRef>> = HashMap::new();
        for (handle, process) in framework.processes() {
            for verb in &process.verbs {
                let words = words(verb.split_whitespace());
                let processes = listed.entry(words).or_default();
                if !processes.contains(&handle) {
                    processes.push(handle);
                }
            }
        }
        Lexicon { listed }
    }

    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The verb that a statement begins with, if it is listed; of several the longest.
    pub fn find(&self, stem: &Stem) -> Option<Known<'_>> {
        let candidates = verbs::bares(stem.verb, stem.form);
        (0..=stem.after.len()).rev().find_map(|more| {
            candidates.iter().find_map(|verb| {
                let phrase = std::iter::once(verb.as_str()).chain(stem.after[..more].iter().copied());
                let phrase = words(phrase);
                let processes = self.listed.get(&phrase)?;
                Some(Known { verb: phrase.join(" "), processes })
            })
        })
    }

    /// As `find`, for a single word in its dictionary form.
    pub fn find_word(&self, word: &str) -> Option<Known<'_>> {
        let phrase = words(std::iter::once(word));
        let processes = self.listed.get(&phrase)?;
        Some(Known { verb: phrase.join(" "), processes })
    }
}

/// A verb's words so that they can be compared: "give an example" is "give examples".
fn words<'a>(verb: impl Iterator<Item = &'a str>) -> Vec<String> {
    let verb = verb.map(str::to_lowercase).filter(|word| !["a", "an", "the"].contains(&word.as_str()));
    let one = |(at, word): (usize, String)| match word.strip_suffix('s') {
        Some(single) if at > 0 && single.len() > 3 => single.to_owned(),
        _ if at == 0 => verbs::british(word),
        _ => word,
    };
    verb.enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_several_words_are_compared_without_articles_and_plurals() {
        assert_eq!(words("give an example".split(' ')), words("Give examples".split(' ')));
        assert_eq!(words("analyze".split(' ')), words("analyse".split(' ')));
        assert_ne!(words("discuss".split(' ')), words("discus".split(' ')));
    }
}
