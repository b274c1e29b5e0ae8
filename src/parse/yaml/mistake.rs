//! What a mistake is, and which one it was. The parser says what it could not read and where; which mistake its author
//! made is told by the line there, or the one above. The mistakes themselves lie beside, by what was mistyped.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::Problem;
use super::brackets::{bracket_that_closes_nothing, in_brackets, unclosed_bracket, wrong_bracket};
use super::indentation::{indentation, tab};
use super::keys::{dash_without_space, list_on_line_of_key, no_colon, swallowed_key};
use super::limits::{directive, too_deep, unprintable};
use super::line::{Line, glued_dash};
use super::quotes::{escape, quote_in_brackets, text_after_quote, unclosed_quote};
use super::signs::{RESERVED, colon_in_value, comment_in_text, glued_comment, reserved_in_brackets, reserved_start};
use crate::base::{Span, codes};

/// A mistake, and what to paint over in order to read on.
pub(super) struct Mistake {
    pub(super) problem: Box<Problem>,
    pub(super) paint: Option<Paint>,
}

pub(super) enum Paint {
    /// A value: becomes a quoted text.
    Text(Range<usize>),
    /// Something that can be left out: becomes spaces.
    Blank(Range<usize>),
}

impl Paint {
    /// The range becomes as many bytes; it never holds a part of a character.
    pub(super) fn over(self, text: &mut String) {
        let (range, paint) = match self {
            Paint::Text(range) if range.len() >= 2 => {
                let paint = format!("\"{}\"", "_".repeat(range.len() - 2));
                (range, paint)
            }
            Paint::Text(range) => (range.clone(), "_".repeat(range.len())),
            Paint::Blank(range) => (range.clone(), " ".repeat(range.len())),
        };
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &paint);
        }
    }
}

impl Mistake {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Mistake {
        Mistake {
            problem: Box::new(Problem {
                code: &codes::YAML,
                span: Span::new(at.start, at.end),
                message: message.into(),
                label: label.into(),
                help: None,
                related: None,
            }),
            paint: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Mistake {
        self.problem.help = Some(help.into());
        self
    }

    pub(super) fn paint(mut self, paint: Paint) -> Mistake {
        self.paint = Some(paint);
        self
    }
}

/// A line can be left out where nothing is indented below it.
pub(super) fn blank(text: &str, line: Line) -> Option<Paint> {
    let below = line.below(text);
    let alone = below.is_none_or(|below| below.indent() <= line.indent());
    alone.then(|| Paint::Blank(line.body()..line.end()))
}

/// The parser gave up at `at`: what did the author do? `bracket` is the innermost `[` or `{` that is open there.
pub(super) fn explain(text: &str, kind: &ErrorKind, at: usize, bracket: Option<usize>) -> Mistake {
    use ErrorKind as K;
    let at = text.floor_char_boundary(at.min(text.len()));
    let line = Line::at(text, at);
    match kind {
        K::RecursionLimitExceeded => too_deep(text, at),
        K::UnexpectedCharacter { character } if character.is_control() || !character.is_ascii() => {
            unprintable(text, at, *character)
        }
        K::UnexpectedCharacter { .. } if bracket.is_some() => reserved_in_brackets(text, at),
        K::UnexpectedCharacter { .. } => reserved_start(text, at),
        K::BomInsideDocument => unprintable(text, at, '\u{feff}'),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => tab(text, at),
        K::UnclosedQuotedScalar => unclosed_quote(text, at),
        K::DocumentIndicatorInQuotedScalar | K::InvalidQuotedScalarIndent => {
            Mistake { paint: None, ..unclosed_quote(text, at) }
        }
        K::InvalidTrailingDoubleQuotedScalar | K::InvalidTrailingSingleQuotedScalar if bracket.is_some() => {
            quote_in_brackets(text, at)
        }
        K::InvalidTrailingDoubleQuotedScalar => text_after_quote(text, at, '"'),
        K::InvalidTrailingSingleQuotedScalar => text_after_quote(text, at, '\''),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => escape(text, at),
        K::CommentNotSeparated => glued_comment(line, at),
        K::CommentInterceptedScalar => comment_in_text(at),
        K::DirectiveDisallowed | K::MissingDocumentEndBeforeDirective => directive(line),
        K::UnclosedFlowCollection { .. } => unclosed_bracket(text, at),
        K::MismatchedFlowCollectionEnd { open, close } => wrong_bracket(at, *open, *close),
        _ => match bracket {
            Some(bracket) => in_brackets(text, kind, at, bracket),
            None => on_line(text, kind, at),
        },
    }
}

/// No bracket is open: the line at `at`, or the one above it, shows the cause.
fn on_line(text: &str, kind: &ErrorKind, at: usize) -> Mistake {
    let line = Line::at(text, at);
    let value = line.value();
    let start = line.get(value.clone());
    let colon = *kind == ErrorKind::MappingValueNotAllowed;
    if *kind == ErrorKind::MisplacedFlowCollectionEnd && at > value.start {
        return bracket_that_closes_nothing(line, at);
    }
    if at >= value.start && !start.is_empty() {
        if start.starts_with("- ") || start == "-" {
            return list_on_line_of_key(line);
        }
        let within = at > value.start;
        let bracketed = within && start.starts_with(['[', '{']);
        if bracketed || start.starts_with(RESERVED) || start.starts_with("? ") || start == "?" {
            return reserved_start(text, value.start);
        }
        if colon && within {
            return colon_in_value(line, at);
        }
    }
    if colon {
        return swallowed_key(text, line);
    }
    if matches!(kind, ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey) {
        return no_colon(text, line);
    }
    if glued_dash(line.trimmed()) {
        return dash_without_space(text, line.body());
    }
    indentation(text, line)
}
