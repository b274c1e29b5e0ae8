//! An explanation for a terminal: plain text, folded at its width.

use super::{Example, Part, explanation};
use crate::base::{Code, unlinked};

/// A code explained; the files of the examples are set in.
pub fn terminal(code: &Code, width: usize) -> String {
    let mut out = format!("{} {}: {}\n", code.id, code.severity.name(), code.summary);
    let Some(text) = explanation(code) else { return out };
    out.push_str(&format!("\n{}\n", folded(text.why, width)));
    for (heading, example) in [("Wrong", &text.wrong), ("Right", &text.right)] {
        out.push_str(&format!("\n{heading}:\n"));
        show(example, width, &mut out);
    }
    out.push_str(&format!("\nMend:\n{}\n", folded(text.mend, width)));
    out
}

fn show(example: &Example, width: usize, out: &mut String) {
    for part in &example.parts {
        match part {
            Part::Words(words) => out.push_str(&format!("\n{}\n", folded(words, width))),
            Part::File(name, text) => {
                out.push_str(&format!("\n  {name}\n"));
                for line in text.lines() {
                    out.push_str(format!("    {line}").trim_end());
                    out.push('\n');
                }
            }
        }
    }
}

/// "see the [list](content.md#list)" becomes "see the list (docs/content.md)".
fn without_links(text: &str) -> String {
    unlinked(text, |words, link| {
        let file = link.split('#').next().unwrap_or_default();
        (!words.contains(['[', '`', '\n'])).then(|| format!("{words} (docs/{file})"))
    })
}

/// Paragraphs in lines of at most so many characters.
fn folded(text: &str, width: usize) -> String {
    let text = without_links(text);
    let fold = |paragraph: &str| {
        let mut lines = vec![String::new()];
        for word in paragraph.split_whitespace() {
            let line = lines.last_mut().expect("there is a first line");
            if line.is_empty() {
                line.push_str(word);
            } else if line.chars().count() + 1 + word.chars().count() <= width {
                line.push(' ');
                line.push_str(word);
            } else {
                lines.push(word.to_owned());
            }
        }
        lines.join("\n")
    };
    text.split("\n\n").map(fold).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_the_name_of_its_file() {
        assert_eq!(
            without_links("See [the list](content.md#list), `[[AI-001]]`."),
            "See the list (docs/content.md), `[[AI-001]]`."
        );
    }

    #[test]
    fn no_line_is_longer_than_the_width_but_for_words_that_are() {
        assert_eq!(folded("one two\nthree\n\nfour", 7), "one two\nthree\n\nfour");
        assert_eq!(folded("immeasurable", 3), "immeasurable");
    }
}
