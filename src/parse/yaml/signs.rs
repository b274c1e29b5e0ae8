//! Mistakes with YAML's own signs in a text that was meant as a text: a colon, a `#`, a `*`, a `@` … Most are mended by
//! quotes around the text.

use std::ops::Range;

use super::indentation::indentation;
use super::line::{Line, quote, shorten};
use super::mistake::{Mistake, Paint};

/// What a plain value cannot begin with.
pub(super) const RESERVED: [char; 11] = ['@', '`', '%', '&', '*', '!', '|', '>', ',', ']', '}'];

pub(super) fn colon_in_value(line: Line, at: usize) -> Mistake {
    let value = line.value();
    let message = if at + 1 >= value.end {
        "a colon at the end of a text begins a new value; put the text in quotes"
    } else {
        "a colon followed by a space begins a new value here; put the text in quotes"
    };
    Mistake::new(at..at + 1, message, "this colon")
        .help(format!("write `{}`", line.quoted(value.clone())))
        .paint(Paint::Text(value))
}

/// A value, item or key that begins with a sign of YAML's own; `at` is that sign.
pub(super) fn reserved_start(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let Some(sign) = text[at..].chars().next() else {
        return indentation(text, line);
    };
    let is_key = line.colon().is_some_and(|colon| at < colon);
    let range = match line.colon() {
        Some(colon) if is_key => at..colon,
        _ if at < line.value().end => at..line.value().end,
        _ => at..line.whole().end.max(at + sign.len_utf8()),
    };
    let what = if is_key { "a key" } else { "a value" };
    let message = match sign {
        '|' | '>' => format!("`{sign}` announces a text on the lines below, so nothing may follow it on its own line"),
        '[' => "`[` begins a list, and text follows after the list's end".to_owned(),
        '{' => "`{` begins a group of keys, and text follows after its end".to_owned(),
        '&' => "`&` gives a value a name for use elsewhere, which is not possible here".to_owned(),
        '*' => "`*` asks for a value that is named elsewhere, which is not possible here".to_owned(),
        '!' => "`!` names a type for a value, which is not possible here".to_owned(),
        '`' => format!("{what} cannot begin with a backtick unless it is in quotes"),
        sign => format!("{what} cannot begin with `{sign}` unless it is in quotes"),
    };
    let help = format!("if it is part of the text, write `{}`", line.quoted(range.clone()));
    let mistake = Mistake::new(at..at + sign.len_utf8(), message, "this sign").help(help);
    match is_key {
        true => mistake,
        false => mistake.paint(Paint::Text(range)),
    }
}

pub(super) fn reserved_in_brackets(text: &str, at: usize) -> Mistake {
    let rest = &text[at..];
    let length = rest.find([',', ']', '}', '\n']).unwrap_or(rest.len());
    let word = rest[..length].trim_end();
    let sign = word.chars().next().map_or(0, char::len_utf8);
    let range = at..at + word.len();
    let message = match &word[..sign] {
        "`" => "a value cannot begin with a backtick unless it is in quotes".to_owned(),
        sign => format!("a value cannot begin with `{sign}` unless it is in quotes"),
    };
    Mistake::new(at..at + sign, message, "this sign")
        .help(format!("write `{}`", shorten(&quote(word))))
        .paint(Paint::Text(range))
}

/// An anchor, alias or tag that the parser understood: `at` is the whole of it, as in `&name`.
pub(super) fn refused(text: &str, at: Range<usize>) -> Mistake {
    let line = Line::at(text, at.start);
    let token = line.get(at.clone());
    let (message, help) = match token.chars().next() {
        Some('&') => (
            format!("`{token}` gives a value a name for use elsewhere, which is not possible here"),
            format!("leave out `{token}`, and write the value again wherever it is needed"),
        ),
        Some('*') => (
            format!("`{token}` asks for a value that is named elsewhere, which is not possible here"),
            format!("write the value itself in place of `{token}`"),
        ),
        _ => {
            (format!("`{token}` names a type for a value, which is not possible here"), format!("leave out `{token}`"))
        }
    };
    let value = line.value();
    // Markdown's emphasis, or text after the sign: it was meant as text.
    let emphasis = token.starts_with('*') && token.ends_with('*');
    let text_follows = value.start == at.start && (value.end > at.end || emphasis);
    let mistake = Mistake::new(at.clone(), message, "this sign");
    if text_follows {
        let quoted = line.quoted(value.clone());
        return mistake.help(format!("{help}; if it is part of the text, write `{quoted}`")).paint(Paint::Text(value));
    }
    // A name or type may stand before the lines of a list: it can be left out. A `*` is itself the value.
    mistake.help(help).paint(match token.starts_with('*') {
        true => Paint::Text(at),
        false => Paint::Blank(at),
    })
}

pub(super) fn glued_comment(line: Line, at: usize) -> Mistake {
    Mistake::new(at..at + 1, "a comment needs a space before its `#`", "this sign")
        .help(format!("write `{}`", line.with(at..at + 1, " #")))
}

pub(super) fn comment_in_text(at: usize) -> Mistake {
    Mistake::new(at..at + 1, "a comment ends the text here, but the next line goes on with it", "this comment")
        .help("move the comment to a line of its own above; if it is part of the text, put the whole text in quotes")
}
