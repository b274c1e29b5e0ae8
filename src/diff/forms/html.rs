//! A difference as a page that stands alone: no style, no script, nothing loaded. What was taken out and put in is
//! marked by elements, and said in full below for those who do not hear or see that.

use super::super::telling::{Line, Piece, telling};
use super::super::{Diff, Word};
use super::visible::visible;

pub fn write(diff: &Diff) -> String {
    let telling = telling(diff);
    let page = Page { language: language(diff) };
    let title = plain(&telling.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        page.line(&telling.title)
    );
    for lead in &telling.lead {
        out.push_str(&format!("<p>{}</p>\n", page.line(lead)));
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
            out.push_str(&format!("<h3>{}</h3>\n<ul>\n", page.line(&item.head)));
            for detail in &item.lines {
                out.push_str(&format!("<li>{}{}</li>\n", page.line(detail), page.in_full(detail)));
            }
            out.push_str("</ul>\n");
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Page {
    /// An attribute for what is content, where that is not English.
    language: String,
}

/// Only what looks like the name of a language goes into an attribute.
fn language(diff: &Diff) -> String {
    let tag = diff.new.language.as_deref().unwrap_or("en");
    let fine =
        !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if fine && tag != "en" { format!(" lang=\"{tag}\"") } else { String::new() }
}

impl Page {
    fn line(&self, pieces: &Line) -> String {
        pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        let language = &self.language;
        match piece {
            Piece::Plain(text) => escaped(text),
            Piece::Name(text) => format!("<bdi{language}>{}</bdi>", escaped(text)),
            Piece::Said(text) => format!("<q{language}>{}</q>", escaped(text)),
            Piece::Words(words) => format!("<q{language}>{}</q>", words.iter().map(word).collect::<String>()),
        }
    }

    /// Before and after, where words differ.
    fn in_full(&self, pieces: &Line) -> String {
        let side = |words: &[Word], leave: fn(&Word) -> bool| -> String {
            words.iter().filter(|word| !leave(word)).map(|word| escaped(word.text())).collect()
        };
        let full = |words: &[Word]| {
            let language = &self.language;
            format!(
                "<details><summary>In full</summary><p>Before: <q{language}>{}</q></p><p>Now: <q{language}>{}</q></p></details>",
                side(words, |word| matches!(word, Word::Added(_))),
                side(words, |word| matches!(word, Word::Removed(_)))
            )
        };
        pieces
            .iter()
            .filter_map(|piece| if let Piece::Words(words) = piece { Some(full(words)) } else { None })
            .collect()
    }
}

fn word(word: &Word) -> String {
    match word {
        Word::Same(text) => escaped(text),
        Word::Removed(text) => format!("<del>{}</del>", escaped(text)),
        Word::Added(text) => format!("<ins>{}</ins>", escaped(text)),
    }
}

/// Without elements, for the title of the page.
fn plain(pieces: &Line) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Plain(text) | Piece::Name(text) | Piece::Said(text) => escaped(text),
        Piece::Words(words) => words.iter().map(|word| escaped(word.text())).collect(),
    };
    pieces.iter().map(text).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
