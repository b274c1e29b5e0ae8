//! Links, images and references: which are allowed, and where their authors wrote the addresses.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Open, Reader, Target, What};
use crate::base::{Span, codes};
use crate::markdown::destination::{Destination, destination};
use crate::markdown::part::{Element, Part};
use crate::markdown::text::{shown, typed};
use crate::markdown::{Finding, Link, LinkKind};

impl Reader<'_> {
    pub(super) fn link(&mut self, kind: LinkType, url: &str, title: &str, id: &str, range: &Range<usize>) -> What {
        let place = self.known_place(kind, id, range);
        let mut address = url.trim();
        let (kind, target, own_text) = match kind {
            LinkType::WikiLink { has_pothole } => {
                // In a table the bar has to be escaped, as it would end the cell.
                if has_pothole {
                    address = address.strip_suffix('\\').unwrap_or(address).trim_end();
                }
                let words: Vec<&str> = address.split_whitespace().collect();
                (LinkKind::Reference, words.join(" "), has_pothole)
            }
            LinkType::Email => (LinkKind::Link, format!("mailto:{address}"), true),
            _ => (LinkKind::Link, address.to_owned(), true),
        };
        let allowed = kind == LinkKind::Reference || destination(&target).is_some();
        let at = allowed.then(|| {
            let at = self.add_link(kind, &target, title);
            self.draft.links[at].own_text = own_text;
            self.push(Part::Open(Element::Link(at)));
            at
        });
        let address = address.to_owned();
        What::Link(at, Target { address, place })
    }

    fn add_link(&mut self, kind: LinkKind, target: &str, title: &str) -> usize {
        self.draft.links.push(Link {
            kind,
            target: target.to_owned(),
            span: Span::default(),
            own_text: true,
            title: title.to_owned(),
        });
        self.draft.links.len() - 1
    }

    pub(super) fn end_link(&mut self, link: Option<usize>, target: &Target, open: &Open) {
        let span = self.place(target, open);
        let Some(at) = link else {
            return self.refuse(&target.address, "a link", span);
        };
        // A link that shows nothing can be neither seen nor said.
        let is_empty = self.draft.parts.len() == open.first + 1;
        let link = &mut self.draft.links[at];
        link.span = span;
        if is_empty {
            link.own_text = false;
            if link.kind != LinkKind::Reference {
                let text = Part::Text(shown(&link.target).into_owned());
                self.push(text);
            }
        }
        self.push(Part::Close(Element::Link(at)));
    }

    pub(super) fn end_image(&mut self, target: &Target, title: &str, open: &Open) {
        let alt = self.alt.take().unwrap_or_default().trim().to_owned();
        let span = self.place(target, open);
        let typed = typed(&target.address);
        if alt.is_empty() {
            self.finding(Finding {
                code: &codes::NO_ALT,
                span: self.span(&open.range),
                message: format!("the image `{typed}` has no text for those who cannot see it"),
                label: "nothing stands between the brackets".to_owned(),
                help: Some("say between the brackets what the picture shows".to_owned()),
            });
        }
        match destination(&target.address) {
            Some(Destination::Relative) => {
                let link = self.add_link(LinkKind::Image, &target.address, title);
                self.draft.links[link].span = span;
                self.draft.links[link].own_text = !alt.is_empty();
                self.push(Part::Image { link, alt: alt.into() });
                return;
            }
            Some(Destination::Web) => self.finding(Finding {
                code: &codes::REMOTE_IMAGE,
                span,
                message: format!("the image `{typed}` is on another site"),
                label: "only its text is shown".to_owned(),
                help: Some("keep a copy of it in the project and name that".to_owned()),
            }),
            Some(Destination::Mail) | None => self.refuse(&target.address, "an image", span),
        }
        self.text(&alt);
    }

    fn refuse(&mut self, address: &str, what: &str, span: Span) {
        let help = match what {
            _ if address.starts_with("//") && what == "a link" => "begin it with `https://`",
            "a link" => "use an https, http or mailto address, or a relative one",
            _ => "use a relative address of an image in the project",
        };
        self.finding(Finding {
            code: &codes::BAD_SCHEME,
            span,
            message: format!("{what} cannot have the address `{}`", typed(address)),
            label: "only its text is shown".to_owned(),
            help: Some(help.to_owned()),
        });
    }

    /// The place of an address that does not stand behind the link's own text.
    pub(super) fn known_place(&self, kind: LinkType, id: &str, range: &Range<usize>) -> Option<Range<usize>> {
        match kind {
            LinkType::Autolink | LinkType::Email => Some(range.start + 1..range.end.saturating_sub(1)),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => self.labels.get(id).cloned(),
            _ => None,
        }
    }

    fn place(&self, target: &Target, open: &Open) -> Span {
        if let Some(place) = &target.place {
            return self.span(place);
        }
        let behind_text = match open.what {
            What::Link(Some(at), _) if self.draft.links[at].kind == LinkKind::Reference => open.range.start,
            _ => open.inner_end,
        };
        let source = self.text.get(behind_text..open.range.end);
        let found = source.and_then(|source| source.find(&target.address));
        match found {
            Some(at) if !target.address.is_empty() => {
                let start = behind_text + at;
                self.span(&(start..start + target.address.len()))
            }
            _ => self.span(&open.range),
        }
    }
}
