//! The same framework in other words: what an edit of texts makes of it, without making all of it again.

use super::*;
use crate::base::{Place, Span};
use crate::markdown::{Prose, Reading};
use crate::parse::{Document, Front};

/// The framework with the texts of some documents taken anew. `None` where that would need a look at more than these
/// documents, or would be worth a finding: then `build` has to make it.
///
/// Only for documents that are as they were but for their bodies, and that had no finding.
pub fn retold(framework: &Framework, documents: &[Arc<Document>]) -> Option<Framework> {
    let mut framework = framework.clone();
    documents.iter().try_for_each(|document| framework.retell(document)).map(|()| framework)
}

/// The words of a text that begins with no statement.
pub(super) fn whole(reading: &Reading) -> Prose {
    match &reading.lead {
        Some(lead) => Prose::join(&lead.prose, &reading.rest),
        None => reading.rest.clone(),
    }
}

/// Where a capability's text stands that is no statement: below the first paragraph, where that is the statement.
pub(super) fn guidance(document: &Document, begins_with_statement: bool) -> Place {
    let body = document.body_place;
    let lead = document.body.lead.as_ref().filter(|_| begins_with_statement);
    let start = lead.map_or(body.span.start, |lead| lead.span.end);
    Place { span: Span { start, ..body.span }, ..body }
}

/// The entity of a document, to be changed.
fn of<'a, T: Clone>(
    list: &'a mut [Arc<T>],
    document: &Document,
    about: impl Fn(&mut T) -> &mut About,
    file: impl Fn(&T) -> FileId,
) -> Option<&'a mut About> {
    let found = list.iter_mut().find(|entity| file(entity) == document.file)?;
    Some(about(Arc::make_mut(found)))
}

impl Framework {
    fn retell(&mut self, document: &Document) -> Option<()> {
        macro_rules! about {
            ($list:ident) => {
                of(&mut self.$list, document, |it| &mut it.about, |it| it.about.place.file)
            };
        }
        let about = match document.front.as_ref()? {
            Front::Capability(front) => return self.retell_capability(document, front.statements.is_none()),
            Front::Archetype(_) => about!(archetypes),
            Front::Group(_) => about!(groups),
            Front::Level(_) => about!(levels),
            Front::Mapping(_) => about!(mappings),
            Front::Process(_) => about!(processes),
            Front::Profile(_) => about!(profiles),
            Front::Release(_) => about!(releases),
            Front::Resource(_) => about!(resources),
            Front::Term(_) => about!(terms),
            Front::Page(_) => match &mut self.home {
                Some(home) if home.about.place.file == document.file => Some(&mut Arc::make_mut(home).about),
                _ => about!(pages),
            },
        }?;
        about.body = about.body.retold(whole(&document.body))?;
        Some(())
    }

    fn retell_capability(&mut self, document: &Document, begins_with_statement: bool) -> Option<()> {
        let capability = self.capabilities.iter_mut().find(|it| it.about.place.file == document.file)?;
        let capability = Arc::make_mut(capability);
        capability.guidance = guidance(document, begins_with_statement);
        if !begins_with_statement {
            capability.about.body = capability.about.body.retold(whole(&document.body))?;
            return Some(());
        }
        let lead = document.body.lead.as_ref().filter(|lead| !lead.phrase.plain.trim().is_empty())?;
        let [statement] = capability.statements[..] else { return None };
        capability.about.body = capability.about.body.retold(document.body.rest.clone())?;
        let statement = Arc::make_mut(&mut self.statements[statement.0 as usize]);
        let text = StatementText { prose: lead.prose.clone(), phrase: Arc::clone(&lead.phrase) };
        statement.text = statement.text.retold(text)?;
        Some(())
    }
}
