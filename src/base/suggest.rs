//! "Did you mean …": the nearest of the names that would have been right.

/// The nearest candidate, if one is near enough to be worth saying: at most a third of the letters wrong.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = typed.to_lowercase();
    let length = lower.chars().count();
    let allowed = (typed.chars().count() / 3).max(1);
    let own = letters(&lower);
    candidates
        .into_iter()
        .map(|candidate| (candidate.to_lowercase(), candidate))
        // Each letter more or less is a wrong one, and so is each that the other has not.
        .filter(|(small, _)| small.chars().count().abs_diff(length) <= allowed)
        .filter(|(small, _)| {
            let strange = |one: u64, other: u64| (one & !other).count_ones() as usize;
            let theirs = letters(small);
            strange(own, theirs).max(strange(theirs, own)) <= allowed
        })
        .map(|(small, candidate)| (strsim::osa_distance(&lower, &small), candidate))
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < typed.chars().count() && *candidate != typed
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Which letters a word has, a bit each; some share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |all, c| all | 1 << (c as u32 % 64))
}

/// The candidate that was meant beyond doubt: the only one that differs in nothing but capitals, signs between words,
/// leading zeros or a file's ending; or else, among words without digits, the only one that is near, by a slip of one
/// letter (two in a long word). A digit is never exchanged: `AI-042` may be a capability that is still to come.
pub fn sure<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().filter(|candidate| *candidate != typed).collect();
    let bare_typed = bare(typed);
    let same: Vec<&str> = candidates.iter().copied().filter(|candidate| bare(candidate) == bare_typed).collect();
    if let [one] = same[..] {
        return Some(one);
    }
    let length = typed.chars().count();
    if !same.is_empty() || length < 4 || typed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = typed.to_lowercase();
    let distances = candidates.into_iter().map(|it| (strsim::osa_distance(&lower, &it.to_lowercase()), it));
    let near: Vec<(usize, &str)> = distances.filter(|(distance, _)| *distance <= (length / 3).max(1)).collect();
    let slips = if length < 8 { 1 } else { 2 };
    match near[..] {
        [(distance, one)] if distance <= slips && !one.contains(|c: char| c.is_ascii_digit()) => Some(one),
        _ => None,
    }
}

/// A name without what people write in one way or the other: capitals, signs between words, leading zeros, an ending.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut letters = lower.strip_suffix(".md").unwrap_or(&lower).chars().peekable();
    let mut out = String::with_capacity(lower.len());
    let mut in_number = false;
    while let Some(c) = letters.next() {
        let is_digit = c.is_ascii_digit();
        let begins = is_digit && !in_number;
        in_number = is_digit;
        if begins {
            // Two numbers are never one: `1.0` is not `10`.
            if out.ends_with(|c: char| c.is_ascii_digit()) {
                out.push(' ');
            }
            if c == '0' && letters.peek().is_some_and(char::is_ascii_digit) {
                in_number = false;
                continue;
            }
        }
        if c.is_alphanumeric() {
            out.push(c);
        }
    }
    out
}

/// The help line for a name that does not exist: the nearest one, or the whole list where it is short.
pub fn help<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    if let Some(near) = nearest(typed, candidates.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let all: Vec<&str> = candidates.into_iter().take(13).collect();
    let listed = || all.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>();
    (!all.is_empty() && all.len() < 13).then(|| format!("there are: {}", listed().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_named_and_a_stranger_is_not() {
        let names = ["creator", "embedder", "user"];
        assert_eq!(nearest("embeder", names), Some("embedder"));
        assert_eq!(nearest("User", names), Some("user"));
        assert_eq!(nearest("nurse", names), None);
        assert_eq!(help("nurse", names).unwrap(), "there are: `creator`, `embedder`, `user`");
    }
    #[test]
    fn what_differs_in_nothing_that_is_meant_is_sure() {
        let names = ["AI-041", "AI-042", "user", "first-aid"];
        for (typed, meant) in
            [("ai-041", "AI-041"), ("AI041", "AI-041"), ("AI-41", "AI-041"), ("AI-041.md", "AI-041"), ("User", "user")]
        {
            assert_eq!(sure(typed, names), Some(meant), "{typed}");
        }
        assert_eq!(sure("First Aid", names), Some("first-aid"));
        assert_eq!(sure("02", ["1", "2"]), Some("2"));
    }

    #[test]
    fn what_could_be_something_else_is_not_sure() {
        assert_eq!(sure("AI-043", ["AI-041"]), None, "it may be still to come");
        assert_eq!(sure("DA-041", ["AI-041"]), None, "another group's");
        assert_eq!(sure("AI-1", ["AI-01", "AI-001"]), None, "two are meant alike");
        assert_eq!(sure("1.0", ["10"]), None);
        assert_eq!(sure("cretor", ["creator", "curator"]), None, "both are near");
        assert_eq!(sure("use", ["user"]), None, "too short to tell a slip from a word");
        assert_eq!(sure("user", ["user"]), None);
    }

    #[test]
    fn a_slip_in_a_word_is_sure_where_nothing_else_is_near() {
        let names = ["creator", "embedder", "user", "analyse"];
        assert_eq!(sure("embeder", names), Some("embedder"));
        assert_eq!(sure("analyze", names), Some("analyse"));
        assert_eq!(sure("nurse", names), None);
    }
}
