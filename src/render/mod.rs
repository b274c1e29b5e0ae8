//! Pages to bytes: the only user of tera. Knows nothing of the model: a page's data is all that a template sees.

// Part of `build.rs`; here for its tests alone.
#[cfg(test)]
mod bare;
mod frame;
mod script;
mod theme;

pub use theme::Theme;

use crate::base::{Diagnostic, Key, Made, codes};
use crate::site::Head;
use serde::Serialize;
use tera::{Context, ErrorKind};

/// Data as templates read it. A clone is the same data, also inside of other data.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Data(tera::Value);

impl Data {
    /// A struct or list of plain data; anything that cannot be that is our bug and panics.
    pub fn of(value: &impl Serialize) -> Data {
        Data(tera::Value::from_serializable(value))
    }
}

/// Room for most pages, so that they need not grow.
const ROOM: usize = 16 * 1024;

/// Renders what stands on a page, or says what is wrong with its template.
pub fn render(theme: &Theme, template: &str, head: &Head, content: Data) -> Made {
    let mut context = Context::new();
    context.insert_value("frame", theme.frame(&head.root, head.section)?.0);
    context.insert("page", head);
    context.insert_value("content", content.0);
    let mut html = Vec::with_capacity(ROOM);
    match theme.templates().render_to(template, &context, &mut html) {
        Ok(()) => Ok(html.into()),
        Err(error) => Err(Box::new(finding(theme, &error, template))),
    }
}

/// A hash of all that `render` makes a page from. Far quicker than making it.
pub fn key(theme: &Theme, template: &str, head: &Head, content: &Data) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(theme.key());
    let written = serde_json::to_writer(&mut hasher, &(template, head, content));
    written.expect("a page's data is plain, and a hash takes any bytes");
    *hasher.finalize().as_bytes().first_chunk().expect("a hash has 32 bytes")
}

/// A template's mistake, at its line and column in the theme.
fn finding(theme: &Theme, error: &tera::Error, template: &str) -> Diagnostic {
    let (message, at) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            (report.message().to_owned(), Some((report.filename().to_owned(), span.start_line, span.start_col)))
        }
        other => (other.to_string(), None),
    };
    // References to what is not there come as a ready-made report: its second line names template, line and column.
    let at = at.or_else(|| reported_place(&message));
    // Templates of a theme are called `own/…` among ourselves; a name of an author's may end like that, too.
    let message =
        ['`', '"', '\'', ' '].iter().fold(message.trim_start_matches("error: ").to_owned(), |message, before| {
            message.replace(&format!("{before}own/"), &format!("{before}templates/"))
        });
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let mut letters = message.chars();
    let lower =
        letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default();
    let help = "docs/themes.md lists what each template is given";
    match at {
        Some((name, line, column)) => match theme.place(&name, line, column) {
            Some(place) => Diagnostic::new(&codes::TEMPLATE, place, lower).help(help),
            None => {
                Diagnostic::nowhere(&codes::TEMPLATE, format!("{lower} ({name}, line {line}, column {})", column + 1))
                    .help(help)
            }
        },
        None => {
            Diagnostic::nowhere(&codes::TEMPLATE, format!("{lower} (while making a page with `{template}`)")).help(help)
        }
    }
}

/// " --> own/level.html [3:7]": template, line from one, column from zero.
fn reported_place(report: &str) -> Option<(String, usize, usize)> {
    let (_, rest) = report.split_once("--> ")?;
    let (name, rest) = rest.split_once(['[', ':'])?;
    let numbers: Vec<usize> =
        rest.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).take(2).collect();
    let [line, column] = numbers[..] else { return None };
    Some((name.trim().to_owned(), line, column.saturating_sub(1)))
}
