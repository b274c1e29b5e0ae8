//! Ids as people type them: with and without what stands between letters and digits, with and without leading zeros, the
//! number alone.

use super::words::{fold, words};

/// How much a key says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    Whole,
    /// Without the letters before it: there may be several ids with that number.
    Number,
}

/// The keys under which an id is found: `ai041`, `ai41`, `041`, `41` for `AI-041`. Each once, in this order.
pub fn keys(id: &str) -> Vec<(Key, String)> {
    let mut whole = String::new();
    let mut short = String::new();
    words(id, |word| {
        let word = fold(word);
        whole.push_str(&word);
        short.push_str(&without_zeros(&word));
    });
    let number = |key: &str| key.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let numbers = [number(&whole), number(&short)];
    let mut keys: Vec<(Key, String)> = Vec::new();
    for (kind, key) in [(Key::Whole, whole), (Key::Whole, short)].into_iter().chain(numbers.map(|it| (Key::Number, it)))
    {
        if !key.is_empty() && keys.iter().all(|(_, known)| *known != key) {
            keys.push((kind, key));
        }
    }
    keys
}

/// Each number in a word without the zeros that it begins with.
fn without_zeros(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let in_number = out.ends_with(|c: char| c.is_ascii_digit());
        let leads = c == '0' && !in_number && letters.peek().is_some_and(char::is_ascii_digit);
        if !leads {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_by_every_way_to_type_it() {
        let texts = |id: &str| keys(id).into_iter().map(|(_, key)| key).collect::<Vec<_>>();
        assert_eq!(texts("AI-041"), ["ai041", "ai41", "041", "41"]);
        assert_eq!(texts("CS3.1.05"), ["cs3105", "cs315", "3105", "315"]);
        assert_eq!(texts("C-7"), ["c7", "7"]);
        assert_eq!(texts("EQ"), ["eq"]);
        assert_eq!(texts("100"), ["100"]);
        assert_eq!(texts("X-00"), ["x00", "x0", "00", "0"]);
        assert_eq!(keys("100"), [(Key::Whole, "100".to_owned())]);
    }
}
