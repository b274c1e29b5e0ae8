//! Findings for people, with the line in question: on a terminal, and laid over the preview's pages.

use super::shown::Shown;
use super::visible;
use crate::base::{Diagnostic, Fix, Place, Position, Severity};
use crate::cli::Env;
use crate::fix::Mends;
use crate::serve::Told;
use crate::source::Sources;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// More than this nobody reads in a terminal.
const MOST_SHOWN: usize = 200;

/// How many columns the findings over a page have: about as many as stand beside each other there, and the rest scrolls.
const WIDE: usize = 120;

/// However narrow a terminal is, so many columns of a line are shown.
const LEAST: usize = 20;

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
        text: human(finding, sources, &Mends::new(sources), false, WIDE),
    }
}

pub(super) fn human(finding: &Diagnostic, sources: &Sources, mends: &Mends, color: bool, width: usize) -> String {
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
    let line = |place: Place| Position::of(sources.text(place.file), place.span.start as usize).line;
    let last = places.clone().map(|(place, ..)| line(place)).max().unwrap_or_default();
    // Before a line stand a number, as wide as the last of them, and a bar.
    let room = width.saturating_sub(last.to_string().len() + " │ ".chars().count()).max(LEAST);
    let texts: Vec<_> =
        places.map(|(place, primary, label)| (Shown::new(sources, place, label, room), primary, label)).collect();
    for (shown, primary, label) in &texts {
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(shown.range.clone());
        if !label.is_empty() {
            annotation = annotation.label(label.as_str());
        }
        let snippet = Snippet::source(&*shown.text).path(PLACE).line_start(shown.at.line as usize);
        group = group.element(snippet.annotation(annotation));
    }
    let help = help(finding, mends);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // It would cut lines itself, but through letters and the marks over them, and not where a mark alone is too long.
    let text = renderer.decor_style(DecorStyle::Unicode).term_width(usize::MAX / 4).render(&[group]);
    placed(&text, texts.iter().map(|(shown, ..)| shown))
}

/// Stands for a place until all is laid out. The renderer counts columns in what it shows; the file's are others where a line
/// is cut, or has signs that are shown by their codes. No other text has this sign in it.
const PLACE: &str = "\u{1}";

/// With each place as it is in its file, instead of what was counted.
fn placed<'a>(text: &str, shown: impl Iterator<Item = &'a Shown>) -> String {
    let mut parts = text.split(PLACE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, Shown { path, at, .. }) in parts.zip(shown) {
        let rest = part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        out.push_str(&format!("{path}:{}:{}{rest}", at.line, at.column));
    }
    out
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
