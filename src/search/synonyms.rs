//! Words that stand for each other: those that an author gives for the search, and a glossary term with its other forms.

use super::Source;
use super::words::{fold, words};

/// Phrases that mean one thing, in each entry at least two. A phrase is its folded words.
pub fn entries(source: &Source) -> Vec<Vec<Vec<String>>> {
    let given = source.settings.search.synonyms.iter().map(|(word, others)| {
        std::iter::once(word.as_str()).chain(others.iter().map(String::as_str)).collect::<Vec<_>>()
    });
    let terms = source.framework.terms().map(|(_, term)| {
        let names = std::iter::once(term.about.title()).chain(term.abbreviation.as_deref());
        names.chain(term.forms.iter().map(String::as_str)).collect()
    });
    given.chain(terms).map(|names| entry(&names)).filter(|phrases| phrases.len() > 1).collect()
}

fn entry(names: &[&str]) -> Vec<Vec<String>> {
    let mut phrases: Vec<Vec<String>> = Vec::new();
    for name in names {
        let mut phrase = Vec::new();
        words(name, |word| phrase.push(fold(word).into_owned()));
        phrase.retain(|word| !word.is_empty());
        // The script takes "assessments" for "assessment".
        let is_new =
            phrases.iter().all(|known| !known.iter().map(|it| singular(it)).eq(phrase.iter().map(|it| singular(it))));
        if is_new && !phrase.is_empty() {
            phrases.push(phrase);
        }
    }
    phrases
}

/// A word without the ending of several.
fn singular(word: &str) -> &str {
    word.strip_suffix("es").or(word.strip_suffix('s')).unwrap_or(word)
}

/// Under what the places of a phrase of several words are found: no word has a zero before its letters.
pub fn key(phrase: &[String]) -> String {
    format!("0{}", phrase.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_has_each_phrase_once() {
        let entry = entry(&["Privacy impact assessment", "privacy impact assessments", "PIA", "…"]);
        assert_eq!(entry, [vec!["privacy", "impact", "assessment"], vec!["pia"]]);
    }
}
