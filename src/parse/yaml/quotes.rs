//! Mistakes with quotes: not closed, closed too early, a backslash between them. The help shows quotes that work.

use super::indentation::indentation;
use super::keys::no_colon;
use super::line::{Line, quote};
use super::mistake::{Mistake, Paint};

pub(super) fn unclosed_quote(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let quote = text[at..].chars().next().unwrap_or('"');
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let mistake = Mistake::new(at..end, "this quote is opened and never closed", "opened here");
    let value = line.value();
    let inner = line.get(end..value.end);
    let goes_on = line.below(text).is_some_and(|below| below.indent() > line.indent());
    if value.start != at || inner.is_empty() || inner.contains('\\') || goes_on {
        return mistake.help(format!("close the text with another `{quote}`"));
    }
    let mended = match inner.contains(quote) {
        true => self::quote(inner),
        false => format!("{quote}{inner}{quote}"),
    };
    // The rest of the file is inside the quote: reading on means painting this line's value only.
    mistake.help(format!("write `{}`", line.with(value.clone(), &mended))).paint(Paint::Text(value))
}

const ENDS_HERE: &str = "the text ends at this quote, but more follows it";

pub(super) fn quote_in_brackets(text: &str, at: usize) -> Mistake {
    let closing = text[..at].trim_end().len().saturating_sub(1);
    let closing = text.floor_char_boundary(closing);
    Mistake::new(closing..closing + 1, ENDS_HERE, "the text ends here")
        .help("put a comma between two values; a text with quotes in it needs the other quotes around it")
}

/// The parser saw a quoted text end before `at`, with more text after it.
pub(super) fn text_after_quote(text: &str, at: usize, quote: char) -> Mistake {
    let line = Line::at(text, at);
    let value = line.value();
    let raw = line.get(value.clone());
    let is_value = line.colon().is_some()
        || line.is_item()
        || line.above(text).next().is_some_and(|above| above.value().is_empty() && above.indent() <= line.indent());
    if !is_value && raw.starts_with(quote) && line.above(text).next().is_some() {
        return no_colon(text, line);
    }
    let before = text[..at].trim_end();
    let closing = before.len().saturating_sub(1);
    if !raw.starts_with(quote) || closing <= value.start {
        // The quote that ended here was opened above: the text in between was meant as lines of their own.
        let opened = line.above(text).find(|above| {
            let value = above.get(above.value());
            value.starts_with(quote) && value.matches(quote).count() % 2 == 1
        });
        return match opened {
            Some(above) if above.indent() < line.indent() => {
                Mistake::new(closing..closing + 1, ENDS_HERE, "the text ends here")
                    .help("take out this quote, or what follows it")
            }
            Some(above) => unclosed_quote(text, above.value().start),
            None => indentation(text, line),
        };
    }
    let inner = &raw[1..];
    let stripped = match inner.strip_suffix(quote) {
        Some(inner) => inner,
        None if at == before.len() && text[at..].starts_with(char::is_alphabetic) => inner,
        None => raw,
    };
    Mistake::new(closing..closing + 1, ENDS_HERE, "the text ends here")
        .help(format!("write `{}`", line.with(value.clone(), &self::quote(stripped))))
        .paint(Paint::Text(value))
}

/// In a text in double quotes that begins at `at`, a backslash stands before a character that it does not go with.
pub(super) fn escape(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let bytes = text.as_bytes();
    let mut from = at + 1;
    let bad = loop {
        let Some(found) = text.get(from..).and_then(|rest| rest.find('\\')) else {
            break at;
        };
        let backslash = from + found;
        let digits = match bytes.get(backslash + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            Some(other) if b"0abt\tnvfre \"/\\N_LP\n".contains(other) => 0,
            _ => break backslash,
        };
        let hex = text.get(backslash + 2..backslash + 2 + digits);
        let code = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if digits > 0 && code.and_then(char::from_u32).is_none() {
            break backslash;
        }
        from = backslash + 2 + digits;
    };
    let end = text.ceil_char_boundary((bad + 2).min(text.len()));
    let shown = text.get(bad..end).unwrap_or_default().trim_end();
    let mistake = Mistake::new(
        bad..bad + shown.len(),
        format!("`{shown}` means nothing in a text in double quotes"),
        "this backslash",
    );
    let value = line.value();
    let raw = line.get(value.clone());
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    match inner.filter(|inner| value.start == at && !inner.contains("\\\"")) {
        Some(inner) => mistake
            .help(format!(
                "in single quotes a backslash is a backslash: write `{}`",
                line.with(value.clone(), &quote(inner))
            ))
            .paint(Paint::Text(value)),
        None => mistake.help("write two backslashes for one, or use single quotes"),
    }
}
