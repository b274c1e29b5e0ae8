//! From pulldown-cmark's events to parts: decides what each thing that an author wrote becomes, and finds the mistakes.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag};

mod events;
mod links;

use self::events::{Labels, events};
use super::contain::contain;
use super::depth::{DEEPEST, too_deep_line};
use super::part::{CodeBlock, Element, Mark, Part};
use super::text::{plain, shown, without_hidden};
use super::{Finding, Link, LinkKind};
use crate::base::{Span, codes};

/// A text whose headings have no ids yet and whose footnotes stand aside.
#[derive(Default)]
pub(super) struct Draft {
    pub parts: Vec<Part>,
    pub definitions: Vec<Definition>,
    pub links: Vec<Link>,
    pub headings: Vec<RawHeading>,
    /// The first paragraph that stands in no other block.
    pub paragraph: Option<Span>,
    pub findings: Vec<Finding>,
}

/// The definition of a footnote.
pub(super) struct Definition {
    pub label: String,
    pub span: Span,
    pub parts: Vec<Part>,
}

pub(super) struct RawHeading {
    /// As written, from 1 to 6.
    pub rank: u8,
    /// What stood in `{#…}` at its end.
    pub given: Option<(String, Span)>,
    pub text: String,
    pub span: Span,
}

pub(super) fn read(text: &str, offset: usize) -> Result<Draft, Finding> {
    if let Some(line) = too_deep_line(text) {
        return Err(too_deep(Span::new(line.start, line.end).shifted(offset)));
    }
    let Some((events, labels)) = contain(|| events(text)) else {
        return Err(Finding {
            code: &codes::CANNOT_RENDER,
            span: Span::new(0, text.len()).shifted(offset),
            message: "the Markdown reader fails on this text".to_owned(),
            label: "somewhere in here".to_owned(),
            help: Some("take parts of it away until the rest can be read".to_owned()),
        });
    };
    let mut reader = Reader {
        text,
        offset,
        labels,
        open: Vec::new(),
        aside: Vec::new(),
        alt: None,
        draft: Draft::default(),
        seen_markup: false,
    };
    for (event, range) in events {
        reader.event(event, range)?;
    }
    Ok(reader.draft)
}

fn too_deep(span: Span) -> Finding {
    Finding {
        code: &codes::CANNOT_RENDER,
        span,
        message: format!("the text is nested more than {DEEPEST} deep"),
        label: "here".to_owned(),
        help: Some("use fewer lists, quotes or emphases inside each other".to_owned()),
    }
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    labels: Labels,
    open: Vec<Open>,
    /// The texts round the footnote that is being read: the body, and footnotes round that footnote.
    aside: Vec<Vec<Part>>,
    /// The text of the image that is being read. Nothing in an image is more than text.
    alt: Option<String>,
    draft: Draft,
    seen_markup: bool,
}

struct Open {
    what: What,
    range: Range<usize>,
    /// How many parts there were before its own.
    first: usize,
    /// Where the last thing inside ended in the text.
    inner_end: usize,
}

enum What {
    Element(Element),
    Paragraph,
    Heading(usize),
    /// With its position among the links, unless it was refused.
    Link(Option<usize>, Target),
    Image(Target, String),
    Note(String),
    Markup(String),
    CodeBlock(String, String),
    Table {
        alignments: Vec<Alignment>,
        column: usize,
        in_body: bool,
    },
    /// A row, or the head, of the table above it.
    Row(Element),
    /// A thing without parts of its own.
    Nothing,
}

