//! The names of worksheets.

use super::text;
use std::collections::HashSet;

/// Excel's limit, in UTF-16 units; others are more generous.
const MOST: usize = 31;

/// Names that every spreadsheet program takes, each another one, also where capitals do not count.
pub fn distinct(titles: impl IntoIterator<Item = String>) -> Vec<String> {
    // Excel keeps this name for itself.
    let mut taken = HashSet::from(["history".to_owned()]);
    let mut name = |title: String| {
        let fit = fit(&title, MOST);
        let numbered = (2..).map(|number| {
            let number = format!(" ({number})");
            fit_before(&title, &number)
        });
        let mut free = std::iter::once(fit).chain(numbered).filter(|name| taken.insert(name.to_lowercase()));
        free.next().expect("some number is free")
    };
    titles.into_iter().map(&mut name).collect()
}

fn fit_before(title: &str, number: &str) -> String {
    format!("{}{number}", fit(title, MOST - number.len()))
}

/// Without the characters that references to a worksheet cannot hold.
fn fit(title: &str, most: usize) -> String {
    let allowed = |c: char| match c {
        ':' | '\\' | '/' | '?' | '*' => ' ',
        '[' => '(',
        ']' => ')',
        c => c,
    };
    let name = text::line(&title.chars().map(allowed).collect::<String>());
    let mut units = 0;
    let short = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= most
    });
    let name: String = short.collect();
    // An apostrophe at either end would be taken for a quotation mark.
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "Sheet".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(titles: &[&str]) -> Vec<String> {
        distinct(titles.iter().map(|title| (*title).to_owned()))
    }

    #[test]
    fn a_name_is_short_and_holds_nothing_that_a_reference_cannot() {
        assert_eq!(names(&["6 A:b/c [d] *?\\"]), ["6 A b c (d)"]);
        assert_eq!(names(&["'quoted'", "it's"]), ["quoted", "it's"]);
        let long = names(&["2 Digital health for patients and the public", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊"]);
        assert_eq!(
            long,
            ["2 Digital health for patients an", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊"]
                .map(|name| name.chars().take(31).collect::<String>())
        );
        assert_eq!(names(&["", "''", "\u{0}"]), ["Sheet", "Sheet (2)", "\u{fffd}"]);
    }

    #[test]
    fn no_two_names_are_equal_for_a_program_that_ignores_capitals() {
        let long = "A domain with a rather long name";
        let got = names(&["Summary", "SUMMARY", "summary", "History", &format!("{long} 1"), &format!("{long} 2")]);
        assert_eq!(got[..4], ["Summary", "SUMMARY (2)", "summary (3)", "History (2)"]);
        assert_eq!(got[4..], ["A domain with a rather long nam", "A domain with a rather long (2)"]);
        assert!(got.iter().all(|name| name.encode_utf16().count() <= MOST));
    }
}
