//! What a rule gets to see: the framework, its settings, the day, and where its author wrote what.

use super::lexicon::Lexicon;
use super::wording::Wording;
use crate::base::{FileId, Place, Span};
use crate::model::{About, Framework};
use crate::parse::kind::capability::CapabilityFront;
use crate::parse::{Document, Front};
use crate::settings::Settings;
use crate::source::{Content, Sources};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

pub struct Context<'a> {
    pub framework: &'a Framework,
    pub settings: &'a Settings,
    /// For rules that look at dates; without it they are silent.
    pub today: Option<Date>,
    /// The current statements, in reading order.
    pub wordings: Vec<Wording<'a>>,
    /// The verbs that the framework's processes list.
    pub lexicon: Lexicon,
    sources: &'a Sources,
    documents: &'a [Arc<Document>],
    by_file: HashMap<FileId, &'a Document>,
}

impl<'a> Context<'a> {
    pub fn new(
        framework: &'a Framework,
        settings: &'a Settings,
        sources: &'a Sources,
        documents: &'a [Arc<Document>],
        today: Option<Date>,
    ) -> Context<'a> {
        let by_file = documents.iter().map(|document| (document.file, &**document)).collect();
        let lexicon = Lexicon::new(framework);
        let mut context =
            Context { framework, settings, today, wordings: Vec::new(), lexicon, sources, documents, by_file };
        context.wordings = Wording::all(&context);
        context
    }

    /// Whether rules about words know the language; of other languages they say nothing.
    pub fn is_english(&self) -> bool {
        self.settings.framework.language.is_english()
    }

    /// What the framework is made of: no translations, and no drafts but those that were asked for.
    pub fn documents(&self) -> impl Iterator<Item = &'a Document> {
        let framework = self.framework;
        let is_own =
            move |document: &&Document| document.language.is_none() && framework.absent_file(document.file).is_none();
        self.documents.iter().map(|document| &**document).filter(is_own)
    }

    pub fn document(&self, file: FileId) -> Option<&'a Document> {
        self.by_file.get(&file).copied()
    }

    /// The front matter of a capability.
    pub fn capability(&self, about: &About) -> Option<&'a CapabilityFront> {
        match self.document(about.place.file)?.front.as_ref()? {
            Front::Capability(front) => Some(front),
            _ => None,
        }
    }

    /// A file's text; empty where it has none.
    pub fn text(&self, file: FileId) -> &'a str {
        match self.sources.content(file) {
            Content::Text(text) => text,
            _ => "",
        }
    }

    /// What stands at a place.
    pub fn at(&self, place: Place) -> &'a str {
        self.text(place.file).get(place.span.range()).unwrap_or_default()
    }

    pub fn path(&self, file: FileId) -> &'a str {
        self.sources.path(file).as_str()
    }

    /// Where something is called what it is called: its title, else where it is named.
    pub fn title_place(&self, about: &About) -> Place {
        let front = self.document(about.place.file).and_then(|document| document.front.as_ref());
        front.and_then(|front| front.common().title.as_ref()).map_or(about.place, |title| title.place)
    }

    /// Where the value of a key of the front matter stands; the file's beginning where the key is not on a line of its
    /// own.
    pub fn key_place(&self, file: FileId, key: &str) -> Place {
        let text = self.text(file);
        let end = self.document(file).map_or(text.len(), |document| document.body_place.span.start as usize);
        let mut at = 0;
        for line in text[..end.min(text.len())].split_inclusive('\n') {
            if let Some(rest) = line.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':')) {
                let value = rest.trim();
                let start = at + line.len() - rest.trim_start().len();
                // A value of several lines is shown by its key.
                let span = if value.is_empty() {
                    Span::new(at, at + key.len())
                } else {
                    Span::new(start, start + value.len())
                };
                return Place { file, span };
            }
            at += line.len();
        }
        Place { file, span: Span::default() }
    }

    /// The pieces of a document that people read, each as written, with where it begins: title, statements, text.
    pub fn pieces(&self, document: &'a Document) -> Vec<(usize, &'a str)> {
        let mut places: Vec<Place> = Vec::new();
        if let Some(front) = &document.front {
            places.extend(front.common().title.as_ref().map(|title| title.place));
            if let Front::Capability(front) = front {
                let rows = front.statements.iter().flatten();
                places.extend(rows.filter_map(|row| row.text.as_ref()).map(|text| text.place));
            }
        }
        places.push(document.body_place);
        places.into_iter().map(|place| (place.span.start as usize, self.at(place))).collect()
    }
}
