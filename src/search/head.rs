//! `head.js`: what every query needs. What the facets count, the words that occur often, what stands for what; and for a
//! small framework everything else.

use super::facets::{Facet, facets};
use super::{Source, small_words};
use serde::Serialize;

#[derive(Serialize)]
pub struct Head {
    /// What stands behind the address of a page, so that links work from a folder on disk.
    page: &'static str,
    /// Level, archetype, domain, process, kind.
    facets: Vec<Facet>,
    /// The small words of the language, spaces between.
    small: &'static str,
    /// Phrases that mean the same, for each meaning a list. A phrase is its words with spaces between.
    synonyms: Vec<Vec<String>>,
    /// All words of a small framework; of a larger one those that are found most often, for what is mistyped.
    forms: String,
    /// Only in a small framework: as in a file of words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postings: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<Shown>>,
    /// Only in a larger one: the first word in each file of words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<String>>,
}

/// Id, title, text and, where it does not follow from the id, address.
pub type Shown = Vec<String>;

impl Head {
    /// Without what only some frameworks have in it.
    pub fn of(source: &Source, synonyms: &[Vec<Vec<String>>], forms: String) -> Head {
        let phrases = |entry: &Vec<Vec<String>>| entry.iter().map(|phrase| phrase.join(" ")).collect();
        Head {
            page: if source.links.offline { "index.html" } else { "" },
            facets: facets(source),
            small: small_words::of(&source.settings.framework.language),
            synonyms: synonyms.iter().map(phrases).collect(),
            forms,
            terms: None,
            postings: None,
            records: None,
            files: None,
        }
    }
}
