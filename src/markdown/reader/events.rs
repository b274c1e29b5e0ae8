//! The one call of pulldown-cmark.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

pub(super) type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// Where the address of each label that a link uses is defined.
pub(super) type Labels = HashMap<String, Range<usize>>;

/// Heading attributes stay off: they let `onclick` through, and with definition lists they can panic (issue 1110).
pub(super) fn events(text: &str) -> (Events<'_>, Labels) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let mut parser = Parser::new_ext(text, options).into_offset_iter();
    let events: Events = parser.by_ref().collect();
    let mut labels = Labels::new();
    // A definition is searched once, however many spellings of its label lead to it.
    let mut places: HashMap<usize, Range<usize>> = HashMap::new();
    for (event, _) in &events {
        let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event else {
            continue;
        };
        if !id.is_empty()
            && !labels.contains_key(&**id)
            && let Some(definition) = parser.reference_definitions().get(id)
        {
            let span = &definition.span;
            let place = places
                .entry(span.start)
                .or_insert_with(|| find(text, span.clone(), &definition.dest).unwrap_or(span.clone()));
            labels.insert(id.to_string(), place.clone());
        }
    }
    (events, labels)
}

/// Where an address stands in a part of the text, if it stands there as it is.
fn find(text: &str, within: Range<usize>, address: &str) -> Option<Range<usize>> {
    let source = text.get(within.clone())?;
    // The label of a definition may say the same as its address.
    let after_label = source.find("]:").map_or(0, |at| at + 2);
    let at = within.start + after_label + source[after_label..].find(address)?;
    (!address.is_empty()).then(|| at..at + address.len())
}
