//! Mistakes with brackets and with what stands between them.

use serde_yaml::granit_parser::ErrorKind;

use super::line::Line;
use super::mistake::{Mistake, Paint};

pub(super) fn bracket_that_closes_nothing(line: Line, at: usize) -> Mistake {
    let sign = line.get(at..at + 1);
    Mistake::new(at..at + 1, format!("this `{sign}` closes nothing that was opened"), "this sign")
        .help(format!("delete it: `{}`", line.with(at..at + 1, "")))
}

pub(super) fn unclosed_bracket(text: &str, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let open = text[at..].chars().next().unwrap_or('[');
    let close = if open == '{' { '}' } else { ']' };
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let mistake = Mistake::new(at..end, format!("this `{open}` is opened and never closed"), "opened here");
    let value = line.value();
    let inner = line.get(end..value.end);
    let one_line = line.below(text).is_none_or(|below| below.indent() <= line.indent() && below.colon().is_some());
    if value.start != at || inner.contains(['[', '{']) || inner.ends_with(',') || !one_line {
        return mistake.help(format!("close it with `{close}`"));
    }
    let mended = line.with(value.end..value.end, &close.to_string());
    mistake.help(format!("write `{mended}`")).paint(Paint::Text(value))
}

pub(super) fn wrong_bracket(at: usize, open: char, close: char) -> Mistake {
    Mistake::new(at..at + 1, format!("this `{open}` is closed by `{close}`"), "opened here")
        .help("lists stand in `[` and `]`, groups of keys in `{` and `}`")
}

/// The parser gave up between brackets, of which the innermost opened at `bracket`.
pub(super) fn in_brackets(text: &str, kind: &ErrorKind, at: usize, bracket: usize) -> Mistake {
    let line = Line::at(text, at);
    let colon = text[at..].starts_with(':');
    if bracket < line.start && line.colon().is_some() {
        return unclosed_bracket(text, bracket);
    }
    let end = text.ceil_char_boundary((at + 1).min(text.len()));
    let here = at..end;
    if text[at..].starts_with(',') {
        return Mistake::new(here, "nothing stands before this comma", "this comma")
            .help("delete the comma, or write what is missing before it");
    }
    if colon {
        return Mistake::new(
            here,
            "a colon followed by a space begins a new value here; put the text in quotes",
            "this colon",
        )
        .help("put the text that holds the colon in quotes");
    }
    let dash =
        matches!(kind, ErrorKind::BlockEntryInFlowCollection | ErrorKind::PlainScalarStartsWithDashFlowIndicator);
    if dash {
        return Mistake::new(here, "between brackets a list has commas, not dashes", "this dash")
            .help("write `[one, two]`, or leave out the brackets and begin each line with `- `");
    }
    let separator = matches!(kind, ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator);
    if separator {
        return Mistake::new(here, "a comma is missing before this", "here begins another value")
            .help("put a comma between two values; a text with quotes inside needs other quotes around it");
    }
    Mistake::new(here, "what stands between brackets cannot be read from here", "here")
        .help("a list is written `[one, two]`; a text that begins with a bracket needs quotes")
}
