//! Markdown to safe HTML in which the links are still open: they are written relative to the page that shows them, and
//! no text knows its page. The only user of pulldown-cmark.
//!
//! A text is not trusted. Whatever it says, the HTML holds only the elements that `html.rs` spells out, every attribute
//! value is escaped, and an address is http, https, mailto or relative. Raw HTML is shown as text. The words that this
//! adds to a text (`To do`, `Back to the text` …) stand at the top of `html.rs`.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::{Code, Span};

mod contain;
mod depth;
mod destination;
mod finish;
mod html;
mod ids;
mod part;
mod reader;
mod terms;
mod text;

#[cfg(test)]
mod tests;

pub use contain::is_contained_panic;
use part::{Note, Part};
pub use terms::{Terms, Wording};

/// Reads a text. `offset` is where it begins in its file; all spans are offsets in the file.
///
/// Never fails, never panics, and takes time in proportion to the text: what cannot be read is a finding, and the
/// reading is then otherwise empty.
pub fn read(text: &str, offset: usize) -> Reading {
    match reader::read(text, offset) {
        Ok(draft) => finish::finish(draft),
        Err(finding) => Reading { findings: vec![finding], ..Reading::default() },
    }
}

/// A text that has been read. The lead and the rest together are the whole text; see [`Prose::join`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// The first block, if it is a paragraph.
    pub lead: Option<Lead>,
    /// All other blocks, and the footnotes of the whole text.
    pub rest: Prose,
    /// In the order in which they were found, which is nearly that of the text.
    pub findings: Vec<Finding>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Lead {
    pub prose: Prose,
    /// The same, where there is room for one line only.
    pub phrase: Arc<Phrase>,
    /// The paragraph, without the line end.
    pub span: Span,
}

/// One line of text, as it is and as HTML with no elements but `em`, `strong`, `code` and `del`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Phrase {
    pub plain: String,
    pub html: String,
}

/// Blocks of a text. A clone is the same blocks, not a copy of them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Prose(Arc<Blocks>);

#[derive(PartialEq, Debug, Default)]
struct Blocks {
    parts: Vec<Part>,
    /// The footnotes, in the order in which they are shown.
    notes: Vec<Note>,
    links: Vec<Link>,
    headings: Vec<Heading>,
}

impl Prose {
    pub fn is_empty(&self) -> bool {
        self.0.parts.is_empty() && self.0.notes.is_empty()
    }

    /// The HTML, to stand below a heading of rank `top - 1`: a heading of rank 1 becomes `<h{top}>`, none goes below
    /// `<h6>`. `resolve` says where a link leads from the page; where it says `None`, only the link's text is shown.
    pub fn html(&self, top: u8, resolve: &dyn Fn(&Link) -> Option<Resolved>) -> String {
        html::write(&self.0, top, resolve, None)
    }

    /// The same, with each of these terms linked where it first stands, but for headings, code and other links.
    /// `explained` says where a term is explained, by its position.
    pub fn html_with_terms(
        &self,
        top: u8,
        resolve: &dyn Fn(&Link) -> Option<Resolved>,
        terms: &Terms,
        explained: &dyn Fn(usize) -> String,
    ) -> String {
        html::write(&self.0, top, resolve, Some(html::Explained { terms, explained, linked: HashSet::new() }))
    }

    /// Every link, image and reference that is shown, footnotes last. Those that are refused (a finding) are not here.
    pub fn links(&self) -> &[Link] {
        &self.0.links
    }

    /// Every heading, footnotes last.
    pub fn headings(&self) -> &[Heading] {
        &self.0.headings
    }

    /// The text for a search: no markup, a newline between blocks.
    pub fn plain(&self) -> String {
        let notes = self.0.notes.iter().map(|note| note.parts.as_slice());
        let all = std::iter::once(self.0.parts.as_slice()).chain(notes);
        text::plain(all, &self.0.links, '\n')
    }

    /// Everything on one line, without the footnotes.
    pub fn phrase(&self) -> Phrase {
        text::flatten([self.0.parts.as_slice()], &self.0.links, ' ')
    }

    /// The lead and the rest of one text as the whole that they were.
    pub fn join(lead: &Prose, rest: &Prose) -> Prose {
        let (lead, rest) = (&lead.0, &rest.0);
        let (links, headings) = (lead.links.len(), lead.headings.len());
        let shifted = |parts: &[Part]| -> Vec<Part> {
            let mut parts = parts.to_vec();
            parts.iter_mut().for_each(|part| part.renumber(|at| at + links, |at| at + headings));
            parts
        };
        let shifted_note = |note: &Note| Note { parts: shifted(&note.parts), ..note.clone() };
        let blocks = Blocks {
            parts: [lead.parts.clone(), shifted(&rest.parts)].concat(),
            notes: (lead.notes.iter().cloned()).chain(rest.notes.iter().map(shifted_note)).collect(),
            links: [lead.links.clone(), rest.links.clone()].concat(),
            headings: [lead.headings.clone(), rest.headings.clone()].concat(),
        };
        Prose(Arc::new(blocks))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// `[text](target)`, `[text][label]`, `<https://target>`, `<a@b.example>`.
    Link,
    /// `![text](target)`.
    Image,
    /// `[[target]]` and `[[target|text]]`.
    Reference,
}

/// A link as its author wrote it, before anyone knows where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    pub kind: LinkKind,
    /// As typed, after Markdown's own escapes and entities, percent signs untouched, without outer white space. For a
    /// link or image: http, https, mailto (also for `<a@b.example>`) or relative, perhaps empty. For an image: relative.
    /// For a reference: any text.
    pub target: String,
    /// The target in the file, or the whole link where the target is not written there as it is.
    pub span: Span,
    /// Whether the author wrote what to show. Without it a reference shows [`Resolved::text`], and a link its target.
    pub own_text: bool,
    title: String,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Resolved {
    /// As a URL, unescaped: it is percent-encoded where no URL may have the character, and escaped. An address of a
    /// kind that no author may write (`javascript:` …) is not written: only the link's text is shown.
    pub href: String,
    /// What to show for a reference without text of its own; `None` shows the target.
    pub text: Option<String>,
    /// Adds `rel="external noopener noreferrer"`.
    pub external: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// From 1, the first heading's, to 6; never more than one below the heading before it, whatever the author wrote.
    pub rank: u8,
    /// Unique in the text; never one of those that pages keep for themselves (`ids.rs`).
    pub id: String,
    pub text: String,
    pub span: Span,
}

/// A mistake in a text, for whoever knows the file to make a diagnostic of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub code: &'static Code,
    pub span: Span,
    pub message: String,
    pub label: String,
    pub help: Option<String>,
}
