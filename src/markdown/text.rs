//! Characters: which are shown, how they are escaped, and a text without its markup.

use std::borrow::Cow;

use super::part::{Element, Part};
use super::{Link, LinkKind, Phrase};
use crate::base::is_hidden;

/// For text: hidden characters become U+FFFD, so that their place is seen.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    // Nearly every text is plain, and bytes are quicker to look through than characters, many at once.
    if has_any(text, |byte| !matches!(byte, b' '..=b'~' | b'\n' | b'\t')) && text.contains(is_hidden) {
        Cow::Owned(text.replace(is_hidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a text has such a byte. It is asked of so many bytes in a row that a processor takes them at once.
fn has_any(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(64).any(|bytes| bytes.iter().fold(false, |any, byte| any | wanted(*byte)))
}

/// For attributes: hidden characters are dropped.
pub(super) fn without_hidden(text: &str) -> String {
    text.replace(is_hidden, "")
}

/// Escapes for text and for attributes in double quotes.
pub(super) fn escape(text: &str, out: &mut String) {
    let special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"');
    if !has_any(text, special) {
        return out.push_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        out.push_str(&rest[..at]);
        escape_char(rest.as_bytes()[at].into(), out);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn escape_char(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        _ => out.push(c),
    }
}

/// Percent-encodes what no URL may have; percent signs stay as they are.
pub(super) fn encode(url: &str, out: &mut String) {
    for byte in url.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$%&'()*+,-./:;=?@_~".contains(&byte) {
            escape_char(byte as char, out);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// What an author typed, short and visible enough for a message.
pub(super) fn typed(text: &str) -> String {
    let one_line = text.replace(['\n', '\t'], " ");
    let mut start: String = one_line.chars().take(80).collect();
    if start.len() < one_line.len() {
        start.push('…');
    }
    shown(&start).into_owned()
}

/// Runs of white space become one space, blocks are parted by `between`, links and images are their text.
pub(super) fn flatten<'a>(runs: impl IntoIterator<Item = &'a [Part]>, links: &[Link], between: char) -> Phrase {
    line(runs, links, between, true)
}

/// The same without the HTML.
pub(super) fn plain<'a>(runs: impl IntoIterator<Item = &'a [Part]>, links: &[Link], between: char) -> String {
    line(runs, links, between, false).plain
}

fn line<'a>(runs: impl IntoIterator<Item = &'a [Part]>, links: &[Link], between: char, marks_up: bool) -> Phrase {
    let mut line = Line { phrase: Phrase::default(), marks_up, gap: None, unwritten: Vec::new(), between };
    for parts in runs {
        line.gap = Some(between);
        for part in parts {
            line.part(part, links);
        }
    }
    line.phrase
}

struct Line {
    phrase: Phrase,
    /// Whether the HTML is asked for.
    marks_up: bool,
    /// What parts the next character from the last one.
    gap: Option<char>,
    /// Tags that are open and have nothing inside yet: an element of nothing is not written.
    unwritten: Vec<&'static str>,
    between: char,
}

impl Line {
    fn part(&mut self, part: &Part, links: &[Link]) {
        match part {
            Part::Open(Element::Link(at)) => {
                if let Some(link) = links.get(*at)
                    && link.kind == LinkKind::Reference
                    && !link.own_text
                {
                    self.text(&shown(&link.target));
                }
            }
            Part::Open(element) => match inline_tag(*element) {
                Some(tag) => self.open(tag),
                None => self.edge(*element),
            },
            Part::Close(element) => match inline_tag(*element) {
                Some(tag) => self.close(tag),
                None => self.edge(*element),
            },
            Part::Text(text) => self.text(text),
            Part::Code(text) => self.code(text),
            Part::CodeBlock(block) => {
                self.gap = Some(self.between);
                self.code(&block.text);
                self.gap = Some(self.between);
            }
            Part::Image { alt, .. } => self.text(alt),
            Part::SoftBreak | Part::HardBreak => self.space(),
            Part::Rule => self.gap = Some(self.between),
            Part::Mark(_) | Part::Tick(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if is_single_spaced(text) {
            return self.words(text.strip_suffix(' ').unwrap_or(text), text.ends_with(' '));
        }
        for run in text.split_inclusive(char::is_whitespace) {
            let word = run.trim_end_matches(char::is_whitespace);
            self.words(word, word.len() < run.len());
        }
    }

    /// Words as they are, and perhaps a space behind them.
    fn words(&mut self, words: &str, space: bool) {
        if !words.is_empty() {
            self.close_gap();
            self.phrase.plain.push_str(words);
            if self.marks_up {
                for tag in self.unwritten.drain(..) {
                    self.phrase.html.push_str(&format!("<{tag}>"));
                }
                escape(words, &mut self.phrase.html);
            }
        }
        if space {
            self.space();
        }
    }

    fn code(&mut self, text: &str) {
        self.open("code");
        self.text(text);
        self.close("code");
    }

    fn open(&mut self, tag: &'static str) {
        if self.marks_up {
            self.unwritten.push(tag);
        }
    }

    fn close(&mut self, tag: &str) {
        if self.marks_up && self.unwritten.pop().is_none() {
            self.phrase.html.push_str(&format!("</{tag}>"));
        }
    }

    fn space(&mut self) {
        self.gap.get_or_insert(' ');
    }

    /// The cells of a row stay on one line; every other block begins and ends one.
    fn edge(&mut self, element: Element) {
        match element {
            Element::Link(_) => {}
            Element::HeadCell(_) | Element::Cell(_) => self.space(),
            _ => self.gap = Some(self.between),
        }
    }

    fn close_gap(&mut self) {
        if let Some(gap) = self.gap.take()
            && !self.phrase.plain.is_empty()
        {
            self.phrase.plain.push(gap);
            if self.marks_up {
                self.phrase.html.push(gap);
            }
        }
    }
}

/// Whether all white space in a text is single spaces, behind a first word. So it is in nearly all texts, which need not
/// be taken apart then. Where it cannot be told quickly, it is taken not to be so.
fn is_single_spaced(text: &str) -> bool {
    let next = text.bytes().skip(1);
    let spaces_meet = text.bytes().zip(next).fold(false, |any, (one, next)| any | (one == b' ') & (next == b' '));
    text.is_ascii() && !text.starts_with(' ') && !spaces_meet && !has_any(text, |byte| byte < b' ')
}

fn inline_tag(element: Element) -> Option<&'static str> {
    match element {
        Element::Emphasis => Some("em"),
        Element::Strong => Some("strong"),
        Element::Deleted => Some("del"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However a text is looked through, its words are the same, with one space between.
    #[test]
    fn white_space_of_any_kind_becomes_single_spaces() {
        let letters = ["a", "b&", " ", " ", "\t", "\u{e9}", "\u{a0}", "\u{1f}"];
        for mut choice in 0..letters.len().pow(5) {
            let mut text = String::new();
            for _ in 0..5 {
                text.push_str(letters[choice % letters.len()]);
                choice /= letters.len();
            }
            let Phrase { plain, html } = flatten([&[Part::Text(text.clone())][..]], &[], '\n');
            let words: Vec<&str> = text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
            assert_eq!(plain, words.join(" "), "{text:?}");
            assert_eq!(html, plain.replace('&', "&amp;"), "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_looked_through_to_its_end() {
        for length in [0, 1, 63, 64, 65, 200] {
            let plain = "a".repeat(length);
            assert_eq!(shown(&format!("{plain}\u{202e}")), format!("{plain}\u{fffd}"));
            let mut out = String::new();
            escape(&format!("{plain}<"), &mut out);
            assert_eq!(out, format!("{plain}&lt;"));
        }
    }
}
