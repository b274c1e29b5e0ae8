//! That no link leads nowhere and no two pages are one.

use super::addresses;
use super::targets::{Broken, Found, Targets};
use crate::base::{Address, Diagnostic, FileId, Fix, Place, Span, codes, suggest};
use crate::markdown::{Link, LinkKind, Prose};
use crate::model::{About, Absence, Framework};
use crate::source::Sources;
use rayon::prelude::*;
use std::collections::HashSet;

/// Checks every link, reference and image of the texts of these files against what the site holds.
pub fn check_links(
    framework: &Framework,
    targets: &Targets,
    known: &HashSet<Address>,
    sources: &Sources,
    files: &(dyn Fn(FileId) -> bool + Sync),
) -> Vec<Diagnostic> {
    let mut texts: Vec<(FileId, &Prose)> = Vec::new();
    let wanted = |about: &About| files(about.place.file);
    let terms = framework.terms().map(|(_, term)| &term.about).filter(|about| wanted(about));
    let entities = addresses::of_entities(framework, &wanted).into_iter().map(|(_, about)| about);
    texts.extend(entities.chain(terms).map(|about| (about.place.file, about.body.own())));
    for (_, capability) in framework.capabilities().filter(|(_, it)| files(it.about.place.file)) {
        for statement in &capability.statements {
            texts.push((capability.about.place.file, &framework[*statement].text.own().prose));
        }
    }
    let broken = |(file, prose): &(FileId, &Prose)| -> Vec<(FileId, Link, Option<Broken>)> {
        let look = |link: &Link| match targets.find(framework, sources, link, *file) {
            Ok(Found::External(_) | Found::Image(_)) => None,
            Ok(Found::Internal(goal)) if known.contains(&goal.address) => None,
            Ok(Found::Internal(_)) => Some((*file, link.clone(), None)),
            Err(broken) => Some((*file, link.clone(), Some(broken))),
        };
        prose.links().iter().filter_map(look).collect()
    };
    let all: Vec<(FileId, Link, Option<Broken>)> = texts.par_iter().flat_map_iter(broken).collect();
    // Looking for neighbours takes time; past a few findings nobody reads them.
    let near = |at: usize| at < 20;
    let faults = all.into_iter().enumerate();
    faults
        .filter_map(|(at, (file, link, broken))| {
            fault(framework, &link, file, broken, near(at), targets, known, sources)
        })
        .collect()
}

const HOW: &str = "link by id (`[[AI-041]]`), by file (`../levels/1.md`) or by address from the top (`/levels/1/`)";

const NO_SHEET: &str =
    "no such checklist comes ready made; a link to `/checklists/?level=1&archetype=user` has one put together";

