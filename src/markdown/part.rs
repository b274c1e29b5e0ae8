//! The pieces of a text after reading: a flat list, so that no depth of nesting needs a deep stack.

use pulldown_cmark::{Alignment, BlockQuoteKind};

/// A piece. Every `Open` has its `Close`, properly nested.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Part {
    Open(Element),
    Close(Element),
    Text(String),
    Code(String),
    CodeBlock(Box<CodeBlock>),
    Image {
        link: usize,
        alt: Box<str>,
    },
    /// Where a footnote is called.
    Mark(Box<Mark>),
    /// The box of a task, ticked or not.
    Tick(bool),
    SoftBreak,
    HardBreak,
    Rule,
}

/// A framework is mostly parts: what is rare stands elsewhere, so that the others are small.
const _: () = assert!(size_of::<Part>() <= 32);

#[derive(Clone, PartialEq, Debug)]
pub(super) struct CodeBlock {
    /// Of `[a-z0-9-]`, empty if none was given.
    pub language: String,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Element {
    Paragraph,
    /// A block of raw HTML, shown as text.
    Markup,
    Quote,
    Alert(BlockQuoteKind),
    List(Option<u64>),
    Item {
        task: bool,
    },
    Terms,
    Term,
    Meaning,
    Table,
    Head,
    Body,
    Row,
    HeadCell(Alignment),
    Cell(Alignment),
    Emphasis,
    Strong,
    Deleted,
    /// By its position among the links.
    Link(usize),
    /// By its position among the headings.
    Heading(usize),
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Mark {
    /// As typed, between `[^` and `]`.
    pub label: String,
    /// The mark's own id.
    pub id: String,
    /// The footnote's id.
    pub note: String,
    /// The footnote's number, from 1.
    pub number: usize,
}

/// A footnote.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Note {
    pub id: String,
    /// The ids of its marks.
    pub marks: Vec<String>,
    pub parts: Vec<Part>,
}

impl Part {
    /// Makes it the same part for other lists of links and headings.
    pub(super) fn renumber(&mut self, link_at: impl FnOnce(usize) -> usize, heading_at: impl FnOnce(usize) -> usize) {
        match self {
            Part::Open(Element::Link(at)) | Part::Close(Element::Link(at)) | Part::Image { link: at, .. } => {
                *at = link_at(*at)
            }
            Part::Open(Element::Heading(at)) | Part::Close(Element::Heading(at)) => {
                *at = heading_at(*at);
            }
            _ => {}
        }
    }
}
