//! Scripts as readers load them, without what only people read: comments that have lines of their own, types, indentation,
//! and spaces beside signs; a third less. The program's own scripts are made like this while it is compiled (`build.rs`);
//! those of a project's own theme are sent as they are.

const TYPE: &str = "/** @";

/// Beside these a script needs no space. Not beside `+` and `-`, since two of them in a row are another sign.
fn is_sign(one: char) -> bool {
    matches!(one, '=' | '<' | '>' | '{' | '}' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '?' | '*' | '|' | '&' | '!')
}

/// Of comments only whole lines go, so a text with `//` in it is not touched. No text of these scripts goes over several
/// lines, or has in it what begins a type; a test sees to that.
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
    let mut untyped = String::new();
    let mut rest = line;
    while let Some((before, typed)) = rest.split_once(TYPE)
        && let Some((_, after)) = typed.split_once("*/")
    {
        untyped.push_str(before);
        rest = after.trim_start();
    }
    untyped.push_str(rest);
    out.push_str(&without_spaces(&untyped));
    // Where a line cannot end a statement by itself, or has said that it does, no line end is needed. Behind what may be a
    // comment one is.
    let goes_on = untyped.ends_with(['{', '(', '[', ',', ';']) && !line.contains("//");
    if !line.is_empty() && !goes_on {
        out.push('\n');
    }
}

/// Spaces beside signs go, but for those inside of a text, behind a slash, which may begin a pattern or a comment, and on
/// a line where a text stands inside of another one.
fn without_spaces(line: &str) -> String {
    let (code, kept) = line.split_at(line.find('/').unwrap_or(line.len()));
    let nests = |text: &str| text.matches('{').count() != text.matches('}').count();
    if code.split('`').skip(1).step_by(2).any(nests) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut text = None;
    let mut chars = code.chars().peekable();
    while let Some(one) = chars.next() {
        match text {
            None if one == ' ' && (out.ends_with(is_sign) || chars.peek().copied().is_some_and(is_sign)) => continue,
            None if matches!(one, '"' | '\'' | '`') => text = Some(one),
            Some(quote) if one == quote => text = None,
            _ => {}
        }
        out.push(one);
        if text.is_some() && one == '\\' {
            out.extend(chars.next());
        }
    }
    out.push_str(kept);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use include_dir::include_dir;

    #[test]
    fn whole_lines_of_comment_go_and_nothing_else() {
        let script = "// What it is.\n\"use strict\";\n\n/**\n * @param {x} y\n */\nfunction f(y) {\n  // why\n  return `//${y}`; // here\n}\n/** @type {z} */ const a = /** @type {number} */ (1);\n/* one */\n";
        assert_eq!(without_comments(script), "\"use strict\";function f(y){return `//${y}`; // here\n}\nconst a=(1);");
    }

    #[test]
    fn spaces_beside_signs_go_and_others_stay() {
        for (written, sent) in [
            ("const { a, b } = c ? [1] : { d };", "const{a,b}=c?[1]:{d};"),
            ("a = b + +c - -d;", "a=b + +c - -d;"),
            (r#"f(" = ", 'it\'s = ', " \\", x = y);"#, r#"f(" = ",'it\'s = '," \\",x=y);"#),
            ("f(`${a = b} = `, c = d);", "f(`${a = b} = `,c=d);"),
            ("f(`${g(` = `)}`, c = d);", "f(`${g(` = `)}`, c = d);"),
            ("f(`${a}`, `${{ b }} = `);", "f(`${a}`,`${{ b }} = `);"),
            ("a = b.split(/[\"'] = /);", "a=b.split(/[\"'] = /);"),
            ("a = b; // it's = c", "a=b;// it's = c"),
            ("f(`${a / b} = `, c = d);", "f(`${a / b} = `, c = d);"),
        ] {
            assert_eq!(without_spaces(written), sent);
        }
    }

    #[test]
    fn no_text_of_the_own_scripts_goes_over_lines() {
        let assets = include_dir!("$CARGO_MANIFEST_DIR/themes/default/assets");
        let scripts = assets.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "js"));
        let texts: Vec<&str> = scripts.filter_map(|file| file.contents_utf8()).collect();
        assert!(!texts.is_empty());
        for text in texts {
            assert_eq!(text.lines().find(|line| line.matches('`').count() % 2 == 1), None);
            let is_in_text = |before: &str| ['`', '"', '\''].iter().any(|mark| before.matches(*mark).count() % 2 == 1);
            assert_eq!(
                text.lines().find(|line| line.split_once(TYPE).is_some_and(|(before, _)| is_in_text(before))),
                None
            );
        }
    }
}
