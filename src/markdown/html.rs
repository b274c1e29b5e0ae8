//! Writes the HTML of a text. Every element and attribute that a text can bring about is spelled out here.

use std::borrow::Cow;
use std::collections::HashSet;

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::destination::destination;
use super::part::{Element, Mark, Note, Part};
use super::terms::Terms;
use super::text::{encode, escape, shown, without_hidden};
use super::{Blocks, Link, LinkKind, Resolved};

const TO_DO: &str = "To do: ";
const DONE: &str = "Done: ";
const TABLE: &str = "Table";
const BACK: &str = "Back to the text";

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}

/// Terms to link, and those that are linked already.
pub(super) struct Explained<'a> {
    pub terms: &'a Terms,
    pub explained: &'a dyn Fn(usize) -> String,
    pub linked: HashSet<usize>,
}

/// See [`Prose::html`] and [`Prose::html_with_terms`].
pub(super) fn write(
    prose: &Blocks,
    top: u8,
    resolve: &dyn Fn(&Link) -> Option<Resolved>,
    terms: Option<Explained>,
) -> String {
    let top = top.clamp(1, 6);
    let mut writer = Writer { prose, top, resolve, terms, anchors: Vec::new(), is_bare: false, out: String::new() };
    writer.parts(&prose.parts);
    if !prose.notes.is_empty() {
        writer.line("<section class=\"footnotes\">\n<ol>\n");
        for note in &prose.notes {
            writer.note(note);
        }
        writer.out.push_str("</ol>\n</section>\n");
    }
    writer.out
}

struct Writer<'a> {
    prose: &'a Blocks,
    top: u8,
    resolve: &'a dyn Fn(&Link) -> Option<Resolved>,
    terms: Option<Explained<'a>>,
    /// The open links: whether each was written as an `<a>`.
    anchors: Vec<bool>,
    /// Whether a heading, or HTML that is shown as text, is open: no term is linked there.
    is_bare: bool,
    out: String,
}

