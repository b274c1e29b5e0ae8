//! Mistakes with keys and list items: no colon, no space after it, no key before it, a key that is no simple text or is
//! there already.

use std::ops::Range;

use super::Problem;
use super::indentation::indentation;
use super::line::{Line, glued_colon, glued_dash, shorten};
use super::mistake::{Mistake, blank};
use super::reader::skip;
use crate::base::{Span, codes};

pub(super) fn merge_key(text: &str, at: Range<usize>) -> Mistake {
    let line = Line::at(text, at.start);
    let mistake =
        Mistake::new(at.clone(), "`<<` brings in keys from elsewhere, which is not possible here", "this key")
            .help("write those keys out here");
    Mistake { paint: blank(text, line).filter(|_| at.start == line.body()), ..mistake }
}

pub(super) fn complex_key(at: Range<usize>) -> Mistake {
    Mistake::new(at, "a key must be a simple text on one line", "not a text")
        .help("write a word and a colon, as in `title:`; if this is meant as text, put it in quotes")
}

pub(super) fn missing_key(text: &str, at: usize) -> Mistake {
    let at = skip(text, at, b"").min(text.len());
    let end = (at + 1).min(text.len());
    let at = text.floor_char_boundary(at);
    let end = text.ceil_char_boundary(end);
    Mistake::new(at..end, "no key stands before this colon", "this colon")
        .help("write a word before the colon, as in `title: …`")
}

pub(super) fn repeated_key(key: &str, span: Span, first: Span) -> Problem {
    let key = shorten(key);
    Problem {
        code: &codes::DUPLICATE_KEY,
        span,
        message: format!("`{key}` is given twice"),
        label: "the second time".to_owned(),
        help: Some("keep one of the two".to_owned()),
        related: Some((first, "the first time".to_owned())),
    }
}

pub(super) fn list_on_line_of_key(line: Line) -> Mistake {
    let value = line.value();
    let item = line.get(value.clone());
    let key = line.get(line.start..value.start).trim();
    let first = value.start..value.start + 1;
    Mistake::new(first, "a list begins on the line after its key", "this dash").help(format!(
        "write `{}` and, on the next line, `  {}`; if it is meant as text, write `{}`",
        shorten(key),
        shorten(item),
        line.quoted(value.clone())
    ))
}

/// A key whose colon the parser took for part of the text above.
pub(super) fn swallowed_key(text: &str, line: Line) -> Mistake {
    let Some(above) = line.above(text).next() else {
        return indentation(text, line);
    };
    let content = above.get(above.body()..above.end());
    if above.colon().is_none() {
        if glued_colon(content).is_some() {
            return colon_without_space(text, above);
        }
        if glued_dash(content) {
            return dash_without_space(text, above.body());
        }
        let column = above.body() - above.start;
        if column == line.indent() {
            return no_colon(text, above);
        }
    }
    indentation(text, line)
}

pub(super) fn colon_without_space(text: &str, line: Line) -> Mistake {
    let content = line.get(line.body()..line.end());
    let colon = line.body() + glued_colon(content).unwrap_or(0);
    let mistake = Mistake::new(colon..colon + 1, "a space is missing after this colon", "this colon")
        .help(format!("write `{}`", line.with(colon..colon + 1, ": ")));
    Mistake { paint: blank(text, line), ..mistake }
}

pub(super) fn dash_without_space(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    Mistake::new(at..at + 1, "a space is missing after the dash of a list item", "this dash")
        .help(format!("write `{}`", line.with(at..at + 1, "- ")))
}

/// A line that should be a key, by its place.
pub(super) fn no_colon(text: &str, line: Line) -> Mistake {
    let content = line.get(line.body()..line.end());
    if glued_colon(content).is_some() {
        return colon_without_space(text, line);
    }
    if glued_dash(content) {
        return dash_without_space(text, line.body());
    }
    let whole = line.body()..line.whole().end;
    let shown = shorten(line.get(whole.clone()));
    let mistake =
        Mistake::new(whole, format!("`{shown}` has no colon, so it is neither a key nor a value"), "no colon");
    let help = match content.split_once('=') {
        Some((key, value)) if !key.trim().contains(' ') => {
            format!("write `{}: {}`", key.trim(), shorten(value.trim()))
        }
        _ if line.above(text).next().is_some_and(Line::is_item) => {
            "begin it with `- ` if it is an item; a text that goes on from the line above is indented".to_owned()
        }
        _ => format!(
            "a key ends with a colon, as in `{}:`; a text that goes on from the line above is indented",
            shorten(content.trim())
        ),
    };
    Mistake { paint: blank(text, line), ..mistake.help(help) }
}
