//! Orders that people expect: `AI-9` before `AI-10`, what has a weight before what has none.

/// A key that sorts runs of digits by their value.
pub fn natural(text: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(words);
        let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        let number = tail[..digits].parse().unwrap_or(if digits == 0 { 0 } else { u64::MAX });
        // Words go first: the number belongs to the word before it.
        key.push((0, word.to_lowercase()));
        key.push((number, String::new()));
        rest = &tail[digits..];
    }
    key
}

/// Weights rise; what has none comes after.
pub fn weight(weight: Option<i64>) -> (bool, i64) {
    (weight.is_none(), weight.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_names_count_as_numbers() {
        let mut ids = ["AI-10", "AI-9", "B-1", "1.10", "1.2", "AI-9a", "99999999999999999999999"];
        ids.sort_by_key(|id| natural(id));
        assert_eq!(ids, ["1.2", "1.10", "99999999999999999999999", "AI-9", "AI-9a", "AI-10", "B-1"]);
    }
}
