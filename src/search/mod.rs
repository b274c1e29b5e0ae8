//! Search: the index that the search page's script loads, as plain files. What is found, by which words, and in which files
//! that stands. How the index is asked is the script's (`search-engine.js`).
//!
//! A small framework has all of it in `head.js`. A larger one has there what every query needs: the words that occur
//! often, what the facets count. The rest is cut into files of which a query loads a few: `words-K.js` for where the words
//! stand, `records-K.js` for what results show. Which files there are depends on the number of records and on nothing
//! else, so that the site's map is known before any text is read.

mod code;
mod facets;
mod files;
mod head;
mod ids;
mod lexicon;
mod part;
mod records;
mod shards;
mod small_words;
mod spelling;
mod stem;
mod synonyms;
mod words;

#[cfg(test)]
mod tests;

pub use files::Index;
pub use records::KINDS;
pub use shards::files;

use crate::base::Links;
use crate::model::Framework;
use crate::settings::Settings;

/// What an index is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub framework: &'a Framework,
    pub settings: &'a Settings,
    pub links: Links,
}

/// How many records the index of a framework has: current statements, groups, and whatever else has a name.
pub fn count(framework: &Framework) -> usize {
    KINDS.iter().map(|kind| kind.count(framework)).sum()
}
