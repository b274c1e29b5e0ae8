//! Pages to bytes: the only user of tera. Knows nothing of the model: a page's data is all that a template sees.

mod theme;

pub use theme::Theme;

use crate::base::{Bytes, Diagnostic, Place, codes};
use crate::site::Page;
use rayon::prelude::*;
use std::collections::BTreeSet;
use tera::{Context, ErrorKind};

/// A page as it will be sent, and what later stages need to know of it.
pub struct Rendered {
    pub path: String,
    pub bytes: Bytes,
    pub origin: Option<Place>,
    /// Absolute; `None` for pages that search engines should pass over.
    pub canonical: Option<String>,
}

/// Renders all pages, in parallel and in their order. Each page's data is dropped as soon as its bytes are there: a
/// large site is not held twice.
pub fn render(theme: &Theme, pages: Vec<Page>) -> Result<Vec<Rendered>, Vec<Diagnostic>> {
    together(pages.into_par_iter().map(|page| render_one(theme, page)).collect())
}

/// As `render`, but only one page of each template is rendered and the others are left empty: enough to see whether the
/// templates are sound.
pub fn sample(theme: &Theme, pages: Vec<Page>) -> Result<Vec<Rendered>, Vec<Diagnostic>> {
    let mut seen = BTreeSet::new();
    let sampled = pages.into_iter().map(|page| match seen.insert(page.template) {
        true => render_one(theme, page),
        false => Ok(Rendered::of(page, Bytes::new())),
    });
    together(sampled.collect())
}

/// All pages, or the mistakes: each told once, however many pages it spoils.
fn together(results: Vec<Result<Rendered, Box<Diagnostic>>>) -> Result<Vec<Rendered>, Vec<Diagnostic>> {
    let mut rendered = Vec::with_capacity(results.len());
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for result in results {
        match result {
            Ok(page) => rendered.push(page),
            Err(finding) if told.insert((finding.place, finding.message.clone())) => findings.push(*finding),
            Err(_) => {}
        }
    }
    if findings.is_empty() { Ok(rendered) } else { Err(findings) }
}

fn render_one(theme: &Theme, page: Page) -> Result<Rendered, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert("page", &page.head);
    context.insert("content", &*page.content);
    match theme.templates().render(page.template, &context) {
        Ok(html) => Ok(Rendered::of(page, html.into_bytes().into())),
        Err(error) => Err(Box::new(finding(theme, &error, page.template))),
    }
}

impl Rendered {
    fn of(page: Page, bytes: Bytes) -> Rendered {
        let canonical = page.head.canonical.filter(|_| !page.head.noindex);
        Rendered { path: page.address.output_path(), bytes, origin: page.origin, canonical }
    }
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
    let message = message.trim_start_matches("error: ").replace("own/", "templates/");
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
