//! A difference as a page that stands alone: no style, no script, nothing loaded. What was taken out and put in is
//! marked by elements, and said in full below for those who do not hear or see that.

use super::super::telling::{Line, Piece, telling};
use super::super::{Diff, Word};
use super::style::{Style, around, one_line};
use crate::base::{escaped, visible};

pub fn write(diff: &Diff) -> String {
    let telling = telling(diff);
    let style = style(diff);
    let title = bare().line(&telling.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        style.line(&telling.title)
    );
    for lead in &telling.lead {
        out.push_str(&format!("<p>{}</p>\n", style.line(lead)));
    }
    for remark in &telling.remarks {
        out.push_str(&format!("<p><strong>Note:</strong> {}</p>\n", escaped(remark)));
    }
    if !diff.is_empty() {
        out.push_str("<p>Words taken out are struck through, words put in are underlined.</p>\n");
    }
    for section in &telling.sections {
        out.push_str(&format!("<h2>{}</h2>\n", escaped(&section.heading)));
        for item in &section.items {
            out.push_str(&format!("<h3>{}</h3>\n<ul>\n", style.line(&item.head)));
            for detail in &item.lines {
                out.push_str(&format!("<li>{}{}</li>\n", style.line(detail), in_full(&style, detail)));
            }
            out.push_str("</ul>\n");
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// What is content is marked as of its language, where that is not English. Only what looks like the name of a language
/// goes into an attribute.
fn style(diff: &Diff) -> Style {
    let tag = diff.new.language.as_deref().unwrap_or("en");
    let fine =
        !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let language = if fine && tag != "en" { format!(" lang=\"{tag}\"") } else { String::new() };
    Style {
        plain: escaped,
        content: shown,
        name: (format!("<bdi{language}>"), "</bdi>".to_owned()),
        said: (format!("<q{language}>"), "</q>".to_owned()),
        removed: around("<del>", "</del>"),
        added: around("<ins>", "</ins>"),
    }
}

/// For the title of the page, which holds no elements.
fn bare() -> Style {
    let none = || around("", "");
    Style { plain: escaped, content: shown, name: none(), said: none(), removed: none(), added: none() }
}

fn shown(text: &str) -> String {
    escaped(&visible(&one_line(text)))
}

/// Before and after, where words differ.
fn in_full(style: &Style, line: &Line) -> String {
    let side = |words: &[Word], leave: fn(&Word) -> bool| -> Line {
        let kept = words.iter().filter(|word| !leave(word)).map(|word| Word::Same(word.text().to_owned()));
        vec![Piece::Words(kept.collect())]
    };
    let full = |words: &[Word]| {
        format!(
            "<details><summary>In full</summary><p>Before: {}</p><p>Now: {}</p></details>",
            style.line(&side(words, |word| matches!(word, Word::Added(_)))),
            style.line(&side(words, |word| matches!(word, Word::Removed(_))))
        )
    };
    line.iter().filter_map(|piece| if let Piece::Words(words) = piece { Some(full(words)) } else { None }).collect()
}