struct Target {
    address: String,
    /// Where the author wrote it, where that is known from the start.
    place: Option<Range<usize>>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) -> Result<(), Finding> {
        let end = range.end;
        match event {
            Event::Start(tag) => {
                if self.open.len() >= DEEPEST {
                    return Err(too_deep(self.first_line(&range)));
                }
                self.start(tag, range);
                return Ok(());
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => match self.alt {
                Some(_) => self.text(&text),
                None => self.push(Part::Code(shown(&text).into_owned())),
            },
            Event::Html(html) => self.text(&html),
            // Editors keep notes in comments.
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            Event::InlineHtml(html) => {
                self.markup_found(range);
                self.text(&html);
            }
            Event::FootnoteReference(label) => self.mark(&label),
            Event::SoftBreak => self.line_break(Part::SoftBreak),
            Event::HardBreak => self.line_break(Part::HardBreak),
            Event::Rule => self.push(Part::Rule),
            Event::TaskListMarker(done) => self.tick(done),
            // Mathematics is not turned on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
        if let Some(open) = self.open.last_mut() {
            open.inner_end = end;
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        // Nothing can be put into a page by `![[…]]`: it is an exclamation mark and a reference.
        if let Tag::Image { link_type: LinkType::WikiLink { .. }, .. } = tag {
            self.text("!");
        }
        let first = self.draft.parts.len();
        let inner_end = range.start;
        let what = match tag {
            _ if self.alt.is_some() => What::Nothing,
            Tag::Paragraph => {
                self.push(Part::Open(Element::Paragraph));
                What::Paragraph
            }
            Tag::Heading { level, .. } => {
                let at = self.draft.headings.len();
                self.draft.headings.push(RawHeading {
                    rank: level as u8,
                    given: None,
                    text: String::new(),
                    span: self.trimmed(&range),
                });
                self.push(Part::Open(Element::Heading(at)));
                What::Heading(at)
            }
            Tag::BlockQuote(None) => self.element(Element::Quote),
            Tag::BlockQuote(Some(kind)) => self.element(Element::Alert(kind)),
            Tag::CodeBlock(CodeBlockKind::Indented) => What::CodeBlock(String::new(), String::new()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => What::CodeBlock(language(&info), String::new()),
            Tag::HtmlBlock => What::Markup(String::new()),
            Tag::List(start) => self.element(Element::List(start)),
            Tag::Item => self.element(Element::Item { task: false }),
            Tag::FootnoteDefinition(label) => {
                self.aside.push(std::mem::take(&mut self.draft.parts));
                What::Note(label.to_string())
            }
            Tag::DefinitionList => self.element(Element::Terms),
            Tag::DefinitionListTitle => self.element(Element::Term),
            Tag::DefinitionListDefinition => self.element(Element::Meaning),
            Tag::Table(alignments) => {
                self.push(Part::Open(Element::Table));
                What::Table { alignments, column: 0, in_body: false }
            }
            Tag::TableHead => self.row(Element::Head),
            Tag::TableRow => self.row(Element::Row),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.element(Element::Emphasis),
            Tag::Strong => self.element(Element::Strong),
            Tag::Strikethrough => self.element(Element::Deleted),
            Tag::Link { link_type, dest_url, title, id }
            | Tag::Image { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, id } => {
                self.link(link_type, &dest_url, &title, &id, &range)
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.alt = Some(String::new());
                let place = self.known_place(link_type, &id, &range);
                let address = dest_url.trim().to_owned();
                What::Image(Target { address, place }, title.to_string())
            }
            // Not turned on.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => What::Nothing,
        };
        self.open.push(Open { what, range, first, inner_end });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let empty = self.draft.parts.len() == open.first + 1;
        match open.what {
            What::Element(element) => self.push(Part::Close(element)),
            What::Paragraph if empty => self.draft.parts.truncate(open.first),
            What::Paragraph => {
                self.push(Part::Close(Element::Paragraph));
                if self.open.is_empty() && self.draft.paragraph.is_none() {
                    self.draft.paragraph = Some(self.trimmed(&open.range));
                }
            }
            What::Heading(at) => self.end_heading(at, open.first, open.inner_end),
            What::Link(link, ref target) => self.end_link(link, target, &open),
            What::Image(ref target, ref title) => self.end_image(target, title, &open),
            What::Note(label) => {
                let around = self.aside.pop().unwrap_or_default();
                let parts = std::mem::replace(&mut self.draft.parts, around);
                let span = self.first_line(&open.range);
                self.draft.definitions.push(Definition { label, span, parts });
            }
            What::Markup(html) => self.end_markup(&html, open.range.clone()),
            What::CodeBlock(language, text) => {
                let text = shown(&text).into_owned();
                self.push(Part::CodeBlock(Box::new(CodeBlock { language, text })));
            }
            What::Table { in_body, .. } => {
                if in_body {
                    self.push(Part::Close(Element::Body));
                }
                self.push(Part::Close(Element::Table));
            }
            What::Row(element) => self.push(Part::Close(element)),
            What::Nothing => {}
        }
    }

    fn push(&mut self, part: Part) {
        if self.alt.is_none() {
            self.draft.parts.push(part);
        }
    }

    fn element(&mut self, element: Element) -> What {
        self.push(Part::Open(element));
        What::Element(element)
    }

    fn text(&mut self, text: &str) {
        if let Some(alt) = &mut self.alt {
            return alt.push_str(&without_hidden(text));
        }
        match self.open.last_mut().map(|open| &mut open.what) {
            Some(What::Markup(all) | What::CodeBlock(_, all)) => return all.push_str(text),
            // The child of `[[target]]` is the target once more.
            Some(What::Link(Some(at), _))
                if self.draft.links[*at].kind == LinkKind::Reference && !self.draft.links[*at].own_text =>
            {
                return;
            }
            _ => {}
        }
        let text = shown(text);
        match self.draft.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.push(Part::Text(text.into_owned())),
        }
    }

    fn line_break(&mut self, part: Part) {
        match &mut self.alt {
            Some(alt) => alt.push(' '),
            None => self.push(part),
        }
    }

    fn mark(&mut self, label: &str) {
        let (id, note) = (String::new(), String::new());
        self.push(Part::Mark(Box::new(Mark { label: label.to_owned(), id, note, number: 0 })));
    }

    fn tick(&mut self, done: bool) {
        let items = self.open.iter().rev();
        let mut items = items.filter(|open| matches!(open.what, What::Element(Element::Item { .. })));
        if let Some(item) = items.next() {
            self.draft.parts[item.first] = Part::Open(Element::Item { task: true });
            self.push(Part::Tick(done));
        }
    }

    fn row(&mut self, row: Element) -> What {
        if let Some(What::Table { column, in_body, .. }) = self.open.last_mut().map(|o| &mut o.what) {
            *column = 0;
            let first_of_body = row == Element::Row && !std::mem::replace(in_body, row == Element::Row);
            if first_of_body {
                self.push(Part::Open(Element::Body));
            }
        }
        self.push(Part::Open(row));
        What::Row(row)
    }

    fn cell(&mut self) -> What {
        let in_head = matches!(self.open.last().map(|open| &open.what), Some(What::Row(Element::Head)));
        let table = self.open.iter_mut().rev().nth(1).map(|open| &mut open.what);
        let mut alignment = Alignment::None;
        if let Some(What::Table { alignments, column, .. }) = table {
            alignment = alignments.get(*column).copied().unwrap_or(Alignment::None);
            *column += 1;
        }
        self.element(if in_head { Element::HeadCell(alignment) } else { Element::Cell(alignment) })
    }

    fn end_heading(&mut self, at: usize, first: usize, inner_end: usize) {
        let given = self.given_id(first, inner_end);
        // A heading of nothing is a trap for those who jump from heading to heading.
        if self.draft.parts.len() == first + 1 {
            return self.draft.parts.truncate(first);
        }
        let inner = &self.draft.parts[first + 1..];
        let text = plain([inner], &self.draft.links, ' ');
        let heading = &mut self.draft.headings[at];
        heading.given = given;
        heading.text = text;
        self.push(Part::Close(Element::Heading(at)));
    }

    /// Takes a `{#id}` from the end of the heading whose parts begin at `first`. An escaped brace is text.
    fn given_id(&mut self, first: usize, inner_end: usize) -> Option<(String, Span)> {
        let last = self.draft.parts.len().checked_sub(1).filter(|at| *at > first)?;
        let Part::Text(text) = &mut self.draft.parts[last] else {
            return None;
        };
        let braced = &text[text.rfind("{#")?..];
        let id = braced.strip_prefix("{#")?.strip_suffix('}')?.to_owned();
        let is_fine = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
        let before = self.text.get(..inner_end)?.strip_suffix(braced)?;
        if id.is_empty() || !id.chars().all(is_fine) || before.ends_with('\\') {
            return None;
        }
        let span = Span::new(before.len() + 2, inner_end - 1).shifted(self.offset);
        text.truncate(text.len() - braced.len());
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            self.draft.parts.truncate(last);
        }
        Some((id, span))
    }

    /// A block of HTML becomes a paragraph that shows it, without the comments.
    fn end_markup(&mut self, html: &str, range: Range<usize>) {
        let html = without_comments(html);
        let html = html.trim();
        if !html.is_empty() {
            self.markup_found(range);
            self.push(Part::Open(Element::Markup));
            self.push(Part::Text(shown(html).into_owned()));
            self.push(Part::Close(Element::Markup));
        }
    }

    /// Once in a text is enough: who writes HTML writes much of it.
    fn markup_found(&mut self, range: Range<usize>) {
        if !std::mem::replace(&mut self.seen_markup, true) {
            let span = self.first_line(&range);
            self.finding(Finding {
                code: &codes::RAW_HTML,
                span,
                message: "HTML in a text is shown as text".to_owned(),
                label: "readers see these characters".to_owned(),
                help: Some("write it in Markdown, or between backticks if it is meant to be seen".to_owned()),
            });
        }
    }

    fn finding(&mut self, finding: Finding) {
        self.draft.findings.push(finding);
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// The range without white space at its end, such as the line end of a block.
    fn trimmed(&self, range: &Range<usize>) -> Span {
        let length = self.text.get(range.clone()).map_or(0, |source| source.trim_end().len());
        self.span(&(range.start..range.start + length))
    }

    fn first_line(&self, range: &Range<usize>) -> Span {
        let source = self.text.get(range.clone()).unwrap_or_default();
        let length = source.lines().next().unwrap_or_default().trim_end().len();
        self.span(&(range.start..range.start + length))
    }
}

/// A class name from what stands behind a code fence.
fn language(info: &str) -> String {
    let word = info.split([' ', '\t', ',']).next().unwrap_or_default();
    let letters = word.chars().map(|c| c.to_ascii_lowercase());
    let fine = letters.filter(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
    fine.take(40).collect()
}

/// The HTML without its comments. One that does not end would swallow the rest of the text: it is no comment.
fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        // `<!-->` and `<!--->` are comments too.
        let Some(length) = rest[start + 2..].find("-->") else {
            break;
        };
        out.push_str(&rest[..start]);
        rest = &rest[start + 2 + length + 3..];
    }
    out + rest
}
