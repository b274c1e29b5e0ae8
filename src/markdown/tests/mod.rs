//! What the whole of it must do, from Markdown to HTML.

mod checker;
mod hostile;
mod shapes;

use super::*;

/// The whole text, its links written as they were typed, headings from `<h2>`.
fn html(markdown: &str) -> String {
    whole(markdown).html(2, &as_typed)
}

fn whole(markdown: &str) -> Prose {
    let reading = read(markdown, 0);
    let lead = reading.lead.map(|lead| lead.prose).unwrap_or_default();
    Prose::join(&lead, &reading.rest)
}

fn as_typed(link: &Link) -> Option<Resolved> {
    Some(Resolved { href: link.target.clone(), text: None, external: link.target.starts_with("http") })
}

/// The code of each finding, and what it marks.
fn findings(markdown: &str) -> Vec<(&'static str, String)> {
    let found = read(markdown, 0).findings.into_iter();
    found.map(|f| (f.code.id, markdown[f.span.range()].to_owned())).collect()
}
