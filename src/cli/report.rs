//! Findings for people and for programs. The only place that shows what an author wrote on a terminal, so control
//! characters end here.

use super::Env;
use crate::base::{Diagnostic, Position, Severity};
use crate::serve::Told;
use crate::source::Sources;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// For reading
    Human,
    /// For programs: an array of findings
    Json,
}

/// More than this nobody reads in a terminal.
const MOST_SHOWN: usize = 200;

/// Prints all findings: those for people to `err`, those for programs to `out`.
pub fn print(env: &mut Env, findings: &[Diagnostic], sources: &Sources, format: Format) {
    match format {
        Format::Human => {
            for finding in findings.iter().take(MOST_SHOWN) {
                let text = human(finding, sources, env.color, env.width);
                env.say(&text);
                env.say("");
            }
            if findings.len() > MOST_SHOWN {
                let more = findings.len() - MOST_SHOWN;
                env.say(&format!("and {more} more; mend these first, or see all with `gradus check --format json`"));
            }
        }
        Format::Json => {
            let all: Vec<Finding> = findings.iter().map(|finding| Finding::new(finding, sources)).collect();
            let text = serde_json::to_string_pretty(&all).expect("plain data becomes JSON");
            let _ = writeln!(env.out, "{text}");
        }
    }
}

/// "3 errors, 1 warning: nothing was written".
pub fn summary(env: &mut Env, findings: &[Diagnostic], outcome: &str) {
    let parts = [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(|severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        (count > 0).then(|| format!("{count} {}{}", severity.name(), if count == 1 { "" } else { "s" }))
    });
    let counts = parts.collect::<Vec<_>>().join(", ");
    env.say(&format!("{counts}: {outcome}"));
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
        text: human(finding, sources, false, 100),
    }
}

fn human(finding: &Diagnostic, sources: &Sources, color: bool, width: usize) -> String {
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
    let help = finding.help.as_ref().map(|help| visible(help));
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
        let before = visible(&whole[from..start]);
        let marked = visible(&whole[start..end]);
        let after = visible(&whole[end..to]);
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

/// Text in which nothing is obeyed by a terminal: control and direction characters are shown by their code.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push_str("\\n"),
            _ if c.is_control() || is_direction(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            _ => out.push(c),
        }
    }
    out
}

/// Characters that change the direction of what follows, or cannot be seen at all.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<FoundAt>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

/// Lines and columns from one, columns in characters; the end is behind the last character.
#[derive(Serialize)]
struct FoundAt {
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: FoundAt,
    message: &'a str,
}

impl<'a> Finding<'a> {
    fn new(finding: &'a Diagnostic, sources: &Sources) -> Finding<'a> {
        Finding {
            code: finding.code.id,
            severity: finding.severity.name(),
            message: &finding.message,
            place: finding.place.map(|place| FoundAt::new(sources, place)),
            label: &finding.label,
            help: finding.help.as_deref(),
            related: finding
                .related
                .iter()
                .map(|(place, message)| Related { place: FoundAt::new(sources, *place), message })
                .collect(),
        }
    }
}

impl FoundAt {
    fn new(sources: &Sources, place: crate::base::Place) -> FoundAt {
        let text = sources.text(place.file);
        let start = Position::of(text, place.span.start as usize);
        let end = Position::of(text, place.span.end as usize);
        FoundAt {
            file: sources.path(place.file).to_string(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}
