//! All explanations as one page of documentation: `docs/rules.md`.

use super::{Example, Part, explanation};
use crate::base::{Code, capital, codes};

/// What the numbers stand for, in order.
static GROUPS: &[(&str, &str)] = &[
    ("G0", "Files and front matter"),
    ("G1", "References"),
    ("G2", "Ids and addresses"),
    ("G3", "Statements"),
    ("G4", "Text, links and images"),
    ("G5", "Themes"),
    ("G6", "Settings and output"),
    ("G7", "The words of statements"),
    ("G8", "How the framework hangs together"),
];

static HEAD: &str = "# Findings

What `gradus check` finds, why it matters, and how to mend it. `gradus explain G102` shows the same in a terminal.

An **error** stops a build: the site could not be made truthfully. A **warning** will probably hurt a reader. A **note** is
worth knowing, and often right as it is. `checks.ignore` and `checks.severity` in
[`gradus.yml`](content.md#settings-gradusyml) change what is no error.

The rules of G7 and G8 are asked by `gradus check` alone, and only where there is no error. Those of G7 know English; in
other languages they are silent, but for G705, which counts letters.

This page is made from the program: `gradus explain --format markdown`.
";

pub fn document() -> String {
    let mut out = HEAD.to_owned();
    for (prefix, title) in GROUPS {
        let of_group = || codes::ALL.iter().filter(|code| code.id.starts_with(prefix));
        out.push_str(&format!("\n## {title}\n\n| code | | what |\n|---|---|---|\n"));
        for code in of_group() {
            let anchor = code.id.to_lowercase();
            out.push_str(&format!("| [{}](#{anchor}) | {} | {} |\n", code.id, code.severity.name(), code.summary));
        }
        of_group().for_each(|code| section(code, &mut out));
    }
    out
}

fn section(code: &Code, out: &mut String) {
    out.push_str(&format!("\n### {}\n\n**{}: {}.**", code.id, capital(code.severity.name()), code.summary));
    let Some(text) = explanation(code) else { return };
    out.push_str(&format!(" {}\n\nWrong:\n", text.why));
    show(&text.wrong, out);
    out.push_str("\nRight:\n");
    show(&text.right, out);
    out.push_str(&format!("\n{}\n", text.mend));
}

fn show(example: &Example, out: &mut String) {
    for part in &example.parts {
        match part {
            Part::Words(words) => out.push_str(&format!("\n{words}\n")),
            Part::File(name, text) => {
                let language = name.rsplit_once('.').map_or("text", |(_, ending)| ending);
                let language = match language {
                    "md" => "markdown",
                    "yml" => "yaml",
                    other => other,
                };
                out.push_str(&format!("\n`{name}`\n\n~~~~{language}\n{text}~~~~\n"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_a_group() {
        for code in codes::ALL {
            assert!(GROUPS.iter().any(|(prefix, _)| code.id.starts_with(prefix)), "{}", code.id);
        }
    }
}
