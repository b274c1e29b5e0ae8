//! The scripts of the search as one file.

use crate::base::Bytes;
use std::collections::BTreeMap;

/// What the search page's script stands on, in this order.
const SEARCH: [&str; 4] = ["search-words.js", "search-engine.js", "facets.js", "search.js"];

/// Puts the scripts of the search into one, `search.js`: one request, and what they have in common weighs once. Others
/// load `facets.js` too, so that stays.
pub fn join_search(assets: &mut BTreeMap<String, Bytes>) {
    let parts: Option<Vec<Bytes>> = SEARCH.iter().map(|name| assets.get(*name).cloned()).collect();
    if let Some(parts) = parts {
        assets.remove("search-words.js");
        assets.remove("search-engine.js");
        // Each begins on a line of its own, however the one before it ends.
        assets.insert("search.js".to_owned(), Bytes::from(parts.join(&b'\n')));
    }
}