impl Writer<'_> {
    fn parts(&mut self, parts: &[Part]) {
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            at += 1;
            match part {
                Part::Open(element) => self.open(*element),
                Part::Close(element) => self.close(*element),
                Part::Text(_) if self.may_explain() => {
                    let (text, length) = run(&parts[at - 1..]);
                    self.explained(&text);
                    at += length - 1;
                }
                Part::Text(text) => escape(text, &mut self.out),
                Part::Code(text) => {
                    self.out.push_str("<code>");
                    escape(text, &mut self.out);
                    self.out.push_str("</code>");
                }
                Part::CodeBlock(block) => self.code_block(&block.language, &block.text),
                Part::Image { link, alt } => self.image(*link, alt),
                Part::Mark(mark) => self.mark(mark),
                Part::Tick(done) => {
                    let (tick, word) = if *done { ("☑", DONE) } else { ("☐", TO_DO) };
                    self.out.push_str(&format!(
                        "<span class=\"tick\" aria-hidden=\"true\">{tick}</span>\
                         <span class=\"visually-hidden\">{word}</span>"
                    ));
                }
                Part::SoftBreak => self.out.push('\n'),
                Part::HardBreak => self.out.push_str("<br>\n"),
                Part::Rule => self.line("<hr>\n"),
            }
        }
    }

    fn may_explain(&self) -> bool {
        self.terms.is_some() && !self.is_bare && !self.in_link()
    }

    /// A text, with the terms linked that were not linked before. What is part of a longer term is no use of a shorter one.
    fn explained(&mut self, text: &str) {
        let mut from = 0;
        while let Some(Explained { terms, explained, linked }) = &mut self.terms
            && let Some(found) = terms.next(text, from)
        {
            let href = linked.insert(found.term).then(|| explained(found.term));
            escape(&text[from..found.start], &mut self.out);
            if let Some(href) = &href {
                self.out.push_str("<a class=\"explained\"");
                self.address("href", href);
                self.out.push('>');
            }
            escape(&text[found.start..found.end], &mut self.out);
            if href.is_some() {
                self.out.push_str("</a>");
            }
            from = found.end;
        }
        escape(&text[from..], &mut self.out);
    }

    fn open(&mut self, element: Element) {
        self.is_bare |= matches!(element, Element::Heading(_) | Element::Markup);
        match element {
            Element::Paragraph | Element::Markup => self.line("<p>"),
            Element::Quote => self.line("<blockquote>\n"),
            // The role keeps it from being a landmark: those need a name each, and nobody jumps to a hint.
            Element::Alert(kind) => {
                let (class, title) = alert(kind);
                self.line(&format!(
                    "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
                ));
            }
            Element::List(None) => self.line("<ul>\n"),
            Element::List(Some(1)) => self.line("<ol>\n"),
            Element::List(Some(start)) => self.line(&format!("<ol start=\"{start}\">\n")),
            Element::Item { task: false } => self.line("<li>"),
            Element::Item { task: true } => self.line("<li class=\"task\">"),
            Element::Terms => self.line("<dl>\n"),
            Element::Term => self.line("<dt>"),
            Element::Meaning => self.line("<dd>"),
            // A wide table scrolls by itself, so the keyboard must reach it, and what is reached needs a name.
            Element::Table => self
                .line(&format!("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{TABLE}\"><table>\n")),
            Element::Head => self.line("<thead>\n<tr>\n"),
            Element::Body => self.line("<tbody>\n"),
            Element::Row => self.line("<tr>\n"),
            Element::HeadCell(alignment) => {
                self.line(&format!("<th scope=\"col\"{}>", align(alignment)));
            }
            Element::Cell(alignment) => self.line(&format!("<td{}>", align(alignment))),
            Element::Emphasis => self.out.push_str("<em>"),
            Element::Strong => self.out.push_str("<strong>"),
            Element::Deleted => self.out.push_str("<del>"),
            Element::Link(at) => self.open_link(at),
            Element::Heading(at) => {
                let heading = &self.prose.headings[at];
                let tag = format!("<h{} id=\"", self.rank(at));
                self.line(&tag);
                escape(&heading.id, &mut self.out);
                self.out.push_str("\">");
            }
        }
    }

    fn close(&mut self, element: Element) {
        self.is_bare &= !matches!(element, Element::Heading(_) | Element::Markup);
        let tag = match element {
            Element::Paragraph | Element::Markup => "</p>\n",
            Element::Quote => "</blockquote>\n",
            Element::Alert(_) => "</aside>\n",
            Element::List(None) => "</ul>\n",
            Element::List(Some(_)) => "</ol>\n",
            Element::Item { .. } => "</li>\n",
            Element::Terms => "</dl>\n",
            Element::Term => "</dt>\n",
            Element::Meaning => "</dd>\n",
            Element::Table => "</table></div>\n",
            Element::Head => "</tr>\n</thead>\n",
            Element::Body => "</tbody>\n",
            Element::Row => "</tr>\n",
            Element::HeadCell(_) => "</th>\n",
            Element::Cell(_) => "</td>\n",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Deleted => "</del>",
            Element::Link(_) => match self.anchors.pop() {
                Some(true) => "</a>",
                _ => "",
            },
            Element::Heading(at) => return self.out.push_str(&format!("</h{}>\n", self.rank(at))),
        };
        self.out.push_str(tag);
    }

    /// A link inside a link, which HTML does not have, is only its text.
    fn open_link(&mut self, at: usize) {
        let link = &self.prose.links[at];
        let resolved = self.resolved(link);
        let anchor = resolved.as_ref().filter(|_| !self.in_link());
        if let Some(resolved) = anchor {
            self.out.push_str("<a");
            self.address("href", &resolved.href);
            self.title(link);
            if resolved.external {
                self.out.push_str(" rel=\"external noopener noreferrer\"");
            }
            self.out.push('>');
        }
        self.anchors.push(anchor.is_some());
        if link.kind == LinkKind::Reference && !link.own_text {
            let text = resolved.as_ref().and_then(|r| r.text.as_deref());
            escape(&shown(text.unwrap_or(&link.target)), &mut self.out);
        }
    }

    fn image(&mut self, at: usize, alt: &str) {
        let link = &self.prose.links[at];
        let Some(resolved) = self.resolved(link) else {
            return escape(alt, &mut self.out);
        };
        self.out.push_str("<img");
        self.address("src", &resolved.href);
        self.out.push_str(" alt=\"");
        escape(alt, &mut self.out);
        self.out.push('"');
        // An image that says nothing is decoration, and decoration has no title.
        if !alt.is_empty() {
            self.title(link);
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    fn mark(&mut self, mark: &Mark) {
        let (id, note, number) = (&mark.id, &mark.note, mark.number);
        self.out.push_str(&if self.in_link() {
            format!("<sup id=\"{id}\">{number}</sup>")
        } else {
            format!("<sup><a id=\"{id}\" href=\"#{note}\">{number}</a></sup>")
        });
    }

    /// The way back stands in the note's last paragraph, or in one of its own.
    fn note(&mut self, note: &Note) {
        self.line(&format!("<li id=\"{}\">", note.id));
        let mut parts = note.parts.as_slice();
        if let Some((Part::Close(Element::Paragraph), before)) = parts.split_last() {
            parts = before;
            self.parts(parts);
            self.out.push(' ');
        } else {
            self.parts(parts);
            self.line("<p>");
        }
        for (at, mark) in note.marks.iter().enumerate() {
            let number = match at {
                0 => String::new(),
                _ => format!(" ({})", at + 1),
            };
            let space = if at == 0 { "" } else { " " };
            self.out.push_str(&format!("{space}<a class=\"footnote-back\" href=\"#{mark}\">{BACK}{number}</a>"));
        }
        self.out.push_str("</p>\n</li>\n");
    }

    fn code_block(&mut self, language: &str, text: &str) {
        self.line("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(&format!(" class=\"language-{language}\""));
        }
        self.out.push('>');
        escape(text, &mut self.out);
        self.out.push_str("</code></pre>\n");
    }

    /// Whoever resolves may hand back what an author wrote, so that is looked at here once more.
    fn resolved(&self, link: &Link) -> Option<Resolved> {
        (self.resolve)(link).filter(|resolved| destination(&resolved.href).is_some())
    }

    fn in_link(&self) -> bool {
        self.anchors.contains(&true)
    }

    fn rank(&self, heading: usize) -> u8 {
        (self.top + self.prose.headings[heading].rank - 1).min(6)
    }

    fn address(&mut self, name: &str, address: &str) {
        self.out.push_str(&format!(" {name}=\""));
        encode(address.trim(), &mut self.out);
        self.out.push('"');
    }

    fn title(&mut self, link: &Link) {
        if !link.title.is_empty() {
            self.out.push_str(" title=\"");
            escape(&without_hidden(&link.title), &mut self.out);
            self.out.push('"');
        }
    }

    /// Writes at the start of a line.
    fn line(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(html);
    }
}

/// A text that may go over several lines, and of how many parts it is.
fn run(parts: &[Part]) -> (Cow<'_, str>, usize) {
    let mut text = Cow::Borrowed("");
    let mut length = 0;
    for part in parts {
        match part {
            Part::Text(more) if length == 0 => text = Cow::Borrowed(more),
            Part::Text(more) => text.to_mut().push_str(more),
            Part::SoftBreak => text.to_mut().push('\n'),
            _ => break,
        }
        length += 1;
    }
    (text, length)
}

fn align(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "",
        Alignment::Left => " class=\"align-left\"",
        Alignment::Center => " class=\"align-center\"",
        Alignment::Right => " class=\"align-right\"",
    }
}
