//! Building again: what the last build leaves for the next one. It makes a build quicker, and never another one.
//!
//! Most changes are a few words in a few files. Then ids, addresses, lists and all that hangs on them are as they were,
//! and only those words and their links are looked at: a page is made with its new words when it is asked for.

use super::site::Site;
use super::{Built, Design, Heard, Options, anew, sorted};
use crate::base::{Diagnostic, FileId, codes};
use crate::checklist;
use crate::model;
use crate::parse::{self, Document, FrozenFile};
use crate::source::{Read, SourceFile};
use crate::views::{self, AToZ, Items, Plan, SinceRelease};
use std::collections::HashSet;
use std::sync::Arc;

#[derive(Default)]
pub struct Memory {
    parse: parse::Memory,
    last: Option<Last>,
}

/// A build that gave a site.
struct Last {
    site: Site,
    documents: Vec<Arc<Document>>,
    /// All that is neither a document nor an image: the settings, the theme.
    others: Vec<Arc<SourceFile>>,
    images: Vec<(FileId, String)>,
    frozen: Vec<FrozenFile>,
    /// What reading and parsing found.
    told: Vec<Diagnostic>,
    /// All of it, as it was told.
    findings: Vec<Diagnostic>,
}

impl Memory {
    pub(super) fn build(&mut self, read: Read, options: &Options, heard: Heard) -> Built {
        let parsed = parse::parse(&read.sources, Some(&mut self.parse));
        heard("parse", parsed.documents.len());
        let documents = parsed.documents.clone();
        let others: Vec<Arc<SourceFile>> =
            read.sources.iter().map(|(_, file)| file).filter(is_other).cloned().collect();
        let images = parsed.images.clone();
        let frozen = parsed.frozen.clone();
        let told: Vec<Diagnostic> = read.findings.clone().into_iter().chain(parsed.findings.clone()).collect();
        let again = self.last.as_ref().and_then(|last| {
            let same = last.images == images
                && last.frozen.len() == frozen.len()
                && last.frozen.iter().zip(&frozen).all(|(a, b)| Arc::ptr_eq(&a.frozen, &b.frozen))
                && last.told == told
                && last.others.len() == others.len()
                && last.others.iter().zip(&others).all(|(a, b)| Arc::ptr_eq(a, b));
            let changed = same.then(|| changed_words(&last.documents, &documents)).flatten()?;
            reworded(last, &read, &changed)
        });
        let built = match again {
            Some(built) => {
                heard("words", documents.len());
                built
            }
            None => {
                let design = Design::of(&read.sources, options);
                anew(read, parsed, design, options, heard)
            }
        };
        let findings = built.findings.clone();
        self.last = built.site.clone().map(|site| Last { site, documents, others, images, frozen, told, findings });
        built
    }
}

fn is_other(file: &&Arc<SourceFile>) -> bool {
    !file.path.as_str().starts_with("content/")
}

/// The documents in which nothing but words changed; `None` if anything else did.
fn changed_words(before: &[Arc<Document>], after: &[Arc<Document>]) -> Option<Vec<Arc<Document>>> {
    if before.len() != after.len() {
        return None;
    }
    let mut changed = Vec::new();
    for (before, after) in before.iter().zip(after) {
        if Arc::ptr_eq(before, after) {
            continue;
        }
        if !before.differs_in_words_only(after) {
            return None;
        }
        changed.push(Arc::clone(after));
    }
    Some(changed)
}

/// The last site in other words; `None` where more than words would have to be looked at.
fn reworded(last: &Last, read: &Read, changed: &[Arc<Document>]) -> Option<Built> {
    let files: HashSet<FileId> = changed.iter().map(|document| document.file).collect();
    // What fonts lack is looked for in all texts at once, and quickly.
    let told = || last.findings.iter().filter(|finding| *finding.code != codes::NO_GLYPH);
    let concerns = |finding: &Diagnostic| {
        let places = finding.place.iter().chain(finding.related.iter().map(|(place, _)| place));
        places.into_iter().any(|place| files.contains(&place.file))
    };
    if told().any(concerns) {
        return None;
    }
    let before = &last.site.plan;
    let framework = model::retold(&before.framework, changed)?;
    let sources = Arc::new(read.sources.clone());
    let plan = Plan {
        items: Items::of(&framework),
        framework,
        settings: before.settings.clone(),
        sources: Arc::clone(&sources),
        targets: Arc::clone(&before.targets),
        links: before.links,
        explained: before.explained.clone(),
        history: before.history.clone(),
        since_release: SinceRelease::after(before),
        a_to_z: AToZ::default(),
    };
    let moved = |(handle, it): (_, &model::Capability)| {
        files.contains(&it.about.place.file) && !views::same_pages(before, &plan, handle)
    };
    if plan.framework.capabilities().any(moved) {
        return None;
    }
    let is_changed = |file| files.contains(&file);
    let broken = crate::site::check_links(&plan.framework, &plan.targets, last.site.map.known(), &sources, &is_changed);
    let lacking = checklist::lacking(&plan.framework, &plan.settings, &sources, last.site.map.own_fonts());
    let found = plan.settings.checks.apply([broken, lacking].concat());
    let findings = sorted(told().cloned().chain(found).collect(), &sources);
    let sound = !findings.iter().any(Diagnostic::is_error);
    let settings = Some(plan.settings.clone());
    let site = Site::new(Arc::new(plan), Arc::clone(&last.site.map), Arc::default());
    let pages = site.map.pages().len();
    Some(Built { site: Some(site).filter(|_| sound), pages, settings, settings_failed: false, findings, sources })
}
