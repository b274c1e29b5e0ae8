//! The program's own Markdown without its links, for where there is nothing to follow them with.

/// The text with `instead` in the place of each link, made from the link's words and its address. Where that is `None`,
/// it was no link, and stays.
pub fn unlinked(text: &str, instead: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let link = after.split_once("](").and_then(|(words, link)| {
            let (address, behind) = link.split_once(')')?;
            Some((instead(words, address)?, behind))
        });
        match link {
            Some((instead, behind)) => {
                out.push_str(&instead);
                rest = behind;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_link_stays() {
        let instead = |words: &str, address: &str| (!words.contains('[')).then(|| format!("{words} ({address})"));
        let text = "a [b](c.md) [d] `[[e]]` [f](g.md)";
        assert_eq!(unlinked(text, instead), "a b (c.md) [d] `[[e]]` f (g.md)");
        assert_eq!(unlinked("[a](b", instead), "[a](b");
    }
}