/// The finding for a link that is broken, or, for `None`, whose address the site does not have.
#[allow(clippy::too_many_arguments, reason = "one call, and each is another kind of thing")]
fn fault(
    framework: &Framework,
    link: &Link,
    file: FileId,
    broken: Option<Broken>,
    suggest_near: bool,
    targets: &Targets,
    known: &HashSet<Address>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let place = place_of(link, file, sources);
    let target = &link.target;
    let Some(broken) = broken else {
        let pages = known.iter().map(Address::as_str).filter(|_| suggest_near);
        let page = target.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
        let near = suggest::nearest(page, pages.map(|page| page.trim_end_matches('/')));
        let slash = |near: &str| if near.contains('.') { "" } else { "/" };
        let help = match near {
            // Their neighbours are other checklists.
            _ if page.starts_with("checklists/") && known.contains(&addresses::checklists()) => NO_SHEET.to_owned(),
            Some(near) => format!("did you mean `/{near}{}`?", slash(near)),
            None => HOW.to_owned(),
        };
        let finding = Diagnostic::new(&codes::BROKEN_LINK, place, format!("the link `{target}` leads nowhere"));
        return Some(finding.label("the site has no such address").help(help));
    };
    let absence = match &broken {
        Broken::Id => framework.absent_id(target),
        Broken::File(path) => sources.find(path).and_then(|file| framework.absent_file(file)),
        _ => None,
    };
    // An image of a kind that is not shown has its own finding.
    if matches!(&broken, Broken::File(path) if link.kind == LinkKind::Image && sources.find(path).is_some()) {
        return None;
    }
    match absence {
        // The file's own finding says it.
        Some(Absence::Broken) => return None,
        Some(Absence::Draft) => {
            let finding = Diagnostic::new(&codes::BROKEN_LINK, place, format!("the link `{target}` leads to a draft"));
            return Some(
                finding
                    .label("drafts are left out of the site")
                    .help("take `draft: true` out of its file, or build with `--drafts`"),
            );
        }
        None => {}
    }
    Some(match broken {
        Broken::Id => Diagnostic::new(&codes::BROKEN_LINK, place, format!("nothing has the id `{target}`"))
            .label("so this link leads nowhere")
            .maybe_help(
                suggest::nearest(target, targets.ids().filter(|_| suggest_near))
                    .map(|near| format!("did you mean `{near}`?")),
            )
            .fix(
                Some(link.kind == LinkKind::Reference && suggest_near && is_reference(place, sources))
                    .filter(|sure| *sure)
                    .and_then(|_| Fix::name(target, targets.ids())),
            ),
        Broken::Anchor(anchor) => {
            Diagnostic::new(&codes::BROKEN_ANCHOR, place, format!("the page has no place called `{anchor}`"))
                .help("a heading's name is its words in small letters with hyphens between; or link to the page alone")
        }
        Broken::File(path) if link.kind == LinkKind::Image => {
            Diagnostic::new(&codes::MISSING_IMAGE, place, format!("there is no image `{path}`"))
                .help("put the image into the content folder, and give its path from this file")
        }
        Broken::File(path) => Diagnostic::new(&codes::BROKEN_LINK, place, format!("there is no file `{path}`"))
            .label("so this link leads nowhere")
            .help(HOW),
        Broken::Unclear => {
            Diagnostic::new(&codes::BROKEN_LINK, place, format!("the link `{target}` leads nowhere")).help(HOW)
        }
    })
}

/// A statement of shape B was read out of its YAML value, so its spans are not the file's: then the whole file is the place.
fn place_of(link: &Link, file: FileId, sources: &Sources) -> Place {
    let text = sources.text(file);
    let here = text.get(link.span.range()).is_some_and(|found| found.contains(&link.target));
    let found = if here { Some(link.span.start as usize) } else { text.find(&link.target) };
    let span = found.map_or(Span::default(), |at| if here { link.span } else { Span::new(at, at + link.target.len()) });
    Place { file, span }
}

/// Whether a reference certainly stands at this place, and not something else that reads the same.
fn is_reference(place: Place, sources: &Sources) -> bool {
    let text = sources.text(place.file);
    text.get(..place.span.start as usize).is_some_and(|before| before.ends_with("[["))
}

/// Two pages of one address are a finding that names both.
pub fn check_addresses<'a>(pages: impl Iterator<Item = (&'a Address, Option<Place>)>) -> Vec<Diagnostic> {
    let mut sorted: Vec<(&Address, Option<Place>)> = pages.collect();
    // Stable: of two, the first is the one that was there before.
    sorted.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    let twice = sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let finding = |pair: &[(&Address, Option<Place>)]| {
        let message = format!("two pages would have the address `/{}`", pair[0].0);
        let finding = match (pair[0].1, pair[1].1) {
            (Some(first), Some(second)) => {
                Diagnostic::new(&codes::SAME_ADDRESS, second, message).related(first, "the other one")
            }
            (Some(one), None) | (None, Some(one)) => Diagnostic::new(&codes::SAME_ADDRESS, one, message)
                .label("the site makes a page of this address itself"),
            (None, None) => Diagnostic::nowhere(&codes::SAME_ADDRESS, message),
        };
        finding.help("give one of the two another id, file name or alias")
    };
    twice.map(finding).collect()
}
