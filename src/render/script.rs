//! The program's own scripts without what only people read: comments that have lines of their own, and indentation.
//! Readers load a third less. Scripts of a project's own theme are sent as they are.

/// Only whole lines go, so nothing inside of a line, such as a text with `//` in it, is touched. No text of these scripts
/// goes over several lines; a test sees to that.
pub fn without_comments(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            // What follows a comment on its last line stays.
            match line.split_once("*/") {
                Some((_, rest)) if in_comment || !rest.trim().is_empty() => {
                    in_comment = false;
                    push(&mut out, rest.trim());
                }
                Some(_) => {}
                None => in_comment = true,
            }
        } else if !line.starts_with("//") {
            push(&mut out, line);
        }
    }
    out
}

fn push(out: &mut String, line: &str) {
    if !line.is_empty() {
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_of_comment_go_and_nothing_else() {
        let script = "// What it is.\n\"use strict\";\n\n/**\n * @param {x} y\n */\nfunction f(y) {\n  // why\n  return `//${y}`; // here\n}\n/** @type {z} */ const a = 1;\n/* one */\n";
        assert_eq!(
            without_comments(script),
            "\"use strict\";\nfunction f(y) {\nreturn `//${y}`; // here\n}\nconst a = 1;\n"
        );
    }

    #[test]
    fn no_text_of_the_own_scripts_goes_over_lines() {
        let files = super::super::theme::default_files();
        let scripts = files.iter().filter(|file| file.path().extension().is_some_and(|ending| ending == "js"));
        let texts: Vec<&str> = scripts.filter_map(|file| file.contents_utf8()).collect();
        assert!(!texts.is_empty());
        for text in texts {
            assert_eq!(text.lines().find(|line| line.matches('`').count() % 2 == 1), None);
        }
    }
}
