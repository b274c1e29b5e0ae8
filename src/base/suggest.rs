//! "Did you mean …": the nearest of the names that would have been right.

/// The nearest candidate, if one is near enough to be worth saying: at most a third of the letters wrong.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = typed.to_lowercase();
    let allowed = (typed.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < typed.chars().count() && *candidate != typed
        })
        .min()
        .map(|(_, candidate)| candidate)
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
}
