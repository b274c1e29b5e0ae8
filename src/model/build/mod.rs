//! Documents to a framework: ids made unique, references resolved, orders fixed. Whatever does not hold is a finding,
//! and what it concerns is left out, so that the rest can still be checked.

mod capabilities;
mod groups;
mod kinds;
mod ledger;
mod names;
mod statements;
mod translations;

use super::order::{natural, weight};
use super::references::Names;
use super::retold::{guidance, whole};
use super::*;
use crate::base::{Diagnostic, Located, Place, Span, codes};
use crate::markdown::{self, Prose};
use crate::parse::kind::capability::CapabilityFront;
use crate::parse::kind::common::Common;
use crate::parse::{Document, Front, FrozenFile, Language};
use crate::settings::Settings;
use names::{AllNames, group_path};
use statements::Unordered;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use translations::Translations;

/// Makes the framework. `drafts` says whether documents marked as drafts belong to it.
pub fn build(
    documents: Vec<Arc<Document>>,
    images: Vec<(FileId, String)>,
    frozen: Vec<FrozenFile>,
    settings: &Settings,
    drafts: bool,
    findings: &mut Vec<Diagnostic>,
) -> Framework {
    let mut translations = Translations::new(&documents, settings, findings);
    let mut shelf = Shelf::default();
    let mut names = AllNames::new();
    let mut absent_files = BTreeMap::new();
    for document in documents {
        if document.language.is_some() {
            translations.keep(Arc::unwrap_or_clone(document));
            continue;
        }
        let absence = match &document.front {
            None => Some(Absence::Broken),
            Some(front) if front.common().draft && !drafts => Some(Absence::Draft),
            Some(_) => None,
        };
        if let Some(absence) = absence {
            names.add_absent(&document, absence);
            absent_files.insert(document.file, absence);
            continue;
        }
        shelf.put(document);
    }
    let mut framework = Framework { images, absent_files, ..Framework::default() };
    let mut stage = Stage { framework: &mut framework, names, translations, findings, settings };
    stage.levels(shelf.levels);
    stage.archetypes(shelf.archetypes);
    stage.processes(shelf.processes);
    stage.groups(shelf.groups);
    let drafts = stage.capabilities(shelf.capabilities, &frozen);
    stage.resources(shelf.resources);
    stage.statements(drafts);
    stage.profiles(shelf.profiles);
    stage.mappings(shelf.mappings);
    stage.terms(shelf.terms);
    stage.releases(shelf.releases, frozen);
    stage.ledger();
    stage.pages(shelf.pages);
    let absent_ids = stage.names.targets.absent();
    framework.current_capabilities =
        framework.capabilities().filter(|(_, it)| it.retired.is_none()).map(|(at, _)| at).collect();
    framework.absent_ids = absent_ids;
    framework
}

/// Documents by kind.
#[derive(Default)]
struct Shelf {
    levels: Vec<Document>,
    archetypes: Vec<Document>,
    processes: Vec<Document>,
    groups: Vec<Document>,
    /// As they come: there are many, and they are large.
    capabilities: Vec<Arc<Document>>,
    profiles: Vec<Document>,
    resources: Vec<Document>,
    mappings: Vec<Document>,
    terms: Vec<Document>,
    releases: Vec<Document>,
    pages: Vec<Document>,
}

impl Shelf {
    fn put(&mut self, document: Arc<Document>) {
        if let Some(Front::Capability(_)) = document.front {
            return self.capabilities.push(document);
        }
        let document = Arc::unwrap_or_clone(document);
        let list = match document.front {
            Some(Front::Archetype(_)) => &mut self.archetypes,
            Some(Front::Group(_)) => &mut self.groups,
            Some(Front::Level(_)) => &mut self.levels,
            Some(Front::Mapping(_)) => &mut self.mappings,
            Some(Front::Process(_)) => &mut self.processes,
            Some(Front::Profile(_)) => &mut self.profiles,
            Some(Front::Release(_)) => &mut self.releases,
            Some(Front::Resource(_)) => &mut self.resources,
            Some(Front::Term(_)) => &mut self.terms,
            Some(Front::Page(_) | Front::Capability(_)) | None => &mut self.pages,
        };
        list.push(document);
    }
}

/// What is being made, and what it is made with.
struct Stage<'a> {
    framework: &'a mut Framework,
    names: AllNames,
    translations: Translations,
    findings: &'a mut Vec<Diagnostic>,
    settings: &'a Settings,
}

impl Stage<'_> {
    fn find(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// What every entity has, from its front matter and body, with its translations.
    fn about(&mut self, document: &Document, common: Common, fallback_title: &str, body: Prose) -> About {
        let title = common.title.map_or_else(|| fallback_title.to_owned(), |title| title.value);
        let mut about = About {
            title: Localised::new(title),
            description: common.description.map(Localised::new),
            weight: common.weight,
            draft: common.draft,
            tags: common.tags,
            owner: common.owner,
            reviewed: common.reviewed,
            next_review: common.next_review,
            aliases: common.aliases,
            place: Place { file: document.file, span: Span::default() },
            body: Localised::new(body),
        };
        for (language, translated) in self.translations.waiting.get(document.path.as_str()).into_iter().flatten() {
            let Some(front) = &translated.front else { continue };
            if let Some(title) = &front.common().title {
                about.title.translate(language.clone(), title.value.clone());
            }
            if let (Some(own), Some(text)) = (&mut about.description, &front.common().description) {
                own.translate(language.clone(), text.clone());
            }
            let is_statement = matches!(&front, Front::Capability(front) if front.statements.is_none());
            let body = if is_statement { translated.body.rest.clone() } else { whole(&translated.body) };
            if !body.is_empty() {
                about.body.translate(language.clone(), body);
            }
        }
        about
    }

    fn titled(&mut self, document: &Document, common: Common) -> About {
        let stem = document.stem.clone();
        let body = whole(&document.body);
        self.about(document, common, &stem, body)
    }

    /// Two things of one kind that share what only one may have.
    fn shared(&mut self, what: &str, value: &str, first: Place, second: Place) {
        let message = format!("{what} `{value}` is given twice");
        let finding = Diagnostic::new(&codes::SAME_ORDER, second, message)
            .label("again here")
            .related(first, "first here")
            .help("change one of the two");
        self.find(finding);
    }
}

fn by_weight(about: &About) -> ((bool, i64), String) {
    (weight(about.weight), about.title().to_lowercase())
}

fn sorted(mut archetypes: Vec<ArchetypeRef>) -> Vec<ArchetypeRef> {
    archetypes.sort();
    archetypes
}
