//! From a draft to a reading: numbers the footnotes, gives the headings ids and ranks, parts the lead from the rest.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::ids::{Ids, from_text, short_slug, unreserved};
use super::part::{Element, Note, Part};
use super::reader::{Definition, Draft, RawHeading};
use super::text::{shown, typed};
use super::{Blocks, Finding, Heading, Lead, Link, Prose, Reading};
use crate::base::{Span, codes};

pub(super) fn finish(draft: Draft) -> Reading {
    let Draft { mut parts, definitions, links, headings: raw, paragraph, mut findings } = draft;
    let mut ids = Ids::default();
    let notes = number_notes(&mut parts, definitions, &mut ids, &mut findings);
    let in_order: Vec<usize> = std::iter::once(&parts)
        .chain(notes.iter().map(|note| &note.parts))
        .flatten()
        .filter_map(opened_heading)
        .collect();
    let headings = headings(&raw, &in_order, &mut ids, &mut findings);
    let lead_end = match parts.first() {
        Some(Part::Open(Element::Paragraph)) => {
            let end = parts.iter().position(|part| *part == Part::Close(Element::Paragraph));
            end.map_or(0, |at| at + 1)
        }
        _ => 0,
    };
    let rest = parts.split_off(lead_end);
    let lead = paragraph.filter(|_| lead_end > 0).map(|span| {
        let prose = gather(parts, Vec::new(), &links, &headings);
        let phrase = prose.phrase();
        Lead { prose, phrase: Arc::new(phrase), span }
    });
    Reading { lead, rest: gather(rest, notes, &links, &headings), findings }
}

/// Takes the footnotes that are called, in the order of their first calls, and completes their marks. The calls in a
/// footnote come after all of the body.
fn number_notes(
    body: &mut [Part],
    definitions: Vec<Definition>,
    ids: &mut Ids,
    findings: &mut Vec<Finding>,
) -> Vec<Note> {
    let mut texts: Vec<(String, Vec<Part>)> = Vec::new();
    let mut by_label: HashMap<String, usize> = HashMap::new();
    for Definition { label, span, parts } in definitions {
        match by_label.entry(folded(&label)) {
            Entry::Occupied(_) => findings.push(defined_twice(&label, span)),
            Entry::Vacant(free) => {
                free.insert(texts.len());
                texts.push((slug_or_note(&label), parts));
            }
        }
    }
    let mut caller = Caller { texts, by_label, numbers: HashMap::new(), notes: Vec::new(), ids };
    caller.complete(body);
    let mut at = 0;
    while at < caller.notes.len() {
        let mut parts = std::mem::take(&mut caller.notes[at].parts);
        caller.complete(&mut parts);
        caller.notes[at].parts = parts;
        at += 1;
    }
    caller.notes
}

struct Caller<'a> {
    /// The slug and the parts of each definition; the parts move to the notes.
    texts: Vec<(String, Vec<Part>)>,
    by_label: HashMap<String, usize>,
    /// From a position in the texts to one in the notes.
    numbers: HashMap<usize, usize>,
    notes: Vec<Note>,
    ids: &'a mut Ids,
}

impl Caller<'_> {
    fn complete(&mut self, parts: &mut [Part]) {
        for part in parts {
            let Part::Mark(mark) = part else {
                continue;
            };
            let Some(&text) = self.by_label.get(&folded(&mark.label)) else {
                *part = Part::Text(format!("[^{}]", shown(&mark.label)));
                continue;
            };
            let (slug, note_parts) = &mut self.texts[text];
            let at = *self.numbers.entry(text).or_insert_with(|| {
                self.notes.push(Note {
                    id: self.ids.take(&format!("fn-{slug}")),
                    marks: Vec::new(),
                    parts: std::mem::take(note_parts),
                });
                self.notes.len() - 1
            });
            mark.id = self.ids.take(&format!("fnref-{slug}"));
            mark.note = self.notes[at].id.clone();
            mark.number = at + 1;
            self.notes[at].marks.push(mark.id.clone());
        }
    }
}

/// Labels are the same in any letter case; `ß` is `SS`.
fn folded(label: &str) -> String {
    label.to_uppercase().to_lowercase()
}

fn slug_or_note(label: &str) -> String {
    let slug = short_slug(label);
    if slug.is_empty() { "note".to_owned() } else { slug }
}

fn defined_twice(label: &str, span: Span) -> Finding {
    Finding {
        code: &codes::SAME_ADDRESS,
        span,
        message: format!("the footnote `{}` is defined twice", typed(label)),
        label: "this one is not shown".to_owned(),
        help: Some("give it another name".to_owned()),
    }
}

/// The headings that are shown, by their positions in the draft. Ids that authors gave come first: a heading that is
/// named after its text must not take one away.
fn headings(
    raw: &[RawHeading],
    shown: &[usize],
    ids: &mut Ids,
    findings: &mut Vec<Finding>,
) -> HashMap<usize, Heading> {
    let mut given = HashMap::new();
    for at in shown {
        if let Some((wish, span)) = &raw[*at].given {
            let wish = unreserved(wish.clone());
            let id = ids.take(&wish);
            if id != wish {
                findings.push(Finding {
                    code: &codes::SAME_ADDRESS,
                    span: *span,
                    message: format!("another heading has the id `{}` already", typed(&wish)),
                    label: format!("this one becomes `{}`", typed(&id)),
                    help: Some("give it another id".to_owned()),
                });
            }
            given.insert(*at, id);
        }
    }
    let mut above: Vec<u8> = Vec::new();
    let rank_of = |rank: u8| {
        while above.last().is_some_and(|last| *last >= rank) {
            above.pop();
        }
        above.push(rank);
        above.len() as u8
    };
    let ranks: Vec<u8> = shown.iter().map(|at| raw[*at].rank).map(rank_of).collect();
    let heading = |(at, rank): (&usize, u8)| {
        let RawHeading { text, span, .. } = &raw[*at];
        let id = given.remove(at).unwrap_or_else(|| ids.take(&from_text(text)));
        let (text, span) = (text.clone(), *span);
        (*at, Heading { rank, id, text, span })
    };
    shown.iter().zip(ranks).map(heading).collect()
}

fn opened_heading(part: &Part) -> Option<usize> {
    match part {
        Part::Open(Element::Heading(at)) => Some(*at),
        _ => None,
    }
}

/// A prose of some of a draft's parts, with the links and headings that stand in them.
fn gather(
    mut parts: Vec<Part>,
    mut notes: Vec<Note>,
    all_links: &[Link],
    all_headings: &HashMap<usize, Heading>,
) -> Prose {
    let mut links = Chosen::default();
    let mut headings = Chosen::default();
    let runs = std::iter::once(&mut parts).chain(notes.iter_mut().map(|note| &mut note.parts));
    for run in runs {
        for part in run {
            part.renumber(|at| links.place(at), |at| headings.place(at));
        }
    }
    // A lead has the room of the whole text.
    parts.shrink_to_fit();
    Prose(Arc::new(Blocks {
        links: links.order.iter().map(|at| all_links[*at].clone()).collect(),
        headings: headings.order.iter().map(|at| all_headings[at].clone()).collect(),
        parts,
        notes,
    }))
}

/// Some of a list's entries, in the order in which they were asked for.
#[derive(Default)]
struct Chosen {
    order: Vec<usize>,
    places: HashMap<usize, usize>,
}

impl Chosen {
    fn place(&mut self, at: usize) -> usize {
        *self.places.entry(at).or_insert_with(|| {
            self.order.push(at);
            self.order.len() - 1
        })
    }
}
