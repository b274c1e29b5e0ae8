//! Findings for people, with the line in question: on a terminal, and laid over the preview's pages.

use super::visible;
use crate::base::{Diagnostic, Fix, Position, Severity};
use crate::cli::Env;
use crate::fix::Mends;
use crate::serve::Told;
use crate::source::Sources;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// More than this nobody reads in a terminal.
const MOST_SHOWN: usize = 200;

/// Prints all findings, as talk.
pub fn print(env: &mut Env, findings: &[Diagnostic], sources: &Sources) {
    let mends = Mends::new(sources);
    for finding in findings.iter().take(MOST_SHOWN) {
        let text = human(finding, sources, &mends, env.color, env.width);
        env.say(&text);
        env.say("");
    }
    if findings.len() > MOST_SHOWN {
        let more = findings.len() - MOST_SHOWN;
        env.say(&format!("and {more} more; mend these first, or see all with `gradus check --format json`"));
    }
}

/// A finding for the preview.
pub fn told(finding: &Diagnostic, sources: &Sources) -> Told {
    let place = finding.place.map(|place| {
        let at = Position::of(sources.text(place.file), place.span.start as usize);
        format!("{}:{}:{}", visible(sources.path(place.file).as_str()), at.line, at.column)
    });
    Told {
        severity: finding.severity.name().to_owned(),
        title: format!("{}[{}]: {}", finding.severity.name(), finding.code.id, visible(&finding.message)),
        place,
        text: human(finding, sources, &Mends::new(sources), false, 100),
    }
}

fn human(finding: &Diagnostic, sources: &Sources, mends: &Mends, color: bool, width: usize) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&finding.message);
    let title = level.primary_title(&*message).id(finding.code.id);
    let mut group = Group::with_title(title);
    let related: Vec<_> = finding.related.iter().map(|(place, what)| (*place, visible(what))).collect();
    let label = visible(&finding.label);
    let places = finding
        .place
        .iter()
        .map(|place| (*place, true, &label))
        .chain(related.iter().map(|(place, what)| (*place, false, what)));
    let texts: Vec<_> = places.map(|(place, primary, label)| (Shown::new(sources, place), primary, label)).collect();
    for (shown, primary, label) in &texts {
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(shown.range.clone());
        if !label.is_empty() {
            annotation = annotation.label(label.as_str());
        }
        group = group
            .element(Snippet::source(&*shown.text).path(&*shown.path).line_start(shown.line).annotation(annotation));
    }
    let help = help(finding, mends);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Unicode).term_width(width).render(&[group])
}

/// The line or lines of a place, with what could trick a terminal made visible, and the place in them.
struct Shown {
    path: String,
    line: usize,
    text: String,
    range: std::ops::Range<usize>,
}

impl Shown {
    fn new(sources: &Sources, place: crate::base::Place) -> Shown {
        let whole = sources.text(place.file);
        let start = whole.floor_char_boundary((place.span.start as usize).min(whole.len()));
        let line_start = whole[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = whole[start..].find('\n').map_or(whole.len(), |at| start + at);
        // A place of several lines is shown by its first.
        let end = whole.floor_char_boundary((place.span.end as usize).clamp(start, line_end));
        // A line of kilobytes is cut around the place.
        let from = whole.floor_char_boundary(line_start.max(start.saturating_sub(300)));
        let to = whole.floor_char_boundary(line_end.min(end + 300));
        let mut parts = [&whole[from..start], &whole[start..end], &whole[end..to]].map(visible);
        if visible(&parts.concat()) != parts.concat() {
            // A sign that a log would obey stands across the edge of the mark.
            parts = parts.map(|part| part.replace('#', "\\u{23}"));
        }
        let [before, marked, after] = parts;
        let range = before.len()..before.len() + marked.len();
        let line = Position::of(whole, start).line as usize;
        Shown {
            path: visible(sources.path(place.file).as_str()),
            line,
            text: format!("{before}{marked}{after}"),
            range,
        }
    }
}

/// How to mend it, and whether that needs no hands.
fn help(finding: &Diagnostic, mends: &Mends) -> Option<String> {
    let help = finding.help.as_deref().map(visible);
    if mends.edit(finding).is_none() {
        return help;
    }
    let itself = match finding.fix {
        Some(Fix::TakeOut) => "`gradus check --fix` can do that",
        _ => "`gradus check --fix` can write that",
    };
    Some(match help {
        Some(help) if help.ends_with('?') => format!("{help} {itself}"),
        Some(help) => format!("{help}; {itself}"),
        None => itself.to_owned(),
    })
}
