//! What the index promises: the script's words, the same bytes each time, files that fit together.

use super::words::{fold, words};
use unicode_normalization::UnicodeNormalization;

#[derive(serde::Deserialize)]
struct Golden {
    text: String,
    words: Vec<String>,
    folded: Vec<String>,
}

#[test]
fn the_golden_texts_have_the_golden_words() {
    // Read by the script's test, too.
    let all: Vec<Golden> = serde_json::from_str(include_str!("../../tests/search/words.json")).expect("golden cases");
    assert!(all.len() > 20);
    for Golden { text, words: wanted, folded } in all {
        let mut found = Vec::new();
        words(&text, |word| found.push((word.to_owned(), fold(word).into_owned())));
        found.retain(|(_, folded)| !folded.is_empty());
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), wanted, "{text}");
        let wanted: Vec<String> = folded.iter().map(|word| word.nfkd().collect()).collect();
        assert_eq!(found.into_iter().map(|(_, folded)| folded).collect::<Vec<_>>(), wanted, "{text}");
    }
}

#[test]
fn a_word_that_was_folded_stays_as_it_is() {
    for word in ["Straße", "ŒUVRE", "İstanbul", "ΟΔΟΣ", "Đặng", "ＡＩ１", "데이터", "हिन्दी", "ﷺ", "½"]
    {
        let once = fold(word).into_owned();
        let mut again = String::new();
        words(&once, |word| again.push_str(&fold(word)));
        assert_eq!(again, once, "{word}");
    }
}
